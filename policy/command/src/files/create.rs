//! A new file that is written whole, or not at all.

use crate::host::{Bytes, Host};

/// Puts bytes into a new file.
///
/// # Errors
/// A host's reason, where it cannot be written; then nothing is there.
pub(crate) async fn create(path: String, bytes: Bytes, host: &Host) -> Result<(), String> {
    let one = |mut done: Vec<Result<(), String>>| done.pop().unwrap_or(Ok(()));
    let written = one(host.write(vec![(path.clone(), bytes, 0)]).await);
    if written.is_err() {
        let _ = host.discard([path]).await;
        return written;
    }
    one(host.finish([path]).await)
}

//! A stage of a command with code of its own. The compiler puts the code of all stages into one function, which engines of JavaScript
//! then compile whole, whatever of it is run (docs/adr/0010-ready-when-it-starts.md).

use std::future::Future;
use std::pin::Pin;

/// The same stage, behind a pointer that the compiler doesn't see through.
pub(crate) fn apart<'s, T>(stage: impl Future<Output = T> + 's) -> Pin<Box<dyn Future<Output = T> + 's>> {
    Box::pin(stage)
}

//! A response in, its JSON out: bytes without blanks, in the order of its members.

use serde::ser::Serialize;

/// A response as it goes over the door.
///
/// # Errors
/// One line, where it cannot be written.
pub fn encode(value: &impl Serialize) -> Result<Vec<u8>, String> {
    // Why not would take the words of all errors of JSON into the module.
    serde_json::to_vec(value).map_err(|_| "the answer cannot be written".to_owned())
}

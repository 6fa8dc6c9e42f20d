//! What tells two findings of one file apart that have the same fingerprint: how often it came before. Holds one file at a time.

use tablewarden_order::Map;

/// The fingerprints of a file so far.
#[derive(Default)]
pub(crate) struct Repeats(Map<String, u32>);

impl Repeats {
    /// 1 where it comes for the first time, 2 for the second.
    pub(crate) fn count(&mut self, fingerprint: &str) -> u32 {
        let count = self.0.or_insert_with(fingerprint.to_owned(), || 0);
        *count += 1;
        *count
    }
}

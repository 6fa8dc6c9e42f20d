//! How often, and over how many bytes, reading may go on after errors.

/// How often reading may go on.
const MOST_RESTARTS: u32 = 50;

/// What may yet be read again.
#[derive(Debug)]
pub(super) struct Budget {
    restarts: u32,
    /// Bytes the parser may yet look at.
    bytes: usize,
}

impl Budget {
    /// For a text of so many bytes.
    pub(super) fn new(length: usize) -> Self {
        Self { restarts: MOST_RESTARTS, bytes: length.saturating_mul(3).saturating_add(1 << 16) }
    }

    /// Takes one restart and so many bytes; whether there were as many.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        let has_left = self.restarts > 0 && bytes <= self.bytes;
        self.restarts = self.restarts.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(bytes);
        has_left
    }
}

//! What a format is to the rest: a writer that takes answers in the order of the files and writes as it goes. It holds only what
//! its format needs at its end.

use tablewarden_wire::UnreadFile;

use crate::answer::Answer;
use crate::totals::Totals;

/// How a report is written, besides its format.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Whether `text` is coloured with ANSI escapes.
    pub color: bool,
    /// Whether `text` is findings and errors alone, without the lines on the whole run.
    pub quiet: bool,
    /// Whether `text` names the values that are not known.
    pub verbose: bool,
    /// Whether to add what no template can show.
    pub advice: bool,
    /// Whether to count findings by rule, by stack and by account.
    pub statistics: bool,
    /// Whether what was found is to be compared with another run.
    pub compared: bool,
    /// Whether the report says what happens to each table, and not what was found.
    pub changes: bool,
    /// Whether `json` is on one line.
    pub bare: bool,
}

/// One format that is being written.
pub(crate) trait Writer {
    /// Writes what stands before the first file.
    fn begin(&mut self, _out: &mut String) {}

    /// Writes about a file that was checked, or skipped.
    fn answer(&mut self, answer: &Answer<'_>, out: &mut String);

    /// Writes about a file that has no answer.
    fn unread(&mut self, file: &UnreadFile, out: &mut String);

    /// Writes what stands behind the last file.
    fn end(&mut self, totals: &Totals, out: &mut String);
}

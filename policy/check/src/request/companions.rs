//! The files of a request that go with its template.

use tablewarden_source::SourceText;

/// A file that goes with a template: its name and its text.
pub(crate) type Companion<'r> = (&'r str, SourceText<'r>);

/// The number of the first one; 0 is the template, 1 its earlier version.
pub(crate) const FIRST_COMPANION: u8 = 2;

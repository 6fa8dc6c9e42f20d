//! Where text is: files of bytes in; spans, places, lines and columns out. Never says what the text means.

pub mod decimal;
mod harmless;
mod lines;
mod place;
mod problem;
mod shown;
mod text;

pub use harmless::{harmless, harmless_lines, harmless_lines_with_colors, is_harmful};
pub use lines::{Columns, LineIndex, Position};
pub use place::{FileId, Place, Span};
pub use problem::{Gravity, Problem};
pub use shown::{quoted, shown};
pub use text::{Encoding, SourceText};

//! What writers of several formats need to write: text of templates made harmless, severities in each format's words, JSON piece
//! by piece.

mod json_text;
mod level;
mod notice_view;
mod repeats;
mod sentence;

pub use json_text::JsonText;
pub(crate) use level::Level;
pub(crate) use notice_view::NoticeView;
pub(crate) use repeats::Repeats;
pub(crate) use sentence::{sentence, sentence_with_waiver};
pub(crate) use tablewarden_source::harmless;

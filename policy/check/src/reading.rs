//! A template as it is read: its bytes in, the document, the template and the facts about its tables out, together with those
//! of its earlier version. Evaluates no rule.

mod documents;
mod joined;
mod not_analysed;
mod notices;
mod other_file;
mod several;
mod sign;
mod stated;
mod versions;

pub(crate) use documents::{Expanded, as_written, document, facts_of, no_document};
pub(crate) use joined::{FACTS_KEY, joined};
pub(crate) use not_analysed::{not_analysed, unknown_part};
pub(crate) use notices::{notices_of_reading, notices_of_template};
pub(crate) use other_file::{instead_of, notice_of_no_template, notice_of_skipped};
pub(crate) use several::{Several, first_line, several};
pub(crate) use sign::may_be_damaged_template;
pub(crate) use stated::states_cloudformation;
pub(crate) use versions::Versions;

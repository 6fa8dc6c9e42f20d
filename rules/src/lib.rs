//! Reads the rules of the pack: the headers of their files, the Guard text behind them, and the unit tests beside them. What must be
//! in a rule file is enforced here, with file and line (docs/rule-files.md); nothing of it is in the module.

mod edits;
mod example;
mod files;
mod header;
mod queries;
mod unit_tests;
mod wrong;

pub use edits::{Change, EditRow, Value};
pub use example::{Marked, marked};
pub use files::{RuleFile, folders, read};
pub use header::{Header, WITH_WAIVERS};
pub use unit_tests::{Case, unit_tests};

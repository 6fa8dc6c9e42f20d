//! The fixes of findings: what the headers of rules say of a failure in, text edits of the template out. Applies none, and knows no
//! rule.

mod fill;
mod fixer;
mod like;
mod proposal;
mod row;
mod way;

pub(crate) use fixer::{Fixed, Fixer, Unfixed};
pub(crate) use proposal::{Proposal, proposal};
pub(crate) use row::{Change, FixRow, Value};

//! One rule file about to be evaluated on one document: what an evaluation reads and never changes. What it may change is
//! in the arguments of each function: the [`super::memory::Memory`] of what is known already, and, where clauses are to
//! hold, the failures.

use std::ops::Range;

use crate::document::Document;
use crate::plan::Plan;
use crate::plan::rule::File;
use crate::values::value::Val;

/// What is read. The parts of the language are in the modules beside this one.
#[derive(Debug)]
pub(crate) struct Evaluator<'d, 'a> {
    pub(super) document: &'d Document<'a>,
    pub(super) plan: &'a Plan,
    pub(super) file: &'a File,
    /// The value at which the queries of rules start.
    pub(super) root: Val<'a>,
    /// The time, in seconds since 1970, if it is given.
    pub(super) now: Option<i64>,
    /// The positions of the resources that this batch is about.
    pub(super) batch: Range<u32>,
}

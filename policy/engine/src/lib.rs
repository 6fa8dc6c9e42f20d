//! Guard rules in, verdicts out: syntax trees are compiled to a [`Plan`] once, and the plan is evaluated on any number of
//! documents. Gives a status for each rule and every value that failed, with its place. Reads no text and no file, and
//! knows nothing of what a document describes.
//!
//! It means what cfn-guard 3.2.1 means, or 3.2.0 where that [`Dialect`] is asked for. Where cfn-guard gives up (a circle
//! of rules, a variable that is not there, a value that cannot be converted) one rule is an error here, and the others
//! have their verdicts.

mod compile;
mod differences;
mod document;
mod evaluate;
mod message;
mod meter;
mod outcome;
mod plan;
mod stop;
mod values;

pub use compile::{Compilation, LoadProblem, Options, SourceFile};
pub use evaluate::Budget;
pub use outcome::{Evaluation, Failure, RuleOutcome, RuleStatus, Status};
pub use plan::Plan;
pub use tablewarden_guard::Dialect;

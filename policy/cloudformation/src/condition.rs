//! The conditions of a template as Boolean functions of what is undecided: which outcomes can happen together, and
//! when something holds. Never guesses: a parameter's default decides nothing here.

mod atom;
mod condition_set;
mod conditions;
mod describe;
mod diagram;
mod earlier;
mod read;
mod rules;
mod scenario;
#[cfg(test)]
mod tests;

pub use condition_set::{ConditionId, ConditionSet};
pub use conditions::{Condition, Conditions, When};
pub use earlier::EarlierConditions;
pub(crate) use read::read;
pub use scenario::{MOST_SCENARIOS, Scenario, TooMany};

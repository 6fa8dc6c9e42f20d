//! The conditions of a template as Boolean functions of what is undecided: which outcomes can happen together, and
//! when something holds. Never guesses: a parameter's default decides nothing here.

mod atom;
mod conditions;
mod describe;
mod diagram;
mod read;
mod rules;
mod scenario;
#[cfg(test)]
mod tests;

pub use conditions::{Condition, ConditionId, Conditions, When};
pub(crate) use read::read;
pub use scenario::{ConditionSet, MOST_SCENARIOS, Scenario, TooMany};

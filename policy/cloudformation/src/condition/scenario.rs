//! One outcome of the conditions that a part of the template depends on: a world in which every `Fn::If` there is decided.

use super::condition_set::ConditionId;
use super::conditions::{Conditions, When};

/// How many scenarios one group of values has at most.
pub const MOST_SCENARIOS: usize = 64;

/// One outcome of conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// When it is the one that is there.
    pub when: When,
    pub(crate) literals: Vec<(ConditionId, bool)>,
    /// Values that parameters are taken to have.
    pub(crate) assumed: Vec<(String, String)>,
}

impl Scenario {
    /// All that is possible under `when`, with no condition decided beyond what that decides.
    #[must_use]
    pub fn given(when: When) -> Self {
        Self { when, literals: Vec::new(), assumed: Vec::new() }
    }

    /// The parameters that are taken to have a value, each with it.
    #[must_use]
    pub fn assumptions(&self) -> &[(String, String)] {
        &self.assumed
    }

    /// The conditions that were decided, and how.
    #[must_use]
    pub fn literals(&self) -> &[(ConditionId, bool)] {
        &self.literals
    }

    /// The value that the parameter is taken to have.
    #[must_use]
    pub fn assumed(&self, parameter: &str) -> Option<&str> {
        let mut assumed = self.assumed.iter();
        assumed.find(|(name, _)| name == parameter).map(|(_, value)| value.as_str())
    }

    /// Whether the condition is true here; none where this is not decided.
    pub(crate) fn decides(&self, conditions: &Conditions<'_>, id: ConditionId) -> Option<bool> {
        if let Ok(index) = self.literals.binary_search_by_key(&id, |(id, _)| *id) {
            return self.literals.get(index).map(|(_, is_true)| *is_true);
        }
        let condition = conditions.when(id);
        if conditions.implies(self.when, condition) {
            return Some(true);
        }
        (!conditions.meets(self.when, condition)).then_some(false)
    }
}

/// The conditions have more outcomes than were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany {
    /// How many were asked for.
    pub most: usize,
}

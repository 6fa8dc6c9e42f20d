//! The settings of one template: what was said, and what that means for a rule. What a request says itself goes before it.

use tablewarden_cloudformation::GivenValue;
use tablewarden_order::Map;
use tablewarden_wire::{FailOn, Profile, Severity};

use super::production::Production;
use crate::pack::{self, FILES, Parameter};
use crate::rule_name::{RuleName, comparable};

/// The settings of one template. Without a file everything is as it is by default.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    pub(crate) profile: Option<Profile>,
    pub(crate) fail_on: Option<FailOn>,
    /// How many findings of one rule are listed of one file.
    pub(crate) max_findings: Option<u32>,
    /// Region, account and partition.
    pub(crate) stack: [Option<String>; 3],
    /// Values in place of what the `let`s of built-in rules give.
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) production: Option<Production>,
    /// Values of the stack's parameters; of the places the file is not known.
    pub(crate) values: Vec<(String, GivenValue)>,
    /// By id or name, as [`comparable`] has it.
    pub(super) rules: Map<String, RuleSetting>,
}

/// What is said of one rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RuleSetting {
    pub(super) is_off: bool,
    pub(super) severity: Option<Severity>,
}

impl Settings {
    /// Region, account and partition: as a request says, or else as is said here.
    pub(crate) fn stack(&self, said: [&Option<String>; 3]) -> [Option<String>; 3] {
        let [region, account, partition] = &self.stack;
        let [said_region, said_account, said_partition] = said;
        let first = |said: &Option<String>, here: &Option<String>| said.as_ref().or(here.as_ref()).cloned();
        [first(said_region, region), first(said_account, account), first(said_partition, partition)]
    }

    /// Whether the rule of this id or name is left out.
    pub(crate) fn is_off(&self, rule: &str) -> bool {
        let id = pack::find(rule).and_then(|index| FILES.get(index)).map_or(rule, |file| file.id);
        self.rules.get(&comparable(id)).is_some_and(|rule| rule.is_off)
    }

    /// The severity that a rule is given.
    pub(crate) fn severity(&self, rule: &RuleName<'_>) -> Option<Severity> {
        self.adjusted(rule).and_then(|rule| rule.severity)
    }

    /// The rule as it is asked for here: one that is given a severity is reported in every profile, and one whose parameters are
    /// given from the recommended profile on.
    pub(crate) fn asked<'r>(&self, rule: RuleName<'r>) -> RuleName<'r> {
        let has_parameters = || {
            let mut files = self.parameters.iter().filter_map(|parameter| FILES.get(parameter.file));
            files.any(|file| file.id == rule.id)
        };
        let profile = match rule.profile {
            Some(_) if self.severity(&rule).is_some() => None,
            Some(Profile::Strict) if has_parameters() => Some(Profile::Recommended),
            profile => profile,
        };
        RuleName { profile, ..rule }
    }

    /// Whether what this rule found is left out.
    pub(crate) fn leaves_out(&self, rule: &RuleName<'_>) -> bool {
        self.adjusted(rule).is_some_and(|rule| rule.is_off)
    }

    fn adjusted(&self, rule: &RuleName<'_>) -> Option<&RuleSetting> {
        if self.rules.is_empty() {
            return None;
        }
        rule.comparable().iter().find_map(|name| self.rules.get(name))
    }
}

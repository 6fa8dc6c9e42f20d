//! What a settings file says for one template: read from its bytes, with the place of everything in it that cannot be meant.
//! Finds no file; what a request says itself goes before what is here.

mod glob;
mod parameter;
mod production;
mod read;

use tablewarden_order::Map;
use tablewarden_wire::{FailOn, Profile, Severity};

pub(crate) use parameter::Parameter;
#[cfg(test)]
pub(crate) use parameter::words;
pub(crate) use production::Production;
pub(crate) use read::{Reading, read};

use crate::pack::{self, FILES};
use crate::sightings::{RuleName, Sighting};
use crate::waiving::plain;

/// The settings of one template. Without a file everything is as it is by default.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    pub(crate) profile: Option<Profile>,
    pub(crate) fail_on: Option<FailOn>,
    /// Region, account and partition.
    pub(crate) stack: [Option<String>; 3],
    /// Values in place of what the `let`s of built-in rules give.
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) production: Option<Production>,
    /// By id or name, as [`plain`] has it.
    rules: Map<String, Adjusted>,
}

/// What is said of one rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Adjusted {
    is_off: bool,
    severity: Option<Severity>,
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
        self.rules.get(&plain(id)).is_some_and(|rule| rule.is_off)
    }

    /// The severity that a rule is given.
    pub(crate) fn severity(&self, rule: &RuleName<'_>) -> Option<Severity> {
        self.adjusted(rule).and_then(|rule| rule.severity)
    }

    /// Leaves out what rules found that are off. What one found that is given a severity is reported whatever the profile is.
    pub(crate) fn apply(&self, found: &mut Vec<Sighting<'_>>) {
        found.retain_mut(|sighting| {
            let adjusted = self.adjusted(&sighting.rule).copied().unwrap_or_default();
            if let Some(severity) = adjusted.severity {
                // What a built-in rule found has it already: less is left of that where it holds under a condition.
                let is_built_in = sighting.rule.profile.take().is_some();
                sighting.severity = if is_built_in { sighting.severity } else { severity };
            }
            !adjusted.is_off
        });
    }

    fn adjusted(&self, rule: &RuleName<'_>) -> Option<&Adjusted> {
        if self.rules.is_empty() {
            return None;
        }
        plain_names(rule).iter().find_map(|name| self.rules.get(name))
    }
}

/// The id and the name of a rule as they are compared.
fn plain_names(rule: &RuleName<'_>) -> [String; 2] {
    [rule.id, rule.name].map(plain)
}

#[cfg(test)]
mod tests;

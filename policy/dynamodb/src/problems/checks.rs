//! The schema check of resources: a resource in, what is wrong with its properties out. Tables are checked one by one, each while
//! it is near, before what is found is written. Writes nothing itself.

use std::cell::RefCell;

use tablewarden_cloudformation::schema::{self, Possible, SchemaProblem};
use tablewarden_cloudformation::{ConditionId, MOST_SCENARIOS, Resource, Scenario, Template, When};
use tablewarden_order::Map;
use tablewarden_pattern::Pattern;

use crate::resource::table::Table;

/// What was found of the tables, in their order.
#[derive(Default)]
pub(crate) struct Checks<'d> {
    pub(crate) patterns: Patterns,
    pub(crate) of_tables: Vec<Vec<SchemaProblem<'d>>>,
}

impl<'d> Checks<'d> {
    /// Checks the next table.
    pub(crate) fn check(&mut self, template: &Template<'d>, table: &Table<'_, 'd>) {
        let type_name = table.resource.type_name.unwrap_or("");
        self.of_tables.push(self.patterns.check(template, table.resource, type_name));
    }
}

/// Patterns of schemas, compiled when they are first met.
#[derive(Default)]
pub(crate) struct Patterns {
    compiled: RefCell<Map<String, Option<Pattern>>>,
}

impl Patterns {
    /// What is wrong with the properties of a resource by the schema of its type.
    pub(crate) fn check<'d>(
        &self,
        template: &Template<'d>,
        resource: &Resource<'d>,
        type_name: &str,
    ) -> Vec<SchemaProblem<'d>> {
        let matches = |pattern: &str, text: &str| self.matches(pattern, text);
        let possible = |at, outcomes: &[(String, bool)]| {
            let when = when(template, resource, outcomes);
            if when.is_never() {
                return Vec::new();
            }
            let cases = template.scenarios(&template.conditions_in(&[at]), when, MOST_SCENARIOS);
            let mut found = Vec::new();
            for own in cases.unwrap_or_else(|_| vec![Scenario::given(when)]) {
                let others = template.with_allowed_values(&[at], &own, MOST_SCENARIOS).unwrap_or_default();
                found.extend(std::iter::once(&own).chain(&others).map(|scenario| Possible {
                    value: template.resolve(at, scenario),
                    assumed: scenario.assumptions().to_vec(),
                    when: outcomes_of(template, scenario),
                }));
            }
            found
        };
        schema::check(template.view(), type_name, resource.properties, resource.key_place, &matches, &possible)
    }

    /// Whether the text matches. A pattern that is not understood here is matched by anything.
    fn matches(&self, pattern: &str, text: &str) -> bool {
        let mut compiled = self.compiled.borrow_mut();
        if let Some(known) = compiled.get(pattern) {
            return known.as_ref().is_none_or(|pattern| pattern.is_match(text));
        }
        let made = Pattern::new(pattern).ok();
        let matches = made.as_ref().is_none_or(|pattern| pattern.is_match(text));
        compiled.insert(pattern.to_owned(), made);
        matches
    }
}

/// The names of the conditions that a scenario decides, and how.
fn outcomes_of(template: &Template<'_>, scenario: &Scenario) -> Vec<(String, bool)> {
    let named = |(id, outcome): &(ConditionId, bool)| {
        template.conditions().get(*id).map(|condition| (condition.name.to_owned(), *outcome))
    };
    scenario.literals().iter().filter_map(named).collect()
}

/// When the resource is there and conditions come out like this.
pub(crate) fn when(template: &Template<'_>, resource: &Resource<'_>, outcomes: &[(String, bool)]) -> When {
    let conditions = template.conditions();
    let outcomes = outcomes.iter().map(|(name, outcome)| {
        let when = conditions.when_named(name);
        if *outcome { when } else { conditions.not(when) }
    });
    conditions.and(resource.when, conditions.all(outcomes))
}

//! Reads a resource beside the tables (an alarm, a policy) once for each outcome of its own conditions, at most
//! [`MOST_SCENARIOS`] of them, and says whether something that holds under a condition is present in a table's scenario.

use tablewarden_cloudformation::{ConditionSet, MOST_SCENARIOS, Resource, Scenario, Template, When};

use crate::resource::property::Case;
use crate::resource::table::property_values;

/// What one resource says.
#[derive(Debug, Clone)]
pub(crate) struct Outcomes<'t, 'd, T> {
    pub(crate) resource: &'t Resource<'d>,
    /// What it says, and when. One, where it says the same whatever its conditions are.
    pub(crate) each: Vec<(When, T)>,
    /// The conditions that this depends on.
    pub(crate) conditions: ConditionSet,
    /// Whether it has more outcomes than are looked at; then there is none.
    pub(crate) is_too_much: bool,
}

/// Whether something is there in a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Yes,
    No,
    Perhaps,
}

/// `say` reads of the properties only those of `keys`.
pub(crate) fn read<'t, 'd, T: PartialEq>(
    template: &'t Template<'d>,
    resource: &'t Resource<'d>,
    keys: &[&str],
    say: impl Fn(Case<'_, 'd>) -> T,
) -> Outcomes<'t, 'd, T> {
    let mut conditions = own_condition(template, resource);
    let inner = match template.can_vary(resource.at) {
        true => template.conditions_in(&property_values(template, resource, keys)),
        false => ConditionSet::default(),
    };
    let Ok(scenarios) = template.scenarios(&inner, resource.when, MOST_SCENARIOS) else {
        return Outcomes { resource, each: Vec::new(), conditions, is_too_much: true };
    };
    let mut each: Vec<(When, T)> = scenarios
        .iter()
        .map(|scenario| (scenario.when, say(Case::new(template, scenario, resource).reading([keys, &[]]))))
        .collect();
    let is_one = each.first().is_some_and(|(_, first)| each.iter().all(|(_, other)| other == first));
    if is_one {
        each.truncate(1);
        if let Some((when, _)) = each.first_mut() {
            *when = resource.when;
        }
    } else {
        conditions.extend(&inner);
    }
    Outcomes { resource, each, conditions, is_too_much: false }
}

/// The condition of the resource itself.
pub(crate) fn own_condition<'d>(template: &Template<'d>, resource: &Resource<'d>) -> ConditionSet {
    resource.condition.and_then(|name| template.conditions().find(name)).into_iter().collect()
}

/// Whether what holds under `when` holds in the scenario.
pub(crate) fn presence(template: &Template<'_>, scenario: &Scenario, when: When) -> Presence {
    let conditions = template.conditions();
    if when.is_always() || conditions.implies(scenario.when, when) {
        Presence::Yes
    } else if conditions.meets(scenario.when, when) {
        Presence::Perhaps
    } else {
        Presence::No
    }
}

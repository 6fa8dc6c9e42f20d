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
    /// What else it says where parameters have other values that are allowed. Joins don't look at it: they are about the
    /// parameters' own values.
    others: Vec<(When, T)>,
    /// Whether it has more outcomes than are looked at; then there is none.
    pub(crate) is_too_much: bool,
    /// Whether there would be too many others; then there is none.
    pub(crate) is_without_others: bool,
}

/// One outcome, parameters' own values or others.
pub(crate) struct Outcome<'o, T> {
    pub(crate) when: When,
    /// Whether parameters have other values than their own.
    pub(crate) is_assumed: bool,
    pub(crate) said: &'o T,
}

impl<T> Outcomes<'_, '_, T> {
    /// All outcomes, those last in which parameters have other values than their own.
    pub(crate) fn all(&self) -> impl Iterator<Item = Outcome<'_, T>> {
        let all = self.each.iter().map(|own| (own, false)).chain(self.others.iter().map(|other| (other, true)));
        all.map(|((when, said), is_assumed)| Outcome { when: *when, is_assumed, said })
    }
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
    let values = match template.can_vary(resource.at) {
        true => property_values(template, resource, keys),
        false => Vec::new(),
    };
    let inner = template.conditions_in(&values);
    let (mut others, mut is_without_others) = (Vec::new(), false);
    let Ok(scenarios) = template.scenarios(&inner, resource.when, MOST_SCENARIOS) else {
        return Outcomes { resource, each: Vec::new(), conditions, others, is_too_much: true, is_without_others };
    };
    let say = |scenario: &Scenario| say(Case::new(template, scenario, resource).reading([keys, &[]]));
    let mut each: Vec<(When, T)> = scenarios.iter().map(|scenario| (scenario.when, say(scenario))).collect();
    for (scenario, (_, own)) in scenarios.iter().zip(&each) {
        let room = MOST_SCENARIOS.saturating_sub(each.len() + others.len());
        let Ok(assumed) = template.with_allowed_values(&values, scenario, room) else {
            is_without_others = true;
            others.clear();
            break;
        };
        let different = assumed.iter().map(|other| (other.when, say(other))).filter(|(_, said)| said != own);
        others.extend(different);
    }
    let is_one = each.first().is_some_and(|(_, first)| each.iter().all(|(_, other)| other == first));
    if is_one {
        each.truncate(1);
        if let Some((when, _)) = each.first_mut() {
            *when = resource.when;
        }
    } else {
        conditions.extend(&inner);
    }
    Outcomes { resource, each, conditions, others, is_too_much: false, is_without_others }
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

//! Which capacity of a table scales: each direction of the table and of its global indexes, by the targets and policies for
//! it. The state is unknown where a target or a policy may be one of them.

use tablewarden_cloudformation::{ConditionSet, Parts, Scenario, Template};
use tablewarden_order::{Map, Set};

use crate::facts::writer::Writer;
use crate::keys::indexes::Index;
use crate::resource::outcomes::{Outcomes, Presence, presence};
use crate::resource::table::Table;
use crate::resource::table_names::{NamedTables, Tables};
use crate::scaling::policies::{PolicyTarget, ScalingPolicy};
use crate::scaling::target_identity::{Direction, ScaledKind, TargetIdentity};
use crate::scaling::targets::ScalableTarget;

/// A table, an index of it or none, and a direction.
type CapacityId<'d> = (usize, Option<Parts<'d>>, Direction);

/// Where a target or a policy is: its number, and the number of its outcome.
type OutcomeId = (usize, usize);

/// With how many targets that are not known whole a dimension is compared.
const MOST_COMPARED: usize = 64;

/// All targets and policies, by what they reach.
pub(crate) struct Scaling<'t, 'd> {
    template: &'t Template<'d>,
    pub(crate) targets: Vec<Outcomes<'t, 'd, ScalableTarget<'d>>>,
    pub(crate) policies: Vec<Outcomes<'t, 'd, ScalingPolicy<'d>>>,
    targets_of: Map<CapacityId<'d>, Vec<OutcomeId>>,
    /// Targets of a table of which not all is known.
    loose: Map<usize, Vec<OutcomeId>>,
    /// All targets of a table.
    targets_of_table: Map<usize, Vec<OutcomeId>>,
    /// Tables with a target of an index.
    indexed: Set<usize>,
    policies_of: Map<CapacityId<'d>, Vec<OutcomeId>>,
    policies_of_target: Map<&'d str, Vec<OutcomeId>>,
    conditions: Map<usize, ConditionSet>,
    /// Whether some target can be about any table.
    has_open_targets: bool,
    /// Whether some policy can be about any target.
    has_open_policies: bool,
}

/// What a dimension of capacity does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Scaled,
    Unscaled,
    /// A target, and no policy.
    Untracked,
    Unknown,
}

impl State {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Scaled => "scaled",
            Self::Unscaled => "unscaled",
            Self::Untracked => "untracked",
            Self::Unknown => "unknown",
        }
    }
}

impl<'t, 'd> Scaling<'t, 'd> {
    #[inline(never)]
    pub(crate) fn read(tables: &Tables<'t, 'd>) -> Self {
        let (targets, policies) = (crate::scaling::targets::read(tables), crate::scaling::policies::read(tables));
        let template = tables.template();
        let may_have_more = template.may_have_more_resources();
        let mut scaling = Self {
            template,
            targets: Vec::new(),
            policies: Vec::new(),
            targets_of: Map::new(),
            loose: Map::new(),
            targets_of_table: Map::new(),
            indexed: Set::new(),
            policies_of: Map::new(),
            policies_of_target: Map::new(),
            conditions: Map::new(),
            has_open_targets: may_have_more || targets.iter().any(|outcomes| outcomes.is_too_much),
            has_open_policies: may_have_more || policies.iter().any(|outcomes| outcomes.is_too_much),
        };
        for (number, outcomes) in targets.iter().enumerate() {
            for (outcome, (_, target)) in outcomes.each.iter().enumerate() {
                scaling.add_target(&target.identity, (number, outcome), outcomes);
            }
        }
        for (number, outcomes) in policies.iter().enumerate() {
            for (outcome, (_, policy)) in outcomes.each.iter().enumerate() {
                scaling.add_policy(&policy.owner, (number, outcome));
            }
        }
        scaling.targets = targets;
        scaling.policies = policies;
        scaling.add_conditions();
        scaling
    }

    fn add_target(
        &mut self,
        identity: &TargetIdentity<'d>,
        id: OutcomeId,
        outcomes: &Outcomes<'t, 'd, ScalableTarget<'d>>,
    ) {
        if identity.is_broken || identity.is_dynamodb == Some(false) {
            return;
        }
        self.has_open_targets |= identity.which == NamedTables::Any;
        for table in identity.tables() {
            self.conditions.or_default(*table).extend(&outcomes.conditions);
            self.targets_of_table.or_default(*table).push(id);
            if identity.index.is_some() {
                self.indexed.insert(*table);
            }
            let is_whole =
                identity.of != ScaledKind::Unknown && (identity.of == ScaledKind::Index) == identity.index.is_some();
            if let Some(direction) = identity.direction.filter(|_| is_whole) {
                self.targets_of.or_default((*table, identity.index.clone(), direction)).push(id);
            }
            let is_known = identity.index.as_ref().is_none_or(|index| index.unknown().is_none());
            if !is_whole || identity.direction.is_none() || !is_known {
                self.loose.or_default(*table).push(id);
            }
        }
    }

    fn add_policy(&mut self, owner: &PolicyTarget<'d>, id: OutcomeId) {
        match owner {
            PolicyTarget::ById(logical_id) => {
                self.policies_of_target.or_default(logical_id).push(id);
                self.has_open_policies |= self.template.resource(logical_id).is_none();
            }
            PolicyTarget::ByIdentity(identity) => {
                self.has_open_policies |= identity.which == NamedTables::Any || identity.direction.is_none();
                for table in identity.tables() {
                    if let Some(direction) = identity.direction {
                        self.policies_of.or_default((*table, identity.index.clone(), direction)).push(id);
                    }
                }
            }
            PolicyTarget::Unknown => self.has_open_policies = true,
            PolicyTarget::None => {}
        }
    }

    /// What the policies of a table's targets depend on.
    fn add_conditions(&mut self) {
        for outcomes in &self.targets {
            let Some(ids) = self.policies_of_target.get(outcomes.resource.logical_id) else { continue };
            for table in outcomes.each.iter().flat_map(|(_, target)| target.identity.tables()) {
                let set = self.conditions.or_default(*table);
                for outcomes in ids.iter().filter_map(|(number, _)| self.policies.get(*number)) {
                    set.extend(&outcomes.conditions);
                }
            }
        }
        for ((table, ..), ids) in self.policies_of.iter() {
            let set = self.conditions.or_default(*table);
            for outcomes in ids.iter().filter_map(|(number, _)| self.policies.get(*number)) {
                set.extend(&outcomes.conditions);
            }
        }
    }

    /// What the scaling of a table depends on.
    pub(crate) fn conditions(&self, table: &Table<'_, 'd>) -> ConditionSet {
        self.conditions.get(&table.number).cloned().unwrap_or_default()
    }

    /// The state of one direction of a table, or of an index of it; and the target that is certainly there.
    pub(crate) fn state(
        &self,
        table: &Table<'_, 'd>,
        index: Option<&Index<'_, 'd>>,
        direction: Direction,
        scenario: &Scenario,
    ) -> (State, Option<&ScalableTarget<'d>>) {
        let name = match index {
            None => None,
            Some(index) => match &index.parts {
                Some(parts) => Some(parts.clone()),
                None => return (State::Unknown, None),
            },
        };
        let is_known = name.as_ref().is_none_or(|name| name.unknown().is_none());
        let key = (table.number, name, direction);
        let by_key = self.present(self.policies_of.get(&key), scenario);
        let (mut best, mut found): (Option<State>, Option<&ScalableTarget<'d>>) = (None, None);
        for id in self.targets_of.get(&key).into_iter().flatten() {
            let Some((outcomes, (when, target))) = of(&self.targets, *id) else { continue };
            match presence(self.template, scenario, *when) {
                Presence::No => {}
                Presence::Perhaps => best = best.or(Some(State::Unknown)),
                Presence::Yes => {
                    found = found.or(Some(target));
                    match self.tracked(outcomes.resource.logical_id, by_key, scenario) {
                        Presence::Yes => return (State::Scaled, found),
                        Presence::Perhaps => best = Some(State::Unknown),
                        Presence::No => best = best.or(Some(State::Untracked)),
                    }
                }
            }
        }
        let state = best.unwrap_or_else(|| {
            let may_be = self.has_open_targets || self.may_reach(&key, is_known, scenario);
            if may_be { State::Unknown } else { State::Unscaled }
        });
        (state, found)
    }

    /// Writes the targets of a table that are certainly there.
    pub(crate) fn write_targets(&self, writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>, scenario: &Scenario) {
        for id in self.targets_of_table.get(&table.number).into_iter().flatten() {
            let Some((Outcomes { resource, .. }, (when, _))) = of(&self.targets, *id) else { continue };
            if presence(self.template, scenario, *when) == Presence::Yes {
                writer.map(resource.key_place, |writer| {
                    writer.text("LogicalId", resource.key_place, resource.logical_id);
                });
            }
        }
    }

    /// Whether a target that is not known whole may be the one of a policy.
    pub(crate) fn may_have_target(&self, identity: &TargetIdentity<'d>) -> bool {
        self.has_open_targets || identity.tables().iter().any(|table| self.loose.contains_key(table))
    }

    /// Whether a policy that is not known whole may be one of a target.
    pub(crate) fn may_have_policies(&self) -> bool {
        self.has_open_policies
    }

    /// Whether a target has a policy, `by_key` being whether there is one for what it scales.
    fn tracked(&self, logical_id: &str, by_key: Presence, scenario: &Scenario) -> Presence {
        if by_key == Presence::Yes {
            return by_key;
        }
        match self.present(self.policies_of_target.get(logical_id), scenario) {
            Presence::No if self.has_open_policies => Presence::Perhaps,
            Presence::No => by_key,
            found => found,
        }
    }

    /// Whether one of the policies is there.
    fn present(&self, ids: Option<&Vec<OutcomeId>>, scenario: &Scenario) -> Presence {
        let mut found = Presence::No;
        for id in ids.into_iter().flatten() {
            let Some((_, (when, _))) = of(&self.policies, *id) else { continue };
            match presence(self.template, scenario, *when) {
                Presence::Yes => return Presence::Yes,
                Presence::Perhaps => found = Presence::Perhaps,
                Presence::No => {}
            }
        }
        found
    }

    /// Whether a target of the table that is not known whole may be about this.
    fn may_reach(&self, key: &CapacityId<'d>, is_known: bool, scenario: &Scenario) -> bool {
        let Some(loose) = self.loose.get(&key.0) else { return !is_known && self.indexed.contains(&key.0) };
        if loose.len() > MOST_COMPARED || !is_known {
            return true;
        }
        loose.iter().filter_map(|id| of(&self.targets, *id)).any(|(_, (when, target))| {
            let identity = &target.identity;
            let same_direction = identity.direction.is_none_or(|direction| direction == key.2);
            let same_index = match (&identity.index, &key.1) {
                (Some(index), Some(name)) => !index.differs(name),
                (None, None) => identity.of != ScaledKind::Index,
                (None, Some(_)) => identity.of != ScaledKind::Table,
                (Some(_), None) => false,
            };
            same_direction && same_index && presence(self.template, scenario, *when) != Presence::No
        })
    }

    /// The first target with that resource id and dimension, by logical id.
    pub(crate) fn target_of(&self, identity: &TargetIdentity<'d>) -> Option<&'d str> {
        let key = (*identity.tables().first()?, identity.index.clone(), identity.direction?);
        let (number, _) = self.targets_of.get(&key)?.first()?;
        self.targets.get(*number).map(|outcomes| outcomes.resource.logical_id)
    }

    /// The policies of a target, by logical id; the first ones.
    pub(crate) fn policies(&self, target: &Outcomes<'t, 'd, ScalableTarget<'d>>) -> Vec<&'d str> {
        let mut numbers: Vec<usize> = Vec::new();
        let by_target = self.policies_of_target.get(target.resource.logical_id).into_iter().flatten();
        numbers.extend(by_target.map(|(number, _)| *number).take(MOST_COMPARED));
        for (_, target) in &target.each {
            let Some(direction) = target.identity.direction else { continue };
            for table in target.identity.tables() {
                let key = (*table, target.identity.index.clone(), direction);
                let by_key = self.policies_of.get(&key).into_iter().flatten();
                numbers.extend(by_key.map(|(number, _)| *number).take(MOST_COMPARED));
            }
        }
        tablewarden_order::sort(&mut numbers);
        numbers.dedup();
        numbers
            .iter()
            .filter_map(|number| self.policies.get(*number))
            .map(|outcomes| outcomes.resource.logical_id)
            .collect()
    }
}

type Outcome<T> = (tablewarden_cloudformation::When, T);

fn of<'e, 't, 'd, T>(
    list: &'e [Outcomes<'t, 'd, T>],
    id: OutcomeId,
) -> Option<(&'e Outcomes<'t, 'd, T>, &'e Outcome<T>)> {
    let outcomes = list.get(id.0)?;
    Some((outcomes, outcomes.each.get(id.1)?))
}

#[cfg(test)]
mod tests;

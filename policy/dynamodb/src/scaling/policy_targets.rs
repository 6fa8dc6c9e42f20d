//! Which scalable target each scaling policy belongs to, what that target scales, and which policies share a table. Never
//! says whether they fit.

use tablewarden_cloudformation::{Piece, Template, When};
use tablewarden_order::Map;

use crate::resource::fact::Fact;
use crate::resource::outcomes::Outcomes;
use crate::resource::table_names::Tables;
use crate::scaling::policies::{PolicyTarget, ScalingPolicy};
use crate::scaling::scaled_capacity::Scaling;
use crate::scaling::target_identity::TargetIdentity;
use crate::scaling::targets::ScalableTarget;

/// What policies have to do with targets and with each other.
pub(crate) struct PolicyTargets<'s, 't, 'd> {
    tables: &'s Tables<'t, 'd>,
    targets: Map<&'d str, &'s Outcomes<'t, 'd, ScalableTarget<'d>>>,
    /// When a policy of a table has a cooldown.
    cooldowns: Map<usize, When>,
}

impl<'s, 't, 'd> PolicyTargets<'s, 't, 'd> {
    pub(crate) fn read(tables: &'s Tables<'t, 'd>, scaling: &'s Scaling<'t, 'd>) -> Self {
        let mut policy_targets = Self { tables, targets: Map::new(), cooldowns: Map::new() };
        for outcomes in &scaling.targets {
            policy_targets.targets.insert(outcomes.resource.logical_id, outcomes);
        }
        let conditions = tables.template().conditions();
        for (when, policy) in scaling.policies.iter().flat_map(|outcomes| &outcomes.each) {
            if let Some(table) = policy_targets.table_of(policy).filter(|_| policy.cooldown.is_known()) {
                let seen = policy_targets.cooldowns.or_insert_with(table, || *when);
                *seen = conditions.or(*seen, *when);
            }
        }
        policy_targets
    }

    /// What a policy's target reaches, where that is the same under all conditions.
    fn identity(&self, policy: &'s ScalingPolicy<'d>) -> Option<&'s TargetIdentity<'d>> {
        match &policy.owner {
            PolicyTarget::ById(logical_id) => match self.targets.get(logical_id)?.each.as_slice() {
                [(_, target)] => Some(&target.identity),
                _ => None,
            },
            PolicyTarget::ByIdentity(identity) => Some(identity),
            PolicyTarget::Unknown | PolicyTarget::None => None,
        }
    }

    fn table_of(&self, policy: &'s ScalingPolicy<'d>) -> Option<usize> {
        self.identity(policy).and_then(|identity| identity.tables().first()).copied()
    }

    /// Whether the policy may be about DynamoDB: one of another service is none of ours.
    pub(crate) fn is_about_dynamodb(&self, policy: &'s ScalingPolicy<'d>) -> bool {
        match &policy.owner {
            _ if policy.direction.is_known() => true,
            PolicyTarget::ById(logical_id) => {
                self.targets.contains_key(logical_id) || self.tables.template().resource(logical_id).is_none()
            }
            PolicyTarget::ByIdentity(identity) => identity.is_dynamodb == Some(true),
            PolicyTarget::Unknown | PolicyTarget::None => false,
        }
    }

    /// The direction that a policy's target scales.
    pub(crate) fn scales(&self, policy: &'s ScalingPolicy<'d>) -> Fact<'d> {
        let place = policy.target.place;
        match self.identity(policy).and_then(|identity| identity.direction) {
            Some(direction) => Fact::known(direction.name(), place),
            None => Fact::unknown(place),
        }
    }

    /// Whether some policy of the same table certainly has a cooldown.
    pub(crate) fn have_cooldown(&self, policy: &'s ScalingPolicy<'d>, when: When) -> bool {
        let seen = self.table_of(policy).and_then(|table| self.cooldowns.get(&table));
        seen.is_some_and(|seen| self.tables.template().conditions().implies(when, *seen))
    }
}

/// The target of a policy, by its logical id; absent where the template certainly has none.
pub(crate) fn target_of<'d>(
    scaling: &Scaling<'_, 'd>,
    template: &Template<'d>,
    policy: &ScalingPolicy<'d>,
) -> Fact<'d> {
    let place = policy.target.place;
    let is_missing = match &policy.owner {
        PolicyTarget::ById(logical_id) if template.resource(logical_id).is_some() => {
            return Fact::known(*logical_id, place);
        }
        PolicyTarget::ById(_) => !template.may_have_more_resources(),
        PolicyTarget::ByIdentity(identity) => {
            if let Some(logical_id) = scaling.target_of(identity) {
                return Fact::known(logical_id, place);
            }
            // The target of a table that stands elsewhere stands there too.
            let is_ours = !identity.tables().is_empty() && identity.direction.is_some();
            is_ours && (identity.id.is_known() || only_refs(identity)) && !scaling.may_have_target(identity)
        }
        PolicyTarget::Unknown => false,
        PolicyTarget::None => true,
    };
    if is_missing { Fact::absent(place) } else { Fact::unknown(place) }
}

/// Whether the table and the index are known, and only their text is not.
fn only_refs(identity: &TargetIdentity<'_>) -> bool {
    let is_known = |piece: &Piece<'_>| matches!(piece, Piece::Literal(_));
    !identity.tables().is_empty() && identity.index.as_ref().is_none_or(|index| index.pieces().iter().all(is_known))
}

//! Writes the scalable targets and scaling policies that are about DynamoDB. Never says which table lacks one.

use tablewarden_cloudformation::{Parts, Scenario};
use tablewarden_order::{Map, Set};

use crate::facts::writer::Writer;
use crate::keys::indexes::{self, IndexKind};
use crate::resource::fact::Fact;
use crate::resource::outcomes::Outcomes;
use crate::resource::property::Case;
use crate::resource::table_names::Tables;
use crate::scaling::policy_targets::{PolicyTargets, target_of};
use crate::scaling::scaled_capacity::Scaling;
use crate::scaling::target_identity::TargetIdentity;
use crate::scaling::targets::ScalableTarget;

#[inline(never)]
pub(crate) fn write<'t, 'd>(writer: &mut Writer<'t, 'd>, tables: &Tables<'t, 'd>, scaling: &Scaling<'t, 'd>) {
    let place = writer.template.resources_place().unwrap_or_default();
    let mut indexes = Indexes { tables, read: Map::new() };
    writer.list("ScalableTargets", place, |writer| {
        for outcomes in &scaling.targets {
            let group = writer.new_group();
            for outcome in outcomes.all().filter(|outcome| outcome.said.identity.is_dynamodb == Some(true)) {
                writer.outcome(outcomes.resource.key_place, group, outcomes, &outcome, |writer| {
                    write_target(writer, &mut indexes, scaling, outcomes, outcome.said);
                });
            }
            writer.left_out(outcomes, "scalable target");
        }
    });
    let policy_targets = PolicyTargets::read(tables, scaling);
    writer.list("ScalingPolicies", place, |writer| {
        for outcomes in &scaling.policies {
            let group = writer.new_group();
            for outcome in outcomes.all().filter(|outcome| policy_targets.is_about_dynamodb(outcome.said)) {
                let (policy, place) = (outcome.said, outcomes.resource.key_place);
                writer.outcome(place, group, outcomes, &outcome, |writer| {
                    writer.text("LogicalId", place, outcomes.resource.logical_id);
                    for (key, fact) in [
                        ("Target", &target_of(scaling, tables.template(), policy)),
                        ("Direction", &policy.direction),
                        ("Scales", &policy_targets.scales(policy)),
                        ("TargetValue", &policy.value),
                        ("Cooldown", &policy.cooldown),
                    ] {
                        writer.fact(key, fact);
                    }
                    writer.flag("PeerCooldown", place, policy_targets.have_cooldown(policy, outcome.when));
                });
            }
            writer.left_out(outcomes, "scaling policy");
        }
    });
}

fn write_target<'t, 'd>(
    writer: &mut Writer<'t, 'd>,
    indexes: &mut Indexes<'_, 't, 'd>,
    scaling: &Scaling<'t, 'd>,
    outcomes: &Outcomes<'t, 'd, ScalableTarget<'d>>,
    target: &ScalableTarget<'d>,
) {
    let identity = &target.identity;
    let (place, id_place) = (outcomes.resource.key_place, identity.id.place);
    let name = match &identity.index {
        None => Fact::absent(id_place),
        Some(index) => match index.literal() {
            Some(text) => Fact::known(text.to_owned(), id_place).with_default_of(index.default_of()),
            None => Fact::unknown(id_place),
        },
    };
    // A name put together is no unknown value: it says which table it is.
    let literal = if identity.id.is_known() { identity.id.clone() } else { Fact::absent(id_place) };
    let direction = match identity.direction {
        Some(direction) => Fact::known(direction.name(), identity.dimension.place),
        None if identity.dimension.is_unknown() => Fact::unknown(identity.dimension.place),
        None => Fact::absent(identity.dimension.place),
    };
    writer.text("LogicalId", place, outcomes.resource.logical_id);
    writer.text("Of", id_place, identity.of.name());
    writer.text("IdForm", id_place, identity.id_of.name());
    let policies = scaling.policies(outcomes);
    let tracked = if !policies.is_empty() {
        Fact::known("policy", place)
    } else if target.is_scheduled {
        Fact::known("schedule", place)
    } else if scaling.may_have_policies() {
        Fact::unknown(place)
    } else {
        Fact::absent(place)
    };
    writer.texts("Policies", place, policies);
    let [inward, outward] = &target.suspended;
    for (key, fact) in [
        ("Table", &indexes.tables.fact(&identity.which, &identity.id)),
        ("Id", &literal),
        ("Namespace", &identity.namespace),
        ("Name", &name),
        ("Match", &indexes.find(identity)),
        ("Direction", &direction),
        ("Minimum", &target.minimum),
        ("Maximum", &target.maximum),
        ("Tracked", &tracked),
        ("SuspendedIn", inward),
        ("SuspendedOut", outward),
        ("Role", &target.role),
    ] {
        writer.fact(key, fact);
    }
}

/// The names of the global indexes of tables.
struct Indexes<'s, 't, 'd> {
    tables: &'s Tables<'t, 'd>,
    read: Map<usize, (Set<Parts<'d>>, bool)>,
}

impl<'d> Indexes<'_, '_, 'd> {
    /// Whether the table has the index that a target names, in words.
    fn find(&mut self, identity: &TargetIdentity<'d>) -> Fact<'d> {
        let place = identity.id.place;
        let Some(name) = &identity.index else { return Fact::absent(place) };
        let [number] = identity.tables() else { return Fact::unknown(place) };
        let Some(table) = self.tables.get(*number) else { return Fact::unknown(place) };
        let template = self.tables.template();
        let (names, is_whole) = self.read.or_insert_with(*number, || {
            let scenario = Scenario::given(table.resource.when);
            let properties = Case::new(template, &scenario, table.resource).properties(table.resource);
            let (list, is_whole) = indexes::list(&properties, IndexKind::Global);
            let parts: Vec<_> = list.into_iter().map(|index| index.parts).collect();
            let is_known = |parts: &Option<Parts<'_>>| parts.as_ref().is_some_and(|parts| parts.unknown().is_none());
            // The indexes of a copy are those of the table it is copied from.
            let is_copy = !properties.get("GlobalTableSourceArn").is_absent();
            let is_whole = is_whole && !is_copy && parts.iter().all(is_known);
            (parts.into_iter().flatten().collect(), is_whole)
        });
        if names.contains(name) {
            Fact::known("index", place)
        } else if *is_whole && name.unknown().is_none() {
            Fact::absent(place)
        } else {
            Fact::unknown(place)
        }
    }
}

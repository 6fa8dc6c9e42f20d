//! Writes the scalable targets and scaling policies that are about DynamoDB. Never says which table lacks one.

use tablewarden_cloudformation::Piece;

use crate::edge::Edges;
use crate::fact::Fact;
use crate::policy::{Owner, Policy};
use crate::scaling::Scaling;
use crate::table::Tables;
use crate::target::Target;
use crate::variant::Variant;
use crate::write::Writer;

pub(crate) fn write<'t, 'd>(writer: &mut Writer<'t, 'd>, tables: &Tables<'t, 'd>, scaling: &Scaling<'t, 'd>) {
    let place = writer.template.resources_place().unwrap_or_default();
    writer.list("ScalableTargets", place, |writer| {
        for edges in &scaling.targets {
            let group = writer.new_group();
            let ours = edges.each.iter().filter(|(_, target)| target.reach.is_dynamodb == Some(true));
            for (when, target) in ours {
                let variant = Variant { when: *when, group, given: edges.resource.when, assumed: None };
                writer.variant(edges.resource.key_place, variant, &edges.conditions, |writer| {
                    write_target(writer, tables, scaling, edges, target);
                });
            }
            if edges.is_too_much {
                writer.too_many(&format!("the scalable target `{}`", edges.resource.logical_id), edges.resource);
            }
        }
    });
    writer.list("ScalingPolicies", place, |writer| {
        for edges in &scaling.policies {
            let group = writer.new_group();
            for (when, policy) in &edges.each {
                let variant = Variant { when: *when, group, given: edges.resource.when, assumed: None };
                let place = edges.resource.key_place;
                writer.variant(place, variant, &edges.conditions, |writer| {
                    writer.text("LogicalId", place, edges.resource.logical_id);
                    writer.fact("Target", &target_of(scaling, policy));
                    writer.fact("Direction", &policy.direction);
                });
            }
            if edges.is_too_much {
                writer.too_many(&format!("the scaling policy `{}`", edges.resource.logical_id), edges.resource);
            }
        }
    });
}

fn write_target<'t, 'd>(
    writer: &mut Writer<'t, 'd>,
    tables: &Tables<'t, 'd>,
    scaling: &Scaling<'t, 'd>,
    edges: &Edges<'t, 'd, Target<'d>>,
    target: &Target<'d>,
) {
    let reach = &target.reach;
    let (place, id_place) = (edges.resource.key_place, reach.id.place);
    let name = match &reach.index {
        None => Fact::absent(id_place),
        Some(index) => match index.literal() {
            Some(text) => Fact::known(text.to_owned(), id_place).with_default_of(index.default_of()),
            None => Fact::unknown(id_place),
        },
    };
    let direction = match reach.direction {
        Some(direction) => Fact::known(direction.name(), reach.dimension.place),
        None if reach.dimension.is_unknown() => Fact::unknown(reach.dimension.place),
        None => Fact::absent(reach.dimension.place),
    };
    writer.text("LogicalId", place, edges.resource.logical_id);
    writer.fact("Table", &tables.fact(&reach.who, &reach.id));
    writer.text("Of", id_place, reach.of.name());
    writer.fact("Name", &name);
    writer.fact("Direction", &direction);
    writer.fact("Minimum", &target.minimum);
    writer.fact("Maximum", &target.maximum);
    writer.texts("Policies", place, scaling.policies(edges));
}

/// The target of a policy, by its logical id.
fn target_of<'d>(scaling: &Scaling<'_, 'd>, policy: &Policy<'d>) -> Fact<'d> {
    let place = policy.target.place;
    match &policy.owner {
        Owner::Target(logical_id) => Fact::known(*logical_id, place),
        Owner::Reach(reach) => match scaling.target_of(reach) {
            Some(logical_id) => Fact::known(logical_id, place),
            None if reach.id.is_known() || only_refs(reach) => Fact::absent(place),
            None => Fact::unknown(place),
        },
        Owner::Unknown => Fact::unknown(place),
        Owner::Nobody => Fact::absent(place),
    }
}

/// Whether the table and the index are known, and only their text is not.
fn only_refs(reach: &crate::target::Reach<'_>) -> bool {
    let is_known = |piece: &Piece<'_>| matches!(piece, Piece::Literal(_));
    !reach.tables().is_empty() && reach.index.as_ref().is_none_or(|index| index.pieces().iter().all(is_known))
}

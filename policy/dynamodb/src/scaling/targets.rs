//! The scalable targets of a template that are about DynamoDB: which table or index each scales, and in which
//! direction. Never says whether one is well made.

use tablewarden_cloudformation::Piece;

use crate::resource::fact::Fact;
use crate::resource::outcomes::{self, Outcomes};
use crate::resource::property::{Case, Property};
use crate::resource::table_names::Tables;
use crate::resource::types;
use crate::scaling::target_identity::TargetIdentity;

const PROPERTIES: [&str; 8] = [
    "ResourceId",
    "ScalableDimension",
    "ServiceNamespace",
    "MinCapacity",
    "MaxCapacity",
    "RoleARN",
    "ScheduledActions",
    "SuspendedState",
];

/// What a target says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ScalableTarget<'d> {
    pub(crate) identity: TargetIdentity<'d>,
    pub(crate) minimum: Fact<'d>,
    pub(crate) maximum: Fact<'d>,
    /// Whether it may scale by the clock too.
    pub(crate) is_scheduled: bool,
    /// Whether scaling in, and scaling out, is suspended.
    pub(crate) suspended: [Fact<'d>; 2],
    pub(crate) role: Fact<'d>,
}

/// All scalable targets, those that are certainly not about DynamoDB left out.
pub(crate) fn read<'t, 'd>(tables: &Tables<'t, 'd>) -> Vec<Outcomes<'t, 'd, ScalableTarget<'d>>> {
    let template = tables.template();
    let outcomes = template.resources_of(types::SCALABLE_TARGET).map(|resource| {
        outcomes::read(template, resource, &PROPERTIES, |case: Case<'_, 'd>| {
            let properties = case.properties(resource);
            let identity = TargetIdentity::read(tables, &properties);
            let suspended = properties.get("SuspendedState");
            ScalableTarget {
                identity,
                minimum: properties.get("MinCapacity").number(),
                maximum: properties.get("MaxCapacity").number(),
                is_scheduled: !properties.get("ScheduledActions").is_absent(),
                suspended: ["DynamicScalingInSuspended", "DynamicScalingOutSuspended"]
                    .map(|key| suspended.get(key).bool()),
                role: role(&properties.get("RoleARN")),
            }
        })
    });
    let is_ours = |target: &ScalableTarget<'d>| target.identity.is_dynamodb != Some(false);
    outcomes
        .filter(|outcomes| outcomes.is_too_much || outcomes.each.iter().any(|(_, target)| is_ours(target)))
        .collect()
}

/// Whether a role is given, at its key: `arn:aws` where it is one of that partition, else `other`.
fn role<'d>(property: &Property<'_, 'd>) -> Fact<'d> {
    let place = property.nearest();
    let parts = property.parts();
    let first = parts.as_ref().and_then(|parts| parts.pieces().first());
    match first {
        None if property.is_absent() => Fact::absent(place),
        None | Some(Piece::Opaque { .. }) => Fact::unknown(place),
        Some(Piece::Literal(text)) if text.starts_with("arn:aws:") => Fact::known("arn:aws", place),
        Some(_) => Fact::known("other", place),
    }
}

//! The scaling policies of a template: which scalable target each belongs to. Never says whether one is well made.

use tablewarden_cloudformation::{Piece, Template};

use crate::edge::{self, Edges};
use crate::fact::Fact;
use crate::spot::{Spot, World};
use crate::table::Tables;
use crate::target::{self, Reach};

pub(crate) const TYPE: &str = "AWS::ApplicationAutoScaling::ScalingPolicy";

/// Which target a policy belongs to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Owner<'d> {
    /// The target of that logical id.
    Target(&'d str),
    /// The target with that resource id and dimension.
    Reach(Box<Reach<'d>>),
    /// Nobody can say.
    Unknown,
    /// None.
    Nobody,
}

const CONFIGURATION: &str = "TargetTrackingScalingPolicyConfiguration";
const PROPERTIES: [&str; 5] = ["ScalingTargetId", "ResourceId", "ScalableDimension", "ServiceNamespace", CONFIGURATION];

/// What a policy says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Policy<'d> {
    pub(crate) owner: Owner<'d>,
    /// `read` or `write`, by its metric.
    pub(crate) direction: Fact<'d>,
    /// Where its target is named.
    pub(crate) target: Fact<'d>,
    /// The utilization that it tracks.
    pub(crate) value: Fact<'d>,
    /// Whether it waits between two steps.
    pub(crate) cooldown: Fact<'d>,
}

/// All policies, those that are surely not about DynamoDB left out.
pub(crate) fn read<'t, 'd>(tables: &Tables<'t, 'd>) -> Vec<Edges<'t, 'd, Policy<'d>>> {
    let template = tables.template();
    let edges = template.resources_of(TYPE).map(|resource| {
        edge::read(template, resource, &PROPERTIES, |world: World<'_, 'd>| policy(tables, &world.properties(resource)))
    });
    edges.filter(|edges| edges.is_too_much || edges.each.iter().any(|(_, policy)| is_ours(template, policy))).collect()
}

fn is_ours(template: &Template<'_>, policy: &Policy<'_>) -> bool {
    match &policy.owner {
        Owner::Target(logical_id) => {
            template.resource(logical_id).is_none_or(|resource| resource.type_name == Some(target::TYPE))
        }
        Owner::Reach(reach) => reach.is_dynamodb != Some(false),
        Owner::Unknown => true,
        Owner::Nobody => false,
    }
}

fn policy<'d>(tables: &Tables<'_, 'd>, properties: &Spot<'_, 'd>) -> Policy<'d> {
    let id = properties.get("ScalingTargetId");
    let owner = if id.is_absent() { by_reach(tables, properties) } else { by_id(tables, &id) };
    let target = if id.is_absent() { properties.get("ResourceId").text() } else { id.text() };
    let tracking = properties.get(CONFIGURATION);
    let metric = tracking.find(&["PredefinedMetricSpecification", "PredefinedMetricType"]).text();
    let cooldowns = ["ScaleInCooldown", "ScaleOutCooldown"].map(|key| tracking.get(key).presence("given"));
    let [scale_in, scale_out] = cooldowns;
    let direction = match metric.text() {
        Some("DynamoDBReadCapacityUtilization") => Fact::known("read", metric.place),
        Some("DynamoDBWriteCapacityUtilization") => Fact::known("write", metric.place),
        Some(_) => Fact::absent(metric.place),
        None => Fact { default_of: None, ..metric },
    };
    let cooldown = if scale_in.is_absent() { scale_out } else { scale_in };
    Policy { owner, direction, target, value: tracking.get("TargetValue").number(), cooldown }
}

fn by_id<'d>(tables: &Tables<'_, 'd>, id: &Spot<'_, 'd>) -> Owner<'d> {
    let Some(parts) = id.parts() else { return Owner::Unknown };
    if let [Piece::Ref(logical_id)] = parts.pieces() {
        return Owner::Target(logical_id);
    }
    // What `Ref` of a target gives: resource id, dimension and namespace.
    let Some((resource_id, rest)) = parts.split_once("|") else {
        return if parts.unknown().is_some() { Owner::Unknown } else { Owner::Nobody };
    };
    let place = id.place();
    let known = |text: &str| Fact::known(text.to_owned(), place);
    let Some((dimension, namespace)) = rest.literal().and_then(|rest| rest.split_once('|')) else {
        return Owner::Unknown;
    };
    let fact = resource_id.literal().map_or_else(|| Fact::unknown(place), known);
    let reach = Reach::of(tables, Some(resource_id), fact, known(dimension), known(namespace));
    Owner::Reach(Box::new(reach))
}

fn by_reach<'d>(tables: &Tables<'_, 'd>, properties: &Spot<'_, 'd>) -> Owner<'d> {
    let id = properties.get("ResourceId");
    if id.is_absent() {
        return Owner::Nobody;
    }
    let reach = Reach::read(tables, properties);
    if id.is_there() || reach.is_dynamodb == Some(true) || id.parts().is_some() {
        return Owner::Reach(Box::new(reach));
    }
    Owner::Unknown
}

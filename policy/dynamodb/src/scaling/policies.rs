//! The scaling policies of a template: which scalable target each belongs to. Never says whether one is well made.

use tablewarden_cloudformation::{Piece, Template};

use crate::resource::fact::Fact;
use crate::resource::outcomes::{self, Outcomes};
use crate::resource::property::{Case, Property};
use crate::resource::table_names::Tables;
use crate::resource::types;
use crate::scaling::target_identity::TargetIdentity;

/// Which target a policy belongs to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PolicyTarget<'d> {
    /// The target of that logical id.
    ById(&'d str),
    /// The target with that resource id and dimension.
    ByIdentity(Box<TargetIdentity<'d>>),
    /// It is not known which.
    Unknown,
    /// None.
    None,
}

const CONFIGURATION: &str = "TargetTrackingScalingPolicyConfiguration";
const PROPERTIES: [&str; 5] = ["ScalingTargetId", "ResourceId", "ScalableDimension", "ServiceNamespace", CONFIGURATION];

/// What a policy says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ScalingPolicy<'d> {
    pub(crate) owner: PolicyTarget<'d>,
    /// `read` or `write`, by its metric.
    pub(crate) direction: Fact<'d>,
    /// Where its target is named.
    pub(crate) target: Fact<'d>,
    /// The utilization that it tracks.
    pub(crate) value: Fact<'d>,
    /// Whether it waits between two steps.
    pub(crate) cooldown: Fact<'d>,
}

/// All policies, those that are certainly not about DynamoDB left out.
pub(crate) fn read<'t, 'd>(tables: &Tables<'t, 'd>) -> Vec<Outcomes<'t, 'd, ScalingPolicy<'d>>> {
    let template = tables.template();
    let outcomes = template.resources_of(types::SCALING_POLICY).map(|resource| {
        outcomes::read(template, resource, &PROPERTIES, |case: Case<'_, 'd>| policy(tables, &case.properties(resource)))
    });
    outcomes
        .filter(|outcomes| outcomes.is_too_much || outcomes.each.iter().any(|(_, policy)| is_ours(template, policy)))
        .collect()
}

fn is_ours(template: &Template<'_>, policy: &ScalingPolicy<'_>) -> bool {
    match &policy.owner {
        PolicyTarget::ById(logical_id) => {
            template.resource(logical_id).is_none_or(|resource| resource.type_name == Some(types::SCALABLE_TARGET))
        }
        PolicyTarget::ByIdentity(identity) => identity.is_dynamodb != Some(false),
        PolicyTarget::Unknown => true,
        PolicyTarget::None => false,
    }
}

fn policy<'d>(tables: &Tables<'_, 'd>, properties: &Property<'_, 'd>) -> ScalingPolicy<'d> {
    let id = properties.get("ScalingTargetId");
    let owner = if id.is_absent() { by_resource_id(tables, properties) } else { by_id(tables, &id) };
    let target = if id.is_absent() { properties.get("ResourceId").text() } else { id.text() };
    let tracking = properties.get(CONFIGURATION);
    let metric = tracking.find(&["PredefinedMetricSpecification", "PredefinedMetricType"]).text();
    let cooldowns = ["ScaleInCooldown", "ScaleOutCooldown"].map(|key| tracking.get(key).given_as("given"));
    let [scale_in, scale_out] = cooldowns;
    let direction = match metric.text() {
        Some("DynamoDBReadCapacityUtilization") => Fact::known("read", metric.place),
        Some("DynamoDBWriteCapacityUtilization") => Fact::known("write", metric.place),
        Some(_) => Fact::absent(metric.place),
        None => Fact { default_of: None, ..metric },
    };
    let cooldown = if scale_in.is_absent() { scale_out } else { scale_in };
    ScalingPolicy { owner, direction, target, value: tracking.get("TargetValue").number(), cooldown }
}

fn by_id<'d>(tables: &Tables<'_, 'd>, id: &Property<'_, 'd>) -> PolicyTarget<'d> {
    let Some(parts) = id.parts() else { return PolicyTarget::Unknown };
    if let [Piece::Ref(logical_id)] = parts.pieces() {
        return PolicyTarget::ById(logical_id);
    }
    // What `Ref` of a target gives: resource id, dimension and namespace.
    let Some((resource_id, rest)) = parts.split_once("|") else {
        return if parts.unknown().is_some() { PolicyTarget::Unknown } else { PolicyTarget::None };
    };
    let place = id.place();
    let known = |text: &str| Fact::known(text.to_owned(), place);
    let Some((dimension, namespace)) = rest.literal().and_then(|rest| rest.split_once('|')) else {
        return PolicyTarget::Unknown;
    };
    let fact = resource_id.literal().map_or_else(|| Fact::unknown(place), known);
    let identity = TargetIdentity::of(tables, Some(resource_id), fact, known(dimension), known(namespace));
    PolicyTarget::ByIdentity(Box::new(identity))
}

fn by_resource_id<'d>(tables: &Tables<'_, 'd>, properties: &Property<'_, 'd>) -> PolicyTarget<'d> {
    let id = properties.get("ResourceId");
    if id.is_absent() {
        return PolicyTarget::None;
    }
    let identity = TargetIdentity::read(tables, properties);
    if id.is_there() || identity.is_dynamodb == Some(true) || id.parts().is_some() {
        return PolicyTarget::ByIdentity(Box::new(identity));
    }
    PolicyTarget::Unknown
}

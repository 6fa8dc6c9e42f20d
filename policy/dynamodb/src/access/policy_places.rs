//! Where policies stand in the resources of each type. Reads none.

use crate::access::statement::PolicyKind;
use crate::resource::types;

/// A type of resource, whose policy it has, and the way from its properties to the statements; `*` is every element.
pub(crate) type Policies = (&'static str, PolicyKind, &'static [&'static str]);

const INLINE: &[&str] = &["Policies", "*", "PolicyDocument", "Statement", "*"];
const WHOLE: &[&str] = &["PolicyDocument", "Statement", "*"];
const SERVERLESS: &[&str] = &["Policies", "*"];

pub(crate) const POLICIES: [Policies; 14] = [
    ("AWS::IAM::Role", PolicyKind::IdentityBased, INLINE),
    ("AWS::IAM::User", PolicyKind::IdentityBased, INLINE),
    ("AWS::IAM::Group", PolicyKind::IdentityBased, INLINE),
    ("AWS::IAM::Policy", PolicyKind::IdentityBased, WHOLE),
    ("AWS::IAM::ManagedPolicy", PolicyKind::IdentityBased, WHOLE),
    ("AWS::IAM::RolePolicy", PolicyKind::IdentityBased, WHOLE),
    ("AWS::IAM::UserPolicy", PolicyKind::IdentityBased, WHOLE),
    ("AWS::IAM::GroupPolicy", PolicyKind::IdentityBased, WHOLE),
    (types::SERVERLESS_FUNCTION, PolicyKind::IdentityBased, SERVERLESS),
    ("AWS::Serverless::StateMachine", PolicyKind::IdentityBased, SERVERLESS),
    (types::TABLE, PolicyKind::ResourceBased, &["ResourcePolicy", "PolicyDocument", "Statement", "*"]),
    (
        types::TABLE,
        PolicyKind::ResourceBased,
        &["StreamSpecification", "ResourcePolicy", "PolicyDocument", "Statement", "*"],
    ),
    (
        types::GLOBAL_TABLE,
        PolicyKind::ResourceBased,
        &["Replicas", "*", "ResourcePolicy", "PolicyDocument", "Statement", "*"],
    ),
    (
        types::GLOBAL_TABLE,
        PolicyKind::ResourceBased,
        &["Replicas", "*", "ReplicaStreamSpecification", "ResourcePolicy", "PolicyDocument", "Statement", "*"],
    ),
];

//! The names of the functions that a template can use. Data; says nothing of what they take.
//!
//! Source: "Intrinsic function reference" and "Rule-specific intrinsic functions" of the CloudFormation Template Reference Guide,
//! as of 2026-11-26.

/// Every function in its long form. `Fn::ForEach::` goes on with the name of the loop.
pub const FUNCTIONS: [&str; 28] = [
    "Ref",
    "Condition",
    "Fn::And",
    "Fn::Base64",
    "Fn::Cidr",
    "Fn::Contains",
    "Fn::EachMemberEquals",
    "Fn::EachMemberIn",
    "Fn::Equals",
    "Fn::FindInMap",
    "Fn::ForEach",
    "Fn::GetAtt",
    "Fn::GetAZs",
    "Fn::GetStackOutput",
    "Fn::If",
    "Fn::ImportValue",
    "Fn::Join",
    "Fn::Length",
    "Fn::Not",
    "Fn::Or",
    "Fn::RefAll",
    "Fn::Select",
    "Fn::Split",
    "Fn::Sub",
    "Fn::ToJsonString",
    "Fn::Transform",
    "Fn::ValueOf",
    "Fn::ValueOfAll",
];

/// Whether there is a function of this name, in its long form.
#[must_use]
pub fn is_function(name: &str) -> bool {
    FUNCTIONS.contains(&name) || name.starts_with("Fn::ForEach::")
}

/// Whether a function of this name makes parts that are not written in its place: a macro, an include, a loop.
#[must_use]
pub fn is_generator(name: &str) -> bool {
    name == "Fn::Transform" || name.starts_with("Fn::ForEach")
}

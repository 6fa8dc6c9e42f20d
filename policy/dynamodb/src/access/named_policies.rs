//! Policies that a template only names. Of those that AWS wrote it knows which allow everything on all tables, and which let
//! streams be read. Takes a name or an ARN, gives a statement in its place; never says that it allows too much.

use tablewarden_cloudformation::{Parts, Piece, Resolved, Resource, Scenario, Template};
use tablewarden_source::Place;
use tablewarden_template::At;

use crate::access::statement::{AccessStatement, PolicyKind, StatementReading};
use crate::resource::fact::Fact;
use crate::resource::property::Case;
use crate::resource::table_names::Tables;

/// AWS's policies that allow every action on every table.
const FULL_ACCESS: [&str; 2] = ["AmazonDynamoDBFullAccess", "AmazonDynamoDBFullAccess_v2"];
/// AWS's policies for functions that read streams, of whichever tables.
const READING_STREAMS: [&str; 2] = ["AWSLambdaDynamoDBExecutionRole", "AWSLambdaInvocation-DynamoDB"];

/// What names of policies that allow much of DynamoDB have in them.
const DYNAMODB: [&str; 3] = ["DynamoDB", "Admin", "PowerUser"];

/// What the policies at `at` are, one or the list that a parameter gives: of functions of the serverless model the name is
/// enough.
pub(crate) fn read<'d>(
    tables: &Tables<'_, 'd>,
    resource: &Resource<'d>,
    scenario: &Scenario,
    at: At,
) -> StatementReading<'d> {
    let (template, mut read) = (tables.template(), StatementReading::default());
    let is_short = resource.type_name.is_some_and(|name| name.starts_with("AWS::Serverless::"));
    let all = match template.resolve(at, scenario) {
        Resolved::Texts(list) => list.items,
        _ => vec![template.parts(at, scenario)],
    };
    for parts in &all {
        let last = parts.pieces().last().map_or("", Piece::text);
        let name = match last.rsplit_once(":aws:policy/") {
            Some((_, name)) => name,
            None if is_short => parts.literal().unwrap_or(""),
            None => continue,
        };
        let short = name.strip_prefix("service-role/").unwrap_or(name);
        read.reads_any_stream |= READING_STREAMS.contains(&short);
        if let Some(name) = FULL_ACCESS.into_iter().find(|known| *known == name) {
            let place = Case::new(template, scenario, resource).property(Some(at), Place::default()).place();
            let action = Fact::known(name, place).with_default_of(parts.default_of());
            let has_tables = !tables.list().is_empty();
            read.statement = Some(AccessStatement::of_policy(action, PolicyKind::Managed, "tables", has_tables));
        }
    }
    read
}

/// Whether a policy that is only named may be about DynamoDB: one of the account, and some of AWS. One of the template is
/// read where it stands.
pub(crate) fn may_allow(template: &Template<'_>, name: &Parts<'_>) -> bool {
    if matches!(name.pieces(), [Piece::Ref(logical_id)] if template.resource(logical_id).is_some()) {
        return false;
    }
    let last = name.pieces().last().map_or("", Piece::text);
    !last.contains("policy/service-role/")
        && (name.unknown().is_some() || DYNAMODB.iter().any(|word| last.contains(word)))
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    const TABLES: &str = "
Transform: AWS::Serverless-2016-10-31
Parameters: {Open: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Open, prod]}
Resources:
  T: {Type: AWS::DynamoDB::Table}
";

    /// What kind of policy, breadth and reach a role or a function with this policy of AWS has.
    fn named(policy: &str, is_function: bool) -> String {
        let resource = match is_function {
            true => format!("{{Type: AWS::Serverless::Function, Properties: {{Policies: {policy}}}}}"),
            false => format!("{{Type: AWS::IAM::Role, Properties: {{ManagedPolicyArns: {policy}}}}}"),
        };
        let tested = tested(&format!("{TABLES}  P: {resource}"));
        let show = |key: &str| tested.find(&format!("Statements.0.{key}")).unwrap_or_default();
        ["Of", "Breadth", "Reach", "When"].map(show).join(" ")
    }

    #[test]
    fn full_access_that_is_only_named() {
        let all = "managed service tables always";
        for (policy, expected) in [
            ("[arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess]", all),
            ("arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess_v2", all),
            ("[!Sub 'arn:${AWS::Partition}:iam::aws:policy/AmazonDynamoDBFullAccess']", all),
            ("[!Join ['', ['arn:', !Ref AWS::Partition, ':iam::aws:policy/AmazonDynamoDBFullAccess']]]", all),
            (
                "[!If [IsProd, arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess, !Ref AWS::NoValue]]",
                "managed service tables `IsProd` is true",
            ),
            (
                "!Split [',', 'arn:aws:iam::aws:policy/AmazonS3FullAccess,arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess']",
                all,
            ),
            ("[arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess]", "   "),
            ("[arn:aws:iam::123456789012:policy/AmazonDynamoDBFullAccess]", "   "),
        ] {
            assert_eq!(named(policy, false), expected, "{policy}");
            assert_eq!(named(policy, true), expected, "{policy}");
        }
        assert_eq!(named("AmazonDynamoDBFullAccess", true), all);
        assert_eq!(named("[AmazonDynamoDBFullAccess]", false), "   ");
    }
}

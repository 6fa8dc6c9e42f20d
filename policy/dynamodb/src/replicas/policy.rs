//! Whether a replica shares its settings with replicas in other accounts, and which of the actions that takes its resource
//! policy does not grant to DynamoDB's replication. Never says whether it has to.

use crate::access::action_names::covers;
use crate::facts::writer::Writer;
use crate::replicas::replica::Replica;
use crate::resource::fact::Fact;
use crate::resource::property::Property;

/// The service that replicates between accounts.
const SERVICE: &str = "replication.dynamodb.amazonaws.com";
/// What it has to be allowed.
const ACTIONS: [&str; 3] =
    ["dynamodb:ReadDataForReplication", "dynamodb:WriteDataForReplication", "dynamodb:ReplicateSettings"];

/// What a policy says of an action, least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grant {
    No,
    Maybe,
    Yes,
}

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, replica: &Replica<'_, 'd>) {
    let mode = replica.written.get("GlobalTableSettingsReplicationMode").text();
    if !mode.is_absent() {
        writer.fact("Ungranted", &ungranted(&replica.written.get("ResourcePolicy")));
    }
    writer.fact("Accounts", &mode);
}

/// The actions that the policy certainly does not grant, in words.
fn ungranted<'d>(policy: &Property<'_, 'd>) -> Fact<'d> {
    let place = policy.nearest();
    let statements = policy.find(&["PolicyDocument", "Statement"]);
    let list = statements.one_or_more();
    // One statement may stand without a list.
    let is_whole = statements.items().is_whole || list.len() == 1;
    let grant = |action: &str| {
        let of_each = list.iter().map(|statement| of_statement(statement, action)).max().unwrap_or(Grant::No);
        if is_whole { of_each } else { of_each.max(Grant::Maybe) }
    };
    let grants = ACTIONS.map(grant);
    if grants.contains(&Grant::No) {
        let missing = ACTIONS.iter().zip(grants).filter(|(_, grant)| *grant == Grant::No);
        let missing: Vec<_> = missing.map(|(action, _)| ["`", action, "`"].concat()).collect();
        return Fact::known(missing.join(", "), place);
    }
    if grants.contains(&Grant::Maybe) { Fact::unknown(place) } else { Fact::absent(place) }
}

fn of_statement(statement: &Property<'_, '_>, action: &str) -> Grant {
    let is_allow = match statement.get("Effect").text().text() {
        Some(effect) if effect != "Allow" => return Grant::No,
        Some(_) => Grant::Yes,
        None => Grant::Maybe,
    };
    let for_service = principal(&statement.get("Principal"));
    let covers_action = any(&statement.get("Action"), |name| covers(name, &[action]));
    // What is not excepted is not looked at.
    let is_plain = ["NotPrincipal", "NotAction"].iter().all(|key| statement.get(key).is_absent());
    let plain = if is_plain { Grant::No } else { Grant::Maybe };
    is_allow.min(for_service.max(plain)).min(covers_action.max(plain))
}

/// Whether a principal is the service.
fn principal(principal: &Property<'_, '_>) -> Grant {
    let is_ours = |name: &str| name == SERVICE || name == "*";
    match principal.text().text() {
        Some(name) => {
            if is_ours(name) {
                Grant::Yes
            } else {
                Grant::No
            }
        }
        None => any(&principal.get("Service"), is_ours),
    }
}

/// Whether one of a list of texts, or the one that stands for it, is wanted.
fn any(texts: &Property<'_, '_>, is_wanted: impl Fn(&str) -> bool) -> Grant {
    let list = texts.one_or_more();
    let is_whole = texts.items().is_whole || list.len() == 1;
    let of_each = list.iter().map(|text| match text.text().text() {
        Some(text) if is_wanted(text) => Grant::Yes,
        Some(_) => Grant::No,
        None => Grant::Maybe,
    });
    let most = of_each.max().unwrap_or(Grant::No);
    if is_whole { most } else { most.max(Grant::Maybe) }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    fn ungranted(policy: &str) -> String {
        let tested = tested(&format!(
            "
Parameters: {{Open: {{Type: String}}}}
Resources:
  T:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas: [{{Region: eu-west-1, GlobalTableSettingsReplicationMode: ENABLED{policy}}}]
"
        ));
        tested.show("Tables.0.Replicas.0.Members.0.Ungranted")
    }

    #[test]
    fn what_the_policy_of_a_replica_grants() {
        const ALL: &str =
            "`dynamodb:ReadDataForReplication`, `dynamodb:WriteDataForReplication`, `dynamodb:ReplicateSettings`";
        const SETTINGS: &str = "`dynamodb:ReplicateSettings`";
        let policy = |statement: &str| format!(", ResourcePolicy: {{PolicyDocument: {{Statement: {statement}}}}}");
        let service = "Principal: {Service: replication.dynamodb.amazonaws.com}";
        let data = "[dynamodb:ReadDataForReplication, dynamodb:WriteDataForReplication]";
        for (policy, expected) in [
            (String::new(), ALL),
            (", ResourcePolicy: !Ref Open".to_owned(), "?"),
            (policy("!Ref Open"), "?"),
            (policy("[]"), ALL),
            (policy(&format!("{{Effect: Allow, {service}, Action: 'dynamodb:*'}}")), "-"),
            (policy(&format!("[{{Effect: Allow, {service}, Action: {data}}}]")), SETTINGS),
            (
                policy(&format!(
                    "[{{Effect: Allow, {service}, Action: {data}}}, {{Effect: Allow, {service}, Action: dynamodb:Replicate*}}]"
                )),
                "-",
            ),
            (policy(&format!("[{{Effect: Deny, {service}, Action: 'dynamodb:*'}}]")), ALL),
            (policy(&format!("[{{Effect: Allow, {service}, Action: !Ref Open}}]")), "?"),
            (policy("[{Effect: Allow, Principal: {AWS: '*'}, Action: 'dynamodb:*'}]"), ALL),
            (policy("[{Effect: Allow, Principal: !Ref Open, Action: 'dynamodb:*'}]"), "?"),
            (policy("[{Effect: Allow, Principal: '*', Action: 'dynamodb:*'}]"), "-"),
            (policy(&format!("[{{Effect: Allow, {service}, NotAction: 'dynamodb:GetItem'}}]")), "?"),
            (policy("[!If [Gone, {Effect: Deny}, !Ref AWS::NoValue]]"), "?"),
        ] {
            assert_eq!(ungranted(&policy), expected, "{policy}");
        }
    }
}

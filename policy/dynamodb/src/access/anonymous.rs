//! Which roles Amazon Cognito gives to people who did not sign in, and which policies those roles have. Takes a template,
//! gives logical ids; conditions are not looked at.

use tablewarden_cloudformation::{Owner, Template};
use tablewarden_order::Set;
use tablewarden_template::At;

const UNAUTHENTICATED: &str = "unauthenticated";

/// The logical ids of such roles and of the policies that belong to them.
pub(crate) fn holders<'d>(template: &Template<'d>) -> Set<&'d str> {
    let view = template.view();
    let mut roles: Vec<&'d str> = Vec::new();
    for role in template.resources_of("AWS::IAM::Role") {
        let trust = role.properties.and_then(|properties| view.get(properties, "AssumeRolePolicyDocument"));
        let is_it = |at: At| view.place(at).span().of(view.main_tree().source()).contains(UNAUTHENTICATED);
        roles.extend(trust.filter(|at| is_it(*at)).map(|_| role.logical_id));
    }
    for attachment in template.resources_of("AWS::Cognito::IdentityPoolRoleAttachment") {
        let attached = attachment.properties.and_then(|properties| view.get(properties, "Roles"));
        let role = attached.and_then(|roles| view.get(roles, UNAUTHENTICATED));
        let named = role.map_or(&[][..], |at| template.references_in(at));
        roles.extend(named.iter().map(|reference| reference.name));
    }
    let mut holders = Set::new();
    let is_of = |name: &str, service: &str| {
        template.resource(name).and_then(|resource| resource.type_name).is_some_and(|of| of.starts_with(service))
    };
    for role in roles {
        let properties = template.resource(role).and_then(|resource| resource.properties);
        let named = properties.map_or(&[][..], |at| template.references_in(at)).iter().map(|reference| reference.name);
        let naming = template.references_to(role).filter_map(|reference| match reference.owner {
            Owner::Resource(name) => Some(name),
            Owner::Output(_) | Owner::Elsewhere => None,
        });
        holders.extend(named.chain(naming).filter(|name| is_of(name, "AWS::IAM::")));
        holders.insert(role);
    }
    holders
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn whose_policy_it_is() {
        let trust = "AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Federated: cognito-identity.amazonaws.com}, Action: 'sts:AssumeRoleWithWebIdentity', Condition: {'ForAnyValue:StringLike': {'cognito-identity.amazonaws.com:amr': AMR}}}]}";
        let statement = "{Statement: [{Effect: Allow, Action: 'dynamodb:*', Resource: '*'}]}";
        let inline = format!("Policies: [{{PolicyName: p, PolicyDocument: {statement}}}]");
        let attached =
            "  A: {Type: AWS::Cognito::IdentityPoolRoleAttachment, Properties: {Roles: {WHO: !GetAtt R.Arn}}}\n";
        let policy =
            format!("  P: {{Type: AWS::IAM::Policy, Properties: {{Roles: [!Ref R], PolicyDocument: {statement}}}}}\n");
        let role = |properties: &str| format!("  R: {{Type: AWS::IAM::Role, Properties: {{{properties}}}}}\n");
        let nobody = trust.replace("AMR", "unauthenticated");
        for (resources, expected) in [
            (role(&format!("{nobody}, {inline}")), "true"),
            (role(&format!("{}, {inline}", trust.replace("AMR", "authenticated"))), "false"),
            (role(&inline), "false"),
            (role(&inline) + &attached.replace("WHO", "unauthenticated"), "true"),
            (role(&inline) + &attached.replace("WHO", "authenticated"), "false"),
            (role(&nobody) + &policy, "true"),
            (role("X: y") + &policy, "false"),
            (
                role(&format!("{nobody}, ManagedPolicyArns: [!Ref P]")) + &policy.replace("Policy,", "ManagedPolicy,"),
                "true",
            ),
        ] {
            let tested = tested(&format!("\nResources:\n  T: {{Type: AWS::DynamoDB::Table}}\n{resources}"));
            assert_eq!(tested.show("Statements.0.Anonymous"), expected, "{resources}");
        }
    }
}

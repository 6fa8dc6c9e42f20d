//! Policies: their statements, and the lists in a statement.

use super::input::{Input, Kind};
use super::written::{beside_one, each, in_table, listed};

pub(super) const KINDS: [Kind; 14] = [
    Kind::new("statements", |n| managed(n, |_| "{Effect: Allow, Action: 'dynamodb:*', Resource: '*'}".to_owned()))
        .enough(2_000),
    Kind::new("statements-about-a-table", |n| {
        managed(n, |_| "{Effect: Allow, Action: [dynamodb:GetItem, dynamodb:Scan], Resource: !GetAtt T.Arn}".to_owned())
    })
    .enough(1_000),
    Kind::new("actions-of-a-statement", |n| {
        one(&format!("Action: [{}], Resource: !GetAtt T.Arn", listed(n, |i| format!("dynamodb:GetItem{i}"))))
    }),
    Kind::new("actions-of-a-statement-that-are-alike", |n| {
        one(&format!("Action: [{}], Resource: '*'", listed(n, |_| "dynamodb:Query".to_owned())))
    }),
    Kind::new("denied-actions", |n| {
        let actions = listed(n, |i| format!("dynamodb:*{i}"));
        managed(1, |_| format!("{{Effect: Allow, NotAction: [{actions}], Resource: !GetAtt T.Arn}}"))
    }),
    Kind::new("resources-of-a-statement", |n| {
        one(&format!("Action: dynamodb:Query, Resource: [{}]", listed(n, |i| format!("!Sub '${{T.Arn}}/index/i{i}'"))))
    }),
    Kind::new("principals-of-a-statement", |n| {
        let principals = listed(n, |i| format!("arn:aws:iam::111122223333:role/r{i}"));
        table_policy(&format!(
            "{{Effect: Allow, Principal: {{AWS: [{principals}]}}, Action: dynamodb:GetItem, Resource: '*'}}"
        ))
    }),
    Kind::new("conditions-of-a-statement", |n| {
        let keys = listed(n, |i| format!("'aws:k{i}': x"));
        table_policy(&format!(
            "{{Effect: Allow, Principal: '*', Action: dynamodb:GetItem, Resource: '*', Condition: {{StringEquals: {{{keys}}}}}}}"
        ))
    }),
    Kind::new("statements-of-a-table", |n| {
        table_policy(&listed(n, |i| {
            format!("{{Sid: s{i}, Effect: Allow, Principal: '*', Action: dynamodb:GetItem, Resource: '*'}}")
        }))
    })
    .enough(2_000),
    Kind::new("statements-of-an-encryption-key", |n| {
        key_policy(&listed(n, |_| "{Effect: Allow, Principal: {AWS: x}, Action: 'kms:*', Resource: '*'}".to_owned()))
    })
    .enough(2_000),
    Kind::new("principals-of-an-encryption-key", |n| {
        let principals = listed(n, |i| format!("arn:aws:iam::111122223333:role/r{i}"));
        key_policy(&format!("{{Effect: Allow, Principal: {{AWS: [{principals}]}}, Action: 'kms:*', Resource: '*'}}"))
    }),
    Kind::new("policies-of-a-role", |n| {
        let statement = "{Effect: Allow, Action: dynamodb:Query, Resource: !GetAtt T.Arn}";
        let policy = |i| format!("        - {{PolicyName: p{i}, PolicyDocument: {{Statement: [{statement}]}}}}\n");
        Input::template(beside_one("AWS::IAM::Role", &format!("      Policies:\n{}", each(n, policy))))
    })
    .enough(1_000),
    Kind::new("managed-policies-of-a-role", |n| {
        let arns = listed(n, |i| format!("arn:aws:iam::aws:policy/p{i}"));
        Input::template(beside_one("AWS::IAM::Role", &format!("      ManagedPolicyArns: [{arns}]\n")))
    }),
    Kind::new("elements-of-a-statement", |n| one(&listed(n, |i| format!("Element{i}: x")))),
];

fn managed(count: usize, statement: impl Fn(usize) -> String) -> Input {
    let statements = each(count, |i| format!("          - {}\n", statement(i)));
    let document = format!("      PolicyDocument:\n        Statement:\n{statements}");
    Input::template(beside_one("AWS::IAM::ManagedPolicy", &document))
}

fn one(elements: &str) -> Input {
    managed(1, |_| format!("{{Effect: Allow, {elements}}}"))
}

fn table_policy(statements: &str) -> Input {
    Input::template(in_table(&format!("      ResourcePolicy: {{PolicyDocument: {{Statement: [{statements}]}}}}\n")))
}

fn key_policy(statements: &str) -> Input {
    let sse = "      SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !GetAtt Key.Arn}\n";
    let key = format!("  Key: {{Type: AWS::KMS::Key, Properties: {{KeyPolicy: {{Statement: [{statements}]}}}}}}\n");
    Input::template(in_table(sse) + &key)
}

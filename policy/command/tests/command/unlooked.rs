//! Templates of which something can't be looked at, through each command: none says that all is well, and none is silent.

use crate::invented::Invented;

const GOOD: &str = "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    DeletionPolicy: Retain\n    UpdateReplacePolicy: Retain\n    Properties: {BillingMode: PAY_PER_REQUEST}\n";

/// What may make a table, or is a resource that can't be one, or has properties that nobody knows.
const UNKNOWN: [&str; 38] = [
    "Resources: !Ref X",
    "Resources: !If [C, {}, {}]",
    "Resources: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://a/b}}}",
    "Resources: !Transform {Name: AWS::Include, Parameters: {Location: s3://a/b}}",
    "Transform: AWS::LanguageExtensions\nResources: {Fn::ForEach::L: [I, !Ref P, {'T${I}': {Type: AWS::DynamoDB::Table}}]}",
    "Transform: AWS::LanguageExtensions\nParameters: {P: {Type: CommaDelimitedList}}\nResources: {Fn::ForEach::L: [I, !Ref P, {'T${I}': {Type: AWS::DynamoDB::Table}}]}",
    "Transform: AWS::LanguageExtensions\nResources: {Fn::ForEach::L: 5}",
    "Transform: Mine\nResources: {A: {Type: AWS::SNS::Topic}}",
    "Transform: Mine\nResources: {}",
    "Transform: [AWS::LanguageExtensions, Mine]\nResources: {A: {Type: AWS::SNS::Topic}}",
    "Transform: !Ref X\nResources: {A: {Type: AWS::SNS::Topic}}",
    "Transform: [[Mine]]\nResources: {A: {Type: AWS::SNS::Topic}}",
    "Transform: {Parameters: {}}\nResources: {A: {Type: AWS::SNS::Topic}}",
    "Fn::Transform: {Name: AWS::Include}\nResources: {A: {Type: AWS::SNS::Topic}}",
    "Parameters:\nResources: {A: {Type: AWS::SNS::Topic}}",
    "Mappings: {Sizes: 5}\nResources: {A: {Type: AWS::SNS::Topic}}",
    "Outputs: [a]\nResources: {A: {Type: AWS::SNS::Topic}}",
    "Rules: !Ref X\nResources: {A: {Type: AWS::SNS::Topic}}",
    "Resources: {T: !Ref X}",
    "Resources: {T: !If [C, {Type: AWS::DynamoDB::Table}, !Ref AWS::NoValue]}",
    "Resources: {T: }",
    "Resources: {T: [a]}",
    "Resources: {T: AWS::DynamoDB::Table}",
    "Resources: {T: 5}",
    "Resources: {T: {Fn::Transform: {Name: AWS::Include}}}",
    "Resources: {T: !Transform {Name: AWS::Include}}",
    "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {Fn::Transform: {Name: AWS::Include}}}}",
    "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: !Transform {Name: AWS::Include}}}",
    "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: !Ref P}}",
    "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: !GetAtt A.B}}",
    "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: [a]}}",
    "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: a}}",
    "Resources: {T: {Type: [AWS::DynamoDB::Table]}}",
    "Resources: {T: {Type: 5}}",
    "Resources: {T: {Type: }}",
    "Resources: {T: {Type: !Ref X}}",
    "Resources: {T: {Type: !If [C, AWS::DynamoDB::Table, AWS::SNS::Topic]}}",
    "Resources: {T: {Type: My::Shop::Tables::MODULE}}",
];

/// What can't be read.
const UNREADABLE: [&str; 15] = [
    "Resources: [a]",
    "Resources: a",
    "Resources: 5",
    "Resources: ''",
    "- Resources: {T: {Type: AWS::DynamoDB::Table}}",
    "Resources: {A: {Type: AWS::SNS::Topic}}\n---\nResources: {T: {Type: AWS::DynamoDB::Table",
    "Resources: {A: {Type: AWS::SNS::Topic}, T: *nowhere}",
    "Resources: &r {A: {Type: AWS::SNS::Topic}, T: *r}",
    "Resources: {T: {<<: *nowhere, Type: AWS::DynamoDB::Table}}",
    "Resources: {T: {<<: text, Type: AWS::SNS::Topic}}",
    "Resources: {T: {<<: [a, b], Type: AWS::SNS::Topic}}",
    "Resources: {T: {<<: !Ref X, Type: AWS::SNS::Topic}}",
    "Resources: {[a]: {Type: AWS::DynamoDB::Table}, A: {Type: AWS::SNS::Topic}}",
    "Resources:\n  ? {a: b}\n  : {Type: AWS::DynamoDB::Table}\n  A: {Type: AWS::SNS::Topic}",
    "Resources:\n  A: {Type: AWS::SNS::Topic}\n  T: {Type: AWS::DynamoDB::Table",
];

fn host(template: &str) -> Invented {
    Invented::new(&[("good.yaml", GOOD), ("t.yaml", &format!("{template}\n"))])
}

#[test]
fn what_is_not_known_is_told_by_each_command() {
    for template in UNKNOWN {
        let ran = host(template).run("check --format concise t.yaml");
        assert!(["DDB-V005", "DDB-V011"].iter().any(|rule| ran.stdout.contains(rule)), "{template}: {}", ran.stdout);
        let ran = host(template).run("check t.yaml");
        assert!(!ran.stdout.contains("no problems"), "{template}: {}", ran.stdout);
        let ran = host(template).run("facts t.yaml");
        let kinds = ["\"not-analysed\"", "\"not-a-mapping\"", "\"no-type\""];
        assert!(kinds.iter().any(|kind| ran.stdout.contains(kind)), "{template}: {}", ran.stdout);
        let not_looked_at = "A part of this template could not be looked at";
        let ran = host(template).run("draw t.yaml");
        assert!(ran.stderr.contains(not_looked_at), "{template}: {}", ran.stderr);
        for format in ["text", "json", "markdown"] {
            let ran = host(template).run(&format!("changes --format {format} good.yaml t.yaml"));
            assert!(ran.stdout.contains(not_looked_at), "{template}: {}", ran.stdout);
        }
        let ran = host(template).run("fix t.yaml");
        assert!(ran.stdout.contains(" left."), "{template}: {}", ran.stdout);
        let mut host = host(template);
        let ran = host.run("check --write-baseline b.json t.yaml");
        assert!(!ran.stdout.contains("0 findings"), "{template}: {}", ran.stdout);
        let ran = host.run("check --baseline b.json t.yaml");
        assert!(ran.stdout.contains(" known"), "{template}: {}", ran.stdout);
    }
}

#[test]
fn what_cannot_be_read_is_exit_code_2_of_each_command() {
    for template in UNREADABLE {
        for command in [
            "check t.yaml",
            "check --format json t.yaml",
            "check --fail-on never t.yaml",
            "check --baseline b.json --write-baseline b.json t.yaml",
            "facts t.yaml",
            "draw t.yaml",
            "parameters t.yaml",
            "changes good.yaml t.yaml",
            "fix t.yaml",
            "fix --diff t.yaml",
        ] {
            let ran = host(template).run(command);
            assert_eq!(ran.code, 2, "{command}: {template}: {}{}", ran.stdout, ran.stderr);
            assert!(!(ran.stdout + &ran.stderr).is_empty(), "{command}: {template}");
        }
    }
}

#[test]
fn a_template_without_resources_is_never_clean() {
    for template in ["Resources:", "Resources: ~", "Resources: {}"] {
        let ran = host(template).run("check t.yaml");
        assert!(ran.code == 1 && ran.stdout.contains("`Resources` is empty"), "{}", ran.stdout);
    }
}

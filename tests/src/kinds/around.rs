//! What stands around the properties of resources: waivers, dependencies, keys that are written twice, versions that differ.

use super::input::{Input, Kind};
use super::written::{before_table, beside_table, each, in_table, listed, table};

pub(super) const KINDS: [Kind; 16] = [
    Kind::new("waivers", |n| Input::template(in_table(&"# tablewarden: waive\n".repeat(n)))),
    Kind::new("waivers-with-a-reason", |n| {
        Input::template(in_table(&each(n, |i| format!("      # tablewarden: waive DDB-R{i:03} because of {i}\n"))))
    }),
    Kind::new("waivers-that-hold", |n| {
        Input::template(in_table(&"      # tablewarden: waive DDB-R001 it is a test\n".repeat(n)))
    }),
    Kind::new("waivers-in-metadata", |n| {
        let waive = listed(n, |i| format!("{{rule: DDB-R001, reason: r{i}, resource: T}}"));
        Input::template(before_table(&format!("Metadata: {{tablewarden: {{waive: [{waive}]}}}}\n")))
    }),
    Kind::new("waivers-of-each-resource", |n| {
        let metadata = "    Metadata: {tablewarden: {waive: [{rule: DDB-R001, reason: test}]}}\n    Type";
        let tables = each(n, |i| table(&format!("T{i}"), "").replace("    Type", metadata));
        Input::template(format!("Resources:\n{tables}"))
    })
    .enough(400),
    Kind::new("waivers-for-other-tools", |n| {
        let skip = listed(n, |i| format!("{{id: CKV_AWS_{i}, comment: r}}"));
        let ignore = listed(n, |i| format!("E{i}"));
        let metadata = format!(
            "    Metadata: {{checkov: {{skip: [{skip}]}}, cfn-lint: {{config: {{ignore_checks: [{ignore}]}}}}}}\n    Type"
        );
        Input::template(in_table("").replace("    Type", &metadata))
    }),
    Kind::new("comments-for-other-tools", |n| {
        Input::template(in_table(&each(n, |i| format!("      # checkov:skip=CKV_AWS_{i}:reason\n"))))
    }),
    Kind::new("resources-in-comments", |n| {
        Input::template(in_table(&each(n, |i| format!("#  R{i}:\n#    Type: AWS::DynamoDB::Table\n"))))
    }),
    Kind::new("dependencies", |n| {
        let names = listed(n, |i| format!("R{i}"));
        let resources = each(n, |i| format!("  R{i}: {{Type: AWS::SNS::Topic}}\n"));
        Input::template(beside_table(&format!("  D: {{Type: AWS::SNS::Topic, DependsOn: [{names}]}}\n{resources}")))
    }),
    Kind::new("dependencies-on-nothing", |n| {
        let names = listed(n, |i| format!("Nobody{i}"));
        Input::template(beside_table(&format!("  D: {{Type: AWS::SNS::Topic, DependsOn: [{names}]}}\n")))
    }),
    Kind::new("dependencies-in-a-circle", |n| {
        Input::template(beside_table(&each(n, |i| {
            format!("  R{i}: {{Type: AWS::SNS::Topic, DependsOn: R{}}}\n", (i + 1) % n)
        })))
    }),
    Kind::new("dependencies-in-many-circles", |n| {
        Input::template(beside_table(&each(n, |i| {
            format!("  R{i}: {{Type: AWS::SNS::Topic, DependsOn: R{}}}\n", i ^ 1)
        })))
    }),
    Kind::new("dependencies-in-a-chain", |n| {
        Input::template(beside_table(&each(n, |i| {
            format!("  R{i}: {{Type: AWS::SNS::Topic, DependsOn: R{}}}\n", i + 1)
        })))
    }),
    Kind::new("keys-that-stand-twice", |n| {
        Input::template(in_table(&each(n, |i| format!("      Colour{}: red\n", i / 2))))
    }),
    Kind::new("one-key-again-and-again", |n| Input::template(in_table(&"      TableName: orders\n".repeat(n)))),
    Kind::new("tables-that-are-changed", |n| {
        let tables = |name: &str| each(n, |i| table(&format!("T{i}"), &format!("      TableName: {name}-{i}\n")));
        let before = Some(format!("Resources:\n{}", tables("before")));
        Input { before, ..Input::template(format!("Resources:\n{}", tables("after"))) }
    })
    .enough(400),
];

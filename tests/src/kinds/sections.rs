//! Lists in the sections of a template beside its resources.

use super::input::{Input, Kind};
use super::written::{before_table, each, in_table, listed, table};

pub(super) const KINDS: [Kind; 24] = [
    Kind::new("parameters", |n| section("Parameters", n, |i| format!("P{i}: {{Type: String, Default: d{i}}}"))),
    Kind::new("parameters-that-are-used", |n| {
        let parameters = each(n, |i| format!("  P{i}: {{Type: String}}\n"));
        let tags = each(n, |i| format!("        - {{Key: k{i}, Value: !Ref P{i}}}\n"));
        Input::template(format!("Parameters:\n{parameters}{}", in_table(&format!("      Tags:\n{tags}"))))
    }),
    Kind::new("allowed-values", |n| {
        let values = listed(n, |i| format!("v{i}"));
        let table = in_table("      TableName: !Ref P\n      BillingMode: !Ref P\n");
        Input::template(format!("Parameters: {{P: {{Type: String, AllowedValues: [{values}]}}}}\n{table}"))
    }),
    Kind::new("parameter-groups", |n| {
        let groups = each(n, |i| format!("      - {{Label: {{default: g{i}}}, Parameters: [P{i}]}}\n"));
        Input::template(before_table(&format!(
            "Metadata:\n  AWS::CloudFormation::Interface:\n    ParameterGroups:\n{groups}"
        )))
    }),
    Kind::new("metadata-entries", |n| section("Metadata", n, |i| format!("M{i}: {{a: b}}"))),
    Kind::new("mappings", |n| section("Mappings", n, |i| format!("M{i}: {{a: {{b: c}}}}"))),
    Kind::new("rows-of-a-mapping", |n| {
        let rows = each(n, |i| format!("    row{i}: {{name: n{i}}}\n"));
        let table = in_table("      TableName: !FindInMap [M, !Ref AWS::Region, name]\n");
        Input::template(format!("Mappings:\n  M:\n{rows}{table}"))
    }),
    Kind::new("values-of-a-mapping", |n| {
        let values = listed(n, |i| format!("name{i}: n{i}"));
        let table = in_table("      TableName: !FindInMap [M, eu-west-1, !Ref AWS::Region]\n");
        Input::template(format!("Mappings: {{M: {{eu-west-1: {{{values}}}}}}}\n{table}"))
    }),
    Kind::new("outputs", |n| {
        section("Outputs", n, |i| format!("O{i}: {{Value: !GetAtt T.Arn, Export: {{Name: e{i}}}}}"))
    }),
    Kind::new("rules-of-a-template", |n| {
        let rule = |i| format!("R{i}: {{Assertions: [{{Assert: !Equals [!Ref P, v{i}]}}]}}");
        let rules = each(n, |i| format!("  {}\n", rule(i)));
        Input::template(before_table(&format!("Parameters: {{P: {{Type: String}}}}\nRules:\n{rules}")))
    }),
    Kind::new("assertions-of-a-rule", |n| {
        let assertions = listed(n, |i| format!("{{Assert: !Not [!Equals [!Ref P, v{i}]]}}"));
        let rules = format!("Rules: {{R: {{Assertions: [{assertions}]}}}}\n");
        Input::template(before_table(&format!("Parameters: {{P: {{Type: String}}}}\n{rules}")))
    }),
    Kind::new("values-of-an-assertion", |n| {
        let values = listed(n, |i| format!("v{i}"));
        let rules = format!("Rules: {{R: {{Assertions: [{{Assert: !Contains [[{values}], !Ref P]}}]}}}}\n");
        Input::template(before_table(&format!("Parameters: {{P: {{Type: String}}}}\n{rules}")))
    }),
    Kind::new("transforms", |n| section_of_list("Transform", n, |i| format!("Some::Macro{i}"))),
    Kind::new("hooks", |n| section("Hooks", n, |i| format!("H{i}: {{Type: AWS::CodeDeploy::BlueGreen}}"))),
    Kind::new("sections-that-are-none", |n| {
        Input::template(before_table(&each(n, |i| format!("Section{i}: {{a: b}}\n"))))
    }),
    Kind::new("conditions", |n| with_conditions(n, |i| format!("!Equals [!Ref P, v{i}]"), "")),
    Kind::new("conditions-that-are-used", |n| {
        let tags = each(n, |i| format!("        - !If [C{i}, {{Key: k{i}, Value: v}}, !Ref AWS::NoValue]\n"));
        with_conditions(n, |i| format!("!Equals [!Ref P, v{i}]"), &format!("      Tags:\n{tags}"))
    })
    .enough(2_000),
    Kind::new("tables-of-their-own-conditions", |n| {
        let conditions = each(n, |i| format!("  C{i}: !Equals [!Ref P, v{i}]\n"));
        let tables =
            each(n, |i| table(&format!("T{i}"), "").replace("    Type", &format!("    Condition: C{i}\n    Type")));
        Input::template(format!("Parameters: {{P: {{Type: String}}}}\nConditions:\n{conditions}Resources:\n{tables}"))
    })
    .enough(500),
    Kind::new("conditions-in-a-circle", |n| {
        let circle = each(n, |i| format!("  C{i}: !Not [!Condition C{}]\n", (i + 1) % n));
        Input::template(format!("Conditions:\n{circle}{}", on_condition("C0")))
    }),
    Kind::new("conditions-in-a-chain", |n| {
        let chain = each(n, |i| format!("  C{}: !And [!Condition C{i}, !Not [!Equals [!Ref P, v{i}]]]\n", i + 1));
        let first = "Parameters: {P: {Type: String}}\nConditions:\n  C0: !Equals [!Ref AWS::Region, x]\n";
        Input::template(format!("{first}{chain}{}", on_condition(&format!("C{n}"))))
    }),
    Kind::new("conditions-in-an-or", |n| {
        let all = listed(n, |i| format!("!Equals [!Ref P, v{i}]"));
        let conditions = format!("Parameters: {{P: {{Type: String}}}}\nConditions: {{C0: !Or [{all}]}}\n");
        Input::template(format!("{conditions}{}", on_condition("C0")))
    }),
    Kind::new("parameters-in-an-and", |n| {
        let parameters = each(n, |i| format!("  P{i}: {{Type: String}}\n"));
        let all = listed(n, |i| format!("!Equals [!Ref P{i}, x]"));
        Input::template(format!("Parameters:\n{parameters}Conditions: {{C0: !And [{all}]}}\n{}", on_condition("C0")))
    }),
    Kind::new("globals", |n| {
        let tags = listed(n, |i| format!("k{i}: v"));
        let globals = format!(
            "Globals: {{SimpleTable: {{SSESpecification: {{SSEEnabled: true}}}}, Function: {{Tags: {{{tags}}}}}}}\n"
        );
        let resources = "Resources: {S: {Type: AWS::Serverless::SimpleTable}, F: {Type: AWS::Serverless::Function}}\n";
        Input::template(format!("Transform: AWS::Serverless-2016-10-31\n{globals}{resources}"))
    }),
    Kind::new("loops", |n| {
        let loops =
            each(n, |i| format!("  Fn::ForEach::L{i}: [X, [a], {{'T{i}${{X}}': {{Type: AWS::SNS::Topic}}}}]\n"));
        Input::template(format!("Transform: AWS::LanguageExtensions\n{}{loops}", in_table("")))
    })
    .enough(2_000),
];

fn section(name: &str, count: usize, entry: impl Fn(usize) -> String) -> Input {
    Input::template(before_table(&format!("{name}:\n{}", each(count, |i| format!("  {}\n", entry(i))))))
}

fn section_of_list(name: &str, count: usize, element: impl Fn(usize) -> String) -> Input {
    Input::template(before_table(&format!("{name}: [{}]\n", listed(count, element))))
}

fn with_conditions(count: usize, condition: impl Fn(usize) -> String, more: &str) -> Input {
    let conditions = each(count, |i| format!("  C{i}: {}\n", condition(i)));
    Input::template(format!("Parameters: {{P: {{Type: String}}}}\nConditions:\n{conditions}{}", in_table(more)))
}

fn on_condition(name: &str) -> String {
    in_table("").replace("    Type", &format!("    Condition: {name}\n    Type"))
}

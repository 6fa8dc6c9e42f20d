//! Functions: many of one kind, many parts of one, and functions in each other.

use super::input::{Input, Kind};
use super::written::{before_table, beside_one, each, in_table, listed};

pub(super) const KINDS: [Kind; 26] = [
    Kind::new("parts-of-a-sub", |n| named(&format!("!Sub '{}'", "${AWS::Region}".repeat(n)))),
    Kind::new("resources-in-a-sub", |n| named(&format!("!Sub '{}'", "${T.Arn}-".repeat(n)))),
    Kind::new("undefined-names-in-a-sub", |n| named(&format!("!Sub '{}'", each(n, |i| format!("${{Nobody{i}}}"))))),
    Kind::new("literal-parts-of-a-sub", |n| named(&format!("!Sub '{}'", "${!x}".repeat(n)))),
    Kind::new("unclosed-parts-of-a-sub", |n| named(&format!("!Sub '{}'", "${".repeat(n)))),
    Kind::new("variables-of-a-sub", |n| {
        let variables = listed(n, |i| format!("v{i}: x"));
        let parts = each(n, |i| format!("${{v{i}}}"));
        named(&format!("!Sub ['{parts}', {{{variables}}}]"))
    }),
    Kind::new("unused-variables-of-a-sub", |n| {
        named(&format!("!Sub ['x', {{{}}}]", listed(n, |i| format!("v{i}: !Ref T"))))
    }),
    Kind::new("parts-of-a-join", |n| named(&format!("!Join ['', [{}]]", listed(n, |i| format!("p{i}"))))),
    Kind::new("references-in-a-join", |n| named(&format!("!Join ['', [{}]]", listed(n, |_| "!Ref X".to_owned())))),
    Kind::new("resources-in-a-join", |n| {
        named(&format!("!Join ['', [{}]]", listed(n, |_| "!GetAtt T.Arn".to_owned())))
    }),
    Kind::new("elements-of-a-select", |n| named(&format!("!Select [{}, [{}]]", n - 1, listed(n, |i| format!("e{i}"))))),
    Kind::new("parts-of-a-split", |n| named(&format!("!Select [1, !Split [',', '{}']]", listed(n, |i| i.to_string())))),
    Kind::new("parts-of-a-split-of-a-join", |n| {
        named(&format!("!Select [1, !Split ['-', !Join ['-', [{}]]]]", listed(n, |_| "!Ref AWS::Region".to_owned())))
    }),
    Kind::new("branches", |n| {
        let tags = each(n, |i| format!("        - {{Key: k{i}, Value: !If [C, a, b]}}\n"));
        conditional(&format!("      Tags:\n{tags}"))
    }),
    Kind::new("branches-in-a-row", |n| {
        let nested = |i| format!("        - {{Key: k{i}, Value: {}x{}}}\n", "!If [C, ".repeat(20), ", y]".repeat(20));
        conditional(&format!("      Tags:\n{}", each(n / 10, nested)))
    }),
    Kind::new("branches-in-each-other", |n| {
        conditional(&format!("      TableName: {}x{}\n", "!If [C, ".repeat(n), ", y]".repeat(n)))
    }),
    Kind::new("joins-in-each-other", |n| named(&format!("{}x{}", "!Join ['', [a, ".repeat(n), "]]".repeat(n)))),
    Kind::new("look-ups", |n| {
        let tags = each(n, |i| format!("        - {{Key: k{i}, Value: !FindInMap [M, a, b]}}\n"));
        Input::template(format!("Mappings: {{M: {{a: {{b: c}}}}}}\n{}", in_table(&format!("      Tags:\n{tags}"))))
    }),
    Kind::new("look-ups-of-each-row", |n| {
        let rows = listed(n, |i| format!("r{i}: {{b: c}}"));
        let tags = each(n, |i| format!("        - {{Key: k{i}, Value: !FindInMap [M, r{i}, b]}}\n"));
        Input::template(format!("Mappings: {{M: {{{rows}}}}}\n{}", in_table(&format!("      Tags:\n{tags}"))))
    }),
    Kind::new("imports", |n| tags(n, |i| format!("!ImportValue e{i}"))),
    Kind::new("undefined-references", |n| tags(n, |i| format!("!Ref Nobody{i}"))),
    Kind::new("undefined-attributes", |n| tags(n, |i| format!("!GetAtt T.Nothing{i}"))),
    Kind::new("unknown-functions", |n| tags(n, |i| format!("{{'Fn::Nothing{i}': x}}"))),
    Kind::new("misused-functions", |n| tags(n, |_| "!Select [a, b, c]".to_owned())),
    Kind::new("computed-names", |n| {
        let refs = listed(n, |_| "{Ref: !Select [0, [T, X]]}".to_owned());
        Input::template(beside_one("AWS::SNS::Topic", &format!("      Tags: [{refs}]\n")))
    }),
    Kind::new("elements-of-a-loop", |n| {
        let loops = format!(
            "  Fn::ForEach::L: [X, [{}], {{'T${{X}}': {{Type: AWS::SNS::Topic}}}}]\n",
            listed(n, |i| format!("e{i}"))
        );
        Input::template(before_table("Transform: AWS::LanguageExtensions\n") + &loops)
    }),
];

fn named(name: &str) -> Input {
    Input::template(in_table(&format!("      TableName: {name}\n")))
}

fn tags(count: usize, value: impl Fn(usize) -> String) -> Input {
    let tags = each(count, |i| format!("        - {{Key: k{i}, Value: {}}}\n", value(i)));
    Input::template(in_table(&format!("      Tags:\n{tags}")))
}

fn conditional(more: &str) -> Input {
    let condition = "Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\n";
    Input::template(format!("{condition}{}", in_table(more)))
}

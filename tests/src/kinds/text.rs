//! Text that is well formed: long, deep, or full of what stands between values.

use super::input::{Input, Kind};
use super::written::{before_table, beside_table, each, in_table, listed, table};

pub(super) const KINDS: [Kind; 26] = [
    Kind::new("comments", |n| Input::template(in_table(&each(n, |i| format!("      # comment {i}\n"))))).enough(16_000),
    Kind::new("comments-at-the-end-of-lines", |n| {
        Input::template(in_table(&format!(
            "      Tags:\n{}",
            each(n, |i| format!("        - {{Key: k{i}, Value: v}}  # {i}\n"))
        )))
    }),
    Kind::new("blank-lines", |n| Input::template(in_table(&"\n".repeat(n)))).enough(100_000),
    Kind::new("carriage-returns", |n| Input::template(in_table(&"\r\n".repeat(n)))).enough(100_000),
    Kind::new("a-long-line", |n| Input::template(in_table(&format!("      TableName: {}\n", "name".repeat(n)))))
        .enough(25_000),
    Kind::new("a-long-quoted-text", |n| {
        Input::template(in_table(&format!("      TableName: \"{}\"\n", "\\u0041\\n".repeat(n))))
    })
    .enough(25_000),
    Kind::new("a-long-comment", |n| Input::template(in_table(&format!("# {}\n", "word ".repeat(n))))).enough(25_000),
    Kind::new("lines-of-a-block-text", |n| {
        Input::template(in_table(&format!("      TableName: |\n{}", each(n, |i| format!("        line {i}\n")))))
    })
    .enough(16_000),
    Kind::new("lines-of-a-folded-text", |n| {
        Input::template(in_table(&format!("      TableName: >-\n{}", each(n, |i| format!("        line {i}\n")))))
    })
    .enough(16_000),
    Kind::new("lines-of-a-plain-text", |n| {
        Input::template(in_table(&format!("      TableName: a\n{}", each(n, |i| format!("        line {i}\n")))))
    })
    .enough(16_000),
    Kind::new("lines-of-a-quoted-text", |n| {
        Input::template(in_table(&format!(
            "      TableName: 'a\n{}        z'\n",
            each(n, |i| format!("        line {i}\n"))
        )))
    })
    .enough(16_000),
    Kind::new("a-long-key", |n| Input::template(in_table(&format!("      {}: x\n", "key".repeat(n))))).enough(300),
    Kind::new("letters-that-are-no-ascii", |n| {
        Input::template(in_table(&format!("      TableName: {}\n", "äß∑𝒳".repeat(n))))
    })
    .enough(10_000),
    Kind::new("lists-in-each-other", |n| of_value(&format!("{}{}", "[".repeat(n), "]".repeat(n)))).enough(25_000),
    Kind::new("maps-in-each-other", |n| of_value(&format!("{}x{}", "{a: ".repeat(n), "}".repeat(n)))).enough(25_000),
    Kind::new("block-lists-in-each-other", |n| of_value(&format!("{}x", "- ".repeat(n)))).enough(25_000),
    Kind::new("anchors", |n| {
        Input::template(beside_table(&each(n, |i| format!("  R{i}: &a{i} {{Type: AWS::SNS::Topic}}\n"))))
    }),
    Kind::new("aliases", |n| {
        let first = table("T0", "").replace("T0:", "T0: &t");
        Input::template(format!("Resources:\n{first}{}", each(n, |i| format!("  T{}: *t\n", i + 1))))
    })
    .enough(400),
    Kind::new("aliases-that-make-too-much", |n| {
        let first = table("T0", "").replace("T0:", "T0: &t");
        Input::template(format!("Resources:\n{first}{}", each(n, |i| format!("  T{}: *t\n", i + 1))))
    })
    .enough(5_000),
    Kind::new("aliases-of-a-long-list", |n| {
        let aliases = each(n, |_| "  - *a\n".to_owned());
        Input::template(before_table(&format!(
            "Metadata:\n  One: &a [{}]\n  All:\n{aliases}",
            listed(n, |_| "x".to_owned())
        )))
    })
    .enough(30_000),
    Kind::new("aliases-of-a-text", |n| {
        let tags = each(n, |i| format!("        - {{Key: k{i}, Value: *v}}\n"));
        Input::template(in_table(&format!("      TableName: &v name\n      Tags:\n{tags}")))
    }),
    Kind::new("merge-keys", |n| {
        let resources = each(n, |i| format!("  R{i}: {{<<: *m, TopicName: t{i}}}\n"));
        Input::template(format!("Mappings: &m {{Type: {{a: AWS::SNS::Topic}}}}\n{}", beside_table(&resources)))
    }),
    Kind::new("merged-maps", |n| {
        let maps = each(n, |i| format!("  M{i}: &m{i} {{a{i}: {{b: c}}}}\n"));
        let merged = listed(n, |i| format!("*m{i}"));
        Input::template(before_table(&format!("Mappings:\n{maps}  All: {{<<: [{merged}]}}\n")))
    }),
    Kind::new("keys-of-a-merged-map", |n| {
        let keys = listed(n, |i| format!("k{i}: {{b: c}}"));
        Input::template(before_table(&format!("Mappings:\n  M: &m {{{keys}}}\n  N: {{<<: *m, {keys}}}\n")))
    }),
    Kind::new("documents", |n| Input::template(in_table(&each(n, |_| "---\nResources: {}\n".to_owned())))),
    Kind::new("elements-in-json", |n| {
        let tags = listed(n, |i| format!("{{\"Key\": \"k{i}\", \"Value\": \"v\\n\"}}\n"));
        let of = format!("\"BillingMode\": \"PAY_PER_REQUEST\", \"Tags\": [{tags}]");
        Input::template(format!(
            "{{\"Resources\": {{\"T\": {{\"Type\": \"AWS::DynamoDB::Table\", \"Properties\": {{{of}}}}}}}}}"
        ))
    }),
];

fn of_value(value: &str) -> Input {
    Input::template(format!("{}Metadata:\n  Deep:\n    {value}\n", in_table("")))
}

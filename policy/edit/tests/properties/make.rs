//! Random templates and values, as models.

use tablewarden_styles::{Model, Seed};

const TEXTS: [&str; 31] = [
    "one line\n",
    "PAY_PER_REQUEST",
    "a b",
    "",
    "yes",
    "No",
    "012",
    "1e3",
    "2012-10-17",
    "true",
    "null",
    "~",
    "*x",
    "&x",
    "!x",
    "%x",
    "@x",
    "- x",
    "a: b",
    "a #b",
    "it's",
    "say \"so\"",
    "été",
    "表",
    "😀",
    "two\nlines\n",
    "one\ntwo",
    "${A}-x",
    "[a, b]",
    "arn:aws:iam::1:role/x",
    "x:",
];
const KEYS: [&str; 12] =
    ["TableName", "BillingMode", "Tags", "Key", "Value", "KeySchema", "Name", "a b", "été", "aws:x", "012", "it's"];

pub(crate) fn value(seed: &mut Seed, depth: usize) -> Model {
    let scalar = seed.below(if depth == 0 { 7 } else { 12 });
    match scalar {
        0 => Model::Bool(seed.one_of(2)),
        1 => Model::Number((*seed.pick(&["0", "5", "-3", "2.5", "1000"])).into()),
        2..=5 => Model::text(*seed.pick(&TEXTS)),
        6 if seed.one_of(4) => Model::Null,
        6 => function(seed),
        7 | 8 => Model::List((0..seed.below(4)).map(|_| value(seed, depth - 1)).collect()),
        _ => mapping(seed, depth),
    }
}

fn mapping(seed: &mut Seed, depth: usize) -> Model {
    let count = seed.below(5);
    let mut entries: Vec<(String, Model)> = Vec::new();
    for _ in 0..count {
        let key = *seed.pick(&KEYS);
        if !entries.iter().any(|(known, _)| known == key) {
            entries.push((key.into(), value(seed, depth.saturating_sub(1))));
        }
    }
    Model::Map(entries)
}

fn function(seed: &mut Seed) -> Model {
    match seed.below(4) {
        0 => Model::function("Ref", Model::text(*seed.pick(&["AWS::Region", "A", "Table"]))),
        1 => Model::function("Fn::Sub", Model::text(*seed.pick(&["${AWS::StackName}-x", "a: ${B} #c", "x"]))),
        2 => Model::function("Fn::GetAtt", Model::List(vec![Model::text("Table"), Model::text("Arn")])),
        _ => Model::function(
            "Fn::If",
            Model::List(vec![
                Model::text("IsProd"),
                value(seed, 1),
                Model::function("Ref", Model::text("AWS::NoValue")),
            ]),
        ),
    }
}

pub(crate) fn template(seed: &mut Seed) -> Model {
    let mut entries: Vec<(String, Model)> = Vec::new();
    if seed.one_of(2) {
        entries.push(("AWSTemplateFormatVersion".into(), Model::text("2010-09-09")));
    }
    if seed.one_of(4) {
        entries.push(("Metadata".into(), value(seed, 2)));
    }
    let names = ["Orders", "Users", "Alarm", "Carts"];
    let mut resources = Vec::new();
    for name in names.iter().take(1 + seed.below(4)) {
        let mut resource = vec![("Type".into(), Model::text("AWS::DynamoDB::Table"))];
        if seed.one_of(3) {
            resource.push(("DeletionPolicy".into(), Model::text("Retain")));
        }
        if !seed.one_of(6) {
            resource.push(("Properties".into(), mapping(seed, 3)));
        }
        resources.push(((*name).into(), Model::Map(resource)));
    }
    entries.push(("Resources".into(), Model::Map(resources)));
    if seed.one_of(3) {
        entries.push(("Outputs".into(), value(seed, 2)));
    }
    Model::Map(entries)
}

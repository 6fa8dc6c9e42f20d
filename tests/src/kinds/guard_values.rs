//! Rule files: lists in queries and values, patterns, functions; and documents over which a query walks far.

use super::input::{Input, Kind};
use super::written::{each, in_table, listed};

pub(super) const KINDS: [Kind; 24] = [
    Kind::new("guard-literals-of-a-list", |n| {
        rule(&format!("Resources.T.Type in [{}]", listed(n, |i| format!("'v{i}'"))))
    }),
    Kind::new("guard-numbers-of-a-list", |n| {
        rule(&format!("Resources.T.Type not in [{}]", listed(n, |i| i.to_string())))
    }),
    Kind::new("guard-ranges-of-a-list", |n| {
        rule(&format!("Resources.T.Type in [{}]", listed(n, |i| format!("r[{i},{}]", i + 1))))
    }),
    Kind::new("guard-patterns", |n| rule(&format!("Resources.*.Type in [{}]", listed(n, |i| format!("/x{i}.*y/")))))
        .enough(1_000),
    Kind::new("guard-keys-of-a-map", |n| rule(&format!("Resources == {{{}}}", listed(n, |i| format!("'k{i}': {i}"))))),
    Kind::new("guard-lists-in-each-other", |n| rule(&format!("Resources == {}{}", "[".repeat(n), "]".repeat(n))))
        .enough(16_000),
    Kind::new("guard-a-long-text", |n| rule(&format!("Resources == '{}'", "word ".repeat(n)))).enough(20_000),
    Kind::new("guard-a-long-pattern", |n| rule(&format!("Resources.*.Type == /{}/", "ab".repeat(n)))),
    Kind::new("guard-looks", |n| rule(&format!("Resources.*.Type == /^{}/", "(?=a)".repeat(n)))),
    Kind::new("guard-alternatives-of-a-pattern", |n| {
        rule(&format!("Resources.*.Type == /{}/", (0..n).map(|i| format!("w{i}")).collect::<Vec<_>>().join("|")))
    }),
    Kind::new("guard-groups-in-each-other", |n| {
        rule(&format!("Resources.*.Type == /{}a{}/", "(".repeat(n), ")".repeat(n)))
    }),
    Kind::new("guard-parts-of-a-query", |n| rule(&format!("Resources{} !exists", ".a".repeat(n)))),
    Kind::new("guard-filters-of-a-query", |n| rule(&format!("Resources.*{} !empty", "[ Type exists ]".repeat(n)))),
    Kind::new("guard-filters-in-each-other", |n| {
        rule(&format!("{}A exists{}", "A[ ".repeat(n), " ] !empty".repeat(n)))
    })
    .enough(16_000),
    Kind::new("guard-functions", |n| {
        Input::rules(each(n, |i| format!("let f{i} = count(Resources.*)\n")) + "rule r { %f0 == 1 }\n")
    }),
    Kind::new("guard-uses-of-a-function", |n| {
        Input::rules(format!("let f = join(Resources.*.Type, ',')\nrule r {{\n{} }}\n", "%f exists\n".repeat(n)))
    }),
    Kind::new("guard-expectations-of-a-test", super::guard::expected),
    Kind::new("guard-over-many-elements", |n| over_tags(n, "Resources.T.Properties.Tags[*].Key != 'x'")),
    Kind::new("guard-over-many-elements-that-fail", |n| {
        over_tags(n, "Resources.T.Properties.Tags[*].Key == 'x' <<is not x>>")
    }),
    Kind::new("guard-over-many-filters", |n| {
        over_tags(n, "Resources.T.Properties.Tags[ Key == /k/ ] { Value exists }")
    }),
    Kind::new("guard-some-of-many", |n| over_tags(n, "some Resources.T.Properties.Tags[*].Key == 'k0'")),
    Kind::new("guard-in-of-many", |n| {
        over_tags(n, "Resources.T.Properties.Tags[*].Key in Resources.T.Properties.Tags[*].Value")
    })
    .enough(500),
    Kind::new("guard-a-join-of-many", |n| {
        let input = over_tags(n, "%j exists");
        Input {
            rules: vec![format!("let j = join(Resources.T.Properties.Tags[*].Key, ',')\n{}", input.rules[0])],
            ..input
        }
    }),
    Kind::new("guard-variables-of-many", |n| {
        let input = over_tags(n, "%t[*] { Key exists }");
        Input { rules: vec![format!("let t = Resources.T.Properties.Tags\n{}", input.rules[0])], ..input }
    }),
];

fn rule(clause: &str) -> Input {
    Input::rules(format!("rule r {{ {clause} }}\n"))
}

fn over_tags(count: usize, clause: &str) -> Input {
    let tags = each(count, |i| format!("        - {{Key: k{i}, Value: v{i}}}\n"));
    let rules = vec![format!("rule r {{ {clause} }}\n")];
    Input { rules, ..Input::template(in_table(&format!("      Tags:\n{tags}"))) }
}

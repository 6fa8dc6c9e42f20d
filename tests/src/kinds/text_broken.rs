//! Text that is not well formed, in many places.

use super::input::{Input, Kind};
use super::written::{before_table, each, in_table, listed};

pub(super) const KINDS: [Kind; 24] = [
    Kind::new("unclosed-quotes", |n| Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: \"\n"))))),
    Kind::new("unclosed-single-quotes", |n| {
        Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: '\n"))))
    }),
    Kind::new("quotes-that-are-closed-lines-later", |n| {
        Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: \"a\n  x{i}: b\n"))))
    }),
    Kind::new("unclosed-quotes-in-a-list", |n| {
        Input::template(in_table(&format!(
            "      Tags:\n{}",
            each(n, |i| format!("        - {{Key: \"k{i}, Value: v}}\n"))
        )))
    }),
    Kind::new("unclosed-brackets", |n| Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: [\n"))))),
    Kind::new("unclosed-braces", |n| {
        Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: {{a: b\n"))))
    }),
    Kind::new("brackets-that-close-nothing", |n| {
        Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: ]\n"))))
    }),
    Kind::new("lines-with-tabs", |n| Input::template(format!("Resources:\n{}", each(n, |i| format!("\tR{i}: x\n"))))),
    Kind::new("lines-with-the-wrong-indentation", |n| {
        Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}:\n      a: b\n    c: d\n"))))
    }),
    Kind::new("lines-without-a-colon", |n| {
        Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: {{}}\n  word\n"))))
    }),
    Kind::new("two-colons", |n| Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: a: b\n"))))),
    Kind::new("unknown-aliases", |n| {
        Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: *nobody{i}\n"))))
    }),
    Kind::new("unknown-tags", |n| {
        Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: !Nothing{i} x\n"))))
    }),
    Kind::new("unknown-escapes", |n| {
        Input::template(format!("Resources:\n{}", each(n, |i| format!("  R{i}: \"\\q\"\n"))))
    }),
    Kind::new("keys-that-are-no-text", |n| {
        Input::template(before_table(&format!("Mappings:\n{}", each(n, |i| format!("  ? [a{i}]\n  : x\n")))))
    }),
    Kind::new("text-of-another-tool", |n| {
        Input::template(in_table(&format!(
            "      Tags:\n{}",
            each(n, |i| format!("        - {{Key: k{i}, Value: '{{{{ x{i} }}}}'}}\n"))
        )))
    }),
    Kind::new("blocks-of-another-tool", |n| {
        Input::template(in_table(&each(n, |i| format!("{{% if x{i} %}}\n{{% endif %}}\n"))))
    }),
    Kind::new("unclosed-strings-in-json", |n| json(&each(n, |i| format!("\"R{i}\": \"\n")))),
    Kind::new("unclosed-brackets-in-json", |n| json(&each(n, |i| format!("\"R{i}\": [\n")))),
    Kind::new("missing-commas-in-json", |n| json(&each(n, |i| format!("\"R{i}\": {{}}\n")))),
    Kind::new("commas-too-many-in-json", |n| json(&",".repeat(n))).enough(16_000),
    Kind::new("words-in-json", |n| json(&listed(n, |i| format!("\"R{i}\": word")))),
    Kind::new("brackets-that-close-nothing-in-json", |n| json(&listed(n, |i| format!("\"R{i}\": ]")))),
    Kind::new("lists-in-each-other-in-json", |n| json(&format!("\"R\": {}", "[".repeat(n)))).enough(25_000),
];

fn json(resources: &str) -> Input {
    Input::template(format!("{{\"Resources\": {{{resources}}}}}"))
}

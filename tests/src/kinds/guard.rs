//! Rule files: lists of rules, clauses and variables, and blocks in each other.

use super::input::{Input, Kind};
use super::written::{each, in_table, listed};

pub(super) const KINDS: [Kind; 28] = [
    Kind::new("guard-rules", |n| Input::rules(each(n, |i| format!("rule r{i} {{ Resources exists }}\n")))),
    Kind::new("guard-rules-of-one-name", |n| Input::rules(each(n, |_| "rule r { Resources exists }\n".to_owned()))),
    Kind::new("guard-rules-that-fail", |n| {
        Input::rules(each(n, |i| format!("rule r{i} {{ Resources.T.Colour == 'red' }}\n")))
    }),
    Kind::new("guard-rules-over-one-query", |n| {
        Input::rules(each(n, |i| {
            format!("rule r{i} {{ Resources.*[ Type == 'AWS::DynamoDB::Table' ] {{ Properties.P{i} !exists }} }}\n")
        }))
    }),
    Kind::new("guard-rules-in-a-chain", |n| {
        Input::rules(
            each(n, |i| format!("rule r{i} {{ r{} }}\n", i + 1)) + &format!("rule r{n} {{ Resources exists }}\n"),
        )
    }),
    Kind::new("guard-rules-in-a-circle", |n| Input::rules(each(n, |i| format!("rule r{i} {{ r{} }}\n", (i + 1) % n)))),
    Kind::new("guard-references-of-one-rule", |n| {
        Input::rules(format!("rule a {{ Resources exists }}\nrule r {{ {} }}\n", "a\n".repeat(n)))
    }),
    Kind::new("guard-references-of-no-rule", |n| Input::rules(each(n, |i| format!("rule r{i} {{ nobody{i} }}\n")))),
    Kind::new("guard-lets", |n| {
        let lets = each(n, |i| format!("let v{} = %v{i}\n", i + 1));
        Input::rules(format!("let v0 = Resources\n{lets}rule r {{ %v{n} exists }}\n"))
    }),
    Kind::new("guard-unused-lets", |n| {
        Input::rules(each(n, |i| format!("let v{i} = Resources.R{i}\n")) + "rule r { Resources exists }\n")
    }),
    Kind::new("guard-lets-of-a-rule", |n| {
        let lets = each(n, |i| format!("let v{i} = Resources.R{i}\n"));
        Input::rules(format!("rule r {{\n{lets}{} }}\n", each(n, |i| format!("%v{i} !exists\n"))))
    }),
    Kind::new("guard-unknown-variables", |n| Input::rules(each(n, |i| format!("rule r{i} {{ %nobody{i} exists }}\n")))),
    Kind::new("guard-clauses", |n| {
        Input::rules(format!("rule r {{\n{} }}\n", each(n, |i| format!("Resources.R{i} !exists\n"))))
    }),
    Kind::new("guard-clauses-that-fail", |n| {
        Input::rules(format!("rule r {{\n{} }}\n", each(n, |i| format!("Resources.T.Colour{i} == 1 <<red>>\n"))))
    }),
    Kind::new("guard-alternatives", |n| {
        Input::rules(format!("rule r {{ {}Resources exists }}\n", "Nothing exists or ".repeat(n)))
    }),
    Kind::new("guard-conditions", |n| {
        let when = (0..n).map(|i| format!("Resources.R{i} !exists")).collect::<Vec<_>>().join(" or ");
        Input::rules(format!("rule r when {when} {{ Resources exists }}\n"))
    }),
    Kind::new("guard-when-blocks", |n| {
        Input::rules(format!(
            "rule r {{\n{} }}\n",
            each(n, |i| format!("when Resources.R{i} !exists {{ Resources exists }}\n"))
        ))
    }),
    Kind::new("guard-type-blocks", |n| {
        Input::rules(format!("rule r {{\n{} }}\n", "AWS::DynamoDB::Table { Properties exists }\n".repeat(n)))
    }),
    Kind::new("guard-blocks-in-each-other", |n| {
        Input::rules(format!("rule r {{ {}A exists{} }}\n", "A { ".repeat(n), " }".repeat(n)))
    })
    .enough(16_000),
    Kind::new("guard-parameterized-rules", |n| {
        let rules = each(n, |i| format!("rule p{i}(x) {{ %x exists }}\n"));
        Input::rules(format!("{rules}rule r {{\n{} }}\n", each(n, |i| format!("p{i}(Resources)\n"))))
    }),
    Kind::new("guard-calls", |n| {
        Input::rules(format!("rule p(x) {{ %x exists }}\nrule r {{\n{} }}\n", "p(Resources)\n".repeat(n)))
    }),
    Kind::new("guard-parameters-of-a-rule", |n| {
        let (names, values) = (listed(n, |i| format!("x{i}")), listed(n, |_| "Resources".to_owned()));
        Input::rules(format!("rule p({names}) {{ %x0 exists }}\nrule r {{ p({values}) }}\n"))
    }),
    Kind::new("guard-messages", |n| {
        let clause = |i| format!("Resources.T.Colour{i} exists <<Message {i}: {{Key}}. Fix: nothing.>>\n");
        Input::rules(format!("rule r {{\n{} }}\n", each(n, clause)))
    }),
    Kind::new("guard-comments", |n| {
        Input::rules(each(n, |i| format!("# comment {i}\n")) + "rule r { Resources exists }\n")
    }),
    Kind::new("guard-blank-lines", |n| Input::rules("\n".repeat(n) + "rule r { Resources exists }\n")).enough(100_000),
    Kind::new("guard-mistakes", |n| Input::rules(each(n, |i| format!("rule r{i} {{ Resources ==== }}\n")))),
    Kind::new("guard-unclosed-quotes", |n| Input::rules(each(n, |i| format!("rule r{i} {{ Resources == \"x }}\n")))),
    Kind::new("guard-cases-of-a-test", |n| {
        let cases = each(n, |i| {
            format!("- name: c{i}\n  input: {{Resources: {{}}}}\n  expectations: {{rules: {{r: PASS}}}}\n")
        });
        Input { unit_tests: Some(cases), ..Input::rules("rule r { Resources exists }\n".to_owned()) }
    }),
];

/// Many rules and the expectations about them.
pub(super) fn expected(count: usize) -> Input {
    let expectations = each(count, |i| format!("      r{i}: PASS\n"));
    let tests = format!("- input: {{Resources: {{}}}}\n  expectations:\n    rules:\n{expectations}");
    let rules = each(count, |i| format!("rule r{i} {{ Resources exists }}\n"));
    Input { rules: vec![rules], unit_tests: Some(tests), ..Input::template(in_table("")) }
}

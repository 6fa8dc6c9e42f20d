//! Templates and rule files that were made to do harm, through the hosts that people use: each has an answer that says what
//! was not looked at, the same one everywhere, and the engine goes on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;
use std::time::{Duration, Instant};

use tablewarden_tests::checkers::{Checker, Native, Node, Wasmtime, request};
use tablewarden_wire::{CheckResponse, FileBlob, Outcome, Request, frame};

/// A template and the rules it is checked with.
struct Case {
    name: &'static str,
    template: String,
    rules: String,
    /// Whether everything in it can be looked at.
    whole: bool,
}

const TABLE: &str = "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}}";

fn of_template(name: &'static str, template: String, whole: bool) -> Case {
    Case { name, template, rules: "rule r { Resources.*.Type exists }".to_owned(), whole }
}

fn of_rules(name: &'static str, rules: String, whole: bool) -> Case {
    Case { name, template: TABLE.to_owned(), rules, whole }
}

fn cases() -> Vec<Case> {
    let bomb = (1..10).fold("Resources: {}\nl0: &l0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned(), |mut text, level| {
        let alias = format!("*l{}", level - 1);
        writeln!(text, "l{level}: &l{level} [{}]", [alias.as_str(); 10].join(", ")).unwrap();
        text
    });
    let keys = (0..40_000).fold("{\"Resources\": {".to_owned(), |mut text, key| {
        let comma = if key > 0 { "," } else { "" };
        write!(text, "{comma}\"R{key}\": {{\"Type\": \"A::B::C\"}}").unwrap();
        text
    }) + "}}";
    let long = format!("Resources: {{}}\nText: {}", "a".repeat(1 << 20));
    let filters = (0..190).fold("A exists".to_owned(), |query, _| format!("Resources[ {query} ] !empty"));
    let deeper = (0..10_000).fold("A exists".to_owned(), |query, _| format!("A[ {query} ] !empty"));
    let many = (0..20_000).fold(String::new(), |mut text, rule| {
        writeln!(text, "rule r{rule} {{ Resources exists }}").unwrap();
        text
    });
    let broken = (0..20_000).fold(String::new(), |mut text, rule| {
        writeln!(text, "rule r{rule} {{ %nobody{rule} exists }}").unwrap();
        text
    });
    let alternatives = format!("rule r {{ {}Resources exists }}", "A exists or ".repeat(20_000));
    vec![
        of_template("lists 100,000 deep, JSON", format!("{{\"Resources\": {}", "[".repeat(100_000)), false),
        of_template("maps 100,000 deep, JSON", format!("{{\"Resources\": {}", "{\"a\":".repeat(100_000)), false),
        of_template("lists 100,000 deep, YAML", format!("Resources: {}", "[".repeat(100_000)), false),
        of_template("lists 100,000 deep, block", format!("Resources:\n  {}", "- ".repeat(100_000)), false),
        of_template("an alias bomb", bomb, false),
        of_template("40,000 keys in one map", keys.clone(), true),
        Case {
            name: "40,000 keys and a filter of keys",
            template: keys,
            rules: "rule r { Resources[ keys == /^R[0-9]*9$/ ] { Type == 'A::B::C' } }\nrule s { Resources.* { Type == /C$/ } }".to_owned(),
            whole: true,
        },
        Case {
            name: "patterns that backtrack",
            template: long,
            rules: "rule a { Text == /^(a+)+$/ }\nrule b { Text != /(a*)*b/ }\nrule c { Text != /(?=(a+)+$)x/ }".to_owned(),
            whole: true,
        },
        of_rules("a circle of rules", "rule a {\n b\n}\nrule b {\n a\n}\nrule c {\n Resources exists\n}".to_owned(), false),
        of_rules("a circle of variables", "let a = %b\nlet b = %a\nrule r {\n %a exists\n}".to_owned(), false),
        of_rules("a rule that calls itself", "rule p(x) {\n p(%x)\n}\nrule r {\n p(Resources)\n}".to_owned(), false),
        of_rules("190 filters in each other", format!("rule r {{ {filters} }}"), true),
        of_rules("10,000 filters in each other", format!("rule r {{ {deeper} }}"), false),
        of_rules("20,000 rules", many, true),
        of_rules("20,000 rules with a variable that is not there", broken, false),
        of_rules("20,000 alternatives", alternatives, true),
        of_rules("a literal 100,000 deep", format!("let a = {}\nrule r {{ Resources exists }}", "[".repeat(100_000)), false),
    ]
}

fn frame_of(case: &Case) -> Vec<u8> {
    let mut check = request("template.yaml", case.template.as_bytes());
    check.rules = vec![FileBlob { name: "hostile.guard".to_owned(), blob: 1 }];
    check.no_default_rules = false;
    let blobs: [&[u8]; 2] = [case.template.as_bytes(), case.rules.as_bytes()];
    let mut request = Request::Check(check);
    request.set_blobs(&blobs);
    frame::encode(&request, &blobs)
}

#[test]
fn each_has_an_answer_in_every_host() {
    let mut hosts: [Box<dyn Checker>; 2] = [Box::new(Wasmtime::new()), Box::new(Node::new())];
    let mut slowest = Duration::ZERO;
    for case in cases() {
        let frame = frame_of(&case);
        let expected = Native.call(&frame);
        let answer: CheckResponse = serde_json::from_slice(&expected)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", case.name, String::from_utf8_lossy(&expected)));
        let looked_at_all = !matches!(answer.outcome, Outcome::Incomplete | Outcome::Error);
        assert_eq!(looked_at_all, case.whole, "{}: {:?}", case.name, answer.notices.first());
        for host in &mut hosts {
            let started = Instant::now();
            let found = host.call(&frame);
            let took = started.elapsed();
            slowest = slowest.max(took);
            println!("{:>8.1} ms  {:8}  {}", took.as_secs_f64() * 1000.0, host.name(), case.name);
            assert!(found == expected, "{}: {}: {}", case.name, host.name(), String::from_utf8_lossy(&found));
        }
    }
    println!("the slowest took {:.0} ms", slowest.as_secs_f64() * 1000.0);
}

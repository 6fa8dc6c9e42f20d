//! What an evaluation costs: steps are counted where the work is, and what is kept has room in the memory of a call.

#![allow(clippy::unwrap_used)]

mod support;

use std::fmt::Write;

use support::Run;

/// Memory is counted here as it is in the module.
#[global_allocator]
static COUNTED: tablewarden_heap::Counted = tablewarden_heap::Counted;

fn steps(rules: &str, document: &str) -> u64 {
    Run::default().look(rules, document, |evaluation, _| evaluation.steps)
}

/// A document with `A` and `B`, each a list of so many elements.
fn lists(count: usize, element: impl Fn(usize) -> String) -> String {
    let elements: Vec<String> = (0..count).map(element).collect();
    let elements = elements.join(",");
    format!("{{\"A\": [{elements}], \"B\": [{elements}]}}")
}

#[test]
fn a_pattern_costs_what_it_executes() {
    let text = format!("A: {}", "a".repeat(3_000));
    assert!(steps("rule r { A != /^arn:/ }", &text) < 50);
    assert!(steps("rule r { A != /arn:/ }", &text) < 1_000);
    let large = steps("rule r { A != /[a-z]{3000}!/ }", &text);
    assert!(large > 3_000 * 3_000 / 2, "{large}: of each letter as many ways go on as letters come before");
    let looks = steps(&format!("rule r {{ A == /^{}a/ }}", "(?=a)".repeat(100)), &text);
    assert!(looks > 100 * 3_000, "{looks}");
    let replaced = steps("let x = regex_replace(A, \"(a|b)*!\", \"\")\nrule r { %x exists }", &text);
    assert!(replaced > 3_000 * 3, "{replaced}");
    let odd = format!("A: {}", "é".repeat(1_000));
    let letters: String = (0x4000..0x4400).filter_map(char::from_u32).collect();
    let class = steps(&format!("rule r {{ A != /[{letters}]/ }}"), &odd);
    assert!(class > 1_000 * 1_000, "{class}: a class is walked for each letter");
}

#[test]
fn a_comparison_costs_what_it_reads() {
    let text = "a".repeat(100_000);
    let document = format!("{{\"A\": \"{text}\", \"B\": \"{text}\", \"C\": \"{text}b\"}}");
    for clause in ["A == B", "A <= B", "A in B", "C in ['x', 'y'] or A == C or A < C", "A == '%' or A in C"] {
        let taken = steps(&format!("let b = B\nrule r {{ {} }}", clause.replace('%', &text)), &document);
        assert!(taken > 100_000 / 32, "{clause}: {taken}");
    }
    assert!(steps("rule r { A == 'b' }", &document) < 20);
}

#[test]
fn two_lists_cost_their_product() {
    let document = lists(300, |number| format!("{{\"a\": {number}}}"));
    for clause in ["A[*] in B[*]", "A[*] == B[*]", "A in B"] {
        let taken = steps(&format!("rule r {{ {clause} }}"), &document);
        assert!(taken > 300 * 300 / 2, "{clause}: {taken}");
    }
    let taken = steps("rule r { A[*].a <= B[*].a }", &document);
    assert!(taken > 300 * 300, "{taken}");
}

#[test]
fn rules_that_double_end_with_the_steps() {
    let mut rules = String::new();
    for level in 0..40 {
        let next = level + 1;
        writeln!(rules, "rule p{level}(x) {{ p{next}(%x)\n p{next}(%x) }}").unwrap();
    }
    rules.push_str("rule p40(x) { %x exists }\nrule r { p0(A) }\nrule s { A exists }");
    let run = Run { steps: 1_000_000, ..Run::default() };
    assert_eq!(run.statuses(&rules, "A: 1"), "r ERROR, s ERROR");
}

#[test]
fn of_some_one_value_that_does_not_hold_is_kept() {
    let document = lists(3_000, |_| "1".to_owned());
    let found = Run::default().look("rule r { some A[*] in B[*].c }", &document, |evaluation, _| {
        (evaluation.outcomes[0].status.clone(), evaluation.failures.len())
    });
    let fail = tablewarden_engine::RuleStatus::Verdict(tablewarden_engine::Status::Fail);
    assert_eq!(found, (fail, 1), "nine million values would not fit");
}

#[test]
fn what_does_not_fit_into_the_memory_is_no_verdict() {
    tablewarden_heap::begin();
    let document = lists(3_000, |_| "1".to_owned());
    let rules = "let a = A[*]\nrule r { A[*] in B[*].c }\nrule s { A[*] { %a { c exists } } }";
    let message = Run::default().look(rules, &document, |evaluation, _| format!("{:?}", evaluation.outcomes[0].status));
    assert!(message.contains("the 128 MB of memory ran out before this rule had a verdict"), "{message}");
    let rules = "let a = A[*]\nrule s { A[*] { %a { c exists } } }";
    let message = Run::default().look(rules, &document, |evaluation, _| format!("{:?}", evaluation.outcomes[0].status));
    assert!(message.contains("the 128 MB of memory"), "{message}");
    assert!(!tablewarden_heap::is_full(), "what it took was given back");
}

#[test]
fn the_patterns_of_a_plan_have_a_size() {
    let rules: String = (0..60).fold(String::new(), |mut rules, number| {
        writeln!(rules, "rule r{number} {{ A == /{number}[a-z]{{30000}}/ }}").unwrap();
        rules
    });
    let (_, problems) = support::compile(&rules, tablewarden_engine::Dialect::V3_2_1);
    assert!((20..30).contains(&problems.len()), "{}", problems.len());
    let (place, message) = (problems[0].span.of(&rules), &problems[0].message);
    assert!(
        place.ends_with("[a-z]{30000}/") && message.contains("more than 1000000 steps together"),
        "{place}: {message}"
    );
}

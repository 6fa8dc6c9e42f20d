//! Rules and documents that were made to do harm: circles, depth, size. Each has an answer, soon, and on a small stack.

#![allow(clippy::unwrap_used)]

mod support;

use std::fmt::Write;

use support::{Run, compile};
use tablewarden_engine::{Budget, Dialect, Options, Plan, RuleStatus, SourceFile};
use tablewarden_template::{Limits, Reading, Syntax, View, read};

/// Runs `work` on the stack that a wasm module has.
fn on_a_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    // Code without optimization takes several times the stack of what is shipped.
    let size = if cfg!(debug_assertions) { 4 << 20 } else { 1 << 20 };
    std::thread::Builder::new().stack_size(size).spawn(work).unwrap().join().unwrap()
}

#[test]
fn a_circle_of_rules_is_named() {
    let rules =
        "rule a {\n b\n}\nrule b {\n c\n}\nrule c {\n b\n}\nrule d {\n A exists\n}\nrule e when !e {\n A exists\n}";
    assert_eq!(Run::default().statuses(rules, "A: 1"), "a ERROR, b ERROR, c ERROR, d PASS, e ERROR");
    let message = Run::default().look(rules, "A: 1", |evaluation, _| match &evaluation.outcomes[0].status {
        RuleStatus::Error(message) => message.to_string(),
        RuleStatus::Verdict(_) => String::new(),
    });
    assert_eq!(message, "the rule `b` refers to itself: b -> c -> b");
}

#[test]
fn a_circle_of_variables_is_named() {
    let rules = "let x = %y\nlet y = %z.A\nlet z = %x\nrule r {\n %x exists\n}";
    assert_eq!(Run::default().status(rules, "A: 1"), "ERROR the variable `x` stands for itself: x -> y -> z -> x");
    let rules = "let x = A\nrule r {\n let x = %x\n %x exists\n}";
    assert_eq!(Run::default().status(rules, "A: 1"), "ERROR the variable `x` stands for itself: x -> x");
}

#[test]
fn a_circle_that_is_not_entered_does_no_harm() {
    let rules = "let x = %x\nrule r when A == 2 {\n %x exists\n}\nrule s {\n A == 1\n}";
    assert_eq!(Run::default().statuses(rules, "A: 1"), "r SKIP, s PASS");
}

#[test]
fn a_rule_that_calls_itself_for_ever_is_stopped() {
    let found = on_a_small_stack(|| Run::default().status("rule p(x) {\n p(%x)\n}\nrule r {\n p(A)\n}", "A: 1"));
    assert!(found.starts_with("ERROR blocks, filters and rules are more than"), "{found}");
    let found = on_a_small_stack(|| {
        Run::default()
            .status("rule p(x) {\n this[ p(%x) ] exists or %x[*] { p(this) }\n}\nrule r {\n p(this)\n}", "[1]")
    });
    assert!(found.starts_with("ERROR"), "{found}");
}

#[test]
fn a_rule_may_call_itself_along_the_document() {
    let rules = "rule walk(node) {\n %node {\n Name == /^n/\n when Child exists { walk(Child) }\n }\n}\nrule r {\n walk(Root)\n}";
    let mut document = "{\"Root\": ".to_owned();
    for level in 0..40 {
        let name = if level == 39 { "x" } else { "n" };
        write!(document, "{{\"Name\": \"{name}{level}\", \"Child\": ").unwrap();
    }
    document.push_str("{\"Name\": \"n\"}");
    document.push_str(&"}".repeat(41));
    assert_eq!(Run::default().failures(rules, &document), ["r: \"x39\""]);
}

#[test]
fn deep_rules_fit_the_stack() {
    on_a_small_stack(|| {
        let blocks = format!("rule r {{\n {}A exists{}\n}}", "this {\n".repeat(190), "\n}".repeat(190));
        assert_eq!(Run::default().status(&blocks, "A: 1"), "PASS");
        let whens = format!("rule r {{\n {}A exists{}\n}}", "when A exists {\n".repeat(190), "\n}".repeat(190));
        assert_eq!(Run::default().status(&whens, "A: 1"), "PASS");
    });
}

#[test]
fn nested_filters_are_linear() {
    let mut document = "1".to_owned();
    let mut query = "A exists".to_owned();
    for _ in 0..100 {
        document = format!("{{\"A\": {document}}}");
        query = format!("A[ {query} ] !empty");
    }
    let found = on_a_small_stack(move || {
        Run::default().look(&format!("rule r {{\n {query}\n}}"), &document, |evaluation, _| evaluation.steps)
    });
    assert!(found < 10_000, "{found}");
}

#[test]
fn long_queries_and_deep_documents_fit_the_stack() {
    on_a_small_stack(|| {
        let keys = format!("rule r {{\n A{} exists\n}}", ".B".repeat(20_000));
        assert_eq!(Run::default().status(&keys, "A: 1"), "FAIL");
        let stars = format!("rule r {{\n A{} exists\n}}", ".*".repeat(20_000));
        assert_eq!(Run::default().status(&stars, "A: 1"), "PASS");
        let deep = format!("{{\"A\": {}1{}}}", "[".repeat(190), "]".repeat(190));
        let all = format!("rule r {{\n A{} == 1\n}}", "[*]".repeat(190));
        assert_eq!(Run::default().status(&all, &deep), "PASS");
        let same = "let x = A\nrule r {\n %x == A\n A == %x\n %x in A\n}";
        assert_eq!(Run::default().status(same, &deep), "FAIL");
        let chain: String = (0..190).fold(String::new(), |mut text, index| {
            writeln!(text, "let v{index} = %v{}", index + 1).unwrap();
            text
        });
        let rules = format!("{chain}let v190 = A\nrule r {{\n %v0 exists\n}}");
        assert_eq!(Run::default().status(&rules, "A: 1"), "PASS");
    });
}

#[test]
fn the_steps_run_out_for_those_that_are_not_done() {
    let rules = "rule a {\n A exists\n}\nrule b {\n L[*] in L[*]\n}\nrule c {\n A exists\n}";
    let list: Vec<String> = (0..2_000).map(|index| format!("[{index}]")).collect();
    let document = format!("{{\"A\": 1, \"L\": [{}]}}", list.join(","));
    let run = Run { steps: 20_000, ..Run::default() };
    assert_eq!(run.statuses(rules, &document), "a PASS, b ERROR, c ERROR");
    run.look(rules, &document, |evaluation, _| assert_eq!(evaluation.steps, 20_000));
}

fn resources(count: usize) -> String {
    let mut document = "{\"Resources\": {".to_owned();
    for index in 0..count {
        let comma = if index == 0 { "" } else { "," };
        write!(document, "{comma}\"R{index}\": {{\"Type\": \"T::K{}\", \"Size\": {index}}}", index % 100).unwrap();
    }
    document.push_str("}}");
    document
}

#[test]
fn forty_thousand_resources_are_linear() {
    let document = resources(40_000);
    let mut rules = String::new();
    for index in 0..100 {
        writeln!(rules, "rule r{index} {{\n T::K{index} {{\n Size >= 0\n }}\n}}").unwrap();
    }
    let steps = Run::default().look(&rules, &document, |evaluation, _| evaluation.steps);
    assert!(steps < 1_000_000, "{steps}: each rule is to look at its own resources only");
    let names: Vec<String> = (0..40_000).map(|index| format!("\"R{index}\"")).collect();
    let rules = format!(
        "let names = [{}]\nrule r {{\n Resources.%names.Size >= 0\n Resources[ n ] exists\n %n exists\n}}",
        names.join(",")
    );
    let steps = Run::default().look(&rules, &document, |evaluation, _| {
        assert_eq!(evaluation.outcomes[0].status, RuleStatus::Verdict(tablewarden_engine::Status::Pass));
        evaluation.steps
    });
    assert!(steps < 2_000_000, "{steps}");
}

#[test]
fn the_index_of_types_agrees_with_the_walk() {
    let document = "{\"Resources\": {\"A\": {\"Type\": \"T::K\", \"S\": 1}, \"B\": {\"type\": \"T::K\", \"S\": 2}, \
        \"C\": {\"Type\": [\"T::K\"], \"S\": 3}, \"D\": {\"Type\": 5, \"S\": 4}, \"E\": 7, \"F\": {\"Type\": []}, \
        \"G\": {\"Type\": \"T::Other\", \"S\": 5}, \"H\": {\"Type\": \"T::K\", \"S\": 6}}}";
    let indexed = "rule r {\n Resources.*[ Type == 'T::K' ].S == 0\n}";
    let by_variable = "let type = 'T::K'\nrule r {\n Resources.*[ Type == %type ].S == 0\n}";
    let walked = "rule r {\n Resources.*[ Type  in ['T::K'] ].S == 0\n}";
    let found = Run::default().failures(indexed, document);
    let expected = ["r: \"E\" ?[ Type == 'T::K' ].S", "r: \"F\" ?S", "r: 1", "r: 2", "r: 3", "r: 6"];
    assert_eq!(found, expected);
    let walked: Vec<String> = Run::default().failures(walked, document);
    assert_eq!(walked.len(), expected.len(), "{walked:?}");
    let found: Vec<String> = Run::default().failures(by_variable, document);
    assert_eq!(found, expected.map(|line| line.replace("'T::K'", "%type")));
    let more = "rule r {\n Resources.*[ Type == 'T::K'\n S > 1 ].S == 0\n}";
    assert_eq!(Run::default().failures(more, document)[1..], ["r: 2", "r: 3", "r: 6"]);
}

#[test]
fn the_index_of_types_sees_the_variable_that_is_in_sight() {
    let document = "{\"Resources\": {\"A\": {\"Type\": \"T::A\"}, \"B\": {\"Type\": \"T::B\"}}, \"Name\": \"T::B\"}";
    let found = |rules: &str| Run::default().failures(&format!("let type = 'T::A'\n{rules}"), document);
    let query = "Resources.*[ Type == %type ] { Size exists }";
    let (a, b) = (["r: \"A\" ?Size"], ["r: \"B\" ?Size"]);
    assert_eq!(found(&format!("rule r {{ {query} }}")), a);
    assert_eq!(found(&format!("rule r {{ let type = 'T::B'\n {query} }}")), b);
    assert_eq!(found(&format!("rule r {{ let type = Name\n {query} }}")), b);
    assert_eq!(found(&format!("rule p(type) {{ {query} }}\nrule r {{ p('T::B') }}")), b);
    assert_eq!(found(&format!("rule p(type) {{ {query} }}\nrule r {{ p(Name) }}")), b);
    assert_eq!(found(&format!("rule p(x) {{ {query} }}\nrule r {{ let type = 'T::B'\n p(this) }}")), b);
    assert_eq!(found("rule r { Resources.*[ Type == %nothing ] { Size exists } }"), [""; 0]);
}

#[test]
fn all_files_share_the_index_of_types() {
    let document = resources(10_000);
    let document = read(&document, Syntax::Json, Limits::default());
    let rules =
        "let type = 'T::None'\nlet found = Resources.*[ Type == %type ]\nrule r when %found !empty { Size exists }";
    let parsed = tablewarden_guard::parse(rules, Dialect::V3_2_1);
    let source = SourceFile { text: rules, rules: &parsed.file, parameters: &[] };
    let (plan, _) = Plan::compile(&[source; 200], &Options::default());
    let view = View::new(&document.tree, Reading::GuardValidate);
    let steps = plan.evaluate(view, &Budget::default(), None).steps;
    assert!(steps < 100_000, "{steps}: the resources are to be walked once, not for each file");
}

#[test]
fn big_sets_are_compared_by_order() {
    let values: Vec<String> = (0..30_000).map(|index| format!("\"v{index}\"")).collect();
    let document = format!("{{\"A\": [{0}], \"B\": [{0}]}}", values.join(","));
    let rules = "rule r {\n A[*] in B[*]\n A[*] == B[*]\n A in B\n}";
    let steps = Run::default().look(rules, &document, |evaluation, _| {
        assert_eq!(evaluation.outcomes[0].status, RuleStatus::Verdict(tablewarden_engine::Status::Pass));
        evaluation.steps
    });
    assert!(steps < 4_000_000, "{steps}");
}

#[test]
fn texts_do_not_grow_without_bound() {
    let mut rules = "let t0 = A\n".to_owned();
    for index in 0..60 {
        writeln!(rules, "let t{} = regex_replace(%t{index}, \"^(.*)$\", \"${{1}}${{1}}\")", index + 1).unwrap();
    }
    rules.push_str("rule r {\n %t60 exists\n}");
    let found = Run::default().status(&rules, "A: abcdefgh");
    assert!(found.contains("would make a text of more than"), "{found}");
}

#[test]
fn a_broken_rule_is_an_error_and_the_others_are_not() {
    let rules = "\
let bad = %nowhere.A
rule undefined { %nope exists }
rule unknown { missing
}
rule unknown_call { missing(A) }
rule p(x) { %x exists }
rule arity { p(A, A) }
rule plain_as_call { good(A) }
rule call_as_plain { p
}
rule pattern { A == /(a)\\1/ }
rule filter { A[ B == /(/ ] exists }
rule through { %bad exists }
rule good { A exists }
rule good_after_bad when undefined {
 A exists
}
";
    let (_, problems) = compile(rules, Dialect::V3_2_1);
    let texts: Vec<&str> = problems.iter().map(|problem| problem.span.of(rules)).collect();
    assert_eq!(
        texts,
        ["%nowhere", "%nope", "missing", "missing", "p(A, A)", "good", "p", "/(a)\\1/", "/(/"],
        "{problems:#?}"
    );
    assert_eq!(
        Run::default().statuses(rules, "A: 1"),
        "undefined ERROR, unknown ERROR, unknown_call ERROR, arity ERROR, plain_as_call ERROR, call_as_plain ERROR, \
         pattern ERROR, filter ERROR, through ERROR, good PASS, good_after_bad ERROR"
    );
}

#[test]
fn now_needs_a_clock() {
    let rules = "let t = now()\nrule r {\n %t > 5\n}";
    assert_eq!(Run::default().status(rules, "A: 1"), "PASS");
    let without = Run { now: None, ..Run::default() };
    assert_eq!(without.status(rules, "A: 1"), "ERROR `now()` needs the time, and the request has none");
}

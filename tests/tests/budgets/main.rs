//! Small inputs that multiply: each ends soon with an answer that says what was not looked at and where, the same one in every
//! host, and takes no more memory than any other.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;
use std::time::{Duration, Instant};

use tablewarden_heap::Counted;
use tablewarden_tests::checkers::{Checker, Native, Node, Wasmtime, request};
use tablewarden_tests::counting::Counting;
use tablewarden_wire::{CheckResponse, FileBlob, Gravity, Request, frame};

/// The engine that is linked in has the same budget of memory as the module.
#[global_allocator]
static COUNTED: Counted = Counted;

/// A template and the rules it is checked with.
struct Case {
    name: &'static str,
    template: String,
    rules: String,
}

const TABLE: &str = "    Type: AWS::DynamoDB::Table\n    Properties:\n      BillingMode: PAY_PER_REQUEST\n      \
    AttributeDefinitions: [{AttributeName: a, AttributeType: S}]\n      KeySchema: [{AttributeName: a, KeyType: HASH}]\n";

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        writeln!(text, "{}", line(number)).unwrap();
        text
    })
}

/// So many resources of different types.
fn resources(count: usize) -> String {
    format!("Resources:\n{}", lines(count, |number| format!("  R{number}: {{Type: A::B::C{number}, N: {number}}}")))
}

fn text(length: usize) -> String {
    format!("Resources: {{}}\nText: {}", "a".repeat(length))
}

fn of_rules(name: &'static str, template: String, rules: &str) -> Case {
    Case { name, template, rules: rules.to_owned() }
}

/// What takes steps without end.
fn of_steps() -> Vec<Case> {
    let double = lines(40, |number| format!("rule p{number}(x) {{ p{}(%x)\n p{}(%x) }}", number + 1, number + 1));
    let fails = lines(40, |number| format!("rule p{number}(x) {{ p{}(%x) or p{}(%x) }}", number + 1, number + 1));
    let patterns = lines(2_000, |number| format!("/x{number}.*y/,"));
    let patterns = patterns.trim_end().trim_end_matches(',');
    let long = (0..100).fold("Resources: {}\nL:\n".to_owned(), |text, number| {
        format!("{text}  - {}{number:02}\n", "a".repeat(100_000))
    });
    vec![
        of_rules(
            "two lists, equal",
            resources(20_000),
            "let a = Resources.*\nlet b = Resources.*\nrule r { %a == %b }",
        ),
        of_rules("two lists, less", resources(20_000), "rule r { Resources.*.N < Resources.*.N }"),
        of_rules(
            "two lists, in",
            resources(20_000),
            "let a = Resources.*\nrule r { Resources.* in %a\n Resources.* not in %a }",
        ),
        of_rules(
            "many texts in a long one",
            format!("{}Text: {}", resources(20_000), "a".repeat(1 << 20)),
            "let t = Text\nrule r { Resources[ keys in %t ] empty }",
        ),
        of_rules(
            "long texts",
            long,
            "rule r { L[*] <= L[*]\n L[*] < L[*] or L[*] <= L[*] }\nrule s { L[*] <= L[*] }\nrule t { L[*] <= L[*] }\nrule u { L[*] <= L[*] }",
        ),
        of_rules("a large pattern", text(30_000), "rule r { Text == /[a-z]{32000}/ }"),
        of_rules("many patterns", resources(20_000), &format!("rule r {{ Resources.*.Type in [{patterns}] }}")),
        of_rules("many look-arounds", text(1 << 20), &format!("rule r {{ Text == /^{}/ }}", "(?=a)".repeat(5_000))),
        of_rules(
            "a class of many letters",
            format!("Resources: {{}}\nText: {}", "é".repeat(100_000)),
            &format!(
                "rule r {{ Text == /^([{}é]|x)+$/ }}",
                (0x4000..0x4fa0).filter_map(char::from_u32).collect::<String>()
            ),
        ),
        of_rules(
            "many groups",
            text(50_000),
            &format!("let x = regex_replace(Text, \"{}\", \"$1\")\nrule r {{ %x exists }}", "(a|b)?".repeat(200)),
        ),
        of_rules(
            "rules that double",
            resources(1),
            &format!("{double}rule p40(x) {{ %x exists }}\nrule r {{ p0(Resources) }}"),
        ),
        of_rules(
            "rules that double and fail",
            resources(1),
            &format!("{fails}rule p40(x) {{ %x !exists }}\nrule r {{ p0(Resources) }}"),
        ),
        of_rules(
            "rules of one name",
            resources(1),
            &format!(
                "{}rule r {{ {} }}",
                "rule a when Nope exists { Resources exists }\n".repeat(20_000),
                "a\n".repeat(20_000)
            ),
        ),
        of_rules(
            "blocks in blocks",
            resources(8_000),
            "rule r { Resources.* { %all { Type exists } } }\nlet all = Resources.*",
        ),
    ]
}

/// What takes memory without end.
fn of_memory() -> Vec<Case> {
    let variables = lines(3_000, |number| format!("let v{number} = Resources.*"));
    let asked = lines(3_000, |number| format!("%v{number} exists"));
    let joins = lines(200, |number| format!("let t{number} = join(%l, \"{number:03}\")"));
    let made = lines(200, |number| format!("%t{number} exists"));
    vec![
        of_rules("values that are not there", resources(20_000), "rule r { Resources.*.Type in Resources.*.Nope }"),
        of_rules(
            "failures in blocks",
            resources(20_000),
            "let all = Resources.*\nrule r { Resources.* { %all { Nope exists } } }",
        ),
        of_rules("variables", resources(20_000), &format!("{variables}rule r {{ {asked} }}")),
        of_rules(
            "texts",
            format!("Resources: {{}}\nL: [{}]", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, ".repeat(20_000)),
            &format!("let l = L[*]\n{joins}rule r {{ {made} }}"),
        ),
    ]
}

/// What makes much of little in a template.
fn of_templates() -> Vec<Case> {
    let rules = "rule r { Resources.*.Type exists }";
    let of = |name, template| Case { name, template, rules: rules.to_owned() };
    let names = |letter: char| (0..100).map(|number| format!("{letter}{number}")).collect::<Vec<_>>().join(",");
    let index = |number: usize| {
        format!(
            "{{IndexName: i{number}, KeySchema: [{{AttributeName: z{number}, KeyType: HASH}}], Projection: {{ProjectionType: ALL}}}}"
        )
    };
    let indexes = (0..10).map(index).collect::<Vec<_>>().join(",");
    let (x, y) = (names('x'), names('y'));
    let functions = lines(3_000, |number| format!("  F{number}: {{Type: 'AWS::Serverless::Function'}}"));
    let globals = lines(3_000, |number| format!("      V{number}: x"));
    vec![
        of("aliases", format!("Resources:\n  T: &t\n{TABLE}{}", lines(20_000, |number| format!("  T{number}: *t")))),
        of(
            "aliases of a long text",
            format!("Resources: {{}}\nText: &t {}\nAll:\n{}", "a".repeat(1 << 20), "- *t\n".repeat(20_000)),
        ),
        of(
            "loops",
            format!(
                "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::A:\n  - X\n  - [{x}]\n  - Fn::ForEach::B:\n    - Y\n    - [{y}]\n    - T${{X}}${{Y}}: {{Type: AWS::DynamoDB::Table, Properties: {{BillingMode: PAY_PER_REQUEST, GlobalSecondaryIndexes: [{indexes}]}}}}\n"
            ),
        ),
        of(
            "a loop over a long text",
            format!(
                "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::A: [X, [{x}], {{'T${{X}}': {{Type: A::B::C, Text: '{}'}}}}]\n",
                "a".repeat(1 << 20)
            ),
        ),
        of(
            "globals",
            format!(
                "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Environment:\n     Variables:\n{globals}Resources:\n{functions}"
            ),
        ),
    ]
}

fn frame_of(case: &Case, steps: Option<u64>) -> Vec<u8> {
    let mut check = request("template.yaml", case.template.as_bytes());
    check.rules = vec![FileBlob { name: "hostile.guard".to_owned(), blob: 1 }];
    check.limits.steps = steps.unwrap_or(check.limits.steps);
    let blobs: [&[u8]; 2] = [case.template.as_bytes(), case.rules.as_bytes()];
    let mut request = Request::Check(check);
    request.set_blobs(&blobs);
    frame::encode(&request, &blobs)
}

/// An answer says what was not looked at, at a place.
fn is_said(name: &str, answer: &[u8]) {
    let answer: CheckResponse = serde_json::from_slice(answer)
        .unwrap_or_else(|error| panic!("{name}: {error}: {}", String::from_utf8_lossy(answer)));
    let said = answer.notices.iter().filter(|notice| notice.gravity == Gravity::Incomplete && notice.span.is_some());
    let said: Vec<&str> = said.map(|notice| notice.message.as_str()).take(1).collect();
    println!("{name}: {said:?}");
    assert_eq!(said.len(), 1, "{name}: {:?}", answer.notices.first());
}

#[test]
fn every_host_has_the_same_answer() {
    let mut hosts: [Box<dyn Checker>; 2] = [Box::new(Wasmtime::new()), Box::new(Node::new())];
    let steps = of_steps().into_iter().map(|case| (case, Some(1_000_000)));
    for (case, steps) in steps.chain(of_memory().into_iter().chain(of_templates()).map(|case| (case, None))) {
        let frame = frame_of(&case, steps);
        let started = Instant::now();
        let expected = Native.call(&frame);
        println!("{:>8.1} ms  linked  {}", started.elapsed().as_secs_f64() * 1000.0, case.name);
        is_said(case.name, &expected);
        for host in &mut hosts {
            let found = host.call(&frame);
            assert!(found == expected, "{}: {}: {}", case.name, host.name(), String::from_utf8_lossy(&found));
        }
    }
}

/// The bound is far above what is measured, so that a slow machine passes: two seconds is the aim.
#[test]
fn the_budget_ends_soon_in_every_host() {
    let mut hosts: [Box<dyn Checker>; 2] = [Box::new(Wasmtime::new()), Box::new(Node::new())];
    for case in of_steps().into_iter().chain(of_memory()).chain(of_templates()) {
        let frame = frame_of(&case, None);
        for host in &mut hosts {
            let started = Instant::now();
            let answer = host.call(&frame);
            let took = started.elapsed();
            println!("{:>8.1} ms  {:8}  {}", took.as_secs_f64() * 1000.0, host.name(), case.name);
            is_said(case.name, &answer);
            assert!(took < Duration::from_secs(12), "{}: {took:?}", case.name);
        }
    }
}

#[test]
fn nothing_takes_more_memory_than_there_is_for_all() {
    let mut module = Counting::new();
    for case in of_memory().into_iter().chain(of_templates()) {
        module.call(&frame_of(&case, None));
        let taken = module.memory() >> 20;
        println!("{taken:>5} MB  {}", case.name);
        assert!(taken <= 300, "{}: {taken} MB", case.name);
    }
}

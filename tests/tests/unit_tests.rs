//! The unit tests of rule files: what cfn-guard's own `test` command says of each expectation in the files that its crate
//! carries, we say too; and the same bytes come from every host.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use tablewarden_conformance::{Expectations, resources, tested};
use tablewarden_tests::checkers::{Checker, Native, Node, Wasmtime};
use tablewarden_tests::repository;
use tablewarden_wire::{
    ColumnUnit, Dialect, FileBlob, Limits, Outcome, Request, RuleFilesRequest, Status, TestRulesResponse, VERSION,
    frame,
};

fn with_ending(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let is_wanted = |path: &PathBuf| path.extension().is_some_and(|end| endings.iter().any(|wanted| end == *wanted));
    repository::files_below(folder).into_iter().filter(is_wanted).collect()
}

/// Rule files and files of tests: each of the resources with each, and our own with theirs.
fn pairs() -> Vec<(PathBuf, PathBuf)> {
    let resources = resources().join("test-command");
    let rules = with_ending(&resources, &["guard"]);
    let tests: Vec<PathBuf> = ["data-dir", "dir", "functions"]
        .iter()
        .flat_map(|of| with_ending(&resources.join(of), &["yaml", "json"]))
        .collect();
    let mut pairs: Vec<_> =
        rules.iter().flat_map(|rules| tests.iter().map(|tests| (rules.clone(), tests.clone()))).collect();
    let own = repository::root().join("tests/guard");
    for rules in with_ending(&own, &["guard"]) {
        let name = format!("{}_tests.yaml", rules.file_stem().unwrap().to_string_lossy());
        pairs.push((rules, own.join("tests").join(name)));
    }
    pairs
}

fn frame_of(rules: &Path, tests: &Path) -> Vec<u8> {
    let (rules_bytes, tests_bytes) = (repository::read(rules), repository::read(tests));
    let blobs: [&[u8]; 2] = [&rules_bytes, &tests_bytes];
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut request = Request::TestRules(RuleFilesRequest {
        version: VERSION,
        blobs: Vec::new(),
        rules: vec![FileBlob { name: name(rules), blob: 0 }],
        tests: vec![FileBlob { name: name(tests), blob: 1 }],
        dialect: Dialect::V3_2_1,
        now: Some(1_700_000_000),
        limits: Limits::default(),
        columns: ColumnUnit::Utf8,
    });
    request.set_blobs(&blobs);
    frame::encode(&request, &blobs)
}

fn ours(rules: &Path, tests: &Path) -> (Expectations, Outcome, String) {
    let answer = Native.call(&frame_of(rules, tests));
    let answer: TestRulesResponse = serde_json::from_slice(&answer).expect("an answer");
    let mut verdicts = Expectations::new();
    for case in &answer.cases {
        for one in case.expectations.iter().filter(|one| one.expected.is_some()) {
            assert!(one.met || !one.evaluated.is_empty());
            assert!(one.evaluated.iter().all(|status| *status != Status::Error), "{}: {:?}", rules.display(), one);
            verdicts.insert((case.number, one.rule.clone()), one.met);
        }
    }
    (verdicts, answer.outcome, answer.text)
}

#[test]
fn every_expectation_comes_out_as_in_cfn_guard() {
    let (mut equal, mut all, mut compared, mut refused) = (0, 0, 0, 0);
    let mut different = Vec::new();
    for (rules, tests) in pairs() {
        let Some(expected) = tested(&rules, &tests) else {
            refused += 1;
            let (_, outcome, text) = ours(&rules, &tests);
            if outcome != Outcome::Incomplete {
                different.push(format!("{} {} is refused by cfn-guard only: {text}", rules.display(), tests.display()));
            }
            continue;
        };
        compared += 1;
        let (found, _, text) = ours(&rules, &tests);
        all += expected.len();
        equal += expected.iter().filter(|(key, met)| found.get(*key) == Some(*met)).count();
        if found != expected {
            different.push(format!("{} {}: {found:?}\n{expected:?}\n{text}", rules.display(), tests.display()));
        }
    }
    println!(
        "unit tests: {equal} of {all} expectations come out as in cfn-guard, in {compared} pairs; it refuses {refused}"
    );
    assert!(different.is_empty(), "{}", different.join("\n"));
    assert!(all > 75, "{all} expectations");
}

#[test]
fn every_host_gives_the_same_bytes() {
    let mut hosts: [Box<dyn Checker>; 2] = [Box::new(Wasmtime::new()), Box::new(Node::new())];
    let pairs = pairs();
    for (rules, tests) in &pairs {
        let frame = frame_of(rules, tests);
        let expected = Native.call(&frame);
        for host in &mut hosts {
            assert!(host.call(&frame) == expected, "{}: {} {}", host.name(), rules.display(), tests.display());
        }
    }
    println!("{} runs of unit tests, the same bytes from native, wasmtime and node", pairs.len());
}

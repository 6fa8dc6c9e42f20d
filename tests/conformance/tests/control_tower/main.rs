//! The 237 Control Tower rule files: each is read and printed, and on a corpus of templates gives the statuses that
//! cfn-guard 3.2.1 gives. What differs, and what the corpus does not reach, stands in tests/conformance/known.toml.

mod builder;
mod compare;
mod corpus;
mod known;
mod mutate;
mod rules;
mod sample;
mod tree;

use known::Known;
use rules::RuleText;
use tablewarden_guard::RuleFile;

/// As many as the package publishes.
const RULE_FILES: usize = 237;

/// The tree without the places in it.
fn shape(file: &RuleFile) -> String {
    let tree = format!("{file:?}");
    let mut pieces = tree.split("Span { start: ");
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.map(|piece| piece.split_once('}').map_or("", |(_, rest)| rest));
    rest.fold(first, |shape, rest| shape + rest)
}

#[test]
fn all_of_them_are_read_and_printed() {
    let rules = rules::all();
    assert_eq!(rules.len(), RULE_FILES);
    for rule in &rules {
        let (printed, again) = rule.printed_and_parsed();
        assert_eq!(shape(&rule.parsed().file), shape(&again), "{}", rule.name);
        let printed = RuleText { name: rule.name.clone(), text: printed };
        assert_eq!(printed.printed_and_parsed().0, printed.text, "{}", rule.name);
    }
}

#[test]
fn their_statuses_are_those_of_cfn_guard() {
    let known = Known::read();
    let comparisons = compare::all(&rules::all());
    let complaints = known.complaints(&comparisons);
    let equal: usize = comparisons.iter().map(|comparison| comparison.equal).sum();
    let compared: usize = comparisons.iter().map(|comparison| comparison.compared).sum();
    let both = comparisons.iter().filter(|comparison| comparison.shows("PASS") && comparison.shows("FAIL")).count();
    let files = comparisons.len();
    println!(
        "control tower: {equal} of {compared} statuses agree; {both} of {files} rules have both a PASS and a FAIL"
    );
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

//! Two thousand templates, each with one change whose effect `rules/schema/updates.yaml` or the schema says: the rules that
//! report it and what comes of it are the ones that it names. The same template written in another way is no change.

mod case;
mod random;
mod table;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use tablewarden_tests::checkers::{answer_to, frame_of, request};
use tablewarden_wire::FileBlob;

use case::{Case, cases_of};
use random::Random;
use written::Style;

const CASES: usize = 2_000;
const SEED: u64 = 13;
/// Of so many cases one is compared with itself, written in another way.
const WRITTEN_AGAIN: usize = 3;

/// What a rule of ours says of each change of which anything comes: what that is.
const OUTCOMES: &str = "# facts: dynamodb
rule outcomes {
    DynamoDB.Changes[ Outcome != \"nothing\" ] {
        Outcome == \"nothing\" <<{Outcome}>>
    }
}
";

/// The rules about changes that find something, and the outcomes of what changes.
fn said(old: &str, new: &str, name: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut request = request(name, new.as_bytes());
    request.region = Some("eu-west-1".to_owned());
    request.against = Some(FileBlob { name: format!("before/{name}"), blob: 1 });
    request.statuses = false;
    request.rules = vec![FileBlob { name: "outcomes.guard".to_owned(), blob: 2 }];
    let response = answer_to(&frame_of(request, &[new.as_bytes(), old.as_bytes(), OUTCOMES.as_bytes()]));
    let (mut rules, mut outcomes) = (BTreeSet::new(), BTreeSet::new());
    for finding in response.findings {
        if finding.rule.starts_with("DDB-C") {
            rules.insert(finding.rule);
        } else if finding.name == "outcomes" {
            outcomes.insert(finding.message);
        }
    }
    (rules, outcomes)
}

/// What is wrong with one case.
fn complaint(number: usize, case: &Case) -> Option<String> {
    let mut random = Random::new(SEED ^ (number as u64) << 20);
    let (first, second, third) = (Style::any(&mut random), Style::any(&mut random), Style::any(&mut random));
    let old = first.write(&case.old, &mut random);
    let new = third.write(&case.new, &mut random);
    if number.is_multiple_of(WRITTEN_AGAIN) {
        let again = second.write(&case.old, &mut random);
        let same = said(&old, &again, second.name());
        if same != <_>::default() {
            return Some(format!("{number}: the same template, {same:?}:\n{old}\n=====\n{again}"));
        }
    }
    let said = said(&old, &new, third.name());
    (said != case.expected).then(|| {
        format!("{number} {}: {:?} is expected, {said:?} is said:\n{old}\n=====\n{new}", case.about, case.expected)
    })
}

#[test]
fn what_an_update_does_is_what_the_table_of_updates_says() {
    let mut random = Random::new(SEED);
    let properties = table::properties();
    let mut cases = Vec::new();
    let mut by_property: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    while cases.len() < CASES {
        for (type_name, property) in &properties {
            let made = cases_of(type_name, property, &mut random);
            *by_property.entry((type_name, &property.path)).or_default() += made.len();
            cases.extend(made);
        }
    }
    cases.truncate(CASES);
    let never: Vec<_> = by_property.iter().filter(|(_, count)| **count == 0).map(|(property, _)| property).collect();
    assert!(never.iter().all(|(_, path)| table::IS_WHOLE.iter().any(|end| path.ends_with(end))), "{never:?}");
    let reported = cases.iter().filter(|case| !case.expected.0.is_empty()).count();
    println!("{reported} of {} changes are reported", cases.len());
    assert!(reported > CASES / 4, "only {reported} changes are reported");
    let numbered: Vec<_> = cases.iter().enumerate().collect();
    let (one, other) = numbered.split_at(numbered.len() / 2);
    let check = |cases: &[(usize, &Case)]| -> Vec<String> {
        cases.iter().filter_map(|(number, case)| complaint(*number, case)).collect()
    };
    let complaints: Vec<String> = std::thread::scope(|scope| {
        let half = scope.spawn(|| check(one));
        let rest = check(other);
        half.join().expect("no panic").into_iter().chain(rest).collect()
    });
    let shown = complaints.iter().take(5).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(complaints.is_empty(), "{} of {} cases:\n{shown}", complaints.len(), cases.len());
}

//! The three patterns that tablewarden was made for, fixed with every fix there is: the findings that remain are those listed here, and
//! none of them has a fix that could still be made.

use tablewarden_tests::checkers::{check, fix, request};
use tablewarden_tests::repository;
use tablewarden_wire::{CheckRequest, Profile};

use super::shown::fixed;

/// What remains of a pattern, as it was reviewed: the rules, and in how many findings. Most have no fix, because only people know
/// another name, key, action or number.
const LEFT: [(&str, &[(&str, usize)]); 3] = [
    (
        "pattern1.yaml",
        &[
            // The fix of A006 is for actions that are switched off; these alarms have none.
            ("DDB-A006", 5),
            ("DDB-A011", 1),
            // The fixes of B001 are for tables; these are the writes of the index.
            ("DDB-B001", 1),
            ("DDB-B008", 1),
            ("DDB-E006", 1),
            ("DDB-K002", 1),
            ("DDB-K012", 1),
            ("DDB-K013", 1),
            ("DDB-K014", 2),
            ("DDB-K015", 1),
            ("DDB-K016", 1),
        ],
    ),
    (
        "pattern2.yaml",
        &[
            // Without any alarm in the template, its alarms are probably elsewhere.
            ("DDB-A003", 1),
            ("DDB-E002", 1),
            ("DDB-K015", 1),
            ("DDB-S003", 1),
        ],
    ),
    (
        "pattern3.yaml",
        &[
            ("DDB-A003", 1),
            // The fix of A009 is for tables; a replica of a global table is left.
            ("DDB-A009", 2),
            ("DDB-A010", 1),
            ("DDB-E002", 1),
            // The key is not in the template.
            ("DDB-E007", 1),
            // Refused, because each replica would name the key that is not there.
            ("DDB-G004", 1),
            ("DDB-K013", 1),
            ("DDB-K015", 1),
        ],
    ),
];

#[test]
fn of_the_patterns_remains_what_nothing_fixes() {
    let mut wrong = Vec::new();
    for (name, listed) in LEFT {
        let bytes = repository::read(&repository::root().join("examples").join(name));
        let request = CheckRequest { profile: Some(Profile::Strict), fixes: true, ..request(name, &bytes) };
        let before = check(request.clone(), &[&bytes]);
        let answer = fix(&request, &[&bytes], true, &[]);
        let after = check(request, &[&fixed(&answer, &bytes)]);
        assert!(after.findings.len() < before.findings.len(), "{name}: nothing was fixed");
        let mut left: Vec<(&str, usize)> = Vec::new();
        for finding in &after.findings {
            match left.iter_mut().find(|(rule, _)| *rule == finding.rule) {
                Some((_, count)) => *count += 1,
                None => left.push((&finding.rule, 1)),
            }
            for fix in &finding.fixes {
                if !answer.refused.iter().any(|one| one.rule == finding.rule && one.title == fix.title) {
                    wrong.push(format!("{name}: {} has a fix and is left: {}", finding.rule, fix.title));
                }
            }
        }
        left.sort_unstable();
        if left != listed {
            wrong.push(format!("{name}: what is left is {left:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

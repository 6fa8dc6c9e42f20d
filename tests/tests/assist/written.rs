//! What a completion writes fits the file: with it the template is read whole, in its line ends too, and the rules that can be
//! waived are those of the pack.

use tablewarden_tests::checkers::{check, request};
use tablewarden_tests::repository;
use tablewarden_wire::{AskKind, Gravity};

use crate::asking::ask;

/// What is not written whole even then: the brackets of the text are not closed.
const OPEN: [&str; 7] = [
    "flow style without its brackets",
    "(json) a quote that is not closed, and no comma before it",
    "(json) in quotes, with no comma behind",
    "(json) the end of the text is missing",
    "in a branch of an If",
    "an attribute of Fn::GetAtt in a list",
    "after !If",
];

#[test]
fn with_a_completion_the_template_is_read_whole() {
    let mut written = 0;
    for file in ["complete-properties", "complete-values", "complete-names", "complete-waivers"] {
        let text = repository::text(&repository::root().join("tests/assist").join(file).with_extension("txt"));
        for case in text.split("=== ").skip(1) {
            let (name, rest) = case.split_once('\n').expect("a name");
            let text = rest.split_once("--- answer").expect("an answer").0.trim_end_matches('\n');
            if OPEN.contains(&name) && file != "complete-properties" || OPEN[..4].contains(&name) {
                continue;
            }
            for text in [text.to_owned(), text.replace('\n', "\r\n")] {
                let offset = text.find('‸').expect("a cursor");
                let plain = text.replacen('‸', "", 1);
                let file = if name.contains("(json)") { "t.json" } else { "t.yaml" };
                for one in ask(file, plain.as_bytes(), AskKind::Complete, offset).completions {
                    let place = one.span.start_byte as usize..one.span.end_byte as usize;
                    let mut new = plain.clone();
                    new.replace_range(place, &one.insert);
                    // What comes behind a key of JSON is not there yet.
                    let is_open = file == "t.json" && one.insert.ends_with(": ");
                    let answer = check(request(file, new.as_bytes()), &[new.as_bytes()]);
                    let unread = answer.notices.iter().find(|notice| notice.gravity != Gravity::Notice);
                    assert!(is_open || unread.is_none(), "{name}: {}: {unread:?}\n{new}", one.label);
                    assert_eq!(
                        one.insert.matches('\n').count() * usize::from(text.contains('\r')),
                        one.insert.matches('\r').count()
                    );
                    written += 1;
                }
            }
        }
    }
    assert!(written > 300, "{written}");
}

#[test]
fn every_rule_can_be_waived_where_a_waiver_is_written() {
    let rules = tablewarden_check::rules().rules;
    for (before, behind) in
        [("    # tablewarden: waive ", ""), ("    Metadata: {tablewarden: {waive: [{rule: ", "}]}}")]
    {
        let text = format!("Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n{before}{behind}\n");
        let offset = text.find(before).expect("it is there") + before.len();
        let completions = ask("t.yaml", text.as_bytes(), AskKind::Complete, offset).completions;
        let offered: Vec<(&str, Option<&str>)> =
            completions.iter().map(|one| (one.label.as_str(), one.detail.as_deref())).collect();
        let known: Vec<(&str, Option<&str>)> =
            rules.iter().map(|rule| (rule.id.as_str(), Some(rule.title.as_str()))).collect();
        assert_eq!(offered, known, "{before}");
    }
}

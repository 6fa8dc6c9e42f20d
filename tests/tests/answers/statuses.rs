//! An answer has the statuses of rules unless the request wants none, and says the same otherwise.

use tablewarden_tests::checkers::{check, request};
use tablewarden_tests::corpus::cases;
use tablewarden_wire::{CheckRequest, CheckResponse, FileBlob};

#[test]
fn an_answer_without_statuses_is_the_same_otherwise() {
    for case in cases() {
        let files = case.blobs();
        let with = check(case.request.clone(), &files);
        let without = check(CheckRequest { statuses: false, ..case.request.clone() }, &files);
        assert!(!with.statuses.is_empty() || with.skipped || !with.notices.is_empty(), "{}", case.name);
        assert_eq!(without, CheckResponse { statuses: Vec::new(), ..with }, "{}", case.name);
    }
}

#[test]
fn a_rule_that_cannot_be_evaluated_is_told_without_statuses_too() {
    let rules = vec![FileBlob { name: "own.guard".to_owned(), blob: 1 }];
    let template = b"Resources: {}\n";
    let rule = b"rule own {\n    let time = now()\n    %time > 1\n}\n";
    let asked = CheckRequest { statuses: false, rules, now: None, ..request("a.yaml", template) };
    let response = check(asked, &[template, rule]);
    assert!(response.statuses.is_empty());
    assert!(response.notices.iter().any(|notice| notice.message.contains("`own`")), "{:?}", response.notices);
}

//! An answer describes the rules that found something, each once, when that is asked for.

use std::collections::BTreeSet;

use tablewarden_tests::checkers::{check, request};
use tablewarden_tests::corpus::cases;
use tablewarden_tests::repository;
use tablewarden_wire::{CheckRequest, FileBlob, ReportedRule, Severity};

/// Where the pages of the built-in rules are.
const PAGES: &str = "https://github.com/tablewarden/tablewarden/blob/main/docs/rules/";

#[test]
fn built_in_rules_are_described_with_their_pages() {
    let mut described = BTreeSet::new();
    for case in cases() {
        let files = case.blobs();
        let response = check(CheckRequest { describe_rules: true, ..case.request.clone() }, &files);
        assert!(check(case.request.clone(), &files).rules.is_empty(), "{}: nobody asked for rules", case.name);
        let findings = || response.findings.iter().chain(&response.waived);
        let found: BTreeSet<&str> = findings().map(|finding| finding.rule.as_str()).collect();
        let ids: Vec<&str> = response.rules.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids, found.into_iter().collect::<Vec<_>>(), "{}: each once, in their order", case.name);
        for rule in &response.rules {
            let page = rule.address.as_deref().and_then(|address| address.strip_prefix(PAGES)).expect("it has a page");
            if described.insert(rule.id.clone()) {
                assert_eq!(page, format!("{}.md", rule.id));
                let page = repository::text(&repository::root().join("docs/rules").join(page));
                let title = rule.title.as_deref().expect("it has a title");
                assert!(page.contains(title), "{}: {title}", rule.id);
            }
            let mut own = findings().filter(|finding| finding.rule == rule.id);
            assert!(own.all(|finding| finding.help.is_some() && finding.name == rule.name), "{}", rule.id);
        }
    }
    assert!(described.len() > 50, "only {} rules found something", described.len());
}

#[test]
fn own_rules_are_described_as_far_as_their_files_do() {
    let template = b"Resources:\n  T:\n    Type: AWS::SNS::Topic\n";
    let with_header = b"# id: ORG-1\n# title: Topics are encrypted\n# severity: warning\n# fix: Set it.\n\
        rule encrypted { Resources.*.Properties.KmsMasterKeyId exists }";
    let without = b"rule topics_have_names { Resources.*.Properties.TopicName exists }";
    let rules =
        vec![FileBlob { name: "org.guard".to_owned(), blob: 1 }, FileBlob { name: "names.guard".to_owned(), blob: 2 }];
    let asked = CheckRequest { describe_rules: true, rules, ..request("a.yaml", template) };
    let expected = [
        ReportedRule {
            id: "ORG-1".to_owned(),
            name: "encrypted".to_owned(),
            title: Some("Topics are encrypted".to_owned()),
            help: Some("Set it.".to_owned()),
            address: None,
            severity: Severity::Warning,
        },
        ReportedRule {
            id: "topics_have_names".to_owned(),
            name: "topics_have_names".to_owned(),
            title: None,
            help: None,
            address: None,
            severity: Severity::Error,
        },
    ];
    assert_eq!(check(asked, &[template, with_header, without]).rules, expected);
}

//! What a loop makes stands at one place; each finding still says which resource it is about.

use std::collections::HashSet;

use tablewarden_tests::checkers::{check, request};
use tablewarden_tests::repository;

#[test]
fn each_copy_has_its_own_name_path_and_fingerprint() {
    let template = repository::read(&repository::root().join("tests/corpus/loops/tables.yaml"));
    let response = check(request("tables.yaml", &template), &[&template]);
    let found: Vec<_> = response.findings.iter().filter(|finding| finding.rule == "DDB-R001").collect();
    let named: Vec<_> = found.iter().map(|finding| finding.logical_id.as_deref().expect("it is in a table")).collect();
    assert_eq!(named, ["OrdersTable", "UsersTable"]);
    let spans: HashSet<_> = found.iter().map(|finding| finding.span.start_byte).collect();
    let prints: HashSet<_> = found.iter().map(|finding| &finding.fingerprint).collect();
    assert_eq!((spans.len(), prints.len()), (1, 2));
    for (finding, name) in found.iter().zip(named) {
        let path = "Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled";
        assert_eq!(finding.path, format!("/Resources/{name}/{path}"));
        assert!(finding.message.contains(name), "{}", finding.message);
    }
}

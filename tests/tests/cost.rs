//! Templates at the bounds of what is analysed cost little.

use std::time::{Duration, Instant};

use tablewarden_tests::checkers::{check, request};
use tablewarden_tests::corpus::cases;
use tablewarden_wire::FileBlob;

#[test]
fn templates_at_the_bounds_are_quick() {
    let names = ["caps/chain-of-conditions.yml", "caps/many-conditions-on-one-table.yml", "caps/too-many-variants.yml"];
    let mut checked = 0;
    for case in cases().into_iter().filter(|case| names.contains(&case.name.as_str())) {
        let (started, blobs) = (Instant::now(), case.blobs());
        let _ = check(case.request.clone(), &blobs);
        // Milliseconds in a build that is optimized; this one is not.
        assert!(started.elapsed() < Duration::from_secs(2), "{}: {:?}", case.name, started.elapsed());
        checked += 1;
    }
    assert_eq!(checked, names.len());
}

/// The path of a finding is found by halving a long list: walked from its start for each, these took minutes.
#[test]
fn many_findings_in_one_list_are_quick() {
    let elements = 30_000;
    let list = (0..elements).map(|number| format!("{{\"a\":{number}}}")).collect::<Vec<_>>().join(",\n");
    let template = format!("{{\"Resources\":{{\"A\":{{\"Type\":\"X\",\"Properties\":{{\"L\":[{list}]}}}}}}}}");
    let rules = b"rule r { Resources.*.Properties.L[*].a < 0 }";
    let mut asked = request("list.json", template.as_bytes());
    asked.rules = vec![FileBlob { name: "r.guard".to_owned(), blob: 1 }];
    asked.limits.findings = Some(u32::MAX);
    let started = Instant::now();
    let response = check(asked, &[template.as_bytes(), rules]);
    assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());
    assert_eq!(response.findings.len(), elements);
    let last = response.findings.last().map(|finding| finding.path.as_str());
    assert_eq!(last, Some("/Resources/A/Properties/L/29999/a"));
}

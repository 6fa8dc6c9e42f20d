#![allow(clippy::unwrap_used)]

use tablewarden_wire::{CheckRequest, VERSION};

use super::*;
use crate::check_file::check;

const TEMPLATE: &str = "Resources:\n  A: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: X}}\n  B: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: X}}\n";

/// Checks a template; `also` is added to the request.
fn checked(template: &str, known: Option<&[KnownFinding]>, also: &str) -> CheckResponse {
    let header = format!(
        r#"{{"version": {VERSION}, "blobs": [], "file": {{"name": "t.yaml", "blob": 0}}, "now": 1790000000 {also}}}"#
    );
    let mut request: CheckRequest = serde_json::from_str(&header).unwrap();
    request.baseline =
        known.map(|known| BaselineOfFile { name: "base.json".to_owned(), findings: known.to_vec(), is_written: false });
    check(&request, &[template.as_bytes()]).unwrap()
}

fn known(findings: &[Finding]) -> Vec<KnownFinding> {
    let one = |finding: &Finding| KnownFinding {
        rule: finding.rule.clone(),
        place: finding.path.clone(),
        fingerprint: finding.fingerprint.clone(),
        related: finding.related_fingerprints.clone(),
        count: 1,
    };
    findings.iter().map(one).collect()
}

#[test]
fn what_the_baseline_knows_fails_nothing_and_the_rest_does() {
    let before = checked(TEMPLATE, Some(&[]), "");
    assert!(before.findings.len() > 4 && before.outcome == Outcome::Findings);
    let all = known(&before.findings);
    let after = checked(TEMPLATE, Some(&all), "");
    assert!(after.findings.is_empty() && after.gone.is_empty() && after.outcome == Outcome::Clean);
    assert_eq!((after.known.len(), after.counts.errors, after.counts.tables), (all.len(), 0, 2));
    assert!(after.known.iter().all(|one| one.baseline == Some(BaselineState::Known)));
    let of_a: Vec<_> = all.iter().filter(|one| one.place.contains("/A")).cloned().collect();
    let after = checked(TEMPLATE, Some(&of_a), "");
    assert_eq!(after.outcome, Outcome::Findings);
    assert_eq!(after.known.len() + after.findings.len(), all.len());
    assert!(after.findings.iter().all(|one| one.baseline == Some(BaselineState::New)));
    let Counts { errors, warnings, notes, .. } = after.counts;
    assert_eq!((errors + warnings + notes) as usize, after.findings.len());
}

#[test]
fn what_is_not_found_any_more_is_gone() {
    let all = known(&checked(TEMPLATE, Some(&[]), "").findings);
    let only_a = TEMPLATE.lines().take(2).collect::<Vec<_>>().join("\n");
    let after = checked(&only_a, Some(&all), "");
    assert!(!after.gone.is_empty() && after.gone.iter().all(|one| one.place.contains("/B")), "{:?}", after.gone);
    assert_eq!(after.gone.len() + after.known.len(), all.len());
}

#[test]
fn what_the_profile_leaves_out_or_no_rule_looks_for_is_not_gone() {
    let strict = known(&checked(TEMPLATE, Some(&[]), r#", "profile": "strict""#).findings);
    let minimal = checked(TEMPLATE, Some(&strict), r#", "profile": "minimal""#);
    assert!(minimal.known.len() < strict.len());
    assert_eq!((minimal.findings.as_slice(), minimal.gone.as_slice()), (&[][..], &[][..]));
    let of_other = KnownFinding {
        rule: "our_rule".to_owned(),
        place: String::new(),
        fingerprint: "0".repeat(16),
        related: Vec::new(),
        count: 1,
    };
    assert!(checked(TEMPLATE, Some(&[of_other]), "").gone.is_empty());
}

#[test]
fn what_cannot_be_read_whole_hides_nothing() {
    let all = known(&checked(TEMPLATE, Some(&[]), "").findings);
    let after = checked(&[TEMPLATE, "  C: [\n"].concat(), Some(&all), "");
    assert!(after.outcome >= Outcome::Incomplete && after.gone.is_empty());
}

#[test]
fn as_many_are_known_as_the_baseline_counts() {
    let one = known(&checked(TEMPLATE, Some(&[]), "").findings).remove(0);
    let twice = [KnownFinding { count: 3, ..one.clone() }];
    assert_eq!(checked(TEMPLATE, Some(&twice), "").gone, [KnownFinding { count: 2, ..one }]);
}

#[test]
fn what_is_waived_is_not_gone_and_says_whether_it_is_known() {
    let waived =
        TEMPLATE.replace("A: {Type", "A: {Metadata: {tablewarden: {waive: [{rule: DDB-V002, reason: x}]}}, Type");
    let all = known(&checked(TEMPLATE, Some(&[]), "").findings);
    let after = checked(&waived, Some(&all), "");
    assert!(after.gone.is_empty() && after.waived.len() == 1);
    assert_eq!(after.waived[0].baseline, Some(BaselineState::Known));
    assert_eq!(checked(&waived, Some(&[]), "").waived[0].baseline, Some(BaselineState::New));
}

#[test]
fn a_finding_of_several_places_is_known_at_each_of_them() {
    let table = |indexes: &[&str]| {
        let index =
            |name| format!("        - {{IndexName: {name}, KeySchema: [{{AttributeName: {name}, KeyType: HASH}}]}}\n");
        let indexes: String = indexes.iter().map(index).collect();
        format!(
            "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      GlobalSecondaryIndexes:\n{indexes}"
        )
    };
    let before = checked(&table(&["a", "b"]), Some(&[]), "");
    let joined = before.findings.iter().filter(|one| !one.related_fingerprints.is_empty());
    let rules: Vec<&str> = joined.map(|one| one.rule.as_str()).collect();
    assert!(!rules.is_empty(), "indexes with one fault are one finding");
    let all = known(&before.findings);
    for (indexes, has_new) in
        [(&["a", "b"][..], false), (&["b", "a"], false), (&["b"], false), (&["a", "c", "b"], true)]
    {
        let after = checked(&table(indexes), Some(&all), "");
        for rule in &rules {
            let is_of = |one: &&Finding| one.rule == *rule;
            assert_eq!(after.findings.iter().any(|one| is_of(&one)), has_new, "{indexes:?}: {rule}");
            assert!(after.gone.iter().all(|one| one.rule != *rule), "{indexes:?}: {rule}");
        }
    }
}

#[test]
fn templates_of_one_file_share_a_baseline() {
    let several = format!("---\n{TEMPLATE}---\n{}", TEMPLATE.replace("A:", "C:").replace("B:", "D:"));
    let all = known(&checked(&several, Some(&[]), "").findings);
    let after = checked(&several, Some(&all), "");
    assert_eq!((after.findings.len(), after.gone.len(), after.known.len()), (0, 0, all.len()));
}

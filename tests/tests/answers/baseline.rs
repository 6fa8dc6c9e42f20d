//! What is known stays known: over the corpus the findings of a template are found again by its baseline in an edited one, and
//! nothing else is.

use serde_json::{Value, json};
use tablewarden_tests::checkers::check;
use tablewarden_tests::corpus::{Case, cases};
use tablewarden_tests::json_twin::as_json;
use tablewarden_wire::{BaselineOfFile, CheckRequest, CheckResponse, Finding, KnownFinding, Outcome, Profile};

fn compared(case: &Case, template: &[u8], known: &[KnownFinding]) -> CheckResponse {
    let baseline = BaselineOfFile { name: "known.json".to_owned(), findings: known.to_vec(), is_written: false };
    let request = CheckRequest {
        profile: Some(Profile::Strict),
        statuses: false,
        baseline: Some(baseline),
        ..case.request.clone()
    };
    let mut blobs = case.blobs();
    blobs[0] = template;
    check(request, &blobs)
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

fn told(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {} {}", finding.rule, finding.path, finding.message)).collect()
}

/// The template of a file as JSON, its sections and resources from the last to the first.
fn reversed(name: &str, bytes: &[u8]) -> Option<Value> {
    let mut document: Value = serde_json::from_str(&as_json(name, bytes)?).ok()?;
    document["Resources"] = backwards(document["Resources"].take())?;
    backwards(document)
}

fn backwards(map: Value) -> Option<Value> {
    let Value::Object(map) = map else { return None };
    Some(map.into_iter().rev().collect::<serde_json::Map<_, _>>().into())
}

/// Whether a template says something that is lost in JSON, as in the test of twins.
fn is_only_in_yaml(case: &Case, findings: &[Finding]) -> bool {
    let text = String::from_utf8_lossy(&case.bytes);
    let says = ["# tablewarden:", "checkov:skip", "cfn-lint"].iter().any(|word| text.contains(word));
    let rules = ["duplicate-key", "yaml-alias", "unknown-function"];
    says || text.starts_with("# Only in YAML: ") || findings.iter().any(|one| rules.contains(&one.name.as_str()))
}

#[test]
fn everything_is_known_where_only_lines_move() {
    let (mut findings, mut files) = (0, 0);
    for case in cases() {
        let before = compared(&case, &case.bytes, &[]);
        let all = known(&before.findings);
        let can_move = case.name.ends_with(".yaml")
            && ![&b"\xef\xbb\xbf"[..], b"%"].iter().any(|start| case.bytes.starts_with(start));
        let moved: &[u8] = if can_move { b"# moved\n\n# by lines\n" } else { b"" };
        let after = compared(&case, &[moved, &case.bytes].concat(), &all);
        assert_eq!(told(&after.findings), [""; 0], "{}", case.name);
        assert_eq!((after.known.len(), after.gone.len()), (before.findings.len(), 0), "{}", case.name);
        assert!(after.outcome != Outcome::Findings, "{}", case.name);
        findings += all.len();
        files += 1;
    }
    assert!(findings > 1_000 && files > 100, "{findings} findings in {files} files");
}

#[test]
fn everything_is_known_in_another_order_and_beside_another_table() {
    let mut findings = 0;
    for case in cases().into_iter().filter(|case| case.name.ends_with(".yaml")) {
        let before = compared(&case, &case.bytes, &[]);
        let Some(mut template) = reversed(&case.name, &case.bytes) else { continue };
        if is_only_in_yaml(&case, &before.findings) {
            continue;
        }
        let all = known(&before.findings);
        let after = compared(&case, template.to_string().as_bytes(), &all);
        assert_eq!(told(&after.findings), [""; 0], "{}", case.name);
        assert_eq!(after.gone, [], "{}", case.name);
        let resources = template.get_mut("Resources").and_then(Value::as_object_mut);
        let Some(resources) = resources.filter(|resources| !resources.is_empty()) else { continue };
        let added = json!({"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "X"}});
        resources.insert("AAdded".to_owned(), added);
        let after = compared(&case, template.to_string().as_bytes(), &all);
        // What is new names the table.
        let others =
            after.findings.iter().filter(|one| !serde_json::to_string(one).is_ok_and(|one| one.contains("AAdded")));
        assert_eq!(told(&others.cloned().collect::<Vec<_>>()), [""; 0], "{}", case.name);
        assert_eq!(after.gone, [], "{}", case.name);
        findings += all.len();
    }
    assert!(findings > 500, "{findings}");
}

//! Two versions of a template in each folder of `tests/changes`: what the rules about changes say of them, word for word. The
//! stacks are in `eu-west-1`. With `TABLEWARDEN_WRITE_SAID=1` the files are written anew: read the difference.

use std::path::Path;

use tablewarden_tests::checkers::{answer_to, check, frame_since, request};
use tablewarden_tests::repository::{read, root, text};
use tablewarden_wire::{CheckRequest, CheckResponse, TableOutcome};

/// What is said, a line for each finding: where, and where in the earlier template, how severe, which rule, the message; then the
/// help, indented.
fn said(response: &CheckResponse) -> String {
    let ours = response.findings.iter().filter(|finding| finding.rule.starts_with("DDB-C"));
    let line = |finding: &tablewarden_wire::Finding| {
        let start = finding.span.start;
        let severity = format!("{:?}", finding.severity).to_lowercase();
        let when = finding.condition.as_ref().map_or_else(String::new, |condition| format!(" (when {condition})"));
        let was = finding.related.iter().find(|related| related.message == "as it was");
        let was =
            was.map_or_else(String::new, |was| format!(" (was {}:{})", was.span.start.line, was.span.start.column));
        let place = format!("{}:{}{was}", start.line, start.column);
        format!(
            "{place}: {severity} {}: {}{when}\n  {}\n",
            finding.rule,
            finding.message,
            finding.help.as_deref().unwrap_or_default()
        )
    };
    ours.map(line).collect()
}

fn checked(folder: &Path) -> CheckResponse {
    let end = if folder.join("new.json").exists() { "json" } else { "yaml" };
    let [old, new] = ["old", "new"].map(|name| read(&folder.join(format!("{name}.{end}"))));
    let mut request = request(&format!("new.{end}"), &new);
    request.region = Some("eu-west-1".to_owned());
    request.changes = true;
    answer_to(&frame_since(request, &new, &old))
}

#[test]
fn changes_are_said_in_these_words() {
    let folder = root().join("tests/changes");
    let mut cases: Vec<_> =
        std::fs::read_dir(&folder).expect("it is there").map(|entry| entry.expect("it is read").path()).collect();
    cases.sort();
    let complaint = |case: &std::path::PathBuf| {
        let said = said(&checked(case));
        if std::env::var_os("TABLEWARDEN_WRITE_SAID").is_some() {
            std::fs::write(case.join("said.txt"), &said).expect("it is written");
        }
        let expected = text(&case.join("said.txt"));
        (said != expected).then(|| format!("{}:\n{said}", case.display()))
    };
    let complaints: Vec<_> = cases.iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{} of {} cases:\n{}", complaints.len(), cases.len(), complaints.join("\n"));
    assert!(cases.len() >= 10, "only {} cases", cases.len());
}

#[test]
fn a_template_is_no_change_of_itself() {
    let mut tables = 0;
    for case in tablewarden_tests::corpus::cases() {
        let request = CheckRequest { changes: true, ..case.request.clone() };
        let response = answer_to(&frame_since(request, &case.bytes, &case.bytes));
        assert_eq!(said(&response), "", "{}", case.name);
        let changes = response.changes.map(|changes| changes.tables).unwrap_or_default();
        assert_eq!(changes.len(), response.counts.tables as usize, "{}", case.name);
        for table in &changes {
            assert_eq!(table.outcome, TableOutcome::Unchanged, "{}: {table:?}", case.name);
        }
        tables += changes.len();
    }
    assert!(tables > 500, "{tables}");
}

/// Every finding about a change is an effect, and the worst one is the outcome of its table.
#[test]
fn outcomes_are_those_of_the_findings() {
    let folder = root().join("tests/changes");
    let mut effects = 0;
    for case in std::fs::read_dir(&folder).expect("it is there").map(|entry| entry.expect("it is read").path()) {
        let response = checked(&case);
        let changes = response.changes.as_ref().expect("they were asked for");
        let rank = changes.tables.iter().map(|table| table.outcome).collect::<Vec<_>>();
        assert!(rank.is_sorted(), "{}: {rank:?}", case.display());
        let told: Vec<(&str, &str)> = changes
            .tables
            .iter()
            .flat_map(|table| &table.effects)
            .map(|effect| (effect.rule.as_deref().unwrap_or_default(), effect.message.as_str()))
            .collect();
        let found =
            response.findings.iter().chain(&response.waived).filter(|finding| finding.rule.starts_with("DDB-C"));
        for finding in found {
            let is_told = told.contains(&(finding.rule.as_str(), finding.message.as_str()));
            assert!(is_told, "{}: {}", case.display(), finding.message);
        }
        for table in changes.tables.iter().filter(|table| !table.effects.is_empty()) {
            assert_eq!(table.effects.first().map(|effect| effect.outcome), Some(table.outcome), "{}", case.display());
        }
        effects += told.len();
    }
    assert!(effects >= 50, "{effects}");
}

/// A table whose key, Kinesis stream and resource policy have more outcomes together than are looked at, and each has few.
fn of_many_outcomes(key: &str) -> String {
    let conditions: String = (0..7).map(|n| format!("  C{n}: !Equals [!Ref P{n}, x]\n")).collect();
    let parameters: String = (0..7).map(|n| format!("  P{n}: {{Type: String}}\n")).collect();
    let nested =
        |range: std::ops::Range<usize>| range.fold("a".to_owned(), |inner, n| format!("!If [C{n}, x{n}, {inner}]"));
    format!(
        "Parameters:\n{parameters}Conditions:\n{conditions}Resources:\n  Ledger:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      \
         SSESpecification: {{SSEEnabled: true, KMSMasterKeyId: {key}}}\n      \
         KinesisStreamSpecification: {{StreamArn: {}}}\n      \
         ResourcePolicy: {{PolicyDocument: {{Statement: [{{Effect: {}}}]}}}}\n",
        nested(0..4),
        nested(4..7)
    )
}

#[test]
fn what_only_a_comparison_needs_is_missed_only_there() {
    let (old, new) = (of_many_outcomes("alias/a"), of_many_outcomes("alias/b"));
    let missed = |response: &CheckResponse| -> Vec<String> {
        let notices = response.notices.iter().map(|notice| notice.message.clone());
        notices.filter(|message| message.contains("Ledger")).collect()
    };
    let alone = check(request("new.yaml", new.as_bytes()), &[new.as_bytes()]);
    assert_eq!(missed(&alone), [""; 0]);
    let compared = answer_to(&frame_since(request("new.yaml", new.as_bytes()), new.as_bytes(), old.as_bytes()));
    assert!(missed(&compared).iter().any(|message| message.contains("attachments")), "{:?}", missed(&compared));
}

//! What is listed of files that have too much of something, and that nothing of the rest is lost.

#![allow(clippy::unwrap_used)]

use tablewarden_wire::{BaselineOfFile, CheckRequest, CheckResponse, Gravity, KnownFinding, Limits, Outcome, VERSION};

use crate::check_file::check;

/// The answer about a template, `most` findings of a rule listed.
fn answer(text: &str, most: u32, baseline: Option<BaselineOfFile>) -> CheckResponse {
    let request = CheckRequest {
        limits: Limits { findings: Some(most), ..Limits::default() },
        baseline,
        excerpts: true,
        statuses: false,
        ..serde_json::from_str(&format!(
            r#"{{"version": {VERSION}, "blobs": [], "file": {{"name": "t.yaml", "blob": 0}}}}"#
        ))
        .unwrap()
    };
    check(&request, &[text.as_bytes()]).unwrap()
}

/// Tables with an error each; `more` is of each.
fn tables(count: usize, more: &str) -> String {
    let table =
        |number| format!("  T{number}: {{Type: AWS::DynamoDB::Table, {more} Properties: {{BillingMode: X}}}}\n");
    ["Resources:\n".to_owned(), (0..count).map(table).collect()].concat()
}

fn of_rule<'r>(response: &'r CheckResponse, rule: &str) -> (usize, Option<&'r super::Unlisted>) {
    let listed = response.findings.iter().filter(|one| one.rule == rule).count();
    (listed, response.unlisted.iter().find(|one| one.rule == rule))
}

fn told<'r>(response: &'r CheckResponse, what: &str) -> Vec<&'r str> {
    response.notices.iter().map(|notice| notice.message.as_str()).filter(|message| message.contains(what)).collect()
}

#[test]
fn what_is_over_is_counted_and_told() {
    let all = answer(&tables(7, ""), u32::MAX, None);
    let some = answer(&tables(7, ""), 3, None);
    assert_eq!(of_rule(&all, "DDB-V002"), (7, None));
    let (listed, left) = of_rule(&some, "DDB-V002");
    assert_eq!((listed, left.map(|left| left.findings)), (3, Some(4)));
    assert_eq!((some.counts, some.outcome), (all.counts, all.outcome));
    let lost = all.findings.len() - some.findings.len();
    let told = told(&some, "more findings");
    assert!(
        told.len() == 1 && told[0].starts_with(&format!("{lost} more findings are counted and not listed: 4 of `DDB-")),
        "{told:?}"
    );
    assert!(some.excerpts.iter().all(|one| one.text.trim_start().starts_with("T0") || one.text.contains(": {Type")));
    assert!(some.excerpts.len() < all.excerpts.len());
}

#[test]
fn nothing_is_said_where_all_is_listed() {
    for most in [7, 8, u32::MAX] {
        let response = answer(&tables(7, ""), most, None);
        assert_eq!((response.unlisted.len(), told(&response, "not listed").len()), (0, 0));
    }
}

#[test]
fn what_is_not_listed_fails_a_run_all_the_same() {
    let text = tables(3, "Metadata: {tablewarden: {waive: [{rule: DDB-V002, reason: a}]}},");
    let response =
        answer(&[&text, "  T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: X}}\n"].concat(), 1, None);
    assert_eq!(response.outcome, Outcome::Findings);
    let waived = response.waived.iter().filter(|one| one.rule == "DDB-V002").count();
    let left = of_rule(&response, "DDB-V002").1.unwrap();
    assert_eq!((waived, left.waived, left.findings), (1, 2, 0));
}

#[test]
fn the_templates_of_one_file_share_its_lists() {
    let response = answer(&[tables(3, ""), "---\n".to_owned(), tables(3, "")].concat(), 2, None);
    let (listed, left) = of_rule(&response, "DDB-V002");
    assert_eq!((listed, left.unwrap().findings, told(&response, "more findings").len()), (2, 4, 1));
}

#[test]
fn notices_of_one_gravity_have_an_end_too() {
    let waiver = |number| format!("{{rule: X{number}, reason: a}}, ");
    let waivers = (0..6).map(waiver).collect::<String>();
    let text =
        format!("Metadata: {{tablewarden: {{waive: [{waivers}]}}}}\nResources: {{T: {{Type: AWS::SNS::Topic}}}}\n");
    let [all, some] = [u32::MAX, 2].map(|most| answer(&text, most, None));
    for gravity in [Gravity::Notice, Gravity::Incomplete, Gravity::Error] {
        let of = |response: &CheckResponse| response.notices.iter().filter(|one| one.gravity == gravity).count();
        let expected = if of(&all) > 2 { 3 } else { of(&all) };
        assert_eq!(of(&some), expected, "{gravity:?}");
    }
    assert_eq!(all.outcome, some.outcome);
    assert!(all.notices.len() > 3 && told(&some, " are counted and not listed.").len() == 1, "{:?}", all.notices);
}

#[test]
fn a_baseline_knows_what_is_not_listed() {
    let base = |findings: &[KnownFinding], is_written| {
        Some(BaselineOfFile { name: "base.json".to_owned(), findings: findings.to_vec(), is_written })
    };
    let written = answer(&tables(5, ""), 2, base(&[], true));
    let all = answer(&tables(5, ""), u32::MAX, base(&[], true));
    assert_eq!((written.outcome, &written.written), (Outcome::Clean, &all.written));
    assert_eq!(all.written.len(), all.known.len());
    let known = answer(&tables(5, ""), 2, base(&written.written, false));
    let left = |response: &CheckResponse| of_rule(response, "DDB-V002").1.cloned().unwrap_or_default();
    assert_eq!((known.outcome, known.findings.len(), left(&known).known), (Outcome::Clean, 0, 3));
    // One more than is known is new, wherever it stands.
    let more = answer(&tables(6, ""), 2, base(&written.written, false));
    assert_eq!((more.outcome, of_rule(&more, "DDB-V002").0), (Outcome::Findings, 1));
    let fewer = answer(&tables(1, ""), 2, base(&written.written, false));
    let gone: u32 = fewer.gone.iter().filter(|one| one.rule == "DDB-V002").map(|one| one.count).sum();
    assert_eq!((gone, left(&fewer).gone), (2, 2));
}

#[test]
fn unknown_values_and_second_places_have_an_end() {
    let names =
        |count: usize| (0..count).map(|number| format!("      - {{AttributeName: a{number}, AttributeType: S}}\n"));
    let text = format!(
        "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      AttributeDefinitions:\n{}",
        names(5).collect::<String>()
    );
    let related = |most| answer(&text, most, None).findings.iter().map(|one| one.related.len()).max().unwrap_or(0);
    assert!(related(1) <= 1 && related(u32::MAX) >= related(1));
    let request: CheckRequest = serde_json::from_str(&format!(
        r#"{{"version": {VERSION}, "blobs": [], "file": {{"name": "t.yaml", "blob": 0}}, "unknownValues": true, "limits": {{"findings": 2}}}}"#
    ))
    .unwrap();
    let open: String = (0..5)
        .map(|number| {
            format!("  T{number}: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: !Ref P{number}}}}}\n")
        })
        .collect();
    let parameters: String = (0..5).map(|number| format!("  P{number}: {{Type: String}}\n")).collect();
    let text = format!("Parameters:\n{parameters}Resources:\n{open}");
    let response = check(&request, &[text.as_bytes()]).unwrap();
    assert_eq!((response.unknown_values.len(), response.counts.unknown_values), (2, 5));
    assert_eq!(told(&response, "3 more unknown values are counted and not listed.").len(), 1);
}

//! Waivers, in comments and in metadata: what is found without them is found or waived with them, and a waiver that we write holds.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::ask::{about, add, ask, check, checked, list, text};
use crate::engine::Engine;
use crate::holds::applied;
use crate::parts::first;

const BEFORE: &str = "Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n";
const BEHIND: &str = "    Properties:\n      BillingMode: PROVISIONED\n      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n      \
    KeySchema: [{AttributeName: id, KeyType: HASH}]\n      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}\n";

/// The rules that find something in the table, which an input can name in its last part by the first letter.
const RULE: &str = "DDB-R001";

pub(super) fn waivers(input: &[u8], engine: &mut dyn Engine) {
    let [comments, metadata, reason] = first(input);
    let comments = String::from_utf8_lossy(comments);
    let metadata = String::from_utf8_lossy(metadata);
    let comments: String = comments.split(['\n', '\r']).map(|line| format!("    # {line}\n")).collect();
    let indented: String = metadata.split(['\n', '\r']).map(|line| format!("      {line}\n")).collect();
    let metadata = if metadata.trim().is_empty() { String::new() } else { format!("    Metadata:\n{indented}") };
    let with = format!("{BEFORE}{comments}{metadata}{BEHIND}");
    let answer = found(engine, with.as_bytes());
    // Metadata that cannot be read may take a part of the table with it.
    if is_whole(&answer) {
        let plain = found(engine, format!("{BEFORE}{BEHIND}").as_bytes());
        let (mut before, after) = (counted(&plain), counted(&answer));
        before.retain(|finding, count| after.get(finding).copied().unwrap_or(0) < *count);
        assert!(before.is_empty(), "a waiver makes findings go: {before:?} of\n{with}");
    }
    waive(engine, with.as_bytes(), reason);
}

fn found(engine: &mut dyn Engine, template: &[u8]) -> Value {
    let mut header = check(("t.yaml", template));
    add(&mut header, json!({"profile": "strict"}));
    checked(engine, header, &[("t.yaml", template)])
}

fn is_whole(answer: &Value) -> bool {
    !matches!(text(answer, "outcome"), "incomplete" | "error")
}

/// The findings, waived or not, and how many of each.
fn counted(answer: &Value) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for finding in list(answer, "findings").iter().chain(list(answer, "waived")) {
        let key = ["rule", "path", "message"].map(|key| text(finding, key)).join(" ");
        *counted.entry(key).or_default() += 1;
    }
    counted
}

/// Writes a waiver with this reason: what is written is read, and waives what it should.
fn waive(engine: &mut dyn Engine, template: &[u8], reason: &[u8]) {
    let reason = String::from_utf8_lossy(reason);
    let more = json!({"rule": RULE, "reason": reason, "resource": "Orders"});
    let answer = ask(engine, &about("waive", &check(("t.yaml", template)), more), &[("t.yaml", template)]);
    if answer["error"].is_string() || answer["refused"].is_object() {
        return;
    }
    let written = applied(template, list(&answer, "edits"));
    let after = found(engine, &written);
    let left = list(&after, "findings").iter().filter(|finding| text(finding, "rule") == RULE).count();
    assert_eq!(left, 0, "the waiver does not hold:\n{}", String::from_utf8_lossy(&written));
    let before = found(engine, template);
    assert!(!is_whole(&before) || is_whole(&after), "the waiver damages:\n{}", String::from_utf8_lossy(&written));
}

//! Settings files: the schema and the engine know the same keys, and what the documentation shows can be meant.

use serde_json::Value;
use tablewarden_tests::checkers::{check, request};
use tablewarden_tests::repository::{read, root};
use tablewarden_wire::{CheckResponse, FileBlob, Outcome};

const TEMPLATE: &[u8] = b"Resources: {Topic: {Type: AWS::SNS::Topic}}";

fn checked(settings: &str) -> CheckResponse {
    let mut request = request("infra/orders.yaml", TEMPLATE);
    request.settings = Some(FileBlob { name: "tablewarden.yaml".to_owned(), blob: 1 });
    check(request, &[TEMPLATE, settings.as_bytes()])
}

/// The keys that the engine lists where it meets one that it does not know.
fn known(settings: &str) -> Vec<String> {
    let notices = checked(settings).notices;
    let list = notices.iter().find_map(|notice| notice.message.strip_prefix("Unknown key `zzz`. Known here: "));
    let list = list.unwrap_or_else(|| panic!("{settings}: {notices:?}"));
    let mut keys: Vec<String> = list.trim_end_matches('.').split(", ").map(str::to_owned).collect();
    keys.sort();
    keys
}

#[test]
fn the_schema_and_the_engine_know_the_same_keys() {
    let schema: Value = serde_json::from_slice(&read(&root().join("docs/schema/settings.schema.json"))).expect("JSON");
    for (definition, settings) in [
        ("", "zzz: 1"),
        ("/$defs/Paths", "paths: {zzz: 1}"),
        ("/$defs/Adjusted", "rules: {DDB-R001: {zzz: 1}}"),
        ("/$defs/Production", "production: {zzz: 1}"),
        ("/$defs/Signs", "production: {when: {zzz: 1}, rules: []}"),
        ("/$defs/Tags", "tags: {zzz: 1}"),
    ] {
        let properties = schema.pointer(&format!("{definition}/properties")).and_then(Value::as_object);
        let mut keys: Vec<String> = properties.expect("it is a map of keys").keys().cloned().collect();
        keys.sort();
        assert_eq!(known(settings), keys, "{definition}");
    }
}

#[test]
fn what_the_documentation_shows_can_be_meant() {
    let page = String::from_utf8(read(&root().join("docs/settings.md"))).expect("documentation is UTF-8");
    let mut shown = 0;
    for block in page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        let response = checked(block);
        assert!(response.outcome == Outcome::Clean && response.notices.is_empty(), "{block}{:?}", response.notices);
        shown += 1;
    }
    assert!(shown >= 3, "{shown}");
}

#[test]
fn a_mistake_stands_at_its_place_and_hides_nothing() {
    let response = checked("rules:\n  DDB-R999: off\n");
    let notice = &response.notices[0];
    let start = notice.span.expect("it has a place").start;
    assert_eq!((notice.file.as_str(), start.line, start.column), ("tablewarden.yaml", 2, 3));
    assert_eq!((response.outcome, response.settings.as_deref()), (Outcome::Error, Some("tablewarden.yaml")));
    assert!(!response.statuses.is_empty(), "the rules were evaluated");
}

//! What is found in open documents, and when the client is told.

use serde_json::json;

use super::client::{Client, TABLE, in_short, range, uri};

#[test]
fn what_check_finds_is_told_when_a_document_is_opened() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", TABLE);
    let served = client.shut_down();
    let published = served.published("t.yaml");
    assert_eq!(published.len(), 1);
    assert_eq!(published[0]["version"], 1);
    let found = published[0]["diagnostics"].as_array().unwrap();
    let recovery = found.iter().find(|one| one["code"] == "DDB-R001").unwrap();
    assert_eq!(recovery["severity"], 2);
    assert_eq!(recovery["source"], "tablewarden");
    assert_eq!(recovery["range"], range((3, 4), (3, 14)));
    let page = "https://github.com/tablewarden/tablewarden/blob/main/docs/rules/DDB-R001.md";
    assert_eq!(recovery["codeDescription"]["href"], page);
    let message = recovery["message"].as_str().unwrap();
    assert!(message.starts_with("Table `Orders` has no point-in-time recovery."), "{message}");
    assert!(message.contains("\nSet `PointInTimeRecoverySpecification"), "the help is below: {message}");
    assert_eq!(recovery["data"]["fingerprint"].as_str().unwrap().len(), 16);
}

#[test]
fn conditions_related_places_and_what_is_not_used_are_told() {
    let text = "\
Conditions: {P: !Equals [!Ref AWS::Region, eu-west-1]}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: a, AttributeType: S}, {AttributeName: b, AttributeType: S}]
      KeySchema: [{AttributeName: a, KeyType: HASH}]
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: !If [P, true, false]}
";
    let mut client = Client::new(&[]);
    client.open("t.yaml", text);
    let served = client.shut_down();
    let found = served.published("t.yaml")[0]["diagnostics"].as_array().unwrap().clone();
    let of = |rule: &str| found.iter().find(|one| one["code"] == rule).unwrap_or_else(|| panic!("{rule}: {found:?}"));
    assert!(of("DDB-R001")["message"].as_str().unwrap().contains("(when `P` is false)"));
    assert_eq!(of("DDB-R001")["severity"], 3);
    assert!(found.iter().any(|one| one["tags"] == json!([1])), "the unused attribute: {found:?}");
}

#[test]
fn each_change_is_checked_and_told_only_where_something_is_different() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", TABLE);
    // A comment at the end moves nothing.
    client.change("t.yaml", 2, &json!([{"range": range((4, 0), (4, 0)), "text": "# a\n"}]));
    client.change("t.yaml", 3, &json!([{"range": range((0, 0), (0, 0)), "text": "# b\n"}]));
    let served = client.shut_down();
    let told = served.published("t.yaml");
    assert_eq!(told.iter().map(|params| params["version"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 3]);
    let answers = served.wishes.iter().filter(|wishes| wishes[0].starts_with("answer")).count();
    assert_eq!(answers, 3);
}

#[test]
fn fast_typing_is_checked_once_for_all_that_has_come() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", TABLE);
    let change = |version: u32| {
        let params = json!({"textDocument": {"uri": uri("t.yaml"), "version": version},
            "contentChanges": [{"range": range((0, 0), (0, 0)), "text": "\n"}]});
        super::client::framed(&json!({"method": "textDocument/didChange", "params": params}).to_string())
    };
    client.send(&change(2));
    for version in 3..20 {
        client.send_too(&change(version));
    }
    // The last of them comes in two pieces, and is waited for.
    let last = change(20);
    client.send_too(&last[..30]);
    client.send(&last[30..]);
    let served = client.shut_down();
    let told = served.published("t.yaml");
    assert_eq!(told.len(), 2);
    assert_eq!(told[1]["version"], 20);
    assert!(in_short(told[1]).contains("DDB-R001:23"), "{}", in_short(told[1]));
}

#[test]
fn a_fault_that_is_gone_and_a_document_that_is_closed_are_told() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", TABLE);
    let other = "Resources:\n  Topic: {Type: AWS::SNS::Topic}\n";
    client.change("t.yaml", 2, &json!([{"text": other}]));
    client.change("t.yaml", 3, &json!([{"text": TABLE}]));
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri("t.yaml")}}));
    client.change("t.yaml", 4, &json!([{"text": other}]));
    let served = client.shut_down();
    let told = served.told("t.yaml");
    assert_eq!(told.len(), 4);
    assert_eq!((told[1].as_str(), &told[2], told[3].as_str()), ("", &told[0], ""));
}

#[test]
fn what_is_no_template_and_what_the_settings_leave_out_has_no_diagnostics() {
    let mut client = Client::new(&[("tablewarden.yaml", "exclude: old\n")]);
    client.open("compose.yaml", "services: {a: {image: b}}\n");
    client.open("broken.yaml", "a: [\nb: }\n");
    client.open("empty.yaml", "");
    client.open("old/t.yaml", TABLE);
    let served = client.shut_down();
    assert!(served.messages.iter().all(|message| message["method"].is_null()), "{:?}", served.messages);
}

#[test]
fn a_template_that_is_being_written_is_checked_as_far_as_it_goes() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", &format!("{TABLE}  Other:\n    Type: [\n"));
    client.open(
        "u.json",
        "{\"Resources\": {\"Orders\": {\"Type\": \"AWS::DynamoDB::Table\", \"Properties\": {\"BillingMode\": ",
    );
    let served = client.shut_down();
    let told = served.told("t.yaml");
    assert!(told[0].contains("DDB-R001:4") && told[0].contains(":6"), "{told:?}");
    let published = served.published("t.yaml");
    assert!(
        published[0]["diagnostics"].as_array().unwrap().iter().any(|one| one["severity"] == 1 && one["code"].is_null())
    );
    assert!(!served.told("u.json")[0].is_empty());
}

#[test]
fn settings_and_rule_files_count_as_check_has_them_and_anew_when_they_change() {
    let rule = "rule named { Resources.*.Properties.TableName exists <<no name>> }\n";
    let settings = "rules: {DDB-R001: off}\nruleFiles: rules\n";
    let mut client = Client::new(&[("infra/tablewarden.yaml", settings), ("infra/rules/a.guard", rule)]);
    client.open("infra/t.yaml", TABLE);
    client.open("t.yaml", TABLE);
    client.notify(
        "workspace/didChangeWatchedFiles",
        &json!({"changes": [{"uri": uri("infra/tablewarden.yaml"), "type": 2}]}),
    );
    let served = client.shut_down();
    let (inside, outside) = (served.told("infra/t.yaml"), served.told("t.yaml"));
    assert!(inside[0].contains("named:") && !inside[0].contains("DDB-R001"), "{inside:?}");
    assert!(!outside[0].contains("named:") && outside[0].contains("DDB-R001"), "{outside:?}");
    assert_eq!((inside.len(), outside.len()), (1, 1), "nothing is different");
    let reads =
        |path: &str| served.wishes.iter().flatten().filter(|wish| **wish == format!("read /work/{path}")).count();
    assert_eq!(reads("infra/tablewarden.yaml"), 2);
}

#[test]
fn what_is_wrong_with_settings_is_told_where_it_stands() {
    let mut client = Client::new(&[
        ("tablewarden.yaml", "profile: strickt\n"),
        ("twice/tablewarden.yaml", ""),
        ("twice/tablewarden.yml", ""),
    ]);
    client.open("t.yaml", TABLE);
    client.open("u.yaml", TABLE);
    client.open("twice/t.yaml", TABLE);
    let served = client.shut_down();
    let of_settings = served.told("tablewarden.yaml");
    assert_eq!(of_settings.len(), 1, "two templates say the same of it: {of_settings:?}");
    assert!(of_settings[0].contains("strickt") && of_settings[0].ends_with(":1"), "{of_settings:?}");
    let twice = served.told("twice/t.yaml");
    assert!(twice[0].starts_with("It has several settings files"), "{twice:?}");
}

#[test]
fn rule_files_have_their_own_diagnostics() {
    let mut client = Client::new(&[]);
    client.open("a.guard", "rule a { Resources.* exists }\nrule b { \n");
    client.open("b.ruleset", "rule a { Resources exists }\n");
    let served = client.shut_down();
    let published = served.published("a.guard");
    let found = published[0]["diagnostics"].as_array().unwrap();
    assert!(found.iter().all(|one| one["severity"] == 1 || one["severity"] == 2));
    assert!(found.iter().any(|one| one["range"]["start"]["line"].as_u64() >= Some(1)), "{found:?}");
    assert!(served.published("b.ruleset").is_empty());
}

#[test]
fn a_document_that_is_not_saved_has_the_settings_of_the_workspace() {
    let mut client = Client::new(&[("tablewarden.yaml", "rules: {DDB-R001: off}\n")]);
    client.open("untitled:Untitled-1", TABLE);
    let served = client.shut_down();
    let told = served.told("untitled:Untitled-1");
    assert!(told[0].contains("DDB-") && !told[0].contains("DDB-R001"), "{told:?}");
}

#[test]
fn columns_are_counted_as_agreed() {
    let text =
        "Resources:\n  Orders: {Type: AWS::DynamoDB::Table, Metadata: {a: 😀é}, Properties: {BillingMode: X}}\r\n";
    for (encoding, place) in [("utf-16", 86), ("utf-8", 89)] {
        let mut client = Client::able(&[], &json!({"general": {"positionEncodings": [encoding]}}));
        client.open("t.yaml", text);
        client.change("t.yaml", 2, &json!([{"range": range((1, place - 1), (1, place)), "text": "Y"}]));
        let served = client.shut_down();
        let published = served.published("t.yaml");
        let last = published.last().unwrap()["diagnostics"].as_array().unwrap();
        let billing = last.iter().find(|one| one["code"] == "DDB-V003").unwrap_or_else(|| panic!("{last:?}"));
        assert_eq!(billing["range"], range((1, place - 1), (1, place)), "{encoding}");
    }
}

//! What the client asks of a place or of a whole document: hover, completion, definitions, symbols, lines above tables, actions.

use serde_json::{Value, json};

use super::client::{Client, TABLE, range, uri};

const ORDERS: &str = "\
Resources:
  Orders: # é😀
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
Outputs:
  Name: {Value: !Ref Orders}
";

fn at(line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri("t.yaml")}, "position": {"line": line, "character": character}})
}

#[test]
fn a_place_has_a_hover_a_definition_and_completions() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", ORDERS);
    let hover = client.request("textDocument/hover", &at(1, 4));
    let nothing = client.request("textDocument/hover", &at(99, 99));
    let defined = client.request("textDocument/definition", &at(8, 22));
    let completed = client.request("textDocument/completion", &at(4, 21));
    let closed = client.request("textDocument/hover", &json!({"textDocument": {"uri": uri("u.yaml")}, "position": {}}));
    let served = client.shut_down();
    let shown = &served.of(hover)["result"];
    assert_eq!(shown["contents"]["kind"], "markdown");
    assert!(shown["contents"]["value"].as_str().unwrap().contains("Orders"), "{shown}");
    assert_eq!(shown["range"]["start"], json!({"line": 1, "character": 2}));
    assert_eq!((&served.of(nothing)["result"], &served.of(closed)["result"]), (&Value::Null, &Value::Null));
    let places = served.of(defined)["result"].as_array().unwrap();
    assert_eq!(places[0], json!({"uri": uri("t.yaml"), "range": range((1, 2), (1, 8))}));
    let items = served.of(completed)["result"].as_array().unwrap();
    let labels: Vec<&str> = items.iter().map(|item| item["label"].as_str().unwrap()).collect();
    assert!(labels.contains(&"PROVISIONED"), "{labels:?}");
    assert_eq!(items[0]["textEdit"]["range"]["start"]["line"], 4);
    let order: Vec<&str> = items.iter().map(|item| item["sortText"].as_str().unwrap()).collect();
    assert!(order.is_sorted() && order.iter().all(|text| text.len() == 5), "{order:?}");
}

#[test]
fn a_document_has_symbols_and_lines_above_its_tables() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", ORDERS);
    let of_document = json!({"textDocument": {"uri": uri("t.yaml")}});
    let symbols = client.request("textDocument/documentSymbol", &of_document);
    let lenses = client.request("textDocument/codeLens", &of_document);
    let served = client.shut_down();
    let symbols = served.of(symbols)["result"].as_array().unwrap();
    let resources = symbols.iter().find(|symbol| symbol["name"] == "Resources").unwrap();
    let orders = &resources["children"][0];
    assert_eq!((&orders["name"], &orders["kind"]), (&json!("Orders"), &json!(23)));
    assert_eq!(orders["selectionRange"], range((1, 2), (1, 8)));
    let lenses = served.of(lenses)["result"].as_array().unwrap();
    assert_eq!(lenses.len(), 1);
    assert_eq!(lenses[0]["command"]["command"], "");
    assert!(lenses[0]["command"]["title"].as_str().unwrap().contains("id"), "{}", lenses[0]);
}

#[test]
fn keys_of_facts_are_completed_in_rule_files() {
    let mut client = Client::new(&[]);
    let text = "# facts: dynamodb\nrule a { DynamoDB.Tables[*].Bil }\n";
    client.open("a.guard", text);
    let place = json!({"textDocument": {"uri": uri("a.guard")}, "position": {"line": 1, "character": 31}});
    let completed = client.request("textDocument/completion", &place);
    let served = client.shut_down();
    let result = &served.of(completed)["result"];
    let labels: Vec<&str> = result.as_array().unwrap().iter().filter_map(|item| item["label"].as_str()).collect();
    assert!(labels.contains(&"Billing"), "{result}");
}

fn action(from: (u32, u32), to: (u32, u32), context: &Value) -> Value {
    json!({"textDocument": {"uri": uri("t.yaml")}, "range": range(from, to), "context": context})
}

fn titles(result: &Value) -> Vec<&str> {
    result.as_array().unwrap().iter().map(|action| action["title"].as_str().unwrap()).collect()
}

#[test]
fn a_finding_can_be_waived_where_it_is() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", TABLE);
    let shown = json!({"code": "DDB-R001", "data": {"fingerprint": "0123456789abcdef"}});
    let here = client.request("textDocument/codeAction", &action((3, 4), (3, 4), &json!({"diagnostics": [shown]})));
    let elsewhere = client.request("textDocument/codeAction", &action((0, 0), (0, 3), &json!({"diagnostics": []})));
    let source =
        client.request("textDocument/codeAction", &action((3, 4), (3, 4), &json!({"only": ["source", "refactor"]})));
    let only = client.request("textDocument/codeAction", &action((3, 4), (3, 4), &json!({"only": ["quickfix"]})));
    let served = client.shut_down();
    let actions = &served.of(here)["result"];
    assert!(titles(actions).contains(&"Waive DDB-R001 here…"), "{actions}");
    let waive = actions.as_array().unwrap().iter().find(|action| action["title"] == "Waive DDB-R001 here…").unwrap();
    assert_eq!(waive["kind"], "quickfix");
    let edits = &waive["edit"]["changes"][uri("t.yaml")];
    assert_eq!(edits[0]["newText"], "    # tablewarden: waive DDB-R001 TODO: say why\n");
    assert_eq!(edits[0]["range"], range((2, 0), (2, 0)));
    assert!(waive["diagnostics"].is_null(), "that diagnostic is about something else");
    assert_eq!(titles(&served.of(elsewhere)["result"]), ["Make all safe fixes"]);
    assert!(titles(&served.of(source)["result"]).iter().all(|title| !title.starts_with("Waive")));
    let quick = titles(actions).into_iter().filter(|title| *title != "Make all safe fixes");
    assert_eq!(titles(&served.of(only)["result"]), quick.collect::<Vec<_>>());
}

#[test]
fn a_client_that_can_gets_the_edit_of_a_waiver_later_and_with_its_version() {
    let action_support = json!({"dataSupport": true, "resolveSupport": {"properties": ["edit"]}});
    let capabilities = json!({"textDocument": {"codeAction": action_support}, "workspace": {"workspaceEdit": {"documentChanges": true}}});
    let mut client = Client::able(&[], &capabilities);
    client.open("t.yaml", TABLE);
    let asked = client.request("textDocument/codeAction", &action((3, 4), (3, 4), &json!({"diagnostics": []})));
    let data = json!({"uri": uri("t.yaml"), "rule": "DDB-R001", "resource": "Orders"});
    let chosen = json!({"title": "a \"title\"", "kind": "quickfix", "data": data});
    let resolved = client.request("codeAction/resolve", &chosen);
    let refused = client
        .request("codeAction/resolve", &json!({"title": "x", "data": {"uri": uri("t.yaml"), "rule": "DDB-K001"}}));
    let unknown = client.request("codeAction/resolve", &json!({"title": "x", "data": {"uri": uri("u.yaml")}}));
    let served = client.shut_down();
    let waive = served.of(asked)["result"].as_array().unwrap().iter().find(|action| action["data"] == data);
    assert!(waive.unwrap()["edit"].is_null());
    let result = &served.of(resolved)["result"];
    assert_eq!((&result["title"], &result["data"]), (&chosen["title"], &data));
    let change = &result["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": uri("t.yaml"), "version": 1}));
    assert_eq!(change["edits"].as_array().unwrap().len(), 1);
    assert!(served.of(refused)["error"]["message"].as_str().unwrap().contains("nothing to waive"));
    assert_eq!(served.of(unknown)["error"]["code"], -32602);
}

/// The text with edits in it.
fn fixed(text: &str, edits: &Value) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let offset = |at: &Value| {
        let line = usize::try_from(at["line"].as_u64().unwrap()).unwrap();
        let before: usize = lines[..line].iter().map(|line| line.len()).sum();
        before + usize::try_from(at["character"].as_u64().unwrap()).unwrap()
    };
    let mut fixed = text.to_owned();
    for edit in edits.as_array().unwrap().iter().rev() {
        let (from, to) = (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]));
        fixed.replace_range(from..to, edit["newText"].as_str().unwrap());
    }
    fixed
}

const UNRECOVERED: &str = "\
Resources:
  Orders: # kept
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
";

#[test]
fn a_fix_is_offered_and_after_it_the_finding_is_gone() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", UNRECOVERED);
    let asked = client.request("textDocument/codeAction", &action((1, 0), (6, 9), &json!({"only": ["quickfix"]})));
    let all = client.request("textDocument/codeAction", &action((0, 0), (0, 0), &json!({"only": ["source.fixAll"]})));
    let moved = client.request("textDocument/codeAction", &action((0, 0), (0, 0), &json!({"triggerKind": 2})));
    let served = client.shut_down();
    let actions = served.of(asked)["result"].as_array().unwrap();
    let fix = actions.iter().find(|action| action["title"].as_str().unwrap().contains("point-in-time recovery"));
    let fix = fix.unwrap_or_else(|| panic!("{actions:?}"));
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
    let after = fixed(UNRECOVERED, &fix["edit"]["changes"][uri("t.yaml")]);
    assert!(after.starts_with(UNRECOVERED) && after.contains("PointInTimeRecoveryEnabled: true"), "{after}");
    let whole = &served.of(all)["result"];
    assert_eq!(titles(whole), ["Make all safe fixes"]);
    assert_eq!(whole[0]["kind"], "source.fixAll.tablewarden");
    let all_fixed = fixed(UNRECOVERED, &whole[0]["edit"]["changes"][uri("t.yaml")]);
    assert!(all_fixed.contains("PointInTimeRecoveryEnabled: true") && all_fixed.contains("# kept"), "{all_fixed}");
    assert_eq!(
        titles(&served.of(moved)["result"]),
        [""; 0],
        "what costs several checks is not made for a cursor that moves"
    );

    let mut client = Client::new(&[]);
    client.open("t.yaml", &after);
    let told = client.shut_down().told("t.yaml");
    assert!(!told[0].contains("DDB-R001"), "{told:?}");
}

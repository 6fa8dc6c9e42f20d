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
fn a_place_has_a_hover_and_a_definition() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", ORDERS);
    let hover = client.request("textDocument/hover", &at(1, 4));
    let nothing = client.request("textDocument/hover", &at(99, 99));
    let defined = client.request("textDocument/definition", &at(8, 22));
    let closed = client.request("textDocument/hover", &json!({"textDocument": {"uri": uri("u.yaml")}, "position": {}}));
    let served = client.shut_down();
    let shown = &served.of(hover)["result"];
    assert_eq!(shown["contents"]["kind"], "markdown");
    assert!(shown["contents"]["value"].as_str().unwrap().contains("Orders"), "{shown}");
    assert_eq!(shown["range"]["start"], json!({"line": 1, "character": 2}));
    assert_eq!((&served.of(nothing)["result"], &served.of(closed)["result"]), (&Value::Null, &Value::Null));
    let places = served.of(defined)["result"].as_array().unwrap();
    assert_eq!(places[0], json!({"uri": uri("t.yaml"), "range": range((1, 2), (1, 8))}));
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
    assert_eq!(titles(&served.of(elsewhere)["result"]), [""; 0]);
    assert!(titles(&served.of(source)["result"]).iter().all(|title| !title.starts_with("Waive")));
    assert_eq!(titles(&served.of(only)["result"]), titles(actions));
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

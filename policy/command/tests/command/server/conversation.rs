//! Beginning and ending, requests that are not known, cancelling, and what the client is asked to tell of.

use serde_json::{Value, json};

use super::client::{Client, TABLE, framed};
use crate::invented::Invented;

#[test]
fn a_server_begins_and_ends_in_order() {
    let mut client = Client::silent(&[]);
    let early = client.request("textDocument/hover", &json!({}));
    let begun = client.request("initialize", &json!({"processId": 1, "rootUri": null, "capabilities": {}}));
    let again = client.request("initialize", &json!({"capabilities": {}}));
    client.notify("initialized", &json!({}));
    let shut = client.request("shutdown", &Value::Null);
    let late = client.request("textDocument/hover", &json!({}));
    client.notify("exit", &Value::Null);
    client.notify("textDocument/didOpen", &json!({}));
    let served = client.end();
    assert_eq!(served.code, 0);
    assert_eq!(served.of(early)["error"]["code"], -32002);
    let result = &served.of(begun)["result"];
    assert_eq!(result["serverInfo"], json!({"name": "tablewarden", "version": "1.2.3"}));
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(result["capabilities"]["textDocumentSync"], json!({"openClose": true, "change": 2, "save": {}}));
    assert_eq!(served.of(again)["error"]["code"], -32600);
    assert_eq!(served.of(shut)["result"], Value::Null);
    assert_eq!(served.of(late)["error"]["code"], -32600);
    assert_eq!(served.messages.len(), 5);
}

#[test]
fn without_an_orderly_end_the_exit_code_is_1() {
    assert_eq!(Client::silent(&[]).end().code, 1);
    assert_eq!(Client::new(&[]).end().code, 1);
    let mut client = Client::new(&[]);
    client.notify("exit", &Value::Null);
    assert_eq!(client.end().code, 1);
    let mut client = Client::new(&[]);
    client.request("shutdown", &Value::Null);
    assert_eq!(client.end().code, 0, "the client is gone after it had the server shut down");
}

#[test]
fn the_units_are_those_that_the_client_likes_best() {
    for (offered, used) in [
        (json!(["utf-8", "utf-16"]), "utf-8"),
        (json!(["utf-32", "utf-16", "utf-8"]), "utf-16"),
        (json!(["utf-32"]), "utf-16"),
        (json!("utf-8"), "utf-16"),
    ] {
        let served = Client::able(&[], &json!({"general": {"positionEncodings": offered}})).shut_down();
        assert_eq!(served.of(1)["result"]["capabilities"]["positionEncoding"], used);
    }
    for says_nothing in [json!({}), json!({"capabilities": null}), Value::Null] {
        let mut client = Client::silent(&[]);
        let begun = client.request("initialize", &says_nothing);
        let served = client.end();
        assert_eq!(served.of(begun)["result"]["capabilities"]["positionEncoding"], "utf-16", "{says_nothing}");
    }
}

#[test]
fn what_is_not_known_is_refused_or_ignored() {
    let mut client = Client::new(&[]);
    let unknown = client.request("workspace/everything", &json!({}));
    client.notify("$/setTrace", &json!({"value": "off"}));
    client.notify("workspace/unheardOf", &json!([1, 2]));
    client.send(&framed(r#"{"jsonrpc": "2.0", "id": "of the server", "result": null}"#));
    client.send(&framed(r#"{"jsonrpc": "2.0", "id": "text \" 1", "method": "nothing"}"#));
    let served = client.shut_down();
    assert_eq!(served.of(unknown)["error"]["code"], -32601);
    assert_eq!(served.of(unknown)["error"]["message"], "the server knows no request `workspace/everything`");
    assert_eq!(served.messages.iter().filter(|message| message["id"] == "text \" 1").count(), 1);
    assert_eq!(served.messages.len(), 4);
}

#[test]
fn a_request_that_is_cancelled_before_its_turn_is_not_answered() {
    let mut client = Client::new(&[]);
    let cancelled = client.request("textDocument/hover", &json!({}));
    let other = client.last_id + 1;
    client.send_too(&framed(&json!({"id": other, "method": "workspace/x"}).to_string()));
    client.send_too(&framed(&json!({"method": "$/cancelRequest", "params": {"id": cancelled}}).to_string()));
    client.last_id = other;
    // What was answered already, or never asked, can't be cancelled any more.
    client.notify("$/cancelRequest", &json!({"id": other}));
    client.notify("$/cancelRequest", &json!({"id": 77}));
    let served = client.shut_down();
    assert_eq!(served.of(cancelled)["error"]["code"], -32800);
    assert_eq!(served.of(other)["error"]["code"], -32601);
}

#[test]
fn the_client_is_asked_to_tell_of_settings_and_rule_files() {
    let dynamic = json!({"dynamicRegistration": true});
    let capabilities = json!({"workspace": {"didChangeWatchedFiles": dynamic, "didChangeConfiguration": dynamic}});
    let served = Client::able(&[], &capabilities).shut_down();
    let asked: Vec<&Value> =
        served.messages.iter().filter(|message| message["method"] == "client/registerCapability").collect();
    assert_eq!(asked.len(), 1);
    let registrations = asked[0]["params"]["registrations"].as_array().unwrap();
    let methods: Vec<&Value> = registrations.iter().map(|registration| &registration["method"]).collect();
    assert_eq!(methods, ["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]);
    let watchers = registrations[0]["registerOptions"]["watchers"].as_array().unwrap();
    let globs: Vec<&str> = watchers.iter().filter_map(|watcher| watcher["globPattern"].as_str()).collect();
    assert!(globs.contains(&"**/tablewarden.yaml") && globs.contains(&"**/*.guard"), "{globs:?}");
    assert_ne!(registrations[0]["id"], registrations[1]["id"], "an id names one registration");
    assert!(Client::new(&[]).shut_down().messages.iter().all(|message| message["method"].is_null()));
}

#[test]
fn settings_that_were_named_have_to_be_there() {
    let mut host = Invented::new(&[("mine.yaml", "profile: strict\n")]);
    let ran = host.run("lsp --config none.yaml");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert_eq!(ran.stderr, "tablewarden: `none.yaml` cannot be read: there is no such file.\n");
    let mut client = Client::new(&[("mine.yaml", "rules: {DDB-R001: off}\n")]);
    client.open("t.yaml", TABLE);
    let ran = client.host.run("lsp --config mine.yaml");
    assert!(ran.stdout.contains("publishDiagnostics") && !ran.stdout.contains("DDB-R001"));
    assert_eq!(Invented::new(&[]).run("lsp --no-config more").code, 2);
}

//! Bytes and messages that no client should send: the server answers what is wrong, and goes on.

use serde_json::json;

use super::client::{Client, TABLE, framed, uri};

#[test]
fn what_is_no_message_is_an_error_and_the_next_one_is_read() {
    for (sent, code) in [
        (framed("{"), -32700),
        (framed(""), -32700),
        (b"Content-Length: 2\r\n\r\n\xff\xfe".to_vec(), -32700),
        (b"Content-Length: 99999999999999999999999\r\n\r\n".to_vec(), -32700),
        (b"Content-Size: 2\r\n\r\n{}".to_vec(), -32700),
        (framed(&"[".repeat(10_000)), -32700),
        (framed("[]"), -32600),
        (framed("null"), -32600),
        (framed("{}"), -32600),
        (framed(r#"{"method": 1, "id": 2}"#), -32600),
        (framed(r#"{"method": "shutdown", "id": null}"#), -32600),
        (framed(r#"{"method": "shutdown", "id": [1]}"#), -32600),
    ] {
        let mut client = Client::new(&[]);
        client.send(&sent);
        client.open("t.yaml", TABLE);
        let served = client.shut_down();
        let name = String::from_utf8_lossy(&sent[..sent.len().min(60)]).into_owned();
        let errors: Vec<_> =
            served.messages.iter().filter(|message| message["id"].is_null() && !message["error"].is_null()).collect();
        assert!(errors.iter().all(|error| error["error"]["code"] == code) && !errors.is_empty(), "{name}: {errors:?}");
        assert_eq!((served.code, served.published("t.yaml").len()), (0, 1), "{name}");
    }
}

#[test]
fn each_byte_may_come_alone() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", TABLE);
    client.request("shutdown", &json!(null));
    client.notify("exit", &json!(null));
    let all: Vec<u8> = client.host.typed.drain(..).flatten().collect();
    client.host.typed = all.into_iter().map(|byte| vec![byte]).collect();
    let served = client.end();
    assert_eq!((served.code, served.published("t.yaml").len()), (0, 1));
}

#[test]
fn params_of_any_shape_change_nothing() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", TABLE);
    let document = json!({"uri": uri("t.yaml"), "version": 2});
    for method in ["didOpen", "didChange", "didSave", "didClose"] {
        for params in [
            json!(null),
            json!([]),
            json!({}),
            json!({"textDocument": 1}),
            json!({"textDocument": {"uri": ["x"]}}),
            json!({"textDocument": {"uri": "file:///%zz"}}),
        ] {
            client.notify(&format!("textDocument/{method}"), &params);
        }
    }
    for changes in [
        json!(null),
        json!([null, 1, "x"]),
        json!([{"range": {}, "text": "x"}]),
        json!([{"range": {"start": {"line": -1, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "x"}]),
        json!([{"range": {"start": {"line": 0.5, "character": 0}, "end": {"line": 1e99, "character": 0}}, "text": "x"}]),
    ] {
        client.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": changes}));
    }
    let served = client.shut_down();
    assert_eq!(served.code, 0);
    assert_eq!(served.told("t.yaml").len(), 1, "{:?}", served.told("t.yaml"));
}

#[test]
fn positions_outside_of_the_document_are_its_end() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", "Resources:\n");
    let far = json!({"line": 4_294_967_295_u32, "character": 4_294_967_295_u32});
    client.change(
        "t.yaml",
        2,
        &json!([{"range": {"start": far, "end": far}, "text": TABLE.strip_prefix("Resources:\n").unwrap()}]),
    );
    let served = client.shut_down();
    assert!(served.told("t.yaml").last().unwrap().contains("DDB-R001:4"));
}

#[test]
fn a_document_that_is_too_large_is_said_to_be() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", &format!("{TABLE}{}", "#".repeat(33 * 1024 * 1024)));
    let served = client.shut_down();
    let published = served.published("t.yaml");
    let found = published[0]["diagnostics"].as_array().unwrap();
    assert_eq!(found[0]["severity"], 1);
    assert!(
        found[0]["message"].as_str().unwrap().contains("more than the 33554432 allowed"),
        "{}",
        found[0]["message"]
    );
}

#[test]
fn an_engine_that_stops_is_told_and_the_server_goes_on() {
    let mut client = Client::new(&[]);
    client.open("t.yaml", TABLE);
    client.host.trap = TABLE.as_bytes().to_vec();
    client.open("u.yaml", &format!("{TABLE}#\n"));
    let served = client.shut_down();
    let published = served.published("t.yaml");
    assert_eq!(published[0]["diagnostics"][0]["message"], "internal error: the engine stopped: unreachable");
    assert!(served.told("u.yaml")[0].contains("DDB-R001"));
}

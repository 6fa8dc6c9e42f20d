//! The jobs that are counted: what people wait for most, each with what it has to come to, so that a job that does nothing is not
//! taken for a quick one.

use serde_json::{Value, json};
use tablewarden_tests::repository;

use crate::command::{Ran, run};
use crate::templates::{json, yaml};

/// One job.
pub(crate) struct Job {
    pub(crate) name: &'static str,
    /// Does it; gives how many instructions it took.
    pub(crate) count: fn() -> u64,
}

pub(crate) const JOBS: [Job; 5] = [
    Job { name: "check of one template", count: check_of_one_template },
    Job { name: "check of 1000 tables", count: check_of_1000_tables },
    Job { name: "rules of a user on 1000 tables", count: rules_of_a_user },
    Job { name: "fix of a template", count: fix_of_a_template },
    Job { name: "an edit in an editor", count: an_edit_in_an_editor },
];

fn check_of_one_template() -> u64 {
    let template = repository::read(&repository::root().join("examples/pattern1.yaml"));
    whole(&run(&["check", "t.yaml"], &[("t.yaml", template)], Vec::new()), "DDB-")
}

fn check_of_1000_tables() -> u64 {
    whole(&run(&["check", "t.json"], &[("t.json", json(1000))], Vec::new()), "1000 tables")
}

fn rules_of_a_user() -> u64 {
    let rules = repository::read(&repository::root().join("benches/rules/dynamodb.guard"));
    let words = ["check", "--no-default-rules", "--rules", "own.guard", "t.json"];
    whole(&run(&words, &[("own.guard", rules), ("t.json", json(1000))], Vec::new()), "point_in_time_recovery")
}

fn fix_of_a_template() -> u64 {
    let ran = run(&["fix", "t.yaml"], &[("t.yaml", yaml(30))], Vec::new());
    let fixed = String::from_utf8_lossy(&ran.files["/work/t.yaml"]);
    assert!(!fixed.contains("PointInTimeRecoveryEnabled: false"), "{}", ran.printed);
    ran.instructions.iter().sum()
}

/// From the change of one value in the text of a document to what is told of it.
fn an_edit_in_an_editor() -> u64 {
    let uri = "file:///work/t.yaml";
    let text = String::from_utf8(yaml(30)).expect("it is text");
    let recovered = "PointInTimeRecoveryEnabled: ";
    let line = text.lines().position(|line| line.ends_with("PointInTimeRecoveryEnabled: true")).expect("one is");
    let start = text.lines().nth(line).expect("it is there").find(recovered).expect("it is there") + recovered.len();
    let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
    let range = json!({
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": start + 4},
    });
    let change = json!({
        "textDocument": {"uri": uri, "version": 2},
        "contentChanges": [{"range": range, "text": "false"}],
    });
    let typed = [
        &[
            message(Some(1), "initialize", &json!({"capabilities": {}, "rootUri": "file:///work"})),
            message(None, "initialized", &json!({})),
            message(None, "textDocument/didOpen", &json!({ "textDocument": document })),
        ][..],
        &[message(None, "textDocument/didChange", &change)],
        &[message(Some(2), "shutdown", &Value::Null), message(None, "exit", &Value::Null)],
    ];
    let ran = run(&["lsp"], &[], typed.map(<[_]>::concat).to_vec());
    assert_eq!(ran.exit, 0, "{}", ran.printed);
    assert_eq!(ran.printed.matches("textDocument/publishDiagnostics").count(), 2, "opened and changed");
    let [_, _, edit, _] = ran.instructions[..] else { panic!("{:?}", ran.instructions) };
    edit
}

fn message(id: Option<u32>, method: &str, params: &Value) -> Vec<u8> {
    let mut content = json!({"jsonrpc": "2.0", "method": method});
    if let Some(id) = id {
        content["id"] = id.into();
    }
    if !params.is_null() {
        content["params"] = params.clone();
    }
    let content = content.to_string();
    format!("Content-Length: {}\r\n\r\n{content}", content.len()).into_bytes()
}

/// The instructions of a check that found something.
fn whole(ran: &Ran, says: &str) -> u64 {
    assert!(ran.exit < 2 && ran.printed.contains(says), "exit {}: {}", ran.exit, ran.printed);
    ran.instructions.iter().sum()
}

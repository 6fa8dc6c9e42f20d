//! The unit tests beside the rules: cfn-guard's own format, a template as input, a status for each rule of the file. An input
//! that is text is the template as it is written. Linked in, and in the shipped module under wasmtime, with the same bytes.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use tablewarden_guard::{Dialect, format, parse};
use tablewarden_tests::checkers::{Checker, Native, Wasmtime, answer_to, frame_of, frame_since, request};
use tablewarden_tests::repository;
use tablewarden_wire::frame::encode;
use tablewarden_wire::{FileBlob, Profile, Request, Status};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    input: serde_yaml::Value,
    expectations: Expectations,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectations {
    rules: BTreeMap<String, Status>,
}

/// The rule that is off until settings say what it asks for.
const OFF: &str = "validity/required-tags.guard";

/// The test files, each with the rule file it is about, as the response names it.
fn test_files() -> Vec<(String, std::path::PathBuf)> {
    let folder = repository::rules();
    let rule_of = |path: &Path| {
        let name = path.file_name()?.to_str()?.strip_suffix("_tests.yaml")?;
        let category = path.parent()?.parent()?.file_name()?.to_str()?;
        Some(format!("{category}/{name}.guard"))
    };
    let files = repository::files_below(&folder).into_iter();
    files.filter_map(|path| Some((rule_of(&path)?, path))).collect()
}

fn cases(path: &Path) -> Vec<Case> {
    let text = String::from_utf8(repository::read(path)).expect("tests are UTF-8");
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What a case asks of the engine. An input of `Before` and `After` is two versions of a template.
fn frame(case: &Case) -> Vec<u8> {
    let text = |value: &serde_yaml::Value| {
        let text = value.as_str().map(str::to_owned);
        text.unwrap_or_else(|| serde_yaml::to_string(value).expect("what was read can be written"))
    };
    let (before, after) = match (case.input.get("Before"), case.input.get("After")) {
        (Some(before), Some(after)) => (Some(text(before)), text(after)),
        _ => (None, text(&case.input)),
    };
    let mut request = request("input.yaml", after.as_bytes());
    request.profile = case.name.to_lowercase().contains("strict").then_some(Profile::Strict);
    match before {
        Some(before) => frame_since(request, after.as_bytes(), before.as_bytes()),
        None => frame_of(request, &[after.as_bytes()]),
    }
}

fn complaints(rule_file: &str, path: &Path, seen: &mut Vec<Status>, intrinsics: &mut usize) -> Vec<String> {
    let mut complaints = Vec::new();
    for case in cases(path) {
        let frame = frame(&case);
        let asked = String::from_utf8_lossy(&frame);
        *intrinsics += usize::from(["!", "Ref:", "Fn::"].iter().any(|sign| asked.contains(sign)));
        let response = answer_to(&frame);
        for (rule, expected) in case.expectations.rules {
            let status = response.statuses.iter().find(|status| status.file == rule_file && status.rule == rule);
            match status {
                None => complaints.push(format!("{rule_file}: there is no rule `{rule}`")),
                Some(status) if status.status != expected => complaints.push(format!(
                    "{rule_file}, {}: `{rule}` is {:?}, expected {expected:?} {}",
                    case.name,
                    status.status,
                    status.message.as_deref().unwrap_or("")
                )),
                Some(_) => seen.push(expected),
            }
        }
    }
    complaints
}

#[test]
fn every_rule_does_what_its_tests_say() {
    let mut all = Vec::new();
    let files = test_files();
    for (rule_file, path) in &files {
        let (mut seen, mut intrinsics) = (Vec::new(), 0);
        all.extend(complaints(rule_file, path, &mut seen, &mut intrinsics));
        for status in [Status::Pass, Status::Fail, Status::Skip] {
            if !seen.contains(&status) && rule_file != OFF {
                all.push(format!("{rule_file}: no test expects {status:?}"));
            }
        }
        if intrinsics == 0 {
            all.push(format!("{rule_file}: no test has an intrinsic value"));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
    assert!(!files.is_empty(), "there are no tests of rules");
}

#[test]
fn a_rule_that_is_off_does_what_it_says_once_it_is_on() {
    let text = String::from_utf8(repository::read(&repository::rules().join(OFF))).expect("text");
    let (header, body) = text.split_once("\nlet required_tags = []\n").expect("its list is empty");
    let rules = format!("# facts: dynamodb\n{header}\nlet required_tags = [\"team\", \"stage\"]\n{body}");
    let status = |tags: &str| {
        let template = format!("Resources:\n  T: {{Type: AWS::DynamoDB::Table, Properties: {{Tags: {tags}}}}}\n");
        let mut request = request("template.yaml", template.as_bytes());
        request.rules = vec![FileBlob { name: "on.guard".to_owned(), blob: 1 }];
        let mut request = Request::Check(request);
        let blobs = [template.as_bytes(), rules.as_bytes()];
        request.set_blobs(&blobs);
        let response = answer_to(&encode(&request, &blobs));
        response.statuses.iter().find(|status| status.file == "on.guard").map(|status| status.status)
    };
    assert_eq!(status("[{Key: team, Value: a}, {Key: stage, Value: b}, {Key: x, Value: c}]"), Some(Status::Pass));
    assert_eq!(status("[{Key: team, Value: a}]"), Some(Status::Fail));
    assert_eq!(status("[]"), Some(Status::Fail));
    assert_eq!(status("[{Key: team, Value: a}, {Key: !Ref Open, Value: b}]"), Some(Status::Skip));
    assert_eq!(status("!Ref Open"), Some(Status::Skip));
}

#[test]
fn the_shipped_module_says_the_same() {
    let mut wasmtime = Wasmtime::new();
    for (rule_file, path) in &test_files() {
        for case in cases(path) {
            let frame = frame(&case);
            assert!(wasmtime.call(&frame) == Native.call(&frame), "{rule_file}, {}: wasmtime differs", case.name);
        }
    }
}

#[test]
fn every_rule_has_tests() {
    let tested: Vec<_> = test_files().into_iter().map(|(rule, _)| rule).collect();
    let folder = repository::rules();
    for path in repository::files_below(&folder) {
        if path.extension().is_some_and(|end| end == "guard") {
            let rule = path.strip_prefix(&folder).expect("it was found there").to_string_lossy().replace('\\', "/");
            assert!(tested.contains(&rule), "{rule} has no test file");
        }
    }
}

/// A tree without its places.
fn bare(tree: &mut serde_json::Value) {
    match tree {
        serde_json::Value::Object(map) => {
            map.retain(|key, _| key != "span" && key != "operatorSpan");
            map.values_mut().for_each(bare);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(bare),
        _ => {}
    }
}

#[test]
fn our_rule_files_keep_their_tree_when_they_are_formatted() {
    let mut files = repository::files_below(&repository::root().join("rules"));
    files.extend(repository::files_below(&repository::root().join("tests/guard")));
    files.retain(|path| path.extension().is_some_and(|end| end == "guard"));
    let tree = |text: &str| {
        let file = parse(text, Dialect::default()).into_result().expect("our rule files are sound");
        let mut tree = serde_json::to_value(&file).expect("a tree can be written");
        bare(&mut tree);
        tree
    };
    for path in &files {
        let text = String::from_utf8(repository::read(path)).expect("rule files are UTF-8");
        let canonical = format(&parse(&text, Dialect::default()), &text).expect("it has no errors");
        assert_eq!(tree(&canonical), tree(&text), "{}", path.display());
        assert_eq!(format(&parse(&canonical, Dialect::default()), &canonical).as_deref(), Some(&*canonical));
    }
    assert!(files.len() > 18, "{}", files.len());
}

//! The unit tests beside the rules: cfn-guard's own format, a template as input, a status for each rule of the file. An input
//! that is text is the template as it is written. Linked in, and in the shipped module under wasmtime, with the same bytes.

use tablewarden_guard::{Dialect, format, parse};
use tablewarden_rules::{Case, RuleFile, unit_tests};
use tablewarden_tests::checkers::{Checker, Native, Wasmtime, answer_to, frame_of, frame_since, request};
use tablewarden_tests::repository;
use tablewarden_wire::frame::encode;
use tablewarden_wire::{FileBlob, Request, Status};

/// The rule that is off until settings say what it asks for.
const OFF: &str = "validity/required-tags.guard";

/// The rules with their unit tests. That they have them, and what must be in them, is said where they are read.
fn tested() -> Vec<(RuleFile, Vec<Case>)> {
    let folder = repository::rules();
    let rules = tablewarden_rules::read(&folder).expect("the build has read them");
    let tested = |rule: RuleFile| {
        let cases = unit_tests(&folder, &rule).unwrap_or_else(|wrong| panic!("{wrong}"));
        (rule, cases)
    };
    rules.into_iter().map(tested).collect()
}

/// What a case asks of the engine. An input of `Before` and `After` is two versions of a template; after it is deleted it is empty.
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
    request.profile = case.profile.as_deref().map(by_word);
    match before {
        Some(before) if after.trim() == "{}" => {
            request.deleted = true;
            frame_of(request, &[before.as_bytes()])
        }
        Some(before) => frame_since(request, after.as_bytes(), before.as_bytes()),
        None => frame_of(request, &[after.as_bytes()]),
    }
}

/// A value of the request by its word.
fn by_word<T: serde::de::DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(word.into()).unwrap_or_else(|error| panic!("{error}"))
}

fn complaints(rule: &RuleFile, case: &Case) -> Vec<String> {
    let (file, response) = (&rule.file, answer_to(&frame(case)));
    let complaint = |(name, expected): (&String, &String)| {
        let found = response.statuses.iter().find(|status| status.file == *file && status.rule == *name);
        let Some(found) = found else { return Some(format!("{file}: there is no rule `{name}`")) };
        let message = found.message.as_deref().unwrap_or_default();
        let is_met = found.status == by_word(expected);
        (!is_met).then(|| format!("{file}, {}: `{name}` is {:?}, not {expected} {message}", case.name, found.status))
    };
    case.expectations.rules.iter().filter_map(complaint).collect()
}

#[test]
fn every_rule_does_what_its_tests_say() {
    let tested = tested();
    let all: Vec<_> =
        tested.iter().flat_map(|(rule, cases)| cases.iter().flat_map(|case| complaints(rule, case))).collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
    assert!(!tested.is_empty(), "there are no rules");
}

#[test]
fn every_file_of_tests_is_of_a_rule() {
    let folder = repository::rules();
    let of_rules: Vec<_> = tested().iter().map(|(rule, _)| folder.join(rule.tests())).collect();
    let is_stray =
        |path: &std::path::PathBuf| path.extension().is_some_and(|end| end != "guard") && !of_rules.contains(path);
    let strays: Vec<_> = repository::files_below(&folder).into_iter().filter(is_stray).collect();
    assert!(strays.is_empty(), "no rule has the name of these: {strays:?}");
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
    for (rule, cases) in &tested() {
        for case in cases {
            let frame = frame(case);
            assert!(wasmtime.call(&frame) == Native.call(&frame), "{}, {}: wasmtime differs", rule.file, case.name);
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

//! The tree is tidy: files are short and say what they are, and words stay on their floors.

use std::path::Path;

use tablewarden_tests::repository::{files_below, read, root};

const MOST_LINES: usize = 400;

/// The sources that people write, as path from the root and text.
fn sources(below: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    let root = root();
    let mut sources = Vec::new();
    for folder in below.iter().map(|folder| root.join(folder)).filter(|folder| folder.exists()) {
        for path in files_below(&folder) {
            let name = path.strip_prefix(&root).expect("it was found there").to_string_lossy().replace('\\', "/");
            let is_ours = !["node_modules/", "dist/", "target/"].iter().any(|other| name.contains(other));
            let ends = path.extension().and_then(|end| end.to_str()).is_some_and(|end| endings.contains(&end));
            if is_ours && ends {
                sources.push((name, String::from_utf8(read(&path)).expect("sources are UTF-8")));
            }
        }
    }
    sources
}

const CODE: [&str; 6] = ["policy", "host", "npm", "tests", "benches", "xtask"];

fn is_test(name: &str) -> bool {
    name.split('/').any(|part| matches!(part, "tests" | "test" | "tests.rs" | "corpus"))
}

/// The text without comments and without unit tests: what is compiled into the product.
fn product(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().starts_with('*'));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn files_are_short() {
    let long: Vec<_> = sources(&CODE, &["rs", "ts", "mjs", "js"])
        .into_iter()
        .filter(|(name, _)| name != "npm/src/wire.ts")
        .map(|(name, text)| (text.lines().count(), name))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .collect();
    assert!(long.is_empty(), "longer than {MOST_LINES} lines: {long:?}");
}

#[test]
fn files_open_with_what_they_are() {
    for (name, text) in sources(&CODE, &["rs"]).into_iter().filter(|(name, _)| !name.ends_with("/tests.rs")) {
        assert!(text.starts_with("//! "), "{name} does not open with `//!`");
    }
    for (name, text) in sources(&["npm/src", "npm/scripts", "tests/node"], &["ts", "mjs"]) {
        assert!(text.starts_with("/**"), "{name} does not open with `/**`");
    }
}

#[test]
fn words_stay_on_their_floors() {
    let mut wrong = Vec::new();
    let mut fence = |folders: &[&str], endings: &[&str], words: &[&str]| {
        for (name, text) in sources(folders, endings).iter().filter(|(name, _)| !is_test(name)) {
            let text = product(text);
            wrong.extend(words.iter().filter(|word| text.contains(**word)).map(|word| format!("{name}: {word}")));
        }
    };
    fence(&["policy/engine/src", "policy/guard/src", "policy/pattern/src"], &["rs"], &["DynamoDB", "AWS::"]);
    fence(&["policy/cloudformation/src/condition", "policy/cloudformation/src/resolve"], &["rs"], &["DynamoDB"]);
    fence(&["policy", "host", "npm/src"], &["rs", "ts"], &["\"DDB-", "'DDB-"]);
    fence(&["host/src"], &["rs"], &["Severity::"]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_room_is_without_a_name() {
    for (name, _) in sources(&CODE, &["rs", "ts", "mjs", "js"]) {
        let bad = Path::new(&name).with_extension("");
        let bad = bad.iter().any(|part| {
            matches!(part.to_str(), Some("util" | "utils" | "common" | "helper" | "helpers" | "misc" | "shared"))
        });
        assert!(!bad, "{name} has a name that says nothing");
    }
}

/// The rules that were promised: id, name and severity, in `tests/catalogue.txt`.
#[test]
fn no_rule_of_the_catalogue_lacks_its_file_its_page_or_its_tests() {
    let rules = tablewarden_rules::read(&root().join("rules/dynamodb")).expect("the build has read them");
    let catalogue = String::from_utf8(read(&root().join("tests/catalogue.txt"))).expect("it is UTF-8");
    let promised: Vec<&str> = catalogue.lines().collect();
    let header = |rule: &tablewarden_rules::RuleFile| {
        let header = &rule.header;
        format!("{} {} {}", header.id, header.name, header.severity)
    };
    assert_eq!(rules.iter().map(header).collect::<Vec<_>>(), promised);
    let mut lacks = Vec::new();
    for rule in &rules {
        let (folder, _) = rule.file.split_once('/').expect("rules are in folders");
        let (id, name) = (&rule.header.id, &rule.header.name);
        for file in [format!("docs/rules/{id}.md"), format!("rules/dynamodb/{folder}/tests/{name}_tests.yaml")] {
            if !root().join(&file).exists() {
                lacks.push(file);
            }
        }
        // A rule that is off until settings say what it asks for has no template that breaks it.
        let is_off = rule.text.contains(" = []\n");
        if rule.header.good.is_empty() || (rule.header.bad.is_empty() && !is_off) {
            lacks.push(format!("{id}: examples"));
        }
        let is_error = rule.header.severity == "error";
        if rule.header.waive.is_empty() && !is_error {
            lacks.push(format!("{id}: when to waive it"));
        }
    }
    assert!(lacks.is_empty(), "{}", lacks.join("\n"));
}

//! The tree is tidy: files are short and say what they are, and words stay on their floors.

use std::path::Path;

use tablewarden_repository::sources;

const MOST_LINES: usize = 400;

/// Where sources are that people write.
const CODE: [&str; 7] = ["policy", "host", "npm", "rules", "tests", "benches", "xtask"];

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

//! A template in YAML and the same template in JSON have the same symbols, the same lines above tables, and at the same key the
//! same hover and completions.

use tablewarden_tests::corpus::cases;
use tablewarden_tests::json_twin::as_json;
use tablewarden_wire::{AskKind, Symbol};

use crate::asking::ask;

/// Keys that are asked about wherever they stand.
const KEYS: [&str; 8] = [
    "BillingMode",
    "KeySchema",
    "AttributeType",
    "IndexName",
    "ProjectionType",
    "SSEEnabled",
    "PointInTimeRecoveryEnabled",
    "StreamViewType",
];

/// A symbol without its places.
fn shape(symbol: &Symbol) -> String {
    let children: Vec<String> = symbol.children.iter().map(shape).collect();
    format!("{:?} {} {:?} [{}]", symbol.kind, symbol.name, symbol.detail, children.join(", "))
}

/// What is said inside of a key wherever it stands.
fn at_keys(name: &str, text: &str, written: &str, inside: usize) -> Vec<(Vec<String>, Option<String>)> {
    let offsets = text.match_indices(written).map(|(at, _)| at + inside);
    let said = |offset| {
        let completions = ask(name, text.as_bytes(), AskKind::Complete, offset).completions;
        let hover = ask(name, text.as_bytes(), AskKind::Hover, offset).hover;
        let labels = completions.into_iter().map(|one| one.label).collect();
        // What is found at the key is compared by other tests; a key in quotes is longer.
        (labels, hover.map(|hover| hover.markdown.split("\n\n---").next().unwrap_or("").to_owned()))
    };
    offsets.map(said).collect()
}

#[test]
fn yaml_and_json_have_the_same_answers() {
    let (mut files, mut keys) = (0, 0);
    for case in cases().into_iter().filter(|case| case.name.ends_with(".yaml") && case.bytes.len() < 1500).step_by(7) {
        let (Some(json), Ok(text)) = (as_json(&case.name, &case.bytes), std::str::from_utf8(&case.bytes)) else {
            continue;
        };
        if text.contains("&") || text.contains("Fn::ForEach") || text.starts_with("# Only in YAML: ") {
            continue;
        }
        let symbols = |text: &str| -> Vec<String> {
            ask("t", text.as_bytes(), AskKind::Symbols, 0).symbols.iter().map(shape).collect()
        };
        let lenses = |text: &str| -> Vec<String> {
            ask("t", text.as_bytes(), AskKind::Lens, 0).lenses.into_iter().map(|lens| lens.title).collect()
        };
        assert_eq!(symbols(text), symbols(&json), "{}", case.name);
        assert_eq!(lenses(text), lenses(&json), "{}", case.name);
        files += 1;
        for key in KEYS {
            let (yaml, json) =
                (at_keys("t", text, &format!("{key}:"), 3), at_keys("t", &json, &format!("\"{key}\":"), 4));
            if yaml.len() == json.len() {
                assert_eq!(yaml, json, "{}: {key}", case.name);
                keys += yaml.len();
            }
        }
    }
    assert!(files > 20 && keys > 60, "{files} files, {keys} keys");
}

//! Documents: a part that is the same in all of them, so that rules can be made that hold, resources, and values of every
//! kind by chance.

use super::spelling;
use tablewarden_conformance::Chance;

/// What every document has under `K`: a value of each kind, by the name of the kind.
const KNOWN: &str = r#"{"Int": 5, "Half": 2.5, "Whole": 5.0, "Null": null, "Yes": true, "Text": "ab", "Accent": "naïve é",
"EmptyText": "", "EmptyList": [], "EmptyMap": {}, "List": [1, 2, 3], "Mixed": [1, 2.0, "a", null, true, [1]],
"Maps": [{"B": 1, "C": "x"}, {"B": 2}, {"B": 1.0}], "Map": {"X": {"T": 1}, "Y": {"T": 2}, "a1": {"T": "t"}}, "Names": ["X", "Y"],
"FooBar": 1, "snake_case": 2, "kebab-case": 3, "Title Case": 4, "Time": "2024-01-31T12:00:00Z", "Json": "{\"a\": [1, 2], \"b\": \"c\"}",
"Url": "a%20b%C3%A9", "Number": "5", "Decimal": "-2.5e0", "Truth": "TRUE", "Char": "c", "Big": 9007199254740993, "Small": -7,
"Lists": [[1, 2], [], ["a"]]}"#;

/// Keys that begin like words of the language.
const LIKE_WORDS: &str =
    r#""trueFlag": 1, "falseX": [2], "nullable": "n", "thisThing": {"B": 1}, "existsfoo": true, "emptyBox": []"#;

/// A JSON object.
pub(super) fn document(chance: &mut Chance, has_resources: bool) -> String {
    let mut entries = vec![format!("\"K\": {KNOWN}"), LIKE_WORDS.to_owned()];
    entries.push(format!("\"Spelt\": {}", spelling::object(chance)));
    let resources = if has_resources { Some(resources(chance)) } else { no_resources(chance).map(str::to_owned) };
    entries.extend(resources.map(|resources| format!("\"Resources\": {resources}")));
    for key in ["A", "B", "C", "L", "M"] {
        if chance.percent(85) {
            entries.push(format!("\"{key}\": {}", value(chance, 3)));
        }
    }
    format!("{{{}}}", entries.join(", "))
}

/// What may stand in the place of resources; none: not even the key.
fn no_resources(chance: &mut Chance) -> Option<&'static str> {
    chance.pick(&[None, None, Some("{}"), Some("null"), Some("[]")])
}

fn resources(chance: &mut Chance) -> String {
    let each = (0..=chance.below(4)).map(|index| {
        let mut entries = Vec::new();
        if chance.percent(93) {
            let kind =
                chance.pick(&["\"X::Y::Z\"", "\"X::Y::Z\"", "\"P::Q::R\"", "\"My::Own\"", "\"X::Y::Z::MODULE\"", "5"]);
            entries.push(format!("\"Type\": {kind}"));
        }
        entries.push(format!("\"Size\": {}", value(chance, 1)));
        for key in ["A", "L"] {
            if chance.percent(80) {
                entries.push(format!("\"{key}\": {}", value(chance, 2)));
            }
        }
        format!("\"R{index}\": {{{}}}", entries.join(", "))
    });
    format!("{{{}}}", each.collect::<Vec<_>>().join(", "))
}

/// A value with at most so many levels.
fn value(chance: &mut Chance, depth: usize) -> String {
    match chance.below(if depth == 0 { 6 } else { 10 }) {
        0 => chance.pick(&["1", "2", "5", "-1", "0", "10", "9223372036854775807"]).to_owned(),
        1 => chance.pick(&["1.0", "2.5", "5.0", "-1.5", "1e5", "2.5E-1", "-0.0"]).to_owned(),
        2 => chance
            .pick(&["\"a\"", "\"b\"", "\"ab\"", "\"\"", "\"5\"", "\"A\"", "\"true\"", "\"é\"", "\"a b\\n\""])
            .to_owned(),
        3 => chance.pick(&["true", "false"]).to_owned(),
        4 => chance.pick(&["null", "\"x\"", "1", "\"R0\"", "\"1.5\""]).to_owned(),
        5 => chance.pick(&["[]", "{}", "\"a\"", "2"]).to_owned(),
        6 | 7 => {
            let items: Vec<_> = (0..chance.below(4)).map(|_| value(chance, depth - 1)).collect();
            format!("[{}]", items.join(", "))
        }
        _ => {
            let mut entries = Vec::new();
            for key in ["A", "B", "name", "FooBar", "0", "foo_bar"] {
                if chance.percent(40) {
                    entries.push(format!("\"{key}\": {}", value(chance, depth - 1)));
                }
            }
            format!("{{{}}}", entries.join(", "))
        }
    }
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;
use std::time::{Duration, Instant};

use tablewarden_source::Gravity;

use crate::invariants::{check, line, shown, sound};
use crate::{Kind, Limits, NodeId, Style, Syntax, read};

fn json(text: &str) -> String {
    shown(text, Syntax::Json)
}

/// The places of the errors, as text.
fn errors(text: &str) -> Vec<&str> {
    let document = sound(text, Syntax::Json);
    let errors = document.problems.iter().filter(|problem| problem.gravity != Gravity::Notice);
    errors.map(|problem| problem.span.of(text)).collect()
}

#[test]
fn spans_are_exact() {
    let text = "\u{feff}{\"a\\n\": [1, true ,\"é\"],\r\n\t\"b\": {}}";
    let tree = sound(text, Syntax::Json).tree;
    let spans: Vec<_> = (0..u32::try_from(tree.len()).unwrap()).map(|id| tree.span(NodeId(id)).of(text)).collect();
    let root = text.trim_start_matches('\u{feff}');
    assert_eq!(spans, [root, "\"a\\n\"", "[1, true ,\"é\"]", "1", "true", "\"é\"", "\"b\"", "{}"]);
    assert_eq!(tree.text(NodeId(1)), "a\n");
    assert_eq!(tree.text(NodeId(5)), "é");
    assert_eq!(
        (tree.style(NodeId(5)), tree.style(NodeId(3)), tree.style(NodeId(2))),
        (Style::Double, Style::Plain, Style::Flow)
    );
    assert_eq!(tree.key_of(NodeId(2)), Some(NodeId(1)));
    assert_eq!((tree.kind(NodeId(2)), tree.count(NodeId(2)), tree.count(NodeId(0))), (Kind::List, 3, 2));
}

#[test]
fn escapes_are_resolved() {
    assert_eq!(json(r#"["\"\\\/\b\f\n\r\t", "\u00e9", "\ud83d\ude00x"]"#), r#"["\"\\/\u{8}\u{c}\n\r\t","é","😀x"]"#);
    for (text, value, error) in [
        (r#"["\ud83dx"]"#, "\u{fffd}x", r"\ud83d"),
        (r#"["\ude00"]"#, "\u{fffd}", r"\ude00"),
        (r#"["\ud83d\u0041"]"#, "\u{fffd}A", r"\ud83d"),
        (r#"["\u12"]"#, "\u{fffd}12", r"\u"),
        (r#"["\u+123"]"#, "\u{fffd}+123", r"\u"),
        (r#"["\q"]"#, "\\q", "\\"),
    ] {
        assert_eq!(errors(text), [error], "{text}");
        assert_eq!(json(text), format!("[!{value:?}]"), "{text}");
    }
}

#[test]
fn numbers_are_those_of_json() {
    assert_eq!(json("[0, -0, 12, -3.5, 1e5, 1E+2, 2.5e-3]"), "[0,0,12,-3.5,100000.0,100.0,0.0025]");
    for text in ["01", "+1", ".5", "1.", "1e", "--1", "0x1F", "1_000", "tru", "nul", "True", "NaN"] {
        let text = format!("[{text}]");
        assert_eq!(errors(&text), [&text[1..text.len() - 1]]);
    }
}

#[test]
fn one_error_loses_one_value() {
    for (text, value, error) in [
        (r#"{"a": 1 "b": 2}"#, r#"!{"a":1,"b":2}"#, ""),
        (r#"{"a" 1, "b": 2}"#, r#"!{"a":1,"b":2}"#, ""),
        (r#"{"a": , "b": 2}"#, r#"!{"a":!null,"b":2}"#, ","),
        (r#"{"a": foo bar, "b": 2}"#, r#"!{"a":!"foo bar","b":2}"#, "foo bar"),
        (r#"{a: 1, "b": 2}"#, r#"!{"a":1,"b":2}"#, "a"),
        (r#"{'a': 1, "b": 2}"#, r#"!{"'a'":1,"b":2}"#, "'a'"),
        (r#"["a": 1, 2]"#, r#"!["a",1,2]"#, ":"),
        ("[1,,2]", "![1,2]", ","),
        ("[,]", "![]", ","),
        ("{\"a\": \"foo,\n \"b\": 2}", r#"!{"a":!"foo","b":2}"#, "\"foo"),
        ("{\"a: 1,\n \"b\": 2}", r#"!{"a: 1":!null,"b":2}"#, "\"a: 1"),
        ("{\"a\"\n\"b\": 1}", r#"!{"a":!null,"b":1}"#, ""),
        ("{\"a\"::1}", r#"!{"a":1}"#, ":"),
        ("{:1}", r#"!{"":1}"#, ":"),
        ("{\"a\": 1}}", r#"!{"a":1}"#, "}"),
        ("{\"a\": {\"b\": [1", r#"!{"a":!{"b":![1]}}"#, "["),
        ("{\"a\":", r#"!{"a":!null}"#, "{"),
        ("12 13", "!12", "13"),
    ] {
        assert_eq!(json(text), value, "{text}");
        assert_eq!(errors(text), [error], "{text}");
    }
}

#[test]
fn a_missing_bracket_is_found_by_the_indentation() {
    let whole = "{\n  \"R\": {\n    \"A\": {\n      \"T\": [\n        1\n      ]\n    },\n    \"B\": {\n      \"T\": 2\n    }\n  },\n  \"O\": 1\n}\n";
    assert_eq!(json(whole), r#"{"R":{"A":{"T":[1]},"B":{"T":2}},"O":1}"#);
    for (missing, value) in [
        ("\n    },\n", r#"!{"R":!{"A":!{"T":[1]},"B":{"T":2}},"O":1}"#),
        ("\n      ]\n", r#"!{"R":!{"A":!{"T":![1]},"B":{"T":2}},"O":1}"#),
        ("\n  },\n", r#"!{"R":!{"A":{"T":[1]},"B":{"T":2}},"O":1}"#),
    ] {
        let text = whole.replacen(missing, "\n", 1);
        assert_eq!(json(&text), value, "{text}");
        assert_eq!(errors(&text).len(), 1, "{text}");
    }
    let stray = whole.replacen("\n    },\n", "\n    }\n    },\n", 1);
    assert_eq!(json(&stray), r#"{"R":!{"A":{"T":[1]},"B":{"T":2}},"O":1}"#);
    assert_eq!(errors(&stray), ["}"]);
}

#[test]
fn comments_and_trailing_commas_lose_nothing() {
    let text = "// a, b\n{\"a\": /* x */ [1, 2, ], // y\n \"b\": 2 ,\n}";
    let document = sound(text, Syntax::Json);
    assert_eq!(line(&document.tree), r#"{"a":[1,2],"b":2}"#);
    assert_eq!(document.comments.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["// a, b", "/* x */", "// y"]);
    assert!(document.problems.iter().all(|problem| problem.gravity == Gravity::Notice));
    let commas: Vec<_> = document.problems.iter().filter(|problem| problem.span.of(text) == ",").collect();
    assert_eq!(commas.len(), 2);
    assert_eq!(sound("{\"a\": 1 /* open", Syntax::Json).comments.len(), 1);
}

#[test]
fn duplicates_are_said() {
    let text = r#"{"a": 1, "\u0061": 2}"#;
    let document = sound(text, Syntax::Json);
    assert_eq!(
        document.duplicates.iter().map(|(b, a)| (b.of(text), a.of(text))).collect::<Vec<_>>(),
        [("\"\\u0061\"", "\"a\"")]
    );
    assert_eq!(line(&document.tree), r#"{"a":2}"#);
}

#[test]
fn caps_are_answers() {
    let limits = Limits { nodes: 5, depth: 2, ..Limits::default() };
    let document = read("[1, 2, 3, 4, 5, 6]", Syntax::Json, limits);
    check(&document);
    assert_eq!(line(&document.tree), "![1,2,3,4]");
    assert_eq!(document.problems[0].message, "More than 5 values, the rest is not read. Split the template.");
    let text = r#"{"a": {"b": ["]", {"c": 1}, "\"]"], "d": 1}}"#;
    let document = read(text, Syntax::Json, limits);
    check(&document);
    assert_eq!(line(&document.tree), r#"!{"a":!{"b":![]}}"#, "and then the cap of nodes");
    let document = read(text, Syntax::Json, Limits { depth: 2, ..Limits::default() });
    assert_eq!(line(&document.tree), r#"{"a":{"b":![],"d":1}}"#);
    assert_eq!(document.problems[0].span.of(text), "[");
}

#[test]
fn hostile_texts_are_answered_at_once() {
    let many = |piece: &str| piece.repeat((1 << 18) / piece.len());
    let mut texts: Vec<String> = [
        "[",
        "{\"a\":",
        "]",
        "}",
        "[{",
        ",",
        ":",
        "\"",
        "\"\"",
        "\"a\":",
        "{\"a\"\"b\"",
        "\\",
        "/*",
        "//",
        "[]",
        " ",
        "\n",
        "é",
        "1 ",
        "[1,\n",
    ]
    .iter()
    .map(|piece| many(piece))
    .collect();
    texts.push(format!("[{}", many("[],")));
    texts.push(format!("{{{}", many("\"a\":1,")));
    texts.push(format!("{{\"a\"{}", many(" \"b\"")));
    texts.push(format!("[{}1", many("\n1,")));
    texts.push(format!("{{{}:1}}", many("a")));
    texts.push(format!("{{\"{}\":1}}", many("a")));
    for text in texts {
        let start = Instant::now();
        let document = read(&text, Syntax::Json, Limits::default());
        assert!(start.elapsed() < Duration::from_secs(5), "{:?} for {}", start.elapsed(), &text[..10]);
        assert!(document.problems.len() < 200);
    }
}

#[test]
fn control_characters_stand_in_strings_as_escapes_alone() {
    for (text, wrong) in [
        ("{\"a\": \"b\u{0}\"}", vec!["\u{0}"]),
        ("{\"a\u{1b}b\": 1, \"c\": [\"\u{1}d\\n\u{2}\"]}", vec!["\u{1b}", "\u{1}"]),
        ("{\"a\": \"\\u0000\\u001b\", \"b\tc\": \"d\te\u{7f}\"}", vec![]),
    ] {
        assert_eq!(errors(text), wrong, "{text:?}");
    }
}

#[test]
fn forty_thousand_resources_are_linear() {
    let mut text = String::from("{\"Resources\": {");
    for id in 0..40_000 {
        write!(text, "\"T{id}\": {{\"Type\": \"AWS::DynamoDB::Table\", \"Properties\": {{\"X\": [1, 2]}}}},").unwrap();
    }
    text.push_str("\"Z\": 1}}");
    let document = read(&text, Syntax::Json, Limits::default());
    assert_eq!(document.problems, []);
    assert_eq!(document.tree.len(), 40_000 * 10 + 5);
}

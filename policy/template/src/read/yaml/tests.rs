#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod not_written;
mod readers;
mod recovery;
mod tags;

use std::time::{Duration, Instant};

use tablewarden_source::Gravity;

use crate::invariants::{check, line, shown, sound};
use crate::{Document, Limits, NodeId, Style, Syntax, Tree, read};

fn yaml(text: &str) -> String {
    shown(text, Syntax::Yaml)
}

fn spans<'t>(tree: &Tree<'_>, text: &'t str) -> Vec<&'t str> {
    (0..u32::try_from(tree.len()).unwrap()).map(|id| tree.span(NodeId(id)).of(text)).collect()
}

fn comments(text: &str) -> Vec<&str> {
    sound(text, Syntax::Yaml).comments.iter().map(|span| span.of(text)).collect()
}

fn messages(document: &Document<'_>) -> Vec<(Gravity, String)> {
    document.problems.iter().map(|problem| (problem.gravity, problem.message.clone())).collect()
}

#[test]
fn spans_are_exact() {
    for (text, expected) in [
        ("a: b\n\n", &["a: b", "a", "b"][..]),
        ("a:\n  b: c\n\nd: 1\n", &["a:\n  b: c\n\nd: 1", "a", "b: c", "b", "c", "d", "1"]),
        ("a:\n- x\n- y\n\nb: 1\n", &["a:\n- x\n- y\n\nb: 1", "a", "- x\n- y", "x", "y", "b", "1"]),
        ("- - x\n  - y\n- z\n", &["- - x\n  - y\n- z", "- x\n  - y", "x", "y", "z"]),
        ("a:\n- - x\n", &["a:\n- - x", "a", "- - x", "- x", "x"]),
        ("a: [b, {c: d} ]\n", &["a: [b, {c: d} ]", "a", "[b, {c: d} ]", "b", "{c: d}", "c", "d"]),
        ("a: [b: c, d]", &["a: [b: c, d]", "a", "[b: c, d]", "b: c", "b", "c", "d"]),
        ("'a': \"b\"\n", &["'a': \"b\"", "'a'", "\"b\""]),
        (
            "a: |  # c\n  x\n  y\n\nb: >-\n  z\n",
            &["a: |  # c\n  x\n  y\n\nb: >-\n  z", "a", "|  # c\n  x\n  y", "b", ">-\n  z"],
        ),
        ("a: !Ref b\nc: !If\n  - d\n", &["a: !Ref b\nc: !If\n  - d", "a", "b", "c", "- d", "d"]),
        ("a: x\n  y\n", &["a: x\n  y", "a", "x\n  y"]),
        ("a:\nb: # n\n", &["a:\nb:", "a", "", "b", ""]),
        ("? [a, {b: c}]\n: d\n", &["? [a, {b: c}]\n: d", "[a, {b: c}]", "d"]),
        ("é: ü\n", &["é: ü", "é", "ü"]),
    ] {
        for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            let tree = sound(&text, Syntax::Yaml).tree;
            let found: Vec<_> = spans(&tree, &text).iter().map(|span| span.replace("\r\n", "\n")).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}

#[test]
fn scalars_keep_text_and_style() {
    for (text, value, style) in [
        ("a b", "a b", Style::Plain),
        ("'it''s'", "it's", Style::Single),
        ("'x'", "x", Style::Single),
        ("\"x\\n\\u00e9\\x41\\\n   y\"", "x\néAy", Style::Double),
        ("\"\\ud83d\\ude00\"", "😀", Style::Double),
        ("\"x\"", "x", Style::Double),
        ("x\n  y\n\n  z", "x y\nz", Style::Plain),
        ("''", "", Style::Single),
        ("AWS::X::Y", "AWS::X::Y", Style::Plain),
        ("a#b", "a#b", Style::Plain),
        ("|\n  x\n  y\n\n", "x\ny\n", Style::Literal),
        ("|-\n  x\n  y\n\n", "x\ny", Style::Literal),
        ("|+\n  x\n  y\n", "x\ny\n\n", Style::Literal),
        (">\n  x\n  y\n\n", "x y\n", Style::Folded),
        (">-\n  x\n  y\n\n", "x y", Style::Folded),
        (">+\n  x\n  y\n", "x y\n\n", Style::Folded),
        ("|2\n    x\n   y\n", "  x\n y\n", Style::Literal),
        ("|-2 # c\n   # x\n", " # x", Style::Literal),
        (">\n  x\n   y\n  z\n", "x\n y\nz\n", Style::Folded),
        ("|\n", "", Style::Literal),
    ] {
        for text in [format!("k: {text}\n"), format!("k: {text}\n").replace('\n', "\r\n")] {
            let document = sound(&text, Syntax::Yaml);
            assert_eq!(document.problems, [], "{text:?}");
            assert_eq!(document.tree.text(NodeId(2)), value, "{text:?}");
            assert_eq!(document.tree.style(NodeId(2)), style, "{text:?}");
        }
    }
}

#[test]
fn comments_are_kept() {
    let text = "# a\nb: c # d\n# e\nf: 'x # y' # g\nh: |  # i\n  # text\n# j\nk: [1, # l\n  2] # m\n# n";
    assert_eq!(comments(text), ["# a", "# d", "# e", "# g", "# i", "# j", "# l", "# m", "# n"]);
    assert_eq!(comments("# only\r\n# these\r\n"), ["# only", "# these"]);
    assert_eq!(comments("%YAML 1.1 # v\n--- # s\na: b\n...\n# after\n---\n# second\n"), ["# v", "# s", "# after"]);
    assert_eq!(comments("a: http://x#y\nb: !Sub x#z # q\n"), ["# q"]);
}

#[test]
fn texts_without_a_node_have_none() {
    for text in ["", "\u{feff}", "\n\n", "# only\n", "\u{feff}# only", "\t \n"] {
        let document = sound(text, Syntax::Yaml);
        assert!(document.tree.is_empty(), "{text:?}");
        assert_eq!(document.problems, [], "{text:?}");
    }
    assert_eq!(yaml("---\n"), "null");
}

#[test]
fn the_first_document_is_read() {
    let text = "a: 1\n---\nb: [\n";
    let document = sound(text, Syntax::Yaml);
    assert_eq!(line(&document.tree), r#"{"a":1}"#);
    let expected = "A second document begins here, and is not read. Use a file for each.".to_owned();
    assert_eq!(messages(&document), [(Gravity::Notice, expected)]);
    assert_eq!(document.problems[0].span.of(text), "---");
    assert_eq!(sound("---\na: 1\n...\n", Syntax::Yaml).problems, []);
}

#[test]
fn aliases_are_copies() {
    let text = "a: &x [1, !Ref b]\nc: *x\n&k d: *k\n";
    let document = sound(text, Syntax::Yaml);
    assert_eq!(line(&document.tree), r#"{"a":[1,{"Ref":"b"}],"c":[1,{"Ref":"b"}],"d":"d"}"#);
    let tree = &document.tree;
    let aliased: Vec<_> = (0..u32::try_from(tree.len()).unwrap()).filter(|id| tree.is_aliased(NodeId(*id))).collect();
    assert_eq!(aliased, [6, 7, 8, 10]);
    assert_eq!(tree.span(NodeId(6)), tree.span(NodeId(2)), "where the anchor stands");
    assert_eq!(document.problems, []);
    assert_eq!(document.aliases.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["*x", "*k"]);
    assert_eq!(yaml("a: &x 1\nb: &x 2\nc: *x\n"), r#"{"a":1,"b":2,"c":2}"#);
}

#[test]
fn an_alias_that_names_nothing_is_said() {
    for (text, value, message) in [
        ("a: *no\nb: 1\n", r#"!{"a":!null,"b":1}"#, "This alias names no anchor before it. Write the value itself."),
        ("a: &q [*q]\n", r#"{"a":![!null]}"#, "This alias stands inside what it names. Write the value itself."),
        ("a: &q [1]\n*q : 2\n", r#"!{"a":[1],"":2}"#, "A key that is a list or a map. Use text as the key."),
        (
            "? {a: [b, &z c]}\n: d\ne: *z\n",
            r#"!{"":"d","e":!null}"#,
            "A key that is a list or a map. Use text as the key.",
        ),
    ] {
        assert_eq!(yaml(text), value, "{text}");
        let document = sound(text, Syntax::Yaml);
        assert_eq!(messages(&document)[0], (Gravity::Incomplete, message.to_owned()), "{text}");
    }
}

#[test]
fn a_key_with_the_tag_of_a_function_is_said() {
    for (text, value) in [
        ("!Ref a: b\n", r#"!{"a":"b"}"#),
        ("x: [!Sub a: b]\n", r#"{"x":[!{"a":"b"}]}"#),
        ("? !Nothing a\n: b\n", r#"!{"a":"b"}"#),
        ("{!GetAtt \"a.b\": c}\n", r#"!{"a.b":"c"}"#),
        ("x: &k !Ref a\n*k : b\n", r#"!{"x":{"Ref":"a"},"":"b"}"#),
    ] {
        assert_eq!(yaml(text), value, "{text}");
        let message = "A key that is a function. Use text as the key.";
        assert_eq!(messages(&sound(text, Syntax::Yaml))[0], (Gravity::Incomplete, message.to_owned()), "{text}");
    }
    for text in ["!!str a: b\n", "! a: b\n", "!!str {a: b}\n"] {
        assert_eq!(messages(&sound(text, Syntax::Yaml)), [], "{text}");
    }
}

#[test]
fn alias_bombs_are_not_built() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..60 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        text.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    let start = Instant::now();
    let document = read(&text, Syntax::Yaml, Limits { nodes: 100_000, ..Limits::default() });
    assert!(start.elapsed() < Duration::from_secs(1));
    check(&document);
    assert!(document.tree.len() <= 100_010);
    let (gravity, message) = messages(&document).into_iter().find(|(gravity, _)| *gravity != Gravity::Notice).unwrap();
    assert_eq!(gravity, Gravity::Incomplete);
    assert!(message.starts_with("The aliases make too much of a small file"), "{message}");
    assert!(document.tree.len() < 50_000, "{}", document.tree.len());
}

#[test]
fn depth_counts_what_aliases_stand_for() {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..40 {
        text.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    let document = read(&text, Syntax::Yaml, Limits { depth: 20, ..Limits::default() });
    check(&document);
    let errors: Vec<_> = messages(&document).into_iter().filter(|(gravity, _)| *gravity != Gravity::Notice).collect();
    assert!(errors[0].1.starts_with("More than 20 collections within each other"), "{errors:?}");
}

#[test]
fn what_is_too_deep_is_dropped_and_the_rest_read() {
    let limits = Limits { depth: 3, ..Limits::default() };
    let text = "a: [{b: [c]}, d]\ne: 1\n";
    let document = read(text, Syntax::Yaml, limits);
    check(&document);
    assert_eq!(line(&document.tree), r#"{"a":[{"b":![]},"d"],"e":1}"#);
    assert_eq!(document.problems[0].span.of(text), "[");
    let text = "R:\n  A:\n    p:\n      q:\n        r: 1\n  B: 2\nO: 3\n";
    let document = read(text, Syntax::Yaml, limits);
    check(&document);
    assert!(document.problems[0].message.starts_with("More than 3 collections within each other"));
    assert_eq!(line(&document.tree), r#"!{"R":!{"A":!{"p":!null},"B":2},"O":3}"#);
}

#[test]
fn hostile_texts_are_answered_at_once() {
    let many = |piece: &str| piece.repeat((1 << 17) / piece.len());
    let pieces = [
        "[",
        "? ",
        "- ",
        "{a: ",
        "&a ",
        "!a ",
        ": ",
        "\n",
        "# a\n",
        "---\n",
        "%A b\n",
        "\t",
        "a: [\n",
        "  A: [\n",
        "A: \"\n",
        "A: '\n",
        "  A: \"\n",
        "a: b: c\n",
        "- [\n",
        "*a ",
        "a: |\n",
        "@\n",
        "A:\n\tb: c\n",
        "  A: @\n",
        "é",
        "A: [x\n",
        "[a: b, ",
        "{? a, ",
        "A: *a\n",
        "<<: *a\n",
    ];
    let mut texts: Vec<String> =
        pieces.iter().flat_map(|piece| [many(piece), format!("R:\n{}", many(piece))]).collect();
    texts.push(format!("{}: 1\n", many("a")));
    texts.push(format!("\"{}\": 1\n", many("a")));
    texts.push(format!("? {}\n: 1\n", many("a")));
    texts.push(format!("a: &a b\n<<: [{}]\n", many("*a,")));
    texts.push((0..1400).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect());
    texts.push((0..12_000).map(|id| format!("  A{id}: [x],\n")).collect());
    texts.push(format!("a: [{}", (0..12_000).map(|id| format!("\n  A{id}: [x],")).collect::<String>()));
    for text in texts {
        let start = Instant::now();
        let document = read(&text, Syntax::Yaml, Limits { nodes: 100_000, ..Limits::default() });
        let begin: String = text.chars().take(20).collect();
        assert!(start.elapsed() < Duration::from_secs(5), "{:?} for {begin:?}", start.elapsed());
        assert!(document.problems.len() < 200);
    }
}

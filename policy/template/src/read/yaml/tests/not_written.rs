//! Where keys and values stand that are not written.

use super::*;

/// The beginnings of the text at the end of which something stands that is not written.
fn before_nothing(text: &str) -> Vec<String> {
    let tree = sound(text, Syntax::Yaml).tree;
    let spans = (0..u32::try_from(tree.len()).unwrap()).map(|id| tree.span(NodeId(id)));
    spans.filter(|span| span.is_empty()).map(|span| text[..span.start as usize].to_owned()).collect()
}

#[test]
fn a_key_that_is_not_written_stands_before_its_colon() {
    for (before, after) in [
        ("", ": c\n"),
        ("a: b\n", ": c\n"),
        ("a:\n  b\n", ": c\n"),
        ("a:\n  b: d\n  ", ": c\n"),
        ("a:\n  b:\n    d\n  ", ": c\n"),
        ("a: |\n  x\n\n", ": c\n"),
        ("a: 'b'\n", ": c\n"),
        ("a: [b]\n", ": c\n"),
        ("a: b # x\n# y\n", ": c\n"),
        ("a: b # x\n  # y\n\n", ": c\n"),
        ("- ", ": c\n"),
        ("- a: b\n  ", ": c\n"),
        ("a: {", ": c}\n"),
        ("a: { ", ": c}\n"),
        ("a: {b: d, ", ": c}\n"),
        ("a: {b: d,\n  ", ": c}\n"),
        ("a: {b: \"d\" , # x\n ", ": c}\n"),
        ("a: [", ": c]\n"),
        ("a: [b, ", ": c]\n"),
    ] {
        assert_eq!(before_nothing(&format!("{before}{after}")), [before], "{after:?}");
    }
}

#[test]
fn a_key_that_is_not_written_stands_after_its_question_mark_tag_or_anchor() {
    for (before, after) in [
        ("?", "\n: c\n"),
        ("a: b\n?", " # x\n: c\n"),
        ("a: {?", " : c}\n"),
        ("a: {b: d, ?", " : c}\n"),
        ("!!str", " : c\n"),
        ("a: b\n!", " : c\n"),
        ("&x", " : c\n"),
        ("a: {!!str", " : c}\n"),
    ] {
        assert_eq!(before_nothing(&format!("{before}{after}")), [before], "{after:?}");
    }
}

#[test]
fn a_value_that_is_not_written_stands_after_a_colon_on_another_line() {
    assert_eq!(before_nothing("? a\n:\nb: c\n"), ["? a\n:"]);
    assert_eq!(before_nothing("? a # x\n:\n? b\n"), ["? a # x\n:", "? a # x\n:\n? b"]);
    assert_eq!(before_nothing("x:\n: y\n"), ["x:", "x:\n"]);
    assert_eq!(before_nothing("x: {? a\n  : , b: c}\n"), ["x: {? a\n  :"]);
}

#[test]
fn a_value_that_is_not_written_stands_after_its_colon_or_dash() {
    let text = "a:\nb: !Ref\nc: &x\nd:\n  -\n  - # n\ne: {f: , g}\n";
    let tree = sound(text, Syntax::Yaml).tree;
    let empty: Vec<_> = (0..u32::try_from(tree.len()).unwrap())
        .map(|id| tree.span(NodeId(id)))
        .filter(|span| span.is_empty())
        .map(|span| &text[..span.start as usize])
        .map(|before| before.rsplit('\n').next().unwrap())
        .collect();
    assert_eq!(empty, ["a:", "b: !Ref", "c: &x", "  -", "  -", "e: {f:", "e: {f: , g"]);
    assert_eq!(yaml(text), r#"{"a":null,"b":{"Ref":null},"c":null,"d":[null,null],"e":{"f":null,"g":null}}"#);
}

#[test]
fn what_is_empty_at_the_end_of_the_text_has_its_place() {
    for first in ["", "x: &x y\n"] {
        for end in ["a:\n- ", "a:\n- \n", "a:\n- b\n- ", "a:\n-"] {
            let text = format!("{first}{end}");
            let tree = sound(&text, Syntax::Yaml).tree;
            let nothing = tree.span(NodeId(u32::try_from(tree.len()).unwrap() - 1));
            assert!(nothing.is_empty() && text[..nothing.start as usize].ends_with('-'), "{text:?} {nothing:?}");
        }
        for header in ["|", ">-", "|+"] {
            for end in ["", "\n", "\n\n"] {
                let text = format!("{first}a: {header}  # c{end}");
                let document = sound(&text, Syntax::Yaml);
                assert_eq!(spans(&document.tree, &text).last(), Some(&header), "{text:?}");
                assert_eq!(comments(&text), ["# c"], "{text:?}");
            }
        }
    }
}

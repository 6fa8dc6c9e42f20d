//! What is read of a text with syntax errors, and what is marked.

use super::{Gravity, check, line, sound};
use crate::{Limits, Syntax, read};

/// A section with three resources, of which the middle one is broken by `broken`.
fn template(broken: &str) -> String {
    format!(
        "Description: d\nResources:\n  First:\n    Type: T\n    Properties:\n      X: 1\n{broken}  Last:\n    Type: U\n    Y: [1]\nOutputs:\n  O: 1\n"
    )
}

const FIRST: &str = r#"!{"Description":"d","Resources":!{"First":{"Type":"T","Properties":{"X":1}},"#;
const LAST: &str = r#""Last":{"Type":"U","Y":[1]}},"Outputs":{"O":1}}"#;

#[test]
fn the_other_resources_are_whole() {
    for (broken, found, error) in [
        ("  Mid:\n    Type: \"V\n    Z: 1\n", r#""Mid":!{"Type":!null},"#, "\"V"),
        ("  Mid:\n    Type: \"V\n    Z: \"1\"\n", r#""Mid":!{"Type":!null},"#, "\"V"),
        ("  Mid:\n    Type: 'V\n    Z: it's\n", r#""Mid":!{"Type":!null},"#, "'V"),
        ("  Mid:\n    Type: V\n     Z: 1\n", r#""Mid":!{"Type":!"V"},"#, ": 1"),
        ("  Mid:\n    Type: V\n   Z: 1\n", r#""Mid":!{"Type":"V"},"#, "Z: 1"),
        ("  Mid:\n\tType: V\n", r#""Mid":!null,"#, "Type: V"),
        ("  Mid:\n    Type: V\n\tZ: 1\n", r#""Mid":!{"Type":!null},"#, "V"),
        ("  Mid:\n    Type: @V\n    Z: 1\n", r#""Mid":!{"Type":!null},"#, "@V"),
        ("  Mid:\n    Type: %V\n    Z: 1\n", r#""Mid":!{"Type":!null},"#, "%V"),
        ("  Mid:\n    Type: a: b\n    Z: 1\n", r#""Mid":!{"Type":!"a"},"#, ": b"),
        ("  Mid:\n    Type: [a, b\n    Z: 1\n", r#""Mid":!{"Type":![]},"#, ": 1"),
        ("  Mid:\n    Type: [a, {b: c]\n    Z: 1\n", r#""Mid":!{"Type":![]},"#, "{b: c]"),
        ("  Mid:\n    Type: {a: b\n", r#""Mid":!{"Type":!{}},"#, ":"),
        ("  Mid:\n    Type: a]\n    - Z\n", r#""Mid":!{"Type":"a]"},"#, "Z"),
        ("  Mid:\n    - a\n    Z: 1\n", r#""Mid":!["a"],"#, "Z: 1"),
        ("  Mid:\n    Type: \"\\q\"\n", r#""Mid":!{"Type":!null},"#, "\"\\q\""),
        ("  Mid:\n    Type: &\n", r#""Mid":!{"Type":!null},"#, ""),
        ("  Mid:\n    Type: |x\n      y\n", r#""Mid":!{"Type":!null},"#, "|x"),
        (" Mid:\n    Type: V\n", "", "Mid:"),
        ("  Mid\n    Type: V\n", "", "Mid"),
    ] {
        for ending in ["\n", "\r\n"] {
            let text = template(broken).replace('\n', ending);
            let document = sound(&text, Syntax::Yaml);
            assert_eq!(line(&document.tree), format!("{FIRST}{found}{LAST}"), "{broken}");
            let errors: Vec<_> = document.problems.iter().map(|problem| problem.span.of(&text)).collect();
            assert_eq!(errors.len(), 1, "{broken}: {:?}", document.problems);
            assert!(errors[0].starts_with(error), "{broken}: {errors:?}");
        }
    }
}

#[test]
fn several_errors_are_said_each() {
    let text = "Resources:\n  A: @a\n  B: 1\n  C:\n    x: 'y\n  D: 2\n  E: [\nOutputs:\n  F: %f\n  G: 3\n";
    let document = sound(text, Syntax::Yaml);
    let expected = r#"!{"Resources":!{"A":!null,"B":1,"C":!{"x":!null},"D":2,"E":![]},"Outputs":!{"F":!null,"G":3}}"#;
    assert_eq!(line(&document.tree), expected);
    assert_eq!(document.problems.len(), 4, "{:?}", document.problems);
}

#[test]
fn errors_before_the_first_resource() {
    for (text, expected) in [
        ("@foo\nResources:\n  A: 1\n", r#"!{"Resources":{"A":1}}"#),
        ("Description: @foo\nResources:\n  A: 1\n", r#"!{"Description":!null,"Resources":{"A":1}}"#),
        ("Description: \"foo\nResources:\n  A: 1\n", r#"!{"Description":!null,"Resources":{"A":1}}"#),
        ("Resources:\n  A\n    x: 1\n  B: 2\n", r#"!{"Resources":!{"B":2}}"#),
        ("Resources:\n\tA: 1\nOutputs: 1\n", r#"!{"Resources":!null,"Outputs":1}"#),
        ("Resources\n  A: 1\nOutputs: 1\n", r#"!{"Outputs":1}"#),
        ("foo\nResources:\n  A: 1\n", r#"!{"Resources":{"A":1}}"#),
        ("Resources:\n  A: 1\nfoo\nOutputs: 2\n", r#"!{"Resources":{"A":1},"Outputs":2}"#),
        ("  Resources:\n    A: @\n    B: 1\n  Outputs: 2\n", r#"!{"Resources":!{"A":!null,"B":1},"Outputs":2}"#),
    ] {
        let document = sound(text, Syntax::Yaml);
        assert_eq!(line(&document.tree), expected, "{text}");
        assert!(!document.problems.is_empty());
    }
}

#[test]
fn anchors_before_an_error_hold_after_it() {
    let text = "R:\n  A: &x 1\n  B: @\n  C: *x\n  D: [&y 2\n  E: *y\n";
    assert_eq!(line(&sound(text, Syntax::Yaml).tree), r#"!{"R":!{"A":1,"B":!null,"C":1,"D":![],"E":!null}}"#);
}

#[test]
fn comments_in_what_is_lost_are_kept() {
    let text = "R:\n  # one\n  A: @ # two\n    # three\n    x: 1\n  # four\n  B: 1 # five\n";
    let document = sound(text, Syntax::Yaml);
    let comments: Vec<_> = document.comments.iter().map(|span| span.of(text)).collect();
    assert_eq!(comments, ["# one", "# three", "# four", "# five"]);
}

#[test]
fn a_second_document_ends_what_is_read_on() {
    let text = "R:\n  A: @\n---\nR:\n  B: 1\n";
    assert_eq!(line(&sound(text, Syntax::Yaml).tree), r#"!{"R":!{"A":!null}}"#);
    let text = "R:\n  A: @\n  B: 1\n---\nR:\n  C: 1\n";
    assert_eq!(line(&sound(text, Syntax::Yaml).tree), r#"!{"R":!{"A":!null,"B":1}}"#);
}

#[test]
fn broken_flow_is_not_guessed_at() {
    let text = "{a: 1, b: [}\n";
    let document = sound(text, Syntax::Yaml);
    assert_eq!(document.problems[0].gravity, Gravity::Fatal);
    assert_eq!(document.problems[0].span.of(text), "[}");
    assert!(document.tree.is_empty());
}

#[test]
fn a_text_full_of_errors_is_given_up() {
    let text: String = (0..1000).map(|id| format!("  A{id}: @\n")).collect();
    let text = format!("R:\n{text}");
    let document = read(&text, Syntax::Yaml, Limits::default());
    check(&document);
    let last = document.problems.last().unwrap();
    assert!(last.message.starts_with("too many errors"), "{last:?}");
    assert!(document.problems.len() < 60);
}

#[test]
fn what_goes_on_behind_a_line_too_far_left_belongs_to_the_entry_before() {
    let text =
        "Resources:\n  First:\n    Properties:\n      X: 1\n<% if y %>\n      Y: 2\n<% end %>\n  Last: {Type: U}\n";
    let document = read(text, Syntax::Yaml, Limits::default());
    assert_eq!(line(&document.tree), r#"!{"Resources":!{"First":!{"Properties":!{"X":1}},"Last":{"Type":"U"}}}"#);
    let text = text.replace("      Y: 2\n<% end %>\n", "");
    let document = read(&text, Syntax::Yaml, Limits::default());
    assert_eq!(line(&document.tree), r#"!{"Resources":!{"First":{"Properties":{"X":1}},"Last":{"Type":"U"}}}"#);
}

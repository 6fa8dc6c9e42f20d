//! What is said about a wrong text, and where it points.

use crate::{Dialect, parse};

/// The first error's message and the text it points at.
fn error(text: &str) -> (String, &str) {
    let parsed = parse(text, Dialect::V3_2_1);
    let error = parsed.errors.first().unwrap_or_else(|| panic!("no error in {text:?}"));
    (error.message.clone(), error.span.of(text))
}

#[test]
fn each_error_says_what_was_expected_and_points_at_what_was_found() {
    for (text, message, found) in [
        ("rule a {\n  b c exists\n}", "Expected an operator after `b`", "c"),
        ("rule a { b }", "Expected an operator after `b`; the name of a rule stands at the end of its line", "}"),
        ("rule a { }", "Expected a clause in this block, found none", "{ }"),
        (
            "rule a {\n b exists\n",
            "Expected a clause, `let` or `}` in the block of line 1, found the end of the file",
            "",
        ),
        ("rule a { b exists\nrule c { d exists }", "Expected `}` before the next rule", "rule"),
        ("a { b exists\nrule c { d exists }", "Expected `}` before the next rule", "rule"),
        ("a == ", "Expected a value, a query or a function call, found the end of the file", ""),
        ("a = 1", "Expected an operator after `a`", "="),
        ("A::B { a\n}", "Expected an operator after `a`, found `}`", "}"),
        ("%a { b exists } %c", "Expected an operator after the query", ""),
        ("1 == a", "Expected `rule`, `let`, a resource type or a clause, found `1`", "1"),
        ("a. b exists", "right after the dot, found a blank", " "),
        ("a[] exists", "Expected an index, `*`, a name or a clause, found `]`", "]"),
        ("a[ keys > 1 ] exists", "Expected `==`, `!=`, `in` or `not in` after `keys`, found `>`", ">"),
        ("a[0 exists", "Expected `]`, found `exists`", "exists"),
        ("let a 1", "Expected `=` after `let a`, found `1`", "1"),
        ("let a = foo(1)", "no function is called `foo`", "foo"),
        ("let a = join(b)", "`join` takes 2 arguments, not 1", "join(b)"),
        ("let a = now(1)", "`now` takes 0 arguments, not 1", "now(1)"),
        ("let a = [1, b]", "Expected a literal", "b"),
        ("let a = [1 2]", "Expected `,` or `]`, found `2`", "2"),
        ("let a = { b 1 }", "Expected `:`, found `1`", "1"),
        ("let a = 'x", "Expected a closing `'` for this string", "'"),
        ("let a = //", "Expected a regular expression between the slashes", "//"),
        ("let a = /b\\//", "it cannot end in `\\/`", "/"),
        ("let a = r[1,b]", "the ends of a range are two", "r[1,b]"),
        ("let a = 99999999999999999999", "does not fit 64 bits", "99999999999999999999"),
        ("let a = 5abc", "Expected a blank or a sign after the number, found `abc`", "abc"),
        ("a exists <<m", "Expected `>>` to end this message", "<<"),
        ("whenever exists", "Expected a blank after `when`, found `ever`", "ever"),
        ("when a exists\nb exists", "Expected `{` after the conditions, found the end of the file", ""),
        ("rule a when { b exists }", "Expected a clause or the name of a rule, found `{`", "{"),
        ("rule a(b) when c exists { d exists }", "a rule with parameters has no `when`", "when"),
        ("rule 1a { b exists }", "Expected the name of the rule", "1a"),
        ("A::B::C::D { a exists }", "which has two or three parts", ":"),
        ("not a { b exists }", "a block cannot be negated", "not a "),
        ("% exists", "Expected the name of a variable after `%`, found a blank", " "),
    ] {
        let (said, at) = error(text);
        assert!(said.contains(message), "{text:?}\n{said}\n{message}");
        assert_eq!(at, found, "{text:?} {said}");
    }
}

#[test]
fn an_error_hides_neither_the_other_rules_nor_their_errors() {
    let text = "let x = 1\nrule a { b exists }\nrule c { d e }\nrule f { g exists }\nrule h {\n  i ==\n}\n  rule j { k exists }\n";
    let parsed = parse(text, Dialect::V3_2_1);
    let names: Vec<&str> = parsed.file.rules.iter().map(|rule| &*rule.name.text).collect();
    assert_eq!(names, ["a", "f", "j"]);
    let places: Vec<&str> = parsed.errors.iter().map(|error| error.span.of(text)).collect();
    assert_eq!(places, ["e", "}"]);
    assert_eq!(parsed.clone().into_result().unwrap_err().len(), 2);
    assert_eq!(parse("a b\nrule c { d exists }", Dialect::V3_2_1).file.rules.len(), 1);
}

#[test]
fn there_is_an_end_to_errors() {
    assert_eq!(parse(&"rule a { b c }\n".repeat(100), Dialect::V3_2_1).errors.len(), 20);
}

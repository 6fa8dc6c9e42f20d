//! Tests of the reading: what is the same pattern, and what is refused where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::parse;
use crate::ast::Node;
use crate::compile::compile;

fn error(source: &str) -> (String, usize, usize) {
    let error = parse(source).expect_err(source);
    (error.message, error.start, error.end)
}

fn same(left: &str, right: &str) {
    let program = |source: &str| compile(parse(source).expect(source)).expect(source).main.insts;
    assert_eq!(program(left), program(right), "{left} {right}");
}

#[test]
fn a_brace_that_is_no_repetition_is_a_character() {
    same("a{", r"a\{");
    same("{2}", r"\{2\}");
    same("a{2}{3}", r"a{2}\{3\}");
    same("a{x}", r"a\{x\}");
    same("a{,}", "a*");
    same("a{99999999999999999999}", r"a\{99999999999999999999\}");
    same("{{2}", r"\{{2}");
    assert_eq!(parse("a{,3}").unwrap().node.max_len(), Some(3));
}

#[test]
fn blanks_and_comments_are_passed_under_x() {
    same("(?x) a b # c\n { 2 , 3 } [ ]", "ab{2,3}[ ]");
    same("a(?# two \\) )b", "ab");
    same("(?x: a b) c", "ab c");
}

#[test]
fn flags_end_with_their_group() {
    same("(a(?i)b)c", "(a(?i:b))c");
    same("(?i:a)b", "(?i)a(?-i)b");
    same("a(?s).|.", "a(?s:.)|(?s:.)");
    same("(?U)a+", "a+?");
    same("(?U)a+?", "a+");
}

#[test]
fn groups_are_counted_and_named() {
    let parsed = parse("(a)(?:b)(?<x1>c)(?P<y_>d(e))").unwrap();
    assert_eq!(parsed.groups, 4);
    assert_eq!(parsed.names, [("x1".to_owned(), 2), ("y_".to_owned(), 3)]);
}

#[test]
fn escapes_name_their_characters() {
    for (source, c) in [
        (r"\n", '\n'),
        (r"\e", '\x1B'),
        (r"\a", '\x07'),
        (r"\x41", 'A'),
        (r"\x{1F600}", '\u{1F600}'),
        (r"\u00e9", 'é'),
        (r"\u{e9}", 'é'),
        (r"\U000000E9", 'é'),
        (r"\/", '/'),
        (r"\é", 'é'),
    ] {
        assert_eq!(parse(source).unwrap().node, Node::Char(c), "{source}");
    }
}

#[test]
fn what_needs_backtracking_is_refused_with_its_place() {
    for (source, word, start, end) in [
        (r"(a)\1", "back-reference", 3, 5),
        (r"(?<n>a)\k<n>", "back-reference", 7, 9),
        ("(?P<n>a)(?P=n)", "back-reference", 8, 12),
        ("x(?>a)", "atomic", 1, 4),
        ("xa*+", "possessive", 2, 4),
        ("(a)(?(1)b)", "condition", 3, 6),
        (r"a\Kb", r"\K", 1, 3),
        (r"\Ga", r"\G", 0, 2),
    ] {
        let (message, from, to) = error(source);
        assert!(message.contains(word), "{source}: {message}");
        assert_eq!((from, to), (start, end), "{source}: {message}");
    }
}

#[test]
fn what_is_malformed_is_refused_with_its_place() {
    for (source, start, end) in [
        ("a)", 1, 2),
        ("(a", 0, 1),
        ("[a", 0, 2),
        ("a**", 2, 3),
        ("^*", 1, 2),
        ("(?=a)+", 5, 6),
        ("a{3,2}", 1, 6),
        ("[z-a]", 1, 4),
        (r"[\d-z]", 1, 5),
        (r"\y", 0, 2),
        (r"\Z", 0, 2),
        (r"a\", 1, 2),
        (r"\x{110000}", 0, 10),
        (r"\xZ1", 0, 2),
        (r"\p{Han}", 0, 7),
        ("(?k)", 0, 3),
        ("(?-u)", 0, 4),
        ("(?<1-2>a)", 0, 4),
    ] {
        let (message, from, to) = error(source);
        assert_eq!((from, to), (start, end), "{source}: {message}");
    }
}

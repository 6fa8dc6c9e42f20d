//! The reader of what people mostly write gives the document that the reader of the whole language gives, or none.

use std::fmt::Write;

use tablewarden_source::Gravity;

use crate::Limits;
use crate::differential::{Seed, mutated};
use crate::invariants::check;
use crate::read::yaml::{everyday, full};

/// Whether the text is everyday; panics where the two readers differ.
fn is_everyday(text: &str, limits: Limits) -> bool {
    let Some(everyday) = everyday::read(text, limits) else { return false };
    check(&everyday);
    let full = full::read(text, limits);
    assert_eq!(format!("{everyday:?}"), format!("{full:?}"), "{text:?}");
    true
}

/// What is everyday: a form on each line or lines of it.
const EVERYDAY: [&str; 25] = [
    "# before\n---\n# c\na: b # d\n# e\n",
    "Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n\n    Properties:\n        A:   b c  \n    # end\nOutputs:\n",
    "  a:\n    b: 1\n\n  c: 2\n",
    "a:\n- b\n- c:\n  d: e\n\n- - f\n  -   g: h\n      i: j\n-\n- # n\nk: l\n",
    "a:\n  - \n  -\n    b: c\n",
    "a:\n  b\n  c\n\n\n  - d, [e] {f} !g &h\nn: 1\n",
    "a: !Ref b\nc: !If\n  - d\n  - !Sub 'e'\n  - !GetAtt\n    f.g\nh: !Ref\ni: !Ref # j\nk: !Rain::Embed l\n",
    "a: !Sub\n- b\nc: !Transform\n  d: e\n",
    "'a': 'b'\n\"c\" : \"d: # e\"\n'f''g': ''\nh: \"\"\n",
    "a: \"\\n\\t\\r\\\"\\\\\\/é\"\nb: 'it''s'\nc: '\"'\nd: \"'\"\n",
    "a: 'b\n  c  \n\n  d''\n   e'\nf: \"g \n\n\n    h\\n\n  i\" # j\nk:\n  - ['l\n    m', \"\n    n\n    \"]\n  - 'o\n    p'\n",
    "a: http://b#c\nd: -1\ne: ::1/128\nf: ?x\ng: a - b :c\n",
    "a b: c\nd-e: f\n${g}: h\n1: 2\ntrue: ~\n",
    "a: [b, 'c', \"d\", !Ref e, [f, {g: h}], {}, [], ]\n",
    "a: {b: c, 'd': e, \"f\":g, h: !Ref i, j: [k], l: {m: n},}\n",
    "a: [\n    b, # c\n    # d\n\n    {e: f,\n      g: h}\n  ]\ni: {j:\n    k}\n",
    "a: [b c, d:e, f#g, -h, ?i]\n",
    "a: |\n  b\n   c\n\n  # d\n  e  \n\n\nf: |-\n  g\n\nh: |+\n  i\n\nj: k\n",
    "a: >\n  b\n  c\n\n  d\n\n\n    e\n    f\n  g\n   h\n\n  i\nj: >-\n  k\n  l\nm: >+\n  n\n\n",
    "a: | # c\n\n  b\n  \tc\n# d\ne: |\nf: >- # g\nh: |+\n\ni: j\n",
    "a:\n- |\n  b\n- c: |\n    d\n  e: >\n   f\n",
    "a:\n  |\n  b\nc: !Sub |\n  d\ne: !Sub\n  |-\n   f\n",
    "a: \"\tb\"\nc: '\td' # \te\n",
    "é: 日本語，😀 # ü\n",
    "a: 1\na: 2\nb:\n  c: 1\n  c: 2\n",
];

/// What is not, though it is YAML: the texts that the other reader is for.
const OTHERS: [&str; 24] = [
    "",
    "# a\n",
    "a\n",
    "- a\n",
    "[a]\n",
    "{a: b}\n",
    "\u{feff}a: b\n",
    "a: &x b\n",
    "a: &x b\nc: *x\n",
    "a: {b: c}\nd:\n  <<: {e: f}\n",
    "? a\n: b\n",
    "a: b\n---\nc: d\n",
    "a: b\n...\n",
    "%YAML 1.2\n---\na: b\n",
    "a:\tb\n",
    "a: b\t\n",
    "a: 'b\tc\t\n  d'\n",
    "a: \"b\\\n  c\"\n",
    "a: \"\\u0041\"\n",
    "a: !!str b\n",
    "a: ! b\n",
    "a: |2\n    b\n",
    "a: [b: c]\n",
    "a: {b, c: }\n",
];

#[test]
fn common_texts_are_read_as_by_the_other_reader() {
    for text in EVERYDAY {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            assert!(is_everyday(&text, Limits::default()), "{text:?}");
        }
        assert_eq!(full::read(text, Limits::default()).problems, [], "{text:?}");
    }
}

#[test]
fn others_are_left_to_it() {
    for text in OTHERS {
        assert!(!is_everyday(text, Limits::default()), "{text:?}");
        let problems = full::read(text, Limits::default()).problems;
        assert!(problems.iter().all(|problem| problem.gravity == Gravity::Notice), "{text:?}");
    }
}

#[test]
fn every_beginning_and_end_of_a_common_text_is_read_alike() {
    for text in EVERYDAY {
        for (at, _) in text.char_indices() {
            is_everyday(&text[..at], Limits::default());
            is_everyday(&text[at..], Limits::default());
        }
    }
}

#[test]
fn changed_texts_are_read_alike() {
    let mut seed = Seed(0x6a09_e667_f3bc_c909);
    let mut everyday = 0;
    for _ in 0..10_000 {
        let mut text = String::new();
        for _ in 0..=seed.below(3) {
            let indent = " ".repeat(seed.below(3) * 2);
            for line in seed.pick(&EVERYDAY).lines() {
                let _ = writeln!(text, "{indent}{line}");
            }
        }
        let text = mutated(&text, &mut seed);
        everyday += usize::from(is_everyday(&text, Limits::default()));
    }
    assert!(everyday > 1_000, "{everyday}");
}

#[test]
fn what_is_beyond_a_cap_is_left_to_the_other_reader() {
    for text in ["a: [[[b]]]\n", "a:\n  b:\n    c: d\n", "a:\n- - - b\n", "a: {b: c, d: e}\n"] {
        for (nodes, depth) in (0..12).flat_map(|nodes| (0..6).map(move |depth| (nodes, depth))) {
            let limits = Limits { nodes, depth, ..Limits::default() };
            if is_everyday(text, limits) {
                assert_eq!(full::read(text, limits).problems, [], "{text:?}");
            }
        }
        assert!(is_everyday(text, Limits { nodes: 12, depth: 6, ..Limits::default() }), "{text:?}");
    }
}

#[test]
fn a_key_too_long_for_one_is_left_to_the_other_reader() {
    for length in [900, 1000, 1001, 1023, 1024, 1025, 2000] {
        let key = "k".repeat(length);
        for text in [format!("{key}: v\n"), format!("a: {{'{key}': v}}\n")] {
            assert_eq!(
                is_everyday(&text, Limits::default()),
                length <= 1000 - usize::from(text.contains('{')) * 2,
                "{length}"
            );
        }
    }
}

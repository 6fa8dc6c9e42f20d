//! Literals in every spelling: numbers, strings, words, regular expressions, ranges, lists, maps.

use tablewarden_conformance::Chance;

pub(super) const INTS: [&str; 8] = ["0", "1", "2", "5", "-1", "10", "-5", "9223372036854775807"];
pub(super) const FLOATS: [&str; 9] = ["1.0", "2.5", "5.0", "-1.5", "1e5", "2.5E-1", "5e0", "1.5e+2", "0.0"];
const WORDS: [&str; 9] = ["true", "True", "TRUE", "false", "False", "FALSE", "null", "NULL", "Null"];
pub(super) const STRINGS: [&str; 18] = [
    "\"a\"",
    "'a'",
    "'b'",
    "\"ab\"",
    "\"\"",
    "\"A\"",
    "\"B\"",
    "\"5\"",
    "'c'",
    "\"X\"",
    "\"R0\"",
    "\"X::Y::Z\"",
    "'it\\'s'",
    "\"say \\\"a\\\"\"",
    "\"naïve é\"",
    "\"# a\"",
    "'two\nlines'",
    "\"abc\"",
];
const REGEXES: [&str; 12] = [
    "/a/",
    "/^[ab]$/",
    "/A/",
    "/(?i)a/",
    "/a\\/b/",
    "/^\\d+$/",
    "/(?=a)a/",
    "/\\bab\\b/",
    "/^R[0-9]$/",
    "/[^a]/",
    "/(a|b)+b/",
    "/é$/",
];

/// A literal with at most so many levels.
pub(super) fn literal(chance: &mut Chance, depth: usize) -> String {
    match chance.below(if depth == 0 { 9 } else { 13 }) {
        0 | 1 => chance.pick(&INTS).to_owned(),
        2 => chance.pick(&FLOATS).to_owned(),
        3 => chance.pick(&WORDS).to_owned(),
        4 | 5 => chance.pick(&STRINGS).to_owned(),
        6 => chance.pick(&REGEXES).to_owned(),
        7 | 8 => range(chance),
        9..=11 => {
            let items: Vec<_> = (0..chance.below(4)).map(|_| literal(chance, depth - 1)).collect();
            format!("[{}]", items.join(chance.pick(&[", ", ",", " ,\n"])))
        }
        _ => {
            let mut entries = Vec::new();
            for key in ["A", "'B'", "\"name\"", "FooBar", "T", "a-b"] {
                if chance.percent(30) {
                    entries.push(format!("{key}: {}", literal(chance, depth - 1)));
                }
            }
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A range of any kind, its ends in or out.
pub(super) fn range(chance: &mut Chance) -> String {
    let (open, close) = (chance.pick(&["[", "("]), chance.pick(&["]", ")"]));
    let ends = match chance.below(3) {
        0 => chance.pick(&["1,5", "5, 10", "-5,2", "2,1", "5,5"]),
        1 => chance.pick(&["1.0,2.5", "2.5, 5.0", "-1.5,1e5", "5.0,5.0"]),
        _ => chance.pick(&["a,c", "c, z", "A,Z", "z,a"]),
    };
    format!("r{open}{ends}{close}")
}

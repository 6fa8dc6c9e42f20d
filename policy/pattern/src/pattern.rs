//! The door: a compiled pattern and the questions to it. Never changes once compiled.

use std::fmt;
use std::ops::Range;

use crate::compile::compile;
use crate::error::PatternError;
use crate::matching::lookaround;
use crate::matching::machine::{Machine, NONE, Search, Text};
use crate::matching::places::Places;
use crate::matching::plain::Plain;
use crate::matching::steps::Steps;
use crate::parse;
use crate::program::Compiled;

/// A compiled pattern.
#[derive(Clone)]
pub struct Pattern {
    source: String,
    compiled: Compiled,
    plain: Option<Plain>,
    groups: usize,
    names: Vec<(String, usize)>,
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    ///
    /// What is wrong with it, what cannot be matched in linear time, or what makes it too large; and where.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        let mut parsed = parse::parse(source)?;
        let plain = Plain::of(&parsed.node);
        let (groups, names) = (parsed.groups, std::mem::take(&mut parsed.names));
        let compiled = compile(parsed)?;
        Ok(Self { source: source.to_owned(), compiled, plain, groups, names })
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The number of instructions. A match costs at most about this times the length of the text.
    #[must_use]
    pub const fn weight(&self) -> usize {
        self.compiled.size
    }

    /// The number of groups, the whole match included.
    #[must_use]
    pub const fn groups(&self) -> usize {
        self.groups + 1
    }

    /// The number of the group of this name.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<usize> {
        self.names.iter().rev().find(|(known, _)| known == name).map(|&(_, group)| group)
    }

    /// Whether the text holds a match.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.is_match_within(text, u64::MAX, &mut Scratch::default()) == Some(true)
    }

    /// The same in at most so many steps, or soon after; none where that is not enough. `scratch` is memory that is used again, and
    /// says how many it took ([`Scratch::steps`]).
    #[must_use]
    pub fn is_match_within(&self, text: &str, most: u64, scratch: &mut Scratch) -> Option<bool> {
        scratch.machine.steps = Steps::within(most);
        let found = self.matches(text, scratch);
        (!scratch.machine.steps.are_over()).then_some(found)
    }

    fn matches(&self, text: &str, scratch: &mut Scratch) -> bool {
        let Scratch { machine, places } = scratch;
        if let Some(plain) = &self.plain {
            machine.steps.taken += plain.cost(text);
            return plain.find(text, 0).is_some();
        }
        let search = Search { from: 0, anchored: false, earliest: true };
        if !self.compiled.looks.is_empty() {
            // Most texts do not match whatever is around.
            let lenient = Text { text, classes: &self.compiled.classes, places: &[], is_lenient: true };
            if !machine.search(&self.compiled.main, lenient, search, &mut []) {
                return false;
            }
            lookaround::sweep(&self.compiled, text, machine, places);
        }
        let known = Text { text, classes: &self.compiled.classes, places, is_lenient: false };
        machine.search(&self.compiled.main, known, search, &mut [])
    }

    /// The bytes of the first match.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.matcher().find(text)
    }

    /// The same questions with memory that is used again, for many short texts.
    #[must_use]
    pub fn matcher(&self) -> Matcher<'_> {
        Matcher { pattern: self, scratch: Scratch::default() }
    }
}

/// What matching needs to remember on its way through a text; to be used again for the next.
#[derive(Debug, Default)]
pub struct Scratch {
    machine: Machine,
    places: Vec<Places>,
}

impl Scratch {
    /// The steps that the last question took: at most about [`Pattern::weight`] times the length of the text, and mostly far fewer.
    #[must_use]
    pub const fn steps(&self) -> u64 {
        self.machine.steps.taken
    }
}

/// A pattern with memory that is used again from text to text.
#[derive(Debug)]
pub struct Matcher<'p> {
    pattern: &'p Pattern,
    scratch: Scratch,
}

impl<'p> Matcher<'p> {
    /// The pattern.
    #[must_use]
    pub const fn pattern(&self) -> &'p Pattern {
        self.pattern
    }

    /// Whether the text holds a match.
    #[must_use]
    pub fn is_match(&mut self, text: &str) -> bool {
        self.pattern.is_match_within(text, u64::MAX, &mut self.scratch) == Some(true)
    }

    /// The bytes of the first match.
    #[must_use]
    pub fn find(&mut self, text: &str) -> Option<Range<usize>> {
        if let Some(plain) = &self.pattern.plain {
            return plain.find(text, 0);
        }
        self.look_around(text);
        let mut found = [NONE; 2];
        let search = Search { from: 0, anchored: false, earliest: false };
        self.search(text, search, &mut found).then_some(found[0]..found[1])
    }

    /// Fills in the look-arounds for `text`; to be done before the other steps.
    pub(crate) fn look_around(&mut self, text: &str) {
        if self.pattern.plain.is_none() {
            let Scratch { machine, places } = &mut self.scratch;
            lookaround::sweep(&self.pattern.compiled, text, machine, places);
        }
    }

    fn search(&mut self, text: &str, search: Search, found: &mut [usize]) -> bool {
        let compiled = &self.pattern.compiled;
        let text = Text { text, classes: &compiled.classes, places: &self.scratch.places, is_lenient: false };
        self.scratch.machine.search(&compiled.main, text, search, found)
    }

    /// The places of all groups of the first match at `from` or behind it.
    pub(crate) fn slots_from(&mut self, text: &str, from: usize) -> Option<Vec<usize>> {
        let compiled = &self.pattern.compiled;
        let mut slots = vec![NONE; compiled.slots];
        if let Some(plain) = &self.pattern.plain {
            let found = plain.find(text, from)?;
            return Some(vec![found.start, found.end]);
        }
        if !self.search(text, Search { from, anchored: false, earliest: false }, &mut slots) {
            return None;
        }
        self.recall(text, &mut slots);
        slots.truncate(2 * (self.pattern.groups + 1));
        Some(slots)
    }

    /// Finds the groups in look-arounds: the body is matched again where it held, the outer ones first.
    fn recall(&mut self, text: &str, slots: &mut [usize]) {
        let compiled = &self.pattern.compiled;
        let known = Text { text, classes: &compiled.classes, places: &self.scratch.places, is_lenient: false };
        let mut found = Vec::new();
        for look in compiled.looks.iter().rev() {
            let Some(recall) = &look.recall else { continue };
            let Some(at) = slots.get(recall.mark).copied().filter(|&at| at != NONE) else { continue };
            for (back, program) in &recall.ways {
                let Some(from) = steps_back(text, at, *back) else { continue };
                found.clear();
                found.resize(slots.len(), NONE);
                let search = Search { from, anchored: true, earliest: false };
                if self.scratch.machine.search(program, known, search, &mut found) {
                    let inside = slots.iter_mut().zip(&found).skip(2);
                    inside.filter(|&(_, &place)| place != NONE).for_each(|(slot, &place)| *slot = place);
                    break;
                }
            }
        }
    }

    /// What was paid until now, of what may be paid.
    pub(crate) const fn steps(&self) -> &Steps {
        &self.scratch.machine.steps
    }

    /// From now on so many steps may be taken.
    pub(crate) fn allow(&mut self, most: u64) {
        self.scratch.machine.steps = Steps::within(most);
    }
}

/// So many characters before `at`.
fn steps_back(text: &str, at: usize, characters: u64) -> Option<usize> {
    let Some(last) = usize::try_from(characters).ok()?.checked_sub(1) else { return Some(at) };
    text.get(..at)?.char_indices().rev().nth(last).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::Pattern;

    fn groups(source: &str, text: &str) -> Vec<Option<String>> {
        let pattern = Pattern::new(source).expect(source);
        let Some(captures) = pattern.captures(text) else { return Vec::new() };
        (0..captures.len()).map(|group| captures.text(group).map(str::to_owned)).collect()
    }

    fn some(texts: &[&str]) -> Vec<Option<String>> {
        texts.iter().map(|&text| (text != "-").then(|| text.to_owned())).collect()
    }

    #[test]
    fn the_first_alternative_and_greed_decide() {
        assert_eq!(groups("a|ab", "xab"), some(&["a"]));
        assert_eq!(groups("(a+?)(a*)", "aaa"), some(&["aaa", "a", "aa"]));
        assert_eq!(groups("(a{1,2}?)(a{2})?", "aaaa"), some(&["aaa", "a", "aa"]));
        assert_eq!(groups("(a)|(b)", "b"), some(&["b", "-", "b"]));
    }

    #[test]
    fn plain_patterns_need_no_machine() {
        for (source, text, range) in [
            ("b", "abb", Some(1..2)),
            ("^ab", "abab", Some(0..2)),
            ("ab$", "abab", Some(2..4)),
            ("^ab$", "abab", None),
            ("^$", "", Some(0..0)),
            ("$", "ab", Some(2..2)),
            ("", "ab", Some(0..0)),
            (r"\.", "a.b", Some(1..2)),
        ] {
            let pattern = Pattern::new(source).unwrap();
            assert!(pattern.plain.is_some(), "{source}");
            assert_eq!(pattern.find(text), range, "{source}");
        }
        for source in ["a*", "(?i)a", "a|b", "(?m)^a", "a^b", "(a)"] {
            assert!(Pattern::new(source).unwrap().plain.is_none(), "{source}");
        }
    }

    #[test]
    fn look_arounds_nest_and_give_groups() {
        assert_eq!(groups("(?<=(.)(b))c(?=(d(?=(e))))", "abcde"), some(&["c", "a", "b", "d", "e"]));
        assert_eq!(groups("(?!(a))b", "ab"), some(&["b", "-"]));
        assert_eq!(groups("(?<=(a)|(bc))d", "bcd"), some(&["d", "-", "bc"]));
        assert_eq!(groups("(?:(?=(\\w))\\w)+", "xyz!"), some(&["xyz", "z"]));
        assert!(Pattern::new("(?<=(a+))b").unwrap_err().message.contains("one length"));
        assert!(Pattern::new("(?<=a+)b").unwrap().is_match("aab"));
    }

    #[test]
    fn one_matcher_serves_many_texts() {
        let pattern = Pattern::new("(?<!a)b(?=c)").unwrap();
        let mut matcher = pattern.matcher();
        for _ in 0..3 {
            assert!(matcher.is_match("xbc"));
            assert!(!matcher.is_match("abc, and a longer text than before"));
            assert_eq!(matcher.find("abc bc"), Some(4..5));
            assert_eq!(matcher.find(""), None);
        }
    }

    #[test]
    fn empty_matches_do_not_follow_a_match() {
        let pattern = Pattern::new("a*").unwrap();
        let ranges: Vec<_> = pattern.captures_iter("baac\u{e9}").map(|found| found.range()).collect();
        assert_eq!(ranges, [0..0, 1..3, 4..4, 6..6]);
    }

    #[test]
    fn the_last_of_equal_names_counts() {
        let pattern = Pattern::new("(?<n>a)(?<n>b)").unwrap();
        assert_eq!(pattern.group("n"), Some(2));
        assert_eq!(pattern.captures("ab").unwrap().name("n"), Some("b"));
        assert_eq!((pattern.groups(), pattern.group("m"), pattern.as_str()), (3, None, "(?<n>a)(?<n>b)"));
    }
}

//! What a match gives: its groups by number and by name, and the matches of a text one after the other.
//! Never goes on without end: the matches of one text have a budget that is linear in the text.

use std::ops::Range;

use crate::matching::machine::NONE;
use crate::pattern::{Matcher, Pattern};

impl Pattern {
    /// The first match and its groups.
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'_, 't>> {
        self.captures_iter(text).next()
    }

    /// The matches that do not overlap, one after the other, with their groups.
    #[must_use]
    pub fn captures_iter<'t>(&self, text: &'t str) -> CaptureMatches<'_, 't> {
        self.captures_within(text, u64::MAX)
    }

    /// The same in at most so many steps, or soon after.
    #[must_use]
    pub fn captures_within<'t>(&self, text: &'t str, most: u64) -> CaptureMatches<'_, 't> {
        CaptureMatches::new(self, text, most)
    }
}

/// One match and its groups. Group 0 is the whole match.
#[derive(Debug, Clone)]
pub struct Captures<'p, 't> {
    pattern: &'p Pattern,
    text: &'t str,
    slots: Vec<usize>,
}

impl<'t> Captures<'_, 't> {
    /// The number of groups, the whole match included.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always the whole match")]
    pub const fn len(&self) -> usize {
        self.pattern.groups()
    }

    /// The bytes of the whole match.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.get(0).unwrap_or(0..0)
    }

    /// The bytes of the group of this number, if it took part in the match.
    #[must_use]
    pub fn get(&self, group: usize) -> Option<Range<usize>> {
        let start = *self.slots.get(group.checked_mul(2)?)?;
        let end = *self.slots.get(group * 2 + 1)?;
        (start != NONE && end != NONE).then_some(start..end)
    }

    /// The text of the group of this number, if it took part in the match.
    #[must_use]
    pub fn text(&self, group: usize) -> Option<&'t str> {
        self.text.get(self.get(group)?)
    }

    /// The text of the group of this name, if it took part in the match.
    #[must_use]
    pub fn name(&self, name: &str) -> Option<&'t str> {
        self.text(self.pattern.group(name)?)
    }
}

/// The matches of one text. Made by [`Pattern::captures_iter`].
///
/// One search is linear in what is left of the text, but many searches need not be. So all together may cost some
/// passes over the text; then the matches end, and [`CaptureMatches::gave_up`] says so.
#[derive(Debug)]
pub struct CaptureMatches<'p, 't> {
    matcher: Matcher<'p>,
    text: &'t str,
    /// Where the next search begins; absent before the first.
    from: Option<usize>,
    last_end: Option<usize>,
    gave_up: bool,
}

impl<'p, 't> CaptureMatches<'p, 't> {
    fn new(pattern: &'p Pattern, text: &'t str, most: u64) -> Self {
        let passes = (pattern.weight() as u64).saturating_mul(text.len() as u64 + 1).saturating_mul(32);
        let mut matcher = pattern.matcher();
        matcher.allow(passes.saturating_add(8_000_000).min(most));
        Self { matcher, text, from: None, last_end: None, gave_up: false }
    }

    /// The steps taken so far.
    #[must_use]
    pub const fn steps(&self) -> u64 {
        self.matcher.steps().taken
    }

    /// Whether the matches ended because they cost too much, and not because there were no more.
    #[must_use]
    pub const fn gave_up(&self) -> bool {
        self.gave_up
    }
}

impl<'p, 't> Iterator for CaptureMatches<'p, 't> {
    type Item = Captures<'p, 't>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.from.is_none() {
            self.matcher.look_around(self.text);
        }
        loop {
            let from = self.from.unwrap_or(0);
            if from > self.text.len() || self.gave_up {
                return None;
            }
            let slots = self.matcher.slots_from(self.text, from);
            self.gave_up = self.matcher.steps().are_over();
            let Some(slots) = slots.filter(|_| !self.gave_up) else {
                self.from = Some(self.text.len() + 1);
                return None;
            };
            let captures = Captures { pattern: self.matcher.pattern(), text: self.text, slots };
            let Range { start, end } = captures.range();
            let mut next = end;
            if start == end {
                let rest = self.text.get(end..).unwrap_or("");
                next += rest.chars().next().map_or(1, char::len_utf8);
            }
            self.from = Some(next);
            // No empty match directly behind a match.
            if start < end || self.last_end != Some(end) {
                self.last_end = Some(end);
                return Some(captures);
            }
        }
    }
}

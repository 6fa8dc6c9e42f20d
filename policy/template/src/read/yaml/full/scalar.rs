//! Scalar events into rows of the table: the span with its quotes or its header, the text a part of the source where
//! nothing had to be resolved.

use std::ops::Range;

use tablewarden_yaml::Style as Written;

use super::gap;
use super::reader::Reader;
use crate::read::merge;
use crate::read::places::{offset, place, span};
use crate::{Style, Tag, Text};

/// What is said of a key that has the tag of a function.
pub(super) const KEY_IS_A_FUNCTION: &str = "A key that is a function. Use text as the key.";

impl Reader<'_> {
    pub(super) fn set_tag(&mut self, tag: Option<Range<usize>>) {
        if let Some(tag) = tag {
            let text = self.text.get(tag.clone()).unwrap_or("");
            self.builder.tag(Tag::parse(text), span(tag.start, tag.end));
        }
    }

    /// Says of a key with a tag that is short for a function that it is no text, and gives back any other tag.
    fn tag_of_key(&mut self, tag: Option<Range<usize>>) -> Option<Range<usize>> {
        let tag = tag?;
        if !Tag::parse(self.text.get(tag.clone()).unwrap_or("")).is_of_cloudformation() {
            return Some(tag);
        }
        self.problems.error(span(tag.start, tag.end), KEY_IS_A_FUNCTION);
        if let Some(map) = self.builder.innermost() {
            self.builder.damage(map);
        }
        None
    }

    /// A scalar event: text and span as the table has them.
    #[inline(never)]
    pub(super) fn scalar(&mut self, value: &str, style: Written, start: usize, end: usize, tag: Option<Range<usize>>) {
        let gap = gap::scan(self.text, self.cursor, start, &mut self.comments);
        if self.skipped > 0 {
            self.cursor = self.cursor.max(end);
            self.reach = self.reach.max(offset(end));
            self.last = None;
            return;
        }
        let is_tagged = tag.is_some();
        let is_key = self.builder.wants_key();
        let tag = if is_key { self.tag_of_key(tag) } else { tag };
        self.set_tag(tag);
        let slice = self.text.get(start..end).unwrap_or("");
        let (style, start, end, text) = match style {
            Written::Plain if slice.is_empty() => {
                let at = self.place_of_nothing(gap, start, is_key);
                self.cursor = self.cursor.max(at);
                (Style::Plain, at, at, Text::Source)
            }
            Written::Plain if is_same(slice, value) => (Style::Plain, start, end, Text::Source),
            Written::Plain => (Style::Plain, start, end, Text::Cooked(value)),
            Written::Single => (Style::Single, start, end, within_quotes(slice, value)),
            Written::Double => (Style::Double, start, end, within_quotes(slice, value)),
            Written::Literal | Written::Folded => {
                let style = if style == Written::Literal { Style::Literal } else { Style::Folded };
                // At the end of the text, one without text begins with its header.
                let header = gap.header.unwrap_or(start);
                let text = if gap.header.is_some() { slice } else { "" };
                let length = text.trim_end_matches([' ', '\t', '\r', '\n']).len();
                let after = gap
                    .header
                    .map_or_else(|| gap::end_of_word(self.text.as_bytes(), start, end), |_| gap.end.unwrap_or(start));
                // Behind the header there may be a comment yet.
                self.cursor = self.cursor.max(if length > 0 { end } else { after });
                let end = if length > 0 { start + length } else { after };
                (style, header, end, Text::Cooked(value))
            }
        };
        self.cursor = self.cursor.max(end);
        self.reach = self.reach.max(offset(end));
        self.last = self.builder.scalar(style, place(start, end), text);
        self.is_scalar_last = self.last.is_some();
        if is_key {
            if style == Style::Plain && value == merge::KEY && !is_tagged {
                self.has_merges = true;
                let span = span(start, end);
                self.aliases.push(span);
            }
            self.note_key(start);
        }
    }

    /// Where a key or a value stands that is not written: after its `?`, its dash, its tag or its anchor, or else at its colon, a key
    /// before it and a value after it.
    fn place_of_nothing(&self, gap: gap::Gap, start: usize, is_key: bool) -> usize {
        let bytes = self.text.as_bytes();
        // The parser says that it stands at the colon.
        let has_colon = bytes.get(start) == Some(&b':');
        match gap.end {
            Some(end) if !(is_key && has_colon && bytes.get(end - 1) == Some(&b',')) => end,
            _ if has_colon => start + usize::from(!is_key),
            _ => self.cursor,
        }
    }
}

/// The text of a quoted scalar: a part of the source where nothing had to be resolved.
fn within_quotes<'t>(slice: &str, value: &'t str) -> Text<'t> {
    let inner = slice.get(1..slice.len().saturating_sub(1)).unwrap_or("");
    if is_same(inner, value) { Text::Source } else { Text::Cooked(value) }
}

/// Whether two texts are equal: nearly always they are the same bytes, which need not be compared.
fn is_same(slice: &str, value: &str) -> bool {
    std::ptr::eq(slice, value) || slice == value
}

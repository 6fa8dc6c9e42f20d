//! Where reading goes on after a syntax error: at the next entry of the section, a line at the column of the logical
//! ids, or else at the next section. Marks what lies between as damaged. Bounded: a text full of errors is not read
//! over and over.

use tablewarden_source::Span;
use tablewarden_yaml::Failure;

use super::gap::{self, end_of_line};
use super::reader::{Reader, Segment};
use crate::read::caps::Cap;
use crate::read::places::{offset, place, span};
use crate::{Kind, NodeId, Style, Text};

/// A line at which reading can go on.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    column: usize,
    /// An entry of the section; otherwise a section.
    is_entry: bool,
}

impl Reader<'_> {
    /// What to read after a segment that was read whole.
    #[inline(never)]
    pub(super) fn after(&mut self, segment: Segment) -> Option<Segment> {
        if !segment.is_inside || segment.end >= self.text.len() || self.is_marker(segment.end) {
            return None;
        }
        self.enter(Line { start: segment.end, column: self.column.unwrap_or(0), is_entry: false })
    }

    /// Says the error, marks what it damaged, and finds what to read next.
    #[inline(never)]
    pub(super) fn resume(&mut self, segment: Segment, failure: &Failure) -> Option<Segment> {
        self.skipped = 0;
        self.skipped_key = None;
        self.say(failure);
        let from = self.take_back().max(segment.start);
        if self.is_flow_root() {
            self.damage_open();
            return None;
        }
        self.mark(from);
        let seen = if failure.is_far { segment.end } else { failure.at };
        if !self.budget.spend(seen.saturating_sub(segment.start)) {
            self.problems.error(
                Span::at(offset(failure.at)),
                "Too many errors, nothing is read from here on. Correct these first.",
            );
            self.damage_open();
            return None;
        }
        let line = self.next_line(from)?;
        let skipped = end_of_line(self.text.as_bytes(), from);
        gap::own_line_comments(self.text, skipped, line.start, &mut self.comments);
        self.cursor = self.cursor.max(line.start);
        self.enter(line)
    }

    fn say(&mut self, failure: &Failure) {
        let bytes = self.text.as_bytes();
        let end = end_of_line(bytes, failure.at);
        let line = self.text.get(failure.at..end).unwrap_or("").trim_end();
        let indent = self.text.get(..failure.at).unwrap_or("").rsplit(['\n', '\r']).next().unwrap_or("");
        let (mut start, mut end) = (failure.at, end);
        let too_deep = failure.message.is_none().then(|| Cap::Depth.message(self.limits));
        let mut message = failure.message.as_deref().or(too_deep.as_deref()).unwrap_or_default();
        // A quote that closes on a later line is more likely one that was never closed.
        let gap = bytes.get(self.cursor..failure.at).unwrap_or_default();
        let value = gap.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b':' | b'-'));
        if let Some(value) = value
            && let Some(b'"' | b'\'') = gap.get(value)
            && memchr::memchr(b'\n', gap).is_some_and(|newline| newline > value)
        {
            start = self.cursor + value;
            end = end_of_line(bytes, start);
            message = "this quote is not closed on its line; close it";
        } else if line.starts_with('!') && self.has_tag_before(failure.at) {
            message = "two tags on one value; write the outer function in its long form, as `Fn::Name:`";
        } else if indent.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).any(|byte| byte == b'\t') {
            message = "A tab is used for indentation. Use spaces.";
        }
        let length = self.text.get(start..end).unwrap_or("").trim_end().len();
        self.problems.error(span(start, start + length), message);
    }

    fn has_tag_before(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or("").trim_end_matches(' ');
        let word = before.rsplit([' ', '\n', '\t']).next().unwrap_or("");
        word.starts_with('!')
    }

    /// Takes back what may have swallowed lines that were not meant: a scalar of several lines that came last, or an
    /// open flow collection. Gives where what could not be read begins.
    fn take_back(&mut self) -> usize {
        let tree = self.builder.tree();
        let mut from = self.cursor;
        let flow = self.builder.open_nodes().find(|id| tree.style(*id) == Style::Flow);
        if let Some(id) = flow {
            if id != NodeId(0) {
                from = tree.span(id).start as usize;
                let end = end_of_line(self.text.as_bytes(), from);
                let end = from + self.text.get(from..end).unwrap_or("").trim_end().len();
                self.builder.hollow(id, offset(end));
                self.reach = offset(end);
            }
        } else if let (true, Some(id)) = (self.is_scalar_last, self.last) {
            let span = tree.span(id);
            let is_long = memchr::memchr(b'\n', span.of(self.text).as_bytes()).is_some();
            let is_block = matches!(tree.style(id), Style::Literal | Style::Folded);
            let is_root = tree.len() == 1;
            if (is_long && !is_block) || is_root {
                from = span.start as usize;
                let place = tree.place(id);
                let tag = tree.tag(id);
                let is_plain = tree.style(id) == Style::Plain;
                let key = id.0.checked_sub(1).map_or(0, |key| tree.span(NodeId(key)).end);
                self.builder.drop_last();
                self.reach = self.reach.min(span.start);
                let is_beside_key = self.builder.wants_value()
                    && memchr::memchr(b'\n', Span::new(key, span.start).of(self.text).as_bytes()).is_none();
                if is_plain && is_beside_key {
                    // Its first line is what was meant.
                    let line = self.text.get(from..end_of_line(self.text.as_bytes(), from)).unwrap_or("").trim_end();
                    let span = Span::new(span.start, span.start + offset(line.len()));
                    if let Some((tag, span)) = tag {
                        self.builder.tag(tag, span);
                    }
                    self.builder.scalar(Style::Plain, place.with_span(span), Text::Source);
                    self.reach = span.end;
                }
            }
        }
        self.forget_anchors();
        self.last = None;
        self.is_scalar_last = false;
        let next = self.builder.next();
        if let Some(section) = self.section.as_mut() {
            section.last = section.last.filter(|id| *id < next);
        }
        let known = self.comments.partition_point(|comment| (comment.start as usize) < from);
        self.comments.truncate(known);
        self.cursor = self.cursor.min(from);
        from
    }

    fn is_flow_root(&self) -> bool {
        let tree = self.builder.tree();
        tree.root().is_some_and(|root| tree.style(root) == Style::Flow || tree.kind(root) == Kind::List)
    }

    /// Marks the open collections, and those that ended just before, as far as the damage reaches.
    fn mark(&mut self, from: usize) {
        let column = self.column_of_damage(from);
        if let (None, false, Some(last)) = (column, self.builder.wants_value(), self.builder.next().0.checked_sub(1)) {
            self.builder.damage(NodeId(last));
        }
        if let Some(section) = self.section {
            // The line is too far left and no key, and what follows is not: that belongs to the entry before.
            if let (Some(column), Some(entries), Some(last)) = (column, section.column, section.last)
                && column < entries
                && self.goes_on(from, entries)
            {
                self.damage_entry(last);
                self.damage_open();
            }
            if column.is_some_and(|column| column <= self.column.unwrap_or(0)) {
                self.close_to(1);
            } else if let (Some(column), Some(entries)) = (column, section.column)
                && column <= entries
            {
                self.close_to(2);
            } else if let Some(last) = section.last {
                self.damage_entry(last);
            }
        }
        self.damage_open();
    }

    /// Marks the value of the entry whose key is `key`, and what in it ended just before.
    fn damage_entry(&mut self, key: NodeId) {
        let next = self.builder.next();
        for id in (key.0..next.0).map(NodeId) {
            let tree = self.builder.tree();
            if tree.kind(id) != Kind::Scalar && tree.end(id) == next {
                self.builder.damage(id);
            }
        }
        let value = NodeId(key.0 + 1);
        if value < next {
            self.builder.damage(value);
        }
    }

    /// Whether the first line behind the one at `from`, which begins no entry, is indented more than the entries of the section.
    fn goes_on(&self, from: usize, entries: usize) -> bool {
        let bytes = self.text.as_bytes();
        let mut is_first = true;
        let mut at = from;
        while at < bytes.len() {
            let end = end_of_line(bytes, at);
            let line = bytes.get(at..end).unwrap_or_default();
            let column = line.iter().take_while(|byte| **byte == b' ').count();
            let is_written = !matches!(line.get(column), None | Some(b'#'));
            match is_written {
                true if !std::mem::take(&mut is_first) => return column > entries,
                true if key_column(line).is_some() => return false,
                _ => {}
            }
            at = end + 1;
        }
        false
    }

    /// The column at which what could not be read begins; none where it is on the line of something that was.
    fn column_of_damage(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        let mut start = None;
        while at < bytes.len() {
            let end = end_of_line(bytes, at);
            let line = bytes.get(at..end).unwrap_or_default();
            let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let is_first = start.is_none() && !(at == 0 || matches!(bytes.get(at - 1), Some(b'\n' | b'\r')));
            if !matches!(line.get(blanks), None | Some(b'#')) {
                // What begins with a tab is meant to be inside.
                let has_tab = line.iter().take(blanks).any(|byte| *byte == b'\t');
                return if is_first || has_tab { None } else { Some(blanks) };
            }
            start = Some(at);
            at = end + 1;
        }
        start.map(|_| 0)
    }

    /// The next line at which an entry of the section or a section begins.
    fn next_line(&mut self, from: usize) -> Option<Line> {
        let root = self.column.unwrap_or(0);
        let entries = self.column_of_entries(root);
        let bytes = self.text.as_bytes();
        let mut at = end_of_line(bytes, from) + 1;
        while at < bytes.len() {
            if self.is_marker(at) {
                return None;
            }
            let end = end_of_line(bytes, at);
            if let Some(column) = key_column(bytes.get(at..end).unwrap_or_default()) {
                if Some(column) == entries {
                    return Some(Line { start: at, column, is_entry: true });
                }
                if column == root {
                    return Some(Line { start: at, column, is_entry: false });
                }
            }
            at = end + 1;
        }
        None
    }

    /// The column of the section's entries: that of the first, or where there is none yet, that of the first line
    /// after its key.
    fn column_of_entries(&self, root: usize) -> Option<usize> {
        let section = self.section?;
        if section.column.is_some() {
            return section.column;
        }
        let has_place = self.builder.depth() > 1 || self.builder.wants_value();
        if !has_place || (section.map.is_none() && self.builder.depth() > 1) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut at = end_of_line(bytes, section.key) + 1;
        while at < bytes.len() {
            let end = end_of_line(bytes, at);
            let line = bytes.get(at..end).unwrap_or_default();
            let column = line.iter().take_while(|byte| **byte == b' ').count();
            if !matches!(line.get(column), None | Some(b'#' | b'\t')) {
                return (column > root).then_some(column);
            }
            at = end + 1;
        }
        None
    }

    /// Makes the builder ready for the entries that begin at `line`.
    fn enter(&mut self, line: Line) -> Option<Segment> {
        let start = line.start;
        let depth = if line.is_entry { 2 } else { 1 };
        self.close_to(depth);
        if self.builder.depth() == 0 && !self.builder.reopen(NodeId(0)) {
            if !self.builder.tree().is_empty() {
                return None;
            }
            let place = place(start + line.column, start + line.column);
            self.reach = self.reach.max(place.span().start);
            let root = self.builder.open(Kind::Map, Style::Block, place)?;
            self.builder.damage(root);
        }
        if self.builder.depth() < depth {
            let section = self.section.as_mut()?;
            if self.builder.wants_value() {
                let place = place(start + line.column, start + line.column);
                self.reach = self.reach.max(place.span().start);
                section.map = self.builder.open(Kind::Map, Style::Block, place);
            } else if !section.map.is_some_and(|map| self.builder.reopen(map)) {
                return None;
            }
            if let Some(map) = self.builder.innermost() {
                self.builder.damage(map);
            }
        }
        self.builder.fill();
        let mut end = self.text.len();
        if line.is_entry {
            let known = self.section.and_then(|section| section.end);
            end = known.unwrap_or_else(|| self.end_of_section(start));
            if let Some(section) = self.section.as_mut() {
                section.end = Some(end);
            }
        }
        Some(Segment { start, end, is_inside: true })
    }

    fn close_to(&mut self, depth: usize) {
        while self.builder.depth() > depth {
            self.builder.close(Some(self.reach));
        }
    }

    /// Where the next section begins, or the next document.
    fn end_of_section(&self, start: usize) -> usize {
        let root = self.column.unwrap_or(0);
        let bytes = self.text.as_bytes();
        let mut at = end_of_line(bytes, start) + 1;
        while at < bytes.len() {
            let end = end_of_line(bytes, at);
            let column = key_column(bytes.get(at..end).unwrap_or_default());
            if self.is_marker(at) || column.is_some_and(|column| column <= root) {
                return at;
            }
            at = end + 1;
        }
        bytes.len()
    }

    /// Whether the line at `at` begins or ends a document.
    fn is_marker(&self, at: usize) -> bool {
        let line = self.text.as_bytes().get(at..).unwrap_or_default();
        let is_marker = line.starts_with(b"---") || line.starts_with(b"...");
        is_marker && matches!(line.get(3), None | Some(b' ' | b'\t' | b'\r' | b'\n'))
    }
}

/// The column of the key that a line begins with, if it looks like one: a word without blanks, then a colon.
fn key_column(line: &[u8]) -> Option<usize> {
    let column = line.iter().take_while(|byte| **byte == b' ').count();
    let rest = line.get(column..).unwrap_or_default();
    let length = rest.iter().position(|byte| matches!(byte, b' ' | b'\t')).unwrap_or(rest.len());
    let word = rest.get(..length).unwrap_or_default();
    let is_key = word.len() > 1
        && word.last() == Some(&b':')
        && !matches!(
            word.first(),
            Some(b'#' | b'-' | b'[' | b']' | b'{' | b'}' | b',' | b'!' | b'&' | b'*' | b'|' | b'>')
        );
    is_key.then_some(column)
}

#[cfg(test)]
mod tests {
    use super::key_column;

    #[test]
    fn a_key_is_a_word_and_a_colon() {
        assert_eq!(key_column(b"  Table:"), Some(2));
        assert_eq!(key_column(b"Fn::ForEach::Tables: x"), Some(0));
        assert_eq!(key_column(b"  \"Table\": {"), Some(2));
        for line in ["  - a:", "# a:", "Table", "\tTable:", "a b:", ":", "http://x", "{a:"] {
            assert_eq!(key_column(line.as_bytes()), None, "{line}");
        }
    }
}

//! The whole of YAML into the table, from the events of policy/yaml. Only the first document is read. After a syntax error it
//! reads on at the next entry of the section, or at the next section, and marks what is damaged.

mod alias;
mod budget;
mod gap;
mod reader;
mod resume;
mod scalar;

use tablewarden_source::Span;
use tablewarden_yaml::{Event, Events, Failure, Placed};

use self::reader::{Reader, Segment};
use crate::read::caps::Cap;
use crate::read::merge;
use crate::read::places::{offset, place, span};
use crate::{Document, Kind, Limits, Style, Syntax, Text};

/// Reads the first document of `text` as YAML.
pub(crate) fn read(text: &str, limits: Limits) -> Document<'_> {
    let mut reader = Reader::new(text, limits);
    let mut segment = Some(Segment { start: 0, end: text.len(), is_inside: false });
    while let Some(part) = segment {
        segment = match reader.segment(part) {
            Ended::Whole => reader.after(part),
            Ended::Stopped => None,
            Ended::Failed(error) => reader.resume(part, &error),
        };
    }
    reader.finish()
}

enum Ended {
    /// The segment was read to its end.
    Whole,
    /// Reading is over: a second document, or a cap.
    Stopped,
    Failed(Failure),
}

// What an event does is not part of the loop over events: JavaScript engines optimise a function by how far its code reaches, so the
// whole would be optimised at once, for longer than a template takes.
impl<'s> Reader<'s> {
    fn segment(&mut self, segment: Segment) -> Ended {
        let text = self.text.get(..segment.end).unwrap_or("");
        let Some(part) = text.get(segment.start..) else { return Ended::Stopped };
        self.skipped = 0;
        // The collections that are open in this segment.
        let mut level = 0_u32;
        let mut has_ended = false;
        for next in Events::new(part, self.limits.depth as usize) {
            let Placed { event, range, tag } = match next {
                Ok(placed) => placed,
                Err(failure) => {
                    let at = (segment.start + failure.at).min(segment.end);
                    return Ended::Failed(Failure { at, ..failure });
                }
            };
            let (start, end) = (segment.start + range.start, segment.start + range.end);
            let tag = tag.map(|tag| segment.start + tag.start..segment.start + tag.end);
            match event {
                Event::DocumentStart if has_ended => {
                    gap::scan(self.text, self.cursor, start, &mut self.comments);
                    let span = span(start, end);
                    self.problems.notice(span, "A second document begins here, and is not read. Use a file for each.");
                    return Ended::Stopped;
                }
                Event::DocumentEnd => {
                    has_ended = true;
                    gap::scan(self.text, self.cursor, start, &mut self.comments);
                    self.cursor = self.cursor.max(end);
                }
                Event::TextEnd => {
                    gap::scan(self.text, self.cursor, segment.end, &mut self.comments);
                    self.cursor = self.cursor.max(segment.end);
                }
                Event::Map { is_flow } | Event::List { is_flow } => {
                    level += 1;
                    let kind = if matches!(event, Event::Map { .. }) { Kind::Map } else { Kind::List };
                    if level == 1 && segment.is_inside && kind == Kind::Map {
                        continue;
                    }
                    self.open(kind, is_flow, start, end, tag);
                }
                Event::End => {
                    level = level.saturating_sub(1);
                    if !(level == 0 && segment.is_inside) {
                        self.close(start, end);
                    }
                }
                Event::Scalar(value, style) => self.scalar(&value, style, start, end, tag),
                Event::Anchor => self.anchor(start, end),
                Event::Alias => self.alias(start, end),
                Event::DocumentStart => {}
            }
            if self.builder.is_full() {
                return self.full(start);
            }
        }
        Ended::Whole
    }

    /// The cap of nodes.
    #[inline(never)]
    fn full(&mut self, at: usize) -> Ended {
        self.damage_open();
        self.problems.beyond(Cap::Values, Span::at(offset(at)), self.limits);
        Ended::Stopped
    }

    #[inline(never)]
    fn open(&mut self, kind: Kind, is_flow: bool, start: usize, end: usize, tag: Option<std::ops::Range<usize>>) {
        let gap = gap::scan(self.text, self.cursor, start, &mut self.comments);
        let bracket = self.text.get(start..end).is_some_and(|text| matches!(text, "[" | "{"));
        let start = match gap.dash {
            // A list at the column of its key begins with its dash, not with its first element.
            Some(dash) if kind == Kind::List && !is_flow && self.builder.wants_value() => dash,
            _ => start,
        };
        let end = if bracket { end } else { start };
        self.cursor = self.cursor.max(end);
        self.reach = self.reach.max(offset(end));
        if self.skipped > 0 {
            self.skipped += 1;
            self.last = None;
            return;
        }
        let place = place(start, end);
        if self.builder.wants_key() {
            self.problems.error(place.span(), "A key that is a list or a map. Use text as the key.");
            self.skipped = 1;
            self.skipped_key = self.builder.scalar(Style::Plain, place, Text::Cooked(""));
            self.last = self.skipped_key;
            self.is_scalar_last = false;
            if let Some(map) = self.builder.innermost() {
                self.builder.damage(map);
            }
            return;
        }
        self.set_tag(tag);
        let is_section = self.builder.depth() == 1 && self.builder.wants_value() && kind == Kind::Map;
        let is_too_deep = self.builder.depth() >= self.limits.depth as usize;
        let style = if is_flow { Style::Flow } else { Style::Block };
        self.last = self.builder.open(kind, style, place);
        self.is_scalar_last = false;
        if is_too_deep {
            self.problems.beyond(Cap::Depth, place.span(), self.limits);
            if let Some(id) = self.last {
                self.builder.damage(id);
            }
            // Its own end closes it.
            self.skipped = 1;
            return;
        }
        if is_section
            && !is_flow
            && let Some(section) = self.section.as_mut()
        {
            section.map = self.last;
        }
    }

    #[inline(never)]
    fn close(&mut self, start: usize, end: usize) {
        let bracket = self.text.get(start..end).is_some_and(|text| matches!(text, "]" | "}"));
        if bracket {
            gap::scan(self.text, self.cursor, start, &mut self.comments);
            self.cursor = self.cursor.max(end);
            self.reach = self.reach.max(offset(end));
        }
        self.is_scalar_last = false;
        if self.skipped > 0 {
            self.skipped -= 1;
            if self.skipped > 0 {
                return;
            }
            if let Some(key) = self.skipped_key.take() {
                self.builder.stretch(key, self.reach);
                return;
            }
        }
        self.builder.close(Some(self.reach));
    }

    #[inline(never)]
    fn finish(mut self) -> Document<'s> {
        while self.builder.depth() > 0 {
            self.builder.close(Some(self.reach));
        }
        let mut tree = self.builder.finish();
        if self.has_merges {
            let (merged, wrong) = merge::resolve(tree);
            tree = merged;
            for span in wrong {
                self.problems.error(span, "`<<` wants a map, or a list of maps; write the entries out");
            }
        }
        let problems = self.problems.finish(tree.is_empty());
        let syntax = Syntax::Yaml;
        Document { tree, comments: self.comments, aliases: self.aliases, problems, syntax, ..Document::default() }
    }
}

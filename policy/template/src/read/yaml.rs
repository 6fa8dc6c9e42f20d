//! YAML into the table, from the events of granit-parser. Only the first document is read. After a syntax error it
//! reads on at the next entry of the section, or at the next section, and marks what is damaged.

mod alias;
mod gap;
mod message;
mod resume;
mod scalar;

use granit_parser::{Event, Options, Parser, ScanError, StructureStyle};
use tablewarden_order::Map;
use tablewarden_source::{FileId, Place, Span};

use crate::read::caps::{offset, too_deep, too_many};
use crate::read::merge;
use crate::read::problems::Problems;
use crate::{Document, Kind, Limits, NodeId, Style, Syntax, Text, TreeBuilder};

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

/// A part of the text that the parser is given as a whole.
#[derive(Debug, Clone, Copy)]
struct Segment {
    start: usize,
    end: usize,
    /// Its root map's entries belong to the map that is open in the builder; otherwise it is the document.
    is_inside: bool,
}

enum Ended {
    /// The segment was read to its end.
    Whole,
    /// Reading is over: a second document, or a cap.
    Stopped,
    Failed(Failure),
}

/// Why and where the parser stopped.
struct Failure {
    message: String,
    at: usize,
    /// The parser looked through all of the rest to find it.
    is_far: bool,
}

/// The top-level entry that is being read.
#[derive(Debug, Default, Clone, Copy)]
struct Section {
    /// Offset of its key.
    key: usize,
    /// Its map, once it is there.
    map: Option<NodeId>,
    /// The column of the keys of that map, once there is one.
    column: Option<usize>,
    /// The last key of that map.
    last: Option<NodeId>,
    /// Where the next section begins, once that was looked for.
    end: Option<usize>,
}

struct Reader<'s> {
    text: &'s str,
    limits: Limits,
    builder: TreeBuilder<'s>,
    problems: Problems,
    comments: Vec<Span>,
    anchors: Map<&'s str, NodeId>,
    has_merges: bool,
    /// One past the last thing that was looked at.
    cursor: usize,
    /// One past the last node or bracket.
    reach: u32,
    /// How many collections are open that are not in the tree, as they are too deep or a key.
    skipped: u32,
    /// The key that stands for the collection that is skipped.
    skipped_key: Option<NodeId>,
    /// The last node that came.
    last: Option<NodeId>,
    /// Whether that was a scalar, and nothing was closed since.
    is_scalar_last: bool,
    /// The column of the top-level keys.
    column: Option<usize>,
    section: Option<Section>,
    budget: resume::Budget,
}

impl<'s> Reader<'s> {
    fn new(text: &'s str, limits: Limits) -> Self {
        Self {
            text,
            limits,
            builder: TreeBuilder::new(text, limits.nodes),
            problems: Problems::default(),
            comments: Vec::new(),
            anchors: Map::new(),
            has_merges: false,
            cursor: 0,
            reach: 0,
            skipped: 0,
            skipped_key: None,
            last: None,
            is_scalar_last: false,
            column: None,
            section: None,
            budget: resume::Budget::new(text.len()),
        }
    }

    fn options(&self) -> Options {
        let depth = self.limits.depth as usize;
        granit_parser::options! {
            emit_anchor_events: true,
            emit_unresolved_aliases: true,
            emit_comments: false,
            flow_nesting_limit: depth,
            block_nesting_limit: depth,
        }
    }

    fn segment(&mut self, segment: Segment) -> Ended {
        let text = self.text.get(..segment.end).unwrap_or("");
        let Some(part) = text.get(segment.start..) else { return Ended::Stopped };
        self.skipped = 0;
        // The collections that are open in this segment.
        let mut level = 0_u32;
        let mut has_ended = false;
        for next in Parser::new_from_str_with_options(part, self.options()) {
            let (event, span) = match next {
                Ok(next) => next,
                Err(error) => return Ended::Failed(self.failure(segment, &error)),
            };
            let range = span.byte_range().unwrap_or_default();
            let (start, end) = (segment.start + range.start, segment.start + range.end);
            match event {
                Event::DocumentStart(..) if has_ended => {
                    gap::scan(self.text, self.cursor, start, &mut self.comments);
                    let span = Span::new(offset(start), offset(end));
                    self.problems.notice(span, "a second document begins here, it is not read; use a file for each");
                    return Ended::Stopped;
                }
                Event::DocumentEnd => {
                    has_ended = true;
                    gap::scan(self.text, self.cursor, start, &mut self.comments);
                    self.cursor = self.cursor.max(end);
                }
                Event::StreamEnd => {
                    gap::scan(self.text, self.cursor, segment.end, &mut self.comments);
                    self.cursor = self.cursor.max(segment.end);
                }
                Event::MappingStart(..) | Event::SequenceStart(..) => {
                    level += 1;
                    if level == 1 && segment.is_inside && matches!(event, Event::MappingStart(..)) {
                        continue;
                    }
                    let tag = span.tag_span().and_then(|span| span.byte_range());
                    let tag = tag.map(|tag| segment.start + tag.start..segment.start + tag.end);
                    let (kind, style) = match event {
                        Event::MappingStart(style, ..) => (Kind::Map, style),
                        Event::SequenceStart(style, ..) => (Kind::List, style),
                        _ => continue,
                    };
                    self.open(kind, style, start, end, tag);
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    level = level.saturating_sub(1);
                    if !(level == 0 && segment.is_inside) {
                        self.close(start, end);
                    }
                }
                Event::Scalar(value, style, ..) => {
                    let tag = span.tag_span().and_then(|span| span.byte_range());
                    let tag = tag.map(|tag| segment.start + tag.start..segment.start + tag.end);
                    self.scalar(&value, style, start, end, tag);
                }
                Event::Anchor(..) => self.anchor(start, end),
                Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(start, end),
                _ => {}
            }
            if self.builder.is_full() {
                return self.full(start);
            }
        }
        Ended::Whole
    }

    fn failure(&self, segment: Segment, error: &ScanError) -> Failure {
        use granit_parser::ErrorKind as E;
        let at = error.marker().byte_offset().unwrap_or_default();
        let is_far = matches!(error.kind(), E::UnclosedQuotedScalar | E::UnclosedFlowCollection { .. });
        let at = (segment.start + at).min(segment.end);
        Failure { message: message::of(error.kind(), self.limits), at, is_far }
    }

    /// The cap of nodes.
    fn full(&mut self, at: usize) -> Ended {
        self.damage_open();
        self.problems.error(Span::at(offset(at)), too_many(self.limits));
        Ended::Stopped
    }

    fn damage_open(&mut self) {
        let open: Vec<NodeId> = self.builder.open_nodes().collect();
        open.into_iter().for_each(|id| self.builder.damage(id));
    }

    fn place(start: usize, end: usize) -> Place {
        Place { file: FileId(0), span: Span::new(offset(start), offset(end)) }
    }

    /// Follows which entry of which section is being read.
    fn note_key(&mut self, start: usize) {
        match (self.builder.depth(), self.section.as_mut()) {
            (1, _) => {
                if self.column.is_none() {
                    self.column = Some(self.column_of(start));
                }
                self.section = Some(Section { key: start, ..Section::default() });
            }
            (2, Some(section)) if section.map.is_some() && section.map == self.builder.innermost() => {
                section.last = self.last;
                if section.column.is_none() {
                    let column = self.column_of(start);
                    if let Some(section) = self.section.as_mut() {
                        section.column = Some(column);
                    }
                }
            }
            _ => {}
        }
    }

    fn column_of(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |newline| newline + 1);
        let line = before.get(start..).unwrap_or_default();
        line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).len()
    }

    fn open(
        &mut self,
        kind: Kind,
        style: StructureStyle,
        start: usize,
        end: usize,
        tag: Option<std::ops::Range<usize>>,
    ) {
        let gap = gap::scan(self.text, self.cursor, start, &mut self.comments);
        let is_flow = style == StructureStyle::Flow;
        let bracket = self.text.get(start..end).is_some_and(|text| matches!(text, "[" | "{"));
        let end = if bracket { end } else { start };
        self.cursor = self.cursor.max(end);
        self.reach = self.reach.max(offset(end));
        if self.skipped > 0 {
            self.skipped += 1;
            self.last = None;
            return;
        }
        let place = Self::place(start, end);
        if self.builder.wants_key() {
            self.problems.error(place.span, "a key that is a list or a map; use text as the key");
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
        let start = match gap.dash {
            // A list at the column of its key begins with its dash, not with its first element.
            Some(dash) if kind == Kind::List && !is_flow && self.builder.wants_value() => dash,
            _ => start,
        };
        let is_section = self.builder.depth() == 1 && self.builder.wants_value() && kind == Kind::Map;
        let is_too_deep = self.builder.depth() >= self.limits.depth as usize;
        let style = if is_flow { Style::Flow } else { Style::Block };
        self.last = self.builder.open(kind, style, Self::place(start, end));
        self.is_scalar_last = false;
        if is_too_deep {
            self.problems.error(place.span, too_deep(self.limits));
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
        Document { tree, comments: self.comments, problems, syntax, ..Document::default() }
    }
}

#[cfg(test)]
mod tests;

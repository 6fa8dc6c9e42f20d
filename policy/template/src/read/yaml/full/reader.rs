//! Where reading of a YAML text is: the table that is being made, what was said, and which entry of which section is being read.

use tablewarden_order::Map;
use tablewarden_source::Span;

use super::budget::Budget;
use crate::read::problems::Problems;
use crate::{Copies, Limits, NodeId, TreeBuilder};

/// A part of the text that the parser is given as a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its root map's entries belong to the map that is open in the builder; otherwise it is the document.
    pub(super) is_inside: bool,
}

/// The top-level entry that is being read.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Section {
    /// Offset of its key.
    pub(super) key: usize,
    /// Its map, once it is there.
    pub(super) map: Option<NodeId>,
    /// The column of the keys of that map, once there is one.
    pub(super) column: Option<usize>,
    /// The last key of that map.
    pub(super) last: Option<NodeId>,
    /// Where the next section begins, once that was looked for.
    pub(super) end: Option<usize>,
}

pub(super) struct Reader<'s> {
    pub(super) text: &'s str,
    pub(super) limits: Limits,
    pub(super) builder: TreeBuilder<'s>,
    pub(super) problems: Problems,
    pub(super) comments: Vec<Span>,
    pub(super) anchors: Map<&'s str, NodeId>,
    /// What aliases may yet make.
    pub(super) copies: Copies,
    /// Aliases and merge keys that were read.
    pub(super) aliases: Vec<Span>,
    pub(super) has_merges: bool,
    /// One past the last thing that was looked at.
    pub(super) cursor: usize,
    /// One past the last node or bracket.
    pub(super) reach: u32,
    /// How many collections are open that are not in the tree, as they are too deep or a key.
    pub(super) skipped: u32,
    /// The key that stands for the collection that is skipped.
    pub(super) skipped_key: Option<NodeId>,
    /// The last node that came.
    pub(super) last: Option<NodeId>,
    /// Whether that was a scalar, and nothing was closed since.
    pub(super) is_scalar_last: bool,
    /// The column of the top-level keys.
    pub(super) column: Option<usize>,
    pub(super) section: Option<Section>,
    pub(super) budget: Budget,
}

impl<'s> Reader<'s> {
    pub(super) fn new(text: &'s str, limits: Limits) -> Self {
        Self {
            text,
            limits,
            builder: TreeBuilder::new(text, limits.nodes),
            problems: Problems::default(),
            comments: Vec::new(),
            anchors: Map::new(),
            copies: Copies::of(text),
            aliases: Vec::new(),
            has_merges: false,
            cursor: 0,
            reach: 0,
            skipped: 0,
            skipped_key: None,
            last: None,
            is_scalar_last: false,
            column: None,
            section: None,
            budget: Budget::new(text.len()),
        }
    }

    pub(super) fn damage_open(&mut self) {
        let open: Vec<NodeId> = self.builder.open_nodes().collect();
        open.into_iter().for_each(|id| self.builder.damage(id));
    }

    /// Follows which entry of which section is being read.
    pub(super) fn note_key(&mut self, start: usize) {
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

    pub(super) fn column_of(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |newline| newline + 1);
        let line = before.get(start..).unwrap_or_default();
        line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).len()
    }
}

//! An entry moved into other mappings: its text as it is written, indented as its new place has it, with its comments.

use tablewarden_source::Span;
use tablewarden_template::{At, Kind, NodeId, Style};

use super::moved::Moved;
use super::part::Part;
use super::template::Writer;
use crate::refused::Refused;
use crate::style::{Habits, Tree};
use crate::text::lines::{column, end_of_line, indentation, line_start};
use crate::text::{Edit, sort_edits};

impl<'d> Writer<'d> {
    /// Moves the entry with the value at `at` to the end of `path` below each of the mappings `to`. What is missing on the way is
    /// made.
    ///
    /// # Errors
    /// Why it can't be moved, and where: there is such an entry already, say.
    pub fn relocate(&self, at: At, to: &[At], path: &[&str]) -> Result<Vec<Edit>, Refused> {
        let mut edits = self.remove(at)?;
        let Some(key) = self.table().key_of(at.node()) else {
            return self.refused(at, "This has no key.");
        };
        let part = self.part(at)?;
        let moved = self.moved(at, key, part, &edits)?;
        for to in to {
            let (within, keys) = self.down(*to, path)?;
            if keys.is_empty() {
                return self.refused(within, "There is such an entry already.");
            }
            if self.ancestors(within.node()).any(|id| id == at.node()) {
                return self.refused(at, "This can't be moved into itself.");
            }
            if self.parent(at.node()) == Some(within.node()) {
                return match (to, keys) {
                    (_, [key]) => self.rename(at, key),
                    _ => Ok(vec![self.wrapped(within, part, &moved, keys)]),
                };
            }
            edits.extend(self.put_moved(within, at, &moved, keys)?);
        }
        sort_edits(&mut edits);
        match edits.windows(2).any(|two| matches!(two, [one, next] if next.span.start < one.span.end)) {
            true => self.refused(at, "This and its new place are too close together. Move it by hand."),
            false => Ok(edits),
        }
    }

    /// The text of an entry, with those of its comments that the edits take out.
    fn moved(&self, at: At, key: NodeId, part: Part, cuts: &[Edit]) -> Result<Moved<'d>, Refused> {
        let key = self.table().span(key);
        if self.keeps_lines(at, part.end) {
            return self.refused(at, "The blank lines behind this are part of its text. Write it with `|` first.");
        }
        let is_cut = |start: usize, end: usize| {
            let span = Edit::replace(start, end, String::new()).span;
            cuts.iter().any(|cut| cut.span.contains(span))
        };
        let line = line_start(&self.text, part.start);
        let above = self.text.text.get(self.leading(at, part)..line).unwrap_or("");
        let above = if is_cut(line - above.len(), line) { above } else { "" };
        let line_end = end_of_line(&self.text, part.end);
        let rest = self.text.text.get(part.end..line_end).unwrap_or("");
        let comment = rest.find(['#', '/']).unwrap_or(rest.len());
        let comment = rest.get(rest.get(..comment).unwrap_or("").trim_end_matches([' ', '\t']).len()..).unwrap_or("");
        let is_carried = !comment.trim().is_empty() && is_cut(line_end - comment.len(), line_end);
        let is_block = self.parent(at.node()).is_some_and(|parent| self.table().style(parent) == Style::Block);
        Ok(Moved {
            above: above.lines().map(str::trim).filter(|line| !line.is_empty()).collect(),
            before_key: self.text.text.get(part.start..key.start as usize).unwrap_or(""),
            behind_key: self.text.text.get(key.end as usize..part.end).unwrap_or(""),
            behind: if is_carried { comment } else { "" },
            indent: if is_block { column(&self.text, part.start) } else { indentation(&self.text, part.start).len() },
        })
    }

    /// Whether something is written behind `#` within the span, but in a text.
    fn has_comment(&self, at: At, span: Span) -> bool {
        let table = self.table();
        let inside = (at.node().0..table.end(at.node()).0).map(NodeId);
        let text = |id: NodeId| match table.style(id) {
            Style::Literal | Style::Folded => {
                let span = table.span(id);
                Span::new(u32::try_from(end_of_line(&self.text, span.start as usize)).unwrap_or(span.start), span.end)
            }
            _ => table.span(id),
        };
        let texts: Vec<Span> = inside.filter(|id| table.kind(*id) == Kind::Scalar).map(text).collect();
        let in_text = |offset: u32| texts.iter().any(|text| text.start <= offset && offset < text.end);
        let hashes = span.of(&self.text).match_indices('#').filter_map(|(offset, _)| u32::try_from(offset).ok());
        hashes.into_iter().any(|offset| !in_text(span.start + offset))
    }

    fn put_moved(&self, within: At, at: At, moved: &Moved<'_>, keys: &[&str]) -> Result<Vec<Edit>, Refused> {
        let table = self.table();
        let is_block = |id: NodeId| table.style(id) == Style::Block;
        let from_block = self.parent(at.node()).is_some_and(is_block);
        let has_entries = table.children(within.node()).next().is_some() && !self.is_nothing(within);
        if has_entries && (is_block(within.node()) || !from_block) {
            return self.add_moved(within, keys, moved);
        }
        if moved.has_comments() || self.has_comment(at, self.view.span(at)) {
            return self.refused(at, "The comments of this have no place there. Move it by hand.");
        }
        self.set(within, keys, &Tree::read(self.view, at))
    }

    /// An entry that stays where it is, below other keys.
    fn wrapped(&self, within: At, part: Part, moved: &Moved<'_>, keys: &[&str]) -> Edit {
        let habits = Habits::around(self, within.node());
        let bare = Moved { above: Vec::new(), behind: "", ..*moved };
        let mut text = String::new();
        match self.table().style(within.node()) {
            Style::Block => bare.block(&habits, keys, column(&self.text, part.start), &mut text),
            _ => bare.flow(&habits, keys, indentation(&self.text, part.start), &mut text),
        }
        Edit::replace(part.start, part.end, text)
    }
}

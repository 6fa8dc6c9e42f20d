//! Where an entry of a mapping or an element of a list stands in the text: with its `?` or dash, its anchor and its tag, and on
//! which lines. Changes nothing.

use tablewarden_template::{At, Kind, NodeId, Style};

use super::template::Writer;
use crate::refused::Refused;
use crate::text::lines::{
    before_line_end, before_on_line, behind_line_end, column, end_of_line, first_content, is_alone, is_blank,
    line_start,
};

/// What a comment line begins with that concerns what is around it, not what is below.
const DIRECTIVE: &str = "# tablewarden:";

/// An entry or an element in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Writer<'_> {
    /// Where the entry or element with that value stands, which is written where it counts.
    pub(crate) fn part(&self, at: At) -> Result<Part, Refused> {
        let (table, node) = (self.table(), at.node());
        let end = table.span(node).end as usize;
        if let Some(key) = table.key_of(node) {
            let key = table.span(key);
            return Ok(Part { start: self.before_properties(key.start as usize), end: end.max(key.end as usize) });
        }
        let Some(parent) = self.parent(node) else {
            return self.refused(at, "This is the whole template.");
        };
        let start = self.view.span(At::main(node)).start as usize;
        let start = match table.style(parent) {
            Style::Block => self.dash(start),
            _ => Some(self.before_properties(start)),
        };
        match start {
            Some(start) => Ok(Part { start, end }),
            None => self.refused(at, "This is not written as an element with a dash."),
        }
    }

    /// Where the anchor, the tag or the `?` begins that stands before `offset` on its line; `offset` where there is none.
    pub(super) fn before_properties(&self, mut offset: usize) -> usize {
        loop {
            let before = before_on_line(&self.text, offset);
            let trimmed = before.trim_end_matches([' ', '\t']);
            let word = trimmed.rfind([' ', '\t', ',', '[', '{']).map_or(0, |at| at + 1);
            let is_property = trimmed.get(word..).is_some_and(|word| word == "?" || word.starts_with(['&', '!']));
            if !is_property || self.is_json() {
                return offset;
            }
            offset -= before.len() - word;
        }
    }

    /// The dash of the element of a block list that begins at `offset`: on its line, or on one before with nothing but comments,
    /// tags and anchors between.
    fn dash(&self, offset: usize) -> Option<usize> {
        let mut start = line_start(&self.text, offset);
        let mut before = self.text.get(start..offset)?;
        loop {
            let content = before.split('#').next().unwrap_or("").trim_end();
            let words = content.rsplit([' ', '\t']);
            let properties: usize =
                words.take_while(|word| word.starts_with(['&', '!'])).map(|word| word.len() + 1).sum();
            let content = content.get(..content.len().saturating_sub(properties)).unwrap_or("").trim_end();
            if content.ends_with('-') {
                return Some(start + content.len() - 1);
            }
            let end = before_line_end(&self.text, start);
            if !content.is_empty() || end == start {
                return None;
            }
            start = line_start(&self.text, end);
            before = self.text.get(start..end)?;
        }
    }

    /// Whether a value or a key has an anchor.
    pub(crate) fn has_anchor(&self, id: NodeId) -> bool {
        let (table, start) = (self.table(), self.table().span(id).start as usize);
        if self.is_json() {
            return false;
        }
        let from = match (table.key_of(id), self.parent(id)) {
            (Some(key), _) => table.span(key).end as usize,
            (None, None) => 0,
            (None, Some(parent)) if (table.kind(parent), table.style(parent)) == (Kind::List, Style::Block) => {
                self.dash(start).unwrap_or(start)
            }
            (None, Some(_)) => self.before_properties(start),
        };
        let between = self.text.get(from..start).unwrap_or("");
        let words = between.lines().flat_map(|line| line.split('#').next().unwrap_or("").split([' ', '\t', ':']));
        words.into_iter().any(|word| word.starts_with('&'))
    }

    /// Behind what of the text a node has its value: its colon, its dash, and its tag, which stays.
    pub(crate) fn behind_tag(&self, at: At) -> Option<usize> {
        let (_, tag) = self.table().tag(at.node())?;
        Some(tag.end as usize)
    }

    /// Behind the colon of a value's key.
    pub(crate) fn behind_colon(&self, at: At) -> Option<usize> {
        let key = self.table().key_of(at.node())?;
        let colon = first_content(&self.text, self.table().span(key).end as usize, self.is_json());
        self.text.get(colon..).filter(|rest| rest.starts_with(':')).map(|_| colon + 1)
    }

    /// The first character from `offset` on that is no blank and in no comment.
    pub(crate) fn content(&self, offset: usize) -> usize {
        first_content(&self.text, offset, self.is_json())
    }

    pub(crate) fn starts_with(&self, offset: usize, what: &[char]) -> bool {
        self.text.get(offset..).is_some_and(|rest| rest.starts_with(what))
    }

    /// Where the line ends that a node ends on; behind the blank lines that are part of a block scalar.
    pub(crate) fn end_of_lines(&self, last: NodeId, end: usize) -> usize {
        let mut line_end = end_of_line(&self.text, end);
        let Some(keeps) = self.block_scalar(last, end) else { return line_end };
        let mut next = behind_line_end(&self.text, line_end);
        let mut blank_end = line_end;
        while next > blank_end && next < self.text.len() {
            blank_end = end_of_line(&self.text, next);
            let line = self.text.get(next..blank_end).unwrap_or("");
            if !is_blank(line) {
                break;
            }
            if keeps || !line.is_empty() {
                line_end = blank_end;
            }
            next = behind_line_end(&self.text, blank_end);
        }
        line_end
    }

    /// Whether the last node of what ends at `end` is a block scalar, and if so, whether it keeps the blank lines behind it.
    fn block_scalar(&self, last: NodeId, end: usize) -> Option<bool> {
        let table = self.table();
        let is_block = matches!(table.style(last), Style::Literal | Style::Folded) && table.kind(last) == Kind::Scalar;
        let start = table.span(last).start as usize;
        if !is_block || table.is_aliased(last) || table.span(last).end as usize != end {
            return None;
        }
        let header = self.text.get(start..end_of_line(&self.text, start))?;
        Some(header.split([' ', '\t']).next().unwrap_or("").contains('+'))
    }

    /// Whether what ends there is a text that keeps the blank lines behind it.
    pub(crate) fn keeps_lines(&self, at: At, end: usize) -> bool {
        self.block_scalar(self.last(at.node()), end) == Some(true)
    }

    /// Whether a block scalar stands right before the node, and would take what is indented behind it.
    pub(crate) fn is_behind_block_scalar(&self, node: NodeId) -> bool {
        let before = node.0.checked_sub(1).map(NodeId);
        before.is_some_and(|before| self.block_scalar(before, self.table().span(before).end as usize).is_some())
    }

    /// Where the lines of comments begin that stand right above a part and belong to it; the start of its own line where there are
    /// none. Comments that begin the text are about the whole.
    pub(crate) fn leading(&self, at: At, part: Part) -> usize {
        let own = line_start(&self.text, part.start);
        let indent = before_on_line(&self.text, part.start);
        let first = self.table().key_of(at.node()).unwrap_or(at.node());
        let before = first.0.checked_sub(1).map(NodeId).filter(|before| self.parent(first) != Some(*before));
        let floor =
            before.filter(|id| !self.table().is_aliased(*id)).map_or(0, |id| self.table().span(id).end as usize);
        let mut start = own;
        loop {
            let end = before_line_end(&self.text, start);
            let above = line_start(&self.text, end);
            if end == start {
                return own;
            }
            let line = self.text.get(above..end).unwrap_or("");
            let comment = line.strip_prefix(indent).unwrap_or("");
            if above < floor || !self.is_comment(comment) || comment.starts_with(DIRECTIVE) {
                return start;
            }
            start = above;
        }
    }

    /// Behind the lines of comments that stand right below the end of a line and belong to what is above: indented as that, and
    /// deeper than what comes next.
    pub(crate) fn trailing(&self, mut line_end: usize, indent: usize) -> usize {
        let next = self.content(line_end);
        let outer =
            if next < self.text.len() && is_alone(&self.text, next) { Some(column(&self.text, next)) } else { None };
        loop {
            let start = behind_line_end(&self.text, line_end);
            let end = end_of_line(&self.text, start);
            let line = self.text.get(start..end).unwrap_or("");
            let trimmed = line.trim_start_matches(' ');
            let comment = line.len() - trimmed.len();
            let is_inner = comment >= indent && outer.is_none_or(|outer| comment > outer);
            if start == line_end || !self.is_comment(trimmed) || !is_inner {
                return line_end;
            }
            line_end = end;
        }
    }

    /// Whether nothing but a comment stands from `offset` to the end of its line.
    pub(crate) fn is_end_of_line(&self, offset: usize) -> bool {
        let rest = self.text.get(offset..end_of_line(&self.text, offset)).unwrap_or("");
        let trimmed = rest.trim_start_matches([' ', '\t']);
        trimmed.is_empty() || self.is_comment(trimmed)
    }

    fn is_comment(&self, text: &str) -> bool {
        text.starts_with('#') || (self.is_json() && text.starts_with("//"))
    }

    /// The last node inside of a node, or itself.
    pub(crate) fn last(&self, id: NodeId) -> NodeId {
        NodeId(self.table().end(id).0.saturating_sub(1))
    }
}

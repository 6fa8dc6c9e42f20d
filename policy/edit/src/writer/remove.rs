//! An entry of a mapping or an element of a list taken out, with its own comments and its comma. The last one leaves `{}` or `[]`.

use tablewarden_template::{At, Kind, Style};

use super::part::Part;
use super::template::Writer;
use crate::refused::Refused;
use crate::style::{Habits, Tree};
use crate::text::Edit;
use crate::text::lines::{before_line_end, behind_line_end, column, end_of_line, is_alone, is_blank, line_start};

impl Writer<'_> {
    /// Removes the entry or element with the value at `at`: with the comments that stand right above it and on its line.
    ///
    /// # Errors
    /// Why it can't be removed, and where.
    pub fn remove(&self, at: At) -> Result<Vec<Edit>, Refused> {
        self.replaceable(at)?;
        let (table, parent) = (self.table(), self.parent(at.node()));
        let Some(parent) = parent.filter(|_| !at.is_inside()) else {
            return self.refused(at, "This is no entry and no element that could be removed.");
        };
        let part = self.part(at)?;
        match table.style(parent) {
            Style::Block if self.is_only(at, part) => self.empty_block(At::main(parent), at, part),
            Style::Block => Ok(vec![self.cut_from_block(at, part)?]),
            _ => self.cut_from_flow(At::main(parent), at, part),
        }
    }

    /// Whether nothing else is in the collection around it.
    fn is_only(&self, at: At, part: Part) -> bool {
        let Some(parent) = self.parent(at.node()) else { return true };
        let table = self.table();
        let of_one = if table.kind(parent) == Kind::Map { 2 } else { 1 };
        let span = table.span(parent);
        let starts = span.start as usize >= part.start || self.content(span.start as usize) >= part.start;
        table.children(parent).count() == of_one && starts && span.end as usize <= part.end
    }

    /// The only one of a collection in block style.
    fn empty_block(&self, parent: At, at: At, part: Part) -> Result<Vec<Edit>, Refused> {
        let mut left = String::new();
        let value =
            if self.table().kind(parent.node()) == Kind::List { Tree::List(Vec::new()) } else { Tree::Map(Vec::new()) };
        Habits::around(self, parent.node()).inline(&value, &mut left);
        let from = self.behind_tag(parent).or_else(|| self.behind_colon(parent));
        match from.filter(|from| {
            self.behind_colon(parent).is_some() && is_alone(&self.text, part.start) && *from <= part.start
        }) {
            Some(from) => {
                let lines = self.cut_lines(at, part)?;
                Ok(vec![Edit::insert(from, [" ", &left].concat()), lines])
            }
            None => {
                let start = if is_alone(&self.text, part.start) {
                    self.leading(at, part) + column(&self.text, part.start)
                } else {
                    part.start
                };
                Ok(vec![Edit::replace(start, part.end, left)])
            }
        }
    }

    fn cut_from_block(&self, at: At, part: Part) -> Result<Edit, Refused> {
        if is_alone(&self.text, part.start) {
            return self.cut_lines(at, part);
        }
        // What comes next takes its place on the line.
        let line_end = self.end_of_lines(self.last(at.node()), part.end);
        let rest = self.text.get(line_end..).unwrap_or("");
        let next = line_end + rest.len() - rest.trim_start().len();
        Ok(Edit::replace(part.start, next, String::new()))
    }

    /// The lines of an entry or element of a block collection that begins one.
    fn cut_lines(&self, at: At, part: Part) -> Result<Edit, Refused> {
        let start = self.leading(at, part);
        let line_end = self.end_of_lines(self.last(at.node()), part.end);
        let mut end = behind_line_end(&self.text, line_end);
        let first = self.table().key_of(at.node()).unwrap_or(at.node());
        let is_behind_scalar = self.is_behind_block_scalar(first);
        let above = self.text.get(line_start(&self.text, before_line_end(&self.text, start))..start).unwrap_or("");
        // Of blank lines on both sides those above stay.
        if is_behind_scalar || above.lines().all(is_blank) {
            while end < self.text.len() && is_blank(self.text.get(end..end_of_line(&self.text, end)).unwrap_or("x")) {
                let next = behind_line_end(&self.text, end_of_line(&self.text, end));
                if next == end {
                    break;
                }
                end = next;
            }
        }
        let below = self.text.get(end..end_of_line(&self.text, end)).unwrap_or("");
        if is_behind_scalar
            && below.trim_start().starts_with('#')
            && below.len() - below.trim_start_matches([' ', '\t']).len() > column(&self.text, part.start)
        {
            return self
                .refused(at, "The comment below this would become a part of the text above. Indent it less first.");
        }
        // The last line of a text without a last line end takes that of the line above along, but for a text that would lose it.
        let is_last_line = behind_line_end(&self.text, line_end) == line_end;
        let start = match self.text.get(..start) {
            Some(above) if is_last_line && !is_behind_scalar => above.trim_end().len(),
            _ => start,
        };
        Ok(Edit::replace(start, end, String::new()))
    }

    fn cut_from_flow(&self, parent: At, at: At, part: Part) -> Result<Vec<Edit>, Refused> {
        let Part { start, end } = part;
        let span = self.table().span(parent.node());
        let (open, close) = (span.start as usize, (span.end as usize).saturating_sub(1));
        if !self.starts_with(open, &['{', '[']) {
            return self.refused(at, "This is not written in a mapping or a list.");
        }
        let comma = Some(self.content(end)).filter(|comma| self.starts_with(*comma, &[',']));
        let until = comma.map_or(end, |comma| comma + 1);
        if self.content(open + 1) == start && self.content(until) == close {
            let inner = [self.text.get(open + 1..start), self.text.get(until..close)];
            let is_bare = inner.iter().all(|text| text.unwrap_or("#").trim().is_empty());
            return Ok(vec![match is_bare {
                true => Edit::replace(open + 1, close, String::new()),
                false => self.cut_text(at, part, until),
            }]);
        }
        if comma.is_some() {
            return Ok(vec![self.cut_text(at, part, until)]);
        }
        let first = self.table().key_of(at.node()).unwrap_or(at.node());
        let before = first.0.checked_sub(1).map(tablewarden_template::NodeId);
        let before = before.and_then(|id| self.ancestors(id).find(|id| self.parent(*id) == Some(parent.node())));
        let before = before.filter(|id| !self.table().is_aliased(*id)).map(|id| self.table().span(id).end as usize);
        let comma = before.map(|end| self.content(end)).filter(|comma| self.starts_with(*comma, &[',']));
        let Some(comma) = comma.filter(|comma| self.content(comma + 1) == start) else {
            return self.refused(at, "This stands beside an alias or a merge. Remove it by hand.");
        };
        let between = self.text.get(comma + 1..start).unwrap_or("");
        if between.trim().is_empty() && !is_alone(&self.text, start) {
            return Ok(vec![Edit::replace(comma, end, String::new())]);
        }
        let cut = self.cut_text(at, part, end);
        Ok(match cut.span.start as usize == comma + 1 {
            true => vec![Edit::replace(comma, cut.span.end as usize, String::new())],
            false => vec![Edit::replace(comma, comma + 1, String::new()), cut],
        })
    }

    /// The text of an entry or element in flow style, up to `until`, which is behind its comma; with the whole lines where nothing
    /// else is on them.
    fn cut_text(&self, at: At, part: Part, until: usize) -> Edit {
        let line_end = end_of_line(&self.text, until);
        if is_alone(&self.text, part.start) && self.is_end_of_line(until) && line_end < self.text.len() {
            return Edit::replace(self.leading(at, part), behind_line_end(&self.text, line_end), String::new());
        }
        let rest = self.text.get(until..line_end).unwrap_or("");
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let until = if self.is_end_of_line(until) || until == part.end { until } else { until + blanks };
        Edit::replace(part.start, until, String::new())
    }
}

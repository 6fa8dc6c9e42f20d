//! New entries of mappings and new elements of lists: beside one that is there, on lines as it has them.

use std::borrow::Cow;

use tablewarden_template::{At, Kind, NodeId, Style};

use super::moved::Moved;
use super::template::Writer;
use crate::refused::Refused;
use crate::style::{Habits, Tree};
use crate::text::Edit;
use crate::text::lines::{
    before_on_line, behind_line_end, column, end_of_line, indentation, is_alone, is_blank, line_start,
};

/// What is put in.
#[derive(Clone, Copy)]
pub(super) enum New<'v> {
    Entries(&'v [(Cow<'v, str>, Tree<'v>)]),
    Element(&'v Tree<'v>),
    /// An entry as it is written elsewhere, below these keys.
    Moved(&'v [&'v str], &'v Moved<'v>),
}

impl New<'_> {
    /// On lines whose first begins at that column.
    fn block(self, habits: &Habits<'_>, column: usize) -> String {
        let mut out = String::new();
        match self {
            Self::Entries(entries) => {
                for (number, (key, value)) in entries.iter().enumerate() {
                    if number > 0 {
                        habits.next_line(column, &mut out);
                    }
                    habits.block_entry(key, value, column, &mut out);
                }
            }
            Self::Element(value) => habits.block_element(value, column, &mut out),
            Self::Moved(keys, moved) => moved.block(habits, keys, column, &mut out),
        }
        out
    }

    /// On a line that is indented by `indent`; where it begins one, collections in it have lines of their own if they have them
    /// elsewhere.
    fn flow(self, habits: &Habits<'_>, indent: &str, begins_line: bool) -> String {
        let mut out = String::new();
        let lines = (begins_line && habits.quotes_all).then_some(indent);
        match self {
            Self::Entries(entries) => {
                for (number, (key, value)) in entries.iter().enumerate() {
                    match number {
                        0 => {}
                        _ if begins_line => out.extend([",", habits.line_end, indent]),
                        _ => out.push_str(habits.comma),
                    }
                    habits.flow_entry(key, value, lines, &mut out);
                }
            }
            Self::Element(value) => habits.flow(value, lines, &mut out),
            Self::Moved(keys, moved) => moved.flow(habits, keys, indent, &mut out),
        }
        out
    }

    /// Whether it has to begin a line.
    fn has_comments(self) -> bool {
        matches!(self, Self::Moved(_, moved) if moved.has_comments())
    }
}

/// Beside what something is put.
#[derive(Clone, Copy)]
enum Beside {
    Before(At),
    Behind(At),
    /// Behind all.
    Last,
}

impl Writer<'_> {
    /// New entries of a mapping: of a resource above its properties, of the template above its resources, otherwise the last ones.
    pub(super) fn add(&self, map: At, entries: &[(Cow<'_, str>, Tree<'_>)]) -> Result<Vec<Edit>, Refused> {
        if self.table().children(map.node()).next().is_some() {
            let key = entries.first().map_or("", |(key, _)| key);
            return self.put(map, self.beside(map, key), New::Entries(entries));
        }
        match self.bracket_behind_comment(map) {
            Some(bracket) => self.put_before_bracket(map, bracket, New::Entries(entries)),
            None => self.replace(map, &Tree::Map(entries.to_vec())),
        }
    }

    /// An entry that is moved into a mapping that has entries.
    pub(super) fn add_moved(&self, map: At, keys: &[&str], moved: &Moved<'_>) -> Result<Vec<Edit>, Refused> {
        self.put(map, self.beside(map, keys.first().unwrap_or(&"")), New::Moved(keys, moved))
    }

    fn beside(&self, map: At, key: &str) -> Beside {
        let below = match self.parent(map.node()) {
            None if key != "Outputs" => self.view.get(map, "Resources"),
            _ => self.view.get(map, "Properties").filter(|_| self.view.get(map, "Type").is_some()),
        };
        below.filter(|at| self.is_written(*at)).map_or(Beside::Last, Beside::Before)
    }

    pub(super) fn add_behind(&self, map: At, after: At, key: &str, value: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
        self.put(map, Beside::Behind(after), New::Entries(&[(Cow::Borrowed(key), value.clone())]))
    }

    /// A new last element of a list.
    pub(super) fn push(&self, list: At, value: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
        if self.table().children(list.node()).next().is_some() {
            return self.put(list, Beside::Last, New::Element(value));
        }
        match self.bracket_behind_comment(list) {
            Some(bracket) => self.put_before_bracket(list, bracket, New::Element(value)),
            None => self.replace(list, &Tree::List(vec![value.clone()])),
        }
    }

    /// Whether the entry or element with that value stands here, and did not come from elsewhere.
    fn is_written(&self, at: At) -> bool {
        let table = self.table();
        let is_elsewhere = |id: NodeId| table.is_aliased(id) || table.is_merged(id);
        !is_elsewhere(at.node()) && !table.key_of(at.node()).is_some_and(is_elsewhere)
    }

    fn put(&self, within: At, beside: Beside, new: New<'_>) -> Result<Vec<Edit>, Refused> {
        let habits = Habits::around(self, within.node());
        if self.table().style(within.node()) == Style::Block {
            return Ok(vec![self.put_in_block(within, beside, new, &habits)?]);
        }
        if !self.starts_with(self.table().span(within.node()).start as usize, &['{', '[']) {
            return self.refused(within, "This is not written as a mapping or a list.");
        }
        self.put_in_flow(within, beside, new, &habits)
    }

    fn put_in_block(&self, within: At, beside: Beside, new: New<'_>, habits: &Habits<'_>) -> Result<Edit, Refused> {
        let column = self.column(within);
        let block = new.block(habits, column);
        let (last, end) = match beside {
            Beside::Before(at) => {
                let part = self.part(at)?;
                if is_alone(&self.text, part.start) {
                    let line = [&" ".repeat(column), &*block, habits.line_end].concat();
                    return Ok(Edit::insert(self.leading(at, part), line));
                }
                let mut text = block;
                habits.next_line(column, &mut text);
                return Ok(Edit::insert(part.start, text));
            }
            Beside::Behind(at) if self.is_written(at) => (self.last(at.node()), self.part(at)?.end),
            _ => (self.last(within.node()), self.table().span(within.node()).end as usize),
        };
        if !self.is_end_of_line(end) {
            return self.refused(within, "More stands on the last line of this. Write it on lines of its own first.");
        }
        let line_end = self.trailing(self.end_of_lines(last, end), column);
        let is_apart = matches!(beside, Beside::Behind(at) if self.is_apart(at, end));
        let blank = if is_apart { habits.line_end } else { "" };
        Ok(self.line_behind(line_end, &[blank, &" ".repeat(column), &block].concat(), habits))
    }

    /// A line behind the one that ends at `line_end`. Where that is the end of the text, the text stays without a last line end.
    pub(super) fn line_behind(&self, line_end: usize, line: &str, habits: &Habits<'_>) -> Edit {
        match behind_line_end(&self.text, line_end) {
            next if next > line_end => Edit::insert(next, [line, habits.line_end].concat()),
            _ => Edit::insert(line_end, [habits.line_end, line].concat()),
        }
    }

    /// Whether a blank line stands behind an entry, or, where nothing comes behind it, before it.
    fn is_apart(&self, at: At, end: usize) -> bool {
        let next = self.content(end);
        let behind = self.text.get(end_of_line(&self.text, end)..next).unwrap_or("");
        let has_blank = |text: &str| text.lines().skip(1).any(is_blank);
        if next < self.text.len() {
            return has_blank(behind.trim_end_matches([' ', '\t']).strip_suffix(['\n', '\r']).unwrap_or(behind));
        }
        let start = self.part(at).map_or(0, |part| self.leading(at, part));
        self.text.get(..start).is_some_and(|before| before.lines().next_back().is_some_and(is_blank))
    }

    /// The column at which the keys or the dashes of a block collection stand.
    pub(super) fn column(&self, within: At) -> usize {
        let table = self.table();
        let first = table.children(within.node()).next().filter(|_| table.kind(within.node()) == Kind::Map);
        let first = first.filter(|key| !table.is_aliased(*key) && !table.is_merged(*key));
        let start = first.map_or(table.span(within.node()).start as usize, |key| {
            self.before_properties(table.span(key).start as usize)
        });
        column(&self.text, start)
    }

    fn put_in_flow(&self, within: At, beside: Beside, new: New<'_>, habits: &Habits<'_>) -> Result<Vec<Edit>, Refused> {
        let table = self.table();
        let (at, end) = match beside {
            Beside::Before(at) => {
                let part = self.part(at)?;
                if !is_alone(&self.text, part.start) {
                    let text = self.inline_flow(new, part.start, habits, at)?;
                    return Ok(vec![Edit::insert(part.start, [&text, habits.comma].concat())]);
                }
                let indent = before_on_line(&self.text, part.start);
                let line = [indent, &new.flow(habits, indent, true), ",", habits.line_end].concat();
                return Ok(vec![Edit::insert(self.leading(at, part), line)]);
            }
            Beside::Behind(at) if self.is_written(at) => (Some(at), self.part(at)?.end),
            _ => {
                let last = table.children(within.node()).last().map(At::main).filter(|at| self.is_written(*at));
                match last {
                    Some(at) => (last, self.part(at)?.end),
                    None => (None, self.end_before_bracket(within)?),
                }
            }
        };
        let start = at.and_then(|at| self.part(at).ok()).map_or_else(|| line_start(&self.text, end), |part| part.start);
        if at.is_none() || !is_alone(&self.text, start) {
            let text = self.inline_flow(new, end, habits, within)?;
            return Ok(vec![Edit::insert(end, [habits.comma, &text].concat())]);
        }
        let indent = indentation(&self.text, start);
        let line = [habits.line_end, indent, &new.flow(habits, indent, true)].concat();
        let comma = self.content(end);
        let line_end = end_of_line(&self.text, end);
        let has_comma = comma < line_end && self.starts_with(comma, &[',']);
        Ok(if has_comma && self.is_end_of_line(comma + 1) {
            vec![Edit::insert(line_end, line + ",")]
        } else if !has_comma && self.is_end_of_line(end) && self.content(end) >= line_end {
            let is_last = !self.starts_with(comma, &[',']);
            match is_last && !is_blank(self.text.get(end..line_end).unwrap_or("")) {
                true => vec![Edit::insert(end, ",".to_owned()), Edit::insert(line_end, line)],
                false => vec![Edit::insert(end, [",", &line].concat())],
            }
        } else {
            vec![Edit::insert(end, [",", &line].concat())]
        })
    }

    /// In flow style within a line, in which a comment has no place.
    fn inline_flow(&self, new: New<'_>, offset: usize, habits: &Habits<'_>, at: At) -> Result<String, Refused> {
        match new.has_comments() {
            true => self.refused(at, "Comments have no place here. Write this on lines of its own first."),
            false => Ok(new.flow(habits, indentation(&self.text, offset), false)),
        }
    }

    /// The closing bracket of an empty collection that has a comment in it.
    fn bracket_behind_comment(&self, within: At) -> Option<usize> {
        let span = self.table().span(within.node());
        let (start, bracket) = (span.start as usize, (span.end as usize).saturating_sub(1));
        let inner = self.text.get(start + 1..bracket)?;
        (self.starts_with(start, &['{', '[']) && !inner.trim().is_empty()).then_some(bracket)
    }

    fn put_before_bracket(&self, within: At, bracket: usize, new: New<'_>) -> Result<Vec<Edit>, Refused> {
        self.writable(within)?;
        if self.content(self.table().span(within.node()).start as usize + 1) != bracket {
            return self.refused(within, "A merge stands in this. Write the entries out first.");
        }
        let habits = Habits::around(self, within.node());
        if !is_alone(&self.text, bracket) {
            return Ok(vec![Edit::insert(bracket, [" ", &self.inline_flow(new, bracket, &habits, within)?].concat())]);
        }
        let indent = [indentation(&self.text, bracket), habits.unit].concat();
        let line = [&indent, &*new.flow(&habits, &indent, true), habits.line_end].concat();
        Ok(vec![Edit::insert(line_start(&self.text, bracket), line)])
    }

    /// Where the last entry or element ends that stands before the closing bracket, without a comma behind it.
    fn end_before_bracket(&self, within: At) -> Result<usize, Refused> {
        let bracket = (self.table().span(within.node()).end as usize).saturating_sub(1);
        let before = self.text.get(..bracket).unwrap_or("").trim_end();
        let before = before.strip_suffix(',').unwrap_or(before).trim_end();
        if before_on_line(&self.text, before.len()).contains('#') {
            return self.refused(within, "A comment stands behind the last of this. Move it to another line first.");
        }
        Ok(before.len())
    }
}

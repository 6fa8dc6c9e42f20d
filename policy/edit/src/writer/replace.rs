//! Another value in the place of one. Its key, its anchor-free surroundings and the comments behind it stay.

use tablewarden_template::{At, Kind, Style};

use super::template::Writer;
use crate::refused::Refused;
use crate::style::{Habits, Quote, Tree, quoted};
use crate::text::Edit;
use crate::text::lines::{column, end_of_line, indentation, is_alone, line_start};

impl Writer<'_> {
    /// Puts `value` in the place of the value at `at`. No edits where it is the same.
    ///
    /// # Errors
    /// Why it can't be written, and where.
    pub fn replace(&self, at: At, value: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
        // A word in the place of another is right whatever stands beside it, where it does not grow together with that.
        let is_word =
            self.table().kind(at.node()) == Kind::Scalar && !self.view.span(at).is_empty() && self.ends_by_itself(at);
        match is_word && matches!(value, Tree::Text(_) | Tree::Bool(_) | Tree::Number(_)) {
            true => self.writable(at)?,
            false => self.replaceable(at)?,
        }
        if value.is_at(self.view, at) {
            return Ok(Vec::new());
        }
        let (table, parent) = (self.table(), self.parent(at.node()));
        let mut habits = Habits::around(self, parent.unwrap_or(at.node()));
        // No short tag stands behind another.
        habits.has_tags &= !at.is_inside();
        if self.is_json() || parent.is_some_and(|parent| table.style(parent) == Style::Flow) {
            return Ok(vec![self.replace_in_flow(at, value, &habits)?]);
        }
        match (table.kind(at.node()), table.style(at.node())) {
            (Kind::Scalar, Style::Literal | Style::Folded) => self.replace_block_scalar(at, value, &habits),
            (Kind::List | Kind::Map, Style::Block) => self.replace_block(at, value, &habits),
            _ => self.replace_inline(at, value, &habits),
        }
    }

    fn replace_in_flow(&self, at: At, value: &Tree<'_>, habits: &Habits<'_>) -> Result<Edit, Refused> {
        let span = self.view.span(at);
        let own = self.part(at).map_or(span.start as usize, |part| part.start);
        let is_on_lines = habits.quotes_all && is_alone(&self.text, own);
        let mut text = self.before_nothing(at)?;
        match value {
            Tree::Text(new) if self.quote(at).is_some() => text.push_str(&self.as_before(at, new)),
            _ => habits.flow(value, is_on_lines.then(|| indentation(&self.text, own)), &mut text),
        }
        Ok(Edit { span, text })
    }

    /// Whether nothing stands behind a value that could be read as more of another one in its place.
    fn ends_by_itself(&self, at: At) -> bool {
        let behind = self.text.get(self.view.span(at).end as usize..).unwrap_or("").trim_start_matches([' ', '\t']);
        !self.is_flow(at.node()) || behind.is_empty() || behind.starts_with([',', '}', ']', '\n', '\r'])
    }

    /// What is missing between a key and its value where no value is written.
    fn before_nothing(&self, at: At) -> Result<String, Refused> {
        let span = self.view.span(at);
        if !span.is_empty() {
            return Ok(String::new());
        }
        let before = self.text.get(..span.start as usize).unwrap_or("");
        let has_colon = self.table().key_of(at.node()).is_none() || self.behind_colon(at).is_some();
        let is_flow = self.is_flow(at.node());
        match has_colon {
            true if before.ends_with([' ', '\t', '\n', '\r']) || before.is_empty() => Ok(String::new()),
            true => Ok(" ".to_owned()),
            false if is_flow => Ok(": ".to_owned()),
            false => self.refused(at, "This key has no colon. Write one first."),
        }
    }

    fn quote(&self, at: At) -> Option<Quote> {
        let table = self.table();
        Quote::of(table.style(at.node())).filter(|_| table.kind(at.node()) == Kind::Scalar)
    }

    /// A text in the quotes of the scalar that stands there.
    fn as_before(&self, at: At, text: &str) -> String {
        quoted(text, self.quote(at).unwrap_or(Quote::Double))
    }

    fn inline(&self, at: At, value: &Tree<'_>, habits: &Habits<'_>) -> String {
        let mut text = String::new();
        match value {
            Tree::Text(new) if self.quote(at).is_some() => text.push_str(&self.as_before(at, new)),
            _ => habits.inline(value, &mut text),
        }
        text
    }

    /// Where the text begins that stands for the value behind its colon or its tag; none for an element and for the root.
    fn value_start(&self, at: At) -> Option<usize> {
        let tag = self.behind_tag(at).filter(|_| at.is_inside());
        tag.filter(|_| self.table().key_of(at.node()).is_some()).or_else(|| self.behind_colon(at))
    }

    /// A value that stands behind its key or its dash, or on a line below.
    fn replace_inline(&self, at: At, value: &Tree<'_>, habits: &Habits<'_>) -> Result<Vec<Edit>, Refused> {
        let span = self.view.span(at);
        let (start, end) = (span.start as usize, span.end as usize);
        let missing = self.before_nothing(at)?;
        if self.parent(at.node()).is_none() && !is_alone(&self.text, start) {
            return self.refused(at, "This is the whole template. Write it on a line of its own first.");
        }
        if habits.is_inline(value) || at.is_inside() {
            return Ok(vec![Edit { span, text: missing + &self.inline(at, value, habits) }]);
        }
        if !self.is_end_of_line(end) {
            return self.refused(at, "More stands on the line of this. Write it on lines of its own first.");
        }
        match self.value_start(at) {
            Some(from) if span.is_empty() || !is_alone(&self.text, start) => {
                let column = self.column_of(at)? + habits.offset_of(value);
                let mut lines = " ".repeat(column);
                habits.block(value, column, &mut lines);
                let cut = Edit::replace(from, end, String::new());
                let put = self.line_behind(end_of_line(&self.text, end), &lines, habits);
                Ok([cut, put].into_iter().filter(|edit| !(edit.span.is_empty() && edit.text.is_empty())).collect())
            }
            _ => {
                let mut text = missing;
                let column = column(&self.text, start) + text.len();
                habits.block(value, column, &mut text);
                Ok(vec![Edit { span, text }])
            }
        }
    }

    /// Where the entry or element of a value begins on its line.
    fn column_of(&self, at: At) -> Result<usize, Refused> {
        self.part(at).map(|part| column(&self.text, part.start))
    }

    /// A value behind `|` or `>`: the comment behind that stays.
    fn replace_block_scalar(&self, at: At, value: &Tree<'_>, habits: &Habits<'_>) -> Result<Vec<Edit>, Refused> {
        let (start, end) = (self.view.span(at).start as usize, self.view.span(at).end as usize);
        let header = self.table().span(at.node()).start as usize;
        let header_end = end_of_line(&self.text, header);
        let word = self.text.get(header..header_end).unwrap_or("").split([' ', '\t']).next().map_or(0, str::len);
        let cut = Edit::replace(header_end, end.max(header_end), String::new());
        let mut edits = match self.value_start(at) {
            Some(from) if !habits.is_inline(value) => {
                let column = self.column_of(at)? + habits.offset_of(value);
                let mut text = String::new();
                habits.next_line(column, &mut text);
                habits.block(value, column, &mut text);
                vec![Edit::replace(from, header + word, String::new()), Edit { text, ..cut }]
            }
            _ if at.is_inside() => vec![Edit::replace(start, header + word, self.inline(at, value, habits)), cut],
            _ => {
                let mut text = String::new();
                habits.block(value, column(&self.text, start), &mut text);
                vec![Edit::replace(start, header + word, text), cut]
            }
        };
        edits.retain(|edit| !(edit.span.is_empty() && edit.text.is_empty()));
        Ok(edits)
    }

    /// A collection on lines.
    fn replace_block(&self, at: At, value: &Tree<'_>, habits: &Habits<'_>) -> Result<Vec<Edit>, Refused> {
        let own = self.table().span(at.node());
        let (start, end) = (self.view.span(at).start as usize, own.end as usize);
        let own_start = own.start as usize;
        // Behind a dash, or behind a colon that begins its line.
        let Some(from) = self.value_start(at).filter(|_| is_alone(&self.text, own_start)) else {
            let column = column(&self.text, own_start);
            let mut text = String::new();
            habits.block(value, column, &mut text);
            return Ok(vec![Edit::replace(start.min(own_start), end, text)]);
        };
        let tag = Edit::replace(from, self.behind_tag(at).filter(|_| !at.is_inside()).unwrap_or(from), String::new());
        let mut edits = if habits.is_inline(value) {
            let above = self.text.get(..line_start(&self.text, own_start)).unwrap_or("").trim_end().len();
            let text = [" ", &self.inline(at, value, habits)].concat();
            vec![Edit { text, ..tag }, Edit::replace(above, end_of_line(&self.text, end), String::new())]
        } else {
            let is_list = matches!(value, Tree::List(_));
            let (old, key) = (column(&self.text, own_start), self.column_of(at)?);
            let column = if old > key || is_list { old } else { key + habits.step };
            let mut text = " ".repeat(column - old);
            habits.block(value, column, &mut text);
            vec![tag, Edit::replace(own_start, end, text)]
        };
        edits.retain(|edit| !(edit.span.is_empty() && edit.text.is_empty()));
        Ok(edits)
    }
}

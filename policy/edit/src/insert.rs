//! A collection of a template and an entry that is to be its first, in; the edit out. What stands in the collection stays as it
//! is. A collection that is not written where it counts (an alias, a merge, an anchor's body) is refused.

use tablewarden_source::{Place, Span};
use tablewarden_template::{At, Style, Syntax, Value, View};

use crate::edit::Edit;
use crate::entry::{Entry, Quoting};
use crate::layout::{before_on_line, first_content, indentation, line_end, line_start};

/// Why nothing can be written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where, if at a place of the template.
    pub place: Option<Place>,
    /// One sentence without its end.
    pub message: String,
}

impl Refused {
    pub(crate) fn at(place: Place, message: impl Into<String>) -> Self {
        Self { place: Some(place), message: message.into() }
    }
}

/// Where and how a template is written.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'d> {
    pub(crate) view: View<'d>,
    pub(crate) syntax: Syntax,
}

impl<'d> Writer<'d> {
    pub(crate) fn text(self) -> &'d str {
        self.view.main_tree().source()
    }

    /// Whether the value is written in block style.
    pub(crate) fn is_block(self, at: At) -> bool {
        self.view.main_tree().style(at.node()) == Style::Block
    }

    /// Refuses a value that is not written where it counts, or could not be read whole.
    pub(crate) fn writable(self, at: At) -> Result<(), Refused> {
        let (tree, place) = (self.view.main_tree(), self.view.place(at));
        if self.view.is_damaged(at) {
            return Err(Refused::at(place, "A part of this could not be read. Correct it first."));
        }
        let is_merged = tree.is_merged(at.node()) || tree.key_of(at.node()).is_some_and(|key| tree.is_merged(key));
        if tree.is_aliased(at.node()) || is_merged {
            return Err(Refused::at(place, "This stands in an alias or a merge, and counts in several places."));
        }
        let behind_key = tree.key_of(at.node()).map(|key| tree.span(key).end);
        let before = behind_key.and_then(|end| self.text().get(end as usize..place.span().start as usize));
        if before.is_some_and(|before| before.lines().any(|line| line.split('#').next().unwrap_or("").contains('&'))) {
            return Err(Refused::at(place, "This has an anchor, and may count in several places."));
        }
        Ok(())
    }

    /// Writes a member below `keys` of the mapping at `at`: an element of the list at their end, which is made with what is missing
    /// of it. New keys of `at` itself come before its key `before`, where that has a line of its own.
    pub(crate) fn element(
        self,
        mut at: At,
        keys: &[&str],
        before: &str,
        members: &[(&str, &str)],
    ) -> Result<Edit, Refused> {
        let mut missing = keys;
        while let Some((key, rest)) = missing.split_first() {
            self.writable(at)?;
            if self.view.value(at) != Value::Map {
                return Err(Refused::at(
                    self.view.place(at),
                    format!("This is not a mapping, and has no place for `{key}`."),
                ));
            }
            let Some(value) = self.view.get(at, key) else { break };
            (at, missing) = (value, rest);
        }
        self.writable(at)?;
        if missing.is_empty() && self.view.value(at) != Value::List {
            return Err(Refused::at(
                self.view.place(at),
                "This is one waiver, not a list of waivers. Make a list of it first.",
            ));
        }
        let entry = Entry { keys: missing, members };
        if self.is_block(at) { self.in_block(at, &entry, before) } else { self.in_flow(at, &entry) }
    }

    fn in_block(self, at: At, entry: &Entry<'_>, before: &str) -> Result<Edit, Refused> {
        let (view, text, place) = (self.view, self.text(), self.view.place(at));
        let tree = view.main_tree();
        let start = if view.value(at) == Value::List {
            let first = view.items(at).next().map(|item| view.place(item).span().start as usize);
            let dash = first.and_then(|first| before_on_line(text, first).trim_end_matches(' ').strip_suffix('-'));
            first.zip(dash).filter(|(_, dash)| is_blank(dash)).map(|(first, dash)| line_start(text, first) + dash.len())
        } else {
            let own = view.entries(at).filter(|one| {
                !tree.is_merged(one.value.node())
                    && !tree.key_of(one.value.node()).is_some_and(|key| tree.is_merged(key))
            });
            let starts: Vec<(&str, usize)> = own
                .map(|one| (one.key, one.key_place.span().start as usize))
                .filter(|(_, start)| is_alone(text, *start))
                .collect();
            let named = starts.iter().find(|(key, _)| *key == before);
            named.or(starts.first()).map(|(_, start)| *start)
        };
        let start = start
            .ok_or_else(|| Refused::at(place, "Nothing of this begins a line. Write it on lines of its own first."))?;
        let indent = before_on_line(text, start);
        let step = self.step(at, indent.len());
        Ok(Edit::insert(line_start(text, start), entry.block(indent, step, line_end(text))))
    }

    /// How much further in the keys of a mapping stand than its own key.
    fn step(self, at: At, indent: usize) -> usize {
        let key = self.view.key_place(at).map(|key| before_on_line(self.text(), key.span().start as usize).len());
        let first = self.view.entries(at).map(|one| one.value).find(|value| self.is_block(*value));
        let inner =
            first.and_then(|value| self.view.entries(value).next()).map(|one| one.key_place.span().start as usize);
        let inner = inner.map(|start| before_on_line(self.text(), start).len());
        let step = key.map(|key| indent.saturating_sub(key)).or(inner.map(|inner| inner.saturating_sub(indent)));
        step.filter(|step| (1..=8).contains(step)).unwrap_or(2)
    }

    fn in_flow(self, at: At, entry: &Entry<'_>) -> Result<Edit, Refused> {
        let (text, place) = (self.text(), self.view.main_tree().place(at.node()));
        let start = place.span().start as usize;
        let quoting = if self.syntax == Syntax::Json { Quoting::Json } else { Quoting::Yaml };
        if !text.get(start..).is_some_and(|rest| rest.starts_with(['{', '['])) {
            return Err(Refused::at(place, "This is not written as a mapping or a list."));
        }
        let inside = start + 1;
        let content = first_content(text, inside);
        let between = text.get(inside..content).unwrap_or("");
        if text.get(content..).is_some_and(|rest| rest.starts_with(['}', ']'])) {
            return Ok(Edit::insert(inside, entry.flow(quoting)));
        }
        if !between.contains(['\n', '\r']) {
            let flow = entry.flow(quoting);
            let inserted = if between.is_empty() { format!("{flow}, ") } else { format!("{between}{flow},") };
            return Ok(Edit::insert(inside, inserted));
        }
        let (indent, outer) = (indentation(text, content), indentation(text, start));
        let unit = indent.strip_prefix(outer).filter(|unit| !unit.is_empty()).unwrap_or("  ");
        let end = line_end(text);
        let lines = entry.flow_lines(indent, unit, end, quoting);
        Ok(Edit::insert(line_start(text, content), format!("{lines},{end}")))
    }
}

/// Whether only blanks stand before the place on its line.
pub(crate) fn is_alone(text: &str, offset: usize) -> bool {
    is_blank(before_on_line(text, offset))
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ')
}

/// The whole of a place that starts where `key` does.
pub(crate) fn from_key(key: Place, value: Place) -> Place {
    key.with_span(Span::new(key.span().start, value.span().end.max(key.span().end)))
}

//! How a template is written around a place: line ends, indentation, quotes, spaces in flow style, short tags. What it shows no
//! example of is as most templates have it.

use tablewarden_template::{Kind, NodeId, Style, Syntax, Tree as Table};

use super::scalar::{Quote, is_plain};
use crate::text::lines::{Laid, column, indentation, is_alone, line_end, line_start};
use crate::writer::Writer;

/// What new text looks like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habits<'d> {
    pub(crate) line_end: &'static str,
    /// Of texts that have to be quoted.
    pub(crate) quote: Quote,
    /// Whether every text is quoted.
    pub(crate) quotes_all: bool,
    /// Whether every key is.
    pub(crate) quotes_keys: bool,
    /// Behind a quoted key in flow style.
    pub(crate) colon: &'d str,
    /// Between two on a line in flow style.
    pub(crate) comma: &'d str,
    /// Of a line of flow style that is one deeper.
    pub(crate) unit: &'d str,
    /// How much further in than its key a mapping stands in block style.
    pub(crate) step: usize,
    /// The same of a list: its dashes.
    pub(crate) list_offset: usize,
    /// Whether functions are written with short tags.
    pub(crate) has_tags: bool,
}

impl Habits<'static> {
    /// Without any example.
    pub(crate) fn new(line_end: &'static str) -> Self {
        Self {
            line_end,
            quote: Quote::Double,
            quotes_all: false,
            quotes_keys: false,
            colon: ": ",
            comma: ", ",
            unit: "  ",
            step: 2,
            list_offset: 2,
            has_tags: false,
        }
    }
}

impl<'d> Habits<'d> {
    /// Of what is written into the collection, or in the place of the scalar.
    pub(crate) fn around(writer: &Writer<'d>, node: NodeId) -> Self {
        let (text, table) = (&writer.text, writer.table());
        let is_json = writer.syntax == Syntax::Json;
        let mut habits = Habits::new(line_end(text));
        let key_quote = writer.ancestors(node).find_map(|id| key_style(table, id)).and_then(Quote::of);
        let quote = writer.examples(node).find_map(|id| Quote::of(table.style(id)));
        habits.quote = quote.filter(|_| !is_json).unwrap_or(Quote::Double);
        habits.quotes_keys = is_json || key_quote.is_some();
        habits.quotes_all = is_json || (writer.is_flow(node) && key_quote == Some(Quote::Double));
        if let Some((colon, comma)) = writer.ancestors(node).find_map(|id| separators(text, table, id)) {
            (habits.colon, habits.comma) = (colon, comma);
        }
        if let Some(unit) = writer.ancestors(node).find_map(|id| unit(text, table, id)) {
            habits.unit = unit;
        }
        if !is_json {
            let step = writer.ancestors(node).chain(writer.examples(node)).find_map(|id| step(text, table, id));
            habits.step = step.unwrap_or(2);
            let list = writer.examples(node).find_map(|id| list_offset(text, table, id));
            habits.list_offset = list.unwrap_or(2);
            habits.has_tags = !habits.quotes_all && writer.has_tags();
        }
        habits
    }
}

/// The style of a mapping's first key that needs no quotes.
fn key_style(table: &Table<'_>, map: NodeId) -> Option<Style> {
    let keys = table.children(map).filter(|_| table.kind(map) == Kind::Map).step_by(2);
    keys.take(16).find(|key| is_plain(table.text(*key), true)).map(|key| table.style(key))
}

/// What stands behind keys and between entries of a mapping in flow style.
fn separators<'d>(text: &Laid<'d>, table: &Table<'d>, map: NodeId) -> Option<(&'d str, &'d str)> {
    if table.kind(map) != Kind::Map || table.style(map) != Style::Flow {
        return None;
    }
    let mut children = table.children(map);
    let (key, value, next) = (children.next()?, children.next()?, children.next());
    let between = |from: u32, to: u32| text.text.get(from as usize..to as usize);
    let colon = between(table.span(key).end, table.span(value).start)?;
    if colon.trim() != ":" || colon.contains(['\n', '\r']) {
        return None;
    }
    let comma = next.and_then(|next| between(table.span(value).end, table.span(next).start));
    let comma = comma.filter(|comma| comma.trim() == "," && !comma.contains(['\n', '\r']));
    Some((colon, comma.unwrap_or(if colon.ends_with(':') { "," } else { ", " })))
}

/// How much further in the lines of a collection in flow style are than the one it begins on.
fn unit<'d>(text: &Laid<'d>, table: &Table<'d>, id: NodeId) -> Option<&'d str> {
    let first = table.children(id).next().filter(|_| table.style(id) == Style::Flow)?;
    let (start, first) = (table.span(id).start as usize, table.span(first).start as usize);
    let unit = indentation(text, first).strip_prefix(indentation(text, start))?;
    (is_alone(text, first) && !unit.is_empty()).then_some(unit)
}

fn step(text: &Laid<'_>, table: &Table<'_>, id: NodeId) -> Option<usize> {
    (table.kind(id) == Kind::Map).then(|| offset(text, table, id)).flatten().filter(|step| *step > 0)
}

fn list_offset(text: &Laid<'_>, table: &Table<'_>, id: NodeId) -> Option<usize> {
    (table.kind(id) == Kind::List).then(|| offset(text, table, id)).flatten()
}

/// How much further in than its key a collection in block style stands.
fn offset(text: &Laid<'_>, table: &Table<'_>, id: NodeId) -> Option<usize> {
    let key = table.key_of(id).filter(|_| table.style(id) == Style::Block && !table.is_aliased(id))?;
    let (key, start) = (table.span(key).start as usize, table.span(id).start as usize);
    let offset = column(text, start).checked_sub(column(text, key)).filter(|offset| *offset <= 8)?;
    (line_start(text, key) < line_start(text, start)).then_some(offset)
}

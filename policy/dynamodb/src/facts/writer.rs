//! Writes the facts document front to back: maps, lists, values that may be unknown, variants. Takes each value with the
//! place that it is about. Text is always quoted, so that it is never read as a number or a Boolean.

use tablewarden_cloudformation::Template;
use tablewarden_source::{Place, decimal};
use tablewarden_template::{At, Kind, NodeId, ScalarEntry, Style, Text, Tree, TreeBuilder};

use crate::facts::document::{Excess, NotAnalysed, Side, Unseen};
use crate::facts::outline::Outline;
use crate::facts::variant::VariantIndex;
use crate::resource::fact::{Datum, Fact, Is};

/// The most nodes that a facts document has.
const MOST_NODES: u32 = 12_000_000;

/// The most problems of one kind: each is asked about by every rule about problems.
pub const MOST_PROBLEMS: usize = 5_000;

pub(crate) struct Writer<'t, 'd> {
    pub(crate) template: &'t Template<'d>,
    pub(crate) not_analysed: Vec<NotAnalysed>,
    pub(crate) unseen: Vec<Unseen>,
    pub(super) builder: TreeBuilder<'d>,
    outline: Outline,
    pub(super) variants: VariantIndex,
    defaults: Vec<(NodeId, &'d str)>,
    /// The parameter whose default everything is that is written now.
    default_of: Option<&'d str>,
    unknown_values: Vec<Place>,
    written: Vec<(NodeId, At)>,
    /// Whether parameters have other values than their own in what is written now.
    pub(super) is_assumed: bool,
    groups: u32,
    /// How many problems of each kind there are.
    problems: Vec<(&'static str, usize)>,
}

/// What is left when everything is written.
pub(crate) struct Written<'d> {
    pub(crate) tree: Tree<'d>,
    pub(crate) variants: VariantIndex,
    pub(crate) defaults: Vec<(NodeId, &'d str)>,
    pub(crate) written: Vec<(NodeId, At)>,
    pub(crate) unknown_values: Vec<Place>,
    pub(crate) is_full: bool,
}

impl<'t, 'd> Writer<'t, 'd> {
    pub(crate) fn new(template: &'t Template<'d>) -> Self {
        Self {
            template,
            not_analysed: Vec::new(),
            unseen: Vec::new(),
            builder: TreeBuilder::new(template.view().main_tree().source(), MOST_NODES),
            outline: Outline::default(),
            variants: VariantIndex::default(),
            defaults: Vec::new(),
            default_of: None,
            unknown_values: Vec::new(),
            written: Vec::new(),
            is_assumed: false,
            groups: 0,
            problems: Vec::new(),
        }
    }

    pub(crate) fn finish(self) -> Written<'d> {
        let is_full = self.builder.is_full();
        let mut unknown_values = self.unknown_values;
        tablewarden_order::sort(&mut unknown_values);
        unknown_values.dedup();
        Written {
            tree: self.builder.finish(),
            variants: self.variants,
            defaults: self.defaults,
            written: self.written,
            unknown_values,
            is_full,
        }
    }

    /// Makes room for what comes, so that what is written is not moved again and again: as much as stands in the document
    /// behind `start`, so many times and a little more.
    pub(crate) fn reserve_more(&mut self, start: NodeId, times: usize) {
        let written = self.builder.next().index().saturating_sub(start.index());
        self.builder.reserve(written.saturating_mul(times) / 16 * 17);
    }

    /// What is written so far.
    pub(crate) fn tree(&self) -> &Tree<'d> {
        self.builder.tree()
    }

    /// The node of the value whose key is written next.
    pub(crate) fn next_value(&self) -> NodeId {
        NodeId(self.builder.next().0 + 1)
    }

    /// What is written so far, with the variants that it stands in.
    pub(crate) fn side(&self) -> Side<'_, 'd> {
        Side { template: self.template, tree: self.tree(), variants: &self.variants, written: &self.written }
    }

    /// A group of variants that no other is in.
    pub(crate) fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// Whether one more problem of a kind is written. At the first that is not, it is said.
    pub(crate) fn has_room_for(&mut self, kind: &'static str, place: Place) -> bool {
        let of_kind = self.problems.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            self.problems.push((kind, 0));
            self.problems.len() - 1
        });
        let Some((_, count)) = self.problems.get_mut(of_kind) else { return true };
        *count += 1;
        if *count == MOST_PROBLEMS + 1 {
            let (of, why) = (String::new(), Excess::Problems);
            self.not_analysed.push(NotAnalysed { place, of, what: "", why, parameters: Vec::new() });
        }
        *count <= MOST_PROBLEMS
    }

    /// A map: the root, or an element of a list.
    pub(crate) fn map(&mut self, place: Place, fill: impl FnOnce(&mut Self)) {
        self.open(Kind::Map, place);
        fill(self);
        self.close();
    }

    /// A list.
    pub(crate) fn list(&mut self, key: &'static str, place: Place, fill: impl FnOnce(&mut Self)) {
        self.key(key, place);
        self.open(Kind::List, place);
        fill(self);
        self.close();
    }

    /// A list of texts.
    pub(crate) fn texts<S: AsRef<str>>(&mut self, key: &'static str, place: Place, texts: impl IntoIterator<Item = S>) {
        self.list(key, place, |writer| {
            for text in texts {
                writer.default_here(0, writer.default_of);
                writer.scalar(Style::Double, place, Text::Cooked(text.as_ref()));
            }
        });
    }

    /// A map under a key.
    pub(crate) fn map_at(&mut self, key: &'static str, place: Place, fill: impl FnOnce(&mut Self)) {
        self.key(key, place);
        self.map(place, fill);
    }

    /// Which index or replica the map is about, where it has a name.
    pub(crate) fn part(&mut self, place: Place, name: Option<&str>) {
        if let Some(name) = name {
            self.text("Part", place, name);
        }
    }

    /// Another place that belongs to the map, and what is there.
    pub(crate) fn related(&mut self, place: Place, message: &str) {
        self.list("Related", place, |writer| writer.map(place, |writer| writer.text("Message", place, message)));
    }

    pub(crate) fn text(&mut self, key: &'static str, place: Place, text: &str) {
        self.entry(place, (key, Style::Double, Text::Cooked(text)));
    }

    /// A text that is one of a few.
    pub(crate) fn word(&mut self, key: &'static str, place: Place, word: &'static str) {
        self.entry(place, (key, Style::Double, Text::Fixed(word)));
    }

    pub(crate) fn flag(&mut self, key: &'static str, place: Place, value: bool) {
        self.entry(place, (key, Style::Plain, Text::Fixed(flag(value))));
    }

    pub(crate) fn int(&mut self, key: &'static str, place: Place, value: i64) {
        let text = value.to_string();
        let entry = (key, Style::Plain, Text::Cooked(&text));
        self.outline.entry(entry);
        self.builder.entry(place, entry);
    }

    fn entry(&mut self, place: Place, entry: ScalarEntry<'_>) {
        self.default_here(1, self.default_of);
        self.outline.entry(entry);
        self.builder.entry(place, entry);
    }

    /// Texts that are derived from the default of a parameter, where there is one.
    pub(crate) fn derived(&mut self, parameter: Option<&'d str>, fill: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.default_of, parameter);
        fill(self);
        self.default_of = before;
    }

    /// A value that may be unknown.
    pub(crate) fn fact(&mut self, key: &'static str, fact: &Fact<'d>) {
        let place = fact.place;
        if let Some(at) = fact.written {
            self.written.push((self.next_value(), at));
        }
        self.default_here(1, fact.default_of);
        let is = |word| ("Is", Style::Double, Text::Fixed(word));
        let number;
        let value = match &fact.is {
            Is::Absent => {
                self.default_here(3, fact.default_of);
                return self.entries(key, place, &[is("absent")]);
            }
            Is::Unknown => {
                if fact.is_unknown_value && !self.is_assumed {
                    self.unknown_values.push(place);
                }
                return self.entries(key, place, &[is("unknown")]);
            }
            Is::Known(Datum::Text(text)) => ("Value", Style::Double, Text::Cooked(text)),
            Is::Known(Datum::Bool(value)) => ("Value", Style::Plain, Text::Fixed(flag(*value))),
            Is::Known(Datum::Int(value)) => {
                number = value.to_string();
                ("Value", Style::Plain, Text::Cooked(&number))
            }
            Is::Known(Datum::Float(value)) => {
                let point = if value.fract() == 0.0 { ".0" } else { "" };
                number = format!("{}{point}", decimal::text(*value));
                ("Value", Style::Plain, Text::Cooked(&number))
            }
        };
        match fact.default_of {
            None => self.entries(key, place, &[is("known"), value]),
            Some(parameter) => {
                // Whether it is known, and the value, each behind its own key.
                self.default_here(3, fact.default_of);
                self.default_here(5, fact.default_of);
                let default = ("Default", Style::Double, Text::Cooked(parameter));
                self.entries(key, place, &[is("known"), value, default]);
            }
        }
    }

    /// A map of scalars under a key.
    fn entries(&mut self, key: &'static str, place: Place, entries: &[ScalarEntry<'_>]) {
        self.outline.entries(key, entries);
        self.builder.entry_of_entries(place, key, entries);
    }

    /// Notes that the node after the next `ahead` ones comes from the default of a parameter.
    fn default_here(&mut self, ahead: u32, parameter: Option<&'d str>) {
        if let Some(parameter) = parameter {
            self.defaults.push((NodeId(self.builder.next().0 + ahead), parameter));
        }
    }

    pub(super) fn key(&mut self, key: &'static str, place: Place) {
        self.outline.key(key);
        self.builder.scalar(Style::Plain, place, Text::Fixed(key));
    }

    fn scalar(&mut self, style: Style, place: Place, text: Text<'_>) {
        if let Text::Cooked(text) | Text::Fixed(text) = text {
            self.outline.scalar(style == Style::Double, text);
        }
        self.builder.scalar(style, place, text);
    }

    pub(super) fn open(&mut self, kind: Kind, place: Place) {
        self.outline.open(kind);
        self.builder.open(kind, Style::Flow, place);
    }

    pub(super) fn close(&mut self) {
        self.outline.close();
        self.builder.close(None);
    }
}

/// A Boolean as it is written.
fn flag(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

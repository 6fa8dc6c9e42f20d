//! Writes the facts document front to back: maps, lists, values that may be unknown, variants. Takes each value with the
//! place that it is about. Text is always quoted, so that it is never read as a number or a Boolean.

use tablewarden_cloudformation::{ConditionSet, MOST_SCENARIOS, Resource, Scenario, Template, When};
use tablewarden_order::Set;
use tablewarden_source::{Place, decimal};
use tablewarden_template::{At, Kind, NodeId, ScalarEntry, Style, Text, Tree, TreeBuilder};

use crate::facts::group::{Beside, Group};
use crate::facts::outline::Outline;
use crate::facts::variant::{Variant, VariantIndex};
use crate::resource::fact::{Datum, Fact, Is};
use crate::resource::outcomes::own_condition;
use crate::resource::property::Case;
use crate::resource::table::Table;

/// The most nodes that a facts document has.
const MOST_NODES: u32 = 12_000_000;

/// Something that was not analysed.
#[derive(Debug, Clone)]
pub(crate) struct Unanalysed<'d> {
    pub(crate) place: Place,
    /// What, in words: "the billing of table `Orders`".
    pub(crate) what: String,
    pub(crate) logical_id: &'d str,
    pub(crate) type_name: &'d str,
    pub(crate) when: When,
}

pub(crate) struct Writer<'t, 'd> {
    pub(crate) template: &'t Template<'d>,
    pub(crate) unanalysed: Vec<Unanalysed<'d>>,
    /// What was looked at with no other values of parameters than their own, as there would be too many variants.
    pub(crate) without_allowed_values: Vec<(Place, String)>,
    builder: TreeBuilder<'d>,
    outline: Outline,
    variants: VariantIndex,
    defaults: Vec<(NodeId, &'d str)>,
    /// The parameter whose default everything is that is written now.
    default_of: Option<&'d str>,
    unknown: Set<Place>,
    /// Whether parameters have other values than their own in what is written now.
    is_assumed: bool,
    groups: u32,
}

/// What is left when everything is written.
pub(crate) struct Written<'d> {
    pub(crate) tree: Tree<'d>,
    pub(crate) variants: VariantIndex,
    pub(crate) defaults: Vec<(NodeId, &'d str)>,
    pub(crate) unknown_values: u32,
    pub(crate) is_full: bool,
}

impl<'t, 'd> Writer<'t, 'd> {
    pub(crate) fn new(template: &'t Template<'d>) -> Self {
        Self {
            template,
            unanalysed: Vec::new(),
            builder: TreeBuilder::new(template.view().main_tree().source(), MOST_NODES),
            outline: Outline::default(),
            variants: VariantIndex::default(),
            defaults: Vec::new(),
            default_of: None,
            unknown: Set::new(),
            is_assumed: false,
            without_allowed_values: Vec::new(),
            groups: 0,
        }
    }

    pub(crate) fn finish(self) -> Written<'d> {
        let is_full = self.builder.is_full();
        Written {
            tree: self.builder.finish(),
            variants: self.variants,
            defaults: self.defaults,
            unknown_values: u32::try_from(self.unknown.len()).unwrap_or(u32::MAX),
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

    /// The variant that a written node stands in.
    pub(crate) fn variant_of(&self, node: NodeId) -> Option<Variant> {
        self.variants.of(node)
    }

    /// A group of variants that no other is in.
    pub(crate) fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// A map: the root, or an element of a list.
    pub(crate) fn map(&mut self, place: Place, fill: impl FnOnce(&mut Self)) {
        self.open(Kind::Map, place);
        fill(self);
        self.close();
    }

    /// A map that is there under conditions; its first key says which.
    pub(crate) fn variant(
        &mut self,
        place: Place,
        variant: Variant,
        among: &ConditionSet,
        fill: impl FnOnce(&mut Self),
    ) {
        let words = self.template.conditions().describe_among(variant.when, among);
        let when = self.template.conditions().and(self.variants.around(), variant.when);
        self.variants.open(self.builder.next(), Variant { when, ..variant });
        self.open(Kind::Map, place);
        match words {
            Some(words) => self.text("When", place, &words),
            None => self.word("When", place, "always"),
        }
        fill(self);
        self.close();
        self.variants.close(self.builder.next());
    }

    /// A map that is there whenever the resource is.
    pub(crate) fn of_resource(&mut self, place: Place, resource: &Resource<'d>, fill: impl FnOnce(&mut Self)) {
        let group = self.new_group();
        let variant = Variant::new(resource.when, group, resource.when);
        let among = own_condition(self.template, resource);
        self.variant(place, variant, &among, fill);
    }

    /// The variants of one group of facts about a table: one for each outcome of the conditions in what it reads and beside
    /// that; then, in each of these, one for each way in which parameters can have other values that are allowed.
    pub(crate) fn group(
        &mut self,
        group: &Group,
        table: &Table<'_, 'd>,
        beside: Beside<'_>,
        fill: &mut dyn FnMut(&mut Self, Case<'_, 'd>),
    ) {
        let (template, resource, place) = (self.template, table.resource, table.resource.key_place);
        let mut values = Vec::new();
        if template.can_vary(resource.at) {
            values = table.values(template, group.reads);
            values.extend(beside.values);
        }
        let mut among = template.conditions_in(&values);
        if !group.also.is_empty() && template.can_vary(resource.at) {
            among.extend(&template.conditions_in(&table.values(template, group.also)));
        }
        beside.conditions.into_iter().for_each(|conditions| among.extend(conditions));
        among.extend(&own_condition(template, resource));
        let number = self.new_group();
        self.key(group.key, place);
        self.open(Kind::List, place);
        match template.scenarios(&among, resource.when, MOST_SCENARIOS) {
            Ok(scenarios) => {
                let (all, is_whole) = self.with_allowed_values(scenarios, &values);
                for scenario in all {
                    self.is_assumed = !scenario.assumptions().is_empty();
                    let variant =
                        Variant { is_assumed: self.is_assumed, ..Variant::new(scenario.when, number, resource.when) };
                    self.variant(place, variant, &among, |writer| {
                        fill(writer, Case::new(template, &scenario, resource).reading([group.reads, group.also]));
                    });
                }
                self.is_assumed = false;
                if !is_whole {
                    self.without_allowed_values.push((place, group.of(table)));
                }
            }
            Err(_) => self.too_many(&group.of(table), resource),
        }
        self.close();
    }

    /// Each scenario, and behind it those in which parameters have other values that are allowed; and whether those are all
    /// there are: where there would be too many, there is none.
    fn with_allowed_values(&self, scenarios: Vec<Scenario>, values: &[At]) -> (Vec<Scenario>, bool) {
        let mut room = MOST_SCENARIOS.saturating_sub(scenarios.len());
        let (mut all, mut is_whole) = (Vec::with_capacity(scenarios.len()), true);
        for scenario in scenarios {
            let others = self.template.with_allowed_values(values, &scenario, room);
            is_whole &= others.is_ok();
            all.push(scenario);
            let others = others.unwrap_or_default();
            room = room.saturating_sub(others.len());
            all.extend(others);
        }
        if !is_whole {
            all.retain(|scenario| scenario.assumptions().is_empty());
        }
        (all, is_whole)
    }

    /// Notes that something has too many variants.
    pub(crate) fn too_many(&mut self, what: &str, resource: &Resource<'d>) {
        self.unanalysed.push(Unanalysed {
            place: resource.key_place,
            what: what.to_owned(),
            logical_id: resource.logical_id,
            type_name: resource.type_name.unwrap_or(""),
            when: resource.when,
        });
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
        self.default_here(1, fact.default_of);
        let is = |word| ("Is", Style::Double, Text::Fixed(word));
        let number;
        let value = match &fact.is {
            Is::Absent => return self.entries(key, place, &[is("absent")]),
            Is::Unknown => {
                if !self.is_assumed {
                    self.unknown.insert(place);
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
                // The value, behind its own key, the map, and whether it is known.
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

    fn key(&mut self, key: &'static str, place: Place) {
        self.outline.key(key);
        self.builder.scalar(Style::Plain, place, Text::Fixed(key));
    }

    fn scalar(&mut self, style: Style, place: Place, text: Text<'_>) {
        if let Text::Cooked(text) | Text::Fixed(text) = text {
            self.outline.scalar(style == Style::Double, text);
        }
        self.builder.scalar(style, place, text);
    }

    fn open(&mut self, kind: Kind, place: Place) {
        self.outline.open(kind);
        self.builder.open(kind, Style::Flow, place);
    }

    fn close(&mut self) {
        self.outline.close();
        self.builder.close(None);
    }
}

/// A Boolean as it is written.
fn flag(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

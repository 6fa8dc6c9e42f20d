//! Writes what is there under conditions, or where parameters have other values than their own: variants of a group of facts
//! about a table, and outcomes of another resource. Too many of them are noted and not written.

use tablewarden_cloudformation::{ConditionSet, MOST_SCENARIOS, Resource, Scenario};
use tablewarden_source::Place;
use tablewarden_template::{At, Kind};

use crate::facts::document::{Excess, NotAnalysed};
use crate::facts::group::{Beside, Group};
use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::resource::outcomes::{Outcome, Outcomes, own_condition};
use crate::resource::property::Case;
use crate::resource::table::Table;

impl<'t, 'd> Writer<'t, 'd> {
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
        let was_assumed = self.is_assumed;
        self.is_assumed |= variant.is_assumed;
        fill(self);
        self.is_assumed = was_assumed;
        self.close();
        self.variants.close(self.builder.next());
    }

    /// The map of one outcome of a resource.
    pub(crate) fn outcome<T>(
        &mut self,
        place: Place,
        group: u32,
        of: &Outcomes<'t, 'd, T>,
        Outcome { when, is_assumed, .. }: &Outcome<'_, T>,
        fill: impl FnOnce(&mut Self),
    ) {
        let variant = Variant { is_assumed: *is_assumed, ..Variant::new(*when, group, of.resource.when) };
        self.variant(place, variant, &of.conditions, fill);
    }

    /// Notes what of the outcomes of a resource there is too much of.
    pub(crate) fn left_out<T>(&mut self, of: &Outcomes<'t, 'd, T>, what: &str) {
        let words = || [what, " `", of.resource.logical_id, "`"].concat();
        if of.is_too_much {
            self.too_many(words(), of.resource);
        }
        if of.is_without_others {
            self.without_allowed_values(of.resource.key_place, words(), "", &[of.resource.at]);
        }
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
                    let is_assumed = !scenario.assumptions().is_empty();
                    let variant = Variant { is_assumed, ..Variant::new(scenario.when, number, resource.when) };
                    self.variant(place, variant, &among, |writer| {
                        fill(writer, Case::new(template, &scenario, resource).reading([group.reads, group.also]));
                    });
                }
                if !is_whole {
                    self.without_allowed_values(place, table.words().to_owned(), group.what, &values);
                }
            }
            Err(_) => self.too_many_of(table.words().to_owned(), group.what, resource, &among),
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

    /// Notes that a resource, which people call `of`, has too many variants.
    pub(crate) fn too_many(&mut self, of: String, resource: &Resource<'d>) {
        let mut among = self.template.conditions_in(&[resource.at]);
        among.extend(&own_condition(self.template, resource));
        self.too_many_of(of, "", resource, &among);
    }

    fn too_many_of(&mut self, of: String, what: &'static str, resource: &Resource<'d>, among: &ConditionSet) {
        let parameters = self.template.conditions().parameters_of(among).into_iter().map(str::to_owned).collect();
        self.not_analysed.push(NotAnalysed { place: resource.key_place, of, what, why: Excess::Outcomes, parameters });
    }

    /// Notes that other values of parameters were not looked at, as there are too many.
    fn without_allowed_values(&mut self, place: Place, of: String, what: &'static str, values: &[At]) {
        let parameters = self.parameters_with_allowed_values(values);
        self.not_analysed.push(NotAnalysed { place, of, what, why: Excess::AllowedValues, parameters });
    }

    /// The parameters that values refer to, and that are allowed to have other values than their own.
    fn parameters_with_allowed_values(&self, values: &[At]) -> Vec<String> {
        let has_others = |name: &&str| !self.template.allowed_values(name).is_empty();
        self.template.parameters_in(values).into_iter().filter(has_others).map(str::to_owned).collect()
    }
}

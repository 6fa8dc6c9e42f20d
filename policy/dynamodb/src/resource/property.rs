//! Reads properties of a resource in one case of the conditions: walks from key to key and keeps the nearest key on the way,
//! so that a missing value has a place. A value that could not be read is unknown, never absent.

use std::borrow::Cow;

use tablewarden_cloudformation::{Parts, Reason, Resolved, Resource, Scenario, Template, Unknown};
use tablewarden_source::Place;
use tablewarden_template::{At, Value};

use crate::resource::declared::Declared;
use crate::resource::fact::{Datum, Fact, Is};

/// A template in one scenario, seen by one resource.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case<'t, 'd> {
    pub(crate) template: &'t Template<'d>,
    pub(crate) scenario: &'t Scenario,
    /// Whether something of the resource could not be read: what is missing may have been there.
    pub(crate) is_damaged: bool,
    /// The properties that may be read, where that was said.
    declared: Declared<'t>,
}

/// A value, there or not.
#[derive(Debug, Clone)]
pub(crate) struct Property<'t, 'd> {
    case: Case<'t, 'd>,
    value: Resolved<'d>,
    /// The value as it is written; none where it is absent.
    at: Option<At>,
    /// Its key, or the nearest one above.
    nearest: Place,
    has_key: bool,
    /// The keys of it that may be read, where that was said.
    declared: Declared<'t>,
}

/// The elements of a list.
#[derive(Debug, Clone)]
pub(crate) struct Elements<'t, 'd> {
    pub(crate) list: Vec<Property<'t, 'd>>,
    /// Whether there are certainly no others.
    pub(crate) is_whole: bool,
}

impl<'t, 'd> Case<'t, 'd> {
    pub(crate) fn new(template: &'t Template<'d>, scenario: &'t Scenario, resource: &Resource<'d>) -> Self {
        Self { template, scenario, is_damaged: resource.is_damaged, declared: Declared::default() }
    }

    /// The same for a reader of these properties of the resource and no others, which debug assertions make sure of: what it
    /// depends on is gathered from them.
    pub(crate) fn reading(self, properties: [&'t [&'t str]; 2]) -> Self {
        Self { declared: Declared::these(properties), ..self }
    }

    /// The same for a reader of another resource, whose properties nobody declared.
    pub(crate) fn of_any(self) -> Self {
        Self { declared: Declared::default(), ..self }
    }

    /// The resource's properties.
    pub(crate) fn properties(self, resource: &Resource<'d>) -> Property<'t, 'd> {
        let mut properties = self.property(resource.properties, resource.properties_place);
        // A key without a value is refused, and so says a problem; what was meant to stand there is not known.
        if let Some(at) = resource.properties.filter(|at| self.template.view().value(*at) == Value::Null) {
            properties.value = unknown_at(at);
        }
        Property { declared: self.declared, ..properties }
    }

    /// A value of the template that stands at `at`, below the key at `key`.
    pub(crate) fn property(self, at: Option<At>, key: Place) -> Property<'t, 'd> {
        let value = at.map_or(Resolved::Absent, |at| self.template.resolve(at, self.scenario));
        Property::at_key(self, value, at, key, at.is_some())
    }

    /// Whether the value is not known before the deployment. What is malformed is not known then either, and is told as such;
    /// what a condition decides is known in each of its cases.
    fn is_unknown_value(self, value: &Resolved<'d>) -> bool {
        value.unknown().is_some_and(|unknown| match unknown.reason {
            Reason::Malformed | Reason::Damaged => false,
            Reason::Condition => {
                unknown.name.is_none_or(|name| self.template.conditions().when_named(name).is_unknown())
            }
            _ => true,
        })
    }

    fn place(self, at: At) -> Place {
        let settled = self.template.settled(at, self.scenario);
        self.template.view().place(settled.unwrap_or(at))
    }
}

impl<'t, 'd> Property<'t, 'd> {
    fn at_key(case: Case<'t, 'd>, value: Resolved<'d>, at: Option<At>, nearest: Place, has_key: bool) -> Self {
        Self { case, value, at, nearest, has_key, declared: Declared::default() }
    }

    /// The value of a key. Below what is no map everything is unknown: the schema check speaks of it.
    pub(crate) fn get(&self, key: &str) -> Self {
        self.declared.is_read(key);
        let below = |value| Self::at_key(self.case, value, None, self.nearest, false);
        match &self.value {
            Resolved::Map(map) => {
                let field = self.case.template.field_of(*map, key, self.case.scenario);
                let nearest = field.key_place.unwrap_or(self.nearest);
                Self::at_key(self.case, field.value, field.at, nearest, field.key_place.is_some())
            }
            Resolved::Unknown(unknown) => below(Resolved::Unknown(*unknown)),
            _ if self.is_absent() => below(Resolved::Absent),
            _ => match self.at {
                Some(at) => below(unknown_at(at)),
                None => below(Resolved::Absent),
            },
        }
    }

    /// The value at the end of a path of keys.
    pub(crate) fn find(&self, path: &[&str]) -> Self {
        path.iter().fold(self.clone(), |property, key| property.get(key))
    }

    /// The elements of a list. Of what is not known, none, and there may be others.
    pub(crate) fn items(&self) -> Elements<'t, 'd> {
        let nothing = |is_whole| Elements { list: Vec::new(), is_whole };
        if self.is_absent() {
            return nothing(!self.case.is_damaged);
        }
        let Some(at) = self.at else { return nothing(false) };
        if matches!(self.value, Resolved::Unknown(_) | Resolved::Map(_)) {
            return nothing(false);
        }
        let items = self.case.template.items(at, self.case.scenario);
        let view = self.case.template.view();
        let element = |item: tablewarden_cloudformation::Item<'d>| {
            let place = match &item.value {
                // What is missing from an element is reported at its first key.
                Resolved::Map(map) => view.entries(*map).next().map(|entry| entry.key_place),
                _ => None,
            };
            let nearest = place.unwrap_or_else(|| self.case.place(item.at));
            Self::at_key(self.case, item.value, Some(item.at), nearest, false)
        };
        let list = items.items.into_iter().map(element).collect();
        Elements { list, is_whole: items.unknown.is_none() && !self.case.is_damaged }
    }

    /// The elements of a list, or the one value that stands for such a list in an access policy.
    pub(crate) fn one_or_more(&self) -> Vec<Self> {
        match self.value {
            Resolved::Map(_) | Resolved::Scalar(_) if !self.is_absent() => vec![self.clone()],
            _ => self.items().list,
        }
    }

    /// Whether it is certainly not there. `null` is not there.
    pub(crate) fn is_absent(&self) -> bool {
        match &self.value {
            Resolved::Absent => !self.case.is_damaged,
            Resolved::Scalar(scalar) => scalar.is_null() && !self.is_unread(),
            _ => false,
        }
    }

    /// Whether `null` is written, which CloudFormation refuses: nobody knows what was meant.
    pub(crate) fn is_null(&self) -> bool {
        self.value.scalar().is_some_and(tablewarden_cloudformation::Scalar::is_null)
    }

    /// Whether something stands here that could not be read.
    fn is_unread(&self) -> bool {
        self.at.is_some_and(|at| self.case.template.view().is_damaged(at))
    }

    /// Whether it is certainly there, whatever it is.
    pub(crate) fn is_there(&self) -> bool {
        !self.is_absent() && !matches!(self.value, Resolved::Absent | Resolved::Unknown(_))
    }

    /// Whether something certainly stands there, known or not: an import is something, what a condition that nobody knows may
    /// leave out is not.
    pub(crate) fn is_given(&self) -> bool {
        let reason = match &self.value {
            Resolved::Unknown(unknown) => Some(unknown.reason),
            _ => None,
        };
        let may_be_nothing = matches!(
            reason,
            Some(Reason::Condition | Reason::Mapping | Reason::Transform | Reason::Malformed | Reason::Damaged)
        );
        self.at.is_some() && !self.is_absent() && !may_be_nothing && !self.is_unread()
    }

    /// Where it is written; none where it is absent.
    pub(crate) fn at(&self) -> Option<At> {
        self.at
    }

    /// Whether its key is written, whatever stands there.
    pub(crate) fn key_place(&self) -> Option<Place> {
        self.has_key.then_some(self.nearest)
    }

    /// Its place; of what is absent, the nearest key.
    pub(crate) fn place(&self) -> Place {
        match (&self.value, self.at) {
            (Resolved::Absent, _) | (_, None) => self.nearest,
            (Resolved::Scalar(scalar), _) if scalar.is_null() => self.nearest,
            (Resolved::Scalar(scalar), _) => scalar.place,
            (_, Some(at)) => self.case.place(at),
        }
    }

    /// The place of its key, or the nearest one.
    pub(crate) fn nearest(&self) -> Place {
        self.nearest
    }

    /// Sets what stands for it where something of it is missing.
    pub(crate) fn near(mut self, place: Place) -> Self {
        self.nearest = place;
        self
    }

    /// The value as text.
    pub(crate) fn text(&self) -> Fact<'d> {
        self.fact(|scalar| Datum::Text(scalar.text.clone()))
    }

    /// The value as a Boolean; text where it is none.
    pub(crate) fn bool(&self) -> Fact<'d> {
        self.fact(|scalar| scalar.bool().map_or_else(|| Datum::Text(scalar.text.clone()), Datum::Bool))
    }

    /// The value as a number; text where it is none.
    pub(crate) fn number(&self) -> Fact<'d> {
        self.fact(|scalar| match (scalar.int(), scalar.number()) {
            (Some(value), _) => Datum::Int(value),
            (None, Some(value)) => Datum::Float(value),
            (None, None) => Datum::Text(scalar.text.clone()),
        })
    }

    /// Whether it is there, as text that says so.
    pub(crate) fn given_as(&self, word: &'static str) -> Fact<'d> {
        let is = match &self.value {
            _ if self.is_absent() => Is::Absent,
            Resolved::Absent | Resolved::Unknown(_) => Is::Unknown,
            _ => Is::Known(Datum::Text(Cow::Borrowed(word))),
        };
        Fact::new(is, self.place())
    }

    /// Whether it is there, at its key or the nearest one.
    pub(crate) fn given(&self) -> Fact<'d> {
        Fact { place: self.nearest, ..self.given_as("given") }
    }

    /// The value as text in pieces; none where it is absent or no text.
    pub(crate) fn parts(&self) -> Option<Parts<'d>> {
        match &self.value {
            _ if self.is_absent() => None,
            Resolved::List(_) | Resolved::Map(_) => None,
            Resolved::Scalar(scalar) => Some(Parts::known(scalar)),
            _ => self.at.map(|at| self.case.template.parts(at, self.case.scenario)),
        }
    }

    fn fact(&self, datum: impl Fn(&tablewarden_cloudformation::Scalar<'d>) -> Datum<'d>) -> Fact<'d> {
        let place = self.place();
        match &self.value {
            _ if self.is_absent() => Fact::absent(place),
            Resolved::Scalar(scalar) => {
                let written = self.at.filter(|_| scalar.default_of.is_some());
                let fact = Fact::new(Is::Known(datum(scalar)), place).with_default_of(scalar.default_of);
                Fact { written, ..fact }
            }
            value => {
                Fact { is_unknown_value: self.case.is_unknown_value(value), written: self.at, ..Fact::unknown(place) }
            }
        }
    }
}

fn unknown_at<'d>(at: At) -> Resolved<'d> {
    Resolved::Unknown(Unknown { reason: Reason::Malformed, at, name: None })
}

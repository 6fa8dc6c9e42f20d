//! Walks a resource's properties beside the schema of its type, each node once, without recursion, and writes down
//! what is wrong.

mod given;
mod walk;

use std::borrow::Cow;

use tablewarden_order::{Map, Set};
use tablewarden_source::Place;
use tablewarden_template::{At, View};

use super::advice;
use super::model::{Bounds, List, ObjectSchema, Shape, known_type};
use super::possible::PossibleValues;
use super::presence::{Presence, Stand, presence, stand};
use super::problem::{ProblemKind, SchemaProblem};
use super::rules::{self, Broken, Values};
use super::trail::{Spot, Trail};
use super::value::{self, Fault, Matches, Written};
use crate::digest::digest;
use crate::function_names::is_generator;
use walk::{Open, Walk, elements};

/// Properties whose values are enumerations that never grew: another value is wrong for sure.
const CLOSED: [&str; 6] = ["AttributeType", "BillingMode", "KeyType", "ProjectionType", "SSEType", "StreamViewType"];

/// What is expected of something that stands twice in a list.
pub const UNIQUE: &str = "different in each element";

/// Most problems that are told of one resource.
pub const MOST_PROBLEMS: usize = 200;

/// Checks the properties of a resource of the type; `properties` is the value of its `Properties`, if it has any, and
/// `resource_key` the place of its logical id. Gives the problems in the order of the file, at most
/// [`MOST_PROBLEMS`]; none for a type without a schema.
///
/// `Ref`, `Condition` and `Fn::…` stand for any value, with these exceptions: both branches of an `Fn::If` are checked,
/// `Ref: AWS::NoValue` is a value that is not there, and what `possible` gives is judged like what is written. Where a macro may add keys (`Fn::Transform`,
/// `Fn::ForEach::…`), or the reader lost some, nothing is said to be missing.
///
/// `matches` answers for regular expressions: `|pattern, text|`, found anywhere in the text. `possible` gives the values
/// of a function under the outcomes of conditions around it.
#[must_use]
#[inline(never)]
pub fn check<'d>(
    view: View<'d>,
    type_name: &str,
    properties: Option<At>,
    resource_key: Place,
    matches: Matches<'_>,
    possible: PossibleValues<'_, 'd>,
) -> Vec<SchemaProblem<'d>> {
    let Some(schema) = known_type(type_name) else { return Vec::new() };
    let (trail, open, assumed, decided) = (Trail::default(), Vec::new(), Vec::new(), Vec::new());
    let (values, found) = (Vec::new(), Vec::new());
    let mut walk = Walk { view, schema, matches, possible, trail, open, assumed, decided, values, found };
    let Some(at) = properties else {
        walk.object_without_entries(schema.root, Spot::root(resource_key));
        return walk.found;
    };
    let key = view.key_place(at).unwrap_or(resource_key);
    walk.open.push(Open { at, shape: Shape::Object(schema.root), spot: Spot::root(key), required: None });
    while walk.found.len() < MOST_PROBLEMS
        && let Some(open) = walk.open.pop()
    {
        walk.visit(open);
    }
    walk.found
}

impl<'d> Walk<'d, '_> {
    fn visit(&mut self, mut open: Open) {
        open.spot.damaged |= self.view.is_damaged(open.at);
        match (stand(self.view, open.at), open.required, open.shape) {
            (Stand::Anything, ..) => self.function(&open),
            (Stand::Nothing, Some(name), _) => self.missing(open.spot.key, open.spot, format!("`{name}`")),
            (Stand::Nothing, None, Shape::Object(object)) if open.spot.is_root() => {
                self.object_without_entries(object, open.spot);
            }
            (Stand::Nothing, ..) => {}
            (Stand::Either(condition, yes, no), ..) => {
                for (at, outcome) in [(no, false), (yes, true)] {
                    if let Some(spot) = self.trail.branch(open.spot, condition, outcome) {
                        self.open.push(Open { at, spot, ..open });
                    }
                }
            }
            (Stand::Plain, ..) => self.plain(&open),
        }
    }

    fn plain(&mut self, open: &Open) {
        if let Some(fault) = value::fault(Written::at(self.view, open.at), open.shape, self.matches) {
            // A value that could not be read whole looks like nothing, or like another one.
            let is_lost = open.spot.damaged && self.view.text(open.at) == Some("");
            if !is_lost && !self.view.is_damaged(open.at) {
                self.invalid(open.spot, self.view.place(open.at), fault);
            }
            return;
        }
        match open.shape {
            Shape::Object(object) => self.object(open, object),
            Shape::List(list) => self.list(open, list),
            _ => {}
        }
    }

    #[inline(never)]
    fn object(&mut self, open: &Open, object: &'static ObjectSchema) {
        let spot = open.spot;
        let mut values = std::mem::take(&mut self.values);
        values.clear();
        values.resize(object.properties.len(), None);
        let mut unknown: Map<&'d str, Place> = Map::new();
        let mut macros = false;
        // Where a key stands twice the last one counts.
        for entry in self.view.entries(open.at) {
            if let Some(value) = object.position(entry.key).and_then(|position| values.get_mut(position)) {
                *value = Some((entry.value, entry.key_place));
            } else if entry.key.starts_with("Fn::") {
                macros = true;
            } else {
                unknown.insert(entry.key, entry.key_place);
            }
        }
        if !macros {
            // Of a mapping that could not be read whole, what looks like a key may be a part of something else.
            if spot.damaged {
                unknown = Map::new();
            }
            let mut meant = Vec::new();
            for (key, place) in unknown.into_iter().take(MOST_PROBLEMS) {
                meant.extend(self.unknown(object, spot, key, place));
            }
            if !spot.damaged {
                self.not_there(object, spot, &values, &meant);
                self.rules(object, spot, &values);
            }
        }
        for (property, value) in object.properties.iter().zip(&values).rev() {
            let Some((at, key)) = *value else { continue };
            let mut inner = self.trail.key(spot, property.name);
            inner.key = key;
            if property.read_only {
                let found = value::found(Written::at(self.view, at));
                let fault = Fault::sure("nothing: CloudFormation gives it".to_owned(), found);
                self.add(ProblemKind::UnknownProperty, inner, key, fault, None);
                continue;
            }
            let required = property.required.then_some(property.name);
            self.open.push(Open { at, shape: property.shape, spot: inner, required });
        }
        self.values = values;
    }

    /// The mapping as if it were empty.
    fn object_without_entries(&mut self, object: &'static ObjectSchema, spot: Spot) {
        let values = vec![None; object.properties.len()];
        self.not_there(object, spot, &values, &[]);
        self.rules(object, spot, &values);
    }

    /// A key that the schema does not have. Gives the property that was probably meant.
    #[inline(never)]
    fn unknown(&mut self, object: &'static ObjectSchema, spot: Spot, key: &'d str, place: Place) -> Option<String> {
        let found = value::shown(key);
        let advice = advice::of(self.schema, object, &self.trail.way(spot), key);
        let fault = match advice {
            Some(advice) => Fault { suggestion: advice.suggestion, ..Fault::sure(advice.expected, found) },
            None => {
                let expected = format!("a property in the schema of {}", self.schema.date);
                Fault { certain: false, ..Fault::sure(expected, found) }
            }
        };
        let meant = fault.suggestion.clone();
        let inner = self.trail.key(spot, key);
        self.add(ProblemKind::UnknownProperty, inner, place, fault, None);
        meant
    }

    /// What is missing, but for what a misspelt key was meant to be.
    fn not_there(&mut self, object: &'static ObjectSchema, spot: Spot, values: &Values, meant: &[String]) {
        for (property, value) in object.properties.iter().zip(values) {
            if property.required && value.is_none() && !meant.iter().any(|meant| meant == property.name) {
                self.missing_in(property.name, spot, format!("`{}`", property.name));
            }
        }
    }

    /// What holds for several properties at once, under each outcome of the conditions they depend on.
    #[inline(never)]
    fn rules(&mut self, object: &'static ObjectSchema, spot: Spot, values: &Values) {
        for broken in rules::broken(self.view, &mut self.trail, object, spot, values) {
            match broken {
                Broken::Missing { name, spot, expected } => self.missing_in(name, spot, expected),
                Broken::Beside { spot, key, expected, found } => self.invalid(spot, key, Fault::sure(expected, found)),
            }
        }
    }

    #[inline(never)]
    fn list(&mut self, open: &Open, list: &'static List) {
        let spot = open.spot;
        let (mut surely, mut maybe, mut macros) = (0_usize, 0_usize, false);
        let mut texts: Vec<Map<Cow<'d, str>, Option<&'d str>>> = list.unique_by.iter().map(|_| Map::new()).collect();
        // The numbers of the first elements, of so many as had to be compared.
        let (mut numbers, mut numbered) = (Set::new(), 0);
        let first_open = self.open.len();
        for (index, at) in self.view.items(open.at).enumerate() {
            match presence(self.view, at) {
                Presence::Always => surely += 1,
                Presence::Sometimes => maybe += 1,
                Presence::Never => continue,
            }
            macros |= self.view.intrinsic(at).is_some_and(|entry| is_generator(entry.key));
            let inner = self.trail.element(spot, index);
            self.open.push(Open { at, shape: list.of, spot: inner, required: None });
            let (mut is_new, mut repeated) = (false, Vec::new());
            for (key, texts) in list.unique_by.iter().zip(&mut texts) {
                let Some(value) = self.view.get(at, key) else { continue };
                let Some((text, default_of)) = self.own_text(value, inner) else { continue };
                match texts.get(&text).copied() {
                    Some(first) => repeated.push((*key, value, default_of.or(first))),
                    None => {
                        is_new = true;
                        texts.insert(text, default_of);
                    }
                }
            }
            // An element with a text that none before has is equal to none before.
            let may_be_equal = list.unique && !is_new && self.open.len() > first_open + 1;
            let mut is_equal = false;
            while (may_be_equal || list.distinct != Bounds::ANY)
                && let Some(element) = self.open.get(first_open + numbered)
            {
                is_equal = digest(self.view, element.at).is_some_and(|number| !numbers.insert(number));
                numbered += 1;
            }
            if is_equal && list.unique {
                self.equal(list, inner, at);
                continue;
            }
            for (key, value, default_of) in repeated {
                let inner = self.trail.key(inner, key);
                self.twice(inner, value, default_of);
            }
        }
        if let Some(elements) = self.open.get_mut(first_open..) {
            elements.reverse();
        }
        let least = list.items.least().and_then(|least| usize::try_from(least).ok()).unwrap_or(0);
        let too_few = surely + maybe < least && !spot.damaged;
        let too_many = surely > least && !list.items.holds(surely);
        if (too_few || too_many) && !macros && !self.view.is_damaged(open.at) {
            self.count(open, surely + maybe, list.items);
        }
        if maybe == 0 && !list.distinct.holds(numbers.len()) {
            self.count(open, numbers.len(), list.distinct);
        }
    }

    fn count(&mut self, open: &Open, count: usize, bounds: Bounds) {
        self.invalid(open.spot, self.view.place(open.at), Fault::sure(value::list_wanted(bounds), elements(count)));
    }

    /// An element that is equal to an earlier one: of a mapping, what it is told apart by.
    fn equal(&mut self, list: &'static List, spot: Spot, at: At) {
        let Shape::Object(object) = list.of else { return self.twice(spot, at, None) };
        let mut required = object.properties.iter().filter(|property| property.required);
        let named = required.find_map(|property| Some((property.name, self.view.get(at, property.name)?)));
        let (spot, at) = named.map_or((spot, at), |(name, value)| (self.trail.key(spot, name), value));
        self.twice(spot, at, None);
    }

    fn twice(&mut self, spot: Spot, at: At, default_of: Option<&'d str>) {
        let text = self.own_text(at, spot);
        let what = text.map_or_else(
            || "the same as in an earlier element".to_owned(),
            |(text, _)| value::shown(&text) + " for the second time",
        );
        let fault = Fault::sure(UNIQUE.to_owned(), what);
        self.add(ProblemKind::InvalidValue, spot, self.view.place(at), fault, default_of);
    }

    /// Whether the values of the property are an enumeration that never grew.
    fn is_closed(&self, spot: Spot, property: &str) -> bool {
        CLOSED.contains(&property) || property == "Type" && self.trail.way(spot) == "PrimaryKey.Type"
    }

    /// A property that is missing from the mapping at `spot`.
    fn missing_in(&mut self, name: &'static str, spot: Spot, expected: String) {
        let inner = self.trail.key(spot, name);
        self.missing(spot.key, inner, expected);
    }

    fn missing(&mut self, place: Place, spot: Spot, expected: String) {
        if !spot.damaged {
            let fault = Fault::sure(expected, "nothing".to_owned());
            self.add(ProblemKind::MissingRequired, spot, place, fault, None);
        }
    }

    fn invalid(&mut self, spot: Spot, place: Place, fault: Fault) {
        self.add(ProblemKind::InvalidValue, spot, place, fault, None);
    }

    fn add(&mut self, kind: ProblemKind, spot: Spot, place: Place, fault: Fault, default_of: Option<&'d str>) {
        if self.found.len() >= MOST_PROBLEMS {
            return;
        }
        let Fault { expected, found, suggestion, certain } = fault;
        let (path, property) = self.trail.path(spot);
        let mut when = self.trail.when(spot);
        when.extend_from_slice(&self.decided);
        // In the order of the file from the start: there are few, and most come in that order.
        let index = self.found.partition_point(|other| (other.place, &other.path) <= (place, &path));
        let problem = SchemaProblem {
            kind,
            certain: certain || self.is_closed(spot, &property),
            property,
            path,
            place,
            suggestion,
            expected,
            found,
            when,
            default_of,
            assumed: self.assumed.clone(),
        };
        self.found.insert(index, problem);
    }
}

#[cfg(test)]
mod tests;

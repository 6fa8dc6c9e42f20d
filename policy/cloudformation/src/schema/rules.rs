//! What holds for several properties of an object at once in: one of these, this where that is, not this beside that. What is
//! broken of it out, under each outcome of the conditions around the properties. Never says more where there are too many.

use tablewarden_source::Place;
use tablewarden_template::{At, View};

use super::model::{ObjectSchema, Rule};
use super::presence::{Stand, stand};
use super::trail::{Spot, Trail};

/// What is expected of a property that cannot stand beside another.
pub const ABSENT: &str = "absent there";

/// Most branches that are followed for one property; with more of them the rule is not asked.
const MOST_BRANCHES: usize = 256;

/// The values of an object's properties, in their order, each with the place of its key.
pub(super) type Values = [Option<(At, Place)>];

/// A rule that does not hold.
pub(super) enum Broken {
    /// A property is missing from the object at `spot`.
    Missing { name: &'static str, spot: Spot, expected: String },
    /// A property, at `spot` with its key at `key`, cannot stand beside another.
    Beside { spot: Spot, key: Place, expected: String, found: String },
}

/// The rules of the object at `spot` that do not hold.
pub(super) fn broken<'d>(
    view: View<'d>,
    trail: &mut Trail<'d>,
    object: &'static ObjectSchema,
    spot: Spot,
    values: &Values,
) -> Vec<Broken> {
    let mut asked = Asked { view, object, spot, values, broken: Vec::new() };
    for rule in object.rules {
        match *rule {
            Rule::AnyOf(indices) => asked.one_is_there(trail, None, indices),
            Rule::OneOf(indices) => {
                asked.one_is_there(trail, None, indices);
                for (place, &one) in indices.iter().enumerate() {
                    asked.are_not_both_there(trail, one, indices.get(place + 1..).unwrap_or_default());
                }
            }
            Rule::Needs(first, others) => {
                for other in others {
                    asked.one_is_there(trail, Some(first), std::slice::from_ref(other));
                }
            }
            Rule::Excludes(first, others) => asked.are_not_both_there(trail, first, others),
        }
    }
    asked.broken
}

/// The object that is asked about, and what is broken of it so far.
struct Asked<'v, 'd> {
    view: View<'d>,
    object: &'static ObjectSchema,
    spot: Spot,
    values: &'v Values,
    broken: Vec<Broken>,
}

impl<'d> Asked<'_, 'd> {
    /// One of the properties is there; asked only where `needed_by` is, if that is said.
    fn one_is_there(&mut self, trail: &mut Trail<'d>, needed_by: Option<usize>, indices: &[usize]) {
        let mut spots = vec![self.spot];
        if let Some(first) = needed_by {
            spots = self.narrowed(trail, &spots, first, true);
        }
        for &index in indices {
            if spots.is_empty() {
                return;
            }
            spots = self.narrowed(trail, &spots, index, false);
        }
        for spot in spots {
            let names = self.names(indices);
            let expected = match needed_by {
                Some(first) => format!("{names}, which `{}` needs", self.object.name(first)),
                None => format!("one of {names}"),
            };
            let name = indices.first().map_or("", |&index| self.object.name(index));
            self.broken.push(Broken::Missing { name, spot, expected });
        }
    }

    /// None of the others is there where the one is.
    fn are_not_both_there(&mut self, trail: &mut Trail<'d>, one: usize, others: &[usize]) {
        if self.value(one).is_none() {
            return;
        }
        for &other in others {
            let Some((_, key)) = self.value(other) else { continue };
            let spots = self.narrowed(trail, &[self.spot], one, true);
            for spot in self.narrowed(trail, &spots, other, true) {
                let found = format!("set beside `{}`", self.object.name(one));
                let spot = trail.key(spot, self.object.name(other));
                self.broken.push(Broken::Beside { spot, key, expected: ABSENT.to_owned(), found });
            }
        }
    }

    /// The spots, split by the conditions of the property's value, in which it is there (or is not).
    fn narrowed(&self, trail: &mut Trail<'d>, spots: &[Spot], index: usize, there: bool) -> Vec<Spot> {
        let Some((at, _)) = self.value(index) else { return if there { Vec::new() } else { spots.to_vec() } };
        let mut narrowed = Vec::new();
        let mut open: Vec<_> = spots.iter().map(|&spot| (at, spot)).collect();
        let mut visits = 0;
        while let Some((at, spot)) = open.pop() {
            visits += 1;
            if visits > MOST_BRANCHES {
                return Vec::new();
            }
            match stand(self.view, at) {
                Stand::Either(condition, yes, no) => {
                    for (at, outcome) in [(no, false), (yes, true)] {
                        open.extend(trail.branch(spot, condition, outcome).map(|spot| (at, spot)));
                    }
                }
                Stand::Nothing if !there => narrowed.push(spot),
                Stand::Plain | Stand::Anything if there => narrowed.push(spot),
                _ => {}
            }
        }
        narrowed
    }

    /// The value of a property, and where its key is.
    fn value(&self, index: usize) -> Option<(At, Place)> {
        self.values.get(index).copied().flatten()
    }

    /// The names of properties, for people.
    fn names(&self, indices: &[usize]) -> String {
        let quoted: Vec<_> = indices.iter().map(|&index| format!("`{}`", self.object.name(index))).collect();
        quoted.join(", ")
    }
}

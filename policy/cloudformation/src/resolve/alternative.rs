//! All that a value can be, each with when it is that: for lists whose elements come and go, and for values that are
//! asked for without a scenario. Linear in what is written, whatever the number of conditions.

use tablewarden_template::At;

use super::evaluate::{Evaluator, condition_name};
use super::resolved::Resolved;
use crate::condition::{Scenario, TooMany, When};
use crate::template::Template;

/// One thing that a value can be.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative<'d> {
    /// When it is that.
    pub when: When,
    /// What it is.
    pub value: Resolved<'d>,
}

/// One element that a list can have.
#[derive(Debug, Clone, PartialEq)]
pub struct Element<'d> {
    /// When the list has it.
    pub when: When,
    /// Its place in the list it is written in, from 0.
    pub index: usize,
    /// The element.
    pub value: Resolved<'d>,
}

impl<'d> Template<'d> {
    /// All that the value can be under `given`, in the order in which it is written; absent counts. The whens of the
    /// alternatives exclude each other and make up `given`, unless a condition is unknown: then what depends on it is
    /// one unknown alternative.
    ///
    /// # Errors
    /// Where there are more than `most`.
    pub fn alternatives(&self, at: At, given: When, most: usize) -> Result<Vec<Alternative<'d>>, TooMany> {
        let mut found = Vec::new();
        self.branches(at, given, most, &mut |when, at| {
            found.push(Alternative { when, value: self.resolve(at, &Scenario::given(when)) });
        })?;
        Ok(found)
    }

    /// All elements that the list at `list` can have under `given`, in the order in which they are written. Nothing
    /// for what is no list; an unknown list is one unknown element.
    ///
    /// # Errors
    /// Where there are more than `most`.
    pub fn elements(&self, list: At, given: When, most: usize) -> Result<Vec<Element<'d>>, TooMany> {
        let mut found = Vec::new();
        for alternative in self.alternatives(list, given, most)? {
            let when = alternative.when;
            match alternative.value {
                Resolved::List(list) => {
                    for (index, at) in self.view().items(list).enumerate() {
                        for alternative in self.alternatives(at, when, most)? {
                            if !alternative.value.is_absent() {
                                found.push(Element { when: alternative.when, index, value: alternative.value });
                            }
                        }
                        if found.len() > most {
                            return Err(TooMany { most });
                        }
                    }
                }
                Resolved::Texts(texts) => {
                    for (index, parts) in texts.items.into_iter().enumerate() {
                        found.push(Element { when, index, value: self.resolve_parts(parts, texts.at) });
                    }
                }
                value @ (Resolved::Unknown(_) | Resolved::Scalar(_)) => found.push(Element { when, index: 0, value }),
                Resolved::Absent | Resolved::Map(_) => {}
            }
        }
        if found.len() > most { Err(TooMany { most }) } else { Ok(found) }
    }

    /// The branches of `Fn::If` around a value, without recursion.
    fn branches(&self, at: At, given: When, most: usize, visit: &mut dyn FnMut(When, At)) -> Result<(), TooMany> {
        let view = self.view();
        let mut open = vec![(given, at)];
        let mut count = 0;
        while let Some((when, at)) = open.pop() {
            if when.is_never() {
                continue;
            }
            let branches = view.intrinsic(at).filter(|function| function.key == "Fn::If").and_then(|function| {
                let mut arguments = view.items(function.value);
                let condition = condition_name(view, arguments.next()?)?;
                let (yes, no) = (arguments.next()?, arguments.next()?);
                let condition = self.conditions.when_named(condition);
                (arguments.next().is_none() && !condition.is_unknown()).then_some((condition, yes, no))
            });
            match branches {
                Some((condition, yes, no)) => {
                    open.push((self.conditions.and(when, self.conditions.not(condition)), no));
                    open.push((self.conditions.and(when, condition), yes));
                }
                None => {
                    count += 1;
                    if count > most {
                        return Err(TooMany { most });
                    }
                    visit(when, at);
                }
            }
        }
        Ok(())
    }

    /// The value as the evaluator of a scenario sees it once the conditions around it are looked through.
    #[must_use]
    pub fn settled(&self, at: At, scenario: &Scenario) -> Option<At> {
        Evaluator::of_values(&self.known, &self.conditions, scenario).settle(at).ok()
    }
}

//! What a function can give in, what is wrong with it out: judged like what is written, at the place of the function. Never
//! looks into a mapping that is given.

use std::borrow::Cow;

use tablewarden_source::Place;
use tablewarden_template::{At, Value};

use super::super::model::Shape;
use super::super::possible::Possible;
use super::super::presence::{Stand, stand};
use super::super::problem::ProblemKind;
use super::super::trail::Spot;
use super::super::value::{self, Fault, Written};
use super::walk::{Open, Walk, elements};
use crate::resolve::Resolved;

impl<'d> Walk<'d, '_> {
    /// A function: what it can give is judged like what is written.
    #[inline(never)]
    pub(super) fn function(&mut self, open: &Open) {
        let place = self.view.place(open.at);
        for Possible { value, assumed, when } in (self.possible)(open.at, &self.trail.when(open.spot)) {
            (self.assumed, self.decided) = (assumed, when);
            match value {
                Resolved::Scalar(scalar) => {
                    self.given(open.spot, scalar.place, Written::from(&scalar), open.shape, scalar.default_of);
                }
                Resolved::Map(_) => {
                    self.given(open.spot, place, Written(Value::Map, ""), open.shape, None);
                }
                Resolved::List(at) => {
                    let items: Vec<_> = self.view.items(at).map(|at| Written::of_scalar(self.view, at)).collect();
                    self.given_list(open, place, &items, None);
                }
                Resolved::Texts(list) => {
                    let items: Vec<_> = list.items.iter().map(|parts| parts.literal().map(Written::text)).collect();
                    self.given_list(open, place, &items, list.default_of);
                }
                Resolved::Absent | Resolved::Unknown(_) => {}
            }
        }
        self.assumed.clear();
        self.decided.clear();
    }

    /// A value that a function gives. Says whether something is wrong with it.
    fn given(&mut self, spot: Spot, place: Place, is: Written<'_>, shape: Shape, default_of: Option<&'d str>) -> bool {
        let fault = value::fault(is, shape, self.matches);
        let is_wrong = fault.is_some();
        if let Some(fault) = fault {
            self.add(ProblemKind::InvalidValue, spot, place, fault, default_of);
        }
        is_wrong
    }

    /// A list that a function gives, each element where it is known text.
    fn given_list(&mut self, open: &Open, place: Place, items: &[Option<Written<'_>>], default_of: Option<&'d str>) {
        let Shape::List(list) = open.shape else {
            self.given(open.spot, place, Written(Value::List, ""), open.shape, default_of);
            return;
        };
        if items.iter().all(Option::is_some) && !list.items.holds(items.len()) {
            let fault = Fault::sure(value::list_wanted(list.items), elements(items.len()));
            self.add(ProblemKind::InvalidValue, open.spot, place, fault, default_of);
        }
        for (index, item) in items.iter().enumerate() {
            let Some(item) = *item else { continue };
            let spot = self.trail.element(open.spot, index);
            // All of them stand at one place: one problem says enough.
            if self.given(spot, place, item, list.of, default_of) {
                return;
            }
        }
    }

    /// The text of a value as long as no parameter has another value than its own, and the parameter whose default it is.
    pub(super) fn own_text(&self, at: At, spot: Spot) -> Option<(Cow<'d, str>, Option<&'d str>)> {
        match stand(self.view, at) {
            Stand::Plain => Some((Cow::Borrowed(self.view.text(at)?), None)),
            Stand::Anything => match (self.possible)(at, &self.trail.when(spot)).into_iter().next()? {
                Possible { value: Resolved::Scalar(scalar), assumed, when }
                    if assumed.is_empty() && when.is_empty() =>
                {
                    Some((scalar.text, scalar.default_of))
                }
                _ => None,
            },
            Stand::Nothing | Stand::Either(..) => None,
        }
    }
}

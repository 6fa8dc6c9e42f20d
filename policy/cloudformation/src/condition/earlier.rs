//! Says what holds in an earlier version of a template in terms of this one: both compare the same parameters, which keep
//! their values in an update, whatever the conditions are called. What only the earlier one compares is compared here too:
//! the reader of this template's conditions sees to it.

use std::cell::{Cell, RefCell};

use tablewarden_order::Map;

use super::atom::Atom;
use super::conditions::{Conditions, When, known};
use super::diagram::{Diagram, FALSE, Full, TRUE};

/// How many branches of earlier functions are followed, all together.
const MOST_STEPS: usize = 200_000;

/// The conditions of an earlier version of a template, in terms of the template's own.
#[derive(Debug)]
pub struct EarlierConditions<'c, 'd> {
    here: &'c Conditions<'d>,
    there: &'c Conditions<'d>,
    /// What each comparison of the earlier template is here, by its group and its literal there.
    same: Vec<Vec<Option<Atom>>>,
    done: RefCell<Map<u32, u32>>,
    steps: Cell<usize>,
}

impl<'c, 'd> EarlierConditions<'c, 'd> {
    /// Of the template that has the conditions `here` and was read after the one that has the conditions `there`.
    #[must_use]
    pub fn new(here: &'c Conditions<'d>, there: &'c Conditions<'d>) -> Self {
        let (done, steps) = (RefCell::default(), Cell::new(MOST_STEPS));
        Self { here, there, same: here.atoms.same_as(&there.atoms), done, steps }
    }

    /// `when` of the earlier template, in terms of the template. Unknown where it is too complex.
    #[must_use]
    pub fn now(&self, when: When) -> When {
        if when.is_always() || when.is_never() || when.is_unknown() {
            return when;
        }
        let (there, mut here) = (self.there.diagram.borrow(), self.here.diagram.borrow_mut());
        let function = self.function(when.0, &there, &mut here, &mut self.done.borrow_mut());
        known(function).among(self.here.possible, &mut here)
    }

    /// The function, group by group of what is compared: the sum over the values, each with what holds under it. Recursion
    /// goes as deep as there are groups, and their variables are capped.
    fn function(&self, of: u32, there: &Diagram, here: &mut Diagram, done: &mut Map<u32, u32>) -> Result<u32, Full> {
        let Some(variable) = there.first_variable(of) else { return Ok(of) };
        if let Some(known) = done.get(&of) {
            return Ok(*known);
        }
        let group = self.there.atoms.group_of(variable).ok_or(Full)?;
        let (values, has_others) = self.there.atoms.values_of(group);
        let (mut sum, mut others) = (FALSE, TRUE);
        for value in 0..values + usize::from(has_others) {
            self.steps.set(self.steps.get().checked_sub(1).ok_or(Full)?);
            let below = self.function(self.under(of, group, value, there), there, here, done)?;
            let holds = if value < values {
                let same = self.same.get(group).and_then(|list| list.get(value)).copied().flatten().ok_or(Full)?;
                let holds = self.here.atoms.function(same, here)?;
                let not = here.not(holds)?;
                others = here.and(others, not)?;
                holds
            } else {
                others
            };
            let product = here.and(holds, below)?;
            sum = here.or(sum, product)?;
        }
        done.insert(of, sum);
        Ok(sum)
    }

    /// The earlier function where the group has this value.
    fn under(&self, mut of: u32, group: usize, value: usize, there: &Diagram) -> u32 {
        while let Some(variable) = there.first_variable(of)
            && self.there.atoms.group_of(variable) == Some(group)
        {
            of = there.branch(of, self.there.atoms.is_set(group, value, variable));
        }
        of
    }
}

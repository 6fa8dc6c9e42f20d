//! The operators with a right side: what two lists of results say about each other. Gives the values that fail and how
//! many hold; what that makes of the clause is not said here.

use tablewarden_guard::Operator;

use crate::document::Document;
use crate::plan::literal::Literal;
use crate::stop::Stop;
use crate::values::compare::Compared;
use crate::values::query_result::{Missing, QueryResult, lone_literal};
use crate::values::value::{Shape, Val};
use crate::values::value_set::ValueSet;

/// What the values of two sides came to.
#[derive(Debug)]
pub(crate) enum Tested<'a> {
    /// There was no result on the left.
    NoLeft,
    /// There was no result on the right.
    NoRight,
    /// What the single values came to.
    Tests(Tests<'a>),
}

/// How many values hold, and which do not.
#[derive(Debug, Default)]
pub(crate) struct Tests<'a> {
    pub(crate) passes: usize,
    pub(crate) fails: Vec<Failed<'a>>,
    /// Whether one value that does not hold is enough to know: of `some` the first stands for all.
    some: bool,
    /// Whether there was no memory to keep one more.
    pub(crate) is_full: bool,
}

/// A value that does not hold.
#[derive(Debug, Clone)]
pub(crate) enum Failed<'a> {
    /// The value is there.
    Value(Val<'a>),
    /// The value is not there.
    Missing(Missing<'a>),
}

impl<'a> Tests<'a> {
    /// Nothing was tested yet. With `some` only the first value that does not hold is kept.
    pub(crate) fn new(some: bool) -> Self {
        Self { some, ..Self::default() }
    }

    fn is_enough(&self) -> bool {
        self.some && !self.fails.is_empty()
    }

    /// A value does not hold.
    pub(crate) fn keep(&mut self, failed: Failed<'a>) {
        if !self.is_enough() && self.has_room() {
            self.fails.push(failed);
        }
    }

    fn fail(&mut self, value: &Val<'a>) {
        if !self.is_enough() && self.has_room() {
            self.fails.push(Failed::Value(value.clone()));
        }
    }

    /// Whether one more can be kept. A list that is full doubles, and is there twice for a moment.
    fn has_room(&mut self) -> bool {
        let capacity = self.fails.capacity();
        if self.fails.len() == capacity && !tablewarden_heap::has_room(2 * capacity * size_of::<Failed<'a>>()) {
            self.is_full = true;
        }
        !self.is_full
    }

    /// A pair of values, the left one of which is judged; one that stands in the rule gives way to the other.
    fn pair(&mut self, compared: Compared, not: bool, left: &Val<'a>, right: &Val<'a>) {
        let holds = match compared {
            Compared::Yes => !not,
            Compared::No => not,
            Compared::Never => false,
        };
        if holds {
            self.passes += 1;
        } else if left.origin().is_none() && right.origin().is_some() {
            self.fail(right);
        } else {
            self.fail(left);
        }
    }
}

/// One comparison: the document it looks into, the negation, and what it came to so far.
struct Comparison<'g, 'a> {
    document: &'g Document<'a>,
    not: bool,
    tests: Tests<'a>,
}

impl<'a> Document<'a> {
    /// `left operator right`, negated if `not`; with `some` the first value that does not hold is enough.
    pub(crate) fn test(
        &self,
        operator: Operator,
        (not, some): (bool, bool),
        left: &[QueryResult<'a>],
        right: &[QueryResult<'a>],
    ) -> Result<Tested<'a>, Stop> {
        if left.is_empty() {
            return Ok(Tested::NoLeft);
        }
        if right.is_empty() {
            return Ok(Tested::NoRight);
        }
        let mut comparison = Comparison { document: self, not, tests: Tests::new(some) };
        match operator {
            Operator::Equal => comparison.equal(left, right)?,
            Operator::In => comparison.within(left, right)?,
            _ => comparison.ordered(operator, left, right)?,
        }
        comparison.has_memory()?;
        Ok(Tested::Tests(comparison.tests))
    }
}

impl<'a> Comparison<'_, 'a> {
    /// The values on the left; the missing ones fail.
    fn left(&mut self, left: &[QueryResult<'a>]) -> Vec<Val<'a>> {
        let mut values = Vec::with_capacity(left.len());
        for found in left {
            match found {
                QueryResult::Literal(value) | QueryResult::Value(value) => values.push(value.clone()),
                QueryResult::Missing(missing) => self.tests.keep(Failed::Missing(missing.clone())),
            }
        }
        values
    }

    /// Says so where there was no memory to keep what fails.
    fn has_memory(&self) -> Result<(), Stop> {
        if self.tests.is_full { Err(self.document.meter.out_of_memory()) } else { Ok(()) }
    }

    /// The values on the right; for each missing one all of the left fail.
    fn right(&mut self, right: &[QueryResult<'a>], left: &[Val<'a>]) -> Result<Vec<Val<'a>>, Stop> {
        let mut values = Vec::with_capacity(right.len());
        for found in right {
            match found {
                QueryResult::Literal(value) | QueryResult::Value(value) => values.push(value.clone()),
                QueryResult::Missing(_) if self.tests.is_enough() => {}
                QueryResult::Missing(_) => {
                    self.document.meter.spend(left.len())?;
                    left.iter().for_each(|value| self.tests.fail(value));
                    self.has_memory()?;
                }
            }
        }
        Ok(values)
    }

    /// The values with each list replaced by its elements.
    fn flat(&self, values: Vec<Val<'a>>) -> Result<Vec<Val<'a>>, Stop> {
        let mut flat = Vec::with_capacity(values.len());
        for value in values {
            if matches!(self.document.shape(&value), Shape::List) {
                flat.extend(self.document.items(&value)?);
            } else {
                flat.push(value);
            }
        }
        Ok(flat)
    }

    fn compare(&mut self, left: &Val<'a>, right: &Val<'a>) -> Result<(), Stop> {
        let compared = self.document.compare(left, right)?;
        self.tests.pair(compared, self.not, left, right);
        Ok(())
    }

    fn is_list(&self, value: &Val<'a>) -> bool {
        matches!(self.document.shape(value), Shape::List)
    }

    /// `<`, `<=`, `>`, `>=`: every value of the left with every value of the right.
    fn ordered(&mut self, operator: Operator, left: &[QueryResult<'a>], right: &[QueryResult<'a>]) -> Result<(), Stop> {
        let left = self.left(left);
        let left = self.flat(left)?;
        let right = self.right(right, &left)?;
        let right = self.flat(right)?;
        for left in &left {
            self.has_memory()?;
            for right in &right {
                let shapes = (self.document.shape(left), self.document.shape(right));
                self.document.spend_on_pair(shapes.0, shapes.1)?;
                let order = self.document.order(shapes.0, shapes.1);
                let compared = order.map_or(Compared::Never, |order| {
                    Compared::from(match operator {
                        Operator::Less => order.is_lt(),
                        Operator::LessOrEqual => order.is_le(),
                        Operator::Greater => order.is_gt(),
                        _ => order.is_ge(),
                    })
                });
                self.tests.pair(compared, self.not, left, right);
            }
        }
        Ok(())
    }

    fn equal(&mut self, left: &[QueryResult<'a>], right: &[QueryResult<'a>]) -> Result<(), Stop> {
        match (lone_literal(left), lone_literal(right)) {
            (Some(left), Some(right)) => self.compare(left, right),
            (Some(left), None) => {
                let whole = self.is_list(left);
                let right = self.right(right, std::slice::from_ref(left))?;
                let right = if whole { right } else { self.flat(right)? };
                right.iter().try_for_each(|right| self.compare(left, right))
            }
            (None, Some(right)) if self.is_list(right) => {
                let items: Vec<_> = self.document.items(right)?.collect();
                for left in self.left(left) {
                    match items.as_slice() {
                        [only] if self.document.shape(&left).is_scalar() => self.compare(&left, only)?,
                        _ => self.compare(&left, right)?,
                    }
                }
                Ok(())
            }
            (None, Some(right)) => {
                let left = self.left(left);
                self.flat(left)?.iter().try_for_each(|left| self.compare(left, right))
            }
            (None, None) => {
                let right_is_longer = right.len() >= left.len();
                let left = self.left(left);
                let right = self.right(right, &left)?;
                let (more, fewer) = if left.len() > right.len() { (&left, &right) } else { (&right, &left) };
                let diff = self.outside(more, fewer)?;
                let others = if right_is_longer { &right } else { &left };
                self.sets(&left, others, diff)
            }
        }
    }

    fn within(&mut self, left: &[QueryResult<'a>], right: &[QueryResult<'a>]) -> Result<(), Stop> {
        match (lone_literal(left), lone_literal(right)) {
            (Some(left), Some(right)) => match (self.document.shape(left), self.document.shape(right)) {
                (Shape::Str(part), Shape::Str(whole)) if self.document.is_within(part, whole)? => {
                    self.tests.pair(Compared::Yes, self.not, left, right);
                    Ok(())
                }
                _ => self.contained(left, right),
            },
            (Some(left), None) => {
                let right = self.right(right, std::slice::from_ref(left))?;
                if !right.iter().any(|right| self.is_list(right)) && self.is_list(left) {
                    let items: Vec<_> = self.document.items(left)?.collect();
                    let diff = self.outside(&items, &right)?;
                    let left = std::slice::from_ref(left);
                    return self.sets(left, left, diff);
                }
                right.iter().try_for_each(|right| self.contained(left, right))
            }
            (None, Some(right)) if matches!(self.document.shape(right), Shape::Str(_)) => {
                let left = self.left(left);
                for left in self.flat(left)? {
                    let compared = match (self.document.shape(&left), self.document.shape(right)) {
                        (Shape::Str(part), Shape::Str(whole)) => self.document.is_within(part, whole)?.into(),
                        _ => Compared::Never,
                    };
                    self.tests.pair(compared, self.not, &left, right);
                }
                Ok(())
            }
            (None, Some(right)) => self.left(left).iter().try_for_each(|left| self.contained(left, right)),
            (None, None) => {
                let left = self.left(left);
                let right = self.right(right, &left)?;
                let set = ValueSet::new(self.document, &right)?;
                let mut diff = Vec::new();
                for value in &left {
                    if !set.any(self.document, value, |value, right| self.is_contained(value, right))? {
                        diff.push(value.clone());
                    }
                }
                self.sets(&left, &left, diff)
            }
        }
    }

    /// Whether `left in right` holds without negation.
    fn is_contained(&self, left: &Val<'a>, right: &Val<'a>) -> Result<bool, Stop> {
        let mut inner = Comparison { document: self.document, not: false, tests: Tests::new(true) };
        inner.contained(left, right)?;
        Ok(inner.tests.passes > 0)
    }

    /// `left in right` for two single values: a list in a list is a part of it, or one of its lists.
    fn contained(&mut self, left: &Val<'a>, right: &Val<'a>) -> Result<(), Stop> {
        let document = self.document;
        match (document.shape(left), document.shape(right)) {
            (Shape::List, Shape::List) => {
                let items: Vec<_> = document.items(left)?.collect();
                let right: Vec<_> = document.items(right)?.collect();
                let (all_in, some_in) = if right.first().is_some_and(|first| self.is_list(first)) {
                    let mut found = false;
                    for right in &right {
                        found = found || document.equals(right, left)?;
                    }
                    // Of a list that is not there, each element counts as one that is.
                    (found, !items.is_empty())
                } else {
                    let diff = self.outside(&items, &right)?;
                    (diff.is_empty(), diff.len() < items.len())
                };
                // Negated, a list that is wholly inside fails even where it is empty.
                let holds = if self.not { !all_in && !some_in } else { all_in };
                if holds {
                    self.tests.passes += 1
                } else {
                    self.tests.fail(left)
                }
                Ok(())
            }
            (Shape::List, _) => {
                self.tests.fail(left);
                Ok(())
            }
            (shape, Shape::List) => {
                let found = match right {
                    Val::Lit(Literal::List(items)) if shape.is_scalar() => {
                        document.is_one_of(shape, &document.plan.literals[*items])?
                    }
                    _ => self.is_among(left, right)?,
                };
                self.tests.pair(found.into(), self.not, left, right);
                Ok(())
            }
            _ => self.compare(left, right),
        }
    }

    /// Whether one of the elements of `list` is equal to `value`.
    fn is_among(&self, value: &Val<'a>, list: &Val<'a>) -> Result<bool, Stop> {
        for item in self.document.items(list)? {
            if self.document.equals(&item, value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The values that are equal to none of `others`.
    fn outside(&self, values: &[Val<'a>], others: &[Val<'a>]) -> Result<Vec<Val<'a>>, Stop> {
        let set = ValueSet::new(self.document, others)?;
        let mut outside = Vec::new();
        for value in values {
            if !set.contains(self.document, value)? {
                outside.push(value.clone());
            }
        }
        Ok(outside)
    }

    /// The values of a query against those of another: `diff` is what one side has and the other does not. Negated, what
    /// is not in `diff` fails, taken from `others`.
    fn sets(&mut self, left: &[Val<'a>], others: &[Val<'a>], diff: Vec<Val<'a>>) -> Result<(), Stop> {
        let fails = match (diff.is_empty(), self.not) {
            (true, false) => Vec::new(),
            (true, true) => left.to_vec(),
            (false, false) => diff,
            (false, true) => self.outside(others, &diff)?,
        };
        if fails.is_empty() {
            self.tests.passes += left.len();
        }
        fails.iter().for_each(|value| self.tests.fail(value));
        Ok(())
    }
}

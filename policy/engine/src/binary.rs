//! The operators with a right side: what two lists of results say about each other. Gives the values that fail and how
//! many hold; what that makes of the clause is not said here.

use tablewarden_guard::Operator;

use crate::compare::Compared;
use crate::found::{Found, Missing, lone_literal};
use crate::ground::Ground;
use crate::halt::Halt;
use crate::haystack::Haystack;
use crate::value::{Shape, Val};

/// What a comparison found out.
#[derive(Debug)]
pub(crate) enum Outcome<'a> {
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
    fn fail(&mut self, value: &Val<'a>) {
        self.fails.push(Failed::Value(value.clone()));
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

/// One comparison: the ground it stands on, the negation, and what was found so far.
struct Comparison<'g, 'a> {
    ground: &'g Ground<'a>,
    not: bool,
    tests: Tests<'a>,
}

impl<'a> Ground<'a> {
    /// `left operator right`, negated if `not`.
    pub(crate) fn test(
        &self,
        operator: Operator,
        not: bool,
        left: &[Found<'a>],
        right: &[Found<'a>],
    ) -> Result<Outcome<'a>, Halt> {
        if left.is_empty() {
            return Ok(Outcome::NoLeft);
        }
        if right.is_empty() {
            return Ok(Outcome::NoRight);
        }
        let mut comparison = Comparison { ground: self, not, tests: Tests::default() };
        match operator {
            Operator::Equal => comparison.equal(left, right)?,
            Operator::In => comparison.within(left, right)?,
            _ => comparison.ordered(operator, left, right)?,
        }
        Ok(Outcome::Tests(comparison.tests))
    }
}

impl<'a> Comparison<'_, 'a> {
    /// The values on the left; the missing ones fail.
    fn left(&mut self, left: &[Found<'a>]) -> Vec<Val<'a>> {
        let mut values = Vec::with_capacity(left.len());
        for found in left {
            match found {
                Found::Literal(value) | Found::Value(value) => values.push(value.clone()),
                Found::Missing(missing) => self.tests.fails.push(Failed::Missing(missing.clone())),
            }
        }
        values
    }

    /// The values on the right; for each missing one all of the left fail.
    fn right(&mut self, right: &[Found<'a>], left: &[Val<'a>]) -> Result<Vec<Val<'a>>, Halt> {
        let mut values = Vec::with_capacity(right.len());
        for found in right {
            match found {
                Found::Literal(value) | Found::Value(value) => values.push(value.clone()),
                Found::Missing(_) => {
                    self.ground.meter.spend(left.len())?;
                    left.iter().for_each(|value| self.tests.fail(value));
                }
            }
        }
        Ok(values)
    }

    /// The values with each list replaced by its elements.
    fn flat(&self, values: Vec<Val<'a>>) -> Result<Vec<Val<'a>>, Halt> {
        let mut flat = Vec::with_capacity(values.len());
        for value in values {
            if matches!(self.ground.shape(&value), Shape::List) {
                flat.extend(self.ground.items(&value)?);
            } else {
                flat.push(value);
            }
        }
        Ok(flat)
    }

    fn compare(&mut self, left: &Val<'a>, right: &Val<'a>) -> Result<(), Halt> {
        let compared = self.ground.compare(left, right)?;
        self.tests.pair(compared, self.not, left, right);
        Ok(())
    }

    fn is_list(&self, value: &Val<'a>) -> bool {
        matches!(self.ground.shape(value), Shape::List)
    }

    /// `<`, `<=`, `>`, `>=`: every value of the left with every value of the right.
    fn ordered(&mut self, operator: Operator, left: &[Found<'a>], right: &[Found<'a>]) -> Result<(), Halt> {
        let left = self.left(left);
        let left = self.flat(left)?;
        let right = self.right(right, &left)?;
        let right = self.flat(right)?;
        for left in &left {
            self.ground.meter.spend(right.len())?;
            for right in &right {
                let order = self.ground.order(self.ground.shape(left), self.ground.shape(right));
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

    fn equal(&mut self, left: &[Found<'a>], right: &[Found<'a>]) -> Result<(), Halt> {
        match (lone_literal(left), lone_literal(right)) {
            (Some(left), Some(right)) => self.compare(left, right),
            (Some(left), None) => {
                let whole = self.is_list(left);
                let right = self.right(right, std::slice::from_ref(left))?;
                let right = if whole { right } else { self.flat(right)? };
                right.iter().try_for_each(|right| self.compare(left, right))
            }
            (None, Some(right)) if self.is_list(right) => {
                let items = self.ground.items(right)?;
                for left in self.left(left) {
                    match items.as_slice() {
                        [only] if self.ground.shape(&left).is_scalar() => self.compare(&left, only)?,
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

    fn within(&mut self, left: &[Found<'a>], right: &[Found<'a>]) -> Result<(), Halt> {
        match (lone_literal(left), lone_literal(right)) {
            (Some(left), Some(right)) => match (self.ground.shape(left), self.ground.shape(right)) {
                (Shape::Str(part), Shape::Str(whole)) if whole.contains(part) => {
                    self.tests.pair(Compared::Yes, self.not, left, right);
                    Ok(())
                }
                _ => self.contained(left, right),
            },
            (Some(left), None) => {
                let right = self.right(right, std::slice::from_ref(left))?;
                if !right.iter().any(|right| self.is_list(right)) && self.is_list(left) {
                    let items = self.ground.items(left)?;
                    let diff = self.outside(&items, &right)?;
                    let left = std::slice::from_ref(left);
                    return self.sets(left, left, diff);
                }
                right.iter().try_for_each(|right| self.contained(left, right))
            }
            (None, Some(right)) if matches!(self.ground.shape(right), Shape::Str(_)) => {
                let left = self.left(left);
                for left in self.flat(left)? {
                    let compared = match (self.ground.shape(&left), self.ground.shape(right)) {
                        (Shape::Str(part), Shape::Str(whole)) => whole.contains(part).into(),
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
                let haystack = Haystack::new(self.ground, &right)?;
                let mut diff = Vec::new();
                for value in &left {
                    if !haystack.any(self.ground, value, |value, right| self.is_contained(value, right))? {
                        diff.push(value.clone());
                    }
                }
                self.sets(&left, &left, diff)
            }
        }
    }

    /// Whether `left in right` holds without negation.
    fn is_contained(&self, left: &Val<'a>, right: &Val<'a>) -> Result<bool, Halt> {
        let mut inner = Comparison { ground: self.ground, not: false, tests: Tests::default() };
        inner.contained(left, right)?;
        Ok(inner.tests.passes > 0)
    }

    /// `left in right` for two single values: a list in a list is a part of it, or one of its lists.
    fn contained(&mut self, left: &Val<'a>, right: &Val<'a>) -> Result<(), Halt> {
        let ground = self.ground;
        match (ground.shape(left), ground.shape(right)) {
            (Shape::List, Shape::List) => {
                let items = ground.items(left)?;
                let right = ground.items(right)?;
                let (all_in, some_in) = if right.first().is_some_and(|first| self.is_list(first)) {
                    let mut found = false;
                    for right in &right {
                        found = found || ground.equals(right, left)?;
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
            (_, Shape::List) => {
                let mut found = false;
                for right in ground.items(right)? {
                    if ground.equals(&right, left)? {
                        found = true;
                        break;
                    }
                }
                self.tests.pair(found.into(), self.not, left, right);
                Ok(())
            }
            _ => self.compare(left, right),
        }
    }

    /// The values that are equal to none of `others`.
    fn outside(&self, values: &[Val<'a>], others: &[Val<'a>]) -> Result<Vec<Val<'a>>, Halt> {
        let haystack = Haystack::new(self.ground, others)?;
        let mut outside = Vec::new();
        for value in values {
            if !haystack.contains(self.ground, value)? {
                outside.push(value.clone());
            }
        }
        Ok(outside)
    }

    /// The values of a query against those of another: `diff` is what one side has and the other does not. Negated, what
    /// is not in `diff` fails, taken from `others`.
    fn sets(&mut self, left: &[Val<'a>], others: &[Val<'a>], diff: Vec<Val<'a>>) -> Result<(), Halt> {
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

//! Two values in, whether they are equal, which is greater, or that they cannot be compared. Never decides what that
//! means for a clause.

use std::cmp::Ordering;

use tablewarden_guard::Range;
use tablewarden_pattern::Pattern;

use crate::document::Document;
use crate::meter::{BYTES, PAIR};
use crate::plan::literal::Literal;
use crate::stop::Stop;
use crate::values::value::{Shape, Val, shape_of_literal};

/// The answer of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compared {
    Yes,
    No,
    /// The two are of kinds that have nothing in common.
    Never,
}

impl From<bool> for Compared {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

impl<'a> Document<'a> {
    /// The order of two scalars of one kind; none where they have no order.
    pub(crate) fn order(&self, left: Shape<'_>, right: Shape<'_>) -> Option<Ordering> {
        match (left, right) {
            (Shape::Null, Shape::Null) => Some(Ordering::Equal),
            (Shape::Int(left), Shape::Int(right)) => Some(left.cmp(&right)),
            (Shape::Str(left), Shape::Str(right)) => Some(left.cmp(right)),
            (Shape::Float(left), Shape::Float(right)) => left.partial_cmp(&right),
            (Shape::Char(left), Shape::Char(right)) => Some(left.cmp(&right)),
            (Shape::Int(left), Shape::Float(right)) if self.differences.compares_ints_with_floats() => {
                int_to_float(left, right)
            }
            (Shape::Float(left), Shape::Int(right)) if self.differences.compares_ints_with_floats() => {
                int_to_float(right, left).map(Ordering::reverse)
            }
            _ => None,
        }
    }

    /// `left == right` as a clause asks it: a range holds its numbers, a regular expression its matches. In lists and
    /// maps the first pair that is not equal decides, be it different or not comparable.
    pub(crate) fn compare(&self, left: &Val<'a>, right: &Val<'a>) -> Result<Compared, Stop> {
        let shapes = (self.shape(left), self.shape(right));
        self.spend_on_pair(shapes.0, shapes.1)?;
        Ok(match shapes {
            (Shape::Map, Shape::Map) => self.pairs(left, right, |left, right| self.compare(left, right))?,
            (Shape::List, Shape::List) => self.elements(left, right, |left, right| self.compare(left, right))?,
            (Shape::Str(text), Shape::Regex(regex)) | (Shape::Regex(regex), Shape::Str(text)) => {
                self.does_match(regex, text)?.into()
            }
            (left, right) => self.compare_scalars(left, right),
        })
    }

    /// The same for two values of which none is a list, a map, or a regular expression beside a text.
    pub(crate) fn compare_scalars(&self, left: Shape<'_>, right: Shape<'_>) -> Compared {
        let mixes = self.differences.compares_ints_with_floats();
        match (left, right) {
            (Shape::Str(left), Shape::Str(right)) => (left == right).into(),
            (Shape::Bool(left), Shape::Bool(right)) => (left == right).into(),
            (Shape::Regex(left), Shape::Regex(right)) => (left.as_str() == right.as_str()).into(),
            (Shape::Int(value), Shape::Ints(range)) => within(range, |end| Some(value.cmp(&end))).into(),
            (Shape::Float(value), Shape::Floats(range)) => within(range, |end| value.partial_cmp(&end)).into(),
            (Shape::Int(value), Shape::Floats(range)) if mixes => within(range, |end| int_to_float(value, end)).into(),
            (Shape::Float(value), Shape::Ints(range)) if mixes => {
                within(range, |end| int_to_float(end, value).map(Ordering::reverse)).into()
            }
            (Shape::Char(value), Shape::Chars(range)) => within(range, |end| Some(value.cmp(&end))).into(),
            (left, right) => match self.order(left, right) {
                Some(order) => (order == Ordering::Equal).into(),
                None => Compared::Never,
            },
        }
    }

    /// Whether a list that holds `left` holds `right`: what cannot be compared is different, a range is only equal to
    /// itself.
    pub(crate) fn equals(&self, left: &Val<'a>, right: &Val<'a>) -> Result<bool, Stop> {
        let shapes = (self.shape(left), self.shape(right));
        self.spend_on_pair(shapes.0, shapes.1)?;
        let inner = |left: &Val<'a>, right: &Val<'a>| self.equals(left, right).map(Compared::from);
        Ok(match shapes {
            (Shape::Map, Shape::Map) => self.pairs(left, right, inner)? == Compared::Yes,
            (Shape::List, Shape::List) => self.elements(left, right, inner)? == Compared::Yes,
            (Shape::Str(text), Shape::Regex(regex)) | (Shape::Regex(regex), Shape::Str(text)) => {
                self.does_match(regex, text)?
            }
            (left, right) => self.equal_scalars(left, right),
        })
    }

    /// The same for two values of which none is a list, a map, or a regular expression beside a text.
    pub(crate) fn equal_scalars(&self, left: Shape<'_>, right: Shape<'_>) -> bool {
        match (left, right) {
            (Shape::Str(left), Shape::Str(right)) => left == right,
            (Shape::Bool(left), Shape::Bool(right)) => left == right,
            (Shape::Regex(left), Shape::Regex(right)) => left.as_str() == right.as_str(),
            (Shape::Ints(left), Shape::Ints(right)) => left == right,
            (Shape::Floats(left), Shape::Floats(right)) => left == right,
            (Shape::Chars(left), Shape::Chars(right)) => left == right,
            (left, right) => self.order(left, right) == Some(Ordering::Equal),
        }
    }

    /// Whether a scalar is equal to one of the values of a list in a rule.
    pub(crate) fn is_one_of(&self, value: Shape<'_>, items: &[Literal]) -> Result<bool, Stop> {
        let bytes = if let Shape::Str(text) = value { text.len() } else { 0 };
        self.meter.spend(items.len().saturating_mul(PAIR + bytes / BYTES))?;
        for item in items {
            let is_equal = match (item, value) {
                (Literal::Regex(regex), Shape::Str(text)) => self.does_match(regex, text)?,
                _ => self.equal_scalars(shape_of_literal(item, &self.plan.texts), value),
            };
            if is_equal {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a text has another in it.
    pub(crate) fn is_within(&self, part: &str, whole: &str) -> Result<bool, Stop> {
        self.meter.spend(PAIR + (part.len() + whole.len()) / BYTES)?;
        Ok(whole.contains(part))
    }

    /// What it costs to compare two values without what is in them.
    pub(crate) fn spend_on_pair(&self, left: Shape<'_>, right: Shape<'_>) -> Result<(), Stop> {
        self.meter.spend(PAIR)?;
        self.spend_on_texts(left, right)
    }

    /// What it costs to compare them where both are texts.
    pub(crate) fn spend_on_texts(&self, left: Shape<'_>, right: Shape<'_>) -> Result<(), Stop> {
        match (left, right) {
            (Shape::Str(left), Shape::Str(right)) => self.meter.spend(left.len().min(right.len()) / BYTES),
            _ => Ok(()),
        }
    }

    fn does_match(&self, regex: &Pattern, text: &str) -> Result<bool, Stop> {
        self.matches.find(regex, text, &self.meter)
    }

    fn elements(
        &self,
        left: &Val<'a>,
        right: &Val<'a>,
        inner: impl Fn(&Val<'a>, &Val<'a>) -> Result<Compared, Stop>,
    ) -> Result<Compared, Stop> {
        if self.len(left) != self.len(right) {
            return Ok(Compared::No);
        }
        for (left, right) in self.items(left)?.zip(self.items(right)?) {
            match inner(&left, &right)? {
                Compared::Yes => {}
                other => return Ok(other),
            }
        }
        Ok(Compared::Yes)
    }

    fn pairs(
        &self,
        left: &Val<'a>,
        right: &Val<'a>,
        inner: impl Fn(&Val<'a>, &Val<'a>) -> Result<Compared, Stop>,
    ) -> Result<Compared, Stop> {
        if self.len(left) != self.len(right) {
            return Ok(Compared::No);
        }
        for (key, left) in self.keyed(left) {
            self.meter.spend(PAIR)?;
            let Some(right) = self.get(right, key)? else { return Ok(Compared::No) };
            match inner(&left, &right)? {
                Compared::Yes => {}
                other => return Ok(other),
            }
        }
        Ok(Compared::Yes)
    }
}

/// Whether a value is in the range, given its order against an end.
fn within<T: Copy>(range: &Range<T>, order: impl Fn(T) -> Option<Ordering>) -> bool {
    let above = match order(range.lower) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => range.lower_inclusive,
        _ => false,
    };
    let below = match order(range.upper) {
        Some(Ordering::Less) => true,
        Some(Ordering::Equal) => range.upper_inclusive,
        _ => false,
    };
    above && below
}

/// The order of a whole number against another, exact also where the one has more digits than the other can hold.
fn int_to_float(int: i64, float: f64) -> Option<Ordering> {
    /// The first number above all `i64`.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if float.is_nan() {
        return None;
    }
    if float >= BEYOND {
        return Some(Ordering::Less);
    }
    if float < -BEYOND {
        return Some(Ordering::Greater);
    }
    let whole = float.floor();
    #[expect(clippy::cast_possible_truncation, reason = "a whole number within the range of i64")]
    let order = int.cmp(&(whole as i64));
    Some(if order == Ordering::Equal && float > whole { Ordering::Less } else { order })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ints_and_floats_are_ordered_exactly() {
        assert_eq!(int_to_float(5, 5.0), Some(Ordering::Equal));
        assert_eq!(int_to_float(5, 5.5), Some(Ordering::Less));
        assert_eq!(int_to_float(-5, -5.5), Some(Ordering::Greater));
        assert_eq!(int_to_float(9_007_199_254_740_993, 9_007_199_254_740_992.0), Some(Ordering::Greater));
        assert_eq!(int_to_float(i64::MAX, 9_223_372_036_854_775_808.0), Some(Ordering::Less));
        assert_eq!(int_to_float(i64::MIN, f64::NEG_INFINITY), Some(Ordering::Greater));
        assert_eq!(int_to_float(0, f64::NAN), None);
    }

    #[test]
    fn the_ends_of_a_range_are_in_or_out() {
        let range = Range { lower: 1, upper: 5, lower_inclusive: true, upper_inclusive: false };
        let holds = |value: i64| within(&range, |end| Some(value.cmp(&end)));
        assert_eq!([0, 1, 4, 5, 6].map(holds), [false, true, true, false, false]);
    }
}

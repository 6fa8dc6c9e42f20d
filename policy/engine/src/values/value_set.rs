//! A set of values in which others are looked for. Many texts and whole numbers are sorted once, so that a search in them is no walk.

use crate::document::Document;
use crate::stop::Stop;
use crate::values::value::{Shape, Val};

/// Fewer values are walked.
const FEW: usize = 16;

/// The steps it takes to sort one value in, or to find one, without what is read of texts.
const SORTING: usize = 8;

/// The bytes that are read of a text for each of these: it is compared with a dozen or so.
fn bytes(shape: Shape<'_>) -> usize {
    if let Shape::Str(text) = shape { text.len() } else { 0 }
}

/// Values to be searched, by [`Document::equals`].
pub(crate) struct ValueSet<'h, 'a> {
    all: &'h [Val<'a>],
    /// Absent where there are few.
    sorted: Option<Sorted<'h, 'a>>,
}

struct Sorted<'h, 'a> {
    texts: Vec<&'h str>,
    ints: Vec<i64>,
    others: Vec<&'h Val<'a>>,
}

impl<'h, 'a> ValueSet<'h, 'a> {
    pub(crate) fn new(document: &Document<'a>, all: &'h [Val<'a>]) -> Result<Self, Stop> {
        if all.len() <= FEW {
            return Ok(Self { all, sorted: None });
        }
        let mut sorted = Sorted { texts: Vec::new(), ints: Vec::new(), others: Vec::new() };
        for value in all {
            let shape = document.shape(value);
            document.meter.spend(SORTING + bytes(shape))?;
            match shape {
                Shape::Str(text) => sorted.texts.push(text),
                Shape::Int(value) => sorted.ints.push(value),
                _ => sorted.others.push(value),
            }
        }
        tablewarden_order::sort(&mut sorted.texts);
        tablewarden_order::sort(&mut sorted.ints);
        Ok(Self { all, sorted: Some(sorted) })
    }

    /// Whether one of the values fits, by `fits` where it is not a matter of two texts or two whole numbers.
    pub(crate) fn any(
        &self,
        document: &Document<'a>,
        needle: &Val<'a>,
        fits: impl Fn(&Val<'a>, &Val<'a>) -> Result<bool, Stop>,
    ) -> Result<bool, Stop> {
        let walk = |values: &mut dyn Iterator<Item = &Val<'a>>| -> Result<bool, Stop> {
            for value in values {
                if fits(needle, value)? {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        let Some(sorted) = &self.sorted else { return walk(&mut self.all.iter()) };
        let shape = document.shape(needle);
        document.meter.spend(SORTING + bytes(shape))?;
        let is_there = match shape {
            Shape::Str(text) => sorted.texts.binary_search(&text).is_ok(),
            Shape::Int(value) => sorted.ints.binary_search(&value).is_ok(),
            // A pattern, a range or another number may be equal to any of them.
            _ => return walk(&mut self.all.iter()),
        };
        if is_there { Ok(true) } else { walk(&mut sorted.others.iter().copied()) }
    }

    /// Whether one of the values is equal to `needle`.
    pub(crate) fn contains(&self, document: &Document<'a>, needle: &Val<'a>) -> Result<bool, Stop> {
        self.any(document, needle, |needle, value| document.equals(value, needle))
    }
}

//! Elements of long lists and entries of long maps in the order of the text, gathered once for each: where a place stands
//! among them is then found by halving. Short ones are walked, and so is what does not stand one behind the other.

use std::cell::RefCell;

use tablewarden_order::Map;
use tablewarden_source::Span;
use tablewarden_template::{At, Entry};

/// From how many parts on a list or a map is long.
pub(super) const LONG: u32 = 32;

/// What was gathered of one template.
#[derive(Debug, Default)]
pub(crate) struct LongRows<'d> {
    pub(super) lists: RefCell<Map<At, Row<At>>>,
    pub(super) maps: RefCell<Map<At, Row<Entry<'d>>>>,
}

/// The parts of a list or a map.
#[derive(Debug)]
pub(super) struct Row<T> {
    parts: Vec<T>,
    /// Where each begins and ends, where each ends before the next one begins; nothing otherwise.
    spans: Vec<Span>,
}

impl<T: Copy> Row<T> {
    pub(super) fn new(parts: Vec<T>, span: impl Fn(&T) -> Span) -> Self {
        let mut spans: Vec<Span> = parts.iter().map(span).collect();
        if !spans.is_sorted_by(|one, next| one.end <= next.start) {
            spans.clear();
        }
        Self { parts, spans }
    }

    /// The parts that may be around `span`, each with its index.
    pub(super) fn near(&self, span: Span) -> impl Iterator<Item = (usize, T)> {
        let from = self.spans.partition_point(|part| part.end < span.start);
        let to = match self.spans.is_empty() {
            true => self.parts.len(),
            false => self.spans.partition_point(|part| part.start <= span.start),
        };
        self.parts.iter().copied().enumerate().take(to).skip(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(spans: &[(u32, u32)], at: u32) -> Vec<usize> {
        let row = Row::new(spans.to_vec(), |(start, end)| Span::new(*start, *end));
        row.near(Span::at(at)).map(|(index, _)| index).collect()
    }

    #[test]
    fn what_stands_one_behind_the_other_is_halved() {
        let row = [(2, 4), (4, 6), (8, 9), (9, 9), (12, 20)];
        assert_eq!((near(&row, 1), near(&row, 2), near(&row, 4)), (vec![], vec![0], vec![0, 1]));
        assert_eq!(
            (near(&row, 7), near(&row, 9), near(&row, 19), near(&row, 21)),
            (vec![], vec![2, 3], vec![4], vec![])
        );
    }

    #[test]
    fn what_does_not_is_walked() {
        assert_eq!(near(&[(2, 9), (4, 6)], 5), [0, 1]);
        assert_eq!(near(&[], 5), [0; 0]);
    }
}

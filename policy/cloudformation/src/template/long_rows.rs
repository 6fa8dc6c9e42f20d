//! Elements of long lists and entries of long maps in the order of the text, gathered once for each: where a place stands
//! among them is then found by halving. Copies that a loop makes stand at one place, and the first is kept. Short ones are walked, and
//! so is what stands one in the other.

use std::cell::RefCell;

use tablewarden_order::{Map, sort_by_key};
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
    /// Each with its index, and where it begins and ends.
    parts: Vec<(usize, T, Span)>,
    /// Whether each ends before the next one begins.
    is_apart: bool,
}

impl<T: Copy> Row<T> {
    /// A part without a span is nowhere.
    pub(super) fn new(parts: impl Iterator<Item = T>, span: impl Fn(&T) -> Option<Span>) -> Self {
        let spanned = |(index, part)| Some((index, part, span(&part)?));
        let mut parts: Vec<(usize, T, Span)> = parts.enumerate().filter_map(spanned).collect();
        sort_by_key(&mut parts, |(index, _, span)| (span.start, span.end, *index));
        parts.dedup_by(|(.., later), (.., first)| later == first);
        let mut is_apart = true;
        for pair in parts.windows(2) {
            if let [(.., one), (.., next)] = pair {
                is_apart &= one.end <= next.start;
            }
        }
        if !is_apart {
            sort_by_key(&mut parts, |(index, ..)| *index);
        }
        Self { parts, is_apart }
    }

    /// The parts that may be around `span`, each with its index.
    pub(super) fn near(&self, span: Span) -> impl Iterator<Item = (usize, T)> {
        let (mut from, mut to) = (0, self.parts.len());
        if self.is_apart {
            from = self.parts.partition_point(|(.., part)| part.end < span.start);
            to = self.parts.partition_point(|(.., part)| part.start <= span.start);
        }
        self.parts.iter().take(to).skip(from).map(|(index, part, _)| (*index, *part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(spans: &[(u32, u32)], at: u32) -> Vec<usize> {
        let row = Row::new(spans.iter().copied(), |(start, end)| (*end > 0).then(|| Span::new(*start, *end)));
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
    fn what_was_brought_from_elsewhere_is_halved_too() {
        let row = [(30, 34), (40, 44), (2, 4), (8, 9)];
        assert_eq!((near(&row, 3), near(&row, 32), near(&row, 50)), (vec![2], vec![0], vec![]));
    }

    #[test]
    fn of_copies_at_one_place_the_first_is_kept() {
        assert_eq!(near(&[(2, 9), (12, 14), (2, 9), (12, 14), (2, 9)], 5), [0]);
    }

    #[test]
    fn what_is_nowhere_is_left_out() {
        assert_eq!(near(&[(2, 9), (0, 0), (12, 14)], 13), [2]);
        assert_eq!(near(&[(0, 0)], 0), [0; 0]);
    }

    #[test]
    fn what_does_not_is_walked() {
        assert_eq!(near(&[(4, 6), (2, 9)], 5), [0, 1]);
        assert_eq!(near(&[], 5), [0; 0]);
    }
}

//! Sorting. The standard library's sort is compiled anew for every type and every comparison, two to eight kilobytes each
//! time; here a slice is sorted by the order of its indices, and only the exchange of elements knows their type. Never
//! compares more than n log n times.

use std::cmp::Ordering;

/// Sorts a slice; equal elements keep their order. Takes eight bytes of memory an element.
pub fn sort<T: Ord>(slice: &mut [T]) {
    sort_by(slice, T::cmp);
}

/// Sorts a slice by a key; elements with equal keys keep their order.
pub fn sort_by_key<T, K: Ord>(slice: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(slice, |a, b| key(a).cmp(&key(b)));
}

/// Sorts a slice by a comparison; equal elements keep their order.
pub fn sort_by<T>(slice: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order = sorted_indices(slice.len(), &mut |a, b| match (slice.get(a), slice.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    // Puts each element where it belongs, one circle of exchanges after another.
    for start in 0..order.len() {
        let mut at = start;
        while let Some(from) = order.get(at).map(|from| *from as usize) {
            if let Some(place) = order.get_mut(at) {
                *place = at as u32;
            }
            if from == start || from == at {
                break;
            }
            slice.swap(at, from);
            at = from;
        }
    }
}

/// The indices `0..len` in the order of what stands there. A slice has fewer than 2³² elements here: files are smaller.
fn sorted_indices(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut from: Vec<u32> = (0..u32::try_from(len).unwrap_or(u32::MAX)).collect();
    let is_sorted = (1..from.len()).all(|at| compare(at - 1, at) != Ordering::Greater);
    if is_sorted {
        return from;
    }
    let mut to = Vec::with_capacity(from.len());
    let mut width = 1;
    while width < from.len() {
        to.clear();
        for pair in from.chunks(2 * width) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(left, right, &mut to, compare);
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    from
}

fn merge(mut left: &[u32], mut right: &[u32], to: &mut Vec<u32>, compare: &mut dyn FnMut(usize, usize) -> Ordering) {
    while let ([a, after_a @ ..], [b, after_b @ ..]) = (left, right) {
        if compare(*a as usize, *b as usize) == Ordering::Greater {
            to.push(*b);
            right = after_b;
        } else {
            to.push(*a);
            left = after_a;
        }
    }
    to.extend_from_slice(left);
    to.extend_from_slice(right);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same each time.
    fn numbers(len: usize, most: u64) -> Vec<u64> {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % most
        };
        (0..len).map(|_| next()).collect()
    }

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        for len in [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 1000] {
            for most in [1, 2, 10, 1_000_000] {
                let mut ours: Vec<_> = numbers(len, most).into_iter().enumerate().collect();
                let mut theirs = ours.clone();
                sort_by_key(&mut ours, |(_, value)| *value);
                theirs.sort_by_key(|(_, value)| *value);
                assert_eq!(ours, theirs, "{len} numbers below {most}");
            }
        }
    }

    #[test]
    fn a_sorted_slice_costs_one_look() {
        let mut compared = 0;
        let mut slice: Vec<u32> = (0..1000).collect();
        sort_by(&mut slice, |a, b| {
            compared += 1;
            a.cmp(b)
        });
        assert_eq!(compared, 999);
    }

    #[test]
    fn a_million_comparisons_are_not_exceeded() {
        let mut compared = 0;
        let mut slice = numbers(50_000, u64::MAX);
        sort_by(&mut slice, |a, b| {
            compared += 1;
            a.cmp(b)
        });
        assert!(slice.is_sorted());
        assert!(compared < 1_000_000, "{compared}");
    }
}

//! Finds the elements of a list again in a later version of it, by a key that tells them apart: those that stay, and those
//! that certainly came or went. What is not known of one element hides no other.

use std::collections::VecDeque;

use tablewarden_order::Map;

use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};

/// So many comparisons are made; longer lists are not compared.
const MOST_COMPARED: usize = 65_536;

/// The elements of two versions of a list.
pub(crate) struct Matched<'c> {
    /// What stays, as it was and as it is.
    pub(crate) both: Vec<[WrittenFact<'c>; 2]>,
    /// What certainly came.
    pub(crate) came: Vec<WrittenFact<'c>>,
    /// What certainly went.
    pub(crate) went: Vec<WrittenFact<'c>>,
}

impl<'c> Matched<'c> {
    /// `is_whole` says of the old and of the new list whether there are certainly no other elements.
    pub(crate) fn by(
        key: &str,
        of: &Pair<'c, '_, '_>,
        old: &[WrittenFact<'c>],
        new: &[WrittenFact<'c>],
        is_whole: [bool; 2],
    ) -> Self {
        let mut matched = Self { both: Vec::new(), came: Vec::new(), went: Vec::new() };
        if old.len().saturating_mul(new.len()) > MOST_COMPARED {
            return matched;
        }
        let (mut is_left, mut others) = (vec![true; old.len()], Vec::new());
        let mut by_text: Map<&str, VecDeque<usize>> = Map::new();
        for (at, was) in old.iter().enumerate() {
            text(*was, key).into_iter().for_each(|text| by_text.or_default(text).push_back(at));
        }
        let unknown: Vec<usize> =
            (0..).zip(old).filter(|(_, was)| text(**was, key).is_none()).map(|(at, _)| at).collect();
        for is in new {
            let same = match text(*is, key) {
                Some(text) => by_text.get_mut(text).and_then(VecDeque::pop_front),
                None => unknown.iter().copied().find(|at| {
                    let was = old.get(*at).filter(|_| is_left.get(*at) == Some(&true));
                    was.is_some_and(|was| of.with(*was, *is).is_same(key))
                }),
            };
            match same.and_then(|at| Some((is_left.get_mut(at)?, old.get(at)?))) {
                Some((left, was)) => {
                    *left = false;
                    matched.both.push([*was, *is]);
                }
                None => others.push(*is),
            }
        }
        let left: Vec<_> = old.iter().zip(&is_left).filter(|(_, left)| **left).map(|(was, _)| *was).collect();
        let is_there = |one: &WrittenFact<'c>| one.get(key).is_some_and(|key| key.value() != Some(Value::Absent));
        let are_other = |was: WrittenFact<'c>, is: WrittenFact<'c>| match (text(was, key), text(is, key)) {
            (Some(was), Some(is)) => was != is,
            _ => of.with(was, is).different(key).is_some(),
        };
        let came = others.iter().filter(|is| is_there(is) && left.iter().all(|was| are_other(*was, **is)));
        let went = left.iter().filter(|was| is_there(was) && others.iter().all(|is| are_other(**was, *is)));
        if is_whole[0] {
            matched.came = came.copied().collect();
        }
        if is_whole[1] {
            matched.went = went.copied().collect();
        }
        matched
    }
}

/// What a key of an element certainly is, whatever values parameters have.
fn text<'f>(of: WrittenFact<'f>, key: &str) -> Option<&'f str> {
    let fact = of.get(key)?;
    fact.value()?.known().filter(|_| fact.text("Default").is_none())
}

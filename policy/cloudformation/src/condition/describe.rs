//! When something holds, in words: named conditions that are true or false. Shortest first where that is cheap; never
//! longer than a few alternatives.

use super::conditions::{ConditionId, Conditions, When};
use super::scenario::ConditionSet;

/// How many alternatives a description has at most.
const MOST_CUBES: usize = 6;
/// How many conditions are tried.
const MOST_CANDIDATES: usize = 64;

/// Conditions that are true or false together.
type Cube = Vec<(ConditionId, bool)>;

impl Conditions<'_> {
    /// `when` in words, as in "`IsProd` is true and `UseKms` is false"; none where it always holds. Reads after the
    /// word "when".
    #[must_use]
    pub fn describe(&self, when: When) -> Option<String> {
        if let Some(known) = self.described.borrow().get(&when) {
            return known.clone();
        }
        let all = (0..self.list.len()).filter_map(|index| u32::try_from(index).ok()).map(ConditionId);
        let text = self.describe_with(when, all);
        self.described.borrow_mut().insert(when, text.clone());
        text
    }

    /// The same, in terms of the conditions of `set` where that is possible.
    #[must_use]
    pub fn describe_among(&self, when: When, set: &ConditionSet) -> Option<String> {
        if let Some(text) = self.constant(when) {
            return text;
        }
        match self.cubes(when, set.ids().iter().copied()) {
            Some(cubes) => Some(self.render(&cubes)),
            None => self.describe(when),
        }
    }

    fn describe_with(&self, when: When, among: impl Iterator<Item = ConditionId>) -> Option<String> {
        if let Some(text) = self.constant(when) {
            return text;
        }
        let text = match self.cubes(when, among) {
            Some(cubes) => self.render(&cubes),
            None => "one of several combinations of conditions holds".to_owned(),
        };
        Some(text)
    }

    #[expect(clippy::option_option, reason = "the outer says whether there is an answer without looking further")]
    fn constant(&self, when: When) -> Option<Option<String>> {
        match when {
            When::ALWAYS => Some(None),
            When::NEVER => Some(Some("conditions hold that exclude each other".to_owned())),
            When::UNKNOWN => Some(Some("conditions hold that could not be analysed".to_owned())),
            _ => None,
        }
    }

    /// The alternatives that make up `when`; none where they are too many, or other than named conditions.
    fn cubes(&self, when: When, among: impl Iterator<Item = ConditionId>) -> Option<Vec<Cube>> {
        let support = self.support(when);
        let candidates: Vec<ConditionId> = among
            .filter(|id| {
                let condition = self.when(*id);
                let is_open = !condition.is_always() && !condition.is_never() && !condition.is_unknown();
                is_open && self.support(condition).meets(support)
            })
            .take(MOST_CANDIDATES)
            .collect();
        if let Some(cube) = self.cube(when, &candidates) {
            return Some(vec![cube]);
        }
        if let Some(cube) = self.cube(self.not(when), &candidates) {
            return Some(cube.into_iter().map(|(id, is_true)| vec![(id, !is_true)]).collect());
        }
        let mut cubes = Vec::new();
        self.split(when, When::ALWAYS, &candidates, &mut Vec::new(), &mut cubes)?;
        for cube in &mut cubes {
            self.shorten(cube, |rest| self.implies(rest, when));
        }
        tablewarden_order::sort(&mut cubes);
        cubes.dedup();
        let mut index = cubes.len();
        while index > 0 {
            index -= 1;
            let rest = cubes.iter().enumerate().filter(|(other, _)| *other != index);
            let rest = self.any(rest.map(|(_, cube)| self.product(cube)));
            if rest == when {
                cubes.remove(index);
            }
        }
        Some(cubes)
    }

    /// `when` as one cube.
    fn cube(&self, when: When, candidates: &[ConditionId]) -> Option<Cube> {
        let implied = |id: &ConditionId| {
            let condition = self.when(*id);
            match (self.implies(when, condition), self.meets(when, condition)) {
                (true, _) => Some((*id, true)),
                (false, false) => Some((*id, false)),
                (false, true) => None,
            }
        };
        // One condition alone is the best description there is.
        let mut cube: Cube = candidates.iter().filter_map(implied).collect();
        if let Some(alone) = cube.iter().find(|literal| self.product(&[**literal]) == when) {
            return Some(vec![*alone]);
        }
        if self.product(&cube) != when {
            return None;
        }
        self.shorten(&mut cube, |rest| rest == when);
        Some(cube)
    }

    /// Leaves out what is not needed for `enough` to hold.
    fn shorten(&self, cube: &mut Cube, enough: impl Fn(When) -> bool) {
        let mut index = cube.len();
        while index > 0 {
            index -= 1;
            let literal = cube.remove(index);
            if !enough(self.product(cube)) {
                cube.insert(index, literal);
            }
        }
    }

    fn split(
        &self,
        when: When,
        path: When,
        candidates: &[ConditionId],
        cube: &mut Cube,
        cubes: &mut Vec<Cube>,
    ) -> Option<()> {
        if !self.meets(when, path) {
            return Some(());
        }
        if self.implies(path, when) {
            cubes.push(cube.clone());
            return (cubes.len() <= 4 * MOST_CUBES).then_some(());
        }
        let (first, rest) = candidates.split_first()?;
        let condition = self.when(*first);
        for is_true in [true, false] {
            let next = self.and(path, if is_true { condition } else { self.not(condition) });
            cube.push((*first, is_true));
            let split = self.split(when, next, rest, cube, cubes);
            cube.pop();
            split?;
        }
        Some(())
    }

    fn product(&self, cube: &[(ConditionId, bool)]) -> When {
        self.all(cube.iter().map(|(id, is_true)| {
            let condition = self.when(*id);
            if *is_true { condition } else { self.not(condition) }
        }))
    }

    fn render(&self, cubes: &[Cube]) -> String {
        if cubes.len() > MOST_CUBES {
            return "one of several combinations of conditions holds".to_owned();
        }
        let literal = |(id, is_true): &(ConditionId, bool)| {
            let name = self.get(*id).map_or("", |condition| condition.name);
            format!("`{name}` is {is_true}")
        };
        let long = cubes.len() > 1 && cubes.iter().any(|cube| cube.len() > 1);
        let texts: Vec<String> =
            cubes.iter().map(|cube| cube.iter().map(literal).collect::<Vec<_>>().join(" and ")).collect();
        texts.join(if long { ", or " } else { " or " })
    }
}

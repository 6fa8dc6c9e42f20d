//! When something holds, in words: named conditions that are true or false, and parameters that have a value. What does not
//! matter is left out, and what is taken for granted; shortest first where that is cheap, never longer than a few alternatives.

use tablewarden_order::Map;

use super::atom::Atom;
use super::condition_set::{ConditionId, ConditionSet};
use super::conditions::{Conditions, When};

/// How many alternatives a description has at most.
const MOST_CUBES: usize = 6;
/// How many conditions and values are looked at, so that many of them can be described in proportion.
const MOST_LOOKED_AT: usize = 1_000;
/// How many of these are tried.
const MOST_CANDIDATES: usize = 64;

const SEVERAL: &str = "one of several combinations of conditions holds";

/// What is true or false: a condition, or that a parameter has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Term {
    Condition(ConditionId),
    Value(Atom),
}

/// Terms that are true or false together.
type Cube = Vec<(Term, bool)>;

/// Whether it says of a condition what it is, or of a parameter which value it has.
fn is_plain((term, is_true): &(Term, bool)) -> bool {
    *is_true || matches!(term, Term::Condition(_))
}

/// Whether it can hold, and not hold.
fn is_open(when: When) -> bool {
    !when.is_always() && !when.is_never() && !when.is_unknown()
}

impl Conditions<'_> {
    /// `when` in words, as in "`IsProd` is true and `Size` is `small`"; none where it always holds. Reads after the word
    /// "when".
    #[must_use]
    pub fn describe(&self, when: When) -> Option<String> {
        self.describe_within(when, When::ALWAYS)
    }

    /// The same where `given` is taken for granted: only what is to be added to it; none where nothing is.
    #[must_use]
    pub fn describe_within(&self, when: When, given: When) -> Option<String> {
        let given = if given.is_unknown() { When::ALWAYS } else { given };
        if let Some(known) = self.described.borrow().get(&(when, given)) {
            return known.clone();
        }
        let all = (0..self.list.len()).filter_map(|index| u32::try_from(index).ok()).map(ConditionId);
        let text = self.constant(when, given).unwrap_or_else(|| {
            let cubes = self.alone(when).filter(|_| given.is_always()).or_else(|| {
                let values = self.atoms.of_parameters(self.support(when)).map(Term::Value);
                let (all, values) = (all.take(MOST_LOOKED_AT), values.take(MOST_LOOKED_AT));
                self.cubes(when, given, all.map(Term::Condition).chain(values))
            });
            Some(cubes.map_or_else(|| SEVERAL.to_owned(), |cubes| self.render(&cubes)))
        });
        self.described.borrow_mut().insert((when, given), text.clone());
        text
    }

    /// `when` in terms of the conditions of `set` where that is possible.
    #[must_use]
    pub fn describe_among(&self, when: When, set: &ConditionSet) -> Option<String> {
        if let Some(text) = self.constant(when, When::ALWAYS) {
            return text;
        }
        let is_of_set = |cubes: &Vec<Cube>| {
            let mut terms = cubes.iter().flatten().map(|(term, _)| *term);
            terms.all(|term| matches!(term, Term::Condition(id) if set.contains(id)))
        };
        let cubes = self.alone(when).filter(is_of_set).or_else(|| {
            let all = set.ids().iter().copied().take(MOST_LOOKED_AT);
            self.cubes(when, When::ALWAYS, all.map(Term::Condition))
        });
        match cubes {
            Some(cubes) => Some(self.render(&cubes)),
            None => self.describe(when),
        }
    }

    /// The first condition that is true, or that is false, exactly where `when` holds: there is no better description.
    fn alone(&self, when: When) -> Option<Vec<Cube>> {
        let by_when = self.by_when.get_or_init(|| {
            let mut by_when = Map::new();
            for (index, condition) in self.list.iter().enumerate().filter(|(_, condition)| is_open(condition.when)) {
                let Ok(id) = u32::try_from(index).map(ConditionId) else { break };
                by_when.or_insert_with(condition.when, || (id, true));
                by_when.or_insert_with(self.not(condition.when), || (id, false));
            }
            by_when
        });
        by_when.get(&when).map(|(id, is_true)| vec![vec![(Term::Condition(*id), *is_true)]])
    }

    #[expect(clippy::option_option, reason = "the outer says whether there is an answer without looking further")]
    fn constant(&self, when: When, given: When) -> Option<Option<String>> {
        match when {
            When::NEVER => Some(Some("conditions hold that exclude each other".to_owned())),
            When::UNKNOWN => Some(Some("conditions hold that could not be analysed".to_owned())),
            when if self.implies(given, when) => Some(None),
            _ => None,
        }
    }

    /// The alternatives that make up `when` where `given` holds; none where they are too many, or other than terms.
    fn cubes(&self, when: When, given: When, among: impl Iterator<Item = Term>) -> Option<Vec<Cube>> {
        let when = self.and(when, given);
        let support = self.support(when);
        let mut candidates: Vec<Term> = among
            .filter(|term| {
                let holds = self.term(*term);
                is_open(holds) && self.support(holds).meets(support)
            })
            .collect();
        // What asks for more than `when` does says it seldom.
        tablewarden_order::sort_by_key(&mut candidates, |term| !self.support(self.term(*term)).is_within(support));
        candidates.truncate(MOST_CANDIDATES);
        let cube = self.cube(when, given, &candidates);
        if let Some(cube) = &cube
            && cube.iter().filter(|literal| !is_plain(literal)).count() < 2
        {
            return Some(vec![cube.clone()]);
        }
        if let Some(cube) = self.cube(self.and(given, self.not(when)), given, &candidates) {
            return Some(cube.into_iter().map(|(term, is_true)| vec![(term, !is_true)]).collect());
        }
        // Values that it has are better than values that it has not.
        let listed = self.alternatives(when, given, &candidates);
        match (cube, listed) {
            (Some(cube), Some(listed)) if listed.iter().map(Vec::len).sum::<usize>() >= cube.len() => Some(vec![cube]),
            (_, Some(listed)) => Some(listed),
            (cube, None) => Some(vec![cube?]),
        }
    }

    /// `when` as several cubes; none where they are too many.
    fn alternatives(&self, when: When, given: When, candidates: &[Term]) -> Option<Vec<Cube>> {
        let mut cubes = Vec::new();
        self.split(when, given, candidates, &mut Vec::new(), &mut cubes)?;
        for cube in &mut cubes {
            self.shorten(cube, given, |rest| self.implies(rest, when));
        }
        tablewarden_order::sort(&mut cubes);
        cubes.dedup();
        let mut index = cubes.len();
        while index > 0 {
            index -= 1;
            let rest = cubes.iter().enumerate().filter(|(other, _)| *other != index);
            let rest = self.any(rest.map(|(_, cube)| self.product(cube, given)));
            if rest == when {
                cubes.remove(index);
            }
        }
        Some(cubes)
    }

    /// `when` as one cube.
    fn cube(&self, when: When, given: When, candidates: &[Term]) -> Option<Cube> {
        let implied = |term: &Term| {
            let holds = self.term(*term);
            match (self.implies(when, holds), self.meets(when, holds)) {
                (true, _) => Some((*term, true)),
                (false, false) => Some((*term, false)),
                (false, true) => None,
            }
        };
        // One term alone is the best description there is.
        let mut cube: Cube = candidates.iter().filter_map(implied).collect();
        let is_alone = |literal: &&(Term, bool)| self.product(&[**literal], given) == when;
        let alone = cube.iter().filter(is_alone);
        if let Some(alone) = alone.clone().find(|literal| is_plain(literal)).or_else(|| alone.clone().next()) {
            return Some(vec![*alone]);
        }
        if self.product(&cube, given) != when {
            return None;
        }
        // What is said of values goes first, then from the back.
        tablewarden_order::sort_by_key(&mut cube, |literal| !is_plain(literal));
        self.shorten(&mut cube, given, |rest| rest == when);
        tablewarden_order::sort(&mut cube);
        Some(cube)
    }

    /// Leaves out what is not needed for `enough` to hold.
    fn shorten(&self, cube: &mut Cube, given: When, enough: impl Fn(When) -> bool) {
        let mut index = cube.len();
        while index > 0 {
            index -= 1;
            let literal = cube.remove(index);
            if !enough(self.product(cube, given)) {
                cube.insert(index, literal);
            }
        }
    }

    fn split(&self, when: When, path: When, candidates: &[Term], cube: &mut Cube, cubes: &mut Vec<Cube>) -> Option<()> {
        if !self.meets(when, path) {
            return Some(());
        }
        if self.implies(path, when) {
            cubes.push(cube.clone());
            return (cubes.len() <= 4 * MOST_CUBES).then_some(());
        }
        let (first, rest) = candidates.split_first()?;
        let holds = self.term(*first);
        for is_true in [true, false] {
            let next = self.and(path, if is_true { holds } else { self.not(holds) });
            cube.push((*first, is_true));
            let split = self.split(when, next, rest, cube, cubes);
            cube.pop();
            split?;
        }
        Some(())
    }

    fn term(&self, term: Term) -> When {
        match term {
            Term::Condition(id) => self.when(id),
            Term::Value(atom) => self.holds(atom),
        }
    }

    fn product(&self, cube: &[(Term, bool)], given: When) -> When {
        let literals = cube.iter().map(|(term, is_true)| {
            let holds = self.term(*term);
            if *is_true { holds } else { self.not(holds) }
        });
        self.and(given, self.all(literals))
    }

    fn render(&self, cubes: &[Cube]) -> String {
        if let Some(text) = self.values_of_one(cubes) {
            return text;
        }
        if cubes.len() > MOST_CUBES {
            return SEVERAL.to_owned();
        }
        let long = cubes.len() > 1 && cubes.iter().any(|cube| cube.len() > 1);
        let mut text = String::new();
        for cube in cubes {
            text.push_str(match text.as_str() {
                "" => "",
                _ if long => ", or ",
                _ => " or ",
            });
            for (index, (term, is_true)) in cube.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { " and " });
                match term {
                    Term::Condition(id) => {
                        let name = self.get(*id).map_or("", |condition| condition.name);
                        text.extend(["`", name, "` is ", if *is_true { "true" } else { "false" }]);
                    }
                    Term::Value(atom) => {
                        let (name, value) = self.atoms.words(*atom).unwrap_or_default();
                        text.extend(["`", name, if *is_true { "` is `" } else { "` is not `" }, value, "`"]);
                    }
                }
            }
        }
        text
    }

    /// The cubes as values of one parameter, where they are nothing else: "`Size` is `small`, `medium` or `large`".
    fn values_of_one(&self, cubes: &[Cube]) -> Option<String> {
        let value = |cube: &Cube| match cube.as_slice() {
            [(Term::Value(atom), true)] => self.atoms.words(*atom),
            _ => None,
        };
        let (parameter, _) = value(cubes.first().filter(|_| cubes.len() > 1)?)?;
        let mut text = ["`", parameter, "` is"].concat();
        for (index, cube) in cubes.iter().enumerate() {
            let (_, value) = value(cube).filter(|(name, _)| *name == parameter)?;
            if index == MOST_CUBES {
                text.push_str(" or another of its values");
                break;
            }
            text.push_str(match index {
                0 => " ",
                _ if index + 1 == cubes.len() => " or ",
                _ => ", ",
            });
            text.extend(["`", value, "`"]);
        }
        Some(text)
    }
}

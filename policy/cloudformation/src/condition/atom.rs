//! What conditions compare: for each undecided text, the literals it is compared with. Two literals of one text
//! exclude each other, and where all allowed values are named one of them holds: each text has a number in binary,
//! a comparison asks for one value of it, so nothing impossible can be said.

use tablewarden_order::Map;

use super::conditions::When;
use super::diagram::{Diagram, FALSE, Full, TRUE};
use crate::resolve::Parts;

/// How many literals of one parameter are tried when a scenario is asked for the parameter's value.
const MOST_COMPARED: usize = 64;

/// One undecided comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Atom {
    group: usize,
    /// Which literal of the group.
    value: usize,
}

#[derive(Debug)]
struct Group<'d> {
    literals: Vec<String>,
    numbers: Map<String, usize>,
    /// All values the text can have, where that is known.
    allowed: Option<Vec<String>>,
    parameter: Option<&'d str>,
    first_variable: u32,
    bits: u32,
}

/// All comparisons of a template.
#[derive(Debug, Default)]
pub(crate) struct Atoms<'d> {
    groups: Vec<Group<'d>>,
    by_text: Map<Parts<'d>, usize>,
    pairs: Map<(Parts<'d>, Parts<'d>), usize>,
}

impl<'d> Atoms<'d> {
    /// The comparison of an undecided text with a literal; none where it can never hold.
    pub(crate) fn literal(&mut self, text: Parts<'d>, literal: &str, allowed: Option<Vec<String>>) -> Option<Atom> {
        if allowed.as_ref().is_some_and(|allowed| !allowed.iter().any(|value| value == literal)) {
            return None;
        }
        let group = match self.by_text.get(&text) {
            Some(group) => *group,
            None => {
                let parameter = text.parameter();
                self.by_text.insert(text, self.groups.len());
                self.add(allowed, parameter)
            }
        };
        let value = self.groups.get_mut(group).map_or(0, |group| {
            let next = group.literals.len();
            *group.numbers.or_insert_with(literal.to_owned(), || {
                group.literals.push(literal.to_owned());
                next
            })
        });
        Some(Atom { group, value })
    }

    /// The comparison of two undecided texts.
    pub(crate) fn pair(&mut self, left: Parts<'d>, right: Parts<'d>) -> Atom {
        if let Some(group) = self.pairs.get(&(right.clone(), left.clone())) {
            return Atom { group: *group, value: 0 };
        }
        if let Some(group) = self.pairs.get(&(left.clone(), right.clone())) {
            return Atom { group: *group, value: 0 };
        }
        let group = self.add(None, None);
        if let Some(group) = self.groups.get_mut(group) {
            group.literals.push(String::new());
        }
        self.pairs.insert((left, right), group);
        Atom { group, value: 0 }
    }

    fn add(&mut self, allowed: Option<Vec<String>>, parameter: Option<&'d str>) -> usize {
        self.groups.push(Group {
            literals: Vec::new(),
            numbers: Map::new(),
            allowed,
            parameter,
            first_variable: 0,
            bits: 0,
        });
        self.groups.len() - 1
    }

    /// Gives each text its variables. To be called once, when all comparisons are known.
    pub(crate) fn number(&mut self) {
        let mut next = 0;
        for group in &mut self.groups {
            let values = group.literals.len() + usize::from(!group.is_complete());
            group.first_variable = next;
            group.bits = usize::BITS - values.saturating_sub(1).leading_zeros();
            next = next.saturating_add(group.bits);
        }
    }

    /// The function of the comparison.
    pub(crate) fn function(&self, atom: Atom, diagram: &mut Diagram) -> Result<u32, Full> {
        let Some(group) = self.groups.get(atom.group) else { return Ok(FALSE) };
        let is_last = group.is_complete() && atom.value + 1 == group.literals.len();
        // Numbers past the last value mean the last value too, so that every number means one.
        if is_last { group.at_least(atom.value, diagram) } else { group.exactly(atom.value, diagram) }
    }

    /// For every parameter, the literals it is compared with and the function of each comparison, as far as it is possible.
    pub(crate) fn of_parameters(&self, possible: u32, diagram: &mut Diagram) -> Map<&'d str, Vec<(String, When)>> {
        let mut found = Map::new();
        for (number, group) in self.groups.iter().enumerate() {
            let Some(parameter) = group.parameter else { continue };
            let mut literals = Vec::new();
            for (value, literal) in group.literals.iter().enumerate().take(MOST_COMPARED) {
                if let Ok(function) = self.function(Atom { group: number, value }, diagram) {
                    literals.push((literal.clone(), When(function).among(possible, diagram)));
                }
            }
            found.insert(parameter, literals);
        }
        found
    }
}

impl Group<'_> {
    fn is_complete(&self) -> bool {
        self.allowed.as_ref().is_some_and(|allowed| allowed.iter().all(|value| self.numbers.contains_key(value)))
    }

    fn bit(&self, value: usize, bit: u32) -> bool {
        value >> (self.bits - 1 - bit) & 1 == 1
    }

    fn exactly(&self, value: usize, diagram: &mut Diagram) -> Result<u32, Full> {
        let mut product = TRUE;
        for bit in (0..self.bits).rev() {
            let variable = diagram.variable(self.first_variable.saturating_add(bit))?;
            let literal = if self.bit(value, bit) { variable } else { diagram.not(variable)? };
            product = diagram.and(literal, product)?;
        }
        Ok(product)
    }

    fn at_least(&self, value: usize, diagram: &mut Diagram) -> Result<u32, Full> {
        let mut rest = TRUE;
        for bit in (0..self.bits).rev() {
            let variable = diagram.variable(self.first_variable.saturating_add(bit))?;
            rest = if self.bit(value, bit) { diagram.and(variable, rest)? } else { diagram.or(variable, rest)? };
        }
        Ok(rest)
    }
}

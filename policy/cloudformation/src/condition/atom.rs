//! What conditions compare: for each undecided text, the literals it is compared with, and for a parameter the values that it
//! is allowed to have. Two literals of one text exclude each other, and where all allowed values are named one of them holds:
//! each text has a number in binary, a comparison asks for one value of it, so nothing impossible can be said.

use tablewarden_order::Map;

use super::diagram::{Diagram, FALSE, Full, Support, TRUE};
use crate::resolve::Parts;

/// How many literals of one parameter are tried when a scenario is asked for the parameter's value.
const MOST_COMPARED: usize = 64;

/// One undecided comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Whether every value that the text can have is among the literals.
    is_complete: bool,
    first_variable: u32,
    bits: u32,
}

/// All comparisons of a template.
#[derive(Debug, Default)]
pub(crate) struct Atoms<'d> {
    groups: Vec<Group<'d>>,
    by_text: Map<Parts<'d>, usize>,
    by_parameter: Map<&'d str, usize>,
    pairs: Map<(Parts<'d>, Parts<'d>), usize>,
}

impl<'d> Atoms<'d> {
    /// The comparison of an undecided text with a literal; none where it can never hold.
    pub(crate) fn literal(&mut self, text: Parts<'d>, literal: &str, allowed: Option<Vec<String>>) -> Option<Atom> {
        if allowed.as_ref().is_some_and(|allowed| !allowed.iter().any(|value| value == literal)) {
            return None;
        }
        let parameter = text.parameter();
        let known = self.by_text.get(&text).or_else(|| self.by_parameter.get(&parameter?)).copied();
        let group = match known {
            Some(group) => group,
            None => {
                let group = self.add(allowed, parameter);
                self.by_text.insert(text, group);
                if let Some(parameter) = parameter {
                    self.by_parameter.insert(parameter, group);
                }
                group
            }
        };
        let value = self.groups.get_mut(group).map_or(0, |group| group.number(literal));
        Some(Atom { group, value })
    }

    /// The values that a parameter is allowed to have: what is asked of it can be said in terms of them. To be called when
    /// all comparisons are known, so that these come first.
    pub(crate) fn allow(&mut self, parameter: &'d str, allowed: Vec<String>) {
        let group = match self.by_parameter.get(&parameter) {
            Some(group) => *group,
            None => {
                self.by_parameter.insert(parameter, self.groups.len());
                self.add(Some(allowed.clone()), Some(parameter))
            }
        };
        if let Some(group) = self.groups.get_mut(group) {
            for value in &allowed {
                group.number(value);
            }
        }
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
            is_complete: false,
            first_variable: 0,
            bits: 0,
        });
        self.groups.len() - 1
    }

    /// The comparisons of an earlier template, so that its conditions can be said in terms of these. To be called when all
    /// own comparisons are known.
    pub(crate) fn also(&mut self, earlier: &Atoms<'d>) {
        for (text, group) in earlier.by_text.iter() {
            let Some(group) = earlier.groups.get(*group) else { continue };
            for literal in &group.literals {
                self.literal(text.clone(), literal, None);
            }
        }
        for ((left, right), _) in earlier.pairs.iter() {
            self.pair(left.clone(), right.clone());
        }
    }

    /// What each comparison of an earlier template is here, by its group and its literal there; none for what only its
    /// allowed values say.
    pub(crate) fn same_as(&self, earlier: &Atoms<'d>) -> Vec<Vec<Option<Atom>>> {
        let mut same: Vec<Vec<Option<Atom>>> =
            earlier.groups.iter().map(|group| vec![None; group.literals.len()]).collect();
        let mut note = |there: usize, here: Option<&usize>| {
            let Some((own, group)) = here.and_then(|here| Some((*here, self.groups.get(*here)?))) else { return };
            let (Some(list), Some(other)) = (same.get_mut(there), earlier.groups.get(there)) else { return };
            for (place, literal) in list.iter_mut().zip(&other.literals) {
                *place = group.numbers.get(literal).map(|value| Atom { group: own, value: *value });
            }
        };
        for (name, there) in earlier.by_parameter.iter() {
            note(*there, self.by_parameter.get(name));
        }
        for (text, there) in earlier.by_text.iter() {
            note(*there, self.by_text.get(text));
        }
        for ((left, right), there) in earlier.pairs.iter() {
            let here = self.pairs.get(&(left.clone(), right.clone()));
            let here = here.or_else(|| self.pairs.get(&(right.clone(), left.clone())));
            let place = same.get_mut(*there).and_then(|list| list.first_mut());
            if let (Some(group), Some(place)) = (here, place) {
                *place = Some(Atom { group: *group, value: 0 });
            }
        }
        same
    }

    /// The group whose variable this is.
    pub(crate) fn group_of(&self, variable: u32) -> Option<usize> {
        let behind = self.groups.partition_point(|group| group.first_variable <= variable);
        let group = behind.checked_sub(1)?;
        self.groups.get(group).filter(|found| variable - found.first_variable < found.bits).map(|_| group)
    }

    /// How many values of its own a group has, and whether there are others.
    pub(crate) fn values_of(&self, group: usize) -> (usize, bool) {
        self.groups.get(group).map_or((0, false), |group| (group.literals.len(), !group.is_complete))
    }

    /// Whether the variable, which is one of the group, is set in this value of it.
    pub(crate) fn is_set(&self, group: usize, value: usize, variable: u32) -> bool {
        let group = self.groups.get(group);
        group.is_some_and(|group| group.bit(value, variable.saturating_sub(group.first_variable)))
    }

    /// Gives each text its variables. To be called once, when all comparisons are known.
    pub(crate) fn number(&mut self) {
        let mut next = 0;
        for group in &mut self.groups {
            let allowed = group.allowed.take();
            group.is_complete = allowed.is_some_and(|all| all.iter().all(|value| group.numbers.contains_key(value)));
            let values = group.literals.len() + usize::from(!group.is_complete);
            group.first_variable = next;
            group.bits = usize::BITS - values.saturating_sub(1).leading_zeros();
            next = next.saturating_add(group.bits);
        }
    }

    /// The function of the comparison.
    pub(crate) fn function(&self, atom: Atom, diagram: &mut Diagram) -> Result<u32, Full> {
        let Some(group) = self.groups.get(atom.group) else { return Ok(FALSE) };
        let is_last = group.is_complete && atom.value + 1 == group.literals.len();
        // Numbers past the last value mean the last value too, so that every number means one.
        if is_last { group.at_least(atom.value, diagram) } else { group.exactly(atom.value, diagram) }
    }

    /// The comparison of a parameter with a literal, where there is one.
    pub(crate) fn of_parameter(&self, parameter: &str, literal: &str) -> Option<Atom> {
        let group = *self.by_parameter.get(parameter)?;
        let value = *self.groups.get(group)?.numbers.get(literal)?;
        Some(Atom { group, value })
    }

    /// What a parameter is compared with: the first literals, each with its comparison. Nothing where `of` does not depend
    /// on the parameter.
    pub(crate) fn all_of_parameter(&self, parameter: &str, of: Support) -> impl Iterator<Item = (&str, Atom)> {
        let number = self.by_parameter.get(parameter).copied().filter(|number| self.is_in(*number, of));
        let group = number.and_then(|number| Some((number, self.groups.get(number)?)));
        group.into_iter().flat_map(|(number, group)| group.atoms(number)).take(MOST_COMPARED)
    }

    /// The comparisons of parameters that `of` depends on, in the order of the parameters.
    pub(crate) fn of_parameters(&self, of: Support) -> impl Iterator<Item = Atom> {
        let groups = self
            .groups
            .iter()
            .enumerate()
            .filter(move |(number, group)| group.parameter.is_some() && self.is_in(*number, of));
        groups.flat_map(|(number, group)| group.atoms(number).map(|(_, atom)| atom))
    }

    /// The parameters that `of` depends on.
    pub(crate) fn parameters(&self, of: Support) -> impl Iterator<Item = &'d str> {
        let groups = self.groups.iter().enumerate().filter(move |(number, _)| self.is_in(*number, of));
        groups.filter_map(|(_, group)| group.parameter)
    }

    /// The parameter and the literal of a comparison.
    pub(crate) fn words(&self, atom: Atom) -> Option<(&'d str, &str)> {
        let group = self.groups.get(atom.group)?;
        Some((group.parameter?, group.literals.get(atom.value)?))
    }

    fn is_in(&self, group: usize, of: Support) -> bool {
        let variables = |group: &Group<'_>| (0..group.bits).any(|bit| of.has(group.first_variable.saturating_add(bit)));
        self.groups.get(group).is_some_and(variables)
    }
}

impl Group<'_> {
    /// The number of a literal, which is added where it is new.
    fn number(&mut self, literal: &str) -> usize {
        let next = self.literals.len();
        *self.numbers.or_insert_with(literal.to_owned(), || {
            self.literals.push(literal.to_owned());
            next
        })
    }

    fn atoms(&self, group: usize) -> impl Iterator<Item = (&str, Atom)> {
        self.literals.iter().enumerate().map(move |(value, literal)| (literal.as_str(), Atom { group, value }))
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

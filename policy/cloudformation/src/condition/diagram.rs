//! Boolean functions as reduced ordered decision diagrams: equal functions have equal numbers. Bounded: over the bound
//! an operation has no answer. Recursion goes as deep as there are variables, and those are capped.

use tablewarden_order::Map;

/// The function that never holds.
pub(crate) const FALSE: u32 = 0;
/// The function that always holds.
pub(crate) const TRUE: u32 = 1;
/// How many variables there may be: what bounds the recursion.
pub(crate) const MOST_VARIABLES: u32 = 384;
const TERMINAL: u32 = u32::MAX;
/// How many entries the table of done operations has before it is emptied.
const MOST_REMEMBERED: usize = 200_000;
/// How many steps one operation may take.
const MOST_STEPS: u32 = 100_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Node {
    variable: u32,
    low: u32,
    high: u32,
}

/// The bound was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Full;

/// A table of functions.
#[derive(Debug, Clone)]
pub(crate) struct Diagram {
    nodes: Vec<Node>,
    /// What each function depends on.
    supports: Vec<Support>,
    numbers: Map<Node, u32>,
    ands: Map<(u32, u32), u32>,
    nots: Map<u32, u32>,
    most: usize,
}

impl Diagram {
    /// A table of at most `most` nodes.
    pub(crate) fn new(most: usize) -> Self {
        let terminal = |value| Node { variable: TERMINAL, low: value, high: value };
        Self {
            nodes: vec![terminal(FALSE), terminal(TRUE)],
            supports: vec![Support::default(); 2],
            numbers: Map::new(),
            ands: Map::new(),
            nots: Map::new(),
            most,
        }
    }

    /// Changes the bound.
    pub(crate) fn allow(&mut self, most: usize) {
        self.most = most;
    }

    fn node(&self, of: u32) -> Node {
        self.nodes.get(of as usize).copied().unwrap_or(Node { variable: TERMINAL, low: FALSE, high: FALSE })
    }

    fn make(&mut self, node: Node) -> Result<u32, Full> {
        if node.low == node.high {
            return Ok(node.low);
        }
        if let Some(number) = self.numbers.get(&node) {
            return Ok(*number);
        }
        if self.nodes.len() >= self.most {
            return Err(Full);
        }
        let number = u32::try_from(self.nodes.len()).map_err(|_| Full)?;
        let mut support = self.support(node.low).union(self.support(node.high));
        support.insert(node.variable);
        self.supports.push(support);
        self.nodes.push(node);
        self.numbers.insert(node, number);
        Ok(number)
    }

    /// The function that is the variable `variable`.
    pub(crate) fn variable(&mut self, variable: u32) -> Result<u32, Full> {
        if variable >= MOST_VARIABLES {
            return Err(Full);
        }
        self.make(Node { variable, low: FALSE, high: TRUE })
    }

    /// Both hold.
    pub(crate) fn and(&mut self, left: u32, right: u32) -> Result<u32, Full> {
        if self.ands.len() > MOST_REMEMBERED {
            self.ands.clear();
        }
        self.and_within(left, right, &mut MOST_STEPS.clone())
    }

    fn and_within(&mut self, left: u32, right: u32, steps: &mut u32) -> Result<u32, Full> {
        if left == FALSE || right == FALSE {
            return Ok(FALSE);
        }
        if left == TRUE || left == right {
            return Ok(right);
        }
        if right == TRUE {
            return Ok(left);
        }
        let pair = (left.min(right), left.max(right));
        if let Some(known) = self.ands.get(&pair) {
            return Ok(*known);
        }
        *steps = steps.checked_sub(1).ok_or(Full)?;
        let (first, second) = (self.node(left), self.node(right));
        let variable = first.variable.min(second.variable);
        let split = |number: u32, node: Node| {
            if node.variable == variable { (node.low, node.high) } else { (number, number) }
        };
        let (left_low, left_high) = split(left, first);
        let (right_low, right_high) = split(right, second);
        let low = self.and_within(left_low, right_low, steps)?;
        let high = self.and_within(left_high, right_high, steps)?;
        let made = self.make(Node { variable, low, high })?;
        self.ands.insert(pair, made);
        Ok(made)
    }

    /// It does not hold.
    pub(crate) fn not(&mut self, of: u32) -> Result<u32, Full> {
        match of {
            FALSE => return Ok(TRUE),
            TRUE => return Ok(FALSE),
            _ => {}
        }
        if let Some(known) = self.nots.get(&of) {
            return Ok(*known);
        }
        let node = self.node(of);
        let low = self.not(node.low)?;
        let high = self.not(node.high)?;
        let made = self.make(Node { variable: node.variable, low, high })?;
        self.nots.insert(of, made);
        self.nots.insert(made, of);
        Ok(made)
    }

    /// At least one holds.
    pub(crate) fn or(&mut self, left: u32, right: u32) -> Result<u32, Full> {
        let (left, right) = (self.not(left)?, self.not(right)?);
        let neither = self.and(left, right)?;
        self.not(neither)
    }

    /// The function as it is where `care` holds, which is somewhere: one that is the same there has the same number.
    pub(crate) fn constrain(&mut self, of: u32, care: u32) -> Result<u32, Full> {
        self.constrain_within(of, care, &mut Map::new())
    }

    fn constrain_within(&mut self, of: u32, care: u32, done: &mut Map<(u32, u32), u32>) -> Result<u32, Full> {
        if of == FALSE || of == TRUE || care == TRUE || care == FALSE {
            return Ok(of);
        }
        if let Some(known) = done.get(&(of, care)) {
            return Ok(*known);
        }
        if done.len() >= MOST_STEPS as usize {
            return Err(Full);
        }
        let (node, limit) = (self.node(of), self.node(care));
        let variable = node.variable.min(limit.variable);
        let split = |number: u32, node: Node| {
            if node.variable == variable { (node.low, node.high) } else { (number, number) }
        };
        let ((of_low, of_high), (low_care, high_care)) = (split(of, node), split(care, limit));
        let made = if low_care == FALSE {
            self.constrain_within(of_high, high_care, done)?
        } else if high_care == FALSE {
            self.constrain_within(of_low, low_care, done)?
        } else {
            let low = self.constrain_within(of_low, low_care, done)?;
            let high = self.constrain_within(of_high, high_care, done)?;
            self.make(Node { variable, low, high })?
        };
        done.insert((of, care), made);
        Ok(made)
    }

    /// The first variable that the function depends on; none where it is one of the two constants.
    pub(crate) fn first_variable(&self, of: u32) -> Option<u32> {
        Some(self.node(of).variable).filter(|variable| *variable != TERMINAL)
    }

    /// The function where its first variable is set or not.
    pub(crate) fn branch(&self, of: u32, is_set: bool) -> u32 {
        let node = self.node(of);
        if is_set { node.high } else { node.low }
    }

    /// The variables that the function depends on.
    pub(crate) fn support(&self, of: u32) -> Support {
        self.supports.get(of as usize).copied().unwrap_or_default()
    }
}

/// A set of variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Support([u64; (MOST_VARIABLES / 64) as usize]);

impl Support {
    /// Every variable there can be.
    pub(crate) const ALL: Self = Self([u64::MAX; (MOST_VARIABLES / 64) as usize]);

    fn insert(&mut self, variable: u32) {
        if let Some(word) = self.0.get_mut((variable / 64) as usize) {
            *word |= 1 << (variable % 64);
        }
    }

    /// What is in one of both.
    pub(crate) fn union(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(word, more)| *word |= more);
        self
    }

    /// Whether the variable is in it.
    pub(crate) fn has(self, variable: u32) -> bool {
        self.0.get((variable / 64) as usize).is_some_and(|word| word >> (variable % 64) & 1 == 1)
    }

    /// Whether everything of it is in the other.
    pub(crate) fn is_within(self, other: Self) -> bool {
        self.0.iter().zip(other.0).all(|(own, other)| own & !other == 0)
    }

    /// Whether a variable is in both.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(left, right)| left & right != 0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn equal_functions_have_equal_numbers() {
        let mut diagram = Diagram::new(1000);
        let (a, b) = (diagram.variable(0).unwrap(), diagram.variable(1).unwrap());
        let both = diagram.and(a, b).unwrap();
        let not_both = diagram.not(both).unwrap();
        let (not_a, not_b) = (diagram.not(a).unwrap(), diagram.not(b).unwrap());
        assert_eq!(diagram.or(not_a, not_b).unwrap(), not_both);
        assert_eq!(diagram.and(a, not_a).unwrap(), FALSE);
        assert_eq!(diagram.or(a, not_a).unwrap(), TRUE);
    }

    #[test]
    fn what_is_impossible_makes_no_difference() {
        let mut diagram = Diagram::new(1000);
        let (a, b) = (diagram.variable(0).unwrap(), diagram.variable(1).unwrap());
        let not_a = diagram.not(a).unwrap();
        // Where a is, b is.
        let care = diagram.or(not_a, b).unwrap();
        let not_b = diagram.not(b).unwrap();
        let a_without_b = diagram.and(a, not_b).unwrap();
        assert_eq!(diagram.constrain(a_without_b, care).unwrap(), FALSE);
        assert_eq!(diagram.constrain(care, care).unwrap(), TRUE);
        let (a, b) = (diagram.constrain(a, care).unwrap(), diagram.constrain(b, care).unwrap());
        let not_b = diagram.not(b).unwrap();
        assert_eq!(diagram.and(a, not_b).unwrap(), FALSE);
        assert_ne!(diagram.and(a, b).unwrap(), FALSE);
    }

    #[test]
    fn the_bound_is_an_answer() {
        let mut diagram = Diagram::new(4);
        diagram.variable(0).unwrap();
        diagram.variable(1).unwrap();
        assert_eq!(diagram.variable(2), Err(Full));
        assert_eq!(diagram.variable(MOST_VARIABLES), Err(Full));
    }

    #[test]
    fn support_is_what_a_function_depends_on() {
        let mut diagram = Diagram::new(1000);
        let (a, b, c) = (diagram.variable(0).unwrap(), diagram.variable(1).unwrap(), diagram.variable(70).unwrap());
        let ab = diagram.and(a, b).unwrap();
        let (ab, b, c) = (diagram.support(ab), diagram.support(b), diagram.support(c));
        assert!(ab.meets(b) && !ab.meets(c) && c.meets(c));
    }
}

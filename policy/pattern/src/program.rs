//! A pattern as a program: the instructions that one pass over a text carries out, and what is known of each program
//! before it runs. Never looks at a text.

use crate::ast::Assertion;
use crate::characters::classes::Class;

/// All programs of one pattern together have at most this many instructions.
pub(crate) const MAX_SIZE: usize = 32_768;

/// One instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inst {
    /// Pass this character.
    Char(char),
    /// Pass a character of this class.
    Class(u32),
    /// Pass a character; with `false`, any but a line feed.
    Any(bool),
    /// Go on if the place is such.
    Assert(Assertion),
    /// Go on if the look-around of this index holds here, or, negated, if it does not.
    Look(u32, bool),
    /// Go on at the next instruction and at this one; with `true` the next one is preferred.
    Split(u32, bool),
    /// Go on there.
    Jump(u32),
    /// Note the place in this slot.
    Save(u32),
    /// A match ends here.
    Match,
}

/// The instructions of a pattern or of the body of a look-around. Begins at the first.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) insts: Box<[Inst]>,
    /// The characters a match can begin with; absent if it can be empty.
    pub(crate) first: Option<First>,
    /// Every match begins where the text begins.
    pub(crate) at_start: bool,
}

/// What the first character of a match can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct First {
    ascii: u128,
    other: bool,
}

impl First {
    /// Whether a match can begin with `c`.
    pub(crate) fn contains(self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> u32::from(c) & 1 == 1 } else { self.other }
    }
}

/// One look-around, without its sign.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    pub(crate) behind: bool,
    /// For what is behind the body as it is, for what is ahead the body reversed.
    pub(crate) sweep: Program,
    /// How to find the groups of the body, if there are any.
    pub(crate) recall: Option<Recall>,
}

/// How to find the groups of a look-around that held.
#[derive(Debug, Clone)]
pub(crate) struct Recall {
    /// The slot with the place where it held last.
    pub(crate) mark: usize,
    /// The body, or each of its branches, and how many characters before the place a match of it begins.
    pub(crate) ways: Vec<(u64, Program)>,
}

/// Everything that was compiled.
#[derive(Debug, Clone)]
pub(crate) struct Compiled {
    pub(crate) main: Program,
    pub(crate) looks: Vec<Look>,
    pub(crate) classes: Vec<Class>,
    /// Slots of the main program and of the look-arounds: two a group, and one for each look-around with groups.
    pub(crate) slots: usize,
    /// The number of instructions altogether.
    pub(crate) size: usize,
}

impl Program {
    pub(crate) fn new(insts: Vec<Inst>, classes: &[Class]) -> Self {
        let (first, at_start) = analyse(&insts, classes);
        Self { insts: insts.into(), first, at_start }
    }
}

/// Walks what is reached before the first character.
fn analyse(insts: &[Inst], classes: &[Class]) -> (Option<First>, bool) {
    let mut first = First { ascii: 0, other: false };
    let (mut can_be_empty, mut at_start) = (false, true);
    // Each instruction is seen at most twice: not yet, and already, behind the start of the text.
    let mut seen = vec![[false; 2]; insts.len()];
    let mut todo = vec![(0_usize, false)];
    while let Some((pc, started)) = todo.pop() {
        let (Some(inst), Some(seen)) = (insts.get(pc), seen.get_mut(pc)) else { continue };
        let Some(seen) = seen.get_mut(usize::from(started)) else { continue };
        if std::mem::replace(seen, true) {
            continue;
        }
        match *inst {
            Inst::Assert(Assertion::StartText) => todo.push((pc + 1, true)),
            Inst::Assert(_) | Inst::Look(..) | Inst::Save(_) => todo.push((pc + 1, started)),
            Inst::Jump(to) => todo.push((to as usize, started)),
            Inst::Split(to, _) => {
                todo.push((pc + 1, started));
                todo.push((to as usize, started));
            }
            consuming => {
                at_start &= started;
                match consuming {
                    Inst::Char(c) if c.is_ascii() => first.ascii |= 1 << u32::from(c),
                    Inst::Class(class) => {
                        first.ascii |= classes.get(class as usize).map_or(u128::MAX, Class::ascii);
                        first.other = true;
                    }
                    Inst::Any(_) => first = First { ascii: u128::MAX, other: true },
                    Inst::Match => can_be_empty = true,
                    _ => first.other = true,
                }
            }
        }
    }
    ((!can_be_empty).then_some(first), at_start)
}

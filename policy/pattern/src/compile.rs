//! Tree in, programs out: one walk over the tree for each program. Where two ways lead on, the first is preferred; a
//! program that would pass the size cap is refused. Repetitions are written out as the regex crate does it,
//! so that empty repetitions prefer what it prefers.

use crate::ast::{LookNode, Node, Repeat};
use crate::error::PatternError;
use crate::parse::Parsed;
use crate::program::{Compiled, Inst, Look, MAX_SIZE, Program, Recall};

/// Compiles a whole pattern.
pub(crate) fn compile(parsed: Parsed) -> Result<Compiled, PatternError> {
    let Parsed { node, classes, groups, .. } = parsed;
    let mut compiler = Compiler { looks: Vec::new(), slots: 2 * (groups + 1), size: 0 };
    let mut code = Code { insts: Vec::new(), forward: true, saves: true };
    compiler.node(&mut code, &node)?;
    let main = compiler.finish(code)?;
    let Compiler { looks, slots, size } = compiler;
    let looks = looks.into_iter().map(|look| look.ready(&classes)).collect();
    Ok(Compiled { main: Program::new(main, &classes), looks, classes, slots, size })
}

/// Characters to go back, and what to match from there.
type Way = (u64, Vec<Inst>);

/// A look-around whose programs are still bare instructions.
struct Draft {
    behind: bool,
    sweep: Vec<Inst>,
    recall: Option<(usize, Vec<Way>)>,
}

impl Draft {
    fn ready(self, classes: &[crate::characters::classes::Class]) -> Look {
        let recall = self.recall.map(|(mark, ways)| Recall {
            mark,
            ways: ways.into_iter().map(|(back, insts)| (back, Program::new(insts, classes))).collect(),
        });
        Look { behind: self.behind, sweep: Program::new(self.sweep, classes), recall }
    }
}

struct Compiler {
    looks: Vec<Draft>,
    slots: usize,
    size: usize,
}

/// A program that is being written.
struct Code {
    insts: Vec<Inst>,
    /// Whether the text is walked forward; else concatenations are reversed.
    forward: bool,
    /// Whether groups are noted.
    saves: bool,
}

impl Code {
    fn here(&self) -> u32 {
        u32::try_from(self.insts.len()).unwrap_or(u32::MAX)
    }

    /// Sets what was left open at that place.
    fn set(&mut self, at: u32, inst: Inst) {
        if let Some(place) = self.insts.get_mut(at as usize) {
            *place = inst;
        }
    }
}

const HOLE: Inst = Inst::Match;

impl Compiler {
    fn finish(&mut self, mut code: Code) -> Result<Vec<Inst>, PatternError> {
        self.emit(&mut code, Inst::Match, (0, 0))?;
        Ok(code.insts)
    }

    fn emit(&mut self, code: &mut Code, inst: Inst, span: (usize, usize)) -> Result<u32, PatternError> {
        self.size += 1;
        if self.size > MAX_SIZE {
            let message = format!("this makes the pattern larger than {MAX_SIZE} steps; use smaller repetitions");
            return Err(PatternError::new(span.0, span.1, message));
        }
        let at = code.here();
        code.insts.push(inst);
        Ok(at)
    }

    fn node(&mut self, code: &mut Code, node: &Node) -> Result<(), PatternError> {
        self.spanned(code, node, (0, 0))
    }

    /// Writes `node`; `span` is what to name if that grows too large.
    fn spanned(&mut self, code: &mut Code, node: &Node, span: (usize, usize)) -> Result<(), PatternError> {
        match node {
            Node::Empty => {}
            Node::Char(c) => drop(self.emit(code, Inst::Char(*c), span)?),
            Node::Class(class) => {
                let class = u32::try_from(*class).unwrap_or(u32::MAX);
                self.emit(code, Inst::Class(class), span)?;
            }
            Node::Any(newline) => drop(self.emit(code, Inst::Any(*newline), span)?),
            Node::Assert(assertion) => drop(self.emit(code, Inst::Assert(*assertion), span)?),
            Node::Concat(parts) if code.forward => {
                for part in parts {
                    self.spanned(code, part, span)?;
                }
            }
            Node::Concat(parts) => {
                for part in parts.iter().rev() {
                    self.spanned(code, part, span)?;
                }
            }
            Node::Alt(branches) => self.alternatives(code, branches, span)?,
            Node::Group(node, index) if code.saves => {
                let slot = u32::try_from(2 * index).unwrap_or(u32::MAX);
                self.emit(code, Inst::Save(slot), span)?;
                self.spanned(code, node, span)?;
                self.emit(code, Inst::Save(slot + 1), span)?;
            }
            Node::Group(node, _) => self.spanned(code, node, span)?,
            Node::Repeat(repeat) => self.repeat(code, repeat)?,
            Node::Look(look) => self.look(code, look)?,
        }
        Ok(())
    }

    fn alternatives(&mut self, code: &mut Code, branches: &[Node], span: (usize, usize)) -> Result<(), PatternError> {
        let mut jumps = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            if index + 1 == branches.len() {
                self.spanned(code, branch, span)?;
                break;
            }
            let fork = self.emit(code, HOLE, span)?;
            self.spanned(code, branch, span)?;
            jumps.push(self.emit(code, HOLE, span)?);
            code.set(fork, Inst::Split(code.here(), true));
        }
        for jump in jumps {
            code.set(jump, Inst::Jump(code.here()));
        }
        Ok(())
    }

    fn repeat(&mut self, code: &mut Code, repeat: &Repeat) -> Result<(), PatternError> {
        let Repeat { node, min, max, greedy, span } = repeat;
        let (mut min, mut max, greedy, span) = (*min, *max, *greedy, *span);
        if node.max_len() == Some(0) {
            // Once is as good as often.
            min = min.min(1);
            max = Some(max.map_or(1, |max| max.min(1)));
        }
        let Some(max) = max else { return self.unbounded(code, repeat, min) };
        for _ in 0..min {
            self.spanned(code, node, span)?;
        }
        let mut forks = Vec::new();
        for _ in min..max {
            forks.push(self.emit(code, HOLE, span)?);
            self.spanned(code, node, span)?;
        }
        for fork in forks {
            code.set(fork, Inst::Split(code.here(), greedy));
        }
        Ok(())
    }

    /// Writes `{min,}` where `node` can be longer than empty.
    fn unbounded(&mut self, code: &mut Code, repeat: &Repeat, min: u32) -> Result<(), PatternError> {
        let Repeat { node, greedy, span, .. } = repeat;
        if min == 0 && node.min_len() > 0 {
            let fork = self.emit(code, HOLE, *span)?;
            self.spanned(code, node, *span)?;
            self.emit(code, Inst::Jump(fork), *span)?;
            code.set(fork, Inst::Split(code.here(), *greedy));
            return Ok(());
        }
        // What can be empty is written as `(?:x+)?`: once entered, it may pass without a character.
        let skip = if min == 0 { Some(self.emit(code, HOLE, *span)?) } else { None };
        for _ in 1..min {
            self.spanned(code, node, *span)?;
        }
        let again = code.here();
        self.spanned(code, node, *span)?;
        self.emit(code, Inst::Split(again, !*greedy), *span)?;
        if let Some(skip) = skip {
            code.set(skip, Inst::Split(code.here(), *greedy));
        }
        Ok(())
    }

    fn look(&mut self, code: &mut Code, look: &LookNode) -> Result<(), PatternError> {
        let mut sweep = Code { insts: Vec::new(), forward: look.behind, saves: false };
        self.spanned(&mut sweep, &look.node, look.span)?;
        let sweep = self.finish(sweep)?;
        let mut recall = None;
        if code.saves && !look.negate && look.node.captures() {
            let mark = self.slots;
            self.slots += 1;
            let mut ways = Vec::new();
            for (back, node) in ways_back(look)? {
                let mut way = Code { insts: Vec::new(), forward: true, saves: true };
                self.spanned(&mut way, node, look.span)?;
                ways.push((back, self.finish(way)?));
            }
            self.emit(code, Inst::Save(u32::try_from(mark).unwrap_or(u32::MAX)), look.span)?;
            recall = Some((mark, ways));
        }
        let index = u32::try_from(self.looks.len()).unwrap_or(u32::MAX);
        self.looks.push(Draft { behind: look.behind, sweep, recall });
        self.emit(code, Inst::Look(index, look.negate), look.span)?;
        Ok(())
    }
}

/// The ways to match the body again for its groups: how many characters before the place to begin, and what with.
fn ways_back(look: &LookNode) -> Result<Vec<(u64, &Node)>, PatternError> {
    if !look.behind {
        return Ok(vec![(0, &look.node)]);
    }
    let branches = match &look.node {
        Node::Alt(branches) if look.node.fixed_len().is_none() => branches.as_slice(),
        node => std::slice::from_ref(node),
    };
    let ways: Option<Vec<_>> = branches.iter().map(|node| Some((node.fixed_len()?, node))).collect();
    ways.ok_or_else(|| {
        let message = "a look-behind with groups must have one length; write `(?:` in it where no group is needed";
        PatternError::new(look.span.0, look.span.1, message)
    })
}

//! The machine: all ways through a program at once, one character of text after the other.
//! Each instruction is visited at most once for each place, so a pass costs at most program times text. What it costs is counted on
//! the way, and where that is more than allowed the pass ends early.

use crate::ast::Assertion;
use crate::characters::classes::Class;
use crate::characters::unicode::is_word;
use crate::matching::places::Places;
use crate::matching::steps::Steps;
use crate::program::{Inst, Program};

/// The steps of a visit to an instruction: of one that needs no character, or of one that is asked whether it takes a character.
const VISIT: u64 = 2;

/// A slot that holds no place.
pub(crate) const NONE: usize = usize::MAX;

/// A text and what is known of it.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) text: &'a str,
    pub(crate) classes: &'a [Class],
    pub(crate) places: &'a [Places],
    /// Whether every look-around is taken to hold, so that what matches may match, and what does not never does.
    pub(crate) is_lenient: bool,
}

impl Text<'_> {
    fn next(&self, at: usize) -> Option<char> {
        match *self.text.as_bytes().get(at)? {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        match *self.text.as_bytes().get(at.checked_sub(1)?)? {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text.get(..at)?.chars().next_back(),
        }
    }

    fn holds(&self, assertion: Assertion, at: usize) -> bool {
        let word = |c: Option<char>| c.is_some_and(is_word);
        match assertion {
            Assertion::StartText => at == 0,
            Assertion::EndText => at == self.text.len(),
            Assertion::StartLine => matches!(self.before(at), None | Some('\n')),
            Assertion::EndLine => matches!(self.next(at), None | Some('\n')),
            Assertion::WordBoundary => word(self.before(at)) != word(self.next(at)),
            Assertion::NotWordBoundary => word(self.before(at)) == word(self.next(at)),
            Assertion::WordStart => !word(self.before(at)) && word(self.next(at)),
            Assertion::WordEnd => word(self.before(at)) && !word(self.next(at)),
        }
    }

    /// Whether `c` passes; what it costs to find out is counted.
    fn passes(&self, inst: Inst, c: char, steps: &mut Steps) -> bool {
        steps.taken += VISIT;
        match inst {
            Inst::Class(class) if !c.is_ascii() => self.classes.get(class as usize).is_some_and(|class| {
                steps.taken += u64::from(class.weight());
                class.contains(c)
            }),
            Inst::Char(wanted) => c == wanted,
            Inst::Class(class) => self.classes.get(class as usize).is_some_and(|class| class.contains(c)),
            Inst::Any(newline) => newline || c != '\n',
            _ => false,
        }
    }
}

/// Where and how to look for a match.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Search {
    /// The byte offset to begin at.
    pub(crate) from: usize,
    /// Whether a match must begin there.
    pub(crate) anchored: bool,
    /// Whether it is enough to know that there is a match.
    pub(crate) earliest: bool,
}

/// The ways that are open at one place, the preferred first, each with its slots.
#[derive(Debug, Default)]
struct Ways {
    pcs: Vec<u32>,
    slots: Vec<usize>,
}

impl Ways {
    fn clear(&mut self) {
        self.pcs.clear();
        self.slots.clear();
    }
}

#[derive(Debug, Clone, Copy)]
enum Todo {
    Visit(u32),
    Restore(u32, usize),
}

/// Memory of passes, to be used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Machine {
    now: Ways,
    then: Ways,
    /// By instruction, the round it was visited last.
    seen: Vec<u32>,
    round: u32,
    slots: Vec<usize>,
    todo: Vec<Todo>,
    pub(crate) steps: Steps,
}

impl Machine {
    fn prepare(&mut self, program: &Program, slots: usize) {
        self.now.clear();
        self.then.clear();
        self.seen.clear();
        self.seen.resize(program.insts.len(), 0);
        self.steps.taken += program.insts.len() as u64 / 16;
        self.round = 1;
        self.slots.clear();
        self.slots.resize(slots, NONE);
    }

    /// A new round: everything may be visited again.
    fn next_round(&mut self) {
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.seen.fill(0);
            self.round = 1;
        }
    }

    /// Follows all that needs no character from `start` at `at`, and adds the ways to `self.then`.
    /// Gives whether a match was reached.
    fn follow(&mut self, program: &Program, text: Text<'_>, start: u32, at: usize) -> bool {
        let mut matched = false;
        self.todo.push(Todo::Visit(start));
        while let Some(todo) = self.todo.pop() {
            let mut pc = match todo {
                Todo::Visit(pc) => pc,
                Todo::Restore(slot, value) => {
                    if let Some(slot) = self.slots.get_mut(slot as usize) {
                        *slot = value;
                    }
                    continue;
                }
            };
            while let (Some(inst), Some(seen)) = (program.insts.get(pc as usize), self.seen.get_mut(pc as usize)) {
                if *seen == self.round {
                    break;
                }
                *seen = self.round;
                self.steps.taken += VISIT;
                pc = match *inst {
                    Inst::Jump(to) => to,
                    Inst::Split(to, prefers_next) => {
                        let (one, two) = if prefers_next { (pc + 1, to) } else { (to, pc + 1) };
                        self.todo.push(Todo::Visit(two));
                        one
                    }
                    Inst::Save(slot) => {
                        if let Some(place) = self.slots.get_mut(slot as usize) {
                            self.todo.push(Todo::Restore(slot, *place));
                            *place = at;
                        }
                        pc + 1
                    }
                    Inst::Assert(assertion) if text.holds(assertion, at) => pc + 1,
                    Inst::Look(..) if text.is_lenient => pc + 1,
                    Inst::Look(look, negate) => {
                        if text.places.get(look as usize).is_some_and(|places| places.contains(at)) == negate {
                            break;
                        }
                        pc + 1
                    }
                    Inst::Assert(_) => break,
                    consuming => {
                        matched |= consuming == Inst::Match;
                        self.then.pcs.push(pc);
                        if !self.slots.is_empty() {
                            self.then.slots.extend_from_slice(&self.slots);
                            self.steps.taken += self.slots.len() as u64 / 8;
                        }
                        break;
                    }
                };
            }
        }
        matched
    }

    /// The leftmost match, of several the preferred. Fills `found` with places, as many slots as it has room for.
    pub(crate) fn search(&mut self, program: &Program, text: Text<'_>, how: Search, found: &mut [usize]) -> bool {
        let width = found.len();
        let anchored = how.anchored || program.at_start;
        let mut matched = false;
        let mut at = how.from;
        self.prepare(program, width);
        loop {
            // `then` has what is open here, `now` is free.
            if !matched && (!anchored || at == how.from) {
                if self.then.pcs.is_empty()
                    && let (Some(first), false) = (program.first, how.anchored)
                {
                    let skipped = at;
                    while text.next(at).is_some_and(|c| !first.contains(c)) {
                        if anchored {
                            return false;
                        }
                        at += text.next(at).map_or(1, char::len_utf8);
                    }
                    self.steps.taken += (at - skipped) as u64 / 4;
                }
                self.slots.fill(NONE);
                if let Some(start) = self.slots.first_mut() {
                    *start = at;
                }
                let done = self.follow(program, text, 0, at);
                if done && how.earliest {
                    return true;
                }
            }
            std::mem::swap(&mut self.now, &mut self.then);
            self.then.clear();
            self.next_round();
            if self.now.pcs.is_empty() && (matched || anchored) {
                return matched;
            }
            if self.steps.are_over() {
                return false;
            }
            let c = text.next(at);
            let after = at + c.map_or(1, char::len_utf8);
            let now = std::mem::take(&mut self.now);
            for (index, &pc) in now.pcs.iter().enumerate() {
                let Some(&inst) = program.insts.get(pc as usize) else { continue };
                let own = now.slots.get(index * width..(index + 1) * width).unwrap_or(&[]);
                if inst == Inst::Match {
                    matched = true;
                    found.copy_from_slice(own);
                    if let Some(end) = found.get_mut(1) {
                        *end = at;
                    }
                    break;
                }
                if c.is_some_and(|c| text.passes(inst, c, &mut self.steps)) {
                    self.slots.copy_from_slice(own);
                    if self.follow(program, text, pc + 1, after) && how.earliest {
                        matched = true;
                        break;
                    }
                }
            }
            self.now = now;
            if c.is_none() || matched && how.earliest {
                return matched;
            }
            at = after;
        }
    }

    /// Tells `hit` each place where a match of the program ends that begins anywhere before, in the walking order.
    pub(crate) fn sweep(&mut self, program: &Program, text: Text<'_>, forward: bool, mut hit: impl FnMut(usize)) {
        self.prepare(program, 0);
        let mut at = if forward { 0 } else { text.text.len() };
        let mut matched = false;
        loop {
            let c = if forward { text.next(at) } else { text.before(at) };
            let begins = program.first.is_none_or(|first| c.is_some_and(|c| first.contains(c)));
            if begins {
                matched |= self.follow(program, text, 0, at);
            }
            if matched {
                hit(at);
            }
            let Some(c) = c else { return };
            self.steps.taken += 1;
            if self.steps.are_over() {
                return;
            }
            at = if forward { at + c.len_utf8() } else { at - c.len_utf8() };
            std::mem::swap(&mut self.now, &mut self.then);
            self.then.clear();
            self.next_round();
            matched = false;
            let now = std::mem::take(&mut self.now);
            for &pc in &now.pcs {
                if program.insts.get(pc as usize).is_some_and(|&inst| text.passes(inst, c, &mut self.steps)) {
                    matched |= self.follow(program, text, pc + 1, at);
                }
            }
            self.now = now;
        }
    }
}

//! A Guard file that is being written: keys of the facts and what they mean, variables, rules. Takes text, never evaluates a rule.

mod facts;
mod query;

use tablewarden_guard::{Assignment, Dialect, Rule, parse};
use tablewarden_source::Span;
use tablewarden_wire::{Completion, CompletionKind, Hover, Location, Symbol, SymbolKind};

use crate::choice::{Choice, in_place};
use facts::Fact;
use query::{Begun, Next, begun, is_name};

/// A Guard file that is open in an editor.
#[derive(Clone, Copy)]
pub struct GuardFile<'o> {
    /// Its text.
    pub text: &'o str,
    /// Lines and columns of a span of it.
    pub locate: &'o dyn Fn(Span) -> Location,
}

impl<'o> GuardFile<'o> {
    /// The word around an offset.
    fn word(&self, offset: u32) -> std::ops::Range<usize> {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let (before, behind) = self.text.split_at(at);
        let start = before.len() - before.chars().rev().take_while(|one| is_name(*one)).count();
        start..at + behind.chars().take_while(|one| is_name(*one)).count()
    }

    /// What the file is up to a word.
    fn begun(&self, word: &std::ops::Range<usize>) -> Begun<'o> {
        begun(self.text.get(..word.start).unwrap_or(""))
    }

    fn fact(&self, word: &std::ops::Range<usize>) -> Option<Fact> {
        let Next::Key(position) = self.begun(word).next else { return None };
        let name = self.text.get(word.clone())?;
        position.keys().into_iter().find(|fact| fact.key == name)
    }

    /// What can be written at an offset: keys of facts, texts that a fact can be, variables.
    #[must_use]
    pub fn complete(&self, offset: u32) -> Vec<Completion> {
        let word = self.word(offset);
        let choice = |label: &str, kind, detail: Option<String>| Choice {
            label: label.to_owned(),
            insert: label.to_owned(),
            kind,
            detail,
        };
        let begun = self.begun(&word);
        let choices = match begun.next {
            Next::Key(position) => {
                let detail = |fact: &Fact| [&fact.kind(), ": ", fact.meaning].concat();
                let keys = position.keys().into_iter();
                keys.map(|fact| choice(fact.key, CompletionKind::Fact, Some(detail(&fact)))).collect()
            }
            Next::Compared(facts::Position::Scalar(what)) if what.contains('|') => {
                what.split('|').map(|text| choice(text, CompletionKind::Value, None)).collect()
            }
            Next::Variable => {
                let mut names: Vec<(&str, Span)> =
                    begun.variables.iter().map(|(name, (_, span))| (*name, *span)).collect();
                tablewarden_order::sort_by_key(&mut names, |(_, span)| *span);
                names.into_iter().map(|(name, _)| choice(name, CompletionKind::Variable, None)).collect()
            }
            _ => Vec::new(),
        };
        in_place(choices, &|_| word.clone(), self.locate)
    }

    /// What the fact means whose key is at an offset.
    #[must_use]
    pub fn hover(&self, offset: u32) -> Option<Hover> {
        let word = self.word(offset);
        let fact = self.fact(&word)?;
        let markdown = ["`", fact.key, "`: ", &fact.kind(), "\n\n", fact.meaning].concat();
        Some(Hover { span: (self.locate)(span(&word)), markdown })
    }

    /// Where the variable or the rule is defined that is named at an offset.
    #[must_use]
    pub fn define(&self, offset: u32) -> Vec<Location> {
        let word = self.word(offset);
        let Some(name) = self.text.get(word.clone()).filter(|name| !name.is_empty()) else { return Vec::new() };
        let found: Vec<Span> = match self.begun(&word).next {
            Next::Variable => self.begun(&word).variables.get(name).map(|(_, span)| *span).into_iter().collect(),
            _ => {
                let rules = parse(self.text, Dialect::default()).file.rules;
                rules.into_iter().filter(|rule| *rule.name == *name).map(|rule| rule.name.span).collect()
            }
        };
        found.into_iter().filter(|span| span.start as usize != word.start).map(self.locate).collect()
    }

    /// The rules and the variables of the file, as far as it could be read.
    #[must_use]
    pub fn symbols(&self) -> Vec<Symbol> {
        let file = parse(self.text, Dialect::default()).file;
        let variables = file.assignments.iter().map(|one| self.variable(one));
        let mut all: Vec<Symbol> = variables.chain(file.rules.iter().map(|rule| self.rule(rule))).collect();
        tablewarden_order::sort_by_key(&mut all, |symbol| symbol.span.start_byte);
        all
    }

    fn rule(&self, rule: &Rule) -> Symbol {
        let children = rule.body.assignments.iter().map(|one| self.variable(one)).collect();
        Symbol { children, ..self.symbol(&rule.name, SymbolKind::Rule, (rule.span, rule.name.span)) }
    }

    fn variable(&self, assignment: &Assignment) -> Symbol {
        self.symbol(&assignment.name, SymbolKind::Variable, (assignment.span, assignment.name.span))
    }

    fn symbol(&self, name: &str, kind: SymbolKind, (whole, selection): (Span, Span)) -> Symbol {
        let (span, selection) = ((self.locate)(whole), (self.locate)(selection));
        Symbol { name: name.to_owned(), kind, detail: None, span, selection, children: Vec::new() }
    }
}

fn span(range: &std::ops::Range<usize>) -> Span {
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(offset(range.start), offset(range.end))
}

//! What is known while a file is compiled: its rules and names, the keys of all files, whose text it is, and what is wrong so far.

use std::sync::Arc;

use tablewarden_order::Map;
use tablewarden_source::Span;

use super::names::{Names, Owner};
use super::source_file::{LoadProblem, SourceFile};
use crate::plan::key::Key;

/// The keys of all files, each spelt out once.
pub(super) type Keys = Map<Box<str>, Arc<Key>>;

/// Compiles one file.
pub(super) struct Compiler<'s, 'k> {
    pub(super) index: usize,
    pub(super) text: &'s str,
    pub(super) names: Names,
    pub(super) keys: &'k mut Keys,
    /// The plain rules by name, and the callable ones with the number of their parameters.
    pub(super) rules: Map<&'s str, Vec<usize>>,
    pub(super) callables: Map<&'s str, (usize, usize)>,
    pub(super) refers_to_rules: bool,
    pub(super) problems: Vec<(Owner, LoadProblem)>,
    /// Whose text is being compiled.
    pub(super) owner: Owner,
}

impl<'s, 'k> Compiler<'s, 'k> {
    pub(super) fn new(index: usize, file: &SourceFile<'s>, keys: &'k mut Keys) -> Self {
        let mut rules: Map<&str, Vec<usize>> = Map::new();
        let first = usize::from(!file.rules.defaults.is_empty());
        for (position, rule) in file.rules.plain_rules().enumerate() {
            rules.or_default(&rule.name).push(first + position);
        }
        let callables = file.rules.parameterized_rules().enumerate();
        let callables =
            callables.map(|(position, rule)| (&*rule.name.text, (position, rule.parameters.len()))).collect();
        Self {
            index,
            text: file.text,
            names: Names::default(),
            keys,
            rules,
            callables,
            refers_to_rules: false,
            problems: Vec::new(),
            owner: Owner::Let(0),
        }
    }

    pub(super) fn problem(&mut self, span: Span, message: String) {
        self.problems.push((self.owner, LoadProblem { file: self.index, span, message }));
    }
}

//! The names of variables: a number for each, and for each use whether there is a variable of that name in sight.

use tablewarden_order::Map;
use tablewarden_source::Span;

use crate::plan::line::Name;

/// Whose text something stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The rule at that index.
    Rule(usize),
    /// The rule with parameters at that index.
    Callable(usize),
    /// The variable of the file at that position.
    Let(usize),
    /// The whole file.
    File,
}

/// The names of one file.
#[derive(Debug, Default)]
pub(super) struct Names {
    numbers: Map<Box<str>, Name>,
    all: Vec<Box<str>>,
    captured: Vec<bool>,
    /// Whether the name is that of a variable anywhere.
    defined: Vec<bool>,
    /// The names of the scopes around what is being compiled.
    scopes: Vec<Vec<Name>>,
    /// How often each name is in one of these scopes.
    in_sight: Vec<u32>,
    /// Uses with no variable in sight. A filter further on may capture keys of that name.
    open: Vec<(Owner, Span, Name)>,
}

impl Names {
    pub(super) fn name(&mut self, text: &str) -> Name {
        if let Some(name) = self.numbers.get(text) {
            return *name;
        }
        let name = Name(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.numbers.insert(text.into(), name);
        self.all.push(text.into());
        self.captured.push(false);
        self.defined.push(false);
        self.in_sight.push(0);
        name
    }

    /// Opens a scope.
    pub(super) fn open(&mut self) {
        self.scopes.push(Vec::new());
    }

    /// Closes the innermost scope.
    pub(super) fn close(&mut self) {
        for name in self.scopes.pop().unwrap_or_default() {
            if let Some(count) = self.in_sight.get_mut(name.index()) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// A variable of the innermost scope.
    pub(super) fn define(&mut self, text: &str) {
        let name = self.name(text);
        if let (Some(defined), Some(count)) = (self.defined.get_mut(name.index()), self.in_sight.get_mut(name.index()))
        {
            *defined = true;
            *count += 1;
        }
        if let Some(scope) = self.scopes.last_mut() {
            scope.push(name);
        }
    }

    /// The name that a filter captures keys in.
    pub(super) fn capture(&mut self, text: &str) -> Name {
        let name = self.name(text);
        if let Some(captured) = self.captured.get_mut(name.index()) {
            *captured = true;
        }
        name
    }

    /// A use of a variable.
    pub(super) fn used(&mut self, text: &str, span: Span, owner: Owner) -> Name {
        let name = self.name(text);
        if self.in_sight.get(name.index()).copied() == Some(0) {
            self.open.push((owner, span, name));
        }
        name
    }

    /// The uses for which there is no variable. A rule with parameters sees those of its callers too, so there any
    /// variable of the file may be meant.
    pub(super) fn undefined(&mut self) -> Vec<(Owner, Span, Box<str>)> {
        let is = |flags: &[bool], name: Name| flags.get(name.index()).copied().unwrap_or(false);
        let open = std::mem::take(&mut self.open);
        let missing = open.into_iter().filter(|(owner, _, name)| {
            let may_be_the_callers = matches!(owner, Owner::Callable(_)) && is(&self.defined, *name);
            !is(&self.captured, *name) && !may_be_the_callers
        });
        missing
            .map(|(owner, span, name)| (owner, span, self.all.get(name.index()).cloned().unwrap_or_default()))
            .collect()
    }

    /// The names in the order of their numbers, and which of them are captured.
    pub(super) fn finish(self) -> (Vec<Box<str>>, Vec<bool>) {
        (self.all, self.captured)
    }
}

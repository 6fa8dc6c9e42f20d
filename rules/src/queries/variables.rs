//! The variables of a rule file, scope by scope. Of two with one name the inner one counts, and in one scope the last.

use std::collections::HashMap;

use super::reached::Reached;

#[derive(Debug, Default)]
pub(super) struct Variables<'f> {
    scopes: Vec<HashMap<&'f str, Reached<'f>>>,
}

impl<'f> Variables<'f> {
    pub(super) fn open(&mut self) {
        self.scopes.push(HashMap::new());
    }

    pub(super) fn close(&mut self) {
        self.scopes.pop();
    }

    pub(super) fn set(&mut self, name: &'f str, value: Reached<'f>) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name, value);
        }
    }

    /// What the variable stands for. Of a name that nothing sets the compiler of rules speaks.
    pub(super) fn get(&self, name: &str) -> Reached<'f> {
        let found = self.scopes.iter().rev().find_map(|scope| scope.get(name));
        found.cloned().unwrap_or(Reached::NotFollowed)
    }
}

//! A value at the end of a row of keys below a mapping. Mappings that are missing are made.

use tablewarden_template::{At, Value};

use super::Writer;
use crate::refused::Refused;
use crate::style::Tree;
use crate::text::Edit;

impl Writer<'_> {
    /// Gives the entry at the end of `path`, below the mapping at `at`, that value. No edits where it has it already.
    ///
    /// # Errors
    /// Why it can't be written, and where: what stands on the way is no mapping, or what is there is a function.
    pub fn set(&self, at: At, path: &[&str], value: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
        let (mut here, mut rest) = (at, path);
        while let Some((key, more)) = rest.split_first() {
            if self.view.value(here) == Value::Null {
                self.writable(here)?;
                return self.replace(here, &value.clone().below(rest));
            }
            self.mapping(here, key)?;
            let Some(next) = self.view.get(here, key) else {
                return self.add(here, key, &value.clone().below(more));
            };
            (here, rest) = (next, more);
        }
        if !value.is_at(self.view, here) && self.view.intrinsic(here).is_some() {
            return self.refused(here, "This is a function. Change what it gives.");
        }
        self.replace(here, value)
    }

    /// Adds `value` as the last element of the list at the end of `path`, below the value at `at`. What is missing is made.
    ///
    /// # Errors
    /// Why it can't be written, and where: what is there is no list, say.
    pub fn append(&self, at: At, path: &[&str], value: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
        let (mut here, mut rest) = (at, path);
        let list = || Tree::List(vec![value.clone()]);
        while let Some((key, more)) = rest.split_first() {
            if self.view.value(here) == Value::Null {
                break;
            }
            self.mapping(here, key)?;
            let Some(next) = self.view.get(here, key) else {
                return self.add(here, key, &list().below(more));
            };
            (here, rest) = (next, more);
        }
        self.writable(here)?;
        match self.view.value(here) {
            Value::Null => self.replace(here, &list().below(rest)),
            Value::List => self.push(here, value),
            _ => self.refused(here, "This is not a list. Make a list of it first."),
        }
    }

    /// Adds an entry to a mapping: behind the entry with the value `after`, or as the last one.
    ///
    /// # Errors
    /// Why it can't be written, and where: there is such an entry already, say.
    pub fn add_entry(&self, at: At, after: Option<At>, key: &str, value: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
        if self.view.value(at) == Value::Null {
            self.writable(at)?;
            return self.replace(at, &value.clone().below(&[key]));
        }
        self.mapping(at, key)?;
        if let Some(old) = self.view.get(at, key) {
            return self.refused(old, ["There is an entry `", key, "` already."].concat());
        }
        match after {
            Some(after) if self.parent(after.node()) == Some(at.node()) => self.add_behind(at, after, key, value),
            _ => self.add(at, key, value),
        }
    }
}

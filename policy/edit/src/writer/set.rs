//! A value at the end of a row of keys below a mapping. Mappings that are missing are made.

use std::borrow::Cow;

use tablewarden_template::{At, Value};

use super::template::Writer;
use crate::refused::Refused;
use crate::style::Tree;
use crate::text::{Edit, sort_edits};

/// New entries of a mapping, or of what has no value yet.
type Missing<'t> = (At, Vec<(Cow<'t, str>, Tree<'t>)>);

impl Writer<'_> {
    /// Gives the entry at the end of `path`, below the mapping at `at`, that value. No edits where it has it already.
    ///
    /// # Errors
    /// Why it can't be written, and where: what stands on the way is no mapping, or what is there is a function.
    pub fn set(&self, at: At, path: &[&str], value: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
        self.set_all(at, &[(path, value)])
    }

    /// Gives the entries at the end of several paths their values. What is new in one mapping stands together.
    ///
    /// # Errors
    /// As [`Writer::set`].
    pub fn set_all(&self, at: At, entries: &[(&[&str], &Tree<'_>)]) -> Result<Vec<Edit>, Refused> {
        let mut edits = Vec::new();
        let mut missing: Vec<Missing<'_>> = Vec::new();
        for (path, value) in entries {
            let (here, rest) = self.down(at, path)?;
            if rest.is_empty() {
                let is_function = self.view.intrinsic(here).is_some() && !self.is_nothing(here);
                if is_function && !value.is_at(self.view, here) {
                    return self.refused(here, "This is a function. Change what it gives.");
                }
                edits.extend(self.replace(here, value)?);
                continue;
            }
            if !missing.iter().any(|(known, _)| *known == here) {
                missing.push((here, Vec::new()));
            }
            let new = missing.iter_mut().find(|(known, _)| *known == here);
            if !new.is_some_and(|(_, new)| Tree::put(new, rest, (*value).clone())) {
                return self.refused(here, "Two of the new values have the same place.");
            }
        }
        for (here, new) in missing {
            edits.extend(match self.is_nothing(here) {
                true => self.replace(here, &Tree::Map(new))?,
                false => self.add(here, &new)?,
            });
        }
        sort_edits(&mut edits);
        Ok(edits)
    }

    /// Goes down from a mapping as far as the keys of a path are there, and gives those that are not. Where there are any, it gives
    /// a mapping that can take them, or a value that is none yet.
    pub(super) fn down<'k, 's>(&self, at: At, path: &'k [&'s str]) -> Result<(At, &'k [&'s str]), Refused> {
        let (mut here, mut rest) = (at, path);
        while let Some((key, more)) = rest.split_first() {
            if self.is_nothing(here) {
                self.writable(here)?;
                break;
            }
            self.mapping(here, key)?;
            let Some(next) = self.view.get(here, key) else { break };
            (here, rest) = (next, more);
        }
        Ok((here, rest))
    }

    /// Adds `value` as the last element of the list at the end of `path`, below the value at `at`. What is missing is made.
    ///
    /// # Errors
    /// Why it can't be written, and where: what is there is no list, say.
    pub fn append(&self, at: At, path: &[&str], value: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
        let (here, rest) = self.down(at, path)?;
        let list = || Tree::List(vec![value.clone()]).below(rest);
        self.writable(here)?;
        match (self.view.value(here), rest) {
            _ if self.is_nothing(here) => self.replace(here, &list()),
            (_, [key, more @ ..]) => {
                self.add(here, &[(Cow::Borrowed(*key), Tree::List(vec![value.clone()]).below(more))])
            }
            (Value::List, []) => self.push(here, value),
            _ => self.refused(here, "This is not a list. Make a list of it first."),
        }
    }

    /// Adds an entry to a mapping: behind the entry with the value `after`, or as the last one.
    ///
    /// # Errors
    /// Why it can't be written, and where: there is such an entry already, say.
    pub fn add_entry(&self, at: At, after: Option<At>, key: &str, value: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
        if self.is_nothing(at) {
            self.writable(at)?;
            return self.replace(at, &value.clone().below(&[key]));
        }
        if let Some(old) = self.view.get(at, key) {
            self.mapping(at, key)?;
            return self.refused(old, ["There is an entry `", key, "` already."].concat());
        }
        self.add_new_entry(at, after, key, value)
    }

    /// The same, where it is known that there is no such entry: a long mapping is not looked through.
    ///
    /// # Errors
    /// As [`Writer::add_entry`].
    pub fn add_new_entry(&self, at: At, after: Option<At>, key: &str, value: &Tree<'_>) -> Result<Vec<Edit>, Refused> {
        self.mapping(at, key)?;
        match after {
            Some(after) if self.parent(after.node()) == Some(at.node()) => self.add_behind(at, after, key, value),
            _ => self.add(at, &[(Cow::Borrowed(key), value.clone())]),
        }
    }
}

//! The people around the invented host: what they do to files while a command waits, and what of it the host sees.

use std::collections::{BTreeSet, VecDeque};

/// Files by their paths with their new texts; without one a file is removed.
type Changes = Vec<(String, Option<String>)>;

/// What is still to be done, and what is watched.
#[derive(Default)]
pub(crate) struct People {
    will: VecDeque<Changes>,
    places: BTreeSet<String>,
    has_new: bool,
    during: VecDeque<(String, String)>,
    untold: Vec<String>,
}

impl People {
    /// Will save these files at once, while the command waits.
    pub(crate) fn will_save(&mut self, files: &[(&str, &str)]) {
        self.will.push_back(files.iter().map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned()))).collect());
    }

    /// Will remove a file, while the command waits.
    pub(crate) fn will_remove(&mut self, path: &str) {
        self.will.push_back(vec![(path.to_owned(), None)]);
    }

    /// Will save a file during each of the next checks, before it is read: a text for each.
    pub(crate) fn will_save_during_checks(&mut self, path: &str, texts: &[&str]) {
        self.during.extend(texts.iter().map(|text| (path.to_owned(), (*text).to_owned())));
    }

    /// What they save during a check.
    pub(super) fn during_check(&mut self, whole: fn(&str) -> String) -> Option<(String, String)> {
        let (path, text) = self.during.pop_front()?;
        self.untold.push(whole(&path));
        Some((path, text))
    }

    /// Watches these places; gives those that were not watched, and what is not told yet.
    pub(super) fn watched(&mut self, files: Vec<String>, folders: Vec<String>) -> Vec<String> {
        let places: BTreeSet<String> = files.into_iter().chain(folders).collect();
        let new: Vec<String> = places.difference(&self.places).cloned().collect();
        self.has_new |= !new.is_empty();
        self.places = places;
        new.into_iter().chain(self.untold.iter().cloned()).collect()
    }

    /// What they do until something of it is watched, and the paths that are. When nothing more is to come, the test is over.
    pub(super) fn next(&mut self, whole: fn(&str) -> String) -> Result<(Changes, Vec<String>), String> {
        let (mut done, untold) = (Vec::new(), std::mem::take(&mut self.untold));
        if std::mem::take(&mut self.has_new) || !untold.is_empty() {
            return Ok((done, untold));
        }
        while let Some(changes) = self.will.pop_front() {
            let paths = changes.iter().map(|(path, _)| whole(path));
            let told: Vec<String> = paths.filter(|path| self.is_watched(path)).collect();
            done.extend(changes);
            if !told.is_empty() {
                return Ok((done, told));
            }
        }
        Err("cannot be watched: the test is over".to_owned())
    }

    fn is_watched(&self, path: &str) -> bool {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.places.contains(path) || self.places.contains(folder)
    }
}

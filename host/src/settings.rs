//! Which settings file a template has: the one that was named, or the nearest `tablewarden.yaml` from the template's folder
//! upwards. Each file is read once; what is in it is the engine's.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::args::StackArgs;
use crate::files::{Here, Input, Place, SETTINGS};
use crate::names::{absolute, report_name};

/// A settings file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SettingsFile {
    /// As reports show it.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The settings file of a template, or one line why it cannot be read.
pub(crate) type Found = Result<Option<Arc<SettingsFile>>, String>;

/// Finds the settings of templates.
pub(crate) struct Finder<'h> {
    here: &'h Here<'h>,
    /// What counts for every template; none: each has its own.
    for_all: Option<Option<Arc<SettingsFile>>>,
    /// The last folder that is looked into.
    top: Option<&'h Path>,
    /// What was found from a folder on.
    seen: HashMap<PathBuf, Found>,
}

impl<'h> Finder<'h> {
    /// # Errors
    /// One line, where the file that was named cannot be read.
    pub(crate) fn new(args: &StackArgs, here: &'h Here<'h>) -> Result<Self, String> {
        let for_all = match &args.config {
            Some(path) => {
                let name = report_name(&absolute(path, here.working_dir), here.root);
                let bytes = Place::File(absolute(path, here.working_dir)).read();
                let bytes = bytes.map_err(|message| format!("{}: {message}", path.display()))?;
                Some(Some(Arc::new(SettingsFile { name, bytes })))
            }
            None => args.no_config.then_some(None),
        };
        Ok(Self { here, for_all, top: args.root.as_ref().map(|_| here.root), seen: HashMap::new() })
    }

    /// The settings file of a template. Standard input is taken to be in the working directory.
    pub(crate) fn of(&mut self, input: &Input) -> Found {
        let folder = match &input.place {
            Place::File(path) => path.parent().unwrap_or(path),
            Place::Bytes(_) | Place::Unread(_) => self.here.working_dir,
        };
        self.for_all.clone().map_or_else(|| self.nearest(folder), Ok)
    }

    fn nearest(&mut self, folder: &Path) -> Found {
        let mut passed = Vec::new();
        let mut next = Some(folder);
        let found = loop {
            let Some(folder) = next else { break Ok(None) };
            if let Some(known) = self.seen.get(folder) {
                break known.clone();
            }
            passed.push(folder.to_owned());
            let path = folder.join(SETTINGS);
            if path.is_file() {
                let name = report_name(&path, self.here.root);
                break match Place::File(path).read() {
                    Ok(bytes) => Ok(Some(Arc::new(SettingsFile { name, bytes }))),
                    Err(message) => Err(format!("its settings {name}: {message}")),
                };
            }
            next = folder.parent().filter(|_| self.top != Some(folder));
        };
        self.seen.extend(passed.into_iter().map(|folder| (folder, found.clone())));
        found
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use super::*;

    /// The name of what is found for the file at `path`, seen from `root` in a folder with settings at `at`.
    fn found(test: &str, at: &[&str], path: &str, args: &StackArgs) -> Result<Option<String>, String> {
        let folder = std::env::temp_dir().join(format!("tablewarden-settings-{test}-{}", std::process::id()));
        fs::create_dir_all(folder.join("a/b/c")).unwrap();
        for path in at {
            fs::write(folder.join(path), path).unwrap();
        }
        let root = args.root.as_ref().map_or(folder.clone(), |root| folder.join(root));
        let here = Here { working_dir: &folder, root: &root };
        let input = |path: &str| Input {
            name: path.to_owned(),
            place: Place::File(folder.join(path)),
            skip_other_files: false,
        };
        let mut finder = Finder::new(args, &here)?;
        let first = finder.of(&input(path));
        assert_eq!(finder.of(&input(path)), first);
        fs::remove_dir_all(&folder).unwrap();
        first.map(|file| file.map(|file| file.name.clone()))
    }

    #[test]
    fn the_nearest_counts_up_to_the_root() {
        let (both, none) = (["tablewarden.yaml", "a/b/tablewarden.yaml"], StackArgs::default());
        let name = |name: &str| Ok(Some(name.to_owned()));
        assert_eq!(found("nearest", &both, "a/b/c/t.yaml", &none), name("a/b/tablewarden.yaml"));
        assert_eq!(found("above", &both, "a/t.yaml", &none), name("tablewarden.yaml"));
        let root = StackArgs { root: Some("a".into()), ..StackArgs::default() };
        assert_eq!(found("root", &both, "a/t.yaml", &root), Ok(None));
        assert_eq!(found("inside", &both, "a/b/t.yaml", &root), name("b/tablewarden.yaml"));
    }

    #[test]
    fn a_file_that_was_named_or_none() {
        let both = ["tablewarden.yaml", "a/other.yaml"];
        let named = StackArgs { config: Some("a/other.yaml".into()), ..StackArgs::default() };
        assert_eq!(found("named", &both, "a/b/t.yaml", &named), Ok(Some("a/other.yaml".to_owned())));
        let none = StackArgs { no_config: true, ..StackArgs::default() };
        assert_eq!(found("none", &both, "a/b/t.yaml", &none), Ok(None));
        let gone = StackArgs { config: Some("gone.yaml".into()), ..StackArgs::default() };
        assert_eq!(
            found("gone", &both, "t.yaml", &gone),
            Err("gone.yaml: cannot be read: there is no such file".to_owned())
        );
    }
}

//! Which settings file a template has: the one that was named, or the nearest one from the template's folder upwards. Each is
//! read once, with the rule files that it names; what it says of rules and templates is the engine's.

use std::rc::Rc;

use tablewarden_check::{FileSettings, file_settings};
use tablewarden_order::Map;
use tablewarden_pattern::wildcards::cover_path;
use tablewarden_wire::PathKind;

use super::input::{Input, Place};
use super::path::{Here, below, is_inside, join, parent};
use super::read::{SourceFile, read_all};
use super::select::{SETTINGS, Wanted, select};
use super::unread::about;
use crate::host::{Bytes, Host};

/// The settings file of a template, or one line why it cannot be read.
pub(crate) type Settings = Result<Option<Rc<SettingsFile>>, String>;

/// A settings file.
pub(crate) struct SettingsFile {
    pub(crate) file: SourceFile,
    /// The rule files that it names.
    pub(crate) rules: Vec<SourceFile>,
    /// What it says of files.
    pub(crate) said: FileSettings,
    /// Where its paths start.
    pub(crate) here: Here,
}

/// The settings of a run.
pub(crate) struct FoundSettings {
    /// Of each input.
    pub(crate) of_inputs: Vec<Settings>,
    /// Of the working directory.
    pub(crate) of_run: Settings,
}

/// Where settings are looked for.
pub(crate) enum Lookup {
    /// In this file.
    Named(String),
    /// Nowhere.
    Off,
    /// From the folder of each template upwards, to this folder where there is one.
    Nearest(Option<String>),
}

/// The settings of each input.
///
/// # Errors
/// One line, where the file that was named cannot be read.
pub(crate) async fn settings_of(
    inputs: &[Input],
    lookup: &Lookup,
    here: &Here,
    host: &Host,
) -> Result<FoundSettings, String> {
    let same = |settings: Settings| FoundSettings { of_inputs: vec![settings.clone(); inputs.len()], of_run: settings };
    match lookup {
        Lookup::Off => Ok(same(Ok(None))),
        Lookup::Named(typed) => {
            let path = here.absolute(typed);
            let bytes = host.read([path.clone()]).await.pop().unwrap_or_else(|| Err(String::new()));
            let bytes = bytes.map_err(|line| about(typed, &line))?;
            Ok(same(SettingsFile::read(&path, bytes, here, host).await))
        }
        Lookup::Nearest(top) => {
            let run = std::iter::once(here.working_dir.as_str());
            let folders: Vec<&str> = run.chain(inputs.iter().map(|input| folder_of(input, here))).collect();
            let nearest = nearest(&folders, top.as_deref(), here, host).await;
            let of = |folder: &&str| nearest.get(*folder).cloned().unwrap_or(Ok(None));
            let mut settings: Vec<Settings> = folders.iter().map(of).collect();
            let of_run = settings.remove(0);
            Ok(FoundSettings { of_inputs: settings, of_run })
        }
    }
}

impl SettingsFile {
    /// Reads what the bytes of a file say of other files, and the rule files that they name.
    async fn read(path: &str, bytes: Bytes, here: &Here, host: &Host) -> Settings {
        let name = here.name(path);
        let said = file_settings(&bytes);
        let here = Here { working_dir: parent(path).unwrap_or("/").to_owned(), ..here.clone() };
        let inputs = select(&said.rule_files, Wanted::Rules, false, &here, host).await;
        if inputs.is_empty() && !said.rule_files.is_empty() {
            return Err(format!("In its settings `{name}`: no .guard or .ruleset file was found under `ruleFiles`."));
        }
        let rules = read_all(inputs, host).await.map_err(|line| format!("In its settings `{name}`: {line}"))?;
        Ok(Some(Rc::new(Self { file: SourceFile { name, bytes }, rules, said, here })))
    }

    /// Whether a file that was found in a folder is left out.
    fn leaves_out(&self, path: &str) -> bool {
        let FileSettings { exclude, only, except, .. } = &self.said;
        let path = match is_inside(path, &self.here.working_dir) {
            true => from_folder(path, &self.here.working_dir),
            false => self.here.name(path),
        };
        let covers = |globs: &[String]| cover_path(globs.iter().map(String::as_str), &path);
        covers(exclude) || covers(except) || !only.is_empty() && !covers(only)
    }
}

/// Whether an input is left out, by globs that were typed or by its settings. One that was named is checked whatever they say,
/// unless what is no template is skipped anyway.
pub(crate) fn is_left_out(input: &Input, settings: &Settings, typed: &[String], here: &Here) -> bool {
    if !input.skip_other_files && input.deployed.is_none() {
        return false;
    }
    let path = match &input.place {
        Place::File(path) | Place::Deleted { path, .. } => path,
        Place::Stdin(_) => return false,
        Place::Unread(_) => &input.real,
    };
    let from_here = from_folder(path, &here.working_dir);
    let by_settings = settings.as_ref().is_ok_and(|file| file.as_ref().is_some_and(|file| file.leaves_out(path)));
    by_settings || cover_path(typed.iter().map(String::as_str), &from_here)
}

/// A path from a folder on; of one that is not below it the whole path.
fn from_folder(path: &str, folder: &str) -> String {
    below(path, folder).unwrap_or_else(|| path.trim_start_matches('/')).to_owned()
}

/// Standard input is taken to be in the working directory, and so is an assembly that was written elsewhere: tests of an
/// application have theirs in a folder for what is soon deleted.
fn folder_of<'i>(input: &'i Input, here: &'i Here) -> &'i str {
    match &input.place {
        Place::File(path) if input.deployed.is_some() && !is_inside(path, &here.working_dir) => &here.working_dir,
        Place::File(path) | Place::Deleted { path, .. } => parent(path).unwrap_or(path),
        Place::Stdin(_) | Place::Unread(_) => &here.working_dir,
    }
}

/// A folder and those above it, to `top`.
fn upwards<'p>(folder: &'p str, top: Option<&str>) -> impl Iterator<Item = &'p str> {
    std::iter::successors(Some(folder), move |folder| parent(folder).filter(|_| top != Some(*folder)))
}

/// The settings of each folder. All that could be there is looked at in one step, and all that is read in another.
async fn nearest<'f>(folders: &[&'f str], top: Option<&str>, here: &Here, host: &Host) -> Map<&'f str, Settings> {
    let mut here_and_above: Map<&str, Vec<String>> = Map::new();
    for folder in folders {
        for folder in upwards(folder, top) {
            here_and_above.or_default(folder);
        }
    }
    let paths = |folder: &str| SETTINGS.map(|name| join(folder, name));
    let looked: Vec<(&str, String)> =
        here_and_above.iter().flat_map(|(folder, _)| paths(folder).map(|path| (*folder, path))).collect();
    let looks = host.look(looked.iter().map(|(_, path)| path.clone())).await;
    for ((folder, path), look) in looked.into_iter().zip(looks) {
        // What is neither a file nor a folder, or can't be looked at, is read too: then it is said why it can't be.
        if look.map_or(true, |look| matches!(look.kind, PathKind::File | PathKind::Other)) {
            here_and_above.or_default(folder).push(path);
        }
    }
    let found: Vec<(&str, &Vec<String>)> =
        here_and_above.iter().filter(|(_, paths)| !paths.is_empty()).map(|(folder, paths)| (*folder, paths)).collect();
    let read = host.read(found.iter().filter_map(|(_, paths)| paths.first().cloned())).await;
    let mut own: Map<&str, Settings> = Map::new();
    for ((folder, paths), bytes) in found.iter().zip(read) {
        let settings = match (paths.as_slice(), bytes) {
            ([path], Ok(bytes)) => SettingsFile::read(path, bytes, here, host).await,
            ([path], Err(line)) => Err(about(&here.name(path), &line)),
            (paths, _) => {
                let names: Vec<String> = paths.iter().map(|path| here.name(path)).collect();
                Err(format!("It has several settings files: {}. Keep one of them.", names.join(", ")))
            }
        };
        own.insert(folder, settings);
    }
    let nearest = |folder: &&'f str| {
        let settings = upwards(folder, top).find_map(|folder| own.get(folder).cloned());
        (*folder, settings.unwrap_or(Ok(None)))
    };
    folders.iter().map(nearest).collect()
}

//! Which settings file a template has: the one that was named, or the nearest one from the template's folder upwards. Each is
//! read once; what is in it is the engine's.

use std::rc::Rc;

use tablewarden_order::Map;
use tablewarden_wire::PathKind;

use super::input::{Input, Place};
use super::path::{Here, is_inside, join, parent};
use super::read::SourceFile;
use super::select::SETTINGS;
use crate::host::Host;

/// The settings file of a template, or one line why it cannot be read.
pub(crate) type Settings = Result<Option<Rc<SourceFile>>, String>;

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
) -> Result<Vec<Settings>, String> {
    match lookup {
        Lookup::Off => Ok(vec![Ok(None); inputs.len()]),
        Lookup::Named(typed) => {
            let path = here.absolute(typed);
            let bytes = host.read([path.clone()]).await.pop().unwrap_or_else(|| Err(String::new()));
            let bytes = bytes.map_err(|line| format!("{typed}: {line}"))?;
            let file = Rc::new(SourceFile { name: here.name(&path), bytes });
            Ok(vec![Ok(Some(file)); inputs.len()])
        }
        Lookup::Nearest(top) => {
            let folders: Vec<&str> = inputs.iter().map(|input| folder_of(input, here)).collect();
            let nearest = nearest(&folders, top.as_deref(), here, host).await;
            let of = |folder: &&str| nearest.get(*folder).cloned().unwrap_or(Ok(None));
            Ok(folders.iter().map(of).collect())
        }
    }
}

/// Standard input is taken to be in the working directory, and so is an assembly that was written elsewhere: tests of an
/// application have theirs in a folder for what is soon deleted.
fn folder_of<'i>(input: &'i Input, here: &'i Here) -> &'i str {
    match &input.place {
        Place::File(path) if input.deployed.is_some() && !is_inside(path, &here.working_dir) => &here.working_dir,
        Place::File(path) => parent(path).unwrap_or(path),
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
        if look.is_ok_and(|look| look.kind == PathKind::File) {
            here_and_above.or_default(folder).push(path);
        }
    }
    let found: Vec<(&str, &Vec<String>)> =
        here_and_above.iter().filter(|(_, paths)| !paths.is_empty()).map(|(folder, paths)| (*folder, paths)).collect();
    let read = host.read(found.iter().filter_map(|(_, paths)| paths.first().cloned())).await;
    let mut own: Map<&str, Settings> = Map::new();
    for ((folder, paths), bytes) in found.iter().zip(read) {
        let names: Vec<String> = paths.iter().map(|path| here.name(path)).collect();
        let settings = match (names.as_slice(), bytes) {
            ([name], Ok(bytes)) => Ok(Some(Rc::new(SourceFile { name: name.clone(), bytes }))),
            ([name], Err(line)) => Err(format!("its settings {name}: {line}")),
            (names, _) => Err(format!("it has several settings files: {}; keep one of them", names.join(", "))),
        };
        own.insert(folder, settings);
    }
    let nearest = |folder: &&'f str| {
        let settings = upwards(folder, top).find_map(|folder| own.get(folder).cloned());
        (*folder, settings.unwrap_or(Ok(None)))
    };
    folders.iter().map(nearest).collect()
}

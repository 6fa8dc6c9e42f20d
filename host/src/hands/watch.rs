//! What changes at places of the file system: the folders around them are watched, and what happens there is told with the paths
//! as they were wished. Never reads a file, and keeps nothing of what it told.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

use crate::texts::{reason, slashed};

/// What is watched.
#[derive(Default)]
pub(super) struct Watch {
    places: Places,
    system: Option<System>,
    /// Where something happened that is not told yet.
    untold: BTreeSet<PathBuf>,
    /// Whether a place is watched that was not, and this is not told yet.
    has_new: bool,
}

/// Where something may happen.
#[derive(Default)]
struct Places {
    files: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

/// What the operating system watches for us: folders, each with what happens to its entries.
struct System {
    watcher: RecommendedWatcher,
    happened: Receiver<Event>,
    /// The folders by their paths without links, as events name them, each with the paths that lead to it.
    watched: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
}

/// So many times as long as things have to settle is waited at most: some files are written all the time.
const STORM: u32 = 10;

impl Watch {
    /// Watches these places from now on, and no others; gives those that were not watched until now, and those at which something
    /// happened that is not told yet.
    ///
    /// # Errors
    /// One line.
    pub(super) fn watch(&mut self, files: Vec<String>, folders: Vec<String>) -> Result<Vec<String>, String> {
        let set = |paths: &[String]| paths.iter().map(PathBuf::from).collect();
        self.places = Places { files: set(&files), folders: set(&folders) };
        let system = match &mut self.system {
            Some(system) => system,
            None => self.system.insert(System::new().map_err(|error| unwatchable(&error))?),
        };
        while let Ok(event) = system.happened.try_recv() {
            self.untold.extend(system.paths_at(&self.places, &event));
        }
        let around: Vec<(&String, Vec<PathBuf>)> = files
            .iter()
            .map(|file| (file, vec![above(Path::new(file))]))
            .chain(folders.iter().map(|folder| (folder, vec![above(Path::new(folder)), folder.into()])))
            .collect();
        let new = system.add(around.iter().flat_map(|(_, folders)| folders)).map_err(|error| unwatchable(&error))?;
        let is_new = |(_, folders): &(&String, Vec<PathBuf>)| folders.iter().any(|folder| new.contains(folder));
        self.has_new |= !new.is_empty();
        let new = around.iter().filter(|place| is_new(place)).map(|(path, _)| (*path).clone());
        Ok(new.chain(self.untold.iter().map(|path| slashed(path))).collect())
    }

    /// Waits until something happened there, or something is newly watched, and then until nothing more happens for so long; gives the
    /// paths at which something happened.
    ///
    /// # Errors
    /// One line, where nothing is watched.
    pub(super) fn change(&mut self, settle: Duration) -> Result<Vec<String>, String> {
        let Self { places, system: Some(system), untold, has_new } = self else {
            return Err("cannot be watched: nothing is named".to_owned());
        };
        let ended = || "cannot be watched: the system tells no more".to_owned();
        let (mut end, mut last) = (None, None);
        let mut is_more = std::mem::take(has_new) || !untold.is_empty();
        loop {
            if is_more {
                let now = Instant::now();
                let last = *last.get_or_insert(now + settle * STORM);
                end = Some(last.min(now + settle));
            }
            let event = match end {
                None => system.happened.recv().map_err(|_| ended())?,
                Some(end) => match system.happened.recv_timeout(end - Instant::now().min(end)) {
                    Ok(event) => event,
                    Err(_) => return Ok(std::mem::take(untold).iter().map(|path| slashed(path)).collect()),
                },
            };
            let paths = system.paths_at(places, &event);
            is_more = !paths.is_empty();
            untold.extend(paths);
        }
    }
}

impl Places {
    fn all(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().chain(&self.folders)
    }

    /// Whether what happens at a path happens at one of them, above it, or in one of the folders.
    fn have(&self, path: &Path) -> bool {
        let is_in_folder = path.parent().is_some_and(|folder| self.folders.contains(folder));
        is_in_folder || is_at(&self.files, path) || is_at(&self.folders, path)
    }
}

/// Whether one of the places is at or below a path. In order, what is below a path follows it.
fn is_at(places: &BTreeSet<PathBuf>, path: &Path) -> bool {
    places.range(path.to_owned()..).next().is_some_and(|place| place.starts_with(path))
}

/// The folder in which it is seen that something comes to be at a path: the nearest one above that is there.
fn above(path: &Path) -> PathBuf {
    path.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(path).to_owned()
}

impl System {
    fn new() -> notify::Result<Self> {
        let (tell, happened) = channel();
        let watcher = recommended_watcher(move |event: notify::Result<Event>| {
            // Where the system cannot tell what happened, anything may have.
            let event = event.unwrap_or_else(|_| Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan));
            if !is_only_a_look(event.kind) {
                let _ = tell.send(event);
            }
        })?;
        Ok(Self { watcher, happened, watched: BTreeMap::new() })
    }

    /// Watches the entries of these folders too; gives those that were not watched. What is no folder, or may not be read, is
    /// not watched.
    fn add<'f>(&mut self, folders: impl Iterator<Item = &'f PathBuf>) -> notify::Result<BTreeSet<PathBuf>> {
        let mut known: BTreeSet<&PathBuf> = self.watched.values().flatten().collect();
        let missing: Vec<&PathBuf> = folders.filter(|folder| known.insert(folder)).collect();
        let real = |folder: &&'f PathBuf| Some((*folder, folder.canonicalize().ok().filter(|real| real.is_dir())?));
        let missing: Vec<(&PathBuf, PathBuf)> = missing.iter().filter_map(real).collect();
        let mut new = BTreeSet::new();
        if missing.is_empty() {
            return Ok(new);
        }
        // All at once: on some systems each change begins anew.
        let mut paths = self.watcher.paths_mut();
        for (folder, real) in missing {
            if !self.watched.contains_key(&real) {
                match paths.add(&real, RecursiveMode::NonRecursive) {
                    Err(error) if is_gone_or_closed(&error) => continue,
                    added => added?,
                }
            }
            self.watched.entry(real).or_default().insert(folder.clone());
            new.insert(folder.clone());
        }
        paths.commit()?;
        Ok(new)
    }

    /// Those of the places at which something happened.
    fn paths_at(&mut self, places: &Places, event: &Event) -> Vec<PathBuf> {
        match event.need_rescan() {
            true => places.all().cloned().collect(),
            false => self.paths(event).into_iter().filter(|path| places.have(path)).collect(),
        }
    }

    /// The paths at which something happened, as they lead there. A watched folder that is another one now, or none, is watched
    /// no more.
    fn paths(&mut self, event: &Event) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        for path in &event.paths {
            paths.extend(self.watched.get(path).into_iter().flatten().cloned());
            let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { continue };
            paths.extend(self.watched.get(folder).into_iter().flatten().map(|folder| folder.join(name)));
        }
        let is_of_names =
            matches!(event.kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        if is_of_names {
            self.watched.retain(|real, leading| {
                leading.retain(|path| !paths.contains(path));
                if leading.is_empty() {
                    // It may be gone already.
                    let _ = self.watcher.unwatch(real);
                }
                !leading.is_empty()
            });
        }
        paths
    }
}

/// Whether nothing changed: the system tells as well who opens a file, as the check does.
fn is_only_a_look(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

fn is_gone_or_closed(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied),
        _ => false,
    }
}

fn unwatchable(error: &notify::Error) -> String {
    let why = match &error.kind {
        ErrorKind::MaxFilesWatch => "too many folders are watched".to_owned(),
        ErrorKind::Io(error) => reason(error),
        _ => error.to_string().replace('\n', " "),
    };
    format!("cannot be watched: {why}")
}

#[cfg(test)]
mod tests;

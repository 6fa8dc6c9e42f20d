//! The earlier versions of templates in a revision of git: inputs in, what the revision has of each out, under the name that it had
//! there. Templates may be in several repositories; each is asked about once. Never looks into a template.

use std::cell::Cell;
use std::rc::Rc;

use tablewarden_order::Map;
use tablewarden_wire::PathKind;

use super::super::input::{Input, Place};
use super::super::path::{Here, file_name, join, parent};
use super::super::read::SourceFile;
use super::super::select::Folder;
use super::before::{Before, Gone, is_found_at};
use super::repository::{Past, Repository, out, words};
use crate::host::{Bytes, GitSaid, Host};

/// A revision.
pub(crate) struct Revision {
    /// As it was typed, without `git:`.
    typed: String,
    here: Here,
    known: Cell<Known>,
}

/// What git said so far.
#[derive(Default)]
struct Known {
    repositories: Map<String, Result<Rc<Repository>, String>>,
    folders: Map<String, Result<InRepository, String>>,
}

/// A folder: its repository, and its path there, which is empty or ends with `/`.
#[derive(Clone)]
struct InRepository {
    repository: Rc<Repository>,
    prefix: String,
}

impl Revision {
    pub(super) fn new(typed: &str, here: &Here) -> Self {
        Self { typed: typed.to_owned(), here: here.clone(), known: Cell::default() }
    }

    /// What there was of each input.
    pub(super) async fn of<'i>(
        &self,
        inputs: impl ExactSizeIterator<Item = &'i Input> + Clone,
        host: &Host,
    ) -> Vec<Result<Before, String>> {
        let files = inputs.clone().filter(|input| matches!(input.place, Place::File(_)));
        let known = self.known(files.filter_map(|input| parent(&input.real)).collect(), host).await;
        let found: Vec<Result<(&Input, InRepository), String>> = inputs
            .map(|input| match &input.place {
                Place::File(_) => {
                    let folder = parent(&input.real).and_then(|folder| known.folders.get(folder));
                    folder.cloned().unwrap_or_else(|| Err(String::new())).map(|folder| (input, folder))
                }
                Place::Stdin(_) | Place::Deleted { .. } => {
                    Err("Git has no earlier version of standard input. Name a file.".to_owned())
                }
                Place::Unread(line) => Err(line.clone()),
            })
            .collect();
        self.known.set(known);
        let past: Vec<Result<(&Input, &InRepository, Past), &String>> = found
            .iter()
            .map(|found| {
                found.as_ref().map(|(input, folder)| {
                    let path = [&folder.prefix, file_name(&input.real)].concat();
                    (*input, folder, folder.repository.past(&path))
                })
            })
            .collect();
        let shown = past.iter().flatten().filter_map(|(_, folder, past)| match past {
            Past::At(path) => Some(folder.repository.show(path)),
            Past::Same | Past::Nothing => None,
        });
        let mut shown = host.git(shown.collect()).await.into_iter();
        let before = |past: Result<(&Input, &InRepository, Past), &String>| {
            let (input, folder, past) = past.map_err(Clone::clone)?;
            let path = match past {
                Past::Same => return Ok(Before::Same(self.name(&input.name))),
                Past::Nothing => return Ok(Before::New(self.typed.clone())),
                Past::At(path) => path,
            };
            let is_own = path.strip_prefix(&folder.prefix).is_some_and(|rest| rest == file_name(&input.real));
            let name = if is_own { input.name.clone() } else { self.here.name(&folder.repository.absolute(&path)) };
            let bytes = out(shown.next())
                .map_err(|line| format!("Git cannot show this file as of `{}`: {line}", self.typed))?;
            Ok(Before::Was(SourceFile { name: self.name(&name), bytes }))
        };
        past.into_iter().map(before).collect()
    }

    /// What is not there any more below one of these folders.
    pub(super) async fn deleted(&self, folders: &[Folder], host: &Host) -> Vec<Gone> {
        let known = self.known(folders.iter().map(|folder| folder.real.as_str()).collect(), host).await;
        let mut gone: Map<String, Vec<String>> = Map::new();
        for Folder { path, real } in folders {
            let Some(Ok(InRepository { repository, prefix })) = known.folders.get(real) else { continue };
            for was in &repository.deleted {
                if let Some(below) = was.strip_prefix(prefix.as_str()).filter(|below| is_found_at(below)) {
                    gone.or_insert_with(join(path, below), || repository.show(was));
                }
            }
        }
        self.known.set(known);
        // What git does not follow any more may still be there.
        let looks = host.look(gone.iter().map(|(path, _)| path.clone())).await;
        let gone = gone.into_iter().zip(looks);
        let (paths, calls): (Vec<String>, Vec<Vec<String>>) = gone
            .filter(|(_, look)| look.as_ref().is_ok_and(|look| look.kind == PathKind::Missing))
            .map(|(gone, _)| gone)
            .unzip();
        let one = |(path, said): (String, Result<GitSaid, String>)| {
            let was = SourceFile { name: self.name(&self.here.name(&path)), bytes: out(Some(said)).ok()? };
            Some(Gone { path, was, deployed: None })
        };
        paths.into_iter().zip(host.git(calls).await).filter_map(one).collect()
    }

    fn name(&self, file: &str) -> String {
        ["git:", &self.typed, ":", file].concat()
    }

    /// What git says about these folders, and whatever it said before.
    async fn known(&self, folders: Vec<&str>, host: &Host) -> Known {
        let mut known = self.known.take();
        let mut asked: Map<&str, ()> = Map::new();
        for folder in folders.into_iter().filter(|folder| known.folders.get(*folder).is_none()) {
            asked.insert(folder, ());
        }
        let calls = asked.iter().map(|(folder, ())| words(folder, &["rev-parse", "--show-toplevel", "--show-prefix"]));
        let said = host.git(calls.collect()).await;
        for ((folder, ()), said) in asked.into_iter().zip(said) {
            let place = self.place(out(Some(said)), &mut known, host).await;
            known.folders.insert(folder.to_owned(), place);
        }
        known
    }

    /// The repository that git says a folder is in.
    async fn place(&self, said: Result<Bytes, String>, known: &mut Known, host: &Host) -> Result<InRepository, String> {
        let said = said.map_err(|line| format!("No earlier version in `{}`: {line}", self.typed))?;
        let text = String::from_utf8_lossy(&said);
        let mut lines = text.lines();
        let [top, prefix] = [(); 2].map(|()| lines.next().unwrap_or_default());
        if known.repositories.get(top).is_none() {
            let repository = Repository::read(top, &self.typed, host).await.map(Rc::new);
            known.repositories.insert(top.to_owned(), repository);
        }
        let repository = known.repositories.get(top).cloned().unwrap_or_else(|| Err(String::new()))?;
        Ok(InRepository { repository, prefix: prefix.to_owned() })
    }
}

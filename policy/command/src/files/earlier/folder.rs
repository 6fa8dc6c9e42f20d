//! A folder of earlier versions: the folder in, the earlier version of each template of the present one out. A template of a cloud
//! assembly is found by the name of its stack, and what is nested in it by its file; any other template is at the same path below
//! the folder. Looks into no template.

use std::cell::RefCell;

use tablewarden_order::{Map, Set};
use tablewarden_wire::PathKind;

use super::super::input::{Deployed, Input, Place};
use super::super::nested::Follower;
use super::super::path::{Here, below, file_name, join, parent};
use super::super::read::SourceFile;
use super::super::select::Folder;
use super::super::unread::about;
use super::before::{Before, Gone, is_found_at};
use crate::host::{Bytes, Host};

/// The templates of an earlier folder.
pub(crate) struct EarlierFolder {
    here: Here,
    /// As it was typed.
    name: String,
    path: String,
    /// The present folder that it is the earlier version of.
    base: String,
    /// Of each stack its template.
    stacks: Map<String, String>,
    /// All its templates.
    files: Vec<(String, Option<Deployed>)>,
    /// Those of which there is a later version.
    used: RefCell<Used>,
}

#[derive(Default)]
struct Used {
    paths: Set<String>,
    /// Whether a template stands elsewhere below the present folder, so that this is only a part of the earlier one.
    is_part: bool,
}

impl EarlierFolder {
    /// Takes what was found in a folder.
    ///
    /// # Errors
    /// One line, where that is nothing, or cannot be read.
    pub(super) async fn read(
        typed: &str,
        base: String,
        mut inputs: Vec<Input>,
        here: &Here,
        host: &Host,
    ) -> Result<Self, String> {
        let stacks: Vec<&Input> = inputs.iter().filter(|input| input.deployed.is_some()).collect();
        if !stacks.is_empty() {
            let nested = Follower::new(inputs.iter(), here, host).published(stacks).await;
            inputs.extend(nested.into_iter().map(|(_, input)| input));
        }
        let mut folder = Self {
            here: here.clone(),
            name: typed.to_owned(),
            path: here.absolute(typed),
            base,
            stacks: Map::new(),
            files: Vec::new(),
            used: RefCell::default(),
        };
        for Input { name, place, deployed, .. } in inputs {
            let path = match place {
                Place::File(path) => path,
                Place::Unread(line) => return Err(format!("`--against {typed}`: {}", about(&name, &line))),
                Place::Stdin(_) | Place::Deleted { .. } => continue,
            };
            if let Some(deployed) = &deployed {
                folder.stacks.or_insert_with(deployed.stack.name.clone(), || path.clone());
            }
            folder.files.push((path, deployed));
        }
        match folder.files.is_empty() {
            true => {
                Err(format!("No template was found in `{typed}`. Name an earlier template, or a folder with some."))
            }
            false => Ok(folder),
        }
    }

    /// Refuses a folder without an assembly where what is checked is one.
    ///
    /// # Errors
    /// One line.
    pub(super) fn fits<'i>(&self, mut inputs: impl Iterator<Item = &'i Input>) -> Result<(), String> {
        if !self.stacks.is_empty() || inputs.any(|input| input.deployed.is_none()) {
            return Ok(());
        }
        Err(format!("`{}` is a folder and not a cloud assembly. Name the folder that `cdk synth` wrote.", self.name))
    }

    /// What there was of each input.
    pub(super) async fn of<'i>(
        &self,
        inputs: impl Iterator<Item = &'i Input>,
        host: &Host,
    ) -> Vec<Result<Before, String>> {
        let paths: Vec<Result<String, String>> = inputs.map(|input| self.path(input)).collect();
        let looks = host.look(paths.iter().flatten().cloned()).await.into_iter();
        let is_there: Vec<bool> = looks.map(|look| look.is_ok_and(|look| look.kind == PathKind::File)).collect();
        let mut there = is_there.iter();
        let wanted: Vec<Result<Option<String>, String>> = paths
            .into_iter()
            .map(|path| path.map(|path| Some(path).filter(|_| there.next().is_some_and(|is_there| *is_there))))
            .collect();
        let mut read = host.read(wanted.iter().flatten().flatten().cloned()).await.into_iter();
        let before = |path: Result<Option<String>, String>| {
            let Some(path) = path? else { return Ok(Before::New(self.name.clone())) };
            let name = self.here.name(&path);
            match read.next().unwrap_or_else(|| Err(String::new())) {
                Ok(bytes) => Ok(Before::Was(SourceFile { name, bytes })),
                Err(line) => Err(about(&name, &line)),
            }
        };
        wanted.into_iter().map(before).collect()
    }

    /// Where the earlier version of a template would be.
    fn path(&self, input: &Input) -> Result<String, String> {
        let path = match &input.place {
            Place::File(path) => path,
            Place::Unread(line) => return Err(line.clone()),
            Place::Stdin(_) | Place::Deleted { .. } => {
                return Err("A folder has no earlier version of standard input. Name a file.".to_owned());
            }
        };
        let below = below(path, &self.base).unwrap_or_else(|| file_name(path));
        let of_stack = input.deployed.as_ref().and_then(|deployed| {
            let own = self.stacks.get(&deployed.stack.name).cloned();
            let nested = || Some(join(parent(self.stacks.get(&*deployed.outermost)?)?, file_name(path)));
            own.or_else(nested)
        });
        let earlier = of_stack.unwrap_or_else(|| join(&self.path, below));
        let mut used = self.used.borrow_mut();
        // A file name that is one whole path has no folder.
        let folder = |path: &str| parent(path).unwrap_or("").to_owned();
        used.is_part |= self::below(&earlier, &self.path).is_none_or(|was| folder(was) != folder(below));
        used.paths.insert(earlier.clone());
        Ok(earlier)
    }

    /// What is not there any more below one of these folders.
    pub(super) async fn deleted(&self, folders: &[Folder], host: &Host) -> Vec<Gone> {
        let is_meant = |path: &str| folders.iter().any(|folder| below(path, &folder.path).is_some_and(is_found_at));
        let mut gone = Vec::new();
        {
            let used = self.used.borrow();
            let unused = self.files.iter().filter(|(was, _)| !used.is_part && !used.paths.contains(was));
            for (was, deployed) in unused {
                let Some(path) = below(was, &self.path).map(|below| join(&self.base, below)) else { continue };
                if is_meant(&path) {
                    gone.push((was, path, deployed.clone()));
                }
            }
        }
        let read = host.read(gone.iter().map(|(was, ..)| (*was).clone())).await;
        let one = |((was, path, deployed), bytes): ((&String, String, Option<Deployed>), Result<Bytes, String>)| {
            let was = SourceFile { name: self.here.name(was), bytes: bytes.ok()? };
            Some(Gone { path, was, deployed })
        };
        gone.into_iter().zip(read).filter_map(one).collect()
    }
}

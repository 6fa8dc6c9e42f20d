//! An earlier cloud assembly: its folder in, the earlier version of each template of the present one out. A stack is found by its
//! name, a nested template by its file beside that of its stack. Looks into no template.

use tablewarden_order::Map;
use tablewarden_wire::{LookReply, PathKind};

use super::input::{Input, Place};
use super::path::{Here, file_name, join, parent};
use super::read::SourceFile;
use super::unread::about;
use crate::host::Host;

/// The templates of an earlier assembly.
pub(crate) struct EarlierAssembly {
    here: Here,
    /// Of each stack its template.
    stacks: Map<String, String>,
}

impl EarlierAssembly {
    /// Takes what was found in a folder.
    ///
    /// # Errors
    /// One line, where that is no assembly, or one that is not whole.
    pub(crate) fn new(typed: &str, inputs: Vec<Input>, here: &Here) -> Result<Self, String> {
        let mut stacks = Map::new();
        for Input { name, place, deployed, .. } in inputs {
            match (place, deployed) {
                (Place::File(path), Some(deployed)) => stacks.insert(deployed.stack.name, path),
                (Place::Unread(line), _) => return Err(format!("`--against {typed}`: {}", about(&name, &line))),
                _ => return Err(no_assembly(typed)),
            };
        }
        match stacks.is_empty() {
            true => Err(no_assembly(typed)),
            false => Ok(Self { here: here.clone(), stacks }),
        }
    }

    /// The earlier version of each input; none of what is new.
    pub(crate) async fn of<'i>(
        &self,
        inputs: impl Iterator<Item = &'i Input>,
        host: &Host,
    ) -> Vec<Result<Option<SourceFile>, String>> {
        let paths: Vec<Result<Option<String>, String>> = inputs.map(|input| self.path(input)).collect();
        let is_missing = |look: Result<LookReply, String>| look.is_ok_and(|look| look.kind == PathKind::Missing);
        let mut looks = host.look(paths.iter().flatten().flatten().cloned()).await.into_iter();
        let mut there = |path: Option<String>| path.filter(|_| !looks.next().is_some_and(is_missing));
        let paths: Vec<Result<Option<String>, String>> = paths.into_iter().map(|path| path.map(&mut there)).collect();
        let mut read = host.read(paths.iter().flatten().flatten().cloned()).await.into_iter();
        let earlier = |path: Result<Option<String>, String>| {
            let Some(path) = path? else { return Ok(None) };
            let name = self.here.name(&path);
            match read.next().unwrap_or_else(|| Err(String::new())) {
                Ok(bytes) => Ok(Some(SourceFile { name, bytes })),
                Err(line) => Err(about(&name, &line)),
            }
        };
        paths.into_iter().map(earlier).collect()
    }

    /// Where the earlier version of a template would be; nowhere where its stack is new.
    fn path(&self, input: &Input) -> Result<Option<String>, String> {
        let (path, deployed) =
            match (&input.place, &input.deployed) {
                (Place::File(path), Some(deployed)) => (path, deployed),
                (Place::Unread(line), _) => return Err(line.clone()),
                _ => return Err(
                    "A template outside of a cloud assembly has no earlier version in one. Name an earlier template."
                        .to_owned(),
                ),
            };
        if let Some(stack) = self.stacks.get(&deployed.stack.name) {
            return Ok(Some(stack.clone()));
        }
        let folder = self.stacks.get(&*deployed.outermost).and_then(|path| parent(path));
        Ok(folder.map(|folder| join(folder, file_name(path))))
    }
}

fn no_assembly(typed: &str) -> String {
    format!("`{typed}` is a folder and not a cloud assembly. Name one template, or the folder that `cdk synth` wrote.")
}

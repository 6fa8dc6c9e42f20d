//! The earlier versions of templates: a file that is named, what a folder has of each, or what git has of each in a revision; also
//! the templates that are deleted since. Never looks into a template.

mod before;
mod folder;
mod repository;
mod revision;

use super::input::{Input, Place};
use super::path::{Here, parent};
use super::read::{SourceFile, is_folder, read_all};
use super::select::{Folder, Wanted, select};
use crate::host::Host;
pub(crate) use before::Before;
use before::Gone;
use folder::EarlierFolder;
use revision::Revision;

/// Where earlier versions are.
pub(crate) enum Earlier {
    Nowhere,
    /// In this file.
    File(SourceFile),
    /// In this folder.
    Folder(Box<EarlierFolder>),
    /// In this revision of git.
    Revision(Box<Revision>),
}

impl Earlier {
    /// Takes what `--against` says; a file is read. `operands` are what is checked, `folders` the folders of these.
    ///
    /// # Errors
    /// One line, where there is no such file, or it cannot be the earlier version of what is checked.
    pub(crate) async fn read(
        typed: Option<&str>,
        operands: &[String],
        folders: &[Folder],
        here: &Here,
        host: &Host,
    ) -> Result<Self, String> {
        let Some(typed) = typed else { return Ok(Self::Nowhere) };
        if let Some(revision) = typed.strip_prefix("git:") {
            return match revision {
                "" | "merge-base:" => {
                    Err("`--against git:` names no revision. Write `--against git:HEAD`, or name a branch.".to_owned())
                }
                _ => Ok(Self::Revision(Box::new(Revision::new(revision, here)))),
            };
        }
        let inputs = select(&[typed.to_owned()], Wanted::Templates, false, here, host).await;
        if is_folder(typed, here, host).await {
            // What is one path has its earlier version at the same place below the folder; several are looked for by their names.
            let base = match (operands, folders) {
                ([_], [folder]) => folder.path.clone(),
                ([file], _) => parent(&here.absolute(file)).unwrap_or("/").to_owned(),
                _ => here.working_dir.clone(),
            };
            let folder = EarlierFolder::read(typed, base, inputs, here, host).await?;
            return Ok(Self::Folder(Box::new(folder)));
        }
        Ok(read_all(inputs, host).await?.pop().map_or(Self::Nowhere, Self::File))
    }

    /// Whether a template that is not there any more may have been in one of the folders that are checked.
    pub(crate) fn may_have_more(&self) -> bool {
        matches!(self, Self::Folder(_) | Self::Revision(_))
    }

    /// Refuses what cannot be the earlier version of these inputs.
    ///
    /// # Errors
    /// One line.
    pub(crate) fn fits<'i>(&self, inputs: impl ExactSizeIterator<Item = &'i Input>) -> Result<(), String> {
        match self {
            Self::File(_) if inputs.len() > 1 => {
                Err("`--against FILE` needs exactly one template. Name one, or use `--against git:REVISION`."
                    .to_owned())
            }
            Self::Folder(folder) => folder.fits(inputs),
            _ => Ok(()),
        }
    }

    /// What there was of each input. One line, where nobody can say.
    pub(crate) async fn of<'i>(
        &self,
        inputs: impl ExactSizeIterator<Item = &'i Input> + Clone,
        host: &Host,
    ) -> Vec<Result<Before, String>> {
        match self {
            Self::Nowhere => vec![Ok(Before::NotAsked); inputs.len()],
            Self::File(file) => vec![Ok(Before::Was(file.clone())); inputs.len()],
            Self::Folder(folder) => folder.of(inputs, host).await,
            Self::Revision(revision) => revision.of(inputs, host).await,
        }
    }

    /// The templates that were in one of these folders and are not any more, after all inputs were asked about.
    pub(crate) async fn deleted(&self, folders: &[Folder], host: &Host) -> Vec<Input> {
        let gone = match self {
            Self::Nowhere | Self::File(_) => return Vec::new(),
            Self::Folder(folder) => folder.deleted(folders, host).await,
            Self::Revision(revision) => revision.deleted(folders, host).await,
        };
        let input = |Gone { path, was: SourceFile { name, bytes }, deployed }: Gone| {
            let place = Place::Deleted { path: path.clone(), bytes };
            Input { name, place, skip_other_files: true, real: path, deployed }
        };
        gone.into_iter().map(input).collect()
    }
}

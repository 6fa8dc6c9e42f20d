//! The earlier version of a template: a file that is named, or what git has of the template in a revision. Never looks into it.

use tablewarden_wire::GitHas;

use super::earlier_assembly::EarlierAssembly;
use super::input::{Input, Place};
use super::path::Here;
use super::read::{SourceFile, is_folder, read_all};
use super::select::{Wanted, select};
use crate::host::Host;

/// Where earlier versions are.
pub(crate) enum Earlier {
    Nowhere,
    /// In this file.
    File(SourceFile),
    /// In this cloud assembly.
    Assembly(EarlierAssembly),
    /// In this revision of git.
    Revision(String),
}

impl Earlier {
    /// Takes what `--against` says; a file is read.
    ///
    /// # Errors
    /// One line, where there is no such file, or it is a folder.
    pub(crate) async fn read(typed: Option<&str>, here: &Here, host: &Host) -> Result<Self, String> {
        let Some(typed) = typed else { return Ok(Self::Nowhere) };
        if let Some(revision) = typed.strip_prefix("git:") {
            return match revision {
                "" => {
                    Err("`--against git:` names no revision. Write `--against git:HEAD`, or name a branch.".to_owned())
                }
                _ => Ok(Self::Revision(revision.to_owned())),
            };
        }
        let inputs = select(&[typed.to_owned()], Wanted::Templates, false, here, host).await;
        if is_folder(typed, here, host).await {
            return EarlierAssembly::new(typed, inputs, here).map(Self::Assembly);
        }
        Ok(read_all(inputs, host).await?.pop().map_or(Self::Nowhere, Self::File))
    }

    /// Whether it can be the earlier version of so many templates.
    pub(crate) fn fits(&self, templates: usize) -> bool {
        templates < 2 || !matches!(self, Self::File(_))
    }

    /// The earlier version of each input; none where there was none. One line, where git cannot say.
    pub(crate) async fn of<'i>(
        &self,
        inputs: impl ExactSizeIterator<Item = &'i Input> + Clone,
        host: &Host,
    ) -> Vec<Result<Option<SourceFile>, String>> {
        let revision = match self {
            Self::Nowhere => return vec![Ok(None); inputs.len()],
            Self::File(file) => return vec![Ok(Some(file.clone())); inputs.len()],
            Self::Assembly(assembly) => return assembly.of(inputs, host).await,
            Self::Revision(revision) => revision,
        };
        let paths = inputs.clone().filter_map(|input| match &input.place {
            Place::File(path) => Some(path.clone()),
            Place::Stdin(_) | Place::Unread(_) => None,
        });
        let mut replies = host.git(revision, paths).await.into_iter();
        let earlier = |input: &Input| match &input.place {
            Place::File(_) => match replies.next() {
                Some(Ok((GitHas::File, bytes))) => {
                    Ok(Some(SourceFile { name: format!("git:{revision}:{}", input.name), bytes }))
                }
                Some(Ok((GitHas::NoFile, _))) => Ok(None),
                Some(Ok((GitHas::NoRevision, _))) => {
                    Err(format!("Git has no revision `{revision}` here. Name a commit, a tag or a branch."))
                }
                Some(Ok((GitHas::NoGit, _))) => {
                    Err("Git cannot be started. Install it, or name the earlier file.".to_owned())
                }
                Some(Err(_)) | None => Err(format!("Git cannot show this file as of `{revision}`.")),
            },
            Place::Stdin(_) => Err("Git has no earlier version of standard input. Name a file.".to_owned()),
            Place::Unread(line) => Err(line.clone()),
        };
        inputs.map(earlier).collect()
    }
}

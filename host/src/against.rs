//! The earlier version of a template: a file that is named, or what git has of the checked file. Never looks into it.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::check::read_all;
use crate::files::{Here, Input, Place, Wanted, collect};

/// A name for reports, and bytes.
pub(crate) type Earlier = (String, Vec<u8>);

/// Where earlier versions are.
pub(crate) enum Against {
    Nothing,
    /// In this file.
    File(Earlier),
    /// In this revision.
    Revision(String),
}

impl Against {
    /// Takes what `--against` says; a file is read.
    ///
    /// # Errors
    /// One line, where there is no such file, or it is a folder.
    pub(crate) fn read(said: Option<&Path>, here: &Here<'_>, stdin: &mut dyn Read) -> Result<Self, String> {
        let Some(path) = said else { return Ok(Self::Nothing) };
        if let Some(revision) = path.to_str().and_then(|text| text.strip_prefix("git:")) {
            return match revision {
                "" => Err("`--against git:` names no revision: say `--against git:HEAD`, or a branch".to_owned()),
                _ => Ok(Self::Revision(revision.to_owned())),
            };
        }
        if here.working_dir.join(path).is_dir() {
            return Err(format!("`{}` is a folder: name the earlier version of one template", path.display()));
        }
        let file = [path.to_owned()];
        let earlier = read_all(collect(&file, Wanted::Templates, false, here, stdin))?.pop();
        earlier.map_or(Ok(Self::Nothing), |earlier| Ok(Self::File(earlier)))
    }

    /// Whether it is the earlier version of any template.
    pub(crate) fn fits(&self, inputs: &[Input]) -> bool {
        inputs.len() < 2 || !matches!(self, Self::File(_))
    }

    /// The earlier version of an input; none where there was none.
    ///
    /// # Errors
    /// One line, where git cannot say.
    pub(crate) fn of(&self, input: &Input) -> Result<Option<Earlier>, String> {
        match (self, &input.place) {
            (Self::Nothing, _) => Ok(None),
            (Self::File(earlier), _) => Ok(Some(earlier.clone())),
            (Self::Revision(revision), Place::File(path)) => {
                let bytes = from_git(path, revision)?;
                Ok(bytes.map(|bytes| (format!("git:{revision}:{}", input.name), bytes)))
            }
            (Self::Revision(_), _) => Err("git has no earlier version of standard input: name a file".to_owned()),
        }
    }
}

/// The bytes that a file had in a revision; none where it was not there.
fn from_git(path: &Path, revision: &str) -> Result<Option<Vec<u8>>, String> {
    let (Some(folder), Some(name)) =
        (path.parent().map(PathBuf::from), path.file_name().and_then(|name| name.to_str()))
    else {
        return Err("git cannot name this file".to_owned());
    };
    let commit = format!("{revision}^{{commit}}");
    let known = git(&folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !known.status.success() {
        return Err(format!("git knows no revision `{revision}` here: name a commit, a tag or a branch"));
    }
    let hash = String::from_utf8_lossy(&known.stdout).trim().to_owned();
    let listed = git(&folder, &["--literal-pathspecs", "ls-tree", "--name-only", &hash, "--", name])?;
    if listed.stdout.is_empty() {
        return Ok(None);
    }
    let shown = git(&folder, &["show", &format!("{hash}:./{name}")])?;
    if shown.status.success() { Ok(Some(shown.stdout)) } else { Err(format!("git cannot show it as of `{revision}`")) }
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, String> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    output.map_err(|_| "git cannot be started: install it, or name the earlier file".to_owned())
}

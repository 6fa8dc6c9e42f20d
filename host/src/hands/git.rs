//! What git has of a file in a revision. The revision is one word that git takes for nothing else.

use std::path::Path;
use std::process::{Command, Output};

use tablewarden_wire::GitHas;

/// What git has, and the bytes of a file.
///
/// # Errors
/// One line, where git has the file and cannot show it.
pub(super) fn show(path: &str, revision: &str) -> Result<(GitHas, Option<Vec<u8>>), String> {
    let path = Path::new(path);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Err("cannot be read: it is a folder".to_owned());
    };
    let commit = format!("{revision}^{{commit}}");
    let Some(known) = git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]) else {
        return Ok((GitHas::NoGit, None));
    };
    if !known.status.success() {
        return Ok((GitHas::NoRevision, None));
    }
    let hash = String::from_utf8_lossy(&known.stdout).trim().to_owned();
    let listed = git(folder, &["--literal-pathspecs", "ls-tree", "--name-only", &hash, "--", name]);
    if listed.is_none_or(|listed| listed.stdout.is_empty()) {
        return Ok((GitHas::NoFile, None));
    }
    match git(folder, &["show", &format!("{hash}:./{name}")]) {
        Some(shown) if shown.status.success() => Ok((GitHas::File, Some(shown.stdout))),
        _ => Err("cannot be read: git does not show it".to_owned()),
    }
}

/// What git said; nothing where it cannot be started.
fn git(folder: &Path, arguments: &[&str]) -> Option<Output> {
    Command::new("git").arg("-C").arg(folder).args(arguments).output().ok()
}

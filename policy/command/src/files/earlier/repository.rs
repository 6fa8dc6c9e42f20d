//! A repository as of a revision: what git says is read, and gives which files there were, what was renamed since, and what is
//! gone. Paths are from the top of the repository on. Never looks into a file.

use tablewarden_order::{Map, Set};

use super::super::path::{has_ending, join};
use super::super::select::TEMPLATES;
use crate::host::{Bytes, GitSaid, Host};

/// A repository as of a revision.
pub(super) struct Repository {
    top: String,
    commit: String,
    /// The files of the revision.
    files: Set<String>,
    /// Those that are not as they were.
    changed: Set<String>,
    /// Of each file that was renamed or copied, where it was.
    moved: Map<String, String>,
    /// The templates of the revision that are gone, and were not renamed.
    pub(super) deleted: Vec<String>,
}

/// What the revision has of a file.
pub(super) enum Past {
    Same,
    /// The file with this path, which is not as it was.
    At(String),
    Nothing,
}

const NO_GIT: &str = "Git cannot be started. Install it, or name the earlier file.";

/// So much of a file must stay, in percent, to be the same file under another name. Templates are short: with half of its lines changed
/// one is still the same.
const LEAST_SHARE: usize = 30;

/// So many pairs of files are compared at most.
const MOST_PAIRS: usize = 256;

/// A call of git about a folder.
pub(super) fn words(folder: &str, words: &[&str]) -> Vec<String> {
    // Nothing is written, not even what git remembers of the files.
    ["--no-optional-locks", "-C", folder].iter().chain(words).map(|word| (*word).to_owned()).collect()
}

/// What git said, where it did what it was asked.
pub(super) fn out(said: Option<Result<GitSaid, String>>) -> Result<Bytes, String> {
    match said {
        Some(Ok(GitSaid { exit: Some(0), out, .. })) => Ok(out),
        Some(Ok(GitSaid { exit: None, .. })) => Err(NO_GIT.to_owned()),
        Some(Ok(GitSaid { error, .. })) => Err(error.strip_prefix("fatal: ").unwrap_or(&error).to_owned()),
        Some(Err(line)) => Err(line),
        None => Err(String::new()),
    }
}

impl Repository {
    /// Asks git about a revision, as it was typed.
    ///
    /// # Errors
    /// One line, where there is no such revision.
    pub(super) async fn read(top: &str, revision: &str, host: &Host) -> Result<Self, String> {
        let commit = commit(top, revision, host).await?;
        let tree = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", &commit];
        let copies = format!("--find-copies={LEAST_SHARE}%");
        let mut since = vec!["diff", "--name-status", "-z", &copies, "--no-relative"];
        since.extend(["--no-ext-diff", "--ignore-submodules", "--end-of-options", &commit, "--"]);
        let mut since = words(top, &since);
        since.extend(TEMPLATES.map(|ending| [":(top,icase)*.", ending].concat()));
        let mut said = host.git(vec![words(top, &tree), since]).await.into_iter();
        let [tree, since] = [out(said.next())?, out(said.next())?];
        let mut repository = Self {
            top: top.to_owned(),
            files: parts(&tree).map(str::to_owned).collect(),
            changed: Set::new(),
            moved: Map::new(),
            deleted: Vec::new(),
            commit,
        };
        let mut since = parts(&since);
        let mut renamed = Set::new();
        while let (Some(status), Some(path)) = (since.next(), since.next()) {
            repository.changed.insert(path.to_owned());
            match status.get(..1) {
                Some("D") => repository.deleted.push(path.to_owned()),
                Some(kind @ ("R" | "C")) => {
                    let Some(now) = since.next() else { break };
                    repository.moved.insert(now.to_owned(), path.to_owned());
                    if kind == "R" {
                        renamed.insert(path.to_owned());
                    }
                }
                _ => {}
            }
        }
        // The copy of a template that stays is another one, with a stack of its own.
        repository.moved = repository.moved.into_iter().filter(|(_, was)| renamed.contains(was)).collect();
        repository.follow_untracked(host).await;
        Ok(repository)
    }

    /// Pairs templates that git does not follow yet with those that are gone: it compares no such files by itself. Each of these takes
    /// the one that has most of its lines.
    async fn follow_untracked(&mut self, host: &Host) {
        if self.deleted.is_empty() {
            return;
        }
        let mut others = words(&self.top, &["ls-files", "--others", "--exclude-standard", "-z", "--"]);
        others.extend(TEMPLATES.map(|ending| [":(top,icase)*.", ending].concat()));
        let Ok(others) = out(host.git(vec![others]).await.pop()) else { return };
        let others: Vec<&str> = parts(&others).collect();
        if others.is_empty() || others.len() * self.deleted.len() > MOST_PAIRS {
            return;
        }
        let texts = host.git(self.deleted.iter().map(|was| self.show(was)).collect()).await;
        let pair = |was: &String, now: &&str| {
            let [was, now] = [[&self.commit, ":", was].concat(), ["./", now].concat()];
            words(&self.top, &["diff", "--numstat", "--no-ext-diff", "--no-textconv", &was, &now])
        };
        let pairs = self.deleted.iter().flat_map(|was| others.iter().map(move |now| pair(was, now)));
        let said = host.git(pairs.collect()).await;
        let mut said = said.into_iter();
        let mut alike = Vec::new();
        for (was, text) in self.deleted.iter().zip(texts) {
            let lines = out(Some(text)).map_or(0, |text| text.iter().filter(|byte| **byte == b'\n').count());
            for (now, said) in others.iter().zip(said.by_ref()) {
                let share = out(Some(said)).ok().and_then(|said| share_that_stays(&said, lines)).unwrap_or_default();
                if share >= LEAST_SHARE {
                    alike.push((100 - share, was.clone(), (*now).to_owned()));
                }
            }
        }
        tablewarden_order::sort(&mut alike);
        for (_, was, now) in alike {
            if self.deleted.contains(&was) && !self.moved.contains_key(&now) {
                self.deleted.retain(|gone| *gone != was);
                self.moved.insert(now, was);
            }
        }
    }

    /// What the revision has of a file.
    pub(super) fn past(&self, path: &str) -> Past {
        if let Some(was) = self.moved.get(path) {
            return Past::At(was.clone());
        }
        // What is no template by its name was not asked about.
        match self.files.contains(path) {
            true if has_ending(path, &TEMPLATES) && !self.changed.contains(path) => Past::Same,
            true => Past::At(path.to_owned()),
            false => Past::Nothing,
        }
    }

    /// How git is asked for the bytes of a file.
    pub(super) fn show(&self, path: &str) -> Vec<String> {
        words(&self.top, &["cat-file", "blob", &[&self.commit, ":", path].concat()])
    }

    /// The absolute path of a file.
    pub(super) fn absolute(&self, path: &str) -> String {
        join(&self.top, path)
    }
}

/// The share of a file's lines that stays, in percent, by what git says was added and removed; none where it is the same.
fn share_that_stays(numbers: &[u8], lines: usize) -> Option<usize> {
    // Of two files that are the same git says nothing.
    if numbers.is_empty() {
        return Some(100);
    }
    let text = str::from_utf8(numbers).ok()?;
    let mut numbers = text.split('\t').map(str::parse::<usize>);
    let (Some(Ok(added)), Some(Ok(removed))) = (numbers.next(), numbers.next()) else { return None };
    let kept = lines.checked_sub(removed)?;
    (kept * 100).checked_div(lines.max(kept + added))
}

/// The texts between zeros. What is no Unicode is left out: nothing can be wished of it.
fn parts(bytes: &[u8]) -> impl Iterator<Item = &str> {
    bytes.split(|byte| *byte == 0).map(|part| str::from_utf8(part).unwrap_or_default()).filter(|part| !part.is_empty())
}

/// The commit of a revision: what git knows by this word, or where two branches parted.
async fn commit(top: &str, revision: &str, host: &Host) -> Result<String, String> {
    let branches = match revision.strip_prefix("merge-base:") {
        Some(branch) => Some((branch, "")),
        None => revision.split_once("..."),
    };
    let asked = match branches {
        Some((one, other)) => {
            let or_head = |word: &str| if word.is_empty() { "HEAD" } else { word }.to_owned();
            words(top, &["merge-base", "--end-of-options", &or_head(one), &or_head(other)])
        }
        None => {
            words(top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &[revision, "^{commit}"].concat()])
        }
    };
    let said = host.git(vec![asked]).await.pop();
    match said {
        Some(Ok(GitSaid { exit: Some(1), .. })) if branches.is_some() => Err(format!(
            "Git finds no common commit for `{revision}`. If the clone is shallow, fetch more of its history."
        )),
        Some(Ok(GitSaid { exit: Some(1..), .. })) => Err(format!(
            "Git has no revision `{revision}` here. Name a commit, a tag or a branch; in a shallow clone, fetch it first."
        )),
        said => Ok(String::from_utf8_lossy(&out(said)?).trim().to_owned()),
    }
}

//! The git of the invented host: the words that the command gives it in, what git would say out. Knows no other words.

use std::collections::BTreeMap;

/// The files of each revision, by their absolute paths, and what git is to say of them. The whole of `/work` is a repository.
#[derive(Default)]
pub(crate) struct Git {
    pub(super) commits: BTreeMap<(String, String), Vec<u8>>,
    /// What it takes for renamed: the paths from its top on, earlier and now.
    pub(crate) renamed: Vec<(&'static str, &'static str)>,
    /// What it does not follow: the paths from its top on.
    pub(crate) untracked: Vec<&'static str>,
    /// Of two branches where they parted.
    pub(crate) merge_base: Option<(&'static str, &'static str, &'static str)>,
}

impl Git {
    /// What git says: the whole working directory is a repository, whose commits are called as their revisions.
    pub(super) fn said(&self, words: &[&str], file: &dyn Fn(&str) -> Option<Vec<u8>>) -> (Option<i32>, Vec<u8>) {
        let said = |text: String| (Some(0), text.into_bytes());
        let inside = |path: &str| path.strip_prefix("/work/").unwrap_or("").to_owned();
        let of = |commit: &str| {
            let of = self.commits.iter().filter(move |((revision, _), _)| revision == commit);
            of.map(|((_, path), bytes)| (inside(path), bytes)).collect::<BTreeMap<_, _>>()
        };
        let ["--no-optional-locks", "-C", folder, words @ ..] = words else { panic!("{words:?}") };
        match words {
            ["rev-parse", "--show-toplevel", "--show-prefix"] if !format!("{folder}/").starts_with("/work/") => {
                (Some(128), Vec::new())
            }
            ["rev-parse", "--show-toplevel", "--show-prefix"] => {
                let prefix = inside(&format!("{folder}/"));
                said(format!("/work\n{prefix}\n"))
            }
            ["rev-parse", "--verify", "--quiet", "--end-of-options", commit] => {
                let commit = commit.strip_suffix("^{commit}").unwrap();
                if of(commit).is_empty() { (Some(128), Vec::new()) } else { said(format!("{commit}\n")) }
            }
            ["merge-base", "--end-of-options", one, other] => match self.merge_base {
                Some((left, right, base)) if (left, right) == (*one, *other) => said(format!("{base}\n")),
                _ => (Some(1), Vec::new()),
            },
            ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit] => {
                said(of(commit).into_keys().map(|path| path + "\0").collect())
            }
            ["diff", "--name-status", "-z", .., "--end-of-options", commit, "--", _, _, _, _, _] => {
                let mut out = String::new();
                for (path, was) in of(commit) {
                    match file(&format!("/work/{path}")) {
                        Some(is) if is == *was => {}
                        Some(_) => out += &format!("M\0{path}\0"),
                        None => match self.renamed.iter().find(|(was, _)| *was == path) {
                            Some((_, now)) => out += &format!("R090\0{path}\0{now}\0"),
                            None => out += &format!("D\0{path}\0"),
                        },
                    }
                }
                said(out)
            }
            ["ls-files", "--others", "--exclude-standard", "-z", "--", ..] => {
                said(self.untracked.iter().map(|path| format!("{path}\0")).collect())
            }
            ["diff", "--numstat", "--no-ext-diff", "--no-textconv", object, now] => {
                let (commit, path) = object.split_once(':').unwrap();
                let was = &self.commits[&(commit.to_owned(), format!("/work/{path}"))];
                let is = &file(&now.replacen(".", "/work", 1)).unwrap();
                let [was, is] = [was, is].map(|bytes| std::str::from_utf8(bytes).unwrap().lines().collect::<Vec<_>>());
                let count =
                    |these: &[&str], others: &[&str]| these.iter().filter(|line| !others.contains(line)).count();
                match (count(&is, &was), count(&was, &is)) {
                    (0, 0) => said(String::new()),
                    (added, removed) => said(format!("{added}\t{removed}\t{now}\n")),
                }
            }
            ["cat-file", "blob", object] => {
                let (commit, path) = object.split_once(':').unwrap();
                (Some(0), self.commits[&(commit.to_owned(), format!("/work/{path}"))].clone())
            }
            _ => panic!("{words:?}"),
        }
    }
}

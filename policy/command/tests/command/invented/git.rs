//! The git of the invented host: the words that the command gives it in, what git would say out. Knows no other words.

use std::collections::BTreeMap;

use super::{Invented, Node};

impl Invented {
    /// What git says: the whole working directory is a repository, whose commits are called as their revisions.
    pub(super) fn git(&self, words: &[&str]) -> (Option<i32>, Vec<u8>) {
        let said = |text: String| (Some(0), text.into_bytes());
        let inside = |path: &str| path.strip_prefix("/work/").unwrap_or("").to_owned();
        let of = |commit: &str| {
            let of = self.git.iter().filter(move |((revision, _), _)| revision == commit);
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
                    match self.nodes.get(&Self::whole(&path)) {
                        Some(Node::File(is)) if is == was => {}
                        Some(_) => out += &format!("M\0{path}\0"),
                        None => match self.renamed.iter().find(|(was, _)| *was == path) {
                            Some((_, now)) => out += &format!("R090\0{path}\0{now}\0"),
                            None => out += &format!("D\0{path}\0"),
                        },
                    }
                }
                said(out)
            }
            ["cat-file", "blob", object] => {
                let (commit, path) = object.split_once(':').unwrap();
                (Some(0), self.git[&(commit.to_owned(), Self::whole(path))].clone())
            }
            _ => panic!("{words:?}"),
        }
    }
}

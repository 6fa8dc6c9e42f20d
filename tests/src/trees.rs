//! The file trees that invocations run in: takes what the data files say, makes it on the disk, and reads back what is
//! there afterwards. Unix only, for links, pipes and names of any bytes. Runs no command of ours.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{OpenOptionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::JoinHandle;

use serde::Deserialize;

use crate::{bytes::bytes, repository};

/// Entries by name; a name that ends with `/` is an empty folder, and a name without an entry is taken away.
pub type Tree = BTreeMap<String, Option<Entry>>;

/// What is at a name.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Entry {
    /// A file with this text, in which `%FF` is the byte.
    Text(String),
    Copy {
        /// A file of the repository.
        copy: String,
    },
    Link {
        /// Where a symbolic link leads.
        link: String,
    },
    Pipe {
        /// What a named pipe gives to the one who reads it.
        pipe: String,
    },
    Socket {
        /// A socket, at which nobody listens; the text says nothing.
        #[serde(rename = "socket")]
        _socket: String,
    },
}

/// A tree on the disk.
pub struct Planted {
    folder: PathBuf,
    writers: Vec<(PathBuf, JoinHandle<()>)>,
}

impl Planted {
    /// Makes an empty `folder` and the tree in it; before it, where there are `commits`, a git repository with one commit
    /// for each, tagged `r1`, `r2` and so on.
    #[must_use]
    pub fn new(folder: &Path, commits: &[Tree], tree: &Tree) -> Self {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).expect("the temporary folder can be written");
        let mut planted = Self { folder: folder.to_owned(), writers: Vec::new() };
        for (number, commit) in (1..).zip(commits) {
            planted.write(commit);
            if number == 1 {
                planted.git(&["init", "--quiet"]);
            }
            planted.git(&["add", "--all"]);
            planted.git(&["commit", "--quiet", "--message", "a step"]);
            planted.git(&["tag", &format!("r{number}")]);
        }
        planted.write(tree);
        planted
    }

    fn write(&mut self, tree: &Tree) {
        for (name, entry) in tree {
            let path = self.folder.join(OsString::from_vec(bytes(name)));
            if entry.is_none() && !name.ends_with('/') {
                fs::remove_file(&path).expect("what is taken away was there");
                continue;
            }
            let parent = if name.ends_with('/') { &path } else { path.parent().expect("it is in the folder") };
            fs::create_dir_all(parent).expect("folders can be made");
            match entry {
                None => {}
                Some(Entry::Text(text)) => fs::write(&path, bytes(text)).expect("files can be written"),
                Some(Entry::Copy { copy }) => {
                    let text = repository::read(&repository::root().join(copy));
                    fs::write(&path, text).expect("files can be written");
                }
                Some(Entry::Link { link }) => symlink(link, &path).expect("links can be made"),
                Some(Entry::Pipe { pipe }) => self.pipe(path, bytes(pipe)),
                Some(Entry::Socket { .. }) => drop(UnixListener::bind(&path).expect("sockets can be made")),
            }
        }
    }

    fn pipe(&mut self, path: PathBuf, bytes: Vec<u8>) {
        let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo is there");
        assert!(made.success(), "mkfifo {}", path.display());
        let to = path.clone();
        let writer = std::thread::spawn(move || {
            // This waits for a reader, who may leave early.
            if let Ok(mut pipe) = fs::OpenOptions::new().write(true).open(to) {
                let _ = pipe.write_all(&bytes);
            }
        });
        self.writers.push((path, writer));
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false"]);
        git.args(["-c", "core.hooksPath=/dev/null", "-c", "init.defaultBranch=main"]);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        let status = git.args(arguments).current_dir(&self.folder).stdin(Stdio::null()).status();
        assert!(status.expect("git is installed").success(), "git {arguments:?}");
    }

    /// The regular files that are there, by name, without those of git.
    #[must_use]
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("the folder can be listed") {
                let entry = entry.expect("the folder can be listed");
                let (path, kind) = (entry.path(), entry.file_type().expect("it is there"));
                if kind.is_dir() && entry.file_name() != ".git" {
                    folders.push(path);
                } else if kind.is_file() {
                    let name = path.strip_prefix(&self.folder).expect("it was found there");
                    let name = name.as_os_str().as_bytes().escape_ascii().to_string();
                    found.insert(name, fs::read(&path).expect("it can be read"));
                }
            }
        }
        found
    }

    /// Ends the pipes and takes the tree away.
    pub fn clear(self) {
        for (path, writer) in self.writers {
            // Where nobody read it, the writer still waits.
            let reader = fs::OpenOptions::new().read(true).custom_flags(O_NONBLOCK).open(path);
            writer.join().expect("a writer does not panic");
            drop(reader);
        }
        fs::remove_dir_all(&self.folder).expect("the temporary folder can be taken away");
    }
}

/// `open` without waiting for the other end; the number is Linux's, elsewhere it is BSD's.
const O_NONBLOCK: i32 = if cfg!(target_os = "linux") { 0o4000 } else { 0x4 };

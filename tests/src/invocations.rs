//! The script of invocations: takes the data files of `tests/invocations`, gives each command line with the tree that it
//! runs in, and runs it through a host. Knows no host but as a program with its first words.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use serde::Deserialize;
use tablewarden_host::{Engine, Streams, run, slashed};
use tablewarden_wire::{Environment, Surroundings, Terminals};

use crate::bytes::bytes;
use crate::repository;
use crate::trees::{Planted, Tree};

/// One data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    #[serde(default)]
    commits: Vec<Tree>,
    tree: Tree,
    invocations: Vec<Invocation>,
}

/// One command line, and what has to come of it in every host. In `run`, `out`, `err` and `stdout`, `{here}` is the tree.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invocation {
    /// The words behind the program's name.
    pub run: Vec<String>,
    /// The folder of the tree that it is run in.
    #[serde(default, rename = "in")]
    pub folder: String,
    /// What is on standard input; without it, nothing.
    #[serde(default)]
    pub input: String,
    /// Variables besides `PATH` and `HOME`.
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    pub exit: i32,
    /// What standard output contains.
    #[serde(default)]
    pub out: Vec<String>,
    /// What standard error contains. Where nothing is said, it is empty.
    #[serde(default)]
    pub err: Vec<String>,
    /// The whole of standard output.
    pub stdout: Option<String>,
    /// The files that are other than before, with what is in them then.
    #[serde(default)]
    pub writes: BTreeMap<String, String>,
    /// Why the native command does otherwise for now; the expectations are those of Node.
    pub differs: Option<String>,
}

/// An invocation and where it runs.
pub struct Case {
    /// The data file and the command line, for messages.
    pub name: String,
    pub invocation: Invocation,
    commits: Arc<Vec<Tree>>,
    tree: Arc<Tree>,
    /// The folder of this case alone; the same for every host, because paths are printed.
    here: PathBuf,
}

/// What came of a run.
#[derive(Debug, PartialEq, Eq)]
pub struct Done {
    pub exit: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    /// The files of the tree before.
    pub before: BTreeMap<String, Vec<u8>>,
    /// And afterwards.
    pub after: BTreeMap<String, Vec<u8>>,
}

/// A way to run the command: a program, and the words that come before those of the invocation.
pub struct Host {
    pub name: &'static str,
    pub program: PathBuf,
    pub words: Vec<PathBuf>,
}

impl Host {
    /// The native command, as it is shipped.
    #[must_use]
    pub fn native() -> Self {
        Self { name: "native", program: repository::command(), words: Vec::new() }
    }

    /// The npm package's command.
    #[must_use]
    pub fn node() -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let program = std::env::split_paths(&path).map(|folder| folder.join("node")).find(|program| program.is_file());
        let program = program.expect("node is installed, 20 or newer");
        Self { name: "node", program, words: vec![repository::package().join("bin/tablewarden.js")] }
    }

    /// The command with `words`, in `folder`, with nothing of this process's environment but where programs are.
    #[must_use]
    pub fn command(&self, words: &[String], folder: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.words).args(words.iter().map(|word| OsString::from_vec(bytes(word))));
        command.current_dir(folder).env_clear().env("HOME", folder);
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
        command
    }
}

/// Every invocation of the script, in the order of the files. Trees are made below `temporary`.
#[must_use]
pub fn cases(temporary: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for path in repository::files_below(&repository::root().join("tests/invocations")) {
        let file = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let script: Script =
            serde_yaml::from_slice(&repository::read(&path)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let (commits, tree) = (Arc::new(script.commits), Arc::new(script.tree));
        for (number, invocation) in (1..).zip(script.invocations) {
            cases.push(Case {
                name: format!("{file} {number}: tablewarden {}", invocation.run.join(" ")),
                invocation,
                commits: Arc::clone(&commits),
                tree: Arc::clone(&tree),
                here: temporary.join(format!("{file}-{number}")),
            });
        }
    }
    cases
}

impl Case {
    /// Makes the tree, runs the command line, takes the tree away.
    #[must_use]
    pub fn run(&self, host: &Host) -> Done {
        let planted = Planted::new(&self.here, &self.commits, &self.tree);
        let before = planted.files();
        let words: Vec<String> = self.invocation.run.iter().map(|word| self.placed(word)).collect();
        let mut command = host.command(&words, &self.here.join(&self.invocation.folder));
        command.envs(&self.invocation.environment);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", host.program.display()));
        let mut input = child.stdin.take().expect("it was asked for");
        // One that does not read its input closes it early. What is written fits the pipe.
        let _ = input.write_all(&bytes(&self.invocation.input));
        drop(input);
        let output = child.wait_with_output().expect("a process ends");
        let after = planted.files();
        planted.clear();
        let stderr = without_durations(&printed(&output.stderr));
        Done { exit: output.status.code(), stdout: printed(&output.stdout), stderr, before, after }
    }

    /// Makes the tree, runs the command line in this process with `engine` behind it, takes the tree away. Gives the exit code.
    #[must_use]
    pub fn run_on<E: Engine>(&self, engine: &E) -> u8 {
        let planted = Planted::new(&self.here, &self.commits, &self.tree);
        let variable = |name: &str| self.invocation.environment.get(name).cloned();
        let surroundings = Surroundings {
            command_version: env!("CARGO_PKG_VERSION").to_owned(),
            engine_sha256: None,
            working_dir: slashed(&self.here.join(&self.invocation.folder)),
            backslash_separates: false,
            now: 1_790_000_000,
            environment: Environment {
                no_color: variable("NO_COLOR"),
                force_color: variable("FORCE_COLOR"),
                term: variable("TERM"),
                columns: variable("COLUMNS"),
                ci: variable("CI"),
                github_actions: variable("GITHUB_ACTIONS"),
            },
            terminals: Terminals { stdin: false, stdout: false, stderr: false },
            width: None,
            answers_at_once: 2,
        };
        let words =
            self.invocation.run.iter().map(|word| String::from_utf8_lossy(&bytes(&self.placed(word))).into_owned());
        let input = bytes(&self.invocation.input);
        let streams = Streams { stdin: &mut &input[..], stdout: &mut std::io::sink(), stderr: &mut std::io::sink() };
        let exit = run(words.collect(), surroundings, streams, engine);
        planted.clear();
        exit
    }

    /// A text of the invocation with the place of its tree.
    #[must_use]
    pub fn placed(&self, text: &str) -> String {
        text.replace("{here}", &self.here.to_string_lossy())
    }
}

/// Bytes as text that shows every one of them.
fn printed(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => format!("no UTF-8: {}", bytes.escape_ascii()),
    }
}

/// Of `3 files in 12.5 ms` the number is another in each run.
fn without_durations(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for index in 1..words.len() {
        if words[index].starts_with("ms") && words[index - 1].parse::<f64>().is_ok() {
            words[index - 1] = "#";
        }
    }
    words.join(" ")
}

//! Streams that are closed or full, and folders that are gone: both hosts say the same, end with the same code, and leave no half of a
//! file behind.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tablewarden_tests::invocations::Host;

const TABLE: &str = "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {BillingMode: X}\n";

/// A shell that does something first, and then is the command with these words.
fn shell(host: &Host, before: &str, words: &str, behind: &str, folder: &Path) -> Command {
    let mut shell = Command::new("sh");
    let line = format!("{before} exec \"$@\" {words} {behind}");
    shell.args(["-c", &line, "sh"]).arg(&host.program).args(&host.words).current_dir(folder);
    shell.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", folder);
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    shell
}

/// An empty folder, and what is in it after a run.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("tablewarden-closed-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("gone")).expect("the temporary folder can be written");
        fs::write(folder.join("t.yaml"), TABLE).expect("files can be written");
        Self(folder)
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(&self.0).expect("it is there");
        let mut names: Vec<String> =
            names.map(|entry| entry.expect("it is there").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn came(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// Runs a line of a shell with both hosts: what comes before the command, its words, what is behind it; the exit code, a part of what
/// is on standard error, and the files that are there then.
fn same(name: &str, before: &str, words: &str, behind: &str) -> (Option<i32>, String, String, Vec<String>) {
    let [native, node] = [Host::native(), Host::node()].map(|host| {
        let place = Place::new(name);
        let output = shell(&host, before, words, behind, &place.0).output().expect("it starts");
        let (code, stdout, stderr) = came(&output);
        (code, stdout, stderr, place.names())
    });
    assert_eq!(native, node, "{before} {words} {behind}");
    native
}

const CHECK: &str = "check t.yaml";

#[test]
fn a_closed_stream_is_no_reason_to_stop() {
    for words in
        [CHECK, "check --format json t.yaml", "facts t.yaml", "draw t.yaml", "rules list", "--help", "check none.yaml"]
    {
        let (code, stdout, stderr, _) = same("open", "", words, "");
        // Systems give a process that is started so something that takes all and gives nothing.
        let closed = same("stdout", "", words, ">&-");
        assert_eq!((closed.0, &closed.1, &closed.2), (code, &String::new(), &stderr), "{words}");
        let closed = same("stderr", "", words, "2>&-");
        assert_eq!((closed.0, &closed.1, &closed.2), (code, &stdout, &String::new()), "{words}");
        let closed = same("stdin", "", words, "<&-");
        assert_eq!((closed.0, &closed.1, &closed.2), (code, &stdout, &stderr), "{words}");
    }
    let (code, ..) = same("read", "", "check -", "<&-");
    assert_eq!(code, Some(2));
    let (code, stdout, ..) = same("reader", "", "rules list --format json", "| head -c 10");
    assert_eq!((code, stdout.len()), (Some(0), 10));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = "tablewarden: Standard output cannot be written: the disk is full.\n";
    for words in [
        CHECK,
        "check --format sarif t.yaml",
        "facts t.yaml",
        "draw t.yaml",
        "parameters --format json t.yaml",
        "changes t.yaml t.yaml",
        "fix --diff t.yaml",
        "waive --diff --rule DDB-R001 --reason x t.yaml",
        "rules list",
        "explain DDB-R001",
        "completions bash",
        "man",
        "--help",
        "check --list-files .",
    ] {
        let (code, _, stderr, names) = same("full", "", words, "> /dev/full");
        assert_eq!(
            (code, stderr.lines().last().map(|line| format!("{line}\n"))),
            (Some(2), Some(full.to_owned())),
            "{words}"
        );
        assert_eq!(names, ["gone", "t.yaml"], "{words}");
        // Who reads standard error is told nothing; what was asked for is done.
        let (open, full) = (same("open", "", words, ""), same("full", "", words, "2> /dev/full"));
        assert_eq!((open.0, open.1), (full.0, full.1), "{words}");
    }
    // What goes to other places is whole.
    let (code, _, stderr, names) =
        same("both", "", "check --format text --format json=report.json t.yaml", "> /dev/full");
    assert_eq!(code, Some(2));
    assert!(stderr.ends_with(full), "{stderr}");
    assert_eq!(names, ["gone", "report.json", "t.yaml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_written_whole_is_not_written() {
    for (words, name) in [
        ("check --format json=report.json t.yaml", "report.json"),
        ("check --write-baseline baseline.json t.yaml", "baseline.json"),
        ("draw --output . t.yaml", "./T.svg"),
        ("init", "tablewarden.yaml"),
        ("fix --unsafe t.yaml", "t.yaml"),
        ("waive --rule DDB-R001 --reason x t.yaml", "t.yaml"),
    ] {
        // A file may have no byte, and who writes more is told so instead of killed.
        let (code, _, stderr, names) = same("limit", "trap '' XFSZ; ulimit -f 0;", words, "| cat");
        assert_eq!(names, ["gone", "t.yaml"], "{words}: {code:?} {stderr}");
        assert!(stderr.contains(&format!("`{name}` cannot be written: input/output error")), "{words}: {stderr}");
    }
}

#[test]
fn a_folder_that_is_gone_is_told() {
    let gone = "cd gone && rmdir ../gone &&";
    let said = "tablewarden: The working directory cannot be read: there is no such file\n";
    for words in [CHECK, "facts t.yaml", "rules list", "--help", "check ../t.yaml", "lsp", "init"] {
        let (code, stdout, stderr, _) = same("gone", gone, words, "");
        assert_eq!((code, &*stdout, &*stderr), (Some(2), "", said), "{words}");
    }
}

/// What is printed to a pipe that somebody has made, and to a file, is the same.
#[test]
fn what_goes_to_a_file_is_what_goes_to_a_pipe() {
    let place = Place::new("file");
    for host in [Host::native(), Host::node()] {
        let mut command = shell(&host, "", CHECK, "", &place.0);
        let piped = command.output().expect("it starts").stdout;
        let path = place.0.join("gone/out");
        command.stdout(File::create(&path).expect("files can be written"));
        assert_eq!(command.status().expect("it starts").code(), Some(1));
        assert_eq!(fs::read(&path).expect("it is there"), piped, "{}", host.name);
    }
}

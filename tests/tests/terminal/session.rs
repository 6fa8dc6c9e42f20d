//! A program as someone runs it who looks on: in a real terminal, or with its output in pipes. What it wrote is read while it runs.
//! The terminal is made by `script`, which every Linux and macOS has; here in the form that Linux has.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tablewarden_tests::repository;

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What runs the command: the native program, and Node with the package.
pub(crate) fn hosts() -> [(&'static str, String); 2] {
    let quoted = |path: &Path| format!("'{}'", path.display());
    let node = format!("node {}", quoted(&repository::package().join("bin/tablewarden.js")));
    [("native", quoted(&repository::command())), ("Node", node)]
}

/// A program that runs.
pub(crate) struct Session {
    child: Child,
    input: ChildStdin,
    written: Written,
}

/// What was written so far, to both streams.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Session {
    /// Runs a line of the shell in a terminal.
    pub(crate) fn in_terminal(folder: &Path, line: &str) -> Self {
        let mut script = Command::new("script");
        // Where the tests are a job in the background, Ctrl+C is ignored, and so it would be by the program.
        let line = format!("exec env --default-signal=INT {line}");
        script.args(["--quiet", "--return", "--flush", "--command", &line, "/dev/null"]);
        Self::start(script, folder)
    }

    /// Runs a line of the shell with its output in pipes.
    pub(crate) fn in_pipes(folder: &Path, line: &str) -> Self {
        let mut shell = Command::new("sh");
        // In place of the shell, so that the program itself is ended.
        shell.args(["-c", &format!("exec {line}")]);
        Self::start(shell, folder)
    }

    fn start(mut command: Command, folder: &Path) -> Self {
        command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        for variable in ["NO_COLOR", "FORCE_COLOR", "CI", "GITHUB_ACTIONS", "COLUMNS"] {
            command.env_remove(variable);
        }
        let mut child = command.env("TERM", "xterm-256color").spawn().expect("it starts");
        let written = Written::default();
        written.follow(child.stdout.take().expect("a pipe"));
        written.follow(child.stderr.take().expect("a pipe"));
        let input = child.stdin.take().expect("a pipe");
        Self { child, input, written }
    }

    /// Types something.
    pub(crate) fn types(&mut self, text: &str) {
        self.input.write_all(text.as_bytes()).and_then(|()| self.input.flush()).expect("it reads what is typed");
    }

    /// What it wrote, when that has a text so many times.
    pub(crate) fn shows(&self, text: &str, times: usize) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let written = self.written.text();
            if written.matches(text).count() >= times {
                return written;
            }
            assert!(Instant::now() < end, "it never shows `{text}` {times} times, but: {written}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// How it ends.
    pub(crate) fn exit_code(&mut self) -> Option<i32> {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().expect("it is a child") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it does not end: {}", self.written.text())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Written {
    fn follow(&self, mut from: impl Read + Send + 'static) {
        let to = self.clone();
        std::thread::spawn(move || {
            let mut part = [0; 4096];
            while let Ok(length @ 1..) = from.read(&mut part) {
                to.0.lock().expect("no thread fails").extend_from_slice(&part[..length]);
            }
        });
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no thread fails")).into_owned()
    }
}

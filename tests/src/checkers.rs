//! The engine behind each of its hosts: linked in, under wasmtime, in Node. Each takes a frame and gives the bytes of
//! the answer.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::de::DeserializeOwned;
use tablewarden_host::{Answer, Bounds, Engine, Frame, Machine};
use tablewarden_wire::{
    CheckRequest, CheckResponse, Dialect, DrawRequest, DrawResponse, FailOn, FileBlob, FixRequest, FixResponse, Limits,
    PictureFormat, Request, frame,
};

use crate::repository;

/// The engine somewhere.
pub trait Checker {
    /// Where, for messages.
    fn name(&self) -> &'static str;

    /// Answers one frame.
    fn call(&mut self, frame: &[u8]) -> Vec<u8>;
}

/// The engine linked into the test.
pub struct Native;

impl Checker for Native {
    fn name(&self) -> &'static str {
        "native"
    }

    fn call(&mut self, frame: &[u8]) -> Vec<u8> {
        tablewarden_check::call(frame)
    }
}

/// The shipped image under wasmtime, as the command runs it.
pub struct Wasmtime {
    answer: Box<dyn Answer + Send>,
}

impl Wasmtime {
    /// Opens an instance of what `cargo xtask build` made.
    #[must_use]
    pub fn new() -> Self {
        Self::of(Self::machine())
    }

    /// Opens an instance of a machine.
    #[must_use]
    pub fn of(machine: &'static Machine) -> Self {
        Self { answer: machine.open() }
    }

    /// The same with half of the stack.
    ///
    /// # Panics
    /// Where there is no image.
    #[must_use]
    pub fn with_half_of_the_stack() -> Self {
        let bounds = Bounds { stack: Bounds::default().stack / 2, ..Bounds::default() };
        Self { answer: Self::within(bounds).open() }
    }

    /// Loads what `cargo xtask build` made.
    #[must_use]
    pub fn machine() -> &'static Machine {
        Self::within(Bounds::default())
    }

    fn within(bounds: Bounds) -> &'static Machine {
        let image: &'static [u8] = repository::read(&repository::image()).leak();
        Box::leak(Box::new(Machine::new(image, bounds).expect("the image fits this build")))
    }
}

impl Default for Wasmtime {
    fn default() -> Self {
        Self::new()
    }
}

impl Checker for Wasmtime {
    fn name(&self) -> &'static str {
        "wasmtime"
    }

    fn call(&mut self, frame: &[u8]) -> Vec<u8> {
        self.answer.call(&Frame::from([frame.to_vec()])).expect("an answer")
    }
}

/// The npm package in a Node process that answers frames from its standard input.
pub struct Node {
    process: Child,
    input: ChildStdin,
    output: ChildStdout,
}

impl Node {
    /// Starts Node on the built package.
    #[must_use]
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// The same with half of the stack that Node has.
    #[must_use]
    pub fn with_half_of_the_stack() -> Self {
        // It has 984 KB.
        Self::with(&["--stack-size=492"])
    }

    fn with(options: &[&str]) -> Self {
        let script = repository::root().join("tests/node/answer.mjs");
        let mut process = Command::new("node")
            .args(options)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts; install Node 20 or newer");
        let input = process.stdin.take().expect("it was asked for");
        let output = process.stdout.take().expect("it was asked for");
        Self { process, input, output }
    }
}

impl Default for Node {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Checker for Node {
    fn name(&self) -> &'static str {
        "node"
    }

    fn call(&mut self, frame: &[u8]) -> Vec<u8> {
        let length = u32::try_from(frame.len()).expect("a frame fits 32 bits");
        self.input.write_all(&length.to_le_bytes()).expect("node reads");
        self.input.write_all(frame).expect("node reads");
        self.input.flush().expect("node reads");
        let mut length = [0; 4];
        self.output.read_exact(&mut length).expect("node answers; build the package with `npm run build` in npm/");
        let mut answer = vec![0; u32::from_le_bytes(length) as usize];
        self.output.read_exact(&mut answer).expect("node answers");
        answer
    }
}

/// A request to check `bytes`, with everything else as it is by default.
#[must_use]
pub fn request(name: &str, bytes: &[u8]) -> CheckRequest {
    CheckRequest {
        version: tablewarden_wire::VERSION,
        blobs: vec![u32::try_from(bytes.len()).expect("a file fits 32 bits")],
        file: FileBlob { name: name.to_owned(), blob: 0 },
        against: None,
        new_since: None,
        deleted: false,
        stack: None,
        profile: None,
        fail_on: None,
        region: None,
        account: None,
        partition: None,
        parameters: Vec::new(),
        parameter_files: Vec::new(),
        now: Some(1_790_000_000),
        columns: tablewarden_wire::ColumnUnit::default(),
        limits: Limits::default(),
        skip_other_files: false,
        rules: Vec::new(),
        no_default_rules: false,
        dialect: Dialect::default(),
        input_parameters: Vec::new(),
        settings: None,
        baseline: None,
        excerpts: false,
        describe_rules: false,
        unknown_values: false,
        fixes: false,
        diffs: false,
        changes: false,
        statuses: true,
    }
}

/// The frame of a request with its files.
#[must_use]
pub fn frame_of(request: CheckRequest, blobs: &[&[u8]]) -> Vec<u8> {
    let mut request = Request::Check(request);
    request.set_blobs(blobs);
    frame::encode(&request, blobs)
}

/// The frame of a request with its file and the earlier version of it.
#[must_use]
pub fn frame_since(request: CheckRequest, bytes: &[u8], before: &[u8]) -> Vec<u8> {
    let against = Some(FileBlob { name: format!("before/{}", request.file.name), blob: 1 });
    frame_of(CheckRequest { against, ..request }, &[bytes, before])
}

/// The frame of a request for pictures of what a request checks.
#[must_use]
pub fn draw_frame(check: &CheckRequest, blobs: &[&[u8]], format: PictureFormat) -> Vec<u8> {
    let check = CheckRequest { blobs: Vec::new(), fail_on: Some(FailOn::Never), statuses: false, ..check.clone() };
    let version = tablewarden_wire::VERSION;
    let mut request = Request::Draw(DrawRequest { version, blobs: Vec::new(), check, format, table: None, line: None });
    request.set_blobs(blobs);
    frame::encode(&request, blobs)
}

/// The pictures that the engine that is linked in draws.
#[must_use]
pub fn draw(check: &CheckRequest, blobs: &[&[u8]], format: PictureFormat) -> DrawResponse {
    let answer = Native.call(&draw_frame(check, blobs, format));
    serde_json::from_slice(&answer).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&answer)))
}

/// The frame of a request for the fixes of what a request checks; of every rule, where none is named.
#[must_use]
pub fn fix_frame(check: &CheckRequest, blobs: &[&[u8]], with_unsafe: bool, rules: &[&str]) -> Vec<u8> {
    let check = CheckRequest { blobs: Vec::new(), statuses: false, ..check.clone() };
    let (version, rules) = (tablewarden_wire::VERSION, rules.iter().map(|rule| (*rule).to_owned()).collect());
    let mut request = Request::Fix(FixRequest { version, blobs: Vec::new(), check, with_unsafe, rules });
    request.set_blobs(blobs);
    frame::encode(&request, blobs)
}

/// The fixes that the engine that is linked in makes of what a request checks; of every rule, where none is named.
#[must_use]
pub fn fix(check: &CheckRequest, blobs: &[&[u8]], with_unsafe: bool, rules: &[&str]) -> FixResponse {
    said(&Native.call(&fix_frame(check, blobs, with_unsafe, rules)))
}

/// What an answer says.
#[must_use]
pub fn said<T: DeserializeOwned>(answer: &[u8]) -> T {
    serde_json::from_slice(answer).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(answer)))
}

/// The answer of the engine that is linked in.
#[must_use]
pub fn check(request: CheckRequest, blobs: &[&[u8]]) -> CheckResponse {
    answer_to(&frame_of(request, blobs))
}

/// The answer of the engine that is linked in to the frame of a check.
#[must_use]
pub fn answer_to(frame: &[u8]) -> CheckResponse {
    said(&Native.call(frame))
}

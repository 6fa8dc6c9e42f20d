//! A command takes the same turns in every host: the same steps, byte for byte, for the same starts and replies.

use std::sync::Mutex;

use tablewarden_command::Session;
use tablewarden_host::{Answer, CallError, Engine, Frame, Machine};
use tablewarden_tests::checkers::{Checker, Node, Wasmtime};
use tablewarden_tests::invocations::{Case, cases};
use tablewarden_wire::{
    AnswersReply, BytesReply, ChangedReply, CommandRequest, DoneReply, EngineAnswer, EntryKind, Environment,
    FolderEntry, GoOnRequest, ListReply, LookReply, PathKind, Reply, StartRequest, Step, Surroundings, Terminals,
    VERSION, Wish, frame,
};

/// What is typed, with a file for whatever is read: command lines that wish everything a command can wish.
const TYPED: [(&str, &[u8]); 11] = [
    ("--help", b""),
    ("chekc", b""),
    ("check --profile strict a.yaml", b"Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {X: 1}}}\n"),
    ("check --color always folder", b"Resources: {}\n"),
    ("check --time a.yaml", b"Resources: {}\n"),
    ("check --format json -", b"\xff\xfe\n"),
    ("check --watch a.yaml", b"Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {X: 1}}}\n"),
    ("facts a.yaml", b"Resources: {T: {Type: AWS::DynamoDB::Table}}\n"),
    ("explain DDB-R001", b"# a page\n"),
    ("rules format a.guard", b"rule a{b exists}"),
    ("rules list", b""),
];

fn framed(request: &CommandRequest, blobs: &[&[u8]]) -> Vec<u8> {
    frame::join(&serde_json::to_vec(request).expect("a request is JSON"), blobs)
}

fn start(line: &str) -> Vec<u8> {
    let surroundings = Surroundings {
        command_version: "1.2.3".to_owned(),
        engine_sha256: Some("0123".to_owned()),
        working_dir: "/work".to_owned(),
        backslash_separates: false,
        now: 1_790_000_000,
        environment: Environment::default(),
        terminals: Terminals { stdin: true, stdout: true, stderr: true },
        width: Some(70),
        answers_at_once: 2,
    };
    let words = line.split(' ').map(str::to_owned).collect();
    framed(&CommandRequest::Start(Box::new(StartRequest { version: VERSION, words, surroundings })), &[])
}

/// The replies of a host whose files all have the same bytes.
fn go_on(step: Step, bytes: &[u8]) -> Vec<u8> {
    let mut blobs = vec![bytes.to_vec()];
    let replies = step.wishes.into_iter().map(|wish| match wish {
        Wish::Look { path } if path.ends_with("folder") => {
            Reply::Look(LookReply { kind: PathKind::Folder, real: Some(path) })
        }
        Wish::Look { path } if path.contains("tablewarden") => {
            Reply::Look(LookReply { kind: PathKind::Missing, real: None })
        }
        Wish::Look { path } => Reply::Look(LookReply { kind: PathKind::File, real: Some(path) }),
        Wish::List { .. } => {
            let entry =
                |name: &str| FolderEntry { name: name.to_owned(), kind: EntryKind::File, unreadable_name: false };
            Reply::List(ListReply { entries: vec![entry("b.yaml"), entry("a.yaml")] })
        }
        Wish::Watch { .. } => Reply::Changed(ChangedReply { paths: Vec::new() }),
        Wish::Change { .. } => {
            Reply::Error(tablewarden_wire::ErrorReply { line: "cannot be watched: it is a test".to_owned() })
        }
        Wish::Read { .. } | Wish::Shipped { .. } | Wish::Input { .. } => Reply::Bytes(BytesReply { blob: 0 }),
        Wish::Replace { .. } | Wish::Write { .. } | Wish::Finish { .. } | Wish::Discard { .. } => {
            Reply::Done(DoneReply {})
        }
        Wish::Answer { calls } => {
            let answers = calls.into_iter().map(|mut call| {
                call.header.insert("blobs".to_owned(), vec![bytes.len(); call.blobs.len()].into());
                let header = serde_json::to_vec(&call.header).expect("a header is JSON");
                blobs.push(tablewarden_check::call(&frame::join(&header, &vec![bytes; call.blobs.len()])));
                EngineAnswer { blob: u32::try_from(blobs.len() - 1).ok(), error: None }
            });
            Reply::Answers(AnswersReply { answers: answers.collect() })
        }
        Wish::Clock {} => Reply::Clock(tablewarden_wire::ClockReply { microseconds: 5 }),
        Wish::Git { .. } => {
            Reply::Error(tablewarden_wire::ErrorReply { line: "cannot be read: it is a test".to_owned() })
        }
    });
    let replies = replies.collect();
    let lengths = blobs.iter().map(|blob| u32::try_from(blob.len()).expect("it is short")).collect();
    let request = CommandRequest::GoOn(GoOnRequest { version: VERSION, blobs: lengths, replies });
    framed(&request, &blobs.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

#[test]
fn three_hosts_take_the_same_turns() {
    let mut hosts: [Box<dyn Checker>; 2] = [Box::new(Wasmtime::new()), Box::new(Node::new())];
    let mut turns = 0;
    for (line, bytes) in TYPED {
        let mut session = Session::new();
        let mut frame = start(line);
        loop {
            let expected = session.call(&frame);
            for host in &mut hosts {
                let answer = host.call(&frame);
                assert!(answer == expected, "`{line}`, turn {turns}: {} gives another step", host.name());
            }
            turns += 1;
            let (header, _) = frame::split(&expected).expect("a step is a frame");
            let step: Step = serde_json::from_slice(header).expect("its header is a step");
            if step.exit.is_some() {
                break;
            }
            frame = go_on(step, bytes);
        }
    }
    println!("{turns} turns of {} commands, the same steps from native, wasmtime and node", TYPED.len());
    assert!(turns > 2 * TYPED.len(), "only {turns} turns");
}

/// The engine under wasmtime, and everything that it was asked and answered.
struct Recording {
    machine: &'static Machine,
    turns: Mutex<Vec<(Vec<u8>, Vec<u8>)>>,
}

/// One instance of it.
struct Instance<'r>(Box<dyn Answer + Send + 'r>, &'r Mutex<Vec<(Vec<u8>, Vec<u8>)>>);

impl Answer for Instance<'_> {
    fn call(&mut self, frame: &Frame) -> Result<Vec<u8>, CallError> {
        let answer = self.0.call(frame)?;
        self.1.lock().expect("no thread panicked").push((frame.concat(), answer.clone()));
        Ok(answer)
    }
}

impl Engine for Recording {
    fn open(&self) -> Box<dyn Answer + Send + '_> {
        Box::new(Instance(self.machine.open(), &self.turns))
    }
}

/// With real files and git: what was asked under wasmtime on the way is asked of the other hosts again.
#[test]
#[cfg(unix)]
fn three_hosts_take_the_same_turns_of_the_whole_script() {
    let folder = std::env::temp_dir().join(format!("tablewarden-turns-{}", std::process::id()));
    let (machine, mut node) = (Wasmtime::machine(), Node::new());
    let (mut turns, mut commands) = (0, 0);
    // The standard input of this process is not that of the command.
    let is_of_process =
        |case: &Case| case.invocation.run.iter().any(|word| ["/dev/stdin", "/dev/fd/0"].contains(&word.as_str()));
    for case in cases(&folder).into_iter().filter(|case| !is_of_process(case)) {
        let recording = Recording { machine, turns: Mutex::default() };
        let exit = case.run_on(&recording);
        assert_eq!(i32::from(exit), case.invocation.exit, "{}", case.name);
        let mut native = Session::new();
        for (frame, expected) in recording.turns.into_inner().expect("no thread panicked") {
            assert!(native.call(&frame) == expected, "{}: native gives another step or answer", case.name);
            assert!(node.call(&frame) == expected, "{}: node gives another step or answer", case.name);
            turns += 1;
        }
        commands += 1;
    }
    println!("{turns} turns and calls of {commands} commands, the same bytes from native, wasmtime and node");
    assert!(turns > 2 * commands && commands >= 80, "only {turns} turns of {commands} commands");
}

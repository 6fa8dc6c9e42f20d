//! The command, step by step, on a host that does wrong: replies that are of another kind, too few, too many, in another order, without
//! their bytes. It always comes to an end, and a host that does not keep to the interface never gets a clean exit.

use tablewarden_wire::{ClockReply, DoneReply, ErrorReply, Reply};

use super::frames::step;
use crate::engine::Engine;
use crate::host::{Given, Host, start};
use crate::parts::parts;

/// The files that the parts behind the second are, in their order.
const FILES: [&str; 6] =
    ["t.yaml", "tablewarden.yaml", "own/a.guard", "own/tests/a_tests.yaml", "known.json", "before/t.yaml"];

/// How many steps a command may have: more than any of these files can make.
const MOST_STEPS: usize = 500;

/// At how many steps something can go wrong.
const MOST_WRONG: usize = 100;

/// What goes wrong at one step.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Nothing,
    /// Each wish has failed.
    Errors,
    /// Each reply is to another wish.
    OtherKinds,
    Reversed,
    OneMissing,
    OneMore,
    NoBytes,
    /// The bytes are cut off in the middle.
    Cut,
    /// The frame is.
    CutFrame,
    /// The command is started again.
    Again,
}

impl Wrong {
    fn of(letter: u8) -> Self {
        match letter {
            b'e' => Self::Errors,
            b'k' => Self::OtherKinds,
            b'r' => Self::Reversed,
            b'm' => Self::OneMissing,
            b'p' => Self::OneMore,
            b'n' => Self::NoBytes,
            b'c' => Self::Cut,
            b'f' => Self::CutFrame,
            b's' => Self::Again,
            _ => Self::Nothing,
        }
    }

    /// Whether no host that keeps to the interface sends this.
    fn is_refused(self) -> bool {
        matches!(self, Self::OneMissing | Self::OneMore | Self::CutFrame)
    }
}

pub(super) fn steps(input: &[u8], engine: &mut dyn Engine) {
    let parts = parts(input);
    let words = String::from_utf8_lossy(parts[0]);
    let words: Vec<String> = words.split([' ', '\n']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let script = parts.get(1).copied().unwrap_or_default();
    let script = &script[..script.len().min(MOST_WRONG)];
    let files: Vec<(&str, &[u8])> = FILES.into_iter().zip(parts.iter().skip(2).copied()).collect();
    let mut host = Host::new(&files);
    let begin = start(words);
    let mut frame = begin.clone();
    let mut refused = false;
    for at in 0..MOST_STEPS {
        let answer = engine.call(&frame);
        // Half a header is no turn of a command, and answered as every call that is none.
        if refused && answer.starts_with(b"{") {
            return;
        }
        let (step, blobs) = step(&answer);
        assert!(!refused || step.exit == Some(2), "a host that does wrong is refused: {step:?}");
        if step.exit.is_some() {
            return;
        }
        let wrong = script.get(at).map_or(Wrong::Nothing, |letter| Wrong::of(*letter));
        let given = host.fulfil(step.wishes, &blobs, engine);
        frame = if wrong == Wrong::Again { begin.clone() } else { spoiled(given, wrong) };
        refused = wrong.is_refused();
    }
    // `--watch` and the server go on for as long as something comes; nothing comes here.
    panic!("the command has no end");
}

fn spoiled(mut given: Given, wrong: Wrong) -> Vec<u8> {
    let clock = Reply::Clock(ClockReply { microseconds: i64::MIN });
    match wrong {
        Wrong::Nothing | Wrong::Again | Wrong::CutFrame => {}
        Wrong::Errors => {
            let error = Reply::Error(ErrorReply { line: "cannot be read: permission denied".to_owned() });
            given.replies.fill(error);
        }
        Wrong::OtherKinds => {
            for reply in &mut given.replies {
                *reply = if matches!(reply, Reply::Done(_)) { clock.clone() } else { Reply::Done(DoneReply {}) };
            }
        }
        Wrong::Reversed => given.replies.reverse(),
        Wrong::OneMissing => drop(given.replies.pop()),
        Wrong::OneMore => given.replies.push(clock),
        Wrong::NoBytes => given.blobs.iter_mut().for_each(Vec::clear),
        Wrong::Cut => given.blobs.iter_mut().for_each(|blob| blob.truncate(blob.len() / 2)),
    }
    let mut frame = given.frame();
    if wrong == Wrong::CutFrame {
        frame.truncate(frame.len() - 1);
    }
    frame
}

//! The native host, whose engine is gone at one call after the other: before a wish is made, and after it is fulfilled. The host then
//! stops at once, as it does nothing of its own.

use std::io::empty;
use std::sync::atomic::{AtomicUsize, Ordering};

use tablewarden_host::{Answer, CallError, Engine, Frame, Machine, Streams, run, slashed};
use tablewarden_tests::checkers::Wasmtime;
use tablewarden_wire::{Environment, Surroundings, Terminals};

use crate::place::{CASES, Case, Place};

/// An engine that gives so many answers.
struct Gone {
    machine: &'static Machine,
    left: AtomicUsize,
}

struct Instance<'g>(Box<dyn Answer + Send + 'g>, &'g AtomicUsize);

impl Engine for Gone {
    fn open(&self) -> Box<dyn Answer + Send + '_> {
        Box::new(Instance(self.machine.open(), &self.left))
    }
}

impl Answer for Instance<'_> {
    fn call(&mut self, frame: &Frame) -> Result<Vec<u8>, CallError> {
        let is_left = self.1.try_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok();
        if is_left { self.0.call(frame) } else { Err(CallError::Trap("it is gone".to_owned())) }
    }
}

/// Runs a command with so many answers; how it exits, and whether it needed no more.
fn run_with(case: &Case, place: &Place, machine: &'static Machine, answers: usize) -> (u8, bool) {
    let engine = Gone { machine, left: AtomicUsize::new(answers) };
    let surroundings = Surroundings {
        command_version: "1.2.3".to_owned(),
        engine_sha256: None,
        working_dir: slashed(place.path()),
        backslash_separates: false,
        now: 1_790_000_000,
        environment: Environment::default(),
        terminals: Terminals { stdin: false, stdout: false, stderr: false },
        width: None,
        answers_at_once: 1,
    };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let streams = Streams { stdin: &mut empty(), stdout: &mut stdout, stderr: &mut stderr };
    let words = case.words.iter().map(|word| (*word).to_owned()).collect();
    let code = run(words, surroundings, streams, &engine);
    (code, !String::from_utf8_lossy(&stderr).contains("it is gone"))
}

#[test]
fn every_file_is_the_old_one_or_the_new_one() {
    let machine = Wasmtime::machine();
    for (number, case) in CASES.iter().enumerate() {
        let place = Place::new(&format!("wish-{number}"));
        let old = case.old();
        place.reset(&old);
        let (code, _) = run_with(case, &place, machine, usize::MAX);
        let new = place.all();
        assert!(code < 2 && new != old, "{:?}", case.words);
        assert_eq!(new.len(), old.len(), "{:?} leaves nothing", case.words);
        let mut stops = 0;
        loop {
            place.reset(&old);
            let (code, is_whole) = run_with(case, &place, machine, stops);
            let when = format!("{:?} after {stops} answers", case.words);
            place.is_whole(&old, &new, &when);
            if is_whole {
                break;
            }
            assert_eq!(code, 2, "{when}");
            run_with(case, &place, machine, usize::MAX);
            assert_eq!(place.all(), new, "{when}: a later run ends what was begun");
            stops += 1;
        }
        assert!(stops > 3, "{:?} was stopped {stops} times", case.words);
    }
}

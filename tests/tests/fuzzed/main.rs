//! What the fuzzer found, and what it starts with, as ordinary tests: every input that was kept in `tests/fuzzed`, and some seeds of
//! each target, hold what has to hold, on the engine that is linked in and on the module under wasmtime, which say the same.
//! `TABLEWARDEN_FUZZED=FOLDER` adds the inputs of another folder that has a folder for each target, such as those that a long run left.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use tablewarden_host::{Answer, Engine as _, Frame, Machine};
use tablewarden_invariants::counted::{Counted, bytes};
use tablewarden_invariants::seeds::seeds;
use tablewarden_invariants::{Engine, Linked, TARGETS, Target, hold};
use tablewarden_tests::checkers::Wasmtime;
use tablewarden_tests::repository::{files_below, read, root, text};

#[global_allocator]
static COUNTED: Counted = Counted;

/// How many of the seeds of a target are tried here; the fuzzer tries all of them.
const SEEDS: usize = 12;

/// The inputs of a target, with a name for each.
fn inputs(target: &Target) -> Vec<(String, Vec<u8>)> {
    let more = std::env::var_os("TABLEWARDEN_FUZZED").map(PathBuf::from);
    let folders = [Some(root().join("tests/fuzzed")), more];
    let folders = folders.into_iter().flatten().map(|folder| folder.join(target.name)).filter(|folder| folder.exists());
    let mut inputs: Vec<_> =
        folders.flat_map(|folder| files_below(&folder)).map(|path| (path.display().to_string(), read(&path))).collect();
    let all = seeds(target.name, &root());
    let step = all.len().div_ceil(SEEDS);
    inputs.extend(
        all.into_iter()
            .enumerate()
            .step_by(step)
            .map(|(number, seed)| (format!("seed {number} of {}", target.name), seed)),
    );
    inputs
}

/// Holds each input of each target against an engine of its own, and says which do not hold.
fn all_hold(mut engine: impl FnMut() -> Box<dyn Engine>) {
    let (mut wrong, mut held) = (Vec::new(), 0);
    for target in &TARGETS {
        for (name, input) in inputs(target) {
            let mut engine = engine();
            match catch_unwind(AssertUnwindSafe(|| hold(target, &input, &mut *engine))) {
                Ok(()) => held += 1,
                Err(_) => wrong.push(name),
            }
        }
    }
    assert!(wrong.is_empty(), "these do not hold (what does not is above): {wrong:#?}");
    println!("{held} inputs hold");
}

/// Two engines that have to say the same.
struct Both {
    linked: Linked,
    wasm: Box<dyn Answer + Send>,
}

impl Engine for Both {
    fn call(&mut self, frame: &[u8]) -> Vec<u8> {
        let expected = self.linked.call(frame);
        let found = self.wasm.call(&Frame::from([frame.to_vec()])).unwrap_or_else(|error| panic!("{error:?}"));
        assert!(
            found == expected,
            "wasm answers\n{}\nthe engine that is linked in\n{}",
            String::from_utf8_lossy(&found),
            String::from_utf8_lossy(&expected)
        );
        found
    }
}

#[test]
fn inputs_hold_on_the_engine_that_is_linked_in() {
    all_hold(|| Box::new(Linked::default()));
    assert!(bytes() > 1 << 20, "memory is counted");
}

#[test]
fn inputs_have_the_same_answers_in_wasm() {
    let machine: &'static Machine = Wasmtime::machine();
    all_hold(|| Box::new(Both { linked: Linked::default(), wasm: machine.open() }));
}

#[test]
fn the_fuzzer_has_every_target() {
    let of_target = |name: &str| format!("fuzz_targets/{name}.rs");
    let manifest = text(&root().join("fuzz/Cargo.toml"));
    let mut files: Vec<String> = files_below(&root().join("fuzz/fuzz_targets"))
        .iter()
        .map(|path| of_target(&path.file_stem().unwrap_or_default().to_string_lossy()))
        .collect();
    files.sort();
    let mut expected: Vec<String> = TARGETS.iter().map(|target| of_target(target.name)).collect();
    expected.sort();
    assert_eq!(files, expected);
    for (target, file) in TARGETS.iter().map(|target| (target.name, of_target(target.name))) {
        assert!(manifest.contains(&format!("path = \"{file}\"")), "fuzz/Cargo.toml does not have {file}");
        assert!(text(&root().join("fuzz").join(&file)).contains(&format!("run(\"{target}\", input)")), "{file}");
    }
}

/// An input that breaks what has to hold is noticed, whichever it is: an engine that lies is found out.
#[test]
fn an_engine_that_is_wrong_is_found() {
    struct Wrong(Linked, fn(String) -> String);
    impl Engine for Wrong {
        fn call(&mut self, frame: &[u8]) -> Vec<u8> {
            let answer = self.0.call(frame);
            match String::from_utf8(answer) {
                Ok(answer) => (self.1)(answer).into_bytes(),
                Err(other) => other.into_bytes(),
            }
        }
    }
    let yaml = tablewarden_invariants::target("yaml").expect("there is one");
    let template = b"Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: {BillingMode: X}\n";
    let found = |change: fn(String) -> String| {
        catch_unwind(|| hold(yaml, template, &mut Wrong(Linked::default(), change))).is_err()
    };
    assert!(!found(|answer| answer));
    assert!(found(|answer| answer.replace("\"startByte\":", "\"startByte\":1")), "a place");
    assert!(found(|answer| answer.replace("\"line\":", "\"line\":1")), "a line");
    assert!(found(|answer| answer.replace("\"outcome\":\"findings\"", "\"outcome\":\"clean\"")), "an outcome");
    assert!(found(|answer| answer.replace("\"errors\":", "\"errors\":1")), "a count");
    assert!(found(|answer| answer.replace('}', "")), "no JSON");
}

//! The steps that can be asked for alone, by a word: each needs no other step but the build, and runs beside those that leave a core idle.

use std::process::{Command, ExitCode};

use super::{one_more_option, reproduced};
use crate::error::Result;
use crate::places::Places;
use crate::programs::{process, tool, toolchain};
use crate::steps::{Beside, Steps};

const CARGO_DENY: &str = "0.20.2";

/// A step, and the word for it.
pub(super) struct Alone {
    word: &'static str,
    name: &'static str,
    step: fn(&Places) -> Result<()>,
    is_long: bool,
}

/// Beside the build, most of which keeps one core busy.
pub(super) const BESIDE_THE_BUILD: [Alone; 3] = [
    Alone { word: "clippy", name: "clippy", step: clippy, is_long: false },
    Alone { word: "clippy-wasm", name: "clippy of the wasm file", step: clippy_wasm, is_long: false },
    Alone { word: "dependencies", name: "dependencies: bans, licences, sources", step: deny, is_long: true },
];

/// Builds that keep one core busy, beside steps that build nothing with Cargo and mostly keep one busy too.
pub(super) const BESIDE_PROGRAMS: [Alone; 2] = [
    Alone {
        word: "reproduced",
        name: "the wasm file is the same where it is built again",
        step: reproduced::show,
        is_long: true,
    },
    Alone {
        word: "one-more-option",
        name: "one option more is one row, and both hosts know it",
        step: one_more_option::show,
        is_long: true,
    },
];

/// Does the step of this word.
pub(super) fn run(places: &Places, words: &[&str]) -> Result<ExitCode> {
    let all = || BESIDE_THE_BUILD.iter().chain(&BESIDE_PROGRAMS);
    let usage = || {
        let words: Vec<&str> = all().map(|alone| alone.word).collect();
        format!("usage: cargo xtask test [--quick | {}]", words.join(" | "))
    };
    let wanted = all().find(|alone| words == [alone.word]).ok_or_else(usage)?;
    (wanted.step)(places).map(|()| ExitCode::SUCCESS)
}

/// Starts these beside the steps that come, one after another, each as a process of its own.
pub(super) fn beside(steps: &mut Steps, these: &[Alone]) -> Beside {
    let this = std::env::current_exe().unwrap_or_else(|_| "xtask".into());
    let mut programs = Vec::new();
    for Alone { word, name, is_long, .. } in these {
        if *is_long && steps.leave_out(name) {
            continue;
        }
        let mut program = Command::new(&this);
        program.args(["test", word]);
        programs.push((*name, program));
    }
    Beside::start(programs)
}

/// Needs no build: of the image, which the command has inside, it asks no byte, so that any file may stand for it.
fn clippy(places: &Places) -> Result<()> {
    let mut clippy = process::cargo(&places.root);
    clippy.env("TABLEWARDEN_IMAGE", places.root.join("Cargo.toml"));
    process::run(clippy.arg("clippy").args(toolchain::WORKSPACE).args(["--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm(places: &Places) -> Result<()> {
    let mut clippy = process::cargo(&places.root);
    clippy.args(["clippy", "--package", "tablewarden-wasm", "--target", toolchain::WASM, "--", "-D", "warnings"]);
    process::run(&mut clippy)
}

/// Runs the pinned cargo-deny.
fn deny(places: &Places) -> Result<()> {
    let program = tool::installed(places, "cargo-deny", CARGO_DENY)?;
    let mut deny = process::command(&program.to_string_lossy(), &places.root);
    process::run(deny.args(["--workspace", "--all-features", "check", "bans", "licenses", "sources"]))
}

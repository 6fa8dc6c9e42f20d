//! `cargo xtask fuzz`: what is made up, and has to hold. `guard` compares the engine with cfn-guard; every other word is a target of
//! the fuzzer in `fuzz/`.

mod guard;
mod targets;
mod usage;

use std::process::ExitCode;

use self::usage::USAGE;
use crate::error::Result;

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    match arguments.split_first() {
        Some((first, rest)) if first == "guard" => guard::run(rest),
        Some((target, rest)) if !target.starts_with('-') => targets::run(target, rest),
        _ => Err(USAGE.to_owned()),
    }
}

//! `cargo xtask bench`: what is measured, each in a file of its own.

mod artifacts;
mod cdk;
mod fleet;
mod guard;
mod hostile;
mod packages;
mod program;
mod rules;
mod start;
mod timed;

use std::process::ExitCode;

use crate::error::Result;

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    match arguments {
        [one] if one == "cdk" => cdk::run(),
        [one] if one == "fleet" => fleet::run(),
        [one] if one == "guard" => guard::run(),
        [one, rest @ ..] if one == "hostile" => hostile::run(rest),
        [one] if one == "packages" => packages::run(),
        [one] if one == "rules" => rules::run(),
        [one, rest @ ..] if one == "start" => start::run(rest),
        _ => Err("usage: cargo xtask bench cdk|fleet|guard|hostile|packages|rules|start".to_owned()),
    }
}

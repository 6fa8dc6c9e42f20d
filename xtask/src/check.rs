//! `cargo xtask check`: runs `tablewarden check` as it would be shipped, with its arguments, streams and exit code.
//! Standard output is the command's alone.

use std::process::{Command, ExitCode};

use crate::build;
use crate::build::flavour::Flavour;
use crate::error::Result;
use crate::places::Places;

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let command = build::make(&Places::find()?, Flavour::Shipped)?;
    let status = Command::new(&command)
        .arg("check")
        .args(arguments)
        .status()
        .map_err(|error| format!("cannot run {}: {error}", command.display()))?;
    let code = status.code().ok_or_else(|| format!("the command was ended by a signal ({status})"))?;
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(2)))
}

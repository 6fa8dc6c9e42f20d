//! What people see in a terminal: completions in the shells that they are for, the manual page, colors, progress. Takes the places of
//! the build and the command.

use std::path::Path;

use crate::error::Result;
use crate::places::Places;
use crate::programs::{process, python};

/// Runs the tests.
pub(super) fn run(places: &Places, command: &Path) -> Result<()> {
    let folder = places.root.join("tests").join("terminal");
    let python = python::with(places, "terminal", &folder.join("requirements.txt"))?;
    let mut tests = process::command(&python.to_string_lossy(), &folder);
    process::run(tests.args(["-B", "-m", "unittest"]).env("TABLEWARDEN_COMMAND", command))
}

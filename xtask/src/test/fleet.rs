//! The example job for a fleet, with the packages that it asks PyPI for. Takes the places of the build and the command.

use std::path::Path;

use crate::error::Result;
use crate::places::Places;
use crate::programs::{process, python};

/// Runs the tests of the job.
pub(super) fn run(places: &Places, command: &Path) -> Result<()> {
    let wanted = places.root.join("examples").join("fleet").join("requirements.txt");
    let python = python::with(places, "fleet", &wanted)?;
    let mut tests = process::command(&python.to_string_lossy(), &places.root.join("tests").join("fleet"));
    tests.args(["-B", "-m", "unittest"]).env("TABLEWARDEN_WASM", places.wasm()).env("TABLEWARDEN_COMMAND", command);
    process::run(&mut tests)
}

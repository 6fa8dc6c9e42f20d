//! cfn-lint over what fixes make, in the version that the measurements have. Takes the places of the build and the command.

use std::path::Path;

use crate::error::Result;
use crate::places::Places;
use crate::programs::{process, python};

/// Runs the test.
pub(super) fn run(places: &Places, command: &Path) -> Result<()> {
    let wanted = places.root.join("benches").join("fleet").join("requirements.txt");
    let python = python::with(places, "cfn-lint", &wanted)?;
    let mut tests = process::command(&python.to_string_lossy(), &places.root.join("tests").join("cfn-lint"));
    process::run(tests.args(["-B", "-m", "unittest"]).env("TABLEWARDEN_COMMAND", command))
}

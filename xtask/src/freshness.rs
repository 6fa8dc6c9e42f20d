//! What need not be done again: digests of inputs and outputs, kept in a small file beside the outputs. Takes paths
//! and bytes, gives digests and a yes or no. Never trusts a time stamp.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::places::{read, write};
use crate::programs::process;

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Collects everything that an output is made from.
#[derive(Default)]
pub(crate) struct Inputs(Sha256);

impl Inputs {
    /// A value such as a flag or a version.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.bytes(text.as_bytes());
        self
    }

    /// The contents of a file that is at hand.
    pub(crate) fn bytes_of(mut self, bytes: &[u8]) -> Self {
        self.bytes(bytes);
        self
    }

    /// A file, or a directory with all below it but `target`, `node_modules` and hidden ones. What is not there counts
    /// as such.
    pub(crate) fn path(mut self, path: &Path) -> Result<Self> {
        let mut waiting = vec![path.to_owned()];
        let mut files = Vec::new();
        while let Some(next) = waiting.pop() {
            if next.is_dir() {
                waiting.extend(entries(&next)?);
            } else {
                files.push(next);
            }
        }
        files.sort();
        for file in files {
            self.bytes(file.to_string_lossy().as_bytes());
            match std::fs::read(&file) {
                Ok(bytes) => self.bytes(&bytes),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => self.bytes(b"absent"),
                Err(error) => return Err(format!("cannot read {}: {error}", file.display())),
            }
        }
        Ok(self)
    }

    /// The compiler that would be used.
    pub(crate) fn compiler(self, root: &Path) -> Result<Self> {
        let version = process::output(process::command("rustc", root).arg("-vV"))?;
        Ok(self.text(&version))
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn digest(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn entries(directory: &Path) -> Result<Vec<PathBuf>> {
    let failed = |error: std::io::Error| format!("cannot list {}: {error}", directory.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && name != "target" && name != "node_modules" {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// The record of one step: which inputs its outputs were made from.
pub(crate) struct Stamp<'a> {
    file: PathBuf,
    inputs: String,
    outputs: &'a [PathBuf],
}

impl<'a> Stamp<'a> {
    /// The record of the step `name`, kept in `directory`.
    pub(crate) fn new(directory: &Path, name: &str, inputs: Inputs, outputs: &'a [PathBuf]) -> Self {
        Self { file: directory.join(format!("{name}.stamp")), inputs: inputs.digest(), outputs }
    }

    /// Whether the outputs are there, untouched, and were made from these inputs.
    pub(crate) fn is_fresh(&self) -> bool {
        let recorded = std::fs::read_to_string(&self.file).unwrap_or_default();
        self.contents().is_ok_and(|contents| contents == recorded)
    }

    /// Records that the outputs were made from the inputs.
    pub(crate) fn set(&self) -> Result<()> {
        write(&self.file, self.contents()?.as_bytes())
    }

    fn contents(&self) -> Result<String> {
        let mut lines = format!("inputs {}\n", self.inputs);
        for output in self.outputs {
            lines += &format!("{} {}\n", sha256(&read(output)?), output.display());
        }
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory of its own for each test, empty.
    fn directory(name: &str) -> PathBuf {
        let directory = std::env::temp_dir().join(format!("tablewarden-freshness-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&directory);
        std::fs::create_dir_all(directory.join("inputs/target")).expect("the temporary directory can be written");
        directory
    }

    fn put(path: &Path, text: &str) {
        std::fs::write(path, text).expect("the temporary directory can be written");
    }

    fn digest(directory: &Path) -> String {
        Inputs::default().path(&directory.join("inputs")).expect("the inputs can be read").digest()
    }

    #[test]
    fn a_changed_added_or_renamed_input_is_seen_and_build_results_are_not() {
        let directory = directory("inputs");
        let inputs = directory.join("inputs");
        put(&inputs.join("a"), "1");
        let before = digest(&directory);
        put(&inputs.join("target/b"), "1");
        assert_eq!(digest(&directory), before);
        put(&inputs.join("a"), "2");
        let changed = digest(&directory);
        put(&inputs.join("b"), "");
        let added = digest(&directory);
        std::fs::rename(inputs.join("b"), inputs.join("c")).expect("it is there");
        let all = [before, changed, added, digest(&directory)];
        let distinct: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
        let _ = std::fs::remove_dir_all(directory);
    }

    #[test]
    fn a_step_is_fresh_until_its_inputs_or_outputs_change() {
        let directory = directory("stamp");
        let outputs = [directory.join("out")];
        let stamp = |version: &str| Stamp::new(&directory, "step", Inputs::default().text(version), &outputs);
        assert!(!stamp("1").is_fresh(), "nothing is recorded");
        put(&outputs[0], "made");
        stamp("1").set().expect("it can be recorded");
        assert!(stamp("1").is_fresh());
        assert!(!stamp("2").is_fresh(), "another input");
        put(&outputs[0], "touched");
        assert!(!stamp("1").is_fresh(), "another output");
        std::fs::remove_file(&outputs[0]).expect("it is there");
        assert!(!stamp("1").is_fresh(), "no output");
        let _ = std::fs::remove_dir_all(&directory);
    }
}

//! The hostile inputs: takes the data files of `tests/hostile`, gives each input as the frame of a check, with what has to come
//! of it. Small inputs stand in the files as they are, large ones as a text that is repeated.

mod input;

pub use input::Input;
use input::{RULES, Text, inputs_of};
use tablewarden_wire::{CheckRequest, FileBlob};

use crate::{bytes, checkers, repository};

/// All inputs, in the order of the files.
///
/// # Panics
/// Where a file of the folder has something that is no input.
#[must_use]
pub fn inputs() -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in repository::files_below(&repository::root().join("tests/hostile")) {
        let file = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let listed = inputs_of(&file, &repository::read(&path)).unwrap_or_else(|error| panic!("{file}: {error}"));
        inputs.extend(listed);
    }
    inputs
}

impl Input {
    /// The frame of a check that asks for all that an answer can have, so that all of it is made.
    #[must_use]
    pub fn frame(&self) -> Vec<u8> {
        let mut blobs = vec![self.template()];
        let mut blob = |name: &str, text: &Option<Text>| {
            text.as_ref().map(|text| {
                blobs.push(text.bytes());
                FileBlob { name: name.to_owned(), blob: u32::try_from(blobs.len() - 1).expect("a few files") }
            })
        };
        let request = CheckRequest {
            against: blob("before/template.yaml", &self.earlier),
            rules: blob(RULES, &self.rules).into_iter().collect(),
            input_parameters: blob("input.yaml", &self.input_parameters).into_iter().collect(),
            settings: blob("tablewarden.yaml", &self.settings),
            parameter_files: blob("parameters.json", &self.parameter_file).into_iter().collect(),
            parameters: self.parameters.clone(),
            no_default_rules: self.without_built_in(),
            excerpts: true,
            describe_rules: true,
            unknown_values: true,
            fixes: true,
            diffs: true,
            ..checkers::request(&self.file, &[])
        };
        let blobs: Vec<&[u8]> = blobs.iter().map(Vec::as_slice).collect();
        checkers::frame_of(request, &blobs)
    }
}

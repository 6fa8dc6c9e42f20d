//! The header of a request in, the registry of its files out, and which file is there for what.

use tablewarden_source::{FileId, SourceText};
use tablewarden_wire::{CheckRequest, ColumnUnit, FactsRequest, FileBlob};

use super::blobs::blob;
use super::files::Files;
use crate::reading::Versions;

/// The files of a request about one template.
pub(crate) struct Sources<'r> {
    pub(crate) files: Files<'r>,
    /// The template.
    pub(crate) template: FileId,
    /// The earlier version of the template, which is the same file where the template is deleted.
    pub(crate) earlier: Option<FileId>,
    /// Rule files of the one who asks.
    pub(crate) rules: Vec<FileId>,
    /// Documents whose keys are added to the template for these rule files.
    pub(crate) input_parameters: Vec<FileId>,
    /// Files of values for the template's parameters.
    pub(crate) parameter_values: Vec<FileId>,
    /// The settings file.
    pub(crate) settings: Option<FileId>,
}

impl<'r> Sources<'r> {
    /// The files of a check.
    ///
    /// # Errors
    /// One line, where a blob is not there or there are too many files.
    pub(crate) fn of_check(request: &'r CheckRequest, blobs: &[&'r [u8]]) -> Result<Self, String> {
        let mut files = Files::new(request.columns);
        let mut add = |file: &'r FileBlob| files.add(&file.name, blob(blobs, file)?);
        let template = add(&request.file)?;
        let earlier = request.against.as_ref().map(&mut add).transpose()?;
        Ok(Self {
            template,
            earlier: if request.deleted { Some(template) } else { earlier },
            rules: request.rules.iter().map(&mut add).collect::<Result<_, _>>()?,
            input_parameters: request.input_parameters.iter().map(&mut add).collect::<Result<_, _>>()?,
            parameter_values: request.parameter_files.iter().map(&mut add).collect::<Result<_, _>>()?,
            settings: request.settings.as_ref().map(&mut add).transpose()?,
            files,
        })
    }

    /// The files of a question for facts.
    ///
    /// # Errors
    /// As [`Sources::of_check`].
    pub(crate) fn of_facts(request: &'r FactsRequest, blobs: &[&'r [u8]]) -> Result<Self, String> {
        let mut files = Files::new(ColumnUnit::Utf8);
        let mut add = |file: &'r FileBlob| files.add(&file.name, blob(blobs, file)?);
        Ok(Self {
            template: add(&request.file)?,
            earlier: None,
            rules: Vec::new(),
            input_parameters: Vec::new(),
            parameter_values: request.parameter_files.iter().map(&mut add).collect::<Result<_, _>>()?,
            settings: request.settings.as_ref().map(&mut add).transpose()?,
            files,
        })
    }

    /// Whether there is only an earlier version.
    pub(crate) fn is_deleted(&self) -> bool {
        self.earlier == Some(self.template)
    }

    /// The template and its earlier version.
    pub(crate) fn versions(&self) -> Versions<FileId> {
        Versions { current: self.template, earlier: self.earlier }
    }

    /// The rule files with their names.
    pub(crate) fn rule_files(&self) -> Vec<(&'r str, &'r [u8])> {
        self.rules.iter().map(|file| (self.files.name(*file), self.files.bytes(*file))).collect()
    }

    /// The settings file with its name.
    pub(crate) fn settings_file(&self) -> Option<(&'r str, &SourceText<'r>)> {
        let file = self.settings?;
        Some((self.files.name(file), self.files.source(file)?))
    }
}

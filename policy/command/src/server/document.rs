//! A document that is open in the editor: its text, which file it is, and the settings it has. Also the calls of the engine about it,
//! which are those of a check of that file.

use tablewarden_source::Columns;
use tablewarden_wire::{
    BlobSource, CheckRequest, ColumnUnit, Dialect, EngineCall, FileBlob, Limits, Request, RuleFilesRequest, VERSION,
};

use super::json::Json;
use super::range::position;
use super::text::{LinePosition, Text};
use crate::files::{Here, Input, Place, Settings, SourceFile, is_left_out, is_rule_file, join};
use crate::host::Bytes;

/// An open document.
pub(super) struct Document {
    /// As the client writes it.
    pub(super) uri: String,
    /// As the client numbers it.
    pub(super) version: String,
    pub(super) text: Text,
    /// The file that it is.
    pub(super) input: Input,
    pub(super) settings: Settings,
    /// The time that it is checked by, in epoch seconds.
    pub(super) now: i64,
    /// Whether it has to be checked again.
    pub(super) is_due: bool,
    /// What was found, each as the client is told it, with the address of its file.
    pub(super) found: Vec<(String, String)>,
}

impl Document {
    /// The document at an address; `path` is that of its file, where it is one.
    pub(super) fn new(uri: &str, path: Option<String>, version: &str, text: &str, here: &Here) -> Self {
        // What is not saved yet is taken to be in the workspace.
        let real = path.clone().unwrap_or_default();
        let place = path.clone().map_or_else(|| Place::Stdin(Bytes::default()), Place::File);
        let unsaved = || join(&here.working_dir, uri.rsplit(['/', ':']).next().unwrap_or(uri));
        let name = here.name(&path.unwrap_or_else(unsaved));
        Self {
            uri: uri.to_owned(),
            version: version.to_owned(),
            text: Text::new(text.to_owned()),
            // As in a folder that is checked, what is no template is skipped.
            input: Input { name, place, skip_other_files: true, real, deployed: None },
            settings: Ok(None),
            now: 0,
            is_due: true,
            found: Vec::new(),
        }
    }

    /// Changes the text as the client tells of it.
    pub(super) fn change(&mut self, change: Json<'_>, columns: Columns) {
        let Some(text) = change.str(&["text"]) else { return };
        match (position(change, &["range", "start"]), position(change, &["range", "end"])) {
            (Some(from), Some(to)) => self.text.replace(from, to, text, columns),
            _ if change.get(&["range"]).is_some() => return,
            _ => self.text = Text::new(text.to_owned()),
        }
        self.is_due = true;
    }

    pub(super) fn is_rule_file(&self) -> bool {
        is_rule_file(&self.input.name)
    }

    /// Where a place of it is, of which an answer gives the bytes.
    pub(super) fn positions(&self, location: Json<'_>, columns: Columns) -> (LinePosition, LinePosition) {
        let position = |key: &str| self.text.position(location.number(&[key]).unwrap_or(0) as usize, columns);
        (position("startByte"), position("endByte"))
    }

    /// Whether it is checked at all.
    pub(super) fn is_checked(&self, here: &Here) -> bool {
        self.is_rule_file() || !is_left_out(&self.input, &self.settings, &[], here)
    }

    /// The call that finds what is wrong with it, behind the other calls and bytes.
    ///
    /// # Errors
    /// One line, where its settings can't be read.
    pub(super) fn check(&self, columns: ColumnUnit, blobs: &mut Vec<Bytes>) -> Result<EngineCall<Request>, String> {
        if !self.is_rule_file() {
            return self.question(columns, blobs, Request::Check);
        }
        let request = RuleFilesRequest {
            version: VERSION,
            blobs: Vec::new(),
            rules: vec![FileBlob { name: self.input.name.clone(), blob: 0 }],
            tests: Vec::new(),
            dialect: Dialect::default(),
            now: None,
            limits: Limits::default(),
            columns,
        };
        let source = put(self.bytes(), blobs);
        Ok(EngineCall { header: Request::CheckRules(request), blobs: vec![source] })
    }

    /// A call that goes with a check of the document.
    ///
    /// # Errors
    /// One line, where its settings can't be read.
    pub(super) fn question(
        &self,
        columns: ColumnUnit,
        blobs: &mut Vec<Bytes>,
        ask: impl FnOnce(CheckRequest) -> Request,
    ) -> Result<EngineCall<Request>, String> {
        let settings = self.settings.clone()?;
        let mut sources = vec![put(self.bytes(), blobs)];
        let mut named = |file: &SourceFile| {
            let blob = u32::try_from(sources.len()).unwrap_or(u32::MAX);
            sources.push(put(file.bytes.clone(), blobs));
            FileBlob { name: file.name.clone(), blob }
        };
        let rules = settings.iter().flat_map(|settings| &settings.rules).map(&mut named).collect();
        let settings = settings.as_ref().map(|settings| named(&settings.file));
        let header = CheckRequest {
            version: VERSION,
            blobs: Vec::new(),
            file: FileBlob { name: self.input.name.clone(), blob: 0 },
            against: None,
            new_since: None,
            deleted: false,
            stack: None,
            profile: None,
            fail_on: None,
            region: None,
            account: None,
            partition: None,
            parameters: Vec::new(),
            parameter_files: Vec::new(),
            now: Some(self.now),
            columns,
            limits: Limits::default(),
            skip_other_files: true,
            rules,
            no_default_rules: false,
            dialect: Dialect::default(),
            input_parameters: Vec::new(),
            settings,
            baseline: None,
            excerpts: false,
            describe_rules: true,
            unknown_values: false,
            fixes: false,
            diffs: false,
            changes: false,
            statuses: false,
        };
        Ok(EngineCall { header: ask(header), blobs: sources })
    }

    fn bytes(&self) -> Bytes {
        self.text.text().as_bytes().into()
    }
}

fn put(bytes: Bytes, blobs: &mut Vec<Bytes>) -> BlobSource {
    blobs.push(bytes);
    BlobSource::Blob { blob: u32::try_from(blobs.len() - 1).unwrap_or(u32::MAX) }
}

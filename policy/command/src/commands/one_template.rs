//! The one template that a command is about, with all that goes with it: where its bytes are, the files of parameter values,
//! rule files, the settings. Ready for one call of the engine.

use tablewarden_wire::{BlobSource, CheckRequest, ColumnUnit, EngineCall, FailOn, FileBlob, Limits, Request, VERSION};

use super::call::Call;
use super::check::PARAMETER_VALUES;
use super::rules::NO_RULE_FILE;
use crate::files::{
    Place, SourceFile, Wanted, about, no_folder, read_all, read_named, select, settings_of, stdin_once,
};
use crate::host::{Bytes, Host, MOST_BYTES};

/// A template and the files that go with it, as a request names them.
pub(crate) struct OneTemplate {
    pub(crate) file: FileBlob,
    pub(crate) parameter_files: Vec<FileBlob>,
    pub(crate) rules: Vec<FileBlob>,
    pub(crate) settings: Option<FileBlob>,
    blobs: Vec<Bytes>,
    sources: Vec<BlobSource>,
}

impl OneTemplate {
    /// The template that was typed, with the rule files that were.
    ///
    /// # Errors
    /// One line, where a file is missing or a folder.
    pub(crate) async fn with_rules(call: &Call) -> Result<Self, String> {
        let here = call.here_from_root().await?;
        let rules = call.arguments.texts("rules");
        let files = read_all(select(&rules, Wanted::Rules, false, &here, &call.host).await, &call.host).await?;
        if files.is_empty() && !rules.is_empty() {
            return Err(NO_RULE_FILE.to_owned());
        }
        Self::read(call, files).await
    }

    /// The template that was typed; `rules` go with it.
    ///
    /// # Errors
    /// One line, where a file is missing or a folder.
    pub(crate) async fn read(call: &Call, rules: Vec<SourceFile>) -> Result<Self, String> {
        let (arguments, host) = (&call.arguments, &call.host);
        let here = call.here_from_root().await?;
        let typed = arguments.operands.first().map_or("", String::as_str);
        no_folder(typed, "one template", &here, host).await?;
        let values = arguments.texts("parameters");
        stdin_once(&arguments.operands, values.iter().map(String::as_str))?;
        let parameters = read_named(&values, PARAMETER_VALUES, &here, host).await?;
        let inputs = select(&arguments.operands, Wanted::Templates, false, &here, host).await;
        let settings = settings_of(&inputs, &call.lookup(&here), &here, host).await?.of_inputs;
        let (Some(input), Some(settings)) = (inputs.into_iter().next(), settings.into_iter().next()) else {
            return Err("Name a template.".to_owned());
        };
        let settings = settings.map_err(|line| about(&input.name, &line))?;
        let of_settings = settings.iter().flat_map(|settings| &settings.rules);
        let of_settings = of_settings.filter(|file| rules.iter().all(|other| other.name != file.name));
        let rules: Vec<&SourceFile> = rules.iter().chain(of_settings).collect();
        let mut one = Self {
            file: FileBlob { name: input.name, blob: 0 },
            parameter_files: Vec::new(),
            rules: Vec::new(),
            settings: None,
            blobs: Vec::new(),
            sources: Vec::new(),
        };
        match input.place {
            Place::File(path) => one.sources.push(BlobSource::File { path, most: MOST_BYTES }),
            Place::Stdin(bytes) | Place::Deleted { bytes, .. } => one.blob(bytes),
            Place::Unread(line) => return Err(about(&one.file.name, &line)),
        }
        one.parameter_files = parameters.iter().map(|file| one.named(file)).collect();
        one.rules = rules.into_iter().map(|file| one.named(file)).collect();
        one.settings = settings.as_ref().map(|settings| one.named(&settings.file));
        Ok(one)
    }

    fn named(&mut self, file: &SourceFile) -> FileBlob {
        let blob = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        self.blob(file.bytes.clone());
        FileBlob { name: file.name.clone(), blob }
    }

    fn blob(&mut self, bytes: Bytes) {
        self.sources.push(BlobSource::Blob { blob: u32::try_from(self.blobs.len()).unwrap_or(u32::MAX) });
        self.blobs.push(bytes);
    }

    /// The request to check it with what was typed, in which nothing that is found fails anything.
    pub(crate) fn check(&self, call: &Call) -> CheckRequest {
        let arguments = &call.arguments;
        let text = |option| arguments.value(option).map(str::to_owned);
        CheckRequest {
            version: VERSION,
            blobs: Vec::new(),
            file: self.file.clone(),
            against: None,
            new_since: None,
            deleted: false,
            stack: None,
            profile: None,
            fail_on: Some(FailOn::Never),
            region: text("region"),
            account: text("account"),
            partition: text("partition"),
            parameters: arguments.texts("parameter"),
            parameter_files: self.parameter_files.clone(),
            now: Some(call.now()),
            columns: ColumnUnit::Utf16,
            limits: Limits::default(),
            skip_other_files: false,
            rules: self.rules.clone(),
            no_default_rules: arguments.has("no-default-rules"),
            dialect: call.dialect(),
            input_parameters: Vec::new(),
            settings: self.settings.clone(),
            baseline: None,
            excerpts: false,
            describe_rules: false,
            unknown_values: false,
            fixes: false,
            diffs: false,
            changes: false,
            statuses: false,
        }
    }

    /// Its path, if it is a file, and its bytes, which the engine is then asked about.
    ///
    /// # Errors
    /// One line, where it cannot be read.
    pub(crate) async fn held(&mut self, host: &Host) -> Result<(Option<String>, Bytes), String> {
        let blob = u32::try_from(self.blobs.len()).unwrap_or(u32::MAX);
        match self.sources.first_mut() {
            Some(source @ BlobSource::File { .. }) => {
                let read = std::mem::replace(source, BlobSource::Blob { blob });
                let BlobSource::File { path, .. } = read else { return Err(String::new()) };
                let bytes = host.read([path.clone()]).await.pop().unwrap_or_else(|| Err(String::new()))?;
                self.blobs.push(bytes.clone());
                Ok((Some(path), bytes))
            }
            Some(BlobSource::Blob { blob }) => Ok((None, self.blobs.get(*blob as usize).cloned().unwrap_or_default())),
            None => Err(String::new()),
        }
    }

    /// Asks the engine about it.
    ///
    /// # Errors
    /// One line, without the name of the file.
    pub(crate) async fn ask(self, header: Request, call: &Call) -> Result<Bytes, String> {
        let calls = vec![EngineCall { header, blobs: self.sources }];
        call.host.answers(calls, self.blobs).await.pop().unwrap_or_else(|| Err(String::new()))
    }
}

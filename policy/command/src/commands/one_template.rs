//! The one template that a command is about, with all that goes with it: where its bytes are, the files of parameter values,
//! rule files, the settings. Ready for one call of the engine.

use tablewarden_wire::{BlobSource, EngineCall, FileBlob, Request};

use super::call::Call;
use super::check::PARAMETER_VALUES;
use crate::files::{Place, SourceFile, Wanted, no_folder, read_named, select, settings_of, stdin_once};
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
        let settings = settings_of(&inputs, &call.lookup(&here), &here, host).await?;
        let (Some(input), Some(settings)) = (inputs.into_iter().next(), settings.into_iter().next()) else {
            return Err("no file matched: name a template".to_owned());
        };
        let settings = settings.map_err(|line| format!("{}: {line}", input.name))?;
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
            Place::Stdin(bytes) => one.blob(bytes),
            Place::Unread(line) => return Err(format!("{}: {line}", one.file.name)),
        }
        one.parameter_files = parameters.iter().map(|file| one.named(file)).collect();
        one.rules = rules.iter().map(|file| one.named(file)).collect();
        one.settings = settings.map(|file| one.named(&file));
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

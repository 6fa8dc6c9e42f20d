//! `tablewarden check`: one call of the engine for each template, a batch at a time, and the report as far as it can be written
//! after each. A file whose call gave no answer is reported as unread and the others go on. Holds no template, for the host
//! reads them, and no answer that is reported. Never looks at what was found.

use std::rc::Rc;

use tablewarden_report::{Renderer, Style};
use tablewarden_wire::{
    BlobSource, CheckRequest, ColumnUnit, EngineCall, FileBlob, Format, Limits, Outcome, Request, Stream, UnreadFile,
    VERSION,
};

use super::call::{Call, Done};
use super::member::refused;
use crate::files::{
    Earlier, Here, Input, Place, Settings, SourceFile, Wanted, blobs_of, read_all, read_named, select, settings_of,
    stdin_once,
};
use crate::host::{Bytes, MOST_BYTES};

/// How many calls of a batch one instance of the host has: enough that waiting for the last of a batch costs little.
const CALLS_FOR_ONE: usize = 32;

/// Runs the check.
///
/// # Errors
/// One line, where nothing can be printed at all.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let arguments = &call.arguments;
    let started = if arguments.has("time") { Some(call.host.clock().await?) } else { None };
    let here = call.here_from_root().await?;
    let companions = Companions::read(call, &here).await?;
    let earlier = Earlier::read(arguments.value("against"), &here, &call.host).await?;
    let skip = arguments.has("skip-other-files");
    let inputs = select(&arguments.operands, Wanted::Templates, skip, &here, &call.host).await;
    if inputs.is_empty() {
        return Err(
            "no file matched: no .yaml, .yml, .json, .template or .jsn file is in there; name a template".to_owned()
        );
    }
    if !earlier.fits(inputs.len()) {
        return Err("`--against FILE` is about one template: name one, or say `--against git:REVISION`".to_owned());
    }
    let settings = settings_of(&inputs, &call.lookup(&here), &here, &call.host).await?;
    let files = inputs.len();
    let outcome = check_all(call, inputs, settings, &earlier, &companions).await;
    if let Some(started) = started {
        let taken = call.host.clock().await?.saturating_sub(started).max(0);
        let noun = if files == 1 { "file" } else { "files" };
        call.say(&format!("{files} {noun} in {}.{} ms", taken / 1000, taken % 1000 / 100));
    }
    Ok(Done { text: Vec::new(), outcome })
}

/// The files that go with every template.
struct Companions {
    rules: Vec<SourceFile>,
    input_parameters: Vec<SourceFile>,
    parameter_files: Vec<SourceFile>,
}

impl Companions {
    async fn read(call: &Call, here: &Here) -> Result<Self, String> {
        let (arguments, host) = (&call.arguments, &call.host);
        let [rules, inputs, values] = ["rules", "input-parameters", "parameters"].map(|option| arguments.texts(option));
        let others = arguments.value("against").into_iter();
        let others = others.chain([&rules, &inputs, &values].into_iter().flatten().map(String::as_str));
        stdin_once(&arguments.operands, others)?;
        let rule_files = read_all(select(&rules, Wanted::Rules, false, here, host).await, host).await?;
        if rule_files.is_empty() && !rules.is_empty() {
            return Err(super::rule_files::NO_RULE_FILE.to_owned());
        }
        let input_parameters = read_named(&inputs, "a file of input parameters", here, host).await?;
        let parameter_files = read_named(&values, PARAMETER_VALUES, here, host).await?;
        Ok(Self { rules: rule_files, input_parameters, parameter_files })
    }

    fn all(&self) -> impl Iterator<Item = &SourceFile> {
        self.rules.iter().chain(&self.input_parameters).chain(&self.parameter_files)
    }
}

/// What a file under `--parameters` is.
pub(crate) const PARAMETER_VALUES: &str = "a file of parameter values";

/// An answer of the engine about a file, or one line why there is none.
struct Checked {
    name: String,
    answer: Result<Bytes, String>,
}

async fn check_all(
    call: &Call,
    inputs: Vec<Input>,
    settings: Vec<Settings>,
    earlier: &Earlier,
    companions: &Companions,
) -> Outcome {
    let style = Style { color: call.colors(), advice: call.arguments.has("advice"), ..Style::default() };
    let mut renderer = Renderer::new(&[call.format()], style);
    let at_once = CALLS_FOR_ONE * (call.surroundings.answers_at_once as usize).clamp(1, 1024);
    let all = inputs.len();
    let mut checked = 0;
    let mut tasks = inputs.into_iter().zip(settings);
    while checked < all {
        let (inputs, settings): (Vec<Input>, Vec<Settings>) = tasks.by_ref().take(at_once).unzip();
        if all > at_once {
            call.host.progress(format!("{checked} of {all} files"));
        }
        let earlier = earlier.of(&inputs, &call.host).await;
        let mut batch = Batch::new(call, companions);
        for ((input, settings), earlier) in inputs.into_iter().zip(settings).zip(earlier) {
            batch.add(input, settings, earlier);
        }
        for Checked { name, answer } in batch.answers().await {
            checked += 1;
            let added = answer.and_then(|answer| renderer.answer(&answer));
            added.unwrap_or_else(|message| renderer.unread(&UnreadFile { name, message }));
        }
        print(call, renderer.take());
    }
    let ended = renderer.end();
    print(call, ended.texts);
    ended.outcome
}

fn print(call: &Call, texts: Vec<String>) {
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        call.host.print(Stream::Stdout, text.into_bytes());
    }
}

/// Calls that are made together. They share the bytes of the companions.
struct Batch<'c> {
    call: &'c Call,
    companions: &'c Companions,
    blobs: Vec<Bytes>,
    calls: Vec<EngineCall<Request>>,
    /// Each file, with why it gets no call where it gets none.
    files: Vec<(String, Option<String>)>,
}

impl<'c> Batch<'c> {
    fn new(call: &'c Call, companions: &'c Companions) -> Self {
        let blobs = companions.all().map(|file| Rc::clone(&file.bytes)).collect();
        Self { call, companions, blobs, calls: Vec::new(), files: Vec::new() }
    }

    fn add(&mut self, input: Input, settings: Settings, earlier: Result<Option<SourceFile>, String>) {
        let unread = match self.sources(&input, settings, earlier) {
            Ok(call) => {
                self.calls.push(call);
                None
            }
            Err(line) => Some(line),
        };
        self.files.push((input.name, unread));
    }

    /// The call about a file. The order of its blobs: the template, its companions, its earlier version, the settings.
    fn sources(
        &mut self,
        input: &Input,
        settings: Settings,
        earlier: Result<Option<SourceFile>, String>,
    ) -> Result<EngineCall<Request>, String> {
        let template = match &input.place {
            Place::File(path) => BlobSource::File { path: path.clone(), most: MOST_BYTES },
            Place::Stdin(bytes) => self.blob(Rc::clone(bytes)),
            Place::Unread(line) => return Err(line.clone()),
        };
        let (settings, earlier) = (settings?, earlier?);
        let mut sources = vec![template];
        sources.extend((0u32..).take(self.companions.all().count()).map(|blob| BlobSource::Blob { blob }));
        let mut named = |file: &SourceFile, batch: &mut Self| {
            let number = u32::try_from(sources.len()).unwrap_or(u32::MAX);
            sources.push(batch.blob(Rc::clone(&file.bytes)));
            FileBlob { name: file.name.clone(), blob: number }
        };
        let against = earlier.as_ref().map(|file| named(file, self));
        let settings = settings.as_deref().map(|file| named(file, self));
        let header = self.request(input, against, settings);
        Ok(EngineCall { header: Request::Check(header), blobs: sources })
    }

    fn blob(&mut self, bytes: Bytes) -> BlobSource {
        // The settings of many templates are often the same bytes.
        let last = self
            .blobs
            .len()
            .checked_sub(1)
            .filter(|last| self.blobs.get(*last).is_some_and(|blob| Rc::ptr_eq(blob, &bytes)));
        let index = last.unwrap_or_else(|| {
            self.blobs.push(bytes);
            self.blobs.len() - 1
        });
        BlobSource::Blob { blob: u32::try_from(index).unwrap_or(u32::MAX) }
    }

    fn request(&self, input: &Input, against: Option<FileBlob>, settings: Option<FileBlob>) -> CheckRequest {
        let (arguments, companions) = (&self.call.arguments, self.companions);
        let text = |option| arguments.value(option).map(str::to_owned);
        let documents = 1 + companions.rules.len();
        CheckRequest {
            version: VERSION,
            blobs: Vec::new(),
            file: FileBlob { name: input.name.clone(), blob: 0 },
            against,
            profile: arguments.word("profile"),
            fail_on: arguments.word("fail-on"),
            region: text("region"),
            account: text("account"),
            partition: text("partition"),
            parameters: arguments.texts("parameter"),
            parameter_files: blobs_of(&companions.parameter_files, documents + companions.input_parameters.len()),
            now: Some(self.call.now()),
            columns: ColumnUnit::default(),
            limits: Limits::default(),
            skip_other_files: input.skip_other_files,
            rules: blobs_of(&companions.rules, 1),
            no_default_rules: arguments.has("no-default-rules"),
            dialect: self.call.dialect(),
            input_parameters: blobs_of(&companions.input_parameters, documents),
            settings,
            excerpts: self.call.format() == Format::Text,
        }
    }

    /// Lets the host make the calls.
    async fn answers(self) -> Vec<Checked> {
        let mut answers = self.call.host.answers(self.calls, self.blobs).await.into_iter();
        let mut answer = |unread: Option<String>| {
            let answer = unread.map_or_else(|| answers.next().unwrap_or_else(|| Err(String::new())), Err)?;
            refused(&answer).map(|()| answer)
        };
        self.files.into_iter().map(|(name, unread)| Checked { name, answer: answer(unread) }).collect()
    }
}

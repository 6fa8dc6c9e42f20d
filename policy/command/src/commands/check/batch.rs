//! Calls of the engine that are made together, one for each template: inputs and what goes with them in, answers out. Holds no
//! template: the host reads them.

use std::rc::Rc;

use tablewarden_report::Needs;
use tablewarden_wire::{BlobSource, CheckRequest, ColumnUnit, EngineCall, FileBlob, Limits, Request, VERSION};

use super::baselines::Baselines;
use super::companions::Companions;
use super::task::Task;
use crate::commands::call::Call;
use crate::commands::member::refused;
use crate::files::{Before, Earlier, Folder, Here, Input, Place, SourceFile, blobs_of};
use crate::host::{Bytes, MOST_BYTES};

/// What is said where no rule is left to evaluate.
pub(super) const NO_RULES: &str = "`--no-default-rules` leaves no rule to evaluate. Add `--rules FILE`.";

/// A template, and the engine's answer about it, or one line why there is none.
pub(super) struct Checked {
    pub(super) task: Task,
    pub(super) answer: Result<Bytes, String>,
}

/// What is the same for every template of a run.
pub(crate) struct Run<'c> {
    pub(crate) call: &'c Call,
    pub(crate) here: &'c Here,
    /// The folders that were named.
    pub(crate) folders: &'c [Folder],
    pub(crate) earlier: &'c Earlier,
    pub(crate) companions: &'c Companions,
    pub(crate) baselines: &'c Baselines,
    /// What the report needs of the answers.
    pub(crate) needs: Needs,
}

/// Lets the host answer the calls about these templates; gives them in their order.
pub(super) async fn check(tasks: Vec<Task>, run: &Run<'_>) -> Vec<Checked> {
    let before = run.earlier.of(tasks.iter().map(|task| &task.input), &run.call.host).await;
    check_since(tasks, before, run).await
}

/// The same, where it is known what there was of each.
pub(super) async fn check_since(tasks: Vec<Task>, before: Vec<Result<Before, String>>, run: &Run<'_>) -> Vec<Checked> {
    let mut batch = Batch::new(run);
    for (task, earlier) in tasks.iter().zip(before) {
        batch.add(task, earlier);
    }
    let answers = batch.answers().await;
    tasks.into_iter().zip(answers).map(|(task, answer)| Checked { task, answer }).collect()
}

/// Lets the host answer what fixes these templates; gives one answer for each. `fix` is the request without its check.
pub(crate) async fn fixes(
    tasks: &[Task],
    run: &Run<'_>,
    fix: &dyn Fn(CheckRequest) -> Request,
) -> Vec<Result<Bytes, String>> {
    let mut batch = Batch::new(run);
    for task in tasks {
        batch.add(task, Ok(Before::NotAsked));
    }
    for call in &mut batch.calls {
        if let Request::Check(check) = &call.header {
            call.header = fix(check.clone());
        }
    }
    batch.answers().await
}

/// Calls that are made together. They share the bytes of the companions.
struct Batch<'c> {
    run: &'c Run<'c>,
    blobs: Vec<Bytes>,
    calls: Vec<EngineCall<Request>>,
    /// Of each file why it gets no call, where it gets none.
    unread: Vec<Option<String>>,
}

impl<'c> Batch<'c> {
    fn new(run: &'c Run<'c>) -> Self {
        let blobs = run.companions.all().map(|file| Rc::clone(&file.bytes)).collect();
        Self { run, blobs, calls: Vec::new(), unread: Vec::new() }
    }

    fn add(&mut self, task: &Task, earlier: Result<Before, String>) {
        let sources = self.sources(task, earlier);
        self.unread.push(sources.map(|call| self.calls.push(call)).err());
    }

    /// The call about a file. The order of its blobs: the template, its companions, its earlier version, the
    /// rule files of its settings, the settings.
    fn sources(
        &mut self,
        Task { input, settings }: &Task,
        earlier: Result<Before, String>,
    ) -> Result<EngineCall<Request>, String> {
        let baseline = self.run.baselines.of(input, settings);
        let template = match &input.place {
            Place::File(path) => BlobSource::File { path: path.clone(), most: MOST_BYTES },
            Place::Stdin(bytes) | Place::Deleted { bytes, .. } => self.blob(Rc::clone(bytes)),
            Place::Unread(line) => return Err(line.clone()),
        };
        let (settings, earlier) = (settings.clone()?, earlier?);
        let mut sources = vec![template];
        sources.extend((0u32..).take(self.run.companions.all().count()).map(|blob| BlobSource::Blob { blob }));
        let mut named = |file: &SourceFile, batch: &mut Self| {
            let number = u32::try_from(sources.len()).unwrap_or(u32::MAX);
            sources.push(batch.blob(Rc::clone(&file.bytes)));
            FileBlob { name: file.name.clone(), blob: number }
        };
        let (against, new_since) = match earlier {
            // To compare it with itself would find nothing; only who lists every table wants to know that it was there.
            Before::Same(name) if self.run.needs.changes => (Some(FileBlob { name, blob: 0 }), None),
            Before::NotAsked | Before::Same(_) => (None, None),
            Before::Was(file) => (Some(named(&file, self)), None),
            Before::New(since) => (None, Some(since)),
        };
        let typed = &self.run.companions.rules;
        let of_settings = settings.iter().flat_map(|settings| &settings.rules);
        let of_settings = of_settings.filter(|file| typed.iter().all(|other| other.name != file.name));
        let mut rules = blobs_of(typed, 1);
        rules.extend(of_settings.map(|file| named(file, self)));
        if rules.is_empty() && self.run.call.arguments.has("no-default-rules") {
            return Err(NO_RULES.to_owned());
        }
        let settings = settings.as_deref().map(|settings| named(&settings.file, self));
        let header = CheckRequest { rules, against, new_since, settings, baseline, ..self.request(input) };
        Ok(EngineCall { header: Request::Check(header), blobs: sources })
    }

    fn blob(&mut self, bytes: Bytes) -> BlobSource {
        // The settings of many templates are often the same bytes.
        let index = self.blobs.iter().rposition(|blob| Rc::ptr_eq(blob, &bytes)).unwrap_or_else(|| {
            self.blobs.push(bytes);
            self.blobs.len() - 1
        });
        BlobSource::Blob { blob: u32::try_from(index).unwrap_or(u32::MAX) }
    }

    /// The request but for the files that are not the same for all.
    fn request(&self, input: &Input) -> CheckRequest {
        let Run { call, companions, needs, .. } = self.run;
        let arguments = &call.arguments;
        let text = |option| arguments.value(option).map(str::to_owned);
        let documents = 1 + companions.rules.len();
        CheckRequest {
            version: VERSION,
            blobs: Vec::new(),
            file: FileBlob { name: input.name.clone(), blob: 0 },
            against: None,
            new_since: None,
            deleted: matches!(input.place, Place::Deleted { .. }),
            stack: input.deployed.as_ref().map(|deployed| deployed.stack.clone()),
            profile: arguments.word("profile"),
            fail_on: arguments.word("fail-on"),
            region: text("region"),
            account: text("account"),
            partition: text("partition"),
            parameters: arguments.texts("parameter"),
            parameter_files: blobs_of(&companions.parameter_files, documents + companions.input_parameters.len()),
            now: Some(call.now()),
            columns: ColumnUnit::Utf16,
            limits: Limits {
                findings: arguments.value("max-findings").and_then(Limits::findings_of),
                ..Limits::default()
            },
            skip_other_files: input.skip_other_files,
            rules: Vec::new(),
            no_default_rules: arguments.has("no-default-rules"),
            dialect: call.dialect(),
            input_parameters: blobs_of(&companions.input_parameters, documents),
            settings: None,
            baseline: None,
            excerpts: needs.excerpts,
            describe_rules: needs.rules,
            unknown_values: needs.unknown_values || arguments.has("verbose"),
            changes: needs.changes,
            fixes: (needs.fixes && !arguments.has("no-fixes")) || arguments.has("diff"),
            diffs: arguments.has("diff"),
            statuses: needs.statuses && arguments.has("statuses"),
        }
    }

    /// Lets the host make the calls.
    async fn answers(self) -> Vec<Result<Bytes, String>> {
        let mut answers = self.run.call.host.answers(self.calls, self.blobs).await.into_iter();
        let answer = |unread: Option<String>| {
            let answer = unread.map_or_else(|| answers.next().unwrap_or_else(|| Err(String::new())), Err)?;
            refused(&answer).map(|()| answer)
        };
        self.unread.into_iter().map(answer).collect()
    }
}

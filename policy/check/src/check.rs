//! One template looked at: the way through, from bytes to a response. Each step is one function of a lower floor; here they
//! are put in a row, and what each could not do is kept.

use tablewarden_cloudformation::{Template, expanded};
use tablewarden_dynamodb::{Before, Facts, facts};
use tablewarden_engine::Budget;
use tablewarden_source::{FileId, SourceText};
use tablewarden_template::{Document, Syntax, Tree, View, read};
use tablewarden_wire::{
    CheckRequest, CheckResponse, ColumnUnit, FactsRequest, FactsResponse, FailOn, FileBlob, Gravity, Limits, Profile,
};

use crate::findings::{RuleStanding, adjust, in_order, lower_outside_production, raw_findings, without_superseded};
use crate::joined::joined;
use crate::pack::{self, Pack};
use crate::request::{Companion, FIRST_COMPANION, Files, StackValues, blob, limits, named};
use crate::response::{ResponseBuilder, RuleError, ViewJson, encode};
use crate::rule_files;
use crate::settings::{self, SettingsFile};

/// The file of the earlier version of the template.
const AGAINST: FileId = FileId(1);

/// How many elements of a list of facts all rules are evaluated on before the next ones: their facts stay in the processor's cache.
const AT_ONCE: usize = 32;

/// What is looked at, and how.
struct Subject<'r> {
    name: &'r str,
    stack: StackValues,
    profile: Profile,
    columns: ColumnUnit,
    limits: Limits,
    skip_other_files: bool,
    /// Whether a document that is no template will do.
    any_document: bool,
    /// The earlier version of the template: file 1.
    against: Option<Companion<'r>>,
    /// What else places may be in, in order: from [`FIRST_COMPANION`] on.
    companions: &'r [Companion<'r>],
    /// What came of the settings file, which is the last of the companions.
    reading: &'r SettingsFile,
}

/// What there is to look at, and the answer so far.
struct Looked<'l, 'd> {
    template: &'l Template<'d>,
    document: &'l Document<'d>,
    facts: &'l Facts<'d>,
    answer: ResponseBuilder<'l>,
}

/// Reads a template and gathers its facts; `then` has what came of it.
fn look(subject: &Subject<'_>, bytes: &[u8], then: &mut dyn FnMut(Looked<'_, '_>)) {
    let source = SourceText::new(bytes);
    let document = read(&source.text, Syntax::Auto, limits(subject.limits));
    let context = &subject.stack.context;
    let expanded = expanded(as_written(&document.tree), context, subject.limits.nodes);
    let made = expanded.as_ref().ok().and_then(Option::as_ref);
    let template = Template::read(as_written(made.unwrap_or(&document.tree)), context);
    let mut files = Files::new(subject.name, &source.text, subject.columns);
    let against = subject.against.as_ref();
    files.add(against.map_or("", |(name, _)| name), against.map_or("", |(_, source)| &source.text));
    for (name, source) in subject.companions {
        files.add(name, &source.text);
    }
    let mut answer = ResponseBuilder::new(subject.name, &files);
    answer.problems(&source.problems);
    answer.problems(&document.problems);
    answer.duplicates(&document);
    let facts = gather(subject, &template, &document, &mut answer);
    if template.is_template() {
        if expanded.is_err() {
            let message = "not analysed: what the loops make, it is too much; split the template".to_owned();
            answer.notice(Gravity::Incomplete, None, message);
        }
        answer.gaps(&template, &facts);
        subject.stack.tell(&template, &mut answer);
    } else if !subject.any_document {
        answer.no_template(subject.skip_other_files);
    }
    if !answer.is_skipped() {
        let last = subject.companions.len() + usize::from(FIRST_COMPANION) - 1;
        answer.settings(subject.reading, FileId(u8::try_from(last).unwrap_or(u8::MAX)));
    }
    then(Looked { template: &template, document: &document, facts: &facts, answer });
}

/// A tree as CloudFormation reads it.
fn as_written<'d>(tree: &'d Tree<'d>) -> View<'d> {
    View::new(tree, tablewarden_template::Reading::CloudFormation)
}

/// The facts of the template, with what it changes of the earlier one where that is known.
fn gather<'d>(
    subject: &Subject<'_>,
    template: &Template<'d>,
    document: &Document<'d>,
    answer: &mut ResponseBuilder<'_>,
) -> Facts<'d> {
    let context = &subject.stack.context;
    let settings =
        tablewarden_dynamodb::Settings { profile: word(subject.profile).to_owned(), region: context.region.clone() };
    let duplicates = &document.duplicates;
    let Some((_, source)) = &subject.against else { return facts(template, duplicates, &settings, None) };
    let mut document = read(&source.text, Syntax::Auto, limits(subject.limits));
    document.tree.set_file(AGAINST);
    let made = expanded(as_written(&document.tree), context, subject.limits.nodes).ok().flatten();
    let before = Template::read(as_written(made.as_ref().unwrap_or(&document.tree)), context);
    answer.earlier(AGAINST, [&source.problems, &document.problems], before.is_template());
    let earlier = facts(&before, &[], &settings, None);
    facts(template, duplicates, &settings, Some(Before { template: &before, facts: &earlier }))
}

/// Files of the request with their texts.
fn companions<'r>(files: &'r [FileBlob], blobs: &[&'r [u8]]) -> Result<Vec<Companion<'r>>, String> {
    Ok(named(files, blobs)?.into_iter().map(|(name, bytes)| (name, SourceText::new(bytes))).collect())
}

fn word(profile: Profile) -> &'static str {
    match profile {
        Profile::Minimal => "minimal",
        Profile::Recommended => "recommended",
        Profile::Strict => "strict",
    }
}

/// What the settings file of a request says about the template. It comes last among the companions.
fn settings_of<'r>(
    file: Option<&'r FileBlob>,
    blobs: &[&'r [u8]],
    template: &str,
    knows: &dyn Fn(&str) -> bool,
    companions: &mut Vec<Companion<'r>>,
) -> Result<SettingsFile, String> {
    let Some(file) = file else { return Ok(SettingsFile::default()) };
    let source = SourceText::new(blob(blobs, file)?);
    let reading = settings::read(&source, &file.name, template, knows);
    companions.push((&file.name, source));
    Ok(reading)
}

/// Checks the template of a request.
///
/// # Errors
/// One line, where the pack itself is no good.
pub(crate) fn check(request: &CheckRequest, blobs: &[&[u8]]) -> Result<CheckResponse, String> {
    let bytes = blob(blobs, &request.file)?;
    let own = match request.rules.as_slice() {
        [] => None,
        rules => Some(rule_files::load(&named(rules, blobs)?, request.dialect, request.columns)),
    };
    let own_knows = |rule: &str| own.as_ref().is_some_and(|own| own.knows(rule));
    let mut companions = companions(&request.input_parameters, blobs)?;
    companions.extend(self::companions(&request.parameter_files, blobs)?);
    let file = request.settings.as_ref();
    let reading = settings_of(file, blobs, &request.file.name, &own_knows, &mut companions)?;
    let settings = &reading.settings;
    let profile = request.profile.or(settings.profile).unwrap_or_default();
    let pack = pack::pack(&settings.parameters)?;
    let (documents, files) = companions.split_at(request.input_parameters.len());
    let files = files.get(..request.parameter_files.len()).unwrap_or_default();
    let said = settings.stack([&request.region, &request.account, &request.partition]);
    let first = usize::from(FIRST_COMPANION) + documents.len();
    let subject = Subject {
        name: &request.file.name,
        stack: StackValues::read(said, &request.parameters, files, first, limits(request.limits))?,
        profile,
        columns: request.columns,
        limits: request.limits,
        skip_other_files: request.skip_other_files,
        any_document: request.no_default_rules && !request.rules.is_empty() && !request.skip_other_files,
        against: match &request.against {
            Some(file) => Some((&file.name, SourceText::new(blob(blobs, file)?))),
            None => None,
        },
        companions: &companions,
        reading: &reading,
    };
    let mut response = None;
    look(&subject, bytes, &mut |Looked { template, document, facts, mut answer }| {
        let joined = joined(template.view(), facts);
        let mut found = Vec::new();
        if template.is_template() && !request.no_default_rules {
            let (windows, budget) = (facts.tree.windows(AT_ONCE), Budget { steps: request.limits.steps });
            let evaluation = pack.plan.evaluate_through(&windows, joined, &budget, request.now);
            let name_of = |index| Pack::file(index).map_or("", |file| file.file).to_owned();
            answer.statuses(&evaluation, &name_of, &|_, _| RuleError::Nowhere);
            found = without_superseded(raw_findings(&pack, &evaluation, template, facts, joined, settings));
        }
        if let Some(own) = own.as_ref().filter(|_| !answer.is_skipped()) {
            let mut others = rule_files::evaluate(own, request, &document.tree, documents, facts, &mut answer);
            adjust(&mut others, settings);
            found.extend(others);
            in_order(&mut found);
        }
        if let Some(production) = &settings.production {
            lower_outside_production(&mut found, production, template, joined);
        }
        let knows = |rule: &str| match (own_knows(rule), pack::find(rule).is_some()) {
            (false, false) => RuleStanding::NoSuchRule,
            _ if settings.is_off(rule) => RuleStanding::LeftOut,
            (false, true) if request.no_default_rules => RuleStanding::LeftOut,
            _ => RuleStanding::Evaluated,
        };
        answer.findings((profile, request.now), template, document, found, &knows);
        response = Some(answer.finish(request.fail_on.or(settings.fail_on).unwrap_or_default()));
    });
    response.ok_or_else(|| "the template was not looked at".to_owned())
}

/// The facts of the template of a request, as JSON.
///
/// # Errors
/// One line, where they cannot be written.
pub(crate) fn facts_of(request: &FactsRequest, blobs: &[&[u8]]) -> Result<Vec<u8>, String> {
    let bytes = blob(blobs, &request.file)?;
    let mut companions = companions(&request.parameter_files, blobs)?;
    // Which rules there are makes no difference to facts.
    let reading = settings_of(request.settings.as_ref(), blobs, &request.file.name, &|_| true, &mut companions)?;
    let settings = &reading.settings;
    let files = companions.get(..request.parameter_files.len()).unwrap_or_default();
    let said = settings.stack([&request.region, &request.account, &request.partition]);
    let first = usize::from(FIRST_COMPANION);
    let subject = Subject {
        name: &request.file.name,
        stack: StackValues::read(said, &request.parameters, files, first, limits(request.limits))?,
        profile: settings.profile.unwrap_or_default(),
        columns: ColumnUnit::Utf8,
        limits: request.limits,
        skip_other_files: false,
        any_document: false,
        against: None,
        companions: &companions,
        reading: &reading,
    };
    let mut written = Ok(Vec::new());
    look(&subject, bytes, &mut |Looked { document, facts, mut answer, .. }| {
        answer.refuse_unused_parameters();
        let joined = joined(as_written(&document.tree), facts);
        let document = joined.root().map(|root| ViewJson(joined, root));
        let CheckResponse { version, file, outcome, notices, .. } = answer.finish(FailOn::Never);
        written = encode(&FactsResponse { version, file, outcome, notices, document });
    });
    written
}

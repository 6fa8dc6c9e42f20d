//! One template looked at: the way through, from bytes to a response. Each step is one function of a lower floor; here they
//! are put in a row, and what each could not do is kept.

use serde::Serialize;
use tablewarden_cloudformation::{Template, expanded};
use tablewarden_dynamodb::{Facts, Settings, facts};
use tablewarden_engine::Budget;
use tablewarden_source::SourceText;
use tablewarden_template::{Document, Reading, Syntax, View, read};
use tablewarden_wire::{
    CheckRequest, CheckResponse, ColumnUnit, FactsRequest, FactsResponse, FailOn, FileBlob, Gravity, Limits, Profile,
};

use crate::answer::{Answer, Say};
use crate::door::{blob, limits, named};
use crate::json::Json;
use crate::pack::{self, Pack};
use crate::places::Places;
use crate::rule_files;
use crate::sightings::{in_order, sightings, without_superseded};
use crate::stack::{Said, Stack};
use crate::waiving::Known;

/// The key of the root under which the facts stand.
pub(crate) const FACTS: &str = "DynamoDB";

/// A file that goes with a template: its name and its text.
pub(crate) type Companion<'r> = (&'r str, SourceText<'r>);

/// What is looked at, and how.
struct Subject<'r> {
    name: &'r str,
    stack: Stack,
    profile: Profile,
    columns: ColumnUnit,
    limits: Limits,
    skip_other_files: bool,
    /// Whether a document that is no template will do.
    any_document: bool,
    /// What places may be in besides the template, in order: from file 1 on.
    companions: &'r [Companion<'r>],
}

/// What there is to look at, and the answer so far.
struct Looked<'l, 'd> {
    template: &'l Template<'d>,
    document: &'l Document<'d>,
    facts: &'l Facts<'d>,
    answer: Answer<'l>,
}

/// Reads a template and gathers its facts; `then` has what came of it.
fn look(subject: &Subject<'_>, bytes: &[u8], then: &mut dyn FnMut(Looked<'_, '_>)) {
    let source = SourceText::new(bytes);
    let document = read(&source.text, Syntax::Auto, limits(subject.limits));
    let written = View::new(&document.tree, Reading::CloudFormation);
    let context = &subject.stack.context;
    let expanded = expanded(written, context, subject.limits.nodes);
    let made = expanded.as_ref().ok().and_then(Option::as_ref);
    let view = made.map_or(written, |tree| View::new(tree, Reading::CloudFormation));
    let template = Template::read(view, context);
    let mut places = Places::new(subject.name, &source.text, subject.columns);
    for (name, source) in subject.companions {
        places.add(name, &source.text);
    }
    let mut answer = Answer::new(subject.name, &places);
    answer.problems(&source.problems);
    answer.problems(&document.problems);
    answer.duplicates(&document);
    let settings = Settings { profile: word(subject.profile).to_owned(), region: subject.stack.context.region.clone() };
    let facts = facts(&template, &settings);
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
    then(Looked { template: &template, document: &document, facts: &facts, answer });
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

/// Checks the template of a request.
///
/// # Errors
/// One line, where the pack itself is no good.
pub(crate) fn check(request: &CheckRequest, blobs: &[&[u8]]) -> Result<CheckResponse, String> {
    let bytes = blob(blobs, &request.file)?;
    let pack = pack::pack()?;
    let own = match request.rules.as_slice() {
        [] => None,
        rules => Some(rule_files::load(&named(rules, blobs)?, request.dialect, request.columns)),
    };
    let mut companions = companions(&request.input_parameters, blobs)?;
    companions.extend(self::companions(&request.parameter_files, blobs)?);
    let (documents, files) = companions.split_at(request.input_parameters.len());
    let said = Said { region: &request.region, account: &request.account, partition: &request.partition };
    let subject = Subject {
        name: &request.file.name,
        stack: Stack::read(said, &request.parameters, files, 1 + documents.len(), limits(request.limits))?,
        profile: request.profile,
        columns: request.columns,
        limits: request.limits,
        skip_other_files: request.skip_other_files,
        any_document: request.no_default_rules && !request.rules.is_empty() && !request.skip_other_files,
        companions: &companions,
    };
    let mut response = None;
    look(&subject, bytes, &mut |Looked { template, document, facts, mut answer }| {
        let mut found = Vec::new();
        if template.is_template() && !request.no_default_rules {
            let joined = template.view().join(FACTS, &facts.tree);
            let evaluation = pack.plan.evaluate(joined, &Budget { steps: request.limits.steps }, request.now);
            let name_of = |index| Pack::file(index).map_or("", |file| file.file).to_owned();
            answer.statuses(&evaluation, &name_of, &|_, _| Say::Nowhere);
            found = without_superseded(sightings(&pack, &evaluation, template, facts, joined));
        }
        if let Some(own) = own.as_ref().filter(|_| !answer.is_skipped()) {
            found.extend(rule_files::evaluate(own, request, &document.tree, documents, facts, &mut answer));
            in_order(&mut found);
        }
        let knows = |rule: &str| match (own.as_ref().is_some_and(|own| own.knows(rule)), pack::knows(rule)) {
            (true, _) => Known::Evaluated,
            (false, true) if request.no_default_rules => Known::LeftOut,
            (false, true) => Known::Evaluated,
            (false, false) => Known::No,
        };
        answer.findings(request, template, document, found, &knows);
        response = Some(answer.finish(request.fail_on));
    });
    response.ok_or_else(|| "the template was not looked at".to_owned())
}

/// The facts of the template of a request, as JSON.
///
/// # Errors
/// One line, where they cannot be written.
pub(crate) fn facts_of(request: &FactsRequest, blobs: &[&[u8]]) -> Result<Vec<u8>, String> {
    let bytes = blob(blobs, &request.file)?;
    let files = companions(&request.parameter_files, blobs)?;
    let said = Said { region: &request.region, account: &request.account, partition: &request.partition };
    let subject = Subject {
        name: &request.file.name,
        stack: Stack::read(said, &request.parameters, &files, 1, limits(request.limits))?,
        profile: Profile::default(),
        columns: ColumnUnit::Utf8,
        limits: request.limits,
        skip_other_files: false,
        any_document: false,
        companions: &files,
    };
    let mut written = Ok(Vec::new());
    look(&subject, bytes, &mut |Looked { document, facts, mut answer, .. }| {
        answer.refuse_unused_parameters();
        let joined = View::new(&document.tree, Reading::CloudFormation).join(FACTS, &facts.tree);
        let document = joined.root().map(|root| Json(joined, root));
        let CheckResponse { version, file, outcome, notices, .. } = answer.finish(FailOn::Never);
        written = json(&FactsResponse { version, file, outcome, notices, document });
    });
    written
}

/// A response as it goes over the door.
///
/// # Errors
/// One line, where it cannot be written.
pub(crate) fn json(value: &impl Serialize) -> Result<Vec<u8>, String> {
    // Why not would take the words of all errors of JSON into the module.
    serde_json::to_vec(value).map_err(|_| "the answer cannot be written".to_owned())
}

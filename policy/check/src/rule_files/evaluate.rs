//! Rule files on one template: statuses and findings. The template is read as cfn-guard reads it, nothing is resolved and
//! no fact is added, unless a file's header asks for facts.

use tablewarden_dynamodb::Facts;
use tablewarden_engine::{Budget, Evaluation, Failure, RuleStatus, Status};
use tablewarden_source::{FileId, Place, Span};
use tablewarden_template::{Reading, Tree, View};
use tablewarden_wire::{CheckRequest, Gravity};

use super::input_parameters::{Refused, merged};
use super::rule_set::{RuleFile, RuleSet};
use crate::findings::RawFinding;
use crate::joined::joined;
use crate::request::{Companion, FIRST_COMPANION, limits};
use crate::response::{ResponseBuilder, RuleError};
use crate::rule_name::RuleName;

/// Clauses are quoted up to here.
const QUOTED: usize = 120;

/// Evaluates the files of a set on a template and input parameters. The statuses go into the answer; what failed comes back.
pub(crate) fn evaluate<'r>(
    set: &'r RuleSet,
    request: &CheckRequest,
    template: &Tree<'_>,
    parameters: &[Companion<'_>],
    facts: &Facts<'_>,
    answer: &mut ResponseBuilder<'_>,
) -> Vec<RawFinding<'r>> {
    answer.notices_of_files(set.files.iter().flat_map(RuleFile::notices));
    if parameters.is_empty() {
        return on_tree(set, request, template, facts, answer);
    }
    match merged(template, parameters, limits(request.limits)) {
        Ok(tree) => on_tree(set, request, &tree, facts, answer),
        Err(Refused { document, span, message }) => {
            let file = FileId(u8::try_from(document + usize::from(FIRST_COMPANION)).unwrap_or(u8::MAX));
            answer.notice(Gravity::Error, Some(Place { file, span }), message);
            Vec::new()
        }
    }
}

fn on_tree<'r>(
    set: &'r RuleSet,
    request: &CheckRequest,
    tree: &Tree<'_>,
    facts: &Facts<'_>,
    answer: &mut ResponseBuilder<'_>,
) -> Vec<RawFinding<'r>> {
    let mut found = Vec::new();
    let plain = View::new(tree, Reading::GuardValidate);
    for (part, with_facts) in set.parts() {
        if part.files.is_empty() {
            continue;
        }
        let view = if with_facts { joined(plain, facts) } else { plain };
        let evaluation = part.plan.evaluate(view, &Budget { steps: request.limits.steps }, request.now);
        let file = |index: usize| part.files.get(index).and_then(|index| set.files.get(*index));
        answer.statuses(
            &evaluation,
            &|index| file(index).map(|file| file.name.clone()).unwrap_or_default(),
            &|outcome, message| match file(outcome.file) {
                Some(file) if file.was_told(message) => RuleError::Already,
                Some(file) => RuleError::At(file.location(outcome.name_span)),
                None => RuleError::Nowhere,
            },
        );
        for failure in &evaluation.failures {
            let Some(outcome) = evaluation.outcomes.get(failure.rule) else { continue };
            let Some(file) = file(outcome.file) else { continue };
            found.push(raw_finding(file, outcome.name_span, message(file, failure, view), failure.place));
        }
        silent(&evaluation, view, &file, &mut found);
    }
    found
}

/// A rule that fails without a value that does: a rule that it refers to has them, or nothing was found.
fn silent<'r>(
    evaluation: &Evaluation<'_>,
    view: View<'_>,
    file: &dyn Fn(usize) -> Option<&'r RuleFile>,
    found: &mut Vec<RawFinding<'r>>,
) {
    let mut fails = vec![false; evaluation.outcomes.len()];
    for failure in &evaluation.failures {
        if let Some(fails) = fails.get_mut(failure.rule) {
            *fails = true;
        }
    }
    let root = view.root().map(|root| view.place(root)).unwrap_or_default();
    let place = Place { span: Span::at(root.span.start), ..root };
    for (outcome, fails) in evaluation.outcomes.iter().zip(fails) {
        if outcome.status != RuleStatus::Verdict(Status::Fail) || fails {
            continue;
        }
        if let Some(file) = file(outcome.file) {
            let message = format!("`{}` does not hold: see the rules that it refers to", outcome.name);
            found.push(raw_finding(file, outcome.name_span, message, place));
        }
    }
}

fn raw_finding<'r>(file: &'r RuleFile, rule: Span, message: String, place: Place) -> RawFinding<'r> {
    let name = file.rule_named_at(rule).map_or("default", |rule| &rule.name.text);
    let severity = file.severity(rule);
    let id = file.header.id.as_deref().unwrap_or(name);
    let help = file.header.fix.as_deref();
    let rule = RuleName { id, name, help, profile: None, supersedes: &[], also_known_as: "" };
    RawFinding { rule, severity, message, place, condition: None, related: Vec::new(), about: None }
}

/// What the clause says, or else what failed and what was asked.
fn message(file: &RuleFile, failure: &Failure<'_>, view: View<'_>) -> String {
    if let Some(message) = failure.message_text(view).filter(|message| !message.is_empty()) {
        return message;
    }
    let what = match (&failure.reason, failure.missing) {
        (_, Some(missing)) => format!("`{missing}` is missing"),
        (Some(reason), None) => reason.to_string(),
        (None, None) => "this does not hold".to_owned(),
    };
    format!("{what}; the rule asks `{}`", quoted(failure.clause.of(&file.text)))
}

/// The text of a clause on one line, its end left out where it is long.
fn quoted(clause: &str) -> String {
    let line = clause.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{} …", line.get(..end).unwrap_or("").trim_end()),
        None => line,
    }
}

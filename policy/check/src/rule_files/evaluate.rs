//! Rule files on one template: statuses and findings. The template is read as cfn-guard reads it, nothing is resolved and
//! no fact is added, unless a file's header asks for facts.

use tablewarden_dynamodb::Facts;
use tablewarden_engine::{Budget, Evaluation, Failure, RuleStatus, Status};
use tablewarden_source::{FileId, Place, Span};
use tablewarden_template::{Reading, Tree, View};
use tablewarden_wire::{CheckRequest, Gravity};

use super::input_parameters::merged;
use super::rule_set::{RuleFile, RuleSet};
use crate::findings::{ErrorPlace, RawFinding, Verdicts, Words, words};
use crate::raw_notice::RawNotice;
use crate::reading::joined;
use crate::request::{Sources, limits};
use crate::rule_name::RuleName;

/// Clauses are quoted up to here.
const QUOTED: usize = 120;

/// Evaluates the files of a set on a template and the input parameters of the request.
#[inline(never)]
pub(crate) fn evaluate<'r>(
    set: &'r RuleSet,
    request: &CheckRequest,
    sources: &Sources<'_>,
    template: &Tree<'_>,
    facts: &Facts<'_>,
) -> Verdicts<'r> {
    let files = set.files.iter().zip(&sources.rules);
    let mut verdicts = Verdicts::new(request.statuses);
    verdicts.notices.extend(files.flat_map(|(file, number)| file.notices(*number)));
    if sources.input_parameters.is_empty() {
        on_tree(set, request, &sources.rules, template, facts, &mut verdicts);
        return verdicts;
    }
    match merged(template, &sources.files, &sources.input_parameters, limits(request.limits)) {
        Ok(tree) => on_tree(set, request, &sources.rules, &tree, facts, &mut verdicts),
        Err((place, message)) => verdicts.notices.push(RawNotice::at(Gravity::Error, place, message)),
    }
    verdicts
}

/// `numbers` are those of the rule files, in the order of the set.
fn on_tree<'r>(
    set: &'r RuleSet,
    request: &CheckRequest,
    numbers: &[FileId],
    tree: &Tree<'_>,
    facts: &Facts<'_>,
    verdicts: &mut Verdicts<'r>,
) {
    let plain = View::new(tree, Reading::GuardValidate);
    let sight = joined(plain, facts);
    for (part, with_facts) in set.parts() {
        if part.files.is_empty() {
            continue;
        }
        let view = if with_facts { plain.seen(&sight) } else { plain };
        let evaluation = part.plan.evaluate(view, &Budget { steps: request.limits.steps }, request.now);
        let in_set = |index: usize| part.files.get(index).copied().unwrap_or(usize::MAX);
        let file = |index: usize| set.files.get(in_set(index));
        let number = |index: usize| numbers.get(in_set(index)).copied().unwrap_or_default();
        verdicts.add_statuses(&evaluation, &|index| file(index).map_or("", |file| &file.name), &|outcome, message| {
            match file(outcome.file) {
                Some(file) if file.is_reported(message) => ErrorPlace::Reported,
                _ => ErrorPlace::Rule(Place::new(number(outcome.file), outcome.name_span)),
            }
        });
        for failure in &evaluation.failures {
            if tablewarden_heap::is_half_full() {
                verdicts.notices.push(RawNotice::no_room(failure.place));
                break;
            }
            let Some(outcome) = evaluation.outcomes.get(failure.rule) else { continue };
            let Some(file) = file(outcome.file) else { continue };
            let finding = raw_finding(file, outcome.name_span, words_of(file, failure, view), failure.place);
            verdicts.findings.push(finding);
        }
        without_values(&evaluation, view, &file, &mut verdicts.findings);
    }
}

/// A rule that fails without a value that does: a rule that it refers to has them, or nothing was found.
fn without_values<'r>(
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
    let place = root.with_span(Span::at(root.span().start));
    for (outcome, fails) in evaluation.outcomes.iter().zip(fails) {
        if outcome.status != RuleStatus::Verdict(Status::Fail) || fails {
            continue;
        }
        if let Some(file) = file(outcome.file) {
            let message = format!("Rule `{}` fails because a rule that it refers to fails.", outcome.name);
            found.push(raw_finding(file, outcome.name_span, Words { message, help: None }, place));
        }
    }
}

fn raw_finding<'r>(file: &'r RuleFile, rule: Span, words: Words, place: Place) -> RawFinding<'r> {
    let name = file.rule_named_at(rule).map_or("default", |rule| &rule.name.text);
    let severity = file.severity(rule);
    let rule = RuleName {
        id: file.header.id.as_deref().unwrap_or(name),
        name,
        title: file.header.title.as_deref(),
        severity,
        help: file.header.fix.as_deref(),
        is_built_in: false,
        profile: None,
        supersedes: &[],
        also_known_as: &[],
    };
    let Words { message, help } = words;
    let (condition, related, about, part, fact, proposals) = (None, Vec::new(), None, None, None, Vec::new());
    RawFinding { rule, severity, message, help, place, condition, related, about, part, fact, proposals }
}

/// What the clause says, or else what failed and what was asked.
fn words_of(file: &RuleFile, failure: &Failure<'_>, view: View<'_>) -> Words {
    if let Some(message) = failure.message_text(&file.text, view).filter(|message| !message.is_empty()) {
        return words(&message);
    }
    let what = match (&failure.reason, failure.missing) {
        (_, Some(missing)) => format!("`{missing}` is missing"),
        (Some(reason), None) => reason.to_string(),
        (None, None) => "The clause does not hold".to_owned(),
    };
    let message = format!("{what}. The rule requires `{}`.", quoted(failure.clause.of(&file.text)));
    Words { message, help: None }
}

/// The text of a clause on one line, its end left out where it is long.
fn quoted(clause: &str) -> String {
    let line = clause.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{} …", line.get(..end).unwrap_or("").trim_end()),
        None => line,
    }
}

//! Failures of an evaluation into findings: a severity, a message, the condition under which each holds. The same failure
//! in several variants of one group is one finding.

use tablewarden_cloudformation::{Template, When};
use tablewarden_dynamodb::Facts;
use tablewarden_engine::{Evaluation, Failure};
use tablewarden_order::Map;
use tablewarden_source::Place;
use tablewarden_template::{At, Value, View};
use tablewarden_wire::{Profile, Severity};

use super::adjust::adjust;
use super::raw_finding::{RawFinding, in_order};
use super::words::{Words, sentence};
use crate::pack::{Pack, PackFile};
use crate::settings::Settings;

/// How many ways in which parameters have other values one finding names.
const MOST_ALTERNATIVES: usize = 4;

/// What makes two failures one finding.
#[derive(PartialEq, Eq, Hash)]
struct Identity {
    file: usize,
    place: Place,
    severity: Severity,
    message: String,
    group: Option<u32>,
    /// Whether parameters have other values than their own there.
    is_assumed: bool,
}

/// A fault, wherever it stands: file, message, group.
type Fault<'i> = (usize, &'i str, Option<u32>);

impl Identity {
    fn fault(&self) -> Fault<'_> {
        (self.file, &self.message, self.group)
    }

    fn site(&self) -> Site {
        (self.file, self.place, self.group)
    }
}

struct Merged {
    when: When,
    given: When,
    help: Option<String>,
    related: Vec<(Place, String)>,
    about: Option<String>,
    fact: Option<At>,
    /// Where parameters have other values than their own: when each case is there, in conditions and in words.
    cases: Vec<(When, String)>,
}

/// Where a failure stands: file, place, group.
type Site = (usize, Place, Option<u32>);

/// The findings of an evaluation over `joined`, the template with its facts. In the order of a report.
pub(crate) fn raw_findings(
    pack: &Pack,
    evaluation: &Evaluation<'_>,
    template: &Template<'_>,
    facts: &Facts<'_>,
    joined: View<'_>,
    settings: &Settings,
    profile: Profile,
) -> Vec<RawFinding<'static>> {
    let mut merged: Map<Identity, Merged> = Map::new();
    for failure in &evaluation.failures {
        let Some(outcome) = evaluation.outcomes.get(failure.rule) else { continue };
        let Some(file) = Pack::file(outcome.file) else { continue };
        let rule = file.rule_name();
        let own = || pack.severity(outcome.file, outcome.name_span.start);
        let severity = settings.severity(&rule).unwrap_or_else(own);
        // What no report shows needs no words; it may still supersede others and use up waivers.
        let is_shown = settings.severity(&rule).is_some() || rule.is_reported(severity, profile);
        let variant = node(failure).and_then(|at| facts.variants.of(at.node()));
        let words = variant.and_then(|variant| facts.variants.words(variant));
        let words_of = || is_shown.then(|| message(failure, file, joined, facts));
        let Words { message, help } = words_of().unwrap_or_default();
        let identity = Identity {
            file: outcome.file,
            place: failure.place,
            severity,
            message,
            group: variant.map(|variant| variant.group),
            is_assumed: words.is_some(),
        };
        let (when, given) = variant.map_or((When::ALWAYS, When::ALWAYS), |variant| (variant.when, variant.given));
        let seen = merged.or_insert_with(identity, || Merged {
            when: When::NEVER,
            given,
            help,
            related: if is_shown { related(failure, joined) } else { Vec::new() },
            about: about(failure, joined),
            fact: node(failure),
            cases: Vec::new(),
        });
        seen.when = template.conditions().or(seen.when, when);
        seen.cases.extend(words.map(|words| (when, words.to_owned())));
    }
    let everywhere = everywhere(&merged, template);
    let mut fails: Map<Site, When> = Map::new();
    for (identity, merged) in merged.iter().filter(|(identity, _)| !identity.is_assumed) {
        let when = fails.or_insert_with(identity.site(), || When::NEVER);
        *when = template.conditions().or(*when, merged.when);
    }
    let one = |((identity, merged), is_everywhere): ((Identity, Merged), bool)| {
        if identity.is_assumed {
            let fails = fails.get(&identity.site()).copied().unwrap_or(When::NEVER);
            return with_other_values(identity, merged, fails, template);
        }
        raw_finding(identity, merged, is_everywhere, template)
    };
    let mut found: Vec<RawFinding<'_>> = merged.into_iter().zip(everywhere).filter_map(one).collect();
    adjust(&mut found, settings);
    in_order(&mut found);
    found
}

/// A note on what fails where parameters have other values than their own; `fails` is when that place fails without.
fn with_other_values(
    identity: Identity,
    merged: Merged,
    fails: When,
    template: &Template<'_>,
) -> Option<RawFinding<'static>> {
    let Merged { mut cases, help, related, about, fact, .. } = merged;
    cases.retain(|(when, _)| !template.conditions().implies(*when, fails));
    let condition = Some(alternatives(&cases)?);
    let rule = Pack::file(identity.file)?.rule_name();
    let Identity { message, place, .. } = identity;
    Some(RawFinding { rule, severity: Severity::Note, message, help, place, condition, related, about, fact })
}

/// What is assumed, one or the other, in words; none where there is nothing.
fn alternatives(each: &[(When, String)]) -> Option<String> {
    let mut out = String::new();
    for (_, words) in each.iter().take(MOST_ALTERNATIVES) {
        out.push_str(if out.is_empty() { "" } else { ", or " });
        out.push_str(words);
    }
    if each.len() > MOST_ALTERNATIVES {
        out.push_str(", or in other cases");
    }
    (!out.is_empty()).then_some(out)
}

/// For each, in order, whether its fault is there under every condition, if not always at the same place: a bad value in each
/// branch.
fn everywhere(merged: &Map<Identity, Merged>, template: &Template<'_>) -> Vec<bool> {
    let conditions = template.conditions();
    let is_staged = |identity: &Identity| identity.group.is_some() && !identity.is_assumed;
    let mut faults: Map<Fault<'_>, (When, When)> = Map::new();
    for (identity, merged) in merged.iter().filter(|(identity, _)| is_staged(identity)) {
        let (when, _) = faults.or_insert_with(identity.fault(), || (merged.when, merged.given));
        *when = conditions.or(*when, merged.when);
    }
    let is_everywhere = |(identity, _): (&Identity, &Merged)| {
        let fault = faults.get(&identity.fault());
        fault.is_some_and(|(when, given)| conditions.implies(*given, *when))
    };
    merged.iter().map(is_everywhere).collect()
}

/// `is_everywhere`: together with the same fault at other places it is always there, so a warning stays one.
fn raw_finding(
    identity: Identity,
    merged: Merged,
    is_everywhere: bool,
    template: &Template<'_>,
) -> Option<RawFinding<'static>> {
    let conditions = template.conditions();
    let always = conditions.implies(merged.given, merged.when);
    let condition = if always { None } else { conditions.describe(merged.when) };
    let severity = match (identity.severity, &condition) {
        (Severity::Warning, Some(_)) if !is_everywhere => Severity::Note,
        (severity, _) => severity,
    };
    let rule = Pack::file(identity.file)?.rule_name();
    let Identity { message, place, .. } = identity;
    let Merged { help, related, about, fact, .. } = merged;
    Some(RawFinding { rule, severity, message, help, place, condition, related, about, fact })
}

/// The node of the facts that a failure is about.
fn node(failure: &Failure<'_>) -> Option<At> {
    let candidates = failure.value.into_iter().chain(failure.blocks.iter().copied());
    candidates.into_iter().find(|at| at.is_joined())
}

fn message(failure: &Failure<'_>, file: &PackFile, joined: View<'_>, facts: &Facts<'_>) -> Words {
    let mut words = sentence(&failure.message_text(file.text, joined).unwrap_or_default());
    let default = failure.value.filter(|at| at.is_joined()).and_then(|at| facts.default_of(at.node()));
    if let Some(parameter) = default {
        words.message.push_str(&format!(" This holds with the default of `{parameter}`."));
    }
    words
}

/// The resource that the innermost block with a `LogicalId` is about.
fn about(failure: &Failure<'_>, joined: View<'_>) -> Option<String> {
    let mut blocks = failure.blocks.iter().filter(|at| at.is_joined());
    let named = blocks.find_map(|block| joined.get(*block, "LogicalId"))?;
    joined.text(named).map(str::to_owned)
}

/// The places under the key `Related` of the innermost block that has it: a list of maps with a `Message`.
fn related(failure: &Failure<'_>, joined: View<'_>) -> Vec<(Place, String)> {
    let list = failure.blocks.iter().filter(|at| at.is_joined()).find_map(|block| {
        let list = joined.get(*block, "Related")?;
        (joined.value(list) == Value::List).then_some(list)
    });
    let Some(list) = list else { return Vec::new() };
    let of = |at: At| Some((joined.place(at), joined.text(joined.get(at, "Message")?)?.to_owned()));
    joined.items(list).filter_map(of).collect()
}

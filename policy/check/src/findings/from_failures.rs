//! Failures of an evaluation into findings: a severity, a message, the condition under which each holds. The same failure
//! in several variants of one group is one finding, and so is one whose message differs in a number alone.

use tablewarden_cloudformation::{Template, When};
use tablewarden_dynamodb::Facts;
use tablewarden_engine::{Evaluation, Failure};
use tablewarden_order::Map;
use tablewarden_source::Place;
use tablewarden_template::{At, Value, View, ViewKey};
use tablewarden_wire::Profile;

use super::adjust::adjust;
use super::fault::{Fault, Identity, join_cases, standing, without_superseded};
use super::raw_finding::{Part, RawFinding};
use super::words::{Words, sentence};
use crate::fixes::proposal;
use crate::pack::{Pack, PackFile};
use crate::settings::Settings;

/// The findings of an evaluation over `joined`, the template with its facts, in no particular order; and where memory ended, if it did.
#[inline(never)]
pub(crate) fn raw_findings(
    pack: &Pack,
    evaluation: &Evaluation<'_>,
    template: &Template<'_>,
    facts: &Facts<'_>,
    joined: View<'_>,
    settings: &Settings,
    (profile, with_fixes): (Profile, bool),
) -> (Vec<RawFinding<'static>>, Option<Place>) {
    let (conditions, keys) = (template.conditions(), Keys::of(joined));
    let mut faults: Map<Identity, Fault> = Map::new();
    let mut end = None;
    for failure in &evaluation.failures {
        if tablewarden_heap::is_half_full() {
            end = Some(failure.place);
            break;
        }
        let Some(outcome) = evaluation.outcomes.get(failure.rule) else { continue };
        let Some(file) = Pack::file(outcome.file) else { continue };
        let rule = settings.asked(file.rule_name());
        let own = || pack.severity(outcome.file, outcome.name_span.start);
        let severity = settings.severity(&rule).unwrap_or_else(own);
        // What no report shows needs no words; it may still supersede others and use up waivers.
        let is_shown = rule.is_reported(severity, profile);
        let variant = node(failure).and_then(|at| facts.variants.of(at.node()));
        let words_of = || is_shown.then(|| message(failure, file, joined, facts));
        let Words { message, help } = words_of().unwrap_or_default();
        let identity = Identity {
            file: outcome.file,
            place: failure.place,
            severity,
            message,
            group: variant.map(|variant| variant.group),
            is_assumed: variant.is_some_and(|variant| variant.is_assumed),
        };
        let (when, given) = variant.map_or((When::ALWAYS, When::ALWAYS), |variant| (variant.when, variant.given));
        let seen = faults.or_insert_with(identity, || Fault {
            when: When::NEVER,
            given,
            help,
            related: if is_shown { related(failure, joined, &keys) } else { Vec::new() },
            about: about(failure, joined, &keys),
            part: part(failure, joined, &keys),
            fact: node(failure),
            proposals: if is_shown && with_fixes {
                vec![proposal(file.fixes, outcome.name, failure, joined)]
            } else {
                Vec::new()
            },
            also: Vec::new(),
        });
        seen.when = conditions.or(seen.when, when);
    }
    let mut faults: Vec<_> = faults.into_iter().collect();
    without_superseded(&mut faults, conditions, |rule| !settings.leaves_out(rule));
    let faults = join_cases(faults, conditions);
    let standing = standing(&faults, conditions);
    let finding = |((identity, fault), standing)| {
        let (severity, condition) = standing?;
        let Identity { file, message, place, .. }: Identity = identity;
        let Fault { help, mut related, about, part, fact, proposals, also, .. }: Fault = fault;
        related.extend(also.into_iter().map(|place| (place, "The same holds here.".to_owned())));
        let rule = settings.asked(Pack::file(file)?.rule_name());
        Some(RawFinding { rule, severity, message, help, place, condition, related, about, part, fact, proposals })
    };
    let mut found: Vec<RawFinding<'_>> = faults.into_iter().zip(standing).filter_map(finding).collect();
    adjust(&mut found, settings);
    (found, end)
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

/// The keys of blocks that are asked for with each failure, looked up once: most blocks don't have them, and are gone through to
/// their end.
struct Keys<'k> {
    logical_id: ViewKey<'k>,
    part: ViewKey<'k>,
    what: ViewKey<'k>,
    related: ViewKey<'k>,
    message: ViewKey<'k>,
}

impl<'k> Keys<'k> {
    fn of(joined: View<'k>) -> Self {
        Self {
            logical_id: joined.key("LogicalId"),
            part: joined.key("Part"),
            what: joined.key("What"),
            related: joined.key("Related"),
            message: joined.key("Message"),
        }
    }
}

/// The resource that the innermost block with a `LogicalId` is about.
fn about(failure: &Failure<'_>, joined: View<'_>, keys: &Keys<'_>) -> Option<String> {
    let mut blocks = failure.blocks.iter().filter(|at| at.is_joined());
    let named = blocks.find_map(|block| joined.get_by(*block, &keys.logical_id))?;
    joined.text(named).map(str::to_owned)
}

/// Which part of a table the innermost block with a `Part` is about, and by which clause.
fn part(failure: &Failure<'_>, joined: View<'_>, keys: &Keys<'_>) -> Option<Part> {
    let text = |block, key| joined.get_by(block, key).and_then(|at| joined.text(at)).map(str::to_owned);
    let mut blocks = failure.blocks.iter().filter(|at| at.is_joined());
    let (block, name) = blocks.find_map(|block| Some((*block, text(*block, &keys.part)?)))?;
    Some(Part { clause: failure.clause.start, name, what: text(block, &keys.what).unwrap_or_default() })
}

/// The places under the key `Related` of the innermost block that has it: a list of maps with a `Message`.
fn related(failure: &Failure<'_>, joined: View<'_>, keys: &Keys<'_>) -> Vec<(Place, String)> {
    let list = failure.blocks.iter().filter(|at| at.is_joined()).find_map(|block| {
        let list = joined.get_by(*block, &keys.related)?;
        (joined.value(list) == Value::List).then_some(list)
    });
    let Some(list) = list else { return Vec::new() };
    let of = |at: At| Some((joined.place(at), joined.text(joined.get_by(at, &keys.message)?)?.to_owned()));
    joined.items(list).filter_map(of).collect()
}

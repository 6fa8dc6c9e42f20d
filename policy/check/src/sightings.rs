//! Failures of an evaluation into findings: a severity, a message, the condition under which each holds. The same failure
//! in several variants of one group is one finding.

use tablewarden_cloudformation::{Template, When};
use tablewarden_dynamodb::Facts;
use tablewarden_engine::{Evaluation, Failure};
use tablewarden_order::{Map, Set};
use tablewarden_source::Place;
use tablewarden_template::{At, Value, View};
use tablewarden_wire::{Profile, Severity};

use crate::pack::{Pack, PackFile};
use crate::settings::Settings;

/// A finding before it has a waiver and a location.
#[derive(Debug)]
pub(crate) struct Sighting<'r> {
    pub(crate) rule: RuleName<'r>,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) place: Place,
    /// When it holds, where that is not always.
    pub(crate) condition: Option<String>,
    /// The resource that it is about, where it stands in none: one that is gone.
    pub(crate) logical_id: Option<String>,
    /// Second places, with what is there.
    pub(crate) related: Vec<(Place, String)>,
}

/// How a report names the rule of a finding, and when it shows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RuleName<'r> {
    pub(crate) id: &'r str,
    pub(crate) name: &'r str,
    /// What to do.
    pub(crate) help: Option<&'r str>,
    /// The least profile that shows it; none: every profile does.
    pub(crate) profile: Option<Profile>,
    /// Ids of rules whose findings at the same place give way.
    pub(crate) supersedes: &'r [&'r str],
    /// What other tools call it, separated by blanks.
    pub(crate) also_known_as: &'r str,
}

impl From<&'static PackFile> for RuleName<'static> {
    fn from(file: &'static PackFile) -> Self {
        let PackFile { id, name, help, profile, supersedes, also_known_as, .. } = file;
        Self { id, name, help: Some(help), profile: Some(*profile), supersedes, also_known_as }
    }
}

/// What makes two failures one finding.
#[derive(PartialEq, Eq, Hash)]
struct Identity {
    file: usize,
    place: Place,
    severity: Severity,
    message: String,
    group: Option<u32>,
}

/// A fault, wherever it stands: file, message, group.
type Fault = (usize, String, Option<u32>);

impl Identity {
    fn fault(&self) -> Fault {
        (self.file, self.message.clone(), self.group)
    }
}

struct Merged {
    when: When,
    given: When,
    logical_id: Option<String>,
    related: Vec<(Place, String)>,
}

/// The sightings of an evaluation over `joined`, the template with its facts. In the order of a report.
pub(crate) fn sightings(
    pack: &Pack,
    evaluation: &Evaluation<'_>,
    template: &Template<'_>,
    facts: &Facts<'_>,
    joined: View<'_>,
    settings: &Settings,
) -> Vec<Sighting<'static>> {
    let mut merged: Map<Identity, Merged> = Map::new();
    for failure in &evaluation.failures {
        let Some(outcome) = evaluation.outcomes.get(failure.rule) else { continue };
        let Some(rule) = Pack::file(outcome.file).map(RuleName::from) else { continue };
        let own = || pack.severity(outcome.file, outcome.name_span.start);
        let severity = settings.severity(&rule).unwrap_or_else(own);
        let variant = node(failure).and_then(|at| facts.variants.of(at.node()));
        let identity = Identity {
            file: outcome.file,
            place: failure.place,
            severity,
            message: message(failure, joined, facts),
            group: variant.map(|variant| variant.group),
        };
        let (when, given) = variant.map_or((When::ALWAYS, When::ALWAYS), |variant| (variant.when, variant.given));
        match merged.get_mut(&identity) {
            Some(seen) => seen.when = template.conditions().or(seen.when, when),
            None => {
                let (logical_id, related) = (logical_id(failure, joined), related(failure, joined));
                merged.insert(identity, Merged { when, given, logical_id, related });
            }
        }
    }
    let everywhere = everywhere(&merged, template);
    let one = |(identity, merged): (Identity, Merged)| {
        let is_everywhere = everywhere.contains(&identity.fault());
        sighting(identity, merged, is_everywhere, template)
    };
    let mut found: Vec<Sighting<'_>> = merged.into_iter().filter_map(one).collect();
    settings.apply(&mut found);
    in_order(&mut found);
    found
}

/// Puts sightings into the order of a report.
pub(crate) fn in_order(found: &mut [Sighting<'_>]) {
    tablewarden_order::sort_by(found, |a, b| key(a).cmp(&key(b)));
}

/// The order of a report: that of the file, then of the rules.
fn key<'s>(sighting: &'s Sighting<'_>) -> (Place, &'s str, &'s str, Severity, Option<&'s str>) {
    let Sighting { place, rule, message, severity, condition, .. } = sighting;
    (*place, rule.id, message, *severity, condition.as_deref())
}

/// The faults that are there under every condition, if not always at the same place: a bad value in each branch.
fn everywhere(merged: &Map<Identity, Merged>, template: &Template<'_>) -> Set<Fault> {
    let conditions = template.conditions();
    let mut faults: Map<Fault, (When, When)> = Map::new();
    for (identity, merged) in merged.iter().filter(|(identity, _)| identity.group.is_some()) {
        let (when, _) = faults.or_insert_with(identity.fault(), || (merged.when, merged.given));
        *when = conditions.or(*when, merged.when);
    }
    let is_everywhere = |(_, (when, given)): &(Fault, (When, When))| conditions.implies(*given, *when);
    faults.into_iter().filter(is_everywhere).map(|(fault, _)| fault).collect()
}

/// `is_everywhere`: together with the same fault at other places it is always there, so a warning stays one.
fn sighting(
    identity: Identity,
    merged: Merged,
    is_everywhere: bool,
    template: &Template<'_>,
) -> Option<Sighting<'static>> {
    let conditions = template.conditions();
    let always = conditions.implies(merged.given, merged.when);
    let condition = if always { None } else { conditions.describe(merged.when) };
    let severity = match (identity.severity, &condition) {
        (Severity::Warning, Some(_)) if !is_everywhere => Severity::Note,
        (severity, _) => severity,
    };
    let rule = RuleName::from(Pack::file(identity.file)?);
    let Identity { message, place, .. } = identity;
    Some(Sighting { rule, severity, message, place, condition, logical_id: merged.logical_id, related: merged.related })
}

/// The node of the facts that a failure is about.
fn node(failure: &Failure<'_>) -> Option<At> {
    let candidates = failure.value.into_iter().chain(failure.blocks.iter().copied());
    candidates.into_iter().find(|at| at.is_joined())
}

fn message(failure: &Failure<'_>, joined: View<'_>, facts: &Facts<'_>) -> String {
    let mut message = failure.message_text(joined).unwrap_or_else(|| "this does not hold".to_owned());
    let default = failure.value.filter(|at| at.is_joined()).and_then(|at| facts.default_of(at.node()));
    if let Some(parameter) = default {
        message.push_str(&format!(" (with the default of `{parameter}`)"));
    }
    message
}

/// The text under the key `LogicalId` of the innermost block that has it.
fn logical_id(failure: &Failure<'_>, joined: View<'_>) -> Option<String> {
    let mut blocks = failure.blocks.iter().filter(|at| at.is_joined());
    blocks.find_map(|block| joined.text(joined.get(*block, "LogicalId")?)).map(str::to_owned)
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

/// Leaves out what another finding at the same place says better.
pub(crate) fn without_superseded(sightings: Vec<Sighting<'_>>) -> Vec<Sighting<'_>> {
    let superseded: Set<(Place, &str)> = sightings
        .iter()
        .flat_map(|sighting| sighting.rule.supersedes.iter().map(|other| (sighting.place, *other)))
        .collect();
    sightings.into_iter().filter(|sighting| !superseded.contains(&(sighting.place, sighting.rule.id))).collect()
}

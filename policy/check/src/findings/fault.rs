//! One fault over all cases: what makes failures one, when it is there, and what that leaves of its severity. Takes and gives
//! handles of conditions; knows no rule.

use tablewarden_cloudformation::{Conditions, When};
use tablewarden_order::{Map, Set};
use tablewarden_source::Place;
use tablewarden_template::At;
use tablewarden_wire::Severity;

use super::numbers::{join_numbers, without_numbers};
use super::raw_finding::Part;
use crate::fixes::Proposal;
use crate::pack::{Pack, PackFile};
use crate::rule_name::RuleName;

/// What makes two failures one fault.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Identity {
    pub(super) file: usize,
    pub(super) place: Place,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) group: Option<u32>,
    /// Whether parameters have other values than their own there.
    pub(super) is_assumed: bool,
}

/// Where a fault is: file of the rule, place, group.
type Site = (usize, Place, Option<u32>);

impl Identity {
    fn site(&self) -> Site {
        (self.file, self.place, self.group)
    }
}

/// What is known of a fault.
pub(super) struct Fault {
    pub(super) when: When,
    /// When the resource is there at all.
    pub(super) given: When,
    pub(super) help: Option<String>,
    pub(super) related: Vec<(Place, String)>,
    pub(super) about: Option<String>,
    pub(super) part: Option<Part>,
    pub(super) fact: Option<At>,
    pub(super) proposals: Vec<Option<Proposal>>,
    /// The other places where it is, in other cases.
    pub(super) also: Vec<Place>,
}

/// What faults have in common that are one in different cases: file of the rule, group, severity, whether parameters have other
/// values, and message and help without their numbers.
type Same = (usize, Option<u32>, Severity, bool, String, String);

/// Makes one of faults that exclude each other and whose words differ in numbers alone: at one place, or where different
/// branches of a condition stand. The first place in the file has it.
pub(super) fn join_cases(faults: Vec<(Identity, Fault)>, conditions: &Conditions<'_>) -> Vec<(Identity, Fault)> {
    let is_case = |(_, fault): &(Identity, Fault)| !conditions.implies(fault.given, fault.when);
    if faults.iter().filter(|one| is_case(one)).take(2).count() < 2 {
        return faults;
    }
    let mut heads: Map<Same, Vec<usize>> = Map::new();
    let mut joined: Vec<(Identity, Fault, Vec<String>)> = Vec::with_capacity(faults.len());
    for (mut identity, mut fault) in faults {
        if conditions.implies(fault.given, fault.when) {
            joined.push((identity, fault, Vec::new()));
            continue;
        }
        let Identity { file, group, severity, is_assumed, .. } = identity;
        let help = without_numbers(fault.help.as_deref().unwrap_or_default());
        let same = (file, group, severity, is_assumed, without_numbers(&identity.message), help);
        let heads = heads.or_default(same);
        let fits = |head: &&usize| {
            joined.get(**head).is_some_and(|(first, whole, _)| {
                // What no report shows has no words, and only its place.
                let is_near = first.place == identity.place || !first.message.is_empty();
                is_near && !conditions.meets(whole.when, fault.when)
            })
        };
        let Some((first, whole, messages)) = heads.iter().find(fits).and_then(|head| joined.get_mut(*head)) else {
            heads.push(joined.len());
            joined.push((identity, fault, Vec::new()));
            continue;
        };
        if identity.place < first.place {
            std::mem::swap(&mut identity, first);
            std::mem::swap(&mut fault, whole);
            std::mem::swap(&mut fault.also, &mut whole.also);
        }
        whole.when = conditions.or(whole.when, fault.when);
        if identity.place != first.place && !whole.also.contains(&identity.place) {
            whole.also.push(identity.place);
            whole.proposals.extend(fault.proposals);
        }
        messages.push(identity.message);
    }
    let one = |(mut identity, fault, messages): (Identity, Fault, Vec<String>)| {
        if !messages.is_empty() {
            identity.message = join_numbers(&identity.message, &messages);
        }
        (identity, fault)
    };
    joined.into_iter().map(one).collect()
}

/// Leaves out what other faults at the same place say better, wherever it holds.
pub(super) fn without_superseded(
    faults: &mut Vec<(Identity, Fault)>,
    conditions: &Conditions<'_>,
    counts: impl Fn(&RuleName<'_>) -> bool,
) {
    let rule = |identity: &Identity| Pack::file(identity.file).map(PackFile::rule_name).filter(&counts);
    let mut superseded: Map<(Place, &str), When> = Map::new();
    for (identity, fault) in &*faults {
        for other in rule(identity).map_or(&[][..], |rule| rule.supersedes) {
            let when = superseded.or_insert_with((identity.place, *other), || When::NEVER);
            *when = conditions.or(*when, fault.when);
        }
    }
    faults.retain(|(identity, fault)| {
        let when = rule(identity).and_then(|rule| superseded.get(&(identity.place, rule.id)).copied());
        !when.is_some_and(|when| when.is_unknown() || fault.when.is_unknown() || conditions.implies(fault.when, when))
    });
}

/// For each fault its severity, and the words that say when it is there; none where another says it already. A warning that
/// is there in some cases alone is a note, and so is what other values of parameters would bring about.
pub(super) fn standing(
    faults: &[(Identity, Fault)],
    conditions: &Conditions<'_>,
) -> Vec<Option<(Severity, Option<String>)>> {
    let mut fails: Map<Site, When> = Map::new();
    for (identity, fault) in faults.iter().filter(|(identity, _)| !identity.is_assumed) {
        for place in std::iter::once(&identity.place).chain(&fault.also) {
            let when = fails.or_insert_with((identity.file, *place, identity.group), || When::NEVER);
            *when = conditions.or(*when, fault.when);
        }
    }
    let everywhere = everywhere(faults, conditions);
    let one = |(index, (identity, fault)): (usize, &(Identity, Fault))| {
        let mut when = fault.when;
        if identity.is_assumed {
            let fails = fails.get(&identity.site()).copied().unwrap_or(When::NEVER);
            when = conditions.and(when, conditions.not(fails));
            if when.is_never() {
                return None;
            }
        }
        let condition = conditions.describe_within(when, fault.given);
        let severity = match (identity.severity, &condition) {
            (_, Some(_)) if identity.is_assumed => Severity::Note,
            (Severity::Warning, Some(_)) if !everywhere.contains(&index) => Severity::Note,
            (severity, _) => severity,
        };
        Some((severity, condition))
    };
    faults.iter().enumerate().map(one).collect()
}

/// What faults have in common that may cover every case together: a place or words, file of the rule, group.
type Case = (Option<Place>, usize, u32, String);

/// Which faults are there in every case, if not always in the same words or at the same place: a bad value in each branch.
fn everywhere(faults: &[(Identity, Fault)], conditions: &Conditions<'_>) -> Set<usize> {
    let mut cases: Map<Case, (When, When, Vec<usize>)> = Map::new();
    for (index, (identity, fault)) in faults.iter().enumerate() {
        let Some(group) = identity.group.filter(|_| !identity.is_assumed) else { continue };
        if conditions.implies(fault.given, fault.when) {
            continue;
        }
        let said = (None, identity.file, group, without_numbers(&identity.message));
        let here = (Some(identity.place), identity.file, group, String::new());
        for case in [said, here] {
            let (when, _, members) = cases.or_insert_with(case, || (When::NEVER, fault.given, Vec::new()));
            *when = conditions.or(*when, fault.when);
            members.push(index);
        }
    }
    let whole = cases.values().filter(|(when, given, _)| conditions.implies(*given, *when));
    whole.flat_map(|(_, _, members)| members.iter().copied()).collect()
}

//! Whether a file is worse with the fixes of a round, by the checks before and after it.

use core::hash::Hash;

use tablewarden_order::{Map, Set};
use tablewarden_wire::{Finding, Severity};

use super::round::{Checked, Key, Round, alike, key};
use super::unread;

const NOT_GONE: &str = "internal error: the fix does not remove the finding; please report it with the template.";

/// What is worse with the fixes of a round: something is not read, a finding is still there, what is there can no longer be
/// corrected, or there is an error that can't be fixed and was not there. Takes the checks and the texts before and after them;
/// whether a finding has a fix that is to be made; and whether a fix was tried.
pub(super) fn worse(
    round: &Round,
    [before, after]: [&Checked; 2],
    texts: [&[u8]; 2],
    is_wanted: &dyn Fn(&Finding) -> bool,
    was_tried: &dyn Fn(&Key) -> bool,
) -> Option<String> {
    if let Some(reason) = unread::reason([&before.response, &after.response], texts) {
        return Some(reason);
    }
    if is_left(round, before, after) {
        return Some(NOT_GONE.to_owned());
    }
    if let Some(title) = lost_correction(round, before, after, was_tried) {
        return Some([title, " first. With this fix it is no longer possible."].concat());
    }
    let error = new_error(round, before, after, is_wanted)?;
    Some(["With this fix another error is found: ", &error.message].concat())
}

/// What an untried fix does that corrected what is there, and is no longer possible, as a part of that name is there beside it.
/// Corrections themselves wait for none.
fn lost_correction<'c>(
    round: &Round,
    before: &'c Checked,
    after: &Checked,
    was_tried: &dyn Fn(&Key) -> bool,
) -> Option<&'c str> {
    let (known, possible) = (before.corrected(), after.corrected());
    if known.is_empty() || round.findings_in(before).any(|one| known.contains(one.fingerprint.as_str())) {
        return None;
    }
    let left: Set<&str> = after.response.findings.iter().map(|one| one.fingerprint.as_str()).collect();
    let alike = alike(&before.response);
    let is_lost = |one: &&Finding| {
        let fingerprint = one.fingerprint.as_str();
        known.contains(fingerprint) && !possible.contains(fingerprint) && left.contains(fingerprint)
    };
    let lost = before.response.findings.iter().filter(is_lost);
    let mut fixes = lost.filter_map(|one| Some((one, one.fixes.first()?)));
    let (_, fix) = fixes.find(|(finding, fix)| !was_tried(&key(finding, fix, &alike)))?;
    Some(&fix.title)
}

/// An error that was not there and can't be fixed. One in the place of an error that was fixed is new, though its rule finds as
/// many as before. A fix can move elements and change where an error is, so errors are told apart by what they say.
fn new_error<'c>(
    round: &Round,
    before: &Checked,
    after: &'c Checked,
    is_wanted: &dyn Fn(&Finding) -> bool,
) -> Option<&'c Finding> {
    let fixed = round.findings_in(before).filter(|one| one.severity == Severity::Error);
    let fixed = counted(fixed.map(rule));
    let (before, after) = (&before.response.findings, &after.response.findings);
    let [rules_before, rules_after] = [before, after].map(|of| counted(errors(of).map(rule)));
    let [said_before, said_after] = [before, after].map(|of| counted(errors(of).map(said)));
    let is_new = |one: &&Finding| {
        let [was, is, fixed] = [&rules_before, &rules_after, &fixed].map(|of| of.get(rule(one)).copied().unwrap_or(0));
        is + fixed > was && said_after.get(&said(one)) > said_before.get(&said(one))
    };
    errors(after).filter(|one| !is_wanted(one)).find(is_new)
}

/// Whether a finding of the round is still there.
fn is_left(round: &Round, before: &Checked, after: &Checked) -> bool {
    let [was, is] = [before, after].map(|of| counted(of.response.findings.iter().map(same)));
    round.findings_in(before).map(same).any(|one| is.get(&one) >= was.get(&one))
}

fn errors(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|one| one.severity == Severity::Error)
}

fn rule(finding: &Finding) -> &str {
    &finding.rule
}

fn said(finding: &Finding) -> (&str, &str) {
    (&finding.rule, &finding.message)
}

fn same(finding: &Finding) -> (&str, &str, &str) {
    (&finding.rule, &finding.fingerprint, &finding.message)
}

/// How often each of the keys is there.
fn counted<K: Hash + Eq>(keys: impl Iterator<Item = K>) -> Map<K, usize> {
    let mut counted = Map::new();
    for key in keys {
        *counted.or_insert_with(key, || 0) += 1;
    }
    counted
}

//! How much of a check an answer lists: so many findings of one rule, so many notices of one gravity, so many unknown values. What is
//! over is counted, and a notice says how to see it. Outcome and counts know all of it.

use std::mem::take;

use tablewarden_order::{Map, Set, sort_by};
use tablewarden_wire::{CheckResponse, Gravity, Notice, Severity, Unlisted};

/// How many findings of a rule are listed where nobody says another number.
pub(crate) const MOST: u32 = 100;

/// How many rules a notice names.
const MOST_NAMED: usize = 5;

const TO_LIST: &str = " To list all of them, use `--max-findings all`, or `maxFindings: all` in the settings.";

/// What a finding is beside the report.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Standing {
    /// Neither waived nor known.
    Open,
    Waived,
    Known,
    /// Known, and not found any more.
    Gone,
}

/// The findings of a file, rule by rule.
pub(crate) struct Listing {
    most: u32,
    rules: Map<String, OfRule>,
}

/// Findings of a rule by their standing: those that are listed, and those that are only counted.
#[derive(Default)]
struct OfRule {
    listed: [u32; 4],
    left: [u32; 4],
}

impl Listing {
    /// One with no finding yet.
    pub(crate) fn new(most: u32) -> Self {
        Self { most, rules: Map::new() }
    }

    /// Whether so many findings of a rule that are one in a list are listed; those that are not are counted.
    pub(crate) fn takes(&mut self, rule: &str, standing: Standing, count: u32) -> bool {
        let most = self.most;
        if !self.rules.contains_key(rule) {
            self.rules.insert(rule.to_owned(), OfRule::default());
        }
        let Some(OfRule { listed, left }) = self.rules.get_mut(rule) else { return true };
        let (Some(listed), Some(left)) = (listed.get_mut(standing as usize), left.get_mut(standing as usize)) else {
            return true;
        };
        let is_listed = *listed < most;
        *(if is_listed { &mut *listed } else { &mut *left }) += if is_listed { 1 } else { count };
        is_listed
    }

    /// Adds what others counted and did not list.
    fn add(&mut self, others: Vec<Unlisted>) {
        for Unlisted { rule, findings, waived, known, gone } in others {
            let counts = [findings, waived, known, gone];
            self.rules.or_default(rule).left.iter_mut().zip(counts).for_each(|(left, count)| *left += count);
        }
    }

    /// What is not listed, by the ids of the rules.
    pub(crate) fn unlisted(self) -> Vec<Unlisted> {
        let left = self.rules.into_iter().filter(|(_, rule)| rule.left != [0; 4]);
        let unlisted = |(rule, OfRule { left: [findings, waived, known, gone], .. })| Unlisted {
            rule,
            findings,
            waived,
            known,
            gone,
        };
        let mut all: Vec<Unlisted> = left.map(unlisted).collect();
        sort_by(&mut all, |one, other| one.rule.cmp(&other.rule));
        all
    }
}

/// Leaves out of the answer about a file what is over, and says so in it.
#[inline(never)]
pub(crate) fn end_lists(response: &mut CheckResponse, most: u32) {
    let mut listing = Listing::new(most);
    listing.add(take(&mut response.unlisted));
    response.findings.retain(|one| listing.takes(&one.rule, Standing::Open, 1));
    response.waived.retain(|one| listing.takes(&one.rule, Standing::Waived, 1));
    response.known.retain(|one| listing.takes(&one.rule, Standing::Known, 1));
    response.gone.retain(|one| listing.takes(&one.rule, Standing::Gone, one.count));
    response.unlisted = listing.unlisted();
    end_notices(response, most);
    let unknown = response.unknown_values.len();
    response.unknown_values.truncate(most as usize);
    let left = unknown - response.unknown_values.len();
    if left > 0 {
        let message = [&left.to_string(), " more unknown values are counted and not listed.", TO_LIST].concat();
        tell(response, message);
    }
    if !response.unlisted.is_empty() {
        let message = of_rules(&response.unlisted);
        tell(response, message);
    }
    keep_excerpts(response);
}

fn tell(response: &mut CheckResponse, message: String) {
    response.notices.push(Notice { gravity: Gravity::Notice, message, file: response.file.clone(), span: None });
}

/// How many findings of which rules are not listed.
fn of_rules(unlisted: &[Unlisted]) -> String {
    let sum = |one: &Unlisted| {
        [one.findings, one.waived, one.known, one.gone].iter().map(|count| u64::from(*count)).sum::<u64>()
    };
    let mut rules: Vec<(u64, &str)> = unlisted.iter().map(|one| (sum(one), one.rule.as_str())).collect();
    sort_by(&mut rules, |(one, _), (other, _)| other.cmp(one));
    let count = |rules: &[(u64, &str)]| rules.iter().map(|(count, _)| count).sum::<u64>().to_string();
    let (named, others) = rules.split_at(rules.len().min(MOST_NAMED));
    let mut message = [&count(&rules), " more findings are counted and not listed: "].concat();
    for (at, (count, rule)) in named.iter().enumerate() {
        let before = if at > 0 { ", " } else { "" };
        message.extend([before, &count.to_string(), " of `", rule, "`"]);
    }
    if !others.is_empty() {
        message.extend([", ", &count(others), " of other rules"]);
    }
    message + "." + TO_LIST
}

/// Leaves out the notices of one file and gravity that are over.
fn end_notices(response: &mut CheckResponse, most: u32) {
    let mut counts: Map<(String, Gravity), u32> = Map::new();
    let mut left: Vec<Notice> = Vec::new();
    for notice in take(&mut response.notices) {
        let count = counts.or_default((notice.file.clone(), notice.gravity));
        *count = count.saturating_add(1);
        (if *count > most { &mut left } else { &mut response.notices }).push(notice);
    }
    for notice in left {
        // Of each file and gravity there is one, which says how many they are.
        let Some(count) = counts.get_mut(&(notice.file.clone(), notice.gravity)).filter(|count| **count > 0) else {
            continue;
        };
        let noun = match notice.gravity {
            Gravity::Notice => " more notices",
            Gravity::Incomplete => " more notes of what was not checked",
            Gravity::Error => " more errors",
        };
        let message = [&(*count - most).to_string(), noun, " are counted and not listed.", TO_LIST].concat();
        *count = 0;
        response.notices.push(Notice { message, span: None, ..notice });
    }
}

/// Leaves out the lines of what is not told any more.
fn keep_excerpts(response: &mut CheckResponse) {
    if response.excerpts.is_empty() {
        return;
    }
    let mut excerpts = take(&mut response.excerpts);
    let told: Set<_> =
        tablewarden_report::places(response).map(|(file, span)| (file, span.start_byte, span.end_byte)).collect();
    excerpts.retain(|one| told.contains(&(one.file.as_str(), one.start_byte, one.end_byte)));
    response.excerpts = excerpts;
}

/// The severities of what was found, by the counts of an answer.
pub(crate) fn found(response: &CheckResponse) -> impl Iterator<Item = Severity> {
    let counts = response.counts;
    let all = [(counts.errors, Severity::Error), (counts.warnings, Severity::Warning), (counts.notes, Severity::Note)];
    all.into_iter().filter(|(count, _)| *count > 0).map(|(_, severity)| severity)
}

#[cfg(test)]
mod tests;

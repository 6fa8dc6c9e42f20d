//! The findings of a template beside what its baseline knows: which are new, which are known, and which are gone. They are told apart by
//! their fingerprints alone. Reads no file.

#[cfg(test)]
mod tests;

use super::listing::found;
use tablewarden_order::{Map, Set};
use tablewarden_wire::{
    BaselineOfFile, BaselineState, CheckRequest, CheckResponse, Counts, Finding, KnownFinding, Outcome, Severity,
};

/// What a check does not look for or does not report. Nobody can say that it is gone.
#[derive(Default)]
pub(crate) struct Unreported {
    /// The fingerprints of what the profile leaves out.
    pub(crate) fingerprints: Vec<String>,
    /// The rules of the baseline that were not evaluated.
    pub(crate) rules: Set<String>,
}

impl Unreported {
    /// Adds that of another template of the same file. The rules depend on the request alone.
    pub(crate) fn add(&mut self, other: Self) {
        self.fingerprints.extend(other.fingerprints);
        self.rules = other.rules;
    }
}

/// The rules of the baseline of a request that `is_evaluated` doesn't name.
pub(crate) fn not_evaluated(request: &CheckRequest, is_evaluated: &dyn Fn(&str) -> bool) -> Set<String> {
    let known = request.baseline.iter().flat_map(|baseline| &baseline.findings);
    known.map(|one| &one.rule).filter(|rule| !is_evaluated(rule)).cloned().collect()
}

/// Takes what the baseline knows out of the findings of a response, which then says what is gone.
pub(crate) fn compare(response: &mut CheckResponse, baseline: &BaselineOfFile, unreported: &Unreported) {
    let mut left = Left(Map::new());
    for known in &baseline.findings {
        for fingerprint in fingerprints(&known.fingerprint, &known.related) {
            let count = left.0.or_default(fingerprint);
            *count = known.count.saturating_add(*count);
        }
    }
    if baseline.is_written {
        response.written = response.findings.iter().map(known).collect();
    }
    for mut finding in std::mem::take(&mut response.findings) {
        let is_known = left.mark(&mut finding) || baseline.is_written;
        if is_known {
            finding.baseline = Some(BaselineState::Known);
            response.known.push(finding);
        } else {
            response.findings.push(finding);
        }
    }
    for finding in &mut response.waived {
        left.mark(finding);
    }
    for fingerprint in &unreported.fingerprints {
        left.take(fingerprint);
    }
    // What could not be looked at may hide what seems to be gone.
    if response.outcome < Outcome::Incomplete && !baseline.is_written {
        let looked_for = baseline.findings.iter().filter(|known| !unreported.rules.contains(&known.rule));
        response.gone = looked_for.filter_map(|known| left.rest(known)).collect();
    }
    response.baseline = Some(baseline.name.clone());
    recount(response);
}

/// A finding as a baseline has it.
fn known(finding: &Finding) -> KnownFinding {
    let Finding { rule, path, fingerprint, related_fingerprints, .. } = finding;
    let mut related = related_fingerprints.clone();
    tablewarden_order::sort(&mut related);
    KnownFinding { rule: rule.clone(), place: path.clone(), fingerprint: fingerprint.clone(), related, count: 1 }
}

/// How many findings of each fingerprint are known and were not met yet.
struct Left<'b>(Map<&'b str, u32>);

impl Left<'_> {
    fn take(&mut self, fingerprint: &str) -> bool {
        let count = self.0.get_mut(fingerprint).filter(|count| **count > 0);
        count.map(|count| *count -= 1).is_some()
    }

    /// Takes a finding, and says in it whether it is known: at each of its places, or one of them is new.
    fn mark(&mut self, finding: &mut Finding) -> bool {
        let all = fingerprints(&finding.fingerprint, &finding.related_fingerprints);
        // Each of them is met, also where one is new.
        let is_known = all.filter(|fingerprint| !self.take(fingerprint)).count() == 0;
        finding.baseline = Some(if is_known { BaselineState::Known } else { BaselineState::New });
        is_known
    }

    /// What was met at none of its places.
    fn rest(&mut self, known: &KnownFinding) -> Option<KnownFinding> {
        let all = || fingerprints(&known.fingerprint, &known.related);
        let left = all().map(|fingerprint| self.0.get(fingerprint).map_or(0, |left| *left)).min()?;
        let count = known.count.min(left);
        for fingerprint in all() {
            self.0.get_mut(fingerprint).into_iter().for_each(|left| *left = left.saturating_sub(count));
        }
        (count > 0).then(|| KnownFinding { count, ..known.clone() })
    }
}

fn fingerprints<'f>(own: &'f str, related: &'f [String]) -> impl Iterator<Item = &'f str> {
    std::iter::once(own).chain(related.iter().map(String::as_str))
}

/// Counts what is new, and lets it alone decide whether something fails.
fn recount(response: &mut CheckResponse) {
    let count = |severity| {
        let of = response.findings.iter().filter(|finding| finding.severity == severity);
        u32::try_from(of.count()).unwrap_or(u32::MAX)
    };
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    response.counts = Counts { errors, warnings, notes, ..response.counts };
    if response.outcome == Outcome::Findings && !found(response).any(|severity| response.fail_on.fails(severity)) {
        response.outcome = Outcome::Clean;
    }
}

//! What the evaluation of rules comes to: a status for each rule, what was found, and which rules have no verdict.

use tablewarden_engine::{Evaluation, RuleOutcome, RuleStatus as EngineStatus, Status as EngineVerdict};
use tablewarden_source::{FileId, Place, shown};
use tablewarden_wire::{Gravity, RuleStatus, Status};

use super::raw_finding::RawFinding;
use crate::raw_notice::RawNotice;

/// Statuses, findings and notices of the rules that were evaluated.
pub(crate) struct Verdicts<'r> {
    /// None where they are not asked for.
    pub(crate) statuses: Option<Vec<RuleStatus>>,
    pub(crate) findings: Vec<RawFinding<'r>>,
    pub(crate) notices: Vec<RawNotice>,
}

/// Where the error of a rule without a verdict is reported.
pub(crate) enum ErrorPlace {
    /// At the rule, in its file.
    Rule(Place),
    /// At the template as a whole.
    Template(FileId),
    /// Nowhere: it was reported when the rule file was read.
    Reported,
}

impl<'r> Verdicts<'r> {
    /// Those of no rule.
    pub(crate) fn new(with_statuses: bool) -> Self {
        Self { statuses: with_statuses.then(Vec::new), findings: Vec::new(), notices: Vec::new() }
    }

    /// Adds those of other rules.
    pub(crate) fn add(&mut self, others: Verdicts<'r>) {
        if let Some(statuses) = &mut self.statuses {
            statuses.extend(others.statuses.into_iter().flatten());
        }
        self.findings.extend(others.findings);
        self.notices.extend(others.notices);
    }

    /// Adds the statuses of an evaluation; `name_of` names its rule files. A rule without a verdict is reported in a notice
    /// where `place_of` says, which has the rule and its error.
    pub(crate) fn add_statuses<'n>(
        &mut self,
        evaluation: &Evaluation<'_>,
        name_of: &dyn Fn(usize) -> &'n str,
        place_of: &dyn Fn(&RuleOutcome<'_>, &str) -> ErrorPlace,
    ) {
        for outcome in &evaluation.outcomes {
            let file = name_of(outcome.file);
            let (status, message) = wire_status(&outcome.status);
            if let Some(message) = &message {
                let whole = || format!("the rule `{}` of {file} could not be evaluated: {message}", outcome.name);
                self.notices.extend(match place_of(outcome, message) {
                    ErrorPlace::Rule(place) => Some(RawNotice::at(Gravity::Incomplete, place, whole())),
                    ErrorPlace::Template(file) => Some(RawNotice::about(Gravity::Incomplete, file, whole())),
                    ErrorPlace::Reported => None,
                });
            }
            if let Some(statuses) = &mut self.statuses {
                statuses.push(RuleStatus { file: file.to_owned(), rule: outcome.name.to_owned(), status, message });
            }
        }
    }
}

/// A status as responses have it, and why there is no verdict.
pub(crate) fn wire_status(status: &EngineStatus) -> (Status, Option<String>) {
    match status {
        EngineStatus::Verdict(EngineVerdict::Pass) => (Status::Pass, None),
        EngineStatus::Verdict(EngineVerdict::Fail) => (Status::Fail, None),
        EngineStatus::Verdict(EngineVerdict::Skip) => (Status::Skip, None),
        EngineStatus::Error(message) => (Status::Error, Some(shown(message.to_string()))),
    }
}

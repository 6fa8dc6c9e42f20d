//! What an evaluation gives: a status for each rule, and each value that failed with its place. Never a severity.

use tablewarden_source::{Place, Span};
use tablewarden_template::At;

/// What a rule, a block or a clause came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// There was nothing that it is about.
    Skip,
}

impl Status {
    /// What two parts come to together.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fail, _) | (_, Self::Fail) => Self::Fail,
            (Self::Pass, _) | (_, Self::Pass) => Self::Pass,
            (Self::Skip, Self::Skip) => Self::Skip,
        }
    }
}

/// What one rule came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleStatus {
    /// A verdict.
    Verdict(Status),
    /// No verdict: one line that says why and what to do. Never to be taken for a pass.
    Error(Box<str>),
}

/// One rule of one file.
#[derive(Debug, Clone)]
pub struct RuleOutcome<'a> {
    /// Index of the file among those the plan was made from.
    pub file: usize,
    /// The rule's name; `default` for the lines outside every rule.
    pub name: &'a str,
    /// Where the name stands in the rule file; for `default`, the first of its lines.
    pub name_span: Span,
    /// What the rule came to.
    pub status: RuleStatus,
}

/// What a document came to.
#[derive(Debug, Clone)]
pub struct Evaluation<'a> {
    /// For each file its rules in order, the one named `default` first. Rules with parameters are no part of it.
    pub outcomes: Vec<RuleOutcome<'a>>,
    /// The values that failed, rule by rule in the order of `outcomes`; window by window, where there are several. A rule can fail without one: then a rule that it
    /// refers to has them.
    pub failures: Vec<Failure<'a>>,
    /// The steps that were taken.
    pub steps: u64,
}

impl Evaluation<'_> {
    /// This and what the same rules came to on another part.
    pub(crate) fn and(mut self, other: Self) -> Self {
        for (outcome, other) in self.outcomes.iter_mut().zip(other.outcomes) {
            outcome.also(other.status);
        }
        self.failures.extend(other.failures);
        self.steps += other.steps;
        self
    }
}

impl RuleOutcome<'_> {
    /// Takes in what the rule came to on another part.
    pub(crate) fn also(&mut self, status: RuleStatus) {
        let own = std::mem::replace(&mut self.status, RuleStatus::Verdict(Status::Skip));
        self.status = own.and(status);
    }
}

impl RuleStatus {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Verdict(one), Self::Verdict(other)) => Self::Verdict(one.and(other)),
            (Self::Error(message), _) | (Self::Verdict(_), Self::Error(message)) => Self::Error(message),
        }
    }
}

/// One value that failed.
#[derive(Debug, Clone)]
pub struct Failure<'a> {
    /// Index of the rule in [`Evaluation::outcomes`].
    pub rule: usize,
    /// The clause in the rule file.
    pub clause: Span,
    /// Where the value is; where something is missing, the key of the last value on the way, or that value.
    pub place: Place,
    /// The value, or the one it was made from, or the last one on the way.
    pub value: Option<At>,
    /// The part of the query that found nothing.
    pub missing: Option<&'a str>,
    /// The values of the blocks that the clause stands in, the innermost first, the document last.
    pub blocks: Box<[At]>,
    /// Where in the rule file the message of the clause stands, or of the call that the clause was reached by; without its marks.
    pub message: Option<Span>,
    /// Why the clause failed where no comparison did.
    pub reason: Option<Box<str>>,
}

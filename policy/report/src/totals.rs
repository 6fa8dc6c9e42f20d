//! What all answers of a run come to together, and which parameters no template has.

use tablewarden_order::Map;
use tablewarden_source::shown;
use tablewarden_wire::{BaselineCounts, Counts, Gravity, Notice, Outcome};

use crate::advice::ADVICE;
use crate::answer::Answer;
use crate::plural::plural;

/// The answers of a run, added up.
pub(crate) struct Totals {
    outcome: Outcome,
    /// What was named to be checked, where checking nothing at all is an error.
    named: Option<String>,
    pub(crate) counts: Counts,
    /// Findings that have a safe fix, and those that have another one.
    pub(crate) fixable: (usize, usize),
    /// Findings that are counted and not listed.
    pub(crate) unlisted: u32,
    /// What baselines know; none where there is no baseline.
    pub(crate) baseline: Option<BaselineCounts>,
    /// How many findings of each baseline are gone.
    gone: Map<String, u32>,
    /// Files that were checked.
    pub(crate) checked: u32,
    /// Files that were skipped because they are no templates.
    pub(crate) skipped: u32,
    /// Files that could not be checked.
    failed: u32,
    /// Files that were checked only in part.
    partial: u32,
    /// The parameters of the request that no template had yet, each with one that is like it; none before the first template.
    unused_parameters: Option<Vec<(String, String)>>,
    /// What no template can show, where it was asked for.
    pub(crate) advice: &'static [&'static str],
}

impl Totals {
    pub(crate) fn new(with_advice: bool, named: Option<String>) -> Self {
        Self {
            outcome: Outcome::Clean,
            named,
            counts: Counts::default(),
            fixable: (0, 0),
            unlisted: 0,
            baseline: None,
            gone: Map::new(),
            checked: 0,
            skipped: 0,
            failed: 0,
            partial: 0,
            unused_parameters: None,
            advice: if with_advice { &ADVICE } else { &[] },
        }
    }

    pub(crate) fn add(&mut self, answer: &Answer<'_>) {
        self.outcome = self.outcome.max(answer.outcome());
        self.counts = sum(self.counts, answer.counts());
        for fix in answer.findings().filter_map(|finding| finding.parts("fixes").next()) {
            *(if fix.is_true("isSafe") { &mut self.fixable.0 } else { &mut self.fixable.1 }) += 1;
        }
        let left = answer.unlisted().fold([0_u32; 3], |[findings, known, gone], (_, one)| {
            [findings.saturating_add(one.findings), known.saturating_add(one.known), gone.saturating_add(one.gone)]
        });
        self.unlisted = self.unlisted.saturating_add(left[0]);
        if let Some(name) = answer.baseline() {
            let known = u32::try_from(answer.known().count()).unwrap_or(u32::MAX).saturating_add(left[1]);
            let gone = answer.gone().map(|one| u32::try_from(one.number("count").max(1)).unwrap_or(u32::MAX));
            self.compared(name, BaselineCounts { known, gone: gone.fold(left[2], u32::saturating_add) });
        }
        if answer.is_skipped() {
            self.skipped = self.skipped.saturating_add(1);
            return;
        }
        // Of what could not be checked at all there is nothing to count.
        let is_checked =
            answer.outcome() != Outcome::Error || answer.findings().next().is_some() || answer.counts().tables > 0;
        self.checked = self.checked.saturating_add(u32::from(is_checked));
        match answer.outcome() {
            Outcome::Error => self.failed = self.failed.saturating_add(1),
            Outcome::Incomplete => self.partial = self.partial.saturating_add(1),
            Outcome::Clean | Outcome::Findings => {}
        }
        match &mut self.unused_parameters {
            None => {
                let owned = |(name, meant): (&str, &str)| (name.to_owned(), meant.to_owned());
                self.unused_parameters = Some(answer.unused_parameters().map(owned).collect());
            }
            Some(names) if names.is_empty() => {}
            Some(names) => {
                let unused: Map<&str, &str> = answer.unused_parameters().collect();
                names.retain_mut(|(name, meant)| {
                    let here = unused.get(name.as_str());
                    if let Some(here) = here.filter(|_| meant.is_empty()) {
                        (*here).clone_into(meant);
                    }
                    here.is_some()
                });
            }
        }
    }

    /// Adds what a baseline knows.
    pub(crate) fn compared(&mut self, name: &str, counts: BaselineCounts) {
        let sum = self.baseline.get_or_insert_default();
        sum.known = sum.known.saturating_add(counts.known);
        sum.gone = sum.gone.saturating_add(counts.gone);
        if counts.gone > 0 {
            let gone = self.gone.or_insert_with(name.to_owned(), || 0);
            *gone = gone.saturating_add(counts.gone);
        }
    }

    /// Adds a file that has no answer.
    pub(crate) fn unread(&mut self) {
        self.outcome = Outcome::Error;
        self.failed = self.failed.saturating_add(1);
    }

    /// The heaviest outcome.
    pub(crate) fn outcome(&self) -> Outcome {
        let has_unused = self.unused_parameters.as_ref().is_some_and(|names| !names.is_empty());
        let is_error = has_unused || self.named.is_some() && self.is_nothing();
        if is_error { Outcome::Error } else { self.outcome }
    }

    /// Whether every file was skipped.
    pub(crate) fn is_nothing(&self) -> bool {
        self.checked == 0 && self.failed == 0
    }

    /// Whether something was not checked: then nobody may call the rest clean.
    pub(crate) fn is_incomplete(&self) -> bool {
        matches!(self.outcome(), Outcome::Incomplete | Outcome::Error)
    }

    /// What was not checked: `2 files could not be checked, 1 file was checked only in part`; empty where that is no file.
    pub(crate) fn unchecked(&self) -> String {
        let mut parts = Vec::new();
        if self.failed > 0 {
            parts.push(plural(self.failed as usize, "file") + " could not be checked");
        }
        if self.partial > 0 {
            let verb = if self.partial == 1 { " was" } else { " were" };
            parts.push(plural(self.partial as usize, "file") + verb + " checked only in part");
        }
        parts.join(", ")
    }

    /// `2 errors, 1 note`; `no problems found`, or no new ones, where there is none and everything was checked.
    pub(crate) fn found(&self) -> String {
        let Counts { errors, warnings, notes, .. } = self.counts;
        let mut found = Vec::new();
        for (count, noun) in [(errors, "error"), (warnings, "warning"), (notes, "note")] {
            if count > 0 {
                found.push(plural(count as usize, noun));
            }
        }
        match found.is_empty() {
            true if self.is_incomplete() || self.is_nothing() => String::new(),
            true if self.baseline.is_some_and(|baseline| baseline.known > 0) => "no new problems found".to_owned(),
            true => "no problems found".to_owned(),
            false => found.join(", "),
        }
    }

    /// What there is to say of the run as a whole: an error for each parameter that no template has, one where nothing was checked,
    /// and a notice for each baseline that knows what is gone.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        let error =
            |message, file: &str| Notice { gravity: Gravity::Error, message, file: file.to_owned(), span: None };
        let unused = self.unused_parameters.iter().flatten();
        let mut notices: Vec<Notice> =
            unused.map(|(name, meant)| error(unused_parameter(name, meant), "parameters")).collect();
        if let Some(named) = self.named.as_ref().filter(|_| self.is_nothing()) {
            let skipped = plural(self.skipped as usize, "file");
            let message = format!("Nothing was checked: no CloudFormation template among {skipped}.");
            notices.push(error(message, named));
        }
        notices.extend(self.gone.iter().map(|(baseline, count)| gone(baseline, *count)));
        notices
    }
}

/// What is said of a baseline that knows what is not there any more.
fn gone(baseline: &str, count: u32) -> Notice {
    let (verb, them) = if count == 1 { (" is gone. ", "it") } else { (" are gone. ", "them") };
    let findings = plural(count as usize, "known finding");
    let next =
        ["Run the check with `--write-baseline ", baseline, "` to take ", them, " out of the baseline."].concat();
    Notice {
        gravity: Gravity::Notice,
        message: shown([&findings, verb, &next].concat()),
        file: baseline.to_owned(),
        span: None,
    }
}

/// What is said of a parameter that has a value and is in no template; `meant` is one that is like it, or empty.
#[must_use]
pub fn unused_parameter(name: &str, meant: &str) -> String {
    let (before, meant, behind) = match meant {
        "" => ("Correct its name or leave it out.", "", ""),
        meant => ("Did you mean `", meant, "`?"),
    };
    shown(["No template has the parameter `", name, "`. ", before, meant, behind].concat())
}

fn sum(a: Counts, b: Counts) -> Counts {
    Counts {
        errors: a.errors.saturating_add(b.errors),
        warnings: a.warnings.saturating_add(b.warnings),
        notes: a.notes.saturating_add(b.notes),
        waived: a.waived.saturating_add(b.waived),
        tables: a.tables.saturating_add(b.tables),
        unknown_values: a.unknown_values.saturating_add(b.unknown_values),
    }
}

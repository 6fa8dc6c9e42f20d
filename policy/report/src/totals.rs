//! What all answers of a run come to together, and which parameters no template has.

use tablewarden_order::Set;
use tablewarden_wire::{Counts, Gravity, Notice, Outcome};

use crate::advice::ADVICE;
use crate::answer::Answer;
use crate::plural::plural;

/// The answers of a run, added up.
pub(crate) struct Totals {
    outcome: Outcome,
    pub(crate) counts: Counts,
    /// Files that were checked.
    pub(crate) checked: u32,
    /// Files that were skipped because they are no templates.
    pub(crate) skipped: u32,
    /// The parameters of the request that no template had yet; none before the first template.
    unused_parameters: Option<Vec<String>>,
    /// What no template can show, where it was asked for.
    pub(crate) advice: &'static [&'static str],
}

impl Totals {
    pub(crate) fn new(with_advice: bool) -> Self {
        Self {
            outcome: Outcome::Clean,
            counts: Counts::default(),
            checked: 0,
            skipped: 0,
            unused_parameters: None,
            advice: if with_advice { &ADVICE } else { &[] },
        }
    }

    pub(crate) fn add(&mut self, answer: &Answer<'_>) {
        self.outcome = self.outcome.max(answer.outcome());
        self.counts = sum(self.counts, answer.counts());
        if answer.is_skipped() {
            self.skipped = self.skipped.saturating_add(1);
            return;
        }
        self.checked = self.checked.saturating_add(1);
        match &mut self.unused_parameters {
            None => self.unused_parameters = Some(answer.unused_parameters().map(str::to_owned).collect()),
            Some(names) if names.is_empty() => {}
            Some(names) => {
                let unused: Set<&str> = answer.unused_parameters().collect();
                names.retain(|name| unused.contains(name.as_str()));
            }
        }
    }

    /// Adds a file that has no answer.
    pub(crate) fn unread(&mut self) {
        self.outcome = Outcome::Error;
    }

    /// The heaviest outcome.
    pub(crate) fn outcome(&self) -> Outcome {
        let has_unused = self.unused_parameters.as_ref().is_some_and(|names| !names.is_empty());
        if has_unused { Outcome::Error } else { self.outcome }
    }

    /// `2 errors, 1 note`
    pub(crate) fn found(&self) -> String {
        let Counts { errors, warnings, notes, .. } = self.counts;
        let mut found = Vec::new();
        for (count, noun) in [(errors, "error"), (warnings, "warning"), (notes, "note")] {
            if count > 0 {
                found.push(plural(count as usize, noun));
            }
        }
        if found.is_empty() { "no findings".to_owned() } else { found.join(", ") }
    }

    /// What is wrong with the run as a whole: an error for each parameter that no template has.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        let notice = |name: &String| Notice {
            gravity: Gravity::Error,
            message: unused_parameter(name),
            file: "parameters".to_owned(),
            span: None,
        };
        self.unused_parameters.iter().flatten().map(notice).collect()
    }
}

/// What is said of a parameter that has a value and is in no template.
#[must_use]
pub fn unused_parameter(name: &str) -> String {
    format!("no template has the parameter `{name}`; correct its name, or leave it out")
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

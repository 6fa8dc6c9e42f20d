//! What two runs over the same templates found, compared by fingerprint: what is new, and what is gone. Waived findings are not
//! counted. Of a template that was not checked as a whole nothing is gone: it is taken to be as it was, and more.

use std::fmt::Write;

use tablewarden_order::Map;
use tablewarden_wire::{Outcome, UnreadFile};

use crate::answer::{Answer, Part};
use crate::writing::harmless;

/// What a run found, by the names of the files.
#[derive(Default)]
pub struct Found(Map<String, OfFile>);

#[derive(Default)]
struct OfFile {
    is_part: bool,
    findings: Vec<One>,
    /// How many more there are that are not listed: which, nobody knows.
    unlisted: usize,
}

impl OfFile {
    fn count(&self) -> usize {
        self.findings.len() + self.unlisted
    }
}

#[derive(Clone)]
struct One {
    fingerprint: String,
    /// `a.yaml:3:5 DDB-R001 no-point-in-time-recovery`.
    line: String,
}

/// What is listed one by one; more is only counted.
const MOST_LINES: usize = 10;

impl Found {
    pub(crate) fn add(&mut self, answer: &Answer<'_>) {
        let of = self.0.or_default(answer.name().to_owned());
        of.is_part |= !matches!(answer.outcome(), Outcome::Clean | Outcome::Findings);
        of.findings.extend(answer.findings().map(|finding| One::of(&finding)));
        of.unlisted += answer.unlisted().map(|(_, left)| left.findings as usize).sum::<usize>();
    }

    pub(crate) fn unread(&mut self, file: &UnreadFile) {
        self.0.or_default(file.name.clone()).is_part = true;
    }

    /// What is new and what is gone since the run before, in a line, with a line for each where they are few. What is taken to be as
    /// it was is added.
    pub fn since(&mut self, before: &Self) -> String {
        let mut new: Vec<String> = Vec::new();
        let mut gone: Vec<String> = Vec::new();
        // Of a file whose findings are not all listed only their number is compared.
        let (mut more_new, mut more_gone) = (0, 0);
        let is_cut = |of: &OfFile, before: &OfFile| of.unlisted + before.unlisted > 0;
        let none = OfFile::default();
        for (name, before) in before.0.iter() {
            match self.0.get_mut(name) {
                Some(of) if of.is_part => {
                    let kept: Vec<One> = without(&before.findings, &of.findings).cloned().collect();
                    of.findings.extend(kept);
                }
                Some(of) if is_cut(of, before) => more_gone += before.count().saturating_sub(of.count()),
                Some(of) => gone.extend(without(&before.findings, &of.findings).map(|one| one.line.clone())),
                None => {
                    gone.extend(before.findings.iter().map(|one| one.line.clone()));
                    more_gone += before.unlisted;
                }
            }
        }
        for (name, of) in self.0.iter() {
            let before = before.0.get(name).unwrap_or(&none);
            if is_cut(of, before) {
                more_new += of.count().saturating_sub(before.count());
                continue;
            }
            new.extend(without(&of.findings, &before.findings).map(|one| one.line.clone()));
        }
        let mut text =
            format!("Since the last check: {} new, {} gone.\n", new.len() + more_new, gone.len() + more_gone);
        for (word, lines, more) in [("new", new, more_new), ("gone", gone, more_gone)] {
            for line in lines.iter().take(MOST_LINES) {
                let _ = writeln!(text, "  {word:<4}  {line}");
            }
            let more = lines.len().saturating_sub(MOST_LINES) + more;
            if more > 0 {
                let _ = writeln!(text, "  {word:<4}  and {more} more");
            }
        }
        text
    }
}

impl One {
    fn of(finding: &Part<'_>) -> Self {
        let text = |key| finding.text(key).unwrap_or("");
        let place = finding.place().map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
        let line = format!("{}{place} {} {}", harmless(text("file")), harmless(text("rule")), harmless(text("name")));
        Self { fingerprint: text("fingerprint").to_owned(), line }
    }
}

/// Those of the first that the second does not have: of three with the same fingerprint against one, two.
fn without<'o>(these: &'o [One], those: &[One]) -> impl Iterator<Item = &'o One> {
    let mut counts: Map<String, u32> = Map::new();
    for one in those {
        *counts.or_default(one.fingerprint.clone()) += 1;
    }
    these.iter().filter(move |one| match counts.get_mut(&one.fingerprint) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}

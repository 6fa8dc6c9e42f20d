//! `markdown`: a table for a pull request or a job summary, errors first, of bounded length whatever was found. Waived findings
//! stand apart, folded. Everything that comes from a template stays text.

pub(super) mod cell;

use tablewarden_source::quoted;
use tablewarden_wire::{Counts, Gravity, UnreadFile};

use self::cell::{code, prose};
use crate::answer::{Answer, Part, Place};
use crate::plural::plural;
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::{Level, NoticeView};

/// The format. Of each kind it keeps as many rows as can be shown.
#[derive(Default)]
pub(super) struct Markdown {
    /// What could not be checked, and what else is said about the check.
    notices: Rows,
    errors: Rows,
    warnings: Rows,
    notes: Rows,
    waived: Rows,
}

/// Rows of one kind.
#[derive(Default)]
pub(super) struct Rows {
    kept: Vec<String>,
    pub(super) all: usize,
}

/// How many findings are shown, and how many waived ones or notices.
pub(super) const MOST: usize = 50;
pub(super) const MOST_OTHERS: usize = 10;

/// How many bytes all rows of a list have at most. GitHub takes comments of 65,536 characters.
pub(super) const MOST_BYTES: usize = 40_000;
pub(super) const MOST_OTHER_BYTES: usize = 8_000;

impl Writer for Markdown {
    fn answer(&mut self, answer: &Answer<'_>, _: &mut String) {
        for part in answer.notices() {
            self.notice(&NoticeView::of(part));
        }
        for finding in answer.findings() {
            let rows = match Level::of(&finding) {
                Level::Error => &mut self.errors,
                Level::Warning => &mut self.warnings,
                Level::Note => &mut self.notes,
            };
            rows.add(MOST, || row(&finding, answer));
        }
        for finding in answer.waived() {
            self.waived.add(MOST_OTHERS, || row(&finding, answer));
        }
    }

    fn unread(&mut self, file: &UnreadFile, _: &mut String) {
        self.notice(&NoticeView::unread(file));
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        for told in totals.notices() {
            self.notice(&NoticeView::of_run(&told));
        }
        // A bot finds its comment again by the first line.
        out.push_str("<!-- tablewarden -->\n### tablewarden: ");
        let found = totals.found();
        out.push_str(match totals.is_incomplete() {
            true if found.is_empty() => "check incomplete",
            true => "check incomplete, ",
            false if found.is_empty() => "nothing was checked",
            false => "",
        });
        out.push_str(&format!("{found}\n\n{}\n", scope(totals)));
        let most = (MOST_OTHERS, MOST_OTHER_BYTES);
        list(out, "\n", &[&self.notices], most);
        let Counts { errors, warnings, notes, .. } = totals.counts;
        if [errors, warnings, notes] != [0; 3] {
            list(out, TABLE, &[&self.errors, &self.warnings, &self.notes], (MOST, MOST_BYTES));
        }
        if self.waived.all > 0 {
            out.push_str(&format!("\n<details><summary>{} waived</summary>\n", plural(self.waived.all, "finding")));
            list(out, TABLE, &[&self.waived], most);
            out.push_str("\n</details>\n");
        }
    }
}

const TABLE: &str = "\n| | where | what | rule |\n|---|---|---|---|\n";

impl Markdown {
    fn notice(&mut self, notice: &NoticeView<'_>) {
        self.notices.add(MOST_OTHERS, || told(notice));
    }
}

/// A notice as an item of a list.
pub(super) fn told(notice: &NoticeView<'_>) -> String {
    let word = if notice.gravity == Gravity::Notice { "notice" } else { "**not checked**" };
    format!("- {word}: {}: {}\n", at(notice.file, notice.place), prose(notice.message))
}

impl Rows {
    /// Those that can be shown.
    pub(super) fn kept(&self) -> &[String] {
        &self.kept
    }

    pub(super) fn add(&mut self, most: usize, row: impl FnOnce() -> String) {
        self.all += 1;
        if self.kept.len() < most {
            self.kept.push(row());
        }
    }
}

/// Rows under what stands above them, as far as they may be shown, and how many more there are.
pub(super) fn list(out: &mut String, above: &str, kinds: &[&Rows], (most, bytes): (usize, usize)) {
    let all: usize = kinds.iter().map(|rows| rows.all).sum();
    if all == 0 {
        return;
    }
    out.push_str(above);
    let (mut shown, limit) = (0, out.len() + bytes);
    for row in kinds.iter().flat_map(|rows| &rows.kept) {
        if shown == most || out.len() + row.len() > limit {
            break;
        }
        out.push_str(row);
        shown += 1;
    }
    if shown < all {
        out.push_str(&format!("\n{} more not shown here.\n", all - shown));
    }
}

/// What was checked.
fn scope(totals: &Totals) -> String {
    let Counts { tables, waived, unknown_values, .. } = totals.counts;
    let known = totals.baseline.map_or(0, |baseline| baseline.known);
    let mut out = format!("{} in {}", plural(tables as usize, "table"), plural(totals.checked as usize, "template"));
    let others = [
        (waived, "waived finding", ""),
        (known, "known finding", ""),
        (unknown_values, "value", " unknown"),
        (totals.skipped, "other file", " skipped"),
    ];
    for (count, noun, what) in others.into_iter().filter(|(count, ..)| *count > 0) {
        out.push_str(&format!("; {}{what}", plural(count as usize, noun)));
    }
    out + "."
}

fn row(finding: &Part<'_>, answer: &Answer<'_>) -> String {
    let text = |key| finding.text(key).unwrap_or("");
    let mut place = at(text("file"), finding.place());
    if let Some(path) = finding.text("constructPath") {
        place += &format!("<br>{}", code(&quoted(path)));
    }
    let mut what = prose(text("message"));
    if let Some(condition) = finding.text("condition") {
        what += &format!(" (when {})", prose(condition));
    }
    match finding.part("waiver") {
        Some(waiver) => what += &format!("<br>*waived:* {}", prose(&quoted(waiver.text("reason").unwrap_or("")))),
        None => what += &finding.text("help").map_or_else(String::new, |help| format!("<br>{}", prose(help))),
    }
    let rule = prose(text("rule"));
    let rule = answer.address(text("rule")).map_or_else(|| rule.clone(), |address| format!("[{rule}]({address})"));
    format!("| {} | {place} | {what} | {rule} |\n", Level::of(finding).word())
}

fn at(file: &str, place: Option<Place>) -> String {
    code(&place.map_or_else(|| file.to_owned(), |place| format!("{file}:{}", place.line)))
}

//! `text`, for people: what the check says about itself, each finding with its excerpt, and one line of summary.

mod draw;
mod summary;
mod width;

use tablewarden_order::Set;
use tablewarden_source::quoted;
use tablewarden_wire::UnreadFile;

use crate::answer::{Answer, Excerpts, Part, Place};
use crate::excerpt::LineExcerpt;
use crate::totals::Totals;
use crate::writer::{Style, Writer};
use crate::writing::{Level, NoticeView, harmless};
use draw::Drawing;

/// The format.
pub(super) struct Text {
    style: Style,
    /// The rules whose page was named, and the helps that were shown.
    helped: Set<String>,
    /// The settings files that are in force.
    settings: Set<String>,
    /// Their names, as they came.
    settings_names: Vec<String>,
}

/// How many helps are remembered. Behind so many, one that was shown long ago is shown again.
const MOST_HELPS: usize = 4096;

/// How many settings files are named.
const MOST_NAMED: usize = 20;

impl Text {
    pub(super) fn new(style: Style) -> Self {
        Self { style, helped: Set::new(), settings: Set::new(), settings_names: Vec::new() }
    }

    fn notice(&self, notice: &NoticeView<'_>, lines: &Excerpts<'_>, out: &mut String) {
        let last_line = notice.place.map_or(1, |place| place.line);
        let title = (notice.word(), None);
        let mut drawing = Drawing::new(out, self.style.color, notice.level(), title, notice.message, last_line);
        match &notice.place {
            Some(place) => drawing.place(notice.file, place, line(lines, notice.file, place), None),
            None => drawing.file(notice.file),
        }
        out.push('\n');
    }

    /// A finding of the baseline, without its line.
    fn known(&self, part: &Part<'_>, out: &mut String) {
        let (Some(place), text) = (part.place(), |key| part.text(key).unwrap_or("")) else { return };
        let title = ("known", part.text("rule"));
        let mut drawing = Drawing::new(out, self.style.color, Level::of(part), title, text("message"), place.line);
        drawing.place(text("file"), &place, None, None);
        out.push('\n');
    }

    /// A finding of the baseline that was not found any more.
    fn gone(&self, file: &str, part: &Part<'_>, out: &mut String) {
        let message = ["`", part.text("place").unwrap_or(""), "` doesn't have this finding any more."].concat();
        let mut drawing = Drawing::new(out, self.style.color, Level::Note, ("gone", part.text("rule")), &message, 1);
        drawing.file(file);
        out.push('\n');
    }

    fn unknown_value(&self, file: &str, value: &Part<'_>, lines: &Excerpts<'_>, out: &mut String) {
        let Some(place) = value.place() else { return };
        let message = value.text("message").unwrap_or("");
        let mut drawing = Drawing::new(out, self.style.color, Level::Note, ("unknown", None), message, place.line);
        drawing.place(file, &place, line(lines, file, &place), None);
        let help: Vec<_> = value.text("help").map(|help| ("help", help)).into_iter().collect();
        drawing.remarks(&help);
        out.push('\n');
    }
}

impl Writer for Text {
    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        let lines = answer.excerpts();
        for part in answer.notices() {
            self.notice(&NoticeView::of(part), &lines, out);
        }
        for part in answer.findings() {
            let rule = part.text("rule").unwrap_or("");
            if self.helped.len() > MOST_HELPS {
                self.helped = Set::new();
            }
            let page = answer.address(rule).filter(|_| self.helped.insert(rule.to_owned()));
            let help = part.text("help").filter(|help| self.helped.insert((*help).to_owned()));
            finding(out, &part, &lines, self.style.color, (help, page));
            for fix in part.parts("fixes") {
                diff(out, &fix);
            }
            out.push('\n');
        }
        if self.style.verbose {
            answer.known().for_each(|part| self.known(&part, out));
            answer.gone().for_each(|part| self.gone(answer.name(), &part, out));
        }
        for part in answer.unknown_values().filter(|_| self.style.verbose) {
            self.unknown_value(answer.name(), &part, &lines, out);
        }
        if let Some(name) = answer.settings().filter(|name| !self.settings.contains(*name)) {
            self.settings.insert(name.to_owned());
            self.settings_names.push(name.to_owned());
        }
    }

    fn unread(&mut self, file: &UnreadFile, out: &mut String) {
        self.notice(&NoticeView::unread(file), &Excerpts::default(), out);
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        for notice in totals.notices() {
            self.notice(&NoticeView::of_run(&notice), &Excerpts::default(), out);
        }
        if self.style.quiet {
            return;
        }
        if !self.settings_names.is_empty() {
            let (named, others) = self.settings_names.split_at(self.settings_names.len().min(MOST_NAMED));
            let more = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
            out.push_str(&format!("settings: {}{more}\n", harmless(&named.join(", "))));
        }
        out.push_str(&summary::summary(totals, self.style.verbose));
        if !totals.advice.is_empty() {
            out.push_str("\nNo template shows these:\n");
        }
        for advice in totals.advice {
            out.push_str(&format!("  - {advice}\n"));
        }
    }
}

/// The line of a place, where its answer carries it.
fn line<'l>(lines: &Excerpts<'l>, file: &'l str, place: &Place) -> Option<LineExcerpt<'l>> {
    lines.get(&(file, place.start, place.end)).cloned()
}

/// What a fix changes, where the answer says it; without the names of the file, which stand above.
fn diff(out: &mut String, fix: &Part<'_>) {
    let Some(diff) = fix.text("diff") else { return };
    out.extend([
        "\n",
        &harmless(fix.text("title").unwrap_or("")),
        if fix.is_true("isSafe") { ":\n" } else { " (with `--unsafe`):\n" },
    ]);
    for line in diff.lines().skip(2) {
        out.extend([&*harmless(line), "\n"]);
    }
}

/// A finding. What to do is told once in a run for all that need the same, and where more is said once for a rule: they are given
/// where they were not told yet.
fn finding(
    out: &mut String,
    finding: &Part<'_>,
    lines: &Excerpts<'_>,
    color: bool,
    (help, page): (Option<&str>, Option<&str>),
) {
    let level = Level::of(finding);
    let related: Vec<_> = finding.parts("related").filter_map(|part| Some((part.place()?, part))).collect();
    let own = finding.place();
    let last_line = related.iter().map(|(place, _)| place.line).chain(own.map(|place| place.line)).max().unwrap_or(1);
    let message = finding.text("message").unwrap_or("");
    let mut drawing = Drawing::new(out, color, level, (level.word(), finding.text("rule")), message, last_line);
    let file = finding.text("file").unwrap_or("");
    if let Some(place) = &own {
        drawing.place(file, place, line(lines, file, place), None);
    }
    for (place, part) in &related {
        let file = part.text("file").unwrap_or("");
        drawing.place(file, place, line(lines, file, place), part.text("message").or(Some("")));
    }
    let when = finding.text("condition").map(|condition| ("when", condition));
    let (help, page) = (help.map(|help| ("help", help)), page.map(|address| ("docs", address)));
    let construct = finding.text("constructPath").map(quoted);
    let construct = construct.as_deref().map(|path| ("construct", path));
    let remarks: Vec<_> = when.into_iter().chain(construct).chain(help).chain(page).collect();
    drawing.remarks(&remarks);
}

//! `github`: a workflow command for each finding, which GitHub Actions shows beside the line. Waived and known findings get none.

use std::fmt::Write;

use tablewarden_wire::UnreadFile;

use crate::answer::{Answer, Place};
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::{Level, NoticeView, harmless, sentence};

/// The format.
pub(super) struct Github;

impl Writer for Github {
    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        for part in answer.notices() {
            notice(&NoticeView::of(part), out);
        }
        for finding in answer.findings() {
            let text = |key| finding.text(key).unwrap_or("");
            let title = format!("{} {}", text("rule"), text("name"));
            let help = finding.text("help").map_or_else(String::new, |help| format!("\n{}", harmless(help)));
            let message = sentence(&finding) + &help;
            command(Level::of(&finding), text("file"), finding.place(), &title, &message, out);
        }
    }

    fn unread(&mut self, file: &UnreadFile, out: &mut String) {
        notice(&NoticeView::unread(file), out);
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        for told in totals.notices() {
            notice(&NoticeView::of_run(&told), out);
        }
    }
}

fn notice(notice: &NoticeView<'_>, out: &mut String) {
    let title = format!("tablewarden: {}", notice.word());
    command(notice.level(), notice.file, notice.place, &title, &harmless(notice.message), out);
}

/// One command: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
fn command(level: Level, file: &str, place: Option<Place>, title: &str, message: &str, out: &mut String) {
    let _ = write!(out, "::{} file={}", level.in_github(), property(file));
    if let Some(Place { line, column, end_line, end_column, .. }) = place {
        let _ = write!(out, ",line={line},endLine={end_line}");
        // GitHub takes columns only of a place on one line.
        if line == end_line {
            let _ = write!(out, ",col={column},endColumn={end_column}");
        }
    }
    let _ = writeln!(out, ",title={}::{}", property(title), data(message));
}

/// What stands behind the second `::`: on one line, whatever is in it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands behind a `=`: as [`data`], and without what ends a property.
fn property(text: &str) -> String {
    data(&harmless(text)).replace(':', "%3A").replace(',', "%2C")
}

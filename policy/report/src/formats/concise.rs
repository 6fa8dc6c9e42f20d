//! `concise`: one line a finding, as editors and `grep` read it: `file:line:column: error[DDB-K004] message`. What is
//! known has no line, and a file without findings has none; one that could not be checked has.

use std::fmt::Write;

use tablewarden_wire::UnreadFile;

use crate::answer::{Answer, Place};
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::{Level, NoticeView, harmless, sentence_with_waiver};

/// The format.
pub(super) struct Concise;

impl Writer for Concise {
    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        for part in answer.notices() {
            notice(&NoticeView::of(part), out);
        }
        for finding in answer.findings().chain(answer.waived()) {
            let word = if finding.part("waiver").is_some() { "waived" } else { Level::of(&finding).word() };
            let rule = finding.text("rule").unwrap_or("");
            place(finding.text("file").unwrap_or(""), finding.place(), out);
            let _ = writeln!(out, "{word}[{}] {}", harmless(rule), sentence_with_waiver(&finding));
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
    place(notice.file, notice.place, out);
    let _ = writeln!(out, "{}: {}", notice.word(), harmless(notice.message));
}

fn place(file: &str, place: Option<Place>, out: &mut String) {
    out.push_str(&harmless(file));
    if let Some(Place { line, column, .. }) = place {
        let _ = write!(out, ":{line}:{column}");
    }
    out.push_str(": ");
}

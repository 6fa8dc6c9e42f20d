//! `gitlab`: a code quality report. Waived and known findings are not in it. What could not be checked is an issue of its own, so that the
//! report is never empty then.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::fmt::Write;

use sha2::{Digest, Sha256};
use tablewarden_wire::UnreadFile;

use crate::answer::{Answer, Place};
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::{JsonText, Level, NoticeView, Repeats, harmless, sentence};

/// The format.
#[derive(Default)]
pub(super) struct Gitlab {
    has_issue: bool,
}

/// What an issue is called where something was not checked.
const NOT_CHECKED: &str = "critical";

impl Writer for Gitlab {
    fn begin(&mut self, out: &mut String) {
        out.push('[');
    }

    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        let mut repeats = Repeats::default();
        for part in answer.notices() {
            self.notice(&NoticeView::of(part), &mut repeats, out);
        }
        for finding in answer.findings() {
            let text = |key| finding.text(key).unwrap_or("");
            let count = repeats.count(text("fingerprint")).to_string();
            let fingerprint = digest([text("file"), text("fingerprint"), &count]);
            let severity = Level::of(&finding).in_gitlab();
            let description = (severity, text("rule"), &*sentence(&finding));
            self.issue(description, &fingerprint, text("file"), finding.place(), out);
        }
    }

    fn unread(&mut self, file: &UnreadFile, out: &mut String) {
        self.notice(&NoticeView::unread(file), &mut Repeats::default(), out);
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        let mut repeats = Repeats::default();
        for told in totals.notices() {
            self.notice(&NoticeView::of_run(&told), &mut repeats, out);
        }
        out.push_str(if self.has_issue { "\n]\n" } else { "]\n" });
    }
}

impl Gitlab {
    fn notice(&mut self, notice: &NoticeView<'_>, repeats: &mut Repeats, out: &mut String) {
        let severity = match notice.level() {
            Level::Note => Level::Note.in_gitlab(),
            _ => NOT_CHECKED,
        };
        let name = format!("tablewarden-{}", notice.word());
        let count = repeats.count(notice.message).to_string();
        let fingerprint = digest([notice.file, notice.message, &count]);
        self.issue((severity, &name, &harmless(notice.message)), &fingerprint, notice.file, notice.place, out);
    }

    fn issue(
        &mut self,
        (severity, name, description): (&str, &str, &str),
        fingerprint: &str,
        file: &str,
        place: Option<Place>,
        out: &mut String,
    ) {
        out.push_str(if self.has_issue { ",\n" } else { "\n" });
        self.has_issue = true;
        let (begin, end) = place.map_or((1, 1), |place| (place.line, place.end_line));
        let mut json = JsonText(out);
        json.open("", '{').text("description", description).text("check_name", name).text("fingerprint", fingerprint);
        json.text("severity", severity).open("location", '{').text("path", file);
        json.open("lines", '{').number("begin", begin).number("end", end).close('}').close('}').close('}');
    }
}

/// 32 hexadecimal digits for these parts.
fn digest(parts: [&str; 3]) -> String {
    let mut out = String::new();
    for byte in Sha256::digest(parts.join("\0")).iter().take(16) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

//! `jsonl`: [`tablewarden_wire::ReportLine`], one JSON object a line. Findings and notices of a file come first, then a line about
//! the file, and at the end one about the run: a report without that line was cut off.

use tablewarden_wire::{UnreadFile, VERSION};

use crate::answer::{Answer, Part};
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::{JsonText, NoticeView};

/// The format.
pub(super) struct Jsonl;

/// What of an answer is on other lines, or there for formats that people read.
const ELSEWHERE: [&str; 9] =
    ["findings", "waived", "known", "notices", "nested", "statuses", "excerpts", "rules", "written"];

impl Writer for Jsonl {
    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        for notice in answer.notices() {
            line("notice", notice, out);
        }
        for finding in answer.findings().chain(answer.known()).chain(answer.waived()) {
            line("finding", &finding, out);
        }
        line("file", answer.root(), out);
    }

    fn unread(&mut self, file: &UnreadFile, out: &mut String) {
        notice(&NoticeView::unread(file), out);
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        for told in totals.notices() {
            notice(&NoticeView::of_run(&told), out);
        }
        let mut json = begin("run", out);
        json.number("version", VERSION as usize).value("outcome", &totals.outcome());
        json.value("counts", &totals.counts);
        if let Some(baseline) = &totals.baseline {
            json.value("baseline", baseline);
        }
        json.number("checked", totals.checked as usize).number("skipped", totals.skipped as usize).close('}');
        out.push('\n');
    }
}

fn line(kind: &str, part: &Part<'_>, out: &mut String) {
    let mut json = begin(kind, out);
    for (name, value) in part.members().filter(|(name, _)| kind != "file" || !ELSEWHERE.contains(name)) {
        json.json(name, value.json());
    }
    json.close('}');
    out.push('\n');
}

fn begin<'o>(kind: &str, out: &'o mut String) -> JsonText<'o> {
    let mut json = JsonText(out);
    json.open("", '{').text("kind", kind);
    json
}

fn notice(notice: &NoticeView<'_>, out: &mut String) {
    begin("notice", out)
        .text("gravity", notice.word())
        .text("message", notice.message)
        .text("file", notice.file)
        .close('}');
    out.push('\n');
}

//! `json`: [`tablewarden_wire::Report`], for programs. Each answer is written as it came, without what other formats asked it for,
//! and what all of them come to behind them.

pub(super) mod lines;

use tablewarden_wire::{UnreadFile, VERSION};

use self::lines::on_lines;
use crate::answer::{Answer, FOR_WRITERS};
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::{JsonText, NoticeView};

/// The format.
#[derive(Default)]
pub(super) struct Json {
    has_file: bool,
    /// What is said of files that have no answer: JSON, element by element.
    unread: String,
}

impl Writer for Json {
    fn begin(&mut self, out: &mut String) {
        out.push_str(&format!("{{\n  \"version\": {VERSION},\n  \"files\": ["));
    }

    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        out.push_str(if self.has_file { ",\n    " } else { "\n    " });
        self.has_file = true;
        let mut shown = String::new();
        let mut json = JsonText(&mut shown);
        json.open("", '{');
        for (name, value) in answer.root().members().filter(|(name, _)| !FOR_WRITERS.contains(name)) {
            json.json(name, value.json());
        }
        json.close('}');
        on_lines(&shown, 2, out);
    }

    fn unread(&mut self, file: &UnreadFile, _: &mut String) {
        self.notice(&NoticeView::unread(file));
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        for notice in totals.notices() {
            self.notice(&NoticeView::of_run(&notice));
        }
        let mut rest = String::new();
        let mut json = JsonText(&mut rest);
        json.open("notices", '[').json("", &self.unread).close(']');
        json.value("outcome", &totals.outcome()).value("counts", &totals.counts).value("skipped", &totals.skipped);
        if let Some(baseline) = &totals.baseline {
            json.value("baseline", baseline);
        }
        if !totals.advice.is_empty() {
            json.value("advice", &totals.advice);
        }
        out.push_str(if self.has_file { "\n  ],\n  " } else { "],\n  " });
        on_lines(&rest, 1, out);
        out.push_str("\n}\n");
    }
}

impl Json {
    fn notice(&mut self, notice: &NoticeView<'_>) {
        let mut json = JsonText(&mut self.unread);
        json.open("", '{').text("gravity", notice.word()).text("message", notice.message);
        json.text("file", notice.file).close('}');
    }
}

//! `json`: [`tablewarden_wire::ChangesReport`], for programs. What an answer says of its tables is written as it came.

use tablewarden_wire::{UnreadFile, VERSION};

use crate::answer::Answer;
use crate::formats::json::lines::on_lines;
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::{JsonText, NoticeView};

/// The format.
#[derive(Default)]
pub(crate) struct Json {
    has_file: bool,
    /// JSON, element by element.
    notices: String,
}

impl Writer for Json {
    fn begin(&mut self, out: &mut String) {
        out.push_str(&format!("{{\n  \"version\": {VERSION},\n  \"files\": ["));
    }

    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        for notice in answer.notices() {
            JsonText(&mut self.notices).json("", notice.json());
        }
        let Some(changes) = answer.changes() else { return };
        out.push_str(if self.has_file { ",\n    " } else { "\n    " });
        self.has_file = true;
        let mut shown = String::new();
        let mut json = JsonText(&mut shown);
        json.open("", '{').text("file", answer.name()).json("changes", changes.json()).close('}');
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
        json.open("notices", '[').json("", &self.notices).close(']').value("outcome", &totals.outcome());
        out.push_str(if self.has_file { "\n  ],\n  " } else { "],\n  " });
        on_lines(&rest, 1, out);
        out.push_str("\n}\n");
    }
}

impl Json {
    fn notice(&mut self, notice: &NoticeView<'_>) {
        let mut json = JsonText(&mut self.notices);
        json.open("", '{').text("gravity", notice.word()).text("message", notice.message);
        json.text("file", notice.file).close('}');
    }
}

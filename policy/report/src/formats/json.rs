//! `json`: [`tablewarden_wire::Report`], for programs. Each answer is written as it came, without what other formats asked it for,
//! and what all of them come to behind them.

pub(super) mod lines;

use tablewarden_wire::{UnreadFile, VERSION};

use self::lines::on_lines;
use crate::answer::{Answer, FOR_WRITERS};
use crate::totals::Totals;
use crate::writer::{Style, Writer};
use crate::writing::{JsonText, NoticeView};

/// The format.
pub(super) struct Json {
    /// Whether it is on one line.
    is_bare: bool,
    has_file: bool,
    /// What is said of files that have no answer: JSON, element by element.
    unread: String,
}

impl Writer for Json {
    fn begin(&mut self, out: &mut String) {
        self.on_lines(&["{\"version\":", &VERSION.to_string(), ",\"files\":["].concat(), 0, out);
    }

    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        out.push_str(if self.has_file { "," } else { "" });
        self.has_file = true;
        if !self.is_bare {
            out.push_str("\n    ");
        }
        let mut shown = String::new();
        let mut json = JsonText(&mut shown);
        json.open("", '{');
        for (name, value) in answer.root().members().filter(|(name, _)| !FOR_WRITERS.contains(name)) {
            json.json(name, value.json());
        }
        json.close('}');
        self.on_lines(&shown, 2, out);
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
        let [behind_files, at_end] = match (self.is_bare, self.has_file) {
            (true, _) => ["],", "}"],
            (false, true) => ["\n  ],\n  ", "\n}\n"],
            (false, false) => ["],\n  ", "\n}\n"],
        };
        out.push_str(behind_files);
        self.on_lines(&rest, 1, out);
        out.push_str(at_end);
    }
}

impl Json {
    pub(super) fn new(style: Style) -> Self {
        Self { is_bare: style.bare, has_file: false, unread: String::new() }
    }

    /// Writes JSON without blanks, on lines from a level on unless it is bare.
    fn on_lines(&self, json: &str, level: usize, out: &mut String) {
        match self.is_bare {
            true => out.push_str(json),
            false => on_lines(json, level, out),
        }
    }

    fn notice(&mut self, notice: &NoticeView<'_>) {
        let mut json = JsonText(&mut self.unread);
        json.open("", '{').text("gravity", notice.word()).text("message", notice.message);
        json.text("file", notice.file).close('}');
    }
}

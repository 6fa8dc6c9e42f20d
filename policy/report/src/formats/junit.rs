//! `junit`: a test suite for each file and a test for each finding. Errors and warnings fail, notes pass, what is waived or
//! known is skipped, and what could not be checked is an error. A file without findings has one test that passes.

use std::fmt::Write;

use tablewarden_source::quoted;
use tablewarden_wire::{Gravity, UnreadFile};

use crate::answer::{Answer, Part, Place};
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::{Level, NoticeView, Repeats, harmless, sentence_with_waiver};

/// The format.
pub(super) struct Junit;

/// The tests of one file.
#[derive(Default)]
struct Suite {
    tests: String,
    /// How many of them there are, fail, are errors, and are skipped.
    counts: [usize; 4],
    /// What else there is to say.
    output: String,
}

impl Writer for Junit {
    fn begin(&mut self, out: &mut String) {
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tablewarden\">\n");
    }

    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        if answer.is_skipped() && answer.notices().is_empty() {
            return;
        }
        let mut suite = Suite::default();
        for part in answer.notices() {
            suite.notice(answer.name(), &NoticeView::of(part));
        }
        if suite.counts[ERRORS] == 0 && !answer.is_skipped() {
            suite.test(answer.name(), "can be checked", "");
        }
        let mut repeats = Repeats::default();
        for finding in answer.findings().chain(answer.known()).chain(answer.waived()) {
            let count = repeats.count(finding.text("fingerprint").unwrap_or(""));
            suite.finding(answer, &finding, count);
        }
        suite.write(answer.name(), out);
    }

    fn unread(&mut self, file: &UnreadFile, out: &mut String) {
        one(&NoticeView::unread(file), out);
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        for told in totals.notices() {
            one(&NoticeView::of_run(&told), out);
        }
        out.push_str("</testsuites>\n");
    }
}

/// Where the counts stand.
const FAILURES: usize = 1;
const ERRORS: usize = 2;
const SKIPPED: usize = 3;

/// A suite of one notice.
fn one(notice: &NoticeView<'_>, out: &mut String) {
    let mut suite = Suite::default();
    suite.notice(notice.file, notice);
    suite.write(notice.file, out);
}

impl Suite {
    fn notice(&mut self, suite: &str, notice: &NoticeView<'_>) {
        let text = format!("{}{}: {}", place(notice.file, notice.place), notice.word(), harmless(notice.message));
        if notice.gravity == Gravity::Notice {
            self.output += &format!("{}\n", escaped(&text));
            return;
        }
        self.counts[ERRORS] += 1;
        let error = element("error", notice.word(), notice.message, &text);
        self.test(suite, &format!("can be checked: {}", notice.message), &error);
    }

    fn finding(&mut self, answer: &Answer<'_>, finding: &Part<'_>, count: u32) {
        let text = |key| finding.text(key).unwrap_or("");
        let path = quoted(text("path"));
        let mut name = [text("rule"), " ", text("name"), " ", &path].concat();
        if path.len() != text("path").len() {
            // What is cut is told apart all the same.
            name.extend([" ", text("fingerprint")]);
        }
        if count > 1 {
            let _ = write!(name, " ({count})");
        }
        let (level, sentence) = (Level::of(finding), sentence_with_waiver(finding));
        let is_known = finding.text("baseline") == Some("known");
        let mut body = place(text("file"), finding.place());
        if is_known {
            body.push_str("known: ");
        }
        let _ = write!(body, "{}[{}] {sentence}", level.word(), text("rule"));
        for line in [finding.text("help"), answer.address(text("rule"))].into_iter().flatten() {
            let _ = write!(body, "\n{line}");
        }
        let inside = if is_known || finding.part("waiver").is_some() {
            self.counts[SKIPPED] += 1;
            format!("<skipped>{}</skipped>", escaped(&body))
        } else if level == Level::Note {
            format!("<system-out>{}</system-out>", escaped(&body))
        } else {
            self.counts[FAILURES] += 1;
            element("failure", level.word(), &sentence, &body)
        };
        self.test(answer.name(), &name, &inside);
    }

    fn test(&mut self, suite: &str, name: &str, inside: &str) {
        self.counts[0] += 1;
        let (suite, name) = (escaped(suite), escaped(name));
        self.tests += &format!("<testcase classname=\"{suite}\" name=\"{name}\">{inside}</testcase>\n");
    }

    fn write(mut self, name: &str, out: &mut String) {
        if !self.output.is_empty() {
            self.tests += &format!("<system-out>{}</system-out>\n", self.output);
        }
        let [tests, failures, errors, skipped] = self.counts;
        let name = escaped(name);
        let _ = writeln!(
            out,
            "<testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\">\n{}</testsuite>",
            self.tests
        );
    }
}

fn element(name: &str, kind: &str, message: &str, body: &str) -> String {
    format!("<{name} type=\"{kind}\" message=\"{}\">{}</{name}>", escaped(message), escaped(body))
}

/// `file:line:column: `
fn place(file: &str, place: Option<Place>) -> String {
    let file = harmless(file);
    place.map_or_else(|| format!("{file}: "), |Place { line, column, .. }| format!("{file}:{line}:{column}: "))
}

/// Text as XML 1.0 may have it, in elements and in attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push_str(&harmless(other.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

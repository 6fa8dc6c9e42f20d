//! `text`, for people: for each template a line for each thing that happens to a table, in columns, the worst first; what stays as it
//! is in one line; and how many of each.

use tablewarden_source::{harmless, quoted};
use tablewarden_wire::UnreadFile;

use super::rows::{HARMLESS, OUTCOMES, UNCHANGED, outcome, rows, tables, words};
use crate::answer::Answer;
use crate::columns::columns;
use crate::plural::plural;
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::NoticeView;

/// The format.
#[derive(Default)]
pub(crate) struct Text {
    /// How many tables have each outcome.
    counts: [usize; OUTCOMES.len()],
}

const HEADING: [&str; 6] = ["what happens", "table", "name", "line", "was", "what changes"];

impl Writer for Text {
    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        for notice in answer.notices() {
            told(&NoticeView::of(notice), out);
        }
        let mut lines: Vec<[String; 6]> = Vec::new();
        let mut unchanged: Vec<&str> = Vec::new();
        for table in tables(answer) {
            let text = |key| table.text(key).unwrap_or("");
            let own = outcome(&table);
            self.counts.get_mut(own).into_iter().for_each(|count| *count += 1);
            if words(own) == UNCHANGED {
                unchanged.push(text("logicalId"));
                continue;
            }
            let mut before = None;
            for (number, row) in rows(&table).into_iter().enumerate() {
                let said = |text: &str| if number == 0 { harmless(&quoted(text)).into_owned() } else { String::new() };
                let [now, was] = row.lines.map(|line| match line {
                    Some(line) => line.to_string(),
                    None => if row.outcome.is_some() { "-" } else { "" }.to_owned(),
                });
                let happens = row.outcome.filter(|_| row.outcome != before).map_or("", words).to_owned();
                let what = harmless(&row.what).into_owned();
                lines.push([happens, said(text("logicalId")), said(text("name")), now, was, what]);
                before = row.outcome;
            }
        }
        if lines.is_empty() && unchanged.is_empty() {
            return;
        }
        let earlier = answer.changes().and_then(|changes| changes.text("earlier"));
        out.push_str(&harmless(answer.name()));
        match earlier {
            Some(earlier) => out.extend([", compared with ", &harmless(earlier), "\n"]),
            None if answer.changes().is_some_and(|changes| changes.is_true("deleted")) => {
                out.push_str(", which is deleted\n");
            }
            None => out.push_str(", which has no earlier version\n"),
        }
        if !lines.is_empty() {
            lines.insert(0, HEADING.map(str::to_owned));
            out.push_str(&columns(&lines));
        }
        if !unchanged.is_empty() {
            out.extend([UNCHANGED, ": ", &harmless(&unchanged.join(", ")), "\n"]);
        }
        out.push('\n');
    }

    fn unread(&mut self, file: &UnreadFile, out: &mut String) {
        told(&NoticeView::unread(file), out);
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        for notice in totals.notices() {
            told(&NoticeView::of_run(&notice), out);
        }
        let all: usize = self.counts.iter().sum();
        out.extend([&plural(all, "table"), " in ", &plural(totals.checked as usize, "template")]);
        let mut before = ": ";
        for ((_, words), count) in OUTCOMES.iter().zip(self.counts).filter(|(_, count)| *count > 0) {
            out.push_str(&format!("{before}{words} ({count})"));
            before = ", ";
        }
        out.push_str(".\n");
        if totals.is_incomplete() {
            out.extend(["Incomplete: ", &totals.unchecked(), ".\n"]);
        }
        if self.counts.iter().take(HARMLESS).any(|count| *count > 0) {
            out.push_str("`tablewarden check` with `--against` says what to do.\n");
        }
    }
}

fn told(notice: &NoticeView<'_>, out: &mut String) {
    let line = notice.place.map_or_else(String::new, |place| format!(":{}", place.line));
    out.extend([notice.word(), ": ", &harmless(notice.file), &line, ": ", &harmless(notice.message), "\n"]);
}

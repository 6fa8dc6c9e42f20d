//! `markdown`: a table for a pull request, the worst first over all templates, of bounded length. What stays as it is is named in one
//! line. Everything that comes from a template stays text.

use tablewarden_wire::UnreadFile;

use super::rows::{HARMLESS, OUTCOMES, Row, UNCHANGED, outcome, rows, tables, words};
use crate::answer::{Answer, Part};
use crate::formats::markdown::cell::{code, prose};
use crate::formats::markdown::{MOST, MOST_BYTES, MOST_OTHER_BYTES, MOST_OTHERS, Rows, list, told};
use crate::plural::plural;
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::NoticeView;

/// The format. Of each outcome it keeps as many rows as can be shown.
#[derive(Default)]
pub(crate) struct Markdown {
    notices: Rows,
    tables: [Rows; OUTCOMES.len()],
}

const TABLE: &str = "\n| | table | what changes | where |\n|---|---|---|---|\n";

impl Writer for Markdown {
    fn answer(&mut self, answer: &Answer<'_>, _: &mut String) {
        for notice in answer.notices() {
            self.notice(&NoticeView::of(notice));
        }
        for table in tables(answer) {
            let own = outcome(&table);
            let Some(kept) = self.tables.get_mut(own) else { continue };
            let id = || code(table.text("logicalId").unwrap_or(""));
            kept.add(MOST, || if words(own) == UNCHANGED { id() } else { row(&table, own, answer.name()) });
        }
    }

    fn unread(&mut self, file: &UnreadFile, _: &mut String) {
        self.notice(&NoticeView::unread(file));
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        for notice in totals.notices() {
            self.notice(&NoticeView::of_run(&notice));
        }
        let all: usize = self.tables.iter().map(|rows| rows.all).sum();
        let [changed @ .., unchanged] = &self.tables;
        let changing = all - unchanged.all;
        // A bot finds its comment again by the first line.
        out.push_str("<!-- tablewarden changes -->\n### tablewarden: ");
        out.push_str(if totals.is_incomplete() { "comparison incomplete, " } else { "" });
        match changing {
            0 if all == 0 => out.push_str("no tables\n"),
            0 => out.push_str("no table changes\n"),
            _ => {
                let verb = if changing == 1 { "changes" } else { "change" };
                out.push_str(&format!("{} of {all} {verb}\n", plural(changing, "table")));
            }
        }
        list(out, "\n", &[&self.notices], (MOST_OTHERS, MOST_OTHER_BYTES));
        list(out, TABLE, &changed.iter().collect::<Vec<_>>(), (MOST, MOST_BYTES));
        if unchanged.all > 0 {
            let shown = unchanged.kept();
            out.extend(["\nUnchanged: ", &shown.join(", ")]);
            let more = unchanged.all - shown.len();
            if more > 0 {
                out.push_str(&format!(" and {more} more"));
            }
            out.push_str(".\n");
        }
    }
}

impl Markdown {
    fn notice(&mut self, notice: &NoticeView<'_>) {
        self.notices.add(MOST_OTHERS, || told(notice));
    }
}

fn row(table: &Part<'_>, own: usize, file: &str) -> String {
    let rows = rows(table);
    let name = table.text("name").map_or_else(String::new, |name| ["<br>named ", &code(name)].concat());
    let what = |row: &Row| {
        let other = row.outcome.filter(|other| *other != own && *other < HARMLESS);
        prose(&row.what) + &other.map_or_else(String::new, |other| [" *(", words(other), ")*"].concat())
    };
    let happens = if own < HARMLESS { ["**", words(own), "**"].concat() } else { words(own).to_owned() };
    let lines = rows.first().map_or([None; 2], |row| row.lines);
    let [now, was] = lines.map(|line| line.map(|line| line.to_string()));
    let place = now.map_or_else(|| code(file), |now| code(&[file, ":", &now].concat()));
    let was = was.map_or_else(String::new, |was| ["<br>was line ", &was].concat());
    let what: Vec<String> = rows.iter().map(what).collect();
    format!(
        "| {happens} | {}{name} | {} | {place}{was} |\n",
        code(table.text("logicalId").unwrap_or("")),
        what.join("<br>")
    )
}

//! The one way through: facts and findings in, the pictures that are wanted out.

use tablewarden_source::Place;
use tablewarden_template::{At, View};
use tablewarden_wire::{Finding, PictureFormat, TablePicture};

use crate::belongings::Belongings;
use crate::facts::Facts;
use crate::marks::{Found, Shares};
use crate::subject::Subject;
use crate::table::{Reading, Table};
use crate::{mermaid, svg};

/// What is drawn.
pub struct Drawn<'d> {
    /// The name of the template, as links have it.
    pub file: &'d str,
    /// Where the facts stand.
    pub facts: View<'d>,
    /// The map of the facts in there.
    pub root: At,
    /// What the check found, each with the node of the facts that it is about, where it is about one.
    pub findings: &'d [(&'d Finding, Option<At>)],
    /// The line of a place.
    pub line: &'d dyn Fn(Place) -> u32,
    /// The first and the last line of the resource of a logical id.
    pub lines: &'d dyn Fn(&str) -> Option<(u32, u32)>,
}

/// Which pictures are made.
pub struct Wanted<'w> {
    /// Their form.
    pub format: PictureFormat,
    /// The one table.
    pub table: Option<&'w str>,
    /// The one table that this line belongs to.
    pub line: Option<u32>,
}

/// The pictures of the tables of a template, in its order.
#[must_use]
pub fn draw(drawn: &Drawn<'_>, wanted: &Wanted<'_>) -> Vec<TablePicture> {
    let facts = Facts::new(drawn.facts, drawn.root);
    let tables: Vec<At> = facts.all("Tables").collect();
    let belongings = Belongings::read(facts, &tables);
    let found: Vec<Found<'_>> = drawn.findings.iter().map(|(finding, fact)| Found { finding, fact: *fact }).collect();
    let shares = Shares::of(&found, &belongings);
    let chosen = wanted.line.map(|line| at_line(drawn, facts, &belongings, line));
    let mut pictures = Vec::new();
    for (number, at) in tables.iter().enumerate() {
        let id = facts.text(*at, "LogicalId");
        if wanted.table.is_some_and(|table| table != id) || chosen.is_some_and(|chosen| chosen != number) {
            continue;
        }
        let belongings = belongings.of.get(number).map_or(&[][..], Vec::as_slice);
        let mut table = Table::read(Reading { facts, at: *at, belongings });
        shares.mark(&mut table, number, &found, facts);
        let line = (drawn.line)(facts.view().place(*at));
        let (first_line, last_line) = (drawn.lines)(id).unwrap_or((line, line));
        let line = &|at: At| (drawn.line)(facts.view().place(at));
        let subject = Subject { file: drawn.file, found: &found, line, lines: (first_line, last_line) };
        let (text, width, height) = match wanted.format {
            PictureFormat::Svg => svg::picture(&table, &subject),
            PictureFormat::Mermaid => (mermaid::picture(&table), 0, 0),
        };
        pictures.push(TablePicture { logical_id: id.to_owned(), first_line, last_line, width, height, text });
    }
    pictures
}

/// The table that a line belongs to: one whose resource has the line, else one that the resource there belongs to, else the
/// first.
fn at_line(drawn: &Drawn<'_>, facts: Facts<'_>, belongings: &Belongings<'_>, line: u32) -> usize {
    let has = |id: &str| (drawn.lines)(id).is_some_and(|(first, last)| (first..=last).contains(&line));
    let tables = facts.all("Tables").position(|table| has(facts.text(table, "LogicalId")));
    let others = || belongings.of.iter().position(|all| all.iter().any(|one| has(facts.text(one.at, "LogicalId"))));
    tables.or_else(others).unwrap_or(0)
}

//! A line above each table, from its facts.

use tablewarden_wire::Lens;

use crate::opened::Opened;

/// How long a line of several tables becomes before the rest is left out, in bytes.
const MOST: usize = 160;

/// A line for each table, in the order of the file. Tables that one place makes, as in a loop, have one line together.
#[must_use]
pub fn lenses(opened: &Opened<'_, '_>) -> Vec<Lens> {
    let mut tables: Vec<_> = opened.tables.iter().collect();
    tablewarden_order::sort_by_key(&mut tables, |table| table.place);
    let mut lenses: Vec<Lens> = Vec::new();
    for table in tables {
        let span = opened.location(table.place);
        match lenses.last_mut().filter(|lens| lens.span == span) {
            Some(lens) if lens.title.len() > MOST || lens.title.ends_with(&table.line) => {}
            Some(lens) => lens.title.extend([" | ", &table.line]),
            None => lenses.push(Lens { span, title: table.line.clone() }),
        }
    }
    lenses
}

//! A line above each table, from its facts.

use tablewarden_wire::Lens;

use crate::opened::Opened;

/// A line for each table, in the order of the file. Tables that one place makes, as in a loop, have one line together.
#[must_use]
pub fn lenses(opened: &Opened<'_, '_>) -> Vec<Lens> {
    let mut lenses: Vec<Lens> = Vec::new();
    for table in opened.tables {
        let span = opened.location(table.place);
        match lenses.iter_mut().find(|lens| lens.span == span) {
            Some(lens) if lens.title == table.line => {}
            Some(lens) if lens.title.len() < 200 => lens.title.extend([" | ", &table.line]),
            Some(_) => {}
            None => lenses.push(Lens { span, title: table.line.clone() }),
        }
    }
    tablewarden_order::sort_by_key(&mut lenses, |lens| lens.span.start_byte);
    lenses
}

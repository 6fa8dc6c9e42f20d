//! The facts of a table as a small table, at its logical id and at its type.

use crate::opened::Opened;
use crate::spot::{Spot, To};

/// How many tables of one place are told, as a loop makes them.
const MOST: usize = 3;

/// The table whose logical id or type the spot is at.
pub(super) fn table(opened: &Opened<'_, '_>, spot: &Spot<'_>) -> Option<String> {
    let last = spot.way.last()?;
    let logical_id = match (last.to, spot.key) {
        (To::Key("Type"), _) => opened.view.key_place(last.of)?.span(),
        (_, Some(key)) => key,
        _ => return None,
    };
    let here: Vec<_> = opened.tables.iter().filter(|table| table.place.span() == logical_id).collect();
    let mut said: Vec<String> = Vec::new();
    for table in here.iter().take(MOST) {
        let mut text = ["**`", &table.logical_id, "`**  \n", &table.head, "\n\n| | |\n|---|---|\n"].concat();
        for (label, words) in &table.rows {
            text.extend(["| ", label, " | ", words, " |\n"]);
        }
        said.push(text);
    }
    if here.len() > MOST {
        said.push(["and ", &(here.len() - MOST).to_string(), " more tables"].concat());
    }
    (!said.is_empty()).then(|| said.join("\n"))
}

//! What is known about a place, as Markdown: the table, the property or the thing that is referred to there, then what a check
//! found there.

mod finding;
mod property;
mod reference;
mod table;

use tablewarden_wire::Hover;

use crate::opened::Opened;
use crate::referred::referred;
use crate::spot::spot;

/// What stands between two things that are said of one place.
const RULE: &str = "\n\n---\n\n";

/// What is known about the place at an offset.
#[must_use]
pub fn hover(opened: &Opened<'_, '_>, offset: u32) -> Option<Hover> {
    let view = opened.view;
    let spot = spot(view, offset);
    let mut said: Vec<String> = Vec::new();
    let mut span = None;
    if let Some(spot) = &spot {
        let referred = referred(view, spot, offset);
        let place = referred.as_ref().map_or_else(|| spot.span(view), |(_, span)| *span);
        let of_table = table::table(opened, spot);
        let here = of_table
            .or_else(|| referred.and_then(|(referred, _)| reference::reference(opened, referred)))
            .or_else(|| property::property(opened, spot));
        if let Some(text) = here {
            said.push(text);
            span = Some(opened.location(opened.place(place)));
        }
    }
    for finding in finding::around(opened.response, offset) {
        said.push(finding::finding(opened.response, finding));
        span = span.or(Some(finding.span));
    }
    span.map(|span| Hover { span, markdown: said.join(RULE) })
}

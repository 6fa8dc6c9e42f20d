//! Where a reference to another resource stands in the template. Never follows it.

use tablewarden_cloudformation::{Reference, ReferenceKind, Template};
use tablewarden_source::Place;

/// Where a reference stands: the whole function, or the name in a text.
pub(crate) fn place(template: &Template<'_>, reference: &Reference<'_>) -> Place {
    match reference.kind {
        ReferenceKind::Sub => reference.place,
        _ => template.view().place(reference.at),
    }
}

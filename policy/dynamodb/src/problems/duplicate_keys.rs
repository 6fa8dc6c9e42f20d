//! Writes a key that stands twice in a mapping as a problem: an error where a table, or what belongs to one, has or uses the mapping;
//! less elsewhere, where templates with such a key are deployed every day. Finds no such key itself.

use tablewarden_cloudformation::{Owner, Step, Template, When};
use tablewarden_source::{Place, Span};

use crate::facts::writer::Writer;
use crate::problems::problem::Problem;
use crate::resource::table::TableKind;
use crate::resource::types;

/// Writes the later key. `is_any`: whether the template has anything of DynamoDB; `is_near`: whether a resource belongs to a table or
/// refers to one.
#[cold]
pub(crate) fn write(
    writer: &mut Writer<'_, '_>,
    (later, first): (Span, Span),
    is_any: bool,
    is_near: &dyn Fn(&str) -> bool,
) {
    let place = |span| Place::default().with_span(span);
    let template = writer.template;
    let property = later.of(template.view().main_tree().source()).trim_matches(['"', '\'']);
    let problem = Problem {
        kind: "duplicate-key",
        is_certain: matters(template, (later, first), is_any, is_near),
        property,
        related: Some((place(first), "the first one")),
        ..Problem::default()
    };
    problem.write_always(writer, place(later), When::ALWAYS);
}

/// Whether it makes a difference to a table, or to what `is_near` one, that the key stands twice.
fn matters(
    template: &Template<'_>,
    (later, first): (Span, Span),
    is_any: bool,
    is_near: &dyn Fn(&str) -> bool,
) -> bool {
    let place = Place::default().with_span(later);
    // The first value of the key may be the table.
    let loses_a_table = || {
        let starts = template.resources().iter().map(|resource| resource.key_place.span().start);
        let end = starts.filter(|start| *start > first.end).chain([later.start]).min().unwrap_or(first.end);
        let lost = Span::new(first.end, end).of(template.view().main_tree().source());
        lost.contains("AWS::DynamoDB::") || lost.contains(types::SIMPLE_TABLE)
    };
    if let Some(resource) = template.resource_at(place) {
        let type_name = resource.type_name.unwrap_or("");
        let is_ours = TableKind::of_type(type_name).is_some() || type_name == types::DAX_CLUSTER;
        return is_ours || is_near(resource.logical_id) || resource.key_place.span() == later && loses_a_table();
    }
    let way = template.path_at(place, None).map(|path| path.way).unwrap_or_default();
    let mut keys = way.iter().filter_map(|step| match step {
        Step::Key(key) => Some(*key),
        Step::Element(..) => None,
    });
    match (keys.next(), keys.next()) {
        (Some("Parameters"), Some(name)) => template.references_to(name).any(|reference| match reference.owner {
            Owner::Resource(id) => {
                let type_name = template.resource(id).and_then(|resource| resource.type_name);
                is_near(id) || type_name.and_then(TableKind::of_type).is_some()
            }
            Owner::Output(_) => false,
            Owner::Elsewhere => true,
        }),
        (Some("Resources"), None) => loses_a_table(),
        (Some("Parameters" | "Conditions" | "Mappings"), _) => is_any,
        _ => false,
    }
}

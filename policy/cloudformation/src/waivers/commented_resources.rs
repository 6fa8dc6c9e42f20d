//! A comment in, the resources that it stands in out: one, or all that a loop makes of the text around it.

use tablewarden_source::Span;

use crate::template::{Resource, Template};

/// The resources that a comment stands in: one, or all that a loop makes.
pub(super) fn resources_around<'d>(template: &Template<'d>, source: &str, comment: Span) -> Vec<&'d str> {
    let Some(found) = resource_around(template, source, comment) else { return Vec::new() };
    let same = template.resources().iter().filter(|resource| resource.key_place == found.key_place);
    same.map(|resource| resource.logical_id).collect()
}

/// The resource that a comment stands in: on its lines, or below it and further in than its logical id.
fn resource_around<'t, 'd>(template: &'t Template<'d>, source: &str, comment: Span) -> Option<&'t Resource<'d>> {
    let after = template.by_place.partition_point(|index| {
        template.resources().get(*index).is_some_and(|resource| resource.key_place.span().start <= comment.start)
    });
    let resource = template.resources().get(*template.by_place.get(after.checked_sub(1)?)?)?;
    let end = template.view().place(resource.at).span().end.max(resource.key_place.span().end);
    if comment.start < end {
        return Some(resource);
    }
    let between = source.get(end as usize..comment.start as usize)?;
    let column = |offset: u32| {
        let before = source.get(..offset as usize).unwrap_or("");
        before.len() - before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
    };
    let is_same_line = !between.contains(['\n', '\r']);
    // Nothing but other comments stands between the resource and one of its comments.
    let is_next = between.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    (is_same_line || is_next && column(comment.start) > column(resource.key_place.span().start)).then_some(resource)
}

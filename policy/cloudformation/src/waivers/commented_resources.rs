//! Comments in, the resources that each stands in out: one, or all that a loop makes of the text around it.

use tablewarden_source::Span;

use crate::template::{Resource, Template};

/// Asked for one comment after the other, in the order of the text: what stands before one was looked at for the one before.
pub(super) struct CommentedResources<'t, 'd> {
    template: &'t Template<'d>,
    source: &'d str,
    behind: Behind,
}

/// What stands behind a resource, up to the last comment there.
#[derive(Default)]
struct Behind {
    /// Where the resource ends, and the column of its logical id.
    end: u32,
    column: usize,
    /// Up to where the text was looked at.
    to: u32,
    /// Whether all of it is on one line.
    is_same_line: bool,
    /// Whether nothing but comments stands there.
    is_next: bool,
}

impl<'t, 'd> CommentedResources<'t, 'd> {
    pub(super) fn new(template: &'t Template<'d>) -> Self {
        Self { template, source: template.view().main_tree().source(), behind: Behind::default() }
    }

    pub(super) fn source(&self) -> &'d str {
        self.source
    }

    /// The logical ids of the resources.
    pub(super) fn around(&mut self, comment: Span) -> Vec<&'d str> {
        let (template, numbers) = (self.template, &self.template.by_place);
        let resource = |number: &usize| template.resources().get(*number);
        let starts_before =
            |number: &usize| resource(number).is_some_and(|resource| resource.key_place.span().start <= comment.start);
        let before = numbers.get(..numbers.partition_point(starts_before)).unwrap_or_default();
        let Some(found) = before.last().and_then(resource).filter(|found| self.is_in(comment, found)) else {
            return Vec::new();
        };
        let same = before.iter().rev().filter_map(resource).take_while(|one| one.key_place == found.key_place);
        let mut same: Vec<&'d str> = same.map(|resource| resource.logical_id).collect();
        same.reverse();
        same
    }

    fn is_in(&mut self, comment: Span, resource: &Resource<'d>) -> bool {
        let end = self.template.view().place(resource.at).span().end.max(resource.key_place.span().end);
        if comment.start < end {
            return true;
        }
        if self.behind.end != end || self.behind.to > comment.start {
            let column = column(self.source, resource.key_place.span().start);
            self.behind = Behind { end, column, to: end, is_same_line: true, is_next: true };
        }
        let behind = &mut self.behind;
        let Some(more) = self.source.get(behind.to as usize..comment.start as usize) else { return false };
        behind.to = comment.start;
        behind.is_same_line &= !more.contains(['\n', '\r']);
        behind.is_next &= more.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
        behind.is_same_line || behind.is_next && column(self.source, comment.start) > behind.column
    }
}

fn column(source: &str, offset: u32) -> usize {
    let before = source.get(..offset as usize).unwrap_or("");
    before.len() - before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

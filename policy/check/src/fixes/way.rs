//! The way from a resource of a template to the place of a finding: the values on it by their keys. A branch of `Fn::If` stands for
//! what it is a branch of.

use tablewarden_cloudformation::{Step, Template};
use tablewarden_source::Place;
use tablewarden_template::At;

/// A value on the way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop<'d> {
    /// Its key; none for an element of a list.
    pub(super) key: Option<&'d str>,
    pub(super) at: At,
    /// Whether it is a branch of a condition.
    pub(super) is_branch: bool,
}

/// A way through the template as it is written.
#[derive(Debug)]
pub(super) struct Way<'d> {
    /// The logical id of the resource that it starts at; none where it starts at the root.
    pub(super) resource: Option<&'d str>,
    /// The first one is where it starts.
    pub(super) stops: Vec<Stop<'d>>,
    /// Whether it leads through the body of a loop.
    pub(super) is_in_loop: bool,
}

/// The key of a loop.
const LOOP: &str = "Fn::ForEach::";

impl<'d> Way<'d> {
    /// The way to a place; none where that is in no value of the template.
    pub(super) fn to(template: &Template<'d>, place: Place, about: Option<&str>) -> Option<Self> {
        let view = template.view();
        let path = template.path_at(place, about)?;
        let resource = path.logical_id.and_then(|id| template.resource(id));
        let mut at = resource.map_or(view.root()?, |resource| resource.at);
        let is_loop = |step: &Step<'_>| matches!(step, Step::Key(key) if key.starts_with(LOOP));
        let is_in_loop = path.way.iter().any(is_loop) || path.logical_id.is_some_and(|id| id.starts_with(LOOP));
        let mut stops = vec![Stop { key: None, at, is_branch: false }];
        let mut way = path.way.iter().peekable();
        while let Some(step) = way.next() {
            let mut key = None;
            match step {
                Step::Key(name) => {
                    at = view.get(at, name)?;
                    key = Some(*name);
                }
                Step::Element(_, element) => at = *element,
            }
            if let (Some("Fn::If"), Some(Step::Element(1 | 2, branch)), Some(whole)) =
                (key, way.peek(), stops.last_mut())
            {
                (whole.at, whole.is_branch, at) = (*branch, true, *branch);
                way.next();
                continue;
            }
            stops.push(Stop { key, at, is_branch: false });
        }
        Some(Self { resource: resource.map(|resource| resource.logical_id), stops, is_in_loop })
    }

    /// A way that is at its end: the resource itself.
    pub(super) fn of_resource(template: &Template<'d>, id: &str) -> Option<Self> {
        let resource = template.resource(id)?;
        let stop = Stop { key: None, at: resource.at, is_branch: false };
        Some(Self { resource: Some(resource.logical_id), stops: vec![stop], is_in_loop: false })
    }

    /// How many of the stops lead to the innermost value whose path ends like this: keys joined by dots, `*` for an element.
    pub(super) fn up_to(&self, end: &str) -> Option<usize> {
        if end == "resource" {
            return self.resource.map(|_| 1);
        }
        let keys = end.rsplit('.');
        let is_one = |count: &usize| {
            let mut stops = self.stops.iter().take(*count).skip(1).rev();
            keys.clone().all(|key| stops.next().is_some_and(|stop| stop.key.unwrap_or("*") == key))
        };
        (1..=self.stops.len()).rev().find(is_one)
    }

    /// Whether a condition is decided on the way to this many stops.
    pub(super) fn is_conditional(&self, count: usize) -> bool {
        self.stops.iter().take(count).any(|stop| stop.is_branch)
    }
}

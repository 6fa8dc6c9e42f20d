//! Where an offset is in a document: the way from the root to the innermost key or value around it. Takes only what is written
//! there: what came through an alias or a merge stands elsewhere.

use tablewarden_source::Span;
use tablewarden_template::{At, View};

/// One step of the way, out of the collection `of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step<'d> {
    /// The collection.
    pub(crate) of: At,
    /// Which of its values.
    pub(crate) to: To<'d>,
}

/// A value of a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum To<'d> {
    /// That of a key.
    Key(&'d str),
    /// The element of that number, from 0.
    Element(usize),
}

/// Where an offset is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot<'d> {
    /// The way to the value.
    pub(crate) way: Vec<Step<'d>>,
    /// The value; of a key its value.
    pub(crate) at: At,
    /// Where the key is that the offset is in; none where it is in a value.
    pub(crate) key: Option<Span>,
}

/// Finds the innermost key or value around an offset. As deep as the document; an offset at the end of something is in it.
pub(crate) fn spot(view: View<'_>, offset: u32) -> Option<Spot<'_>> {
    Some(spot_below(view, view.root()?, offset))
}

/// The same below a value of the document: the way is that from there.
pub(crate) fn spot_below(view: View<'_>, at: At, offset: u32) -> Spot<'_> {
    let mut spot = Spot { way: Vec::new(), at, key: None };
    while let Some((step, next, key)) = inner(view, spot.at, offset) {
        spot.way.push(step);
        spot.at = next;
        spot.key = key;
        if key.is_some() {
            break;
        }
    }
    spot
}

fn inner<'d>(view: View<'d>, of: At, offset: u32) -> Option<(Step<'d>, At, Option<Span>)> {
    for entry in view.entries(of) {
        let key = entry.key_place.span();
        let to = Step { of, to: To::Key(entry.key) };
        let is_merged = !entry.value.is_inside() && view.tree(of).is_merged(entry.value.node());
        if !is_merged && is_in(key, offset) {
            return Some((to, entry.value, Some(key)));
        }
        if !is_merged && is_around(view, entry.value, offset) {
            return Some((to, entry.value, None));
        }
    }
    let (index, at) = view.items(of).enumerate().find(|(_, at)| is_around(view, *at, offset))?;
    Some((Step { of, to: To::Element(index) }, at, None))
}

fn is_around(view: View<'_>, at: At, offset: u32) -> bool {
    !view.tree(at).is_aliased(at.node()) && is_in(view.span(at), offset)
}

/// Whether an offset is in a span, or at its end.
pub(crate) fn is_in(span: Span, offset: u32) -> bool {
    span.start <= offset && offset <= span.end
}

impl<'d> Spot<'d> {
    /// Where the key or the value is.
    pub(crate) fn span(&self, view: View<'d>) -> Span {
        self.key.unwrap_or_else(|| view.tree(self.at).span(self.at.node()))
    }

    /// The last key of the way, lists and functions left out, and the number of its step.
    pub(crate) fn last_key(&self) -> Option<(usize, &'d str)> {
        self.way.iter().enumerate().rev().find_map(|(index, step)| match step.to {
            To::Key(key) => Some((index, key)),
            To::Element(_) => None,
        })
    }

    /// The collection that holds the properties of the resource that the spot is in, and the type of the resource.
    pub(crate) fn properties(&self, view: View<'d>) -> Option<Properties<'d>> {
        let number = self.way.iter().position(|step| {
            step.to == To::Key("Properties") && view.get(step.of, "Type").is_some_and(|at| view.str(at).is_some())
        })?;
        let is_resource = self.way.first().is_some_and(|step| step.to == To::Key("Resources"));
        let of = self.way.get(number)?.of;
        let type_name = view.str(view.get(of, "Type")?)?;
        is_resource.then_some(Properties { type_name, at: view.get(of, "Properties")?, first: number + 1 })
    }
}

/// The properties of the resource around a spot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Properties<'d> {
    /// The type of the resource.
    pub(crate) type_name: &'d str,
    /// The value of `Properties`.
    pub(crate) at: At,
    /// The number of the first step below it.
    pub(crate) first: usize,
}

//! Where a place of the text is in the template: its path as a JSON pointer, and the resource around it. Found by
//! halving over the resources, then by going down inside one.

use tablewarden_source::{Place, Span};
use tablewarden_template::{At, Entry};

use super::long_rows::{LONG, Row};
use super::resource::Resource;
use super::sections::Template;

/// Where something stands in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path<'d> {
    /// The path as RFC 6901 has it: `/Resources/Orders/Properties/KeySchema/0`. The root is the empty path.
    pub pointer: String,
    /// The resource it is in; none outside resources.
    pub logical_id: Option<&'d str>,
    /// The innermost value that the place is in, or whose key it is in.
    pub at: At,
    /// The way to it: from the resource, or without one from the root.
    pub way: Vec<Step<'d>>,
}

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'d> {
    /// To the value of a key.
    Key(&'d str),
    /// To the element of a list that has this index.
    Element(usize, At),
}

impl<'d> Template<'d> {
    /// Where the place of a value or of a key is. None in another file than the template's, and outside its text. Where
    /// several resources stand at the place, as a loop makes them, it is in `about`.
    #[must_use]
    pub fn path_at(&self, place: Place, about: Option<&str>) -> Option<Path<'d>> {
        let view = self.view();
        let root = view.root()?;
        if place.file() != view.place(root).file() {
            return None;
        }
        // A section of one resource is where the resource is, its logical id included.
        let is_section = self.resources_at().is_some_and(|at| view.place(at) == place);
        let about = about.and_then(|about| self.resource(about)).filter(|about| self.is_in(place, about));
        if let Some(resource) = about.or_else(|| self.resource_at(place)).filter(|_| !is_section) {
            let (pointer, logical_id) = ("/Resources".to_owned(), Some(resource.logical_id));
            let mut path = Path { pointer, logical_id, at: resource.at, way: Vec::new() };
            push(&mut path.pointer, resource.logical_id);
            if !resource.key_place.span().contains(place.span()) {
                self.descend(&mut path, place.span());
            }
            return Some(path);
        }
        let mut path = Path { pointer: String::new(), logical_id: None, at: root, way: Vec::new() };
        self.descend(&mut path, place.span());
        Some(path)
    }

    /// The resource that the place is in, its logical id included.
    #[must_use]
    pub fn resource_at(&self, place: Place) -> Option<&Resource<'d>> {
        let resources = self.resources();
        let after = self.by_place.partition_point(|index| {
            resources.get(*index).is_some_and(|resource| resource.key_place.span().start <= place.span().start)
        });
        let resource = resources.get(*self.by_place.get(after.checked_sub(1)?)?)?;
        self.is_in(place, resource).then_some(resource)
    }

    fn is_in(&self, place: Place, resource: &Resource<'d>) -> bool {
        let end = self.view().place(resource.at).span().end.max(resource.key_place.span().end);
        let whole = Span::new(resource.key_place.span().start, end);
        resource.key_place.file() == place.file() && whole.contains(place.span())
    }

    /// Goes down from where the path is to the innermost value around `span`. As deep as the document.
    fn descend(&self, path: &mut Path<'d>, span: Span) {
        loop {
            let (next, is_inside) = if let Some((entry, is_here)) = self.entry_around(path.at, span) {
                push(&mut path.pointer, entry.key);
                path.way.push(Step::Key(entry.key));
                (entry.value, is_here)
            } else if let Some((index, item)) = self.element_around(path.at, span) {
                push(&mut path.pointer, &index.to_string());
                path.way.push(Step::Element(index, item));
                (item, true)
            } else {
                return;
            };
            path.at = next;
            if !is_inside {
                return;
            }
        }
    }

    /// The first entry of a map whose key or value is around the span, and whether it is the value.
    fn entry_around(&self, map: At, span: Span) -> Option<(Entry<'d>, bool)> {
        let view = self.view();
        let around = |entry: Entry<'d>| {
            // What stands behind a tag is everything but the tag's own value as a whole.
            let is_here = match entry.value.is_inside() {
                true => view.place(map).span() != span && self.covers(entry.value, span),
                false => self.covers(entry.value, span),
            };
            (is_here || entry.key_place.span().contains(span)).then_some((entry, is_here))
        };
        if self.is_short(map) {
            return view.entries(map).find_map(around);
        }
        let whole = |entry: &Entry<'d>| {
            let (key, value) = (entry.key_place.span(), self.own_span(entry.value).unwrap_or(entry.key_place.span()));
            Some(Span::new(key.start.min(value.start), key.end.max(value.end)))
        };
        let mut maps = self.long_rows.maps.borrow_mut();
        let row = maps.or_insert_with(map, || Row::new(view.entries(map), whole));
        row.near(span).find_map(|(_, entry)| around(entry))
    }

    /// The first element of a list that is around the span, and its index.
    fn element_around(&self, list: At, span: Span) -> Option<(usize, At)> {
        let view = self.view();
        let is_around = |(_, item): &(usize, At)| self.covers(*item, span);
        if self.is_short(list) {
            return view.items(list).enumerate().find(is_around);
        }
        let mut lists = self.long_rows.lists.borrow_mut();
        let row = lists.or_insert_with(list, || Row::new(view.items(list), |item| self.own_span(*item)));
        row.near(span).find(is_around)
    }

    /// Whether to walk over a collection is little work. Entries that do not count are rows too.
    fn is_short(&self, of: At) -> bool {
        let tree = self.view().tree(of);
        tree.end(of.node()).0 - of.node().0 < 2 * LONG
    }

    fn covers(&self, at: At, span: Span) -> bool {
        self.own_span(at).is_some_and(|own| own.contains(span))
    }

    /// Where a value is written; none where an alias stands, as what it names is written elsewhere.
    fn own_span(&self, at: At) -> Option<Span> {
        let view = self.view();
        (!view.tree(at).is_aliased(at.node())).then(|| view.place(at).span())
    }
}

fn push(pointer: &mut String, key: &str) {
    pointer.push('/');
    if key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
    } else {
        pointer.push_str(key);
    }
}

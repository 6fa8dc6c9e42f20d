//! Who refers to whom: every `Ref`, `Fn::GetAtt`, `${…}` of `Fn::Sub` and `DependsOn`, with the place of each. A name that a
//! function gives counts where it is known and something in the template has it. Conditions are not looked at: a reference in
//! a branch that is never taken is a reference.

use std::borrow::Cow;

use tablewarden_order::{Map, Set};
use tablewarden_source::{Place, Span};
use tablewarden_template::{At, Entry, NodeId, View};

use super::reference::{Owner, Reference, ReferenceKind, References};
use super::sections::Template;
use crate::condition::When;
use crate::placeholder::{is_variable, templating};
use crate::resolve::{Alternative, Resolved, Token, tokens};

/// In how many ways a computed name is looked for.
const MOST_NAMES: usize = 16;

impl<'d> Template<'d> {
    /// The references in a value of a resource or an output, in the order of the document; `DependsOn` is not among them.
    #[must_use]
    pub fn references_in(&self, at: At) -> &[Reference<'d>] {
        let all = self.all_references();
        let in_order = all.list.get(..all.in_order).unwrap_or_default();
        let end = self.view().main_tree().end(at.node());
        let first = in_order.partition_point(|reference| reference.at.node() < at.node());
        let last = in_order.partition_point(|reference| reference.at.node() < end);
        in_order.get(first..last).unwrap_or_default()
    }

    /// Every function inside of a value, in long and in short form: where it stands, its name and its argument.
    pub fn functions_in<'t>(&'t self, at: At) -> impl Iterator<Item = (At, Entry<'d>)> + use<'t, 'd> {
        let view = self.view();
        let last = if at.is_joined() { at.node() } else { view.main_tree().end(at.node()) };
        let nodes = (at.node().0..last.0).map(|index| At::main(NodeId(index)));
        nodes.filter(move |at| !view.is_plain(*at)).flat_map(move |at| {
            let function = view.intrinsic(at).map(|function| (at, function));
            // Behind a tag a long form can stand.
            let inside = function.map(|(_, function)| function.value).filter(|value| value.is_inside());
            let behind = inside.and_then(|inside| view.intrinsic(inside)).map(|function| (at, function));
            function.into_iter().chain(behind)
        })
    }

    /// The references of the whole template, section by section. Gathered when first asked for.
    #[must_use]
    pub fn references(&self) -> &[Reference<'d>] {
        &self.all_references().list
    }

    /// The references to `name`.
    pub fn references_to<'t>(&'t self, name: &str) -> impl Iterator<Item = &'t Reference<'d>> + use<'t, 'd> {
        let all = self.all_references();
        let indices = all.by_name.get(name).map_or(&[][..], Vec::as_slice);
        indices.iter().filter_map(|index| all.list.get(*index))
    }

    fn all_references(&self) -> &References<'d> {
        self.references.get_or_init(|| {
            let view = self.view();
            let mut list = Vec::new();
            for section in view.root().into_iter().flat_map(|root| view.entries(root)) {
                match section.key {
                    "Metadata" | "Parameters" | "Mappings" | "Description" => {}
                    "Resources" => {
                        for entry in view.entries(section.value) {
                            self.collect(entry.value, Owner::Resource(entry.key), &mut list);
                        }
                    }
                    "Outputs" => {
                        for entry in view.entries(section.value) {
                            self.collect(entry.value, Owner::Output(entry.key), &mut list);
                        }
                    }
                    _ => self.collect(section.value, Owner::Elsewhere, &mut list),
                }
            }
            // A name that another tool fills in is not known here.
            list.retain(|reference| templating(reference.name).is_none());
            let in_order = list.len();
            for resource in self.resources() {
                let Some(depends_on) = view.get(resource.at, "DependsOn") else { continue };
                let items =
                    if view.text(depends_on).is_some() { vec![depends_on] } else { view.items(depends_on).collect() };
                for at in items {
                    let Some(name) = view.text(at).filter(|name| templating(name).is_none()) else { continue };
                    let (kind, owner) = (ReferenceKind::DependsOn, Owner::Resource(resource.logical_id));
                    list.push(Reference {
                        kind,
                        name,
                        inside: None,
                        attribute: None,
                        at,
                        place: view.place(at),
                        owner,
                    });
                }
            }
            let mut by_name: Map<&'d str, Vec<usize>> = Map::new();
            for (index, reference) in list.iter().enumerate() {
                by_name.or_default(reference.name).push(index);
            }
            References { list, in_order, by_name }
        })
    }

    fn collect(&self, at: At, owner: Owner<'d>, list: &mut Vec<Reference<'d>>) {
        let view = self.view();
        if at.is_joined() {
            return;
        }
        for index in at.node().0..view.main_tree().end(at.node()).0 {
            let at = At::main(NodeId(index));
            if view.is_plain(at) {
                continue;
            }
            let Some(function) = view.intrinsic(at) else { continue };
            self.take(function, at, owner, list);
            // Behind a tag a long form can stand: `!Base64 {"Fn::Sub": …}`.
            if function.value.is_inside()
                && let Some(behind) = view.intrinsic(function.value)
            {
                self.take(behind, at, owner, list);
            }
        }
    }

    /// Takes the references that the function at `at` itself makes.
    fn take(&self, function: Entry<'d>, at: At, owner: Owner<'d>, list: &mut Vec<Reference<'d>>) {
        let (view, argument) = (self.view(), function.value);
        match function.key {
            "Ref" => {
                for (name, place) in self.names(argument, argument) {
                    list.push(Reference {
                        kind: ReferenceKind::Ref,
                        name,
                        inside: None,
                        attribute: None,
                        at,
                        place,
                        owner,
                    });
                }
            }
            "Fn::GetAtt" => {
                for (name, attribute, place) in self.get_att(argument) {
                    list.push(Reference {
                        kind: ReferenceKind::GetAtt,
                        name,
                        inside: None,
                        attribute,
                        at,
                        place,
                        owner,
                    });
                }
            }
            "Fn::Sub" => sub(view, at, argument, owner, list),
            _ => {}
        }
    }

    /// The name and the attribute of a `Fn::GetAtt`; several where a function in it depends on conditions.
    fn get_att(&self, argument: At) -> Vec<(&'d str, Option<Cow<'d, str>>, Place)> {
        let view = self.view();
        let whole = view.place(argument);
        if let Some(text) = view.text(argument) {
            let split = text.split_once('.');
            return split.map(|(name, attribute)| (name, Some(Cow::Borrowed(attribute)), whole)).into_iter().collect();
        }
        if view.intrinsic(argument).is_some() {
            let named = |(text, place): (String, Place)| {
                let (name, attribute) = text.split_once('.')?;
                Some((self.known.name(name)?, Some(Cow::Owned(attribute.to_owned())), place))
            };
            return self.computed(argument, argument).into_iter().filter_map(named).collect();
        }
        let mut items = view.items(argument);
        let Some(first) = items.next() else { return Vec::new() };
        // An attribute that is not computed, or in more than one way, is not known here.
        let one = |item: At| match view.text(item) {
            Some(text) => Some(Cow::Borrowed(text)),
            None => <[_; 1]>::try_from(self.computed(item, item)).ok().map(|[(text, _)]| Cow::Owned(text)),
        };
        let rest: Option<Vec<Cow<'d, str>>> = items.map(one).collect();
        let attribute = rest.filter(|rest| !rest.is_empty()).map(|mut rest| match rest.len() {
            1 => rest.swap_remove(0),
            _ => Cow::Owned(rest.join(".")),
        });
        let names = self.names(first, argument).into_iter();
        names.map(|(name, place)| (name, attribute.clone(), place)).collect()
    }

    /// The name at `at`, as it is written or as a function gives it, each with its place.
    fn names(&self, at: At, whole: At) -> Vec<(&'d str, Place)> {
        if let Some(name) = self.view().text(at) {
            return vec![(name, self.view().place(whole))];
        }
        let named = |(text, place): (String, Place)| Some((self.known.name(&text)?, place));
        self.computed(at, whole).into_iter().filter_map(named).collect()
    }

    /// The texts that a function in the place of a name gives, whatever the conditions in it are; those that are known. The
    /// place of one is `whole`, of several their branches.
    fn computed(&self, at: At, whole: At) -> Vec<(String, Place)> {
        let all = self.alternatives(at, When::ALWAYS, MOST_NAMES).unwrap_or_default();
        let whole = (all.len() == 1).then(|| self.view().place(whole));
        let text = |alternative: Alternative<'d>| match alternative.value {
            Resolved::Scalar(scalar) => Some((scalar.text.into_owned(), whole.unwrap_or(scalar.place))),
            _ => None,
        };
        all.into_iter().filter_map(text).collect()
    }
}

fn sub<'d>(view: View<'d>, at: At, argument: At, owner: Owner<'d>, list: &mut Vec<Reference<'d>>) {
    let mut items = view.items(argument);
    let text_at = if view.text(argument).is_some() { Some(argument) } else { items.next() };
    let Some((text_at, text)) = text_at.and_then(|at| Some((at, view.text(at)?))) else { return };
    let local: Set<&str> = items.next().into_iter().flat_map(|map| view.entries(map)).map(|entry| entry.key).collect();
    let whole = view.tree(text_at).place(text_at.node());
    let lead = lead(view, whole, text);
    for token in tokens(text) {
        let Token::Name { name, start, end } = token else { continue };
        if local.contains(name) || is_variable(name) {
            continue;
        }
        let place = lead.and_then(|lead| inside(whole, lead + start, lead + end)).unwrap_or(whole);
        let (name, attribute) = match name.split_once('.') {
            Some((name, attribute)) => (name, Some(Cow::Borrowed(attribute))),
            None => (name, None),
        };
        let inside = text.get(start + 2..end.saturating_sub(1));
        list.push(Reference { kind: ReferenceKind::Sub, name, inside, attribute, at, place, owner });
    }
}

/// How far into a scalar its text begins, where the text stands in the source as it is read.
fn lead(view: View<'_>, whole: Place, text: &str) -> Option<usize> {
    let written = whole.span().of(view.main_tree().source());
    let lead = written.len().checked_sub(text.len())? / 2;
    (written.get(lead..lead + text.len())? == text).then_some(lead)
}

/// The place of `start..end` of what stands at a place.
fn inside(whole: Place, start: usize, end: usize) -> Option<Place> {
    let offset = |at: usize| u32::try_from(at).ok().map(|at| whole.span().start + at);
    Some(Place::new(whole.file(), Span::new(offset(start)?, offset(end)?)))
}

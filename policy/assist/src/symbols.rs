//! What a template consists of: sections, and in them resources, parameters, conditions, mappings and outputs. A table has its key
//! and its indexes.

use tablewarden_source::{Place, Span};
use tablewarden_template::{Entry, Value, View};
use tablewarden_wire::{Symbol, SymbolKind};

use crate::opened::Opened;

/// The sections of the template, in the order of the file.
#[must_use]
pub fn symbols(opened: &Opened<'_, '_>) -> Vec<Symbol> {
    let view = opened.view;
    let section = |section: Entry<'_>| {
        let children = match section.key {
            "Resources" => children(opened, section, &|entry| resource(opened, entry)),
            "Parameters" => children(opened, section, &|entry| {
                named(opened, entry, SymbolKind::Parameter, view.get(entry.value, "Type").and_then(|at| view.text(at)))
            }),
            "Conditions" => children(opened, section, &|entry| named(opened, entry, SymbolKind::Condition, None)),
            "Mappings" => children(opened, section, &|entry| named(opened, entry, SymbolKind::Mapping, None)),
            "Outputs" => children(opened, section, &|entry| named(opened, entry, SymbolKind::Output, None)),
            _ => Vec::new(),
        };
        Symbol { children, ..named(opened, section, SymbolKind::Section, None) }
    };
    let is_map = |root: &_| view.value(*root) == Value::Map;
    view.root().filter(is_map).map_or_else(Vec::new, |root| own(view, view.entries(root)).map(section).collect())
}

/// The entries that are written where they count.
fn own<'d>(view: View<'d>, entries: impl Iterator<Item = Entry<'d>>) -> impl Iterator<Item = Entry<'d>> {
    entries.filter(move |entry| !view.tree(entry.value).is_merged(entry.value.node()) && !entry.key.is_empty())
}

fn children(opened: &Opened<'_, '_>, section: Entry<'_>, symbol: &dyn Fn(Entry<'_>) -> Symbol) -> Vec<Symbol> {
    let view = opened.view;
    if view.tree(section.value).is_aliased(section.value.node()) {
        return Vec::new();
    }
    own(view, view.entries(section.value)).map(symbol).collect()
}

/// An entry as a symbol without children.
fn named(opened: &Opened<'_, '_>, entry: Entry<'_>, kind: SymbolKind, detail: Option<&str>) -> Symbol {
    let key = entry.key_place.span();
    let value = match opened.view.tree(entry.value).is_aliased(entry.value.node()) {
        true => key,
        false => opened.view.span(entry.value),
    };
    symbol(opened, entry.key, kind, detail.map(str::to_owned), (key, Span::new(key.start, value.end.max(key.end))))
}

fn symbol(
    opened: &Opened<'_, '_>,
    name: &str,
    kind: SymbolKind,
    detail: Option<String>,
    (selection, whole): (Span, Span),
) -> Symbol {
    let location = |span| opened.location(opened.place(span));
    let (span, selection) = (location(whole), location(selection));
    Symbol { name: name.to_owned(), kind, detail, span, selection, children: Vec::new() }
}

fn resource(opened: &Opened<'_, '_>, entry: Entry<'_>) -> Symbol {
    let view = opened.view;
    let type_name = view.get(entry.value, "Type").and_then(|at| view.text(at));
    let table = opened.tables.iter().find(|table| table.place == entry.key_place);
    let kind = if table.is_some() { SymbolKind::Table } else { SymbolKind::Resource };
    let whole = named(opened, entry, kind, type_name);
    let inside = |place: Place| whole.span.start_byte <= place.span().start && place.span().end <= whole.span.end_byte;
    let mut children = Vec::new();
    for key in table.into_iter().flat_map(|table| &table.keys) {
        // What is written elsewhere, behind an alias, has no place in here.
        let is_name = key.place.span().contains(key.name_place.span());
        let selection = if is_name { key.name_place } else { key.place };
        if !inside(key.place) {
            continue;
        }
        let spans = (selection.span(), key.place.span());
        let detail = (!key.key.is_empty()).then(|| key.key.clone());
        children.push(match &key.index {
            Some(name) => symbol(opened, name, SymbolKind::Index, detail, spans),
            None => symbol(opened, "Key", SymbolKind::Key, detail, spans),
        });
    }
    tablewarden_order::sort_by_key(&mut children, |child: &Symbol| child.span.start_byte);
    Symbol { children, ..whole }
}

//! What a template consists of: sections, and in them resources, parameters, conditions, mappings and outputs. A table has its key
//! and its indexes.

use tablewarden_draw::Summary;
use tablewarden_source::{Span, quoted};
use tablewarden_template::{At, Entry, Value, View};
use tablewarden_wire::{Symbol, SymbolKind};

use crate::opened::Opened;
use crate::spot::spot_below;

/// The sections of the template, in the order of the file.
#[must_use]
pub fn symbols(opened: &Opened<'_, '_>) -> Vec<Symbol> {
    let view = opened.view;
    let mut tables: Vec<&Summary> = opened.tables.iter().collect();
    tablewarden_order::sort_by_key(&mut tables, |table| table.place);
    let section = |section: Entry<'_>| {
        let children = match section.key {
            "Resources" => children(opened, section, &|entry| resource(opened, &tables, entry)),
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
    Symbol {
        name: quoted(name).into_owned(),
        kind,
        detail: detail.map(|detail| quoted(&detail).into_owned()),
        span,
        selection,
        children: Vec::new(),
    }
}

fn resource(opened: &Opened<'_, '_>, tables: &[&Summary], entry: Entry<'_>) -> Symbol {
    let view = opened.view;
    let type_name = view.get(entry.value, "Type").and_then(|at| view.text(at));
    let table = tables.binary_search_by_key(&entry.key_place, |table| table.place).ok().and_then(|at| tables.get(at));
    let kind = if table.is_some() { SymbolKind::Table } else { SymbolKind::Resource };
    let whole = named(opened, entry, kind, type_name);
    let mut children = Vec::new();
    for key in table.into_iter().flat_map(|table| &table.keys) {
        let spans = match &key.index {
            Some(_) => index(view, entry.value, key.place.span()),
            None => Some(own_key(view, entry)),
        };
        let detail = (!key.key.is_empty()).then(|| key.key.clone());
        let (name, kind) = key.index.as_ref().map_or(("Key", SymbolKind::Key), |name| (name, SymbolKind::Index));
        // What is written elsewhere, behind an alias, has no place in here.
        children.extend(spans.map(|spans| symbol(opened, name, kind, detail, spans)));
    }
    tablewarden_order::sort_by_key(&mut children, |child: &Symbol| child.span.start_byte);
    Symbol { children, ..whole }
}

/// Where the key of a table is written, its name and all of it; where it has none the logical id.
fn own_key(view: View<'_>, resource: Entry<'_>) -> (Span, Span) {
    let properties = view.get(resource.value, "Properties");
    let entry = properties.and_then(|at| view.entry(at, "KeySchema").or_else(|| view.entry(at, "PrimaryKey")));
    let is_here = |entry: &Entry<'_>| !view.tree(entry.value).is_aliased(entry.value.node());
    let own = entry.filter(is_here).map_or(resource.key_place.span(), |entry| entry.key_place.span());
    let end = entry.filter(is_here).map_or(own.end, |entry| view.span(entry.value).end);
    (own, Span::new(own.start, end.max(own.end)))
}

/// Where an index is written whose name is at `name`: the name, and the mapping around it. None outside of the resource.
fn index(view: View<'_>, resource: At, name: Span) -> Option<(Span, Span)> {
    let spot = spot_below(view, resource, name.start);
    let around = spot.way.last().map(|step| view.span(step.of)).filter(|whole| whole.contains(name));
    view.span(resource).contains(name).then(|| (name, around.unwrap_or(name)))
}

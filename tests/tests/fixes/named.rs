//! What fixes name as the parts that they change, and what a file differs in: a difference that no fix names is a fault. Knows the
//! rows of `edits` in the headers of rules, and nothing of the code that carries them out.

use std::collections::HashMap;

use tablewarden_rules::{Change, EditRow, RuleFile, Value};
use tablewarden_styles::Model;
use tablewarden_template::{At, Limits, Reading, Syntax, Value as Kind, View, read};
use tablewarden_wire::FixResponse;

/// The rows of each rule, by its id.
pub(super) struct Rows(HashMap<String, Vec<EditRow>>);

/// Keys from the root of a template; `*` is an element of a list.
type Path = Vec<String>;

/// What one fix may change.
enum Part {
    /// What is at such a key, or below it.
    Key(String),
    /// What is at this place, or below it.
    At(Path),
    /// A new resource of this type.
    Resource(String),
}

impl Rows {
    pub(super) fn of(rules: &[RuleFile]) -> Self {
        Self(rules.iter().map(|rule| (rule.header.id.clone(), rule.header.edits.clone())).collect())
    }

    /// What differs between the file and the fixed one that no fix of the answer names, a line for each.
    pub(super) fn unnamed(&self, before: &str, after: &str, answer: &FixResponse) -> Vec<String> {
        let (old, new) = (model(before), model(after));
        let mut differing = Vec::new();
        differences(&old, &new, &mut Vec::new(), &mut differing);
        let parts = self.parts(before, answer);
        let is_named = |path: &Path| parts.iter().any(|part| part.has(path, (&old, &new)));
        differing.retain(|path| !is_named(path));
        differing.iter().map(|path| format!("no fix names `{}`", path.join("."))).collect()
    }

    fn parts(&self, text: &str, answer: &FixResponse) -> Vec<Part> {
        let document = read(text, Syntax::Auto, Limits::default());
        let view = View::new(&document.tree, Reading::CloudFormation);
        let mut parts = Vec::new();
        for one in &answer.fixed {
            let title = one
                .title
                .rsplit_once(", and ")
                .map_or(one.title.as_str(), |(title, more)| if more.ends_with(" more") { title } else { &one.title });
            let rows = self.0.get(&one.rule).into_iter().flatten();
            for row in rows.filter(|row| is_made_of(title, &row.title)) {
                parts.extend(parts_of(row, title));
                if let (true, Some(root)) = (row.at.is_empty(), view.root()) {
                    let mut way = Path::new();
                    way_to(view, root, one.span.start_byte, &mut way);
                    parts.push(Part::At(way));
                }
            }
        }
        parts
    }
}

impl Part {
    fn has(&self, path: &Path, (old, new): (&Model, &Model)) -> bool {
        let of_type = |of: &Model, id: &str| entry(entry(entry(of, "Resources")?, id)?, "Type").cloned();
        match self {
            Self::Key(key) => path.contains(key),
            Self::At(way) => !way.is_empty() && path.starts_with(way),
            Self::Resource(kind) => match path.as_slice() {
                [resources, id, ..] if resources == "Resources" => {
                    of_type(old, id).is_none() && of_type(new, id) == Some(Model::text(kind))
                }
                _ => false,
            },
        }
    }
}

fn parts_of(row: &EditRow, title: &str) -> Vec<Part> {
    let keys = |path: &str| -> Vec<Part> { path.split('.').map(|key| Part::Key(key.to_owned())).collect() };
    let of_title = || title.split('`').skip(1).step_by(2).flat_map(keys);
    let of_at = || row.at.iter().filter_map(|end| end.rsplit('.').find(|key| *key != "*")).flat_map(keys);
    match &row.change {
        Change::Set(entries) | Change::Append(entries) => entries.iter().flat_map(|(path, _)| keys(path)).collect(),
        Change::Remove(paths) if paths.as_slice() != ["."] => paths.iter().flat_map(|path| keys(path)).collect(),
        Change::Move(_) | Change::Rename(_) => of_title().collect(),
        Change::Replace(_) | Change::Respell(..) | Change::Remove(_) => {
            of_at().filter(|part| !matches!(part, Part::Key(key) if key == "Properties")).collect()
        }
        Change::Add(entries) => {
            let kind = |value: &Value| match value {
                Value::Map(body) => body.iter().find_map(|(key, value)| match value {
                    Value::Text(kind) if key == "Type" => Some(Part::Resource(kind.clone())),
                    _ => None,
                }),
                _ => None,
            };
            entries.iter().filter_map(|(_, value)| kind(value)).collect()
        }
    }
}

/// Whether a title is made of this one, in which names stand in braces.
pub(super) fn is_made_of(title: &str, row: &str) -> bool {
    let mut rest = title;
    let pieces = row.split('{').flat_map(|piece| piece.rsplit('}').next());
    let mut first = true;
    for piece in pieces {
        match rest.find(piece) {
            Some(at) if !first || at == 0 => rest = &rest[at + piece.len()..],
            _ => return false,
        }
        first = false;
    }
    true
}

/// What a text says, functions as the mappings that they are.
pub(super) fn model(text: &str) -> Model {
    let document = read(text, Syntax::Auto, Limits::default());
    let view = View::new(&document.tree, Reading::CloudFormation);
    view.root().map_or(Model::Null, |root| Model::read(view, root))
}

/// The keys that lead to what stands at a byte.
fn way_to(view: View<'_>, at: At, offset: u32, way: &mut Path) {
    let has = |span: tablewarden_source::Span| span.start <= offset && offset < span.end.max(span.start + 1);
    match view.value(at) {
        Kind::Map => {
            let is_it = |at: At| has(view.span(at)) || view.key_place(at).is_some_and(|place| has(place.span()));
            if let Some(next) = view.entries(at).find(|entry| is_it(entry.value)) {
                way.push(next.key.to_owned());
                way_to(view, next.value, offset, way);
            }
        }
        Kind::List => {
            if let Some(next) = view.items(at).find(|item| has(view.span(*item))) {
                way.push("*".to_owned());
                way_to(view, next, offset, way);
            }
        }
        _ => {}
    }
}

/// The paths at which two templates differ, as deep as they lead in both.
fn differences(old: &Model, new: &Model, path: &mut Path, found: &mut Vec<Path>) {
    match (old, new) {
        _ if old == new => {}
        (Model::Null, Model::Map(_)) => differences(&Model::Map(Vec::new()), new, path, found),
        (Model::Map(old), Model::Map(new)) => {
            for (key, value) in old {
                path.push(key.clone());
                match new.iter().find(|(known, _)| known == key) {
                    Some((_, now)) => differences(value, now, path, found),
                    None => found.push(path.clone()),
                }
                path.pop();
            }
            for (key, value) in new.iter().filter(|(key, _)| !old.iter().any(|(known, _)| known == key)) {
                path.push(key.clone());
                match value {
                    Model::Map(entries) if !entries.is_empty() => {
                        differences(&Model::Map(Vec::new()), value, path, found);
                    }
                    _ => found.push(path.clone()),
                }
                path.pop();
            }
        }
        (Model::List(old), Model::List(new)) => {
            path.push("*".to_owned());
            match old.len() == new.len() {
                true => old.iter().zip(new).for_each(|(old, new)| differences(old, new, path, found)),
                false => found.push(path.clone()),
            }
            path.pop();
        }
        _ => found.push(path.clone()),
    }
}

fn entry<'m>(model: &'m Model, key: &str) -> Option<&'m Model> {
    let Model::Map(entries) = model else { return None };
    entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
}

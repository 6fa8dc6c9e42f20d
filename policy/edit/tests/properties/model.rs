//! What a template says, as a value of its own, to be compared.

use tablewarden_edit::Tree;
use tablewarden_template::{At, Value, View};

pub(crate) type Model = Tree<'static>;

/// What stands at a place; functions as the mappings that they are.
pub(crate) fn read(view: View<'_>, at: At) -> Model {
    match view.value(at) {
        Value::Null => Tree::Null,
        Value::Bool(value) => Tree::Bool(value),
        Value::Int(_) | Value::Float(_) => Tree::Number(view.text(at).unwrap_or("").to_owned().into()),
        Value::Str(text) => Tree::text(text.to_owned()),
        Value::List => Tree::List(view.items(at).map(|item| read(view, item)).collect()),
        Value::Map => Tree::map(view.entries(at).map(|entry| (entry.key.to_owned(), read(view, entry.value)))),
    }
}

/// The same with the keys of every mapping sorted, and functions as the mappings that they are.
pub(crate) fn sorted(model: &Model) -> Model {
    match model {
        Tree::List(items) => Tree::List(items.iter().map(sorted).collect()),
        Tree::Map(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            Tree::Map(entries)
        }
        Tree::Function(name, argument) => Tree::Map(vec![(name.clone(), sorted(argument))]),
        other => other.clone(),
    }
}

/// A step of a way down: the key or the index of what is next.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

pub(crate) fn at<'m>(model: &'m mut Model, way: &[Step]) -> Option<&'m mut Model> {
    let Some((step, rest)) = way.split_first() else { return Some(model) };
    let next = match (model, step) {
        (Tree::Map(entries), Step::Key(key)) => {
            entries.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
        }
        (Tree::List(items), Step::Index(index)) => items.get_mut(*index),
        _ => None,
    };
    at(next?, rest)
}

/// The same way in a template.
pub(crate) fn place(view: View<'_>, way: &[Step]) -> Option<At> {
    way.iter().try_fold(view.root()?, |at, step| match step {
        Step::Key(key) => view.get(at, key),
        Step::Index(index) => view.items(at).nth(*index),
    })
}

//! A way down into a template: in its model, and in the template.

use tablewarden_styles::Model;
use tablewarden_template::{At, View};

/// A step of a way down: the key or the index of what is next.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

pub(crate) fn at<'m>(model: &'m mut Model, way: &[Step]) -> Option<&'m mut Model> {
    let Some((step, rest)) = way.split_first() else { return Some(model) };
    let next = match (model, step) {
        (Model::Map(entries), Step::Key(key)) => {
            entries.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
        }
        (Model::List(items), Step::Index(index)) => items.get_mut(*index),
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

//! A value of a template as one that is to be written elsewhere. Without its comments.

use tablewarden_edit::Tree;
use tablewarden_template::{At, Value, View};

/// The value. As deep as the document, which is capped.
pub(super) fn copied<'d>(view: View<'d>, at: At) -> Tree<'d> {
    if let Some(function) = view.intrinsic(at) {
        return Tree::function(function.key, copied(view, function.value));
    }
    match view.value(at) {
        Value::Null => Tree::Null,
        Value::Bool(value) => Tree::Bool(value),
        Value::Int(_) | Value::Float(_) => Tree::Number(view.text(at).unwrap_or("").into()),
        Value::Str(text) => Tree::text(text),
        Value::List => Tree::List(view.items(at).map(|item| copied(view, item)).collect()),
        Value::Map => Tree::map(view.entries(at).map(|entry| (entry.key, copied(view, entry.value)))),
    }
}

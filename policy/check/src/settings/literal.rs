//! A value of a settings file in, a literal of a rule out: of the kind of the literal that it replaces.

use tablewarden_guard::{Value as Literal, ValueKind};
use tablewarden_source::Span;
use tablewarden_template::{At, Value, View};

/// The value at `at` as a literal of the kind that `like` is; none where it is of another kind.
pub(super) fn literal(view: View<'_>, at: At, like: &ValueKind) -> Option<ValueKind> {
    Some(match (like, view.value(at)) {
        (ValueKind::String(_), Value::Str(text)) => ValueKind::String(text.into()),
        (ValueKind::Int(_), Value::Int(number)) => ValueKind::Int(number),
        (ValueKind::Bool(_), Value::Bool(value)) => ValueKind::Bool(value),
        (ValueKind::List(like), Value::List) => {
            // An empty list is one of texts.
            let text = ValueKind::String("".into());
            let like = like.first().map_or(&text, |first| &first.kind);
            let elements = view.items(at).map(|at| Some(Literal { kind: literal(view, at, like)?, span: Span::at(0) }));
            ValueKind::List(elements.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

/// The kind in words; none where settings cannot give one.
pub(super) fn words(kind: &ValueKind) -> Option<&'static str> {
    Some(match kind {
        ValueKind::String(_) => "text",
        ValueKind::Int(_) => "a whole number",
        ValueKind::Bool(_) => "true or false",
        ValueKind::List(elements) => match elements.first().map(|first| &first.kind) {
            None | Some(ValueKind::String(_)) => "a list of texts",
            Some(ValueKind::Int(_)) => "a list of whole numbers",
            Some(_) => return None,
        },
        _ => return None,
    })
}

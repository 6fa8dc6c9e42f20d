//! A value that is to be written, without saying how. Made by whoever wants an edit, or from what stands in a template.

use std::borrow::Cow;

use tablewarden_template::{At, Value, View};

/// A value that is to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree<'t> {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is to be written.
    Number(Cow<'t, str>),
    /// Text, whatever it looks like: it is quoted where it has to be.
    Text(Cow<'t, str>),
    /// Values one after another.
    List(Vec<Self>),
    /// Keys and values.
    Map(Vec<(Cow<'t, str>, Self)>),
    /// An intrinsic function by its long name, `Ref` or `Fn::GetAtt`, and its argument: with a short tag where the template writes
    /// it so.
    Function(Cow<'t, str>, Box<Self>),
}

impl<'t> Tree<'t> {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<Cow<'t, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A mapping of these entries.
    #[must_use]
    pub fn map<K: Into<Cow<'t, str>>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A function and its argument.
    #[must_use]
    pub fn function(name: impl Into<Cow<'t, str>>, argument: Self) -> Self {
        Self::Function(name.into(), Box::new(argument))
    }

    /// This value below a row of keys, each in a mapping of its own.
    pub(crate) fn below(self, keys: &[&'t str]) -> Self {
        keys.iter().rev().fold(self, |value, key| Self::Map(vec![(Cow::Borrowed(*key), value)]))
    }

    /// What stands in a template. As deep as the document, which is capped.
    #[must_use]
    pub fn read(view: View<'t>, at: At) -> Self {
        if let Some(function) = view.intrinsic(at) {
            return Self::function(function.key, Self::read(view, function.value));
        }
        match view.value(at) {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Int(_) | Value::Float(_) => Self::Number(Cow::Borrowed(view.text(at).unwrap_or(""))),
            Value::Str(text) => Self::text(text),
            Value::List => Self::List(view.items(at).map(|item| Self::read(view, item)).collect()),
            Value::Map => Self::map(view.entries(at).map(|entry| (entry.key, Self::read(view, entry.value)))),
        }
    }

    /// Puts a value at the end of a row of keys into entries of a mapping; what is missing on the way is made. Whether it has a
    /// place there: nothing is put over what is there.
    pub(crate) fn put(entries: &mut Vec<(Cow<'t, str>, Self)>, keys: &[&'t str], value: Self) -> bool {
        let Some((key, rest)) = keys.split_first() else { return false };
        match entries.iter_mut().find(|(known, _)| known == key) {
            Some((_, Self::Map(inner))) if !rest.is_empty() => Self::put(inner, rest, value),
            Some(_) => false,
            None => {
                entries.push((Cow::Borrowed(*key), value.below(rest)));
                true
            }
        }
    }

    /// Whether a template has this value already.
    pub(crate) fn is_at(&self, view: View<'_>, at: At) -> bool {
        match (self, view.value(at)) {
            (Self::Null, Value::Null) => true,
            (Self::Bool(new), Value::Bool(old)) => *new == old,
            (Self::Number(new), Value::Int(_) | Value::Float(_)) => view.text(at) == Some(new),
            (Self::Text(new), Value::Str(old)) => new == old,
            (Self::List(new), Value::List) => {
                new.len() == view.len(at) && new.iter().zip(view.items(at)).all(|(new, old)| new.is_at(view, old))
            }
            (Self::Map(new), Value::Map) => {
                new.len() == view.len(at)
                    && new.iter().all(|(key, new)| view.get(at, key).is_some_and(|old| new.is_at(view, old)))
            }
            (Self::Function(name, new), Value::Map) => {
                view.intrinsic(at).is_some_and(|old| old.key == *name && new.is_at(view, old.value))
            }
            _ => false,
        }
    }
}

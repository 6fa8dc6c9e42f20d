//! What a template says, as a value of its own, to be changed, written and compared.

use tablewarden_template::{At, Tag, Value, View};

/// What stands in a template, without saying how it is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Model {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// Text, whatever it looks like.
    Text(String),
    /// Values one after another.
    List(Vec<Model>),
    /// Keys and values.
    Map(Vec<(String, Model)>),
    /// A function by its long name, and its argument.
    Function(String, Box<Model>),
}

impl Model {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A mapping of these entries.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A function and its argument.
    pub fn function(name: impl Into<String>, argument: Self) -> Self {
        Self::Function(name.into(), Box::new(argument))
    }

    /// What stands at a place; functions as the mappings that they are.
    #[must_use]
    pub fn read(view: View<'_>, at: At) -> Self {
        match view.value(at) {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Int(_) | Value::Float(_) => Self::Number(view.text(at).unwrap_or("").to_owned()),
            Value::Str(text) => Self::text(text),
            Value::List => Self::List(view.items(at).map(|item| Self::read(view, item)).collect()),
            Value::Map => Self::map(view.entries(at).map(|entry| (entry.key, Self::read(view, entry.value)))),
        }
    }

    /// The same with mappings that are functions as functions, so that they may be written with short tags.
    #[must_use]
    pub fn with_functions(self) -> Self {
        match self {
            Self::List(items) => Self::List(items.into_iter().map(Self::with_functions).collect()),
            Self::Map(entries) => {
                let mut entries: Vec<_> =
                    entries.into_iter().map(|(key, value)| (key, value.with_functions())).collect();
                let has_tag = |key: &str| {
                    let short = ["!", key.trim_start_matches("Fn::")].concat();
                    Tag::parse(&short).function() == Some(key)
                };
                match entries.as_slice() {
                    [(key, _)] if has_tag(key) => {
                        let (key, value) = entries.remove(0);
                        Self::function(key, value)
                    }
                    _ => Self::Map(entries),
                }
            }
            other => other,
        }
    }

    /// The same with the keys of every mapping sorted, and functions as the mappings that they are.
    #[must_use]
    pub fn sorted(&self) -> Self {
        match self {
            Self::List(items) => Self::List(items.iter().map(Self::sorted).collect()),
            Self::Map(entries) => {
                let mut entries: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), value.sorted())).collect();
                entries.sort_by(|one, other| one.0.cmp(&other.0));
                Self::Map(entries)
            }
            Self::Function(name, argument) => Self::Map(vec![(name.clone(), argument.sorted())]),
            other => other.clone(),
        }
    }
}

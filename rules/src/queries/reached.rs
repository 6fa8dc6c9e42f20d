//! Where a query has come to, and one step further. Knows the table of facts; never the rest of a document.

use tablewarden_facts::{Position, ROOT_KEY};
use tablewarden_guard::ValueKind;

/// What stands where a query has come to.
#[derive(Debug, Clone)]
pub(super) enum Reached<'f> {
    /// The document with the facts in it.
    Document,
    /// A part of the facts, and its path.
    Fact(String, Position),
    /// A literal of the rule file.
    Literal(&'f ValueKind),
    /// Something of which nothing is known here.
    NotFollowed,
}

/// A step by a key.
#[derive(Debug)]
pub(super) enum Step<'f> {
    To(Reached<'f>),
    /// There is no such key; why, in words.
    Nowhere(String),
}

impl<'f> Reached<'f> {
    /// The value of a key.
    pub(super) fn below(&self, key: &str) -> Step<'f> {
        let (path, position) = match self {
            Self::Document if key == ROOT_KEY => return Step::To(Self::Fact(ROOT_KEY.to_owned(), Position::root())),
            Self::Document | Self::Literal(_) | Self::NotFollowed => return Step::To(Self::NotFollowed),
            Self::Fact(path, position) => (path, *position),
        };
        match position.below(key) {
            Ok(below) => Step::To(Self::Fact(format!("{path}.{key}"), below)),
            Err(_) if position.element().is_some() => {
                Step::Nowhere(format!("`{path}` is a list and has no key `{key}`: walk it with a filter"))
            }
            Err(unknown) => Step::Nowhere(format!("there is no fact `{path}.{key}`{}", meant(key, &unknown.known))),
        }
    }

    /// The value at the end of keys that are joined by dots; none where there is no such fact.
    pub(super) fn find(&self, name: &str) -> Option<Self> {
        let step = |place: Self, key: &str| match place.below(key) {
            Step::To(place) => Some(place),
            Step::Nowhere(_) => None,
        };
        name.split('.').try_fold(self.clone(), step)
    }

    /// An element, where this is a list.
    pub(super) fn element(&self) -> Option<Self> {
        match self {
            Self::Fact(path, position) => position.element().map(|element| Self::Fact(format!("{path}[]"), element)),
            _ => None,
        }
    }

    /// The keys that it has.
    pub(super) fn keys(&self) -> Vec<&'static str> {
        match self {
            Self::Fact(_, Position::Map(group)) => group.rows.iter().map(|row| row.key).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a message can have it: everything but a map, and a list of maps.
    pub(super) fn has_text(&self) -> bool {
        !matches!(self, Self::Document | Self::Fact(_, Position::Map(_) | Position::List(_)))
    }

    /// The texts of a literal.
    pub(super) fn texts(&self) -> Vec<&'f str> {
        match self {
            Self::Literal(value) => texts(value),
            _ => Vec::new(),
        }
    }
}

/// The known word that was probably meant, or all of them, as the end of a sentence.
pub(super) fn meant(word: &str, known: &[&str]) -> String {
    let distance = |other: &str| strsim::damerau_levenshtein(&word.to_lowercase(), &other.to_lowercase());
    let nearest = known.iter().map(|other| (distance(other), other)).min();
    match nearest {
        Some((distance, nearest)) if distance <= word.len().div_ceil(3) => format!(": did you mean `{nearest}`?"),
        Some(_) => format!("; there are `{}`", known.join("`, `")),
        None => String::new(),
    }
}

/// The texts of a literal: itself or, of a list, its elements.
fn texts(value: &ValueKind) -> Vec<&str> {
    match value {
        ValueKind::String(text) => vec![text],
        ValueKind::List(list) => list.iter().flat_map(|value| texts(&value.kind)).collect(),
        _ => Vec::new(),
    }
}

//! Reads a value of a facts document that is written already. Takes a value and a key, gives what is below it; an unknown
//! value gives nothing.

use tablewarden_source::Place;
use tablewarden_template::{At, NodeId, View};

/// A value of a facts tree.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WrittenFact<'f> {
    view: View<'f>,
    at: At,
}

/// A value that is known, or known to be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'f> {
    Known(&'f str),
    Absent,
}

impl<'f> Value<'f> {
    pub(crate) fn known(self) -> Option<&'f str> {
        match self {
            Self::Known(text) => Some(text),
            Self::Absent => None,
        }
    }
}

impl<'f> WrittenFact<'f> {
    pub(crate) fn new(view: View<'f>, at: At) -> Self {
        Self { view, at }
    }

    pub(crate) fn get(self, key: &str) -> Option<Self> {
        self.view.get(self.at, key).map(|at| Self { at, ..self })
    }

    /// The elements of a list.
    pub(crate) fn elements(self) -> impl Iterator<Item = Self> + use<'f> {
        self.view.items(self.at).map(move |at| Self { at, ..self })
    }

    /// The elements of the list under a key.
    pub(crate) fn items(self, key: &str) -> impl Iterator<Item = Self> + use<'f> {
        self.get(key).into_iter().flat_map(Self::elements)
    }

    /// A scalar as it is written.
    pub(crate) fn plain(self) -> Option<&'f str> {
        self.view.text(self.at)
    }

    /// The scalar under a key.
    pub(crate) fn text(self, key: &str) -> Option<&'f str> {
        self.get(key).and_then(Self::plain)
    }

    /// What a value that may be unknown says; none where it is unknown.
    pub(crate) fn value(self) -> Option<Value<'f>> {
        match self.text("Is")? {
            "known" => self.text("Value").map(Value::Known),
            "absent" => Some(Value::Absent),
            _ => None,
        }
    }

    pub(crate) fn place(self) -> Place {
        self.view.place(self.at)
    }

    pub(crate) fn node(self) -> NodeId {
        self.at.node()
    }
}

//! The facts document as a picture reads it: lists, texts, and values that may be unknown. What is not there is empty.

use tablewarden_template::{At, Items, NodeId, View};

/// The facts of a template.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'d> {
    view: View<'d>,
    root: At,
}

/// A value that may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact<'d> {
    Known(&'d str),
    Unknown,
    Absent,
}

impl<'d> Fact<'d> {
    /// Whether the value is this one.
    pub(crate) fn is(self, text: &str) -> bool {
        self == Fact::Known(text)
    }

    /// The value, or nothing.
    pub(crate) fn known(self) -> Option<&'d str> {
        match self {
            Fact::Known(text) => Some(text),
            Fact::Unknown | Fact::Absent => None,
        }
    }
}

impl<'d> Facts<'d> {
    /// The facts that stand at `root` of `view`.
    pub(crate) fn new(view: View<'d>, root: At) -> Self {
        Self { view, root }
    }

    pub(crate) fn view(self) -> View<'d> {
        self.view
    }

    /// The elements of a list of the document.
    pub(crate) fn all(self, list: &str) -> Items<'d> {
        self.list(self.root, list)
    }

    /// What stands under a key; the map itself where nothing does.
    pub(crate) fn at(self, of: At, key: &str) -> At {
        self.view.get(of, key).unwrap_or(of)
    }

    /// The elements of a list; none where there is no list.
    pub(crate) fn list(self, of: At, key: &str) -> Items<'d> {
        self.view.items(self.at(of, key))
    }

    /// A text; empty where there is none.
    pub(crate) fn text(self, of: At, key: &str) -> &'d str {
        self.view.get(of, key).and_then(|at| self.view.text(at)).unwrap_or("")
    }

    /// The texts of a list.
    pub(crate) fn texts(self, of: At, key: &str) -> impl Iterator<Item = &'d str> {
        self.list(of, key).filter_map(move |at| self.view.text(at))
    }

    /// A value that may be unknown.
    pub(crate) fn fact(self, of: At, key: &str) -> Fact<'d> {
        let Some(at) = self.view.get(of, key) else { return Fact::Absent };
        match self.text(at, "Is") {
            "known" => Fact::Known(self.text(at, "Value")),
            "unknown" => Fact::Unknown,
            _ => Fact::Absent,
        }
    }

    /// The nodes of a value: its own and one past its last.
    pub(crate) fn nodes(self, at: At) -> (NodeId, NodeId) {
        (at.node(), self.view.tree(at).end(at.node()))
    }
}

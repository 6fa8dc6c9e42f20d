//! A template as it is written: its nodes, what they are in, and how they are written. Writes no edits.

use std::cell::OnceCell;

use tablewarden_template::{At, Kind, NodeId, Style, Syntax, Tree as Table, Value, View};

use crate::refused::Refused;
use crate::text::lines::Laid;

/// What takes a property away.
const NO_VALUE: &str = "AWS::NoValue";

/// Writes edits of one template, which is as the file is written: without what loops make.
#[derive(Debug)]
pub struct Writer<'d> {
    pub(crate) view: View<'d>,
    pub(crate) syntax: Syntax,
    pub(crate) text: Laid<'d>,
    /// The collection that each node is in; the root's is itself.
    parents: Vec<NodeId>,
    has_tags: OnceCell<bool>,
}

impl<'d> Writer<'d> {
    /// The writer of the template under `view`, whose reading is CloudFormation's. Goes over it once.
    #[must_use]
    pub fn new(view: View<'d>, syntax: Syntax) -> Self {
        let table = view.main_tree();
        let mut parents = Vec::with_capacity(table.len());
        let mut open: Vec<NodeId> = Vec::new();
        for id in (0..u32::try_from(table.len()).unwrap_or(u32::MAX)).map(NodeId) {
            while open.last().is_some_and(|last| table.end(*last) <= id) {
                open.pop();
            }
            parents.push(open.last().copied().unwrap_or(id));
            if table.kind(id) != Kind::Scalar {
                open.push(id);
            }
        }
        Self { view, syntax, text: Laid::new(table.source()), parents, has_tags: OnceCell::new() }
    }

    pub(crate) fn table(&self) -> &'d Table<'d> {
        self.view.main_tree()
    }

    pub(crate) fn is_json(&self) -> bool {
        self.syntax == Syntax::Json
    }

    /// The collection that a node is in; none for the root.
    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.parents.get(id.index()).copied().filter(|parent| *parent != id)
    }

    /// A node and the collections around it, from the inside.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    /// Nodes that may show a habit, from the nearest on: what stands before, then what stands behind.
    pub(crate) fn examples(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        const MOST: usize = 200;
        let length = u32::try_from(self.parents.len()).unwrap_or(u32::MAX);
        let last = self.table().end(id).0.min(length);
        (0..last).rev().take(MOST).chain((last..length).take(MOST)).map(NodeId)
    }

    /// Whether what stands in a collection, or a scalar, is written in brackets.
    pub(crate) fn is_flow(&self, id: NodeId) -> bool {
        let style =
            self.ancestors(id).find(|id| self.table().kind(*id) != Kind::Scalar).map(|id| self.table().style(id));
        self.is_json() || style == Some(Style::Flow)
    }

    /// Whether nothing stands there, or what takes a property away: it gives way to what is put there.
    #[must_use]
    pub fn is_nothing(&self, at: At) -> bool {
        let is_no_value = || {
            let function = self.view.intrinsic(at);
            function.is_some_and(|one| one.key == "Ref" && self.view.text(one.value) == Some(NO_VALUE))
        };
        self.view.value(at) == Value::Null || is_no_value()
    }

    /// Whether functions are written with short tags: where there is any, and where there is no function at all.
    pub(crate) fn has_tags(&self) -> bool {
        *self.has_tags.get_or_init(|| {
            let (table, mut nodes) =
                (self.table(), (0..self.parents.len()).filter_map(|id| u32::try_from(id).ok()).map(NodeId));
            let is_long = |id: NodeId| table.key_of(id).is_some_and(|key| is_function(table.text(key)));
            let first = nodes.find_map(|id| match table.tag(id) {
                Some((tag, _)) if tag.function().is_some() => Some(true),
                _ => is_long(id).then_some(false),
            });
            first.unwrap_or(true)
        })
    }

    pub(crate) fn refused<T>(&self, at: At, message: impl Into<String>) -> Result<T, Refused> {
        Err(Refused::at(self.view.place(at), message))
    }
}

fn is_function(key: &str) -> bool {
    key == "Ref" || key.starts_with("Fn::")
}

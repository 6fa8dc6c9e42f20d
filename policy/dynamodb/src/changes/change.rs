//! One change of a table between two templates, and the pair of facts that it is read from. Decides nothing.

use tablewarden_cloudformation::Template;
use tablewarden_source::Place;
use tablewarden_template::NodeId;

use crate::changes::written_fact::{Value, WrittenFact};
use crate::facts::document::Facts;

/// The earlier template and its facts.
#[derive(Debug, Clone, Copy)]
pub struct Before<'b, 'o> {
    /// The template.
    pub template: &'b Template<'o>,
    /// Its facts.
    pub facts: &'b Facts<'o>,
}

/// One change.
pub(crate) struct Change {
    pub(crate) kind: &'static str,
    pub(crate) logical_id: String,
    /// Whose it is, for people: "table `Orders`".
    pub(crate) what: String,
    /// What of it changes, for people.
    pub(crate) subject: String,
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) number: usize,
    pub(crate) place: Place,
    /// Where it stands in the earlier template.
    pub(crate) was: Option<Place>,
    /// The node of the facts whose variant it holds in.
    pub(crate) node: Option<NodeId>,
}

impl Change {
    /// A change of the thing that `new` says; what it was is said by `old`.
    pub(crate) fn of(
        kind: &'static str,
        table: &Pair<'_, '_>,
        subject: String,
        old: WrittenFact<'_>,
        new: WrittenFact<'_>,
    ) -> Self {
        Self {
            kind,
            logical_id: table.logical_id.to_owned(),
            what: table.new.text("What").map_or_else(|| format!("table `{}`", table.logical_id), str::to_owned),
            subject,
            old: old.words(),
            new: new.words(),
            number: 0,
            place: new.place(),
            was: Some(old.place()),
            node: Some(new.node()),
        }
    }
}

/// A table, or one variant of a group of its facts, as it was and as it is.
pub(crate) struct Pair<'n, 'o> {
    pub(crate) logical_id: &'n str,
    pub(crate) old: WrittenFact<'o>,
    pub(crate) new: WrittenFact<'n>,
}

impl<'n, 'o> Pair<'n, 'o> {
    /// The variants of a group that belong together: those under the same conditions, or under all where the group had
    /// one only. Others are not compared.
    pub(crate) fn variants(&self, group: &str) -> Vec<Self> {
        let old: Vec<WrittenFact<'o>> = self.old.items(group).collect();
        let pair = |new: WrittenFact<'n>| {
            let when = new.text("When");
            let same = old.iter().find(|old| old.text("When") == when);
            let old = same.or_else(|| old.first().filter(|_| old.len() == 1))?;
            Some(Self { logical_id: self.logical_id, old: *old, new })
        };
        self.new.items(group).filter_map(pair).collect()
    }

    /// Both values of a key, where both are known or absent.
    pub(crate) fn both(&self, key: &str) -> Option<(WrittenFact<'o>, WrittenFact<'n>, Value<'o>, Value<'n>)> {
        let (old, new) = (self.old.get(key)?, self.new.get(key)?);
        Some((old, new, old.value()?, new.value()?))
    }
}

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
    /// The replica or the index that it is about, where it is one.
    pub(crate) part: Option<String>,
    /// What of it changes, for people.
    pub(crate) subject: String,
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) number: usize,
    /// What becomes of the table as it was, where it does not stay.
    pub(crate) fate: Fate,
    pub(crate) place: Place,
    /// Where it stands in the earlier template.
    pub(crate) was: Option<Place>,
    /// The node of the facts whose variant it holds in.
    pub(crate) node: Option<NodeId>,
}

impl Change {
    /// A change of the thing that `new` says; what it was is said by `old`. `table` is the table, or what of it the change is
    /// about, as it was and as it is.
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
            what: table.new.text("What").map_or_else(|| ["table `", table.logical_id, "`"].concat(), str::to_owned),
            part: table.new.text("Part").map(str::to_owned),
            subject,
            old: old.words(),
            new: new.words(),
            number: 0,
            fate: Fate::Stays,
            place: new.place(),
            was: Some(old.place()),
            node: Some(new.node()),
        }
    }
}

/// What becomes of a table that is replaced or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is neither.
    Stays,
    /// The new one would have its name, which CloudFormation refuses.
    Collides,
    /// A policy keeps it outside of the stack.
    Kept,
    /// Deletion protection keeps it.
    Protected,
    Deleted,
    Unknown,
}

impl Fate {
    /// Its name in the facts.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Stays => "stays",
            Self::Collides => "collides",
            Self::Kept => "kept",
            Self::Protected => "protected",
            Self::Deleted => "deleted",
            Self::Unknown => "unknown",
        }
    }

    /// Of a table that a policy does not keep: the protection that it had decides.
    pub(crate) fn of_unkept(table: WrittenFact<'_>) -> Self {
        let is_on = |copy: WrittenFact<'_>| Some(copy.get("Enabled")?.value()? == Value::Known("true"));
        let copies: Vec<Option<bool>> =
            table.items("Protection").flat_map(|variant| variant.items("Copies")).map(is_on).collect();
        match () {
            () if copies.contains(&Some(false)) => Self::Deleted,
            () if copies.is_empty() || copies.contains(&None) => Self::Unknown,
            () => Self::Protected,
        }
    }

    /// Of a table that is replaced.
    pub(crate) fn of_replaced(table: &Pair<'_, '_>) -> Self {
        let name = |side: WrittenFact<'_>| side.get("Name").and_then(|name| name.value()?.known().map(str::to_owned));
        let policies = |side: WrittenFact<'_>| -> Vec<Option<bool>> {
            let policy =
                |variant: WrittenFact<'_>| Some(variant.get("ReplacePolicy")?.value()?.known() == Some("Retain"));
            side.items("Protection").map(policy).collect()
        };
        let [was, is] = [policies(table.old), policies(table.new)];
        let all = |wanted| !was.is_empty() && was.iter().chain(&is).all(|policy| *policy == wanted);
        match () {
            () if name(table.old).is_some_and(|old| name(table.new) == Some(old)) => Self::Collides,
            () if all(Some(true)) => Self::Kept,
            () if all(Some(false)) => Self::of_unkept(table.old),
            () if Self::of_unkept(table.old) == Self::Protected => Self::Protected,
            () => Self::Unknown,
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

    /// The elements of a list that are about the same, such as each replica.
    pub(crate) fn pairs(&self, list: &str) -> Vec<Self> {
        let pair = |new: WrittenFact<'n>| {
            let is_same = |old: &WrittenFact<'o>| ["What", "Of"].iter().all(|key| old.text(key) == new.text(key));
            let old = self.old.items(list).find(is_same)?;
            Some(Self { logical_id: self.logical_id, old, new })
        };
        self.new.items(list).filter_map(pair).collect()
    }

    /// Both values of a key, where both are known or absent.
    pub(crate) fn both(&self, key: &str) -> Option<(WrittenFact<'o>, WrittenFact<'n>, Value<'o>, Value<'n>)> {
        let (old, new) = (self.old.get(key)?, self.new.get(key)?);
        Some((old, new, old.value()?, new.value()?))
    }
}

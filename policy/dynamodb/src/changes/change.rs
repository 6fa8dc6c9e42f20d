//! One change of a table between two versions of a template. Decides nothing.

use tablewarden_cloudformation::{Template, When};
use tablewarden_source::Place;

use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};
use crate::facts::document::{Facts, Side};

/// The earlier template and its facts.
#[derive(Debug, Clone, Copy)]
pub struct Before<'b, 'o> {
    /// The template.
    pub template: &'b Template<'o>,
    /// Its facts.
    pub facts: &'b Facts<'o>,
}

impl<'b, 'o> Before<'b, 'o> {
    pub(crate) fn side(&self) -> Side<'b, 'o> {
        Side {
            template: self.template,
            tree: &self.facts.tree,
            variants: &self.facts.variants,
            written: &self.facts.written,
        }
    }
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
    /// When it happens.
    pub(crate) when: When,
    /// When the table is there.
    pub(crate) given: When,
}

impl Change {
    /// A change of the thing that `new` says; what it was is said by `old`. `table` is the table, or what of it the change is
    /// about, as it was and as it is.
    pub(crate) fn of<'c>(
        kind: &'static str,
        table: &Pair<'c, '_, '_>,
        subject: String,
        old: WrittenFact<'c>,
        new: WrittenFact<'c>,
    ) -> Self {
        Self {
            kind,
            logical_id: table.logical_id.to_owned(),
            what: table.new.text("What").map_or_else(|| table.words(), str::to_owned),
            part: table.new.text("Part").map(str::to_owned),
            subject,
            old: table.words_before(old),
            new: table.words_now(new),
            number: 0,
            fate: Fate::Stays,
            place: new.place(),
            was: Some(old.place()),
            when: table.when,
            given: table.given,
        }
    }
}

impl Change {
    /// Whether both are the same for people but for what changes.
    pub(crate) fn is_of_one_cause(&self, other: &Self) -> bool {
        self.kind == other.kind && self.what == other.what && self.when == other.when && self.subject != other.subject
    }

    /// Something else changes in the same way.
    pub(crate) fn add(&mut self, subject: &str) {
        self.subject = [&self.subject.replace(" and ", ", "), " and ", subject].concat();
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
    pub(crate) fn of_replaced(table: &Pair<'_, '_, '_>) -> Self {
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

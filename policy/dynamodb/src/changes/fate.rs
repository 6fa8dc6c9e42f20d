//! What becomes of a table that is replaced or removed, by its name, the policies of both templates and the protection that it
//! had, under the conditions of the change. Never says that this is bad.

use tablewarden_cloudformation::When;

use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};

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

    /// Of a table that no policy keeps: the protection that it had decides. `protection` are the variants of it that matter.
    pub(crate) fn of_unkept<'c>(protection: impl Iterator<Item = WrittenFact<'c>>) -> Self {
        let is_on = |copy: WrittenFact<'_>| Some(copy.get("Enabled")?.value()? == Value::Known("true"));
        let copies: Vec<Option<bool>> = protection.flat_map(|variant| variant.items("Copies")).map(is_on).collect();
        match () {
            () if copies.contains(&Some(false)) => Self::Deleted,
            () if copies.is_empty() || copies.contains(&None) => Self::Unknown,
            () => Self::Protected,
        }
    }

    /// Of a table that is replaced under `when`.
    pub(crate) fn of_replaced(table: &Pair<'_, '_, '_>, when: When) -> Self {
        let conditions = table.versions.new.template.conditions();
        let matters = |pair: &Pair<'_, '_, '_>| when.is_unknown() || conditions.meets(pair.when, when);
        let names: Vec<bool> = table
            .variants("Naming")
            .iter()
            .filter(|pair| matters(pair))
            .map(|pair| pair.is_same("TableName"))
            .collect();
        if !names.is_empty() && names.iter().all(|is_same| *is_same) {
            return Self::Collides;
        }
        let protection: Vec<_> = table.variants("Protection").into_iter().filter(|pair| matters(pair)).collect();
        let retains = |side: WrittenFact<'_>| Some(side.get("ReplacePolicy")?.value()?.known() == Some("Retain"));
        let policies: Vec<Option<bool>> =
            protection.iter().flat_map(|pair| [retains(pair.old), retains(pair.new)]).collect();
        let all = |wanted| !policies.is_empty() && policies.iter().all(|policy| *policy == wanted);
        let unkept = Self::of_unkept(protection.iter().map(|pair| pair.old));
        match () {
            () if all(Some(true)) => Self::Kept,
            () if all(Some(false)) || unkept == Self::Protected => unkept,
            () => Self::Unknown,
        }
    }
}

//! A failure in, the fixes that its rule proposes for it out, with the facts that they name. Where they would be written is not asked
//! yet: few failures become findings that are reported.

use tablewarden_edit::Tree;
use tablewarden_engine::Failure;
use tablewarden_guard::placeholders;
use tablewarden_source::Place;
use tablewarden_template::{Value as Kind, View};

use super::row::{Change, Entries, FixRow, Value};

/// What fits a failure.
#[derive(Debug, Clone)]
pub(crate) struct Proposal {
    /// Where the failure is.
    pub(crate) place: Place,
    /// Of these the first whose target is around the place is the fix.
    pub(crate) fits: Vec<Fit>,
}

/// A row that fits a failure.
#[derive(Debug, Clone)]
pub(crate) struct Fit {
    pub(crate) row: &'static FixRow,
    /// The facts that the row names.
    pub(crate) names: Vec<(&'static str, Tree<'static>)>,
}

/// The placeholder that is no fact: the text of the value at the place.
pub(super) const OF_PLACE: &str = "value";

/// The rows that fit a failure of the rule.
pub(crate) fn proposal(rows: &'static [FixRow], rule: &str, failure: &Failure<'_>, joined: View<'_>) -> Proposal {
    let own = rows.iter().filter(|row| row.rule.is_empty() || row.rule == rule);
    Proposal { place: failure.place, fits: own.filter_map(|row| fit(row, failure, joined)).collect() }
}

fn fit(row: &'static FixRow, failure: &Failure<'_>, joined: View<'_>) -> Option<Fit> {
    let is_one =
        |(name, texts): &(&str, &[&str])| word(failure, name, joined).is_some_and(|word| texts.contains(&word));
    if !row.when.iter().all(is_one) {
        return None;
    }
    let mut names = Vec::new();
    for name in names_of(row).into_iter().filter(|name| *name != OF_PLACE) {
        if !names.iter().any(|(known, _)| *known == name) {
            names.push((name, known(failure, name, joined)?));
        }
    }
    Some(Fit { row, names })
}

/// The text of a fact; of one that may be unknown whether it is, where it has no value.
fn word<'v>(failure: &Failure<'_>, name: &str, joined: View<'v>) -> Option<&'v str> {
    let at = failure.named(joined, name)?;
    let inner = joined.get(at, "Value").or_else(|| joined.get(at, "Is")).unwrap_or(at);
    joined.text(inner)
}

/// The value of a fact that is known and says something.
fn known(failure: &Failure<'_>, name: &str, joined: View<'_>) -> Option<Tree<'static>> {
    let at = failure.named(joined, name)?;
    let at = if joined.value(at) == Kind::Map { joined.get(at, "Value")? } else { at };
    let text = joined.text(at).filter(|text| !text.is_empty())?;
    Some(match joined.value(at) {
        Kind::Bool(value) => Tree::Bool(value),
        Kind::Int(_) | Kind::Float(_) => Tree::Number(text.to_owned().into()),
        _ => Tree::Text(text.to_owned().into()),
    })
}

/// The names that must be known for a row.
pub(super) fn names_of(row: &'static FixRow) -> Vec<&'static str> {
    let mut names: Vec<&str> = row.needs.to_vec();
    let mut texts = vec![row.title, row.resource];
    match &row.change {
        Change::Set(entries) | Change::Append(entries) | Change::Add(entries) => of_entries(entries, &mut texts),
        Change::Replace(value) => of_value(value, &mut texts),
        Change::Remove(paths) => texts.extend(*paths),
        Change::Respell(word, other) => texts.extend([*word, *other]),
        Change::Rename(text) | Change::Move(text) => texts.push(text),
    }
    names.extend(texts.into_iter().flat_map(placeholders));
    names
}

fn of_entries(entries: Entries, texts: &mut Vec<&'static str>) {
    for (key, value) in entries {
        texts.push(key);
        of_value(value, texts);
    }
}

fn of_value(value: &'static Value, texts: &mut Vec<&'static str>) {
    match value {
        Value::Text(text) => texts.push(text),
        Value::Number(_) | Value::Bool(_) => {}
        Value::List(list) => list.iter().for_each(|value| of_value(value, texts)),
        Value::Map(entries) => of_entries(entries, texts),
        Value::Function(_, argument) => of_value(argument, texts),
    }
}

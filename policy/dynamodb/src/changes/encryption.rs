//! Compares the key that encrypts each copy of a table before and after: one that gives way to a lesser one, to another, or
//! that leaves the template. Never says what that does.

use tablewarden_cloudformation::{Template, When};

use crate::changes::change::Change;
use crate::changes::pair::Pair;
use crate::changes::setting::keeps;
use crate::changes::written_fact::{Value, WrittenFact};
use crate::resource::types;

/// What is other of the keys of a table.
pub(crate) fn changed(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    let start = changes.len();
    removed(table, changes);
    let is_removed = changes.len() > start;
    for copy in table.variants("Attached").iter().flat_map(|variant| variant.pairs(&["Copies"])) {
        if let Some((old, new, was)) = lowered(&copy) {
            let is = copy.new.get("Tier").and_then(|tier| tier.value()?.known());
            let change = Change::of("lowered", &copy, "the encryption key".to_owned(), old, new);
            changes.push(Change { old: was.to_owned(), new: words(is).to_owned(), ..change });
        } else if let Some((old, new)) = copy.different("Key").filter(|_| !is_removed)
            && are_other(&copy, old, new)
        {
            changes.push(Change::of("key-changed", &copy, String::new(), old, new));
        }
    }
}

/// Both keys, and what the old one was for people, where the new one is a lesser one.
fn lowered<'c>(copy: &Pair<'c, '_, '_>) -> Option<(WrittenFact<'c>, WrittenFact<'c>, &'static str)> {
    let (old, new) = (copy.old.get("Tier")?, copy.new.get("Tier")?);
    if let Some((.., was, is)) = copy.both("Tier") {
        return (was.known() > is.known()).then(|| (old, new, words(was.known())));
    }
    // A key that is not known is one, and is gone.
    let (_, key) = copy.different("Key").filter(|_| old.value().is_none() && new.value().is_some())?;
    (key.value() == Some(Value::Absent)).then_some((old, new, "the key in `KMSMasterKeyId`"))
}

/// The kind of key, for people.
fn words(tier: Option<&str>) -> &'static str {
    match tier {
        Some("2") => "a customer managed key",
        Some("1") => "an AWS managed key",
        _ => "an AWS owned key",
    }
}

/// Whether two keys that are written in different ways are two keys: an alias and the key behind it may be one.
fn are_other(copy: &Pair<'_, '_, '_>, old: WrittenFact<'_>, new: WrittenFact<'_>) -> bool {
    let (Some(Value::Known(old)), Some(Value::Known(new))) = (old.value(), new.value()) else { return false };
    let is_key = |template: &Template<'_>, name: &str| {
        template.resource(name).is_some_and(|resource| resource.type_name == Some(types::KMS_KEY))
    };
    let are_keys = [is_key(copy.versions.old.template, old), is_key(copy.versions.new.template, new)];
    let id = |text: &str| text.rsplit_once("key/").map_or_else(|| text.to_owned(), |(_, id)| id.to_owned());
    let is_id = |text: &str| !text.contains("alias/") && text.contains('-');
    match are_keys {
        [true, true] => true,
        [false, false] => is_id(old) && is_id(new) && id(old) != id(new),
        _ => false,
    }
}

/// Keys of the earlier template that a table used, that are gone, and that nothing retains.
fn removed(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    let versions = table.versions;
    let (template, conditions) = (versions.new.template, versions.new.template.conditions());
    for key in versions.old_keys.get(table.logical_id).into_iter().flatten() {
        let policy = key.get("DeletionPolicy").and_then(WrittenFact::value);
        let (Some(id), Some(policy)) = (key.text("LogicalId"), policy) else { continue };
        let is = template.resource(id).map_or(When::NEVER, |resource| resource.when);
        let left = conditions.and(conditions.and(versions.was(key.node()), table.given), conditions.not(is));
        if keeps(policy) || template.may_have_more_resources() || left.is_never() || left.is_unknown() {
            continue;
        }
        let change = Change::of("key-removed", table, String::new(), *key, table.new);
        changes.push(Change { old: ["`", id, "`"].concat(), when: left, ..change });
    }
}

//! Holds the names in the fixes of a header against the facts around the clauses of its rules: gives what no failure would have, and
//! texts that a fact never has. Does not ask whether a fix can be written.

use tablewarden_facts::{Position, Value};

use super::reached::{Reached, meant};
use super::site::Site;
use crate::edits::EditRow;
use crate::wrong::Wrong;

/// What every failure has, beside its facts: the text of the value that it is at.
const OF_PLACE: &str = "value";

/// What is wrong with these fixes, each at its title.
pub(super) fn problems<'p>(
    edits: &'p [EditRow],
    sites: &'p [Site<'_>],
    text: &'p str,
) -> impl Iterator<Item = Wrong> + 'p {
    edits.iter().filter_map(move |edit| {
        let what = problem(edit, sites)?;
        Some(Wrong::at(text, &format!("#   - title: {}", edit.title), format!("edits: {what}")))
    })
}

fn problem(edit: &EditRow, sites: &[Site<'_>]) -> Option<String> {
    let of_rule: Vec<&Site<'_>> = sites.iter().filter(|site| edit.rule.is_empty() || site.rule == edit.rule).collect();
    if of_rule.is_empty() {
        return Some(format!("no rule `{}` with a message is in the file", edit.rule));
    }
    let names = edit.placeholders().into_iter().filter(|name| *name != OF_PLACE);
    let names: Vec<&str> = names.chain(edit.when.iter().map(|(name, _)| name.as_str())).collect();
    let has = |site: &Site<'_>, name: &str| named(site, name).is_some();
    if !of_rule.iter().any(|site| names.iter().all(|name| has(site, name))) {
        let lost = names.iter().find(|name| !of_rule.iter().any(|site| has(site, name)));
        let known: Vec<&str> = of_rule.iter().flat_map(|site| site.blocks.iter().flat_map(Reached::keys)).collect();
        return Some(match lost {
            Some(name) => format!("no block around a clause has `{name}`{}", meant(name, &known)),
            None => format!("no clause has `{}` all around it", names.join("`, `")),
        });
    }
    // Each text must be one of some clause's fact.
    edit.when.iter().find_map(|(name, texts)| {
        let facts = || of_rule.iter().filter_map(|site| named(site, name));
        texts
            .iter()
            .find(|text| !facts().any(|fact| may_be(&fact, text)))
            .map(|text| format!("`{name}` is never `{text}`"))
    })
}

/// What has this name in the innermost block that has one.
fn named<'f>(site: &Site<'f>, name: &str) -> Option<Reached<'f>> {
    let blocks = site.blocks.iter().rev().filter(|block| !matches!(block, Reached::Document));
    blocks.filter_map(|block| block.find(name)).find(Reached::has_text)
}

fn may_be(fact: &Reached<'_>, text: &str) -> bool {
    let of_value = |value: &Value| match value {
        Value::OneOf(texts) => texts.contains(&text),
        Value::Bool => matches!(text, "true" | "false"),
        _ => true,
    };
    match fact {
        Reached::Fact(_, Position::Scalar(value)) => of_value(value),
        Reached::Fact(_, Position::MayBeUnknown(value)) => matches!(text, "unknown" | "absent") || of_value(value),
        _ => true,
    }
}

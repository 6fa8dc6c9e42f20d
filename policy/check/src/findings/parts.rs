//! Findings that say the same of several parts of one table, its indexes or its replicas, into one with several places. The
//! first part in the file has the finding, the others are named in its message.

use tablewarden_order::{Map, Set};
use tablewarden_wire::Severity;

use super::raw_finding::RawFinding;

/// How many other parts a message names.
const MOST_NAMED: usize = 8;

/// What findings that become one have in common: the clause, the table, severity, condition, and the message without the
/// part's name.
type Same<'r> = (&'r str, u32, Option<String>, Severity, Option<String>, String);

/// Makes one finding of those that differ only in the part that they are about.
#[inline(never)]
pub(crate) fn join_parts(mut found: Vec<RawFinding<'_>>) -> Vec<RawFinding<'_>> {
    if found.iter().filter(|one| one.part.is_some()).take(2).count() < 2 {
        return found;
    }
    tablewarden_order::sort_by_key(&mut found, |one| one.place);
    let mut firsts: Map<Same<'_>, usize> = Map::new();
    let mut named: Set<(usize, String)> = Set::new();
    let mut joined: Vec<(RawFinding<'_>, Vec<String>)> = Vec::with_capacity(found.len());
    for one in found {
        let next = joined.len();
        let first = same(&one).map_or(next, |same| *firsts.or_insert_with(same, || next));
        // Parts of one name are told apart by their places alone.
        let is_new = one.part.as_ref().is_some_and(|part| named.insert((first, part.name.clone())));
        match (joined.get_mut(first), one.part) {
            (Some((first, names)), Some(part)) if is_new => {
                let name = quoted(&part.name);
                first.related.push((one.place, ["The same holds for ", &name, "."].concat()));
                first.proposals.extend(one.proposals);
                names.push(name);
            }
            (_, part) => joined.push((RawFinding { part, ..one }, Vec::new())),
        }
    }
    joined.iter_mut().for_each(|(finding, names)| add_names(&mut finding.message, names));
    joined.into_iter().map(|(finding, _)| finding).collect()
}

fn same<'r>(one: &RawFinding<'r>) -> Option<Same<'r>> {
    let part = one.part.as_ref()?;
    let RawFinding { rule, about, severity, condition, message, .. } = one;
    // At the start of a message its first letter is another one.
    let what = part.what.get(1..).filter(|what| !what.is_empty());
    let message = what.map_or_else(|| message.clone(), |what| message.replace(what, ""));
    let message = message.replace(&quoted(&part.name), "");
    Some((rule.id, part.clause, about.clone(), *severity, condition.clone(), message))
}

/// The name of a part as messages write it; of an index in a replica both names are told apart.
fn quoted(name: &str) -> String {
    ["`", &name.replace(" in ", "` in `"), "`"].concat()
}

fn add_names(message: &mut String, names: &[String]) {
    for (index, name) in names.iter().enumerate().take(MOST_NAMED) {
        message.push_str(match index {
            0 => " The same holds for ",
            _ if index + 1 == names.len() => " and ",
            _ => ", ",
        });
        message.push_str(name);
    }
    if names.len() > MOST_NAMED {
        message.push_str(&format!(" and {} more", names.len() - MOST_NAMED));
    }
    message.push_str(if names.is_empty() { "" } else { "." });
}

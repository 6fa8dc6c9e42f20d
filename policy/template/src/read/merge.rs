//! Resolves merge keys: a table in which maps have `<<` entries in, one without them out. Called only where a text has
//! any. An explicit key wins wherever it stands; of several merged maps the first that has a key.

use tablewarden_order::Map;
use tablewarden_source::Span;

use crate::tree::node::{DAMAGED, MERGED, TAGGED};
use crate::tree::tag::TagEntry;
use crate::{Kind, NodeId, Style, Tree};

/// The key that merges.
pub(crate) const KEY: &str = "<<";

enum Step {
    /// Copy the subtree; whether it came through a merge.
    Copy(NodeId, bool),
    /// The collection at this row of the new table ends here.
    Close(usize),
}

struct Entry {
    key: NodeId,
    value: NodeId,
    merged: bool,
}

/// Gives the tree with its merges made, and the places of `<<` values that are no maps.
pub(crate) fn resolve(old: Tree<'_>) -> (Tree<'_>, Vec<Span>) {
    let mut new = Tree { text: old.text, nodes: Vec::with_capacity(old.nodes.len()), ..Tree::default() };
    let mut wrong = Vec::new();
    let mut steps: Vec<Step> = old.root().map(|root| Step::Copy(root, false)).into_iter().collect();
    while let Some(step) = steps.pop() {
        match step {
            Step::Close(at) => {
                let next = to_u32(new.nodes.len());
                if let Some(node) = new.nodes.get_mut(at) {
                    node.link = next;
                }
            }
            Step::Copy(id, merged) => {
                let at = new.nodes.len();
                let mut node = *old.node(id);
                let mut size = old.size(id, &node);
                node.head |= if merged { MERGED } else { 0 };
                if node.has(TAGGED)
                    && let Some((tag, span)) = old.tag(id)
                {
                    new.tags.push(TagEntry { node: NodeId(to_u32(at)), tag, span });
                }
                if node.kind() != Kind::Scalar {
                    steps.push(Step::Close(at));
                }
                let first = steps.len();
                match node.kind() {
                    Kind::Scalar => {}
                    Kind::List => steps.extend(old.children(id).map(|child| Step::Copy(child, false))),
                    Kind::Map => {
                        let before = wrong.len();
                        let entries = entries(&old, id, &mut wrong);
                        size = to_u32(entries.len());
                        node.head |= if wrong.len() > before { DAMAGED } else { 0 };
                        for entry in entries {
                            steps.push(Step::Copy(entry.key, entry.merged));
                            steps.push(Step::Copy(entry.value, entry.merged));
                        }
                    }
                }
                if let Some(steps) = steps.get_mut(first..) {
                    steps.reverse();
                }
                new.push_row(node, size, old.file(id));
            }
        }
    }
    new.buffer = old.buffer;
    new.vocabulary = old.vocabulary;
    new.kept = old.kept;
    (new, wrong)
}

/// The entries of a map: its own, then the merged ones.
fn entries(tree: &Tree<'_>, map: NodeId, wrong: &mut Vec<Span>) -> Vec<Entry> {
    let own = pairs(tree, map);
    if !own.iter().any(|(key, _)| is_merge(tree, *key)) {
        return own.into_iter().map(|(key, value)| Entry { key, value, merged: false }).collect();
    }
    let mut found: Vec<Entry> = Vec::new();
    // For each key's text: which map it came from, 0 being the map itself, and where it stands in `found`.
    let mut seen: Map<&str, (usize, usize)> = Map::new();
    let mut number = 0;
    // What is still to be merged, the next one last; whether it may be a list.
    let mut sources = vec![(map, false)];
    while let Some((source, may_be_list)) = sources.pop() {
        match tree.kind(source) {
            Kind::Map => {}
            Kind::List if may_be_list => {
                let first = sources.len();
                sources.extend(tree.children(source).map(|child| (child, false)));
                if let Some(sources) = sources.get_mut(first..) {
                    sources.reverse();
                }
                continue;
            }
            Kind::List | Kind::Scalar => {
                // A damaged one was said already: its alias is unknown, say.
                if !tree.is_damaged(source) {
                    wrong.push(tree.span(source));
                }
                continue;
            }
        }
        let first = sources.len();
        for (key, value) in pairs(tree, source) {
            if is_merge(tree, key) {
                sources.push((value, true));
                continue;
            }
            let entry = Entry { key, value, merged: number > 0 };
            match seen.get(tree.text(key)) {
                Some((from, at)) if *from == number && number > 0 => {
                    // Twice in one merged map: the last value counts.
                    if let Some(place) = found.get_mut(*at) {
                        *place = entry;
                    }
                }
                Some(_) if number > 0 => {}
                _ => {
                    seen.insert(tree.text(key), (number, found.len()));
                    found.push(entry);
                }
            }
        }
        if let Some(sources) = sources.get_mut(first..) {
            sources.reverse();
        }
        number += 1;
    }
    found
}

fn pairs(tree: &Tree<'_>, map: NodeId) -> Vec<(NodeId, NodeId)> {
    tree.children(map).step_by(2).map(|key| (key, tree.end(key))).collect()
}

fn is_merge(tree: &Tree<'_>, key: NodeId) -> bool {
    tree.style(key) == Style::Plain && tree.text(key) == KEY && tree.tag(key).is_none()
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_source::Gravity;

    use crate::{At, Limits, Reading, Syntax, View, read};

    fn flat(view: View<'_>, at: At) -> String {
        let entries: Vec<_> = view
            .entries(at)
            .map(|entry| {
                let merged = if view.tree(at).is_merged(entry.value.node()) { "*" } else { "" };
                let value = view.text(entry.value).map_or_else(|| flat(view, entry.value), str::to_owned);
                format!("{}{merged}={value}", entry.key)
            })
            .collect();
        format!("{{{}}}", entries.join(" "))
    }

    /// What the map at `key` is with its merges made.
    fn merged(text: &str, key: &str) -> String {
        let document = read(text, Syntax::Yaml, Limits::default());
        let view = View::new(&document.tree, Reading::CloudFormation);
        flat(view, view.get(view.root().unwrap(), key).unwrap())
    }

    #[test]
    fn explicit_keys_win_wherever_they_stand() {
        let text = "b: &b {x: 1, y: 2, z: 3}\nm:\n  x: own\n  <<: *b\n  z: own\n";
        assert_eq!(merged(text, "m"), "{x=own z=own y*=2}");
    }

    #[test]
    fn of_several_maps_the_first_wins() {
        let text = "a: &a {x: a, y: a}\nb: &b {x: b, z: b}\nm: {<<: [*a, *b], w: 1}\n";
        assert_eq!(merged(text, "m"), "{w=1 x*=a y*=a z*=b}");
    }

    #[test]
    fn merges_nest_and_may_be_written_in_place() {
        let text = "a: &a {x: a}\nb: &b {<<: *a, y: b}\nm:\n  <<: *b\n  n: {<<: {p: 1}, q: 2}\n";
        assert_eq!(merged(text, "m"), "{n={q=2 p*=1} y*=b x*=a}");
    }

    #[test]
    fn a_quoted_key_merges_nothing() {
        assert_eq!(merged("m: {\"<<\": {x: 1}}", "m"), "{<<={x=1}}");
    }

    #[test]
    fn what_is_no_map_is_said() {
        let document = read("m: {<<: 5, x: 1}", Syntax::Yaml, Limits::default());
        let error = document.problems.iter().find(|problem| problem.gravity == Gravity::Incomplete).unwrap();
        assert_eq!(error.span.of("m: {<<: 5, x: 1}"), "5");
        assert_eq!(merged("m: {<<: 5, x: 1}", "m"), "{x=1}");
        let view = View::new(&document.tree, Reading::CloudFormation);
        assert!(view.is_damaged(view.get(view.root().unwrap(), "m").unwrap()));
    }

    #[test]
    fn aliases_and_merge_keys_are_noted() {
        let text = "a: &a {x: 1}\nm: {<<: *a}";
        let document = read(text, Syntax::Yaml, Limits::default());
        let noted: Vec<_> = document.aliases.iter().map(|span| span.of(text)).collect();
        assert_eq!((noted, document.problems), (vec!["<<", "*a"], Vec::new()));
    }
}

//! Finds the keys that a map has twice, and marks the entries that do not count: the last value does.

use tablewarden_source::Span;

use crate::tree::node::{ALIASED, COOKED, SHADOWED};
use crate::tree::vocabulary::{SLOTS, number_of};
use crate::{Kind, NodeId, Tree};

/// The later key's span and the first one's, for each key that stands again, in the order of the file. What came
/// through an alias is marked, and not said again.
pub(crate) fn mark(tree: &mut Tree<'_>) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let mut shadowed = Vec::new();
    let mut keys = Vec::new();
    // For each number of a key, the map that had it last.
    let mut last = vec![NodeId(u32::MAX); SLOTS];
    let ids = (0..u32::try_from(tree.nodes.len()).unwrap_or(u32::MAX)).map(NodeId);
    for id in ids {
        if tree.kind(id) != Kind::Map || tree.count(id) < 2 {
            continue;
        }
        keys.clear();
        keys.extend(tree.children(id).step_by(2));
        if keys.iter().all(|key| is_new(tree, *key, id, &mut last)) {
            continue;
        }
        let first = shadowed.len();
        compare(tree, &mut keys, &mut shadowed, &mut found);
        let lost = u32::try_from(shadowed.len() - first).unwrap_or(u32::MAX);
        if lost > 0 {
            tree.set_size(id, tree.count(id).saturating_sub(lost));
        }
    }
    for key in shadowed {
        let value = tree.end(key);
        for id in [key, value] {
            if let Some(node) = tree.nodes.get_mut(id.index()) {
                node.head |= SHADOWED;
            }
        }
    }
    tablewarden_order::sort(&mut found);
    found
}

/// Whether the key has a number that no earlier key of the map has.
fn is_new(tree: &Tree<'_>, key: NodeId, map: NodeId, last: &mut [NodeId]) -> bool {
    let node = tree.node(key);
    let number = if node.has(COOKED) { None } else { number_of(node.link) };
    let place = number.and_then(|number| last.get_mut(number));
    place.is_some_and(|place| std::mem::replace(place, map) != map)
}

type Found = Vec<(Span, Span)>;

/// The keys of one map by their texts, those with one text together.
fn compare(tree: &Tree<'_>, keys: &mut [NodeId], shadowed: &mut Vec<NodeId>, found: &mut Found) {
    tablewarden_order::sort_by(keys, |a, b| tree.text(*a).cmp(tree.text(*b)).then(a.cmp(b)));
    for same in keys.chunk_by(|a, b| tree.text(*a) == tree.text(*b)) {
        let [first, later @ ..] = same else { continue };
        later.iter().for_each(|key| say(tree, *key, *first, found));
        shadowed.extend(same.iter().take(later.len()));
    }
}

fn say(tree: &Tree<'_>, later: NodeId, first: NodeId, found: &mut Found) {
    if !tree.node(later).has(ALIASED) || !tree.node(first).has(ALIASED) {
        found.push((tree.span(later), tree.span(first)));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fmt::Write;

    use crate::{Limits, Reading, Syntax, Value, View, read};

    #[test]
    fn the_last_value_counts_in_small_and_large_maps() {
        for fillers in [0, 100] {
            let mut text = "a: 1\nb: 2\na: 3\n".to_owned();
            for filler in 0..fillers {
                writeln!(text, "f{filler}: x").unwrap();
            }
            text.push_str("a: 4\n");
            let document = read(&text, Syntax::Yaml, Limits::default());
            let spans: Vec<_> = document.duplicates.iter().map(|(b, a)| (b.start, a.start)).collect();
            let last = u32::try_from(text.len()).unwrap() - 5;
            assert_eq!(spans, [(10, 0), (last, 0)]);
            let view = View::new(&document.tree, Reading::CloudFormation);
            let root = view.root().unwrap();
            assert_eq!(view.value(view.get(root, "a").unwrap()), Value::Int(4));
            assert_eq!(view.len(root), 2 + fillers);
            assert_eq!(view.entries(root).count(), 2 + fillers);
        }
    }

    #[test]
    fn maps_with_the_same_keys_are_no_duplicates_and_each_is_looked_at_by_itself() {
        let text = r#"{"x": {"a": 1, "b": 2}, "y": {"b": 1, "a": 2, "b": 3}, "z": {"a": {"a": 1}, "\u0061": 2}}"#;
        let document = read(text, Syntax::Json, Limits::default());
        let texts: Vec<_> = document.duplicates.iter().map(|(later, first)| (later.of(text), first.of(text))).collect();
        assert_eq!(texts, [("\"b\"", "\"b\""), ("\"\\u0061\"", "\"a\"")]);
        let view = View::new(&document.tree, Reading::CloudFormation);
        let root = view.root().unwrap();
        let value = |path: &[&str]| view.find(root, path).map(|at| view.value(at));
        assert_eq!([value(&["y", "b"]), value(&["z", "a"])], [Some(Value::Int(3)), Some(Value::Int(2))]);
        assert_eq!(value(&["x", "b"]), Some(Value::Int(2)));
    }

    #[test]
    fn forty_thousand_keys_are_read_at_once() {
        let mut text = String::from("{");
        for key in 0..40_000 {
            write!(text, "\"key{key}\":{key},").unwrap();
        }
        text.push_str("\"key7\":0}");
        let document = read(&text, Syntax::Auto, Limits::default());
        assert_eq!(document.duplicates.len(), 1);
        assert_eq!(document.problems, []);
    }
}

//! Finds short tags and `Fn::…` keys that are no function, and writes them as problems. Never looks into `Metadata`, whose keys are
//! free, nor at keys where a macro may give them a meaning.

use tablewarden_cloudformation::{FUNCTIONS, When, is_function};
use tablewarden_source::Place;
use tablewarden_template::{NodeId, Tag};

use crate::facts::writer::Writer;
use crate::problems::problem::Problem;
use crate::problems::suggestions::{meant, write_or};

/// How many are listed.
const MOST_FUNCTIONS: usize = 20;

/// Tags that tools put something in place of before the template is deployed, by their start.
const OF_OTHER_TOOLS: [&str; 4] = ["!Rain::", "!Include", "!include", "!file"];

/// Writes them, in the order of the document. `is_rewritten`: a macro runs before.
pub(crate) fn write(writer: &mut Writer<'_, '_>, is_rewritten: bool) {
    let view = writer.template.view();
    let tree = view.main_tree();
    let mut found: Vec<(NodeId, Place, &str, &str)> = Vec::new();
    for section in view.root().into_iter().flat_map(|root| view.entries(root)) {
        let logical_ids: Vec<_> = match section.key {
            "Resources" => view.entries(section.value).map(|entry| (entry.key, entry.value)).collect(),
            _ => vec![("", section.value)],
        };
        let has_keys = !is_rewritten && !matches!(section.key, "Metadata" | "Description" | "Transform");
        for (logical_id, at) in logical_ids {
            let metadata = view.get(at, "Metadata").filter(|_| !logical_id.is_empty());
            let metadata = metadata.map_or(0..0, |at| at.node().0..tree.end(at.node()).0);
            for node in (at.node().0..tree.end(at.node()).0).map(NodeId) {
                if let Some((Tag::Other, span)) = tree.tag(node) {
                    let place = Place::new(tree.file(node), span);
                    found.push((node, place, span.of(tree.source()), logical_id));
                }
                let key = tree.key_of(node).filter(|_| has_keys && !metadata.contains(&node.0));
                if let Some(key) = key.filter(|key| looks_like_one(tree.text(*key)) && !is_function(tree.text(*key))) {
                    found.push((node, tree.place(key), tree.text(key), logical_id));
                }
            }
        }
    }
    let mut last = None;
    for (_, place, written, logical_id) in found.into_iter().take(MOST_FUNCTIONS) {
        // Copies of a loop stand at one place.
        if last.replace(place) == Some(place) {
            continue;
        }
        let resource = writer.template.resource(logical_id);
        let (short, long) = (written.starts_with('!'), written.trim_start_matches('!'));
        let names: Vec<&str> = FUNCTIONS.iter().map(|name| name.trim_start_matches("Fn::")).collect();
        let near = meant(
            long.get(3..).filter(|_| looks_like_one(long)).map_or(long, |name| name.trim_start_matches(':')),
            &names,
        )
        .map(|name| match (short, name) {
            (true, name) => ["!", name].concat(),
            (false, "Ref" | "Condition") => name.to_owned(),
            (false, name) => ["Fn::", name].concat(),
        });
        let problem = Problem {
            kind: "unknown-function",
            is_certain: !OF_OTHER_TOOLS.iter().any(|start| written.starts_with(start)),
            logical_id,
            type_name: resource.and_then(|resource| resource.type_name).unwrap_or(""),
            property: written,
            meant: near.as_deref().unwrap_or_default(),
            suggestion: &write_or(
                near.as_deref(),
                "Use a function that CloudFormation has, or write the value itself.".to_owned(),
            ),
            ..Problem::default()
        };
        problem.write_always(writer, place, resource.map_or(When::ALWAYS, |resource| resource.when));
    }
}

/// Whether the key is meant to be a function: `Fn::Subb`, `fn::sub`, `Fn:Sub`.
fn looks_like_one(key: &str) -> bool {
    key.as_bytes().get(..3).is_some_and(|start| start.eq_ignore_ascii_case(b"fn:"))
}

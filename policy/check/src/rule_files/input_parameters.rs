//! Input parameters: documents whose keys are added to the root of the template, so that rules can ask for them. A key that
//! is there already, or a document that is no map, is refused with its place.

use tablewarden_order::Set;
use tablewarden_source::{FileId, Place, Span};
use tablewarden_template::{Kind, Limits, NodeId, Syntax, Tree, TreeBuilder, read};

use crate::request::Files;

/// What is wrong with one of the documents: where, and what.
pub(crate) type Refused = (Place, String);

/// The template with the keys of the documents behind its own. The nodes of a document are of its file.
///
/// # Errors
/// The first thing that keeps them from being added.
pub(crate) fn merged<'d>(
    template: &Tree<'d>,
    files: &Files<'_>,
    documents: &[FileId],
    limits: Limits,
) -> Result<Tree<'d>, Refused> {
    let root = NodeId(0);
    let mut builder = TreeBuilder::new(template.source(), limits.nodes);
    let mut keys: Set<String> = Set::new();
    builder.open(Kind::Map, template.style(root), template.place(root));
    if template.kind(root) == Kind::Map {
        for (key, value) in entries(template, root) {
            keys.insert(template.text(key).to_owned());
            builder.copy(template, key, false);
            builder.copy(template, value, false);
        }
    }
    for file in documents.iter().copied() {
        let refused = |span, message| (Place::new(file, span), message);
        let Some(source) = files.source(file) else { continue };
        let document = read(&source.text, Syntax::Auto, limits);
        if let Some(problem) = source.problems.iter().chain(&document.problems).next() {
            return Err(refused(problem.span, problem.message.clone()));
        }
        let tree = &document.tree;
        if tree.is_empty() || tree.kind(root) != Kind::Map {
            let message = "Input parameters must be a mapping. Write `name: value`.".to_owned();
            return Err(refused(tree.span(root), message));
        }
        for (key, value) in entries(tree, root) {
            let name = tree.text(key);
            if !keys.insert(name.to_owned()) {
                let message = format!("Key `{name}` is in the template or in other input parameters too. Rename one.");
                return Err(refused(tree.span(key), message));
            }
            for node in [key, value] {
                if let Some(copy) = builder.copy(tree, node, false) {
                    builder.set_file(copy, file);
                }
            }
        }
    }
    if builder.is_full() {
        let message =
            format!("The template and the input parameters have more than {} values. Give fewer.", limits.nodes);
        let file = documents.last().copied().unwrap_or_default();
        return Err((Place::new(file, Span::at(0)), message));
    }
    builder.close(Some(template.span(root).end));
    Ok(builder.finish())
}

/// Keys and values of a map, without those that a later one of the same name replaces.
fn entries<'t>(tree: &'t Tree<'_>, map: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + 't {
    let pairs = tree.children(map).step_by(2).map(|key| (key, tree.end(key)));
    pairs.filter(|(key, _)| !tree.is_shadowed(*key))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_template::{Reading, View};
    use tablewarden_wire::ColumnUnit;

    use super::*;

    fn with(template: &str, parameters: &[&str]) -> Result<String, (u16, String)> {
        let mut files = Files::new(ColumnUnit::Utf8);
        files.add("t", template.as_bytes()).unwrap();
        let documents: Vec<_> = parameters.iter().map(|text| files.add("p", text.as_bytes()).unwrap()).collect();
        let template = read(template, Syntax::Auto, Limits::default());
        let tree = merged(&template.tree, &files, &documents, Limits::default());
        let tree = tree.map_err(|(place, message)| (place.file().0, message))?;
        let view = View::new(&tree, Reading::GuardValidate);
        let files = |at| view.entries(at).map(|entry| view.place(entry.value).file().0).collect::<Vec<_>>();
        let root = view.root().ok_or((0, String::new()))?;
        Ok(format!(
            "{} {:?}",
            serde_json::to_string(&tablewarden_template::ViewJson(view, root)).unwrap_or_default(),
            files(root)
        ))
    }

    #[test]
    fn keys_are_added_and_have_their_own_file() {
        let merged = with("Resources: {A: {Type: \"X\\u0041\"}}", &["{\"env\": {\"names\": [\"a\", 5]}}", "b: !Ref c"]);
        let expected = r#"{"Resources":{"A":{"Type":"XA"}},"env":{"names":["a",5]},"b":{"Ref":"c"}} [0, 1, 2]"#;
        assert_eq!(merged.as_deref(), Ok(expected));
    }

    #[test]
    fn what_cannot_be_added_is_refused() {
        for text in ["Resources: {}", "[1]", "", "a: [", "text", "b: 1"] {
            let refused = with("Resources: {}", &["b: 1", text]);
            assert_eq!(refused.map_err(|(file, _)| file), Err(2), "{text}");
        }
    }
}

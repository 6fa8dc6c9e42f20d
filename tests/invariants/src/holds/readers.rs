//! The two readers of YAML give the same document. A text whose document has a marked end is read by the one for the whole language,
//! so a text and itself with that mark are compared.

use tablewarden_template::{Document, Limits, NodeId, Syntax, read};

/// Panics where they differ.
pub(crate) fn readers_agree(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if !text.ends_with('\n') {
        return;
    }
    let marked = format!("{text}...\n");
    let (one, other) = (read(text, Syntax::Yaml, Limits::default()), read(&marked, Syntax::Yaml, Limits::default()));
    if !one.problems.is_empty() || one.tree.is_empty() {
        return;
    }
    assert_eq!(other.problems, [], "what is said of a document whose end is marked");
    assert_eq!(rows(&one), rows(&other), "the values of a document, and of it with a marked end");
    assert_eq!((one.comments, one.duplicates, one.aliases), (other.comments, other.duplicates, other.aliases));
}

/// All that is known of each node.
fn rows(document: &Document<'_>) -> Vec<impl PartialEq + std::fmt::Debug> {
    let tree = &document.tree;
    let ids = (0..u32::try_from(tree.len()).unwrap_or(u32::MAX)).map(NodeId);
    let row = |id| (tree.kind(id), tree.style(id), tree.span(id), tree.text(id).to_owned(), tree.tag(id), tree.end(id));
    ids.map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::readers_agree;

    #[test]
    fn texts_of_all_kinds_have_one_document() {
        for text in
            ["a: b\n", "a: |+\n  b\n\n", "- a\n", "a: &x b\nc: *x # d\n", "|\n", "a:\n- \n", "a: | # b\n", "# a\n"]
        {
            readers_agree(text.as_bytes());
        }
    }
}

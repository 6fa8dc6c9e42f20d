//! How much aliases, loops and globals may make of a text: nodes and bytes that are copied in, whether there is room for them out.
//! What is checked afterwards grows with both, so a small file never costs what a large one does.

/// Nodes that may be copied into any document: a thousand resources and more.
const LEAST_NODES: usize = 20_000;
/// Bytes of text that may be copied into any document.
const LEAST_BYTES: usize = 2 << 20;
/// Bytes of the text for each further node: a part of what is written there.
const BYTES_OF_NODE: usize = 64;

/// The copies that may yet be made for one document.
#[derive(Debug)]
pub struct Copies {
    nodes: usize,
    bytes: usize,
}

impl Copies {
    /// Those of a document that is written as `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { nodes: LEAST_NODES + text.len() / BYTES_OF_NODE, bytes: LEAST_BYTES + text.len() }
    }

    /// Takes so many nodes with so many bytes of text; whether there was room for them.
    pub fn take(&mut self, nodes: usize, bytes: usize) -> bool {
        match (self.nodes.checked_sub(nodes), self.bytes.checked_sub(bytes)) {
            (Some(nodes), Some(bytes)) => {
                *self = Self { nodes, bytes };
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Syntax, read};

    #[test]
    fn a_small_file_may_copy_some_and_a_large_one_more() {
        let mut copies = Copies::of("");
        assert!(copies.take(LEAST_NODES, LEAST_BYTES) && !copies.take(1, 0) && !copies.take(0, 1) && copies.take(0, 0));
        assert!(Copies::of(&" ".repeat(1_600)).take(LEAST_NODES + 25, LEAST_BYTES + 1_600));
    }

    /// How many of these aliases are read, and where the first one is that is not.
    fn read_of(anchor: &str, aliases: usize) -> (usize, Option<u32>) {
        let text = format!("a: &a {anchor}\nb:\n{}", "- *a\n".repeat(aliases));
        let document = read(&text, Syntax::Yaml, Limits::default());
        assert!(
            document.problems.first().is_none_or(|problem| problem.message.starts_with("The aliases make too much"))
        );
        (document.aliases.len(), document.problems.first().map(|problem| problem.span.start))
    }

    #[test]
    fn aliases_that_make_too_much_are_named() {
        assert_eq!(read_of("[x, y, z]", 1_000), (1_000, None));
        let (count, place) = read_of("[x, y, z]", 100_000);
        assert!((5_000..10_000).contains(&count), "{count}");
        assert_eq!(place, Some(u32::try_from("a: &a [x, y, z]\nb:\n- ".len() + count * "- *a\n".len()).unwrap_or(0)));
        // Each of these looks at nothing of what it names.
        assert_eq!(read_of(&format!("[{}x]", "x, ".repeat(50_000)), 50_000).0, 0);
        let (count, place) = read_of(&"x".repeat(100_000), 1_000);
        assert!((20..50).contains(&count) && place.is_some(), "{count}");
    }
}

//! Patterns that are plain text, perhaps anchored: told from the tree, and found without the machine.

use std::ops::Range;

use crate::ast::{Assertion, Node};

/// A text to find as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plain {
    needle: String,
    at_start: bool,
    at_end: bool,
}

impl Plain {
    /// The plain text that `node` is, if it is no more.
    pub(crate) fn of(node: &Node) -> Option<Self> {
        let mut parts = match node {
            Node::Concat(parts) => parts.as_slice(),
            Node::Empty => &[],
            one => std::slice::from_ref(one),
        };
        let (mut at_start, mut at_end) = (false, false);
        if let [Node::Assert(Assertion::StartText), rest @ ..] = parts {
            (at_start, parts) = (true, rest);
        }
        if let [rest @ .., Node::Assert(Assertion::EndText)] = parts {
            (at_end, parts) = (true, rest);
        }
        let needle: Option<String> =
            parts.iter().map(|part| if let Node::Char(c) = part { Some(*c) } else { None }).collect();
        Some(Self { needle: needle?, at_start, at_end })
    }

    /// The steps that it takes to look for it.
    pub(crate) fn cost(&self, text: &str) -> u64 {
        let read = if self.at_start || self.at_end { self.needle.len().min(text.len()) } else { text.len() };
        1 + read as u64 / 16
    }

    /// Where the text is found first, at `from` or behind it.
    pub(crate) fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let length = self.needle.len();
        let start = if self.at_start {
            if from > 0 || !text.starts_with(&self.needle) || self.at_end && text.len() != length {
                return None;
            }
            0
        } else if self.at_end {
            let start = text.len().checked_sub(length)?;
            if start < from || !text.ends_with(&self.needle) {
                return None;
            }
            start
        } else {
            from + text.get(from..)?.find(&self.needle)?
        };
        Some(start..start + length)
    }
}

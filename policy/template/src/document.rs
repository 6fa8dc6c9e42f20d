//! What a reader gives: the tree of the first document in a file, its comments, and what could not be read.

use tablewarden_source::{Problem, Span};

use crate::Tree;

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Syntax {
    /// What the text looks like: JSON where it starts with `{` or `[`, YAML otherwise, and YAML too where it starts so
    /// but is flow YAML.
    #[default]
    Auto,
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

/// Caps on what is read. Over one, reading stops with a problem that says which and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u32,
    /// Nodes of the tree, what aliases stand for included.
    pub nodes: u32,
    /// Collections within each other.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 32 * 1024 * 1024, nodes: 4_000_000, depth: 256 }
    }
}

/// One file as it was read.
#[derive(Debug, Clone, Default)]
pub struct Document<'s> {
    /// The nodes; empty where nothing could be read.
    pub tree: Tree<'s>,
    /// The comments, `#` included, in the order of the file.
    pub comments: Vec<Span>,
    /// Keys that a map has twice: the later one's span and the earlier one's.
    pub duplicates: Vec<(Span, Span)>,
    /// Aliases and merge keys, which the tree does not show.
    pub aliases: Vec<Span>,
    /// What it was read as: never [`Syntax::Auto`] when it comes from a reader.
    pub syntax: Syntax,
    /// What could not be read, in the order of the file.
    pub problems: Vec<Problem>,
}

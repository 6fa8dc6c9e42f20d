//! Pattern text in, tree and classes out, in the grammar of fancy-regex. Never recurses deeper than the depth cap.

mod class;
mod counts;
mod escape;
mod grammar;
mod parser;

use self::parser::{Flags, Parser};
use crate::ast::Node;
use crate::characters::classes::Class;
use crate::error::PatternError;

/// What the parser gives.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) node: Node,
    pub(crate) classes: Vec<Class>,
    /// The number of capturing groups, without the whole match.
    pub(crate) groups: usize,
    /// Names and the groups they name. Of equal names the last counts.
    pub(crate) names: Vec<(String, usize)>,
}

/// Reads a whole pattern.
pub(crate) fn parse(text: &str) -> Result<Parsed, PatternError> {
    let mut parser = Parser { text, at: 0, flags: Flags::default(), classes: Vec::new(), groups: 0, names: Vec::new() };
    let node = parser.alternatives(0)?;
    if parser.at < text.len() {
        return Err(parser.error_here("`)` closes no group; write `\\)` for the character"));
    }
    Ok(Parsed { node, classes: parser.classes, groups: parser.groups, names: parser.names })
}

#[cfg(test)]
mod tests;

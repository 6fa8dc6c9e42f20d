//! What a pattern says: the tree the parser gives and the compiler takes. Knows lengths, never text.

/// One part of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// Nothing, matched everywhere.
    Empty,
    /// This character.
    Char(char),
    /// A character of the class with this index.
    Class(usize),
    /// Any character; with `false`, any but a line feed.
    Any(bool),
    /// A place.
    Assert(Assertion),
    /// One after the other.
    Concat(Vec<Node>),
    /// The first of these that leads to a match.
    Alt(Vec<Node>),
    /// A capturing group.
    Group(Box<Node>, usize),
    /// A part, several times.
    Repeat(Box<Repeat>),
    /// A look-around.
    Look(Box<LookNode>),
}

/// A part and how often it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Repeat {
    pub(crate) node: Node,
    pub(crate) min: u32,
    /// No bound if absent.
    pub(crate) max: Option<u32>,
    pub(crate) greedy: bool,
    /// The bytes of the pattern, for messages.
    pub(crate) span: (usize, usize),
}

/// A condition on the text before or behind a place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LookNode {
    pub(crate) node: Node,
    pub(crate) behind: bool,
    pub(crate) negate: bool,
    /// The bytes of the pattern, for messages.
    pub(crate) span: (usize, usize),
}

/// A condition on one place that needs at most one character on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Assertion {
    StartText,
    EndText,
    StartLine,
    EndLine,
    WordBoundary,
    NotWordBoundary,
    WordStart,
    WordEnd,
}

impl Node {
    /// The fewest characters a match has.
    pub(crate) fn min_len(&self) -> u64 {
        match self {
            Self::Empty | Self::Assert(_) | Self::Look(_) => 0,
            Self::Char(_) | Self::Class(_) | Self::Any(_) => 1,
            Self::Concat(parts) => parts.iter().fold(0, |sum, part| sum.saturating_add(part.min_len())),
            Self::Alt(parts) => parts.iter().map(Self::min_len).min().unwrap_or(0),
            Self::Group(node, _) => node.min_len(),
            Self::Repeat(repeat) => repeat.node.min_len().saturating_mul(u64::from(repeat.min)),
        }
    }

    /// The most characters a match has; no bound is `None`.
    pub(crate) fn max_len(&self) -> Option<u64> {
        match self {
            Self::Empty | Self::Assert(_) | Self::Look(_) => Some(0),
            Self::Char(_) | Self::Class(_) | Self::Any(_) => Some(1),
            Self::Concat(parts) => parts.iter().try_fold(0_u64, |sum, part| Some(sum.saturating_add(part.max_len()?))),
            Self::Alt(parts) => parts.iter().try_fold(0, |most, part| Some(most.max(part.max_len()?))),
            Self::Group(node, _) => node.max_len(),
            Self::Repeat(repeat) => match (repeat.node.max_len(), repeat.max) {
                (Some(0), _) | (_, Some(0)) => Some(0),
                (Some(len), Some(times)) => Some(len.saturating_mul(u64::from(times))),
                _ => None,
            },
        }
    }

    /// The number of characters of every match, where it is always the same.
    pub(crate) fn fixed_len(&self) -> Option<u64> {
        self.max_len().filter(|&len| len == self.min_len())
    }

    /// Whether a capturing group is inside, outside of negative look-arounds.
    pub(crate) fn captures(&self) -> bool {
        match self {
            Self::Group(..) => true,
            Self::Concat(parts) | Self::Alt(parts) => parts.iter().any(Self::captures),
            Self::Repeat(repeat) => repeat.node.captures(),
            Self::Look(look) => !look.negate && look.node.captures(),
            _ => false,
        }
    }
}

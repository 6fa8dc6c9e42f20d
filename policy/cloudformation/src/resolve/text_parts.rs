//! Text in pieces: what is literal, and what each other piece stands for. Two texts of equal pieces are equal whatever
//! the pieces turn out to be.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use super::scalar::Scalar;
use super::unknown::Reason;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece<'d> {
    /// Known text; never empty, and never two in a row.
    Literal(Cow<'d, str>),
    /// What `Ref` of a resource gives; also of a name that nothing has.
    Ref(&'d str),
    /// The unknown value of a parameter.
    Parameter(&'d str),
    /// The unknown value of a pseudo parameter.
    Pseudo(&'d str),
    /// An attribute of a resource.
    Attribute {
        /// The resource.
        logical_id: &'d str,
        /// The attribute, dots included.
        attribute: Cow<'d, str>,
    },
    /// One part of a text that is not known whole.
    Split {
        /// The text.
        of: Box<Parts<'d>>,
        /// What stands between its parts.
        delimiter: Cow<'d, str>,
        /// Which part, from 0.
        index: usize,
    },
    /// Anything else. Equal keys are equal text.
    Opaque {
        /// The canonical form of what is written.
        key: Cow<'d, str>,
        /// Why it is not known.
        reason: Reason,
    },
}

/// A text in pieces. No pieces at all is the empty text.
#[derive(Debug, Clone, Default)]
pub struct Parts<'d> {
    pieces: Vec<Piece<'d>>,
    default_of: Option<&'d str>,
}

/// How long a text can get before it is given up.
pub(crate) const MOST_TEXT: usize = 64 * 1024;
/// How many pieces a text can have before it is given up.
pub(crate) const MOST_PIECES: usize = 4096;
/// How long the key of an opaque piece can get.
const MOST_KEY: usize = 2048;

impl PartialEq for Parts<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.pieces == other.pieces
    }
}

impl Eq for Parts<'_> {}

impl Hash for Parts<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.pieces.hash(state);
    }
}

impl<'d> Parts<'d> {
    /// Known text.
    pub(crate) fn of_literal(text: Cow<'d, str>, default_of: Option<&'d str>) -> Self {
        let pieces = if text.is_empty() { Vec::new() } else { vec![Piece::Literal(text)] };
        Self { pieces, default_of }
    }

    /// The text of a value that is known.
    #[must_use]
    pub fn known(scalar: &Scalar<'d>) -> Self {
        Self::of_literal(scalar.text.clone(), scalar.default_of)
    }

    /// One piece.
    pub(crate) fn of_piece(piece: Piece<'d>) -> Self {
        Self { pieces: vec![piece], default_of: None }
    }

    /// The pieces.
    #[must_use]
    pub fn pieces(&self) -> &[Piece<'d>] {
        &self.pieces
    }

    /// A parameter whose default is in it.
    #[must_use]
    pub fn default_of(&self) -> Option<&'d str> {
        self.default_of
    }

    /// The whole text, where all of it is known.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The text for people, as `Fn::Sub` would have it; what has no name there is an ellipsis.
    #[must_use]
    pub fn sketch(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(known) => text.push_str(known),
                Piece::Ref(name) | Piece::Parameter(name) | Piece::Pseudo(name) => text.extend(["${", name, "}"]),
                Piece::Attribute { logical_id, attribute } => text.extend(["${", logical_id, ".", attribute, "}"]),
                Piece::Split { .. } | Piece::Opaque { .. } => text.push('…'),
            }
        }
        text
    }

    /// The first piece that is not known.
    #[must_use]
    pub fn unknown(&self) -> Option<&Piece<'d>> {
        self.pieces.iter().find(|piece| !matches!(piece, Piece::Literal(_)))
    }

    /// The parameter that it is the value of, and nothing else.
    pub(crate) fn parameter(&self) -> Option<&'d str> {
        match self.pieces.as_slice() {
            [Piece::Parameter(name)] => Some(name),
            _ => None,
        }
    }

    pub(crate) fn into_literal(self) -> Result<(Cow<'d, str>, Option<&'d str>), Self> {
        let default_of = self.default_of;
        if self.pieces.len() > 1 {
            return Err(self);
        }
        match self.pieces.into_iter().next() {
            None => Ok((Cow::Borrowed(""), default_of)),
            Some(Piece::Literal(text)) => Ok((text, default_of)),
            Some(piece) => Err(Self { pieces: vec![piece], default_of }),
        }
    }

    /// Adds literal text.
    pub(crate) fn push_text(&mut self, text: Cow<'d, str>) {
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(Piece::Literal(last)) => last.to_mut().push_str(&text),
            _ => self.pieces.push(Piece::Literal(text)),
        }
    }

    /// Adds another text.
    pub(crate) fn push(&mut self, other: &Self) {
        self.default_of = self.default_of.or(other.default_of);
        for piece in &other.pieces {
            match piece {
                Piece::Literal(text) => self.push_text(text.clone()),
                other => self.pieces.push(other.clone()),
            }
        }
    }

    /// How much it takes, in bytes of text.
    pub(crate) fn size(&self) -> usize {
        self.pieces.iter().map(Piece::size).sum()
    }

    /// Whether it is longer than anything that is followed.
    pub(crate) fn is_too_large(&self) -> bool {
        self.pieces.len() > MOST_PIECES || self.size() > MOST_TEXT
    }

    /// Where this and `literal` are the same text: what is left of both without the literal text around the unknown
    /// pieces; none where they cannot be equal.
    pub(crate) fn strip(mut self, mut literal: &str) -> Option<(Self, &str)> {
        if let Some(Piece::Literal(start)) = self.pieces.first() {
            literal = literal.strip_prefix(start.as_ref())?;
            self.pieces.remove(0);
        }
        if let Some(Piece::Literal(end)) = self.pieces.last() {
            literal = literal.strip_suffix(end.as_ref())?;
            self.pieces.pop();
        }
        Some((self, literal))
    }

    /// The canonical form as the key of an opaque piece; none where it gets too long.
    pub(crate) fn key(&self) -> Option<String> {
        let mut key = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => key.push_str(&quoted(text)),
                Piece::Ref(name) => key.extend(["Ref(", name, ")"]),
                Piece::Parameter(name) => key.extend(["Parameter(", name, ")"]),
                Piece::Pseudo(name) => key.extend(["Pseudo(", name, ")"]),
                Piece::Attribute { logical_id, attribute } => key.extend(["GetAtt(", logical_id, ".", attribute, ")"]),
                Piece::Split { of, delimiter, index } => {
                    let of = of.key()?;
                    key.push_str(&format!("Split({},{index},{of})", quoted(delimiter)));
                }
                Piece::Opaque { key: inner, .. } => key.push_str(inner),
            }
            if key.len() > MOST_KEY {
                return None;
            }
        }
        Some(key)
    }
}

/// Text as a part of a key.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

impl Piece<'_> {
    /// The known text; empty for what is not known.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Literal(text) => text,
            _ => "",
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::Literal(text) => text.len(),
            Self::Opaque { key, .. } => key.len(),
            Self::Split { of, .. } => of.pieces.iter().map(Self::size).sum(),
            _ => 0,
        }
    }
}

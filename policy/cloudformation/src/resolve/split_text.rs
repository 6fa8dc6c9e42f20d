//! Text in pieces taken apart at literal text: what stands before a delimiter and what behind it. Never looks into a
//! piece that is not known.

use std::borrow::Cow;

use super::text_parts::{Parts, Piece};

impl<'d> Parts<'d> {
    /// The pieces as one text.
    pub fn from_pieces(pieces: impl IntoIterator<Item = Piece<'d>>) -> Self {
        let mut parts = Self::default();
        for piece in pieces {
            parts.push(&Self::of_piece(piece));
        }
        parts
    }

    /// What stands behind the known text `start`, if this starts with it.
    #[must_use]
    pub fn strip_start(&self, start: &str) -> Option<Self> {
        let (first, rest) = self.pieces().split_first()?;
        let Piece::Literal(text) = first else { return None };
        let mut left = self.literally(text.strip_prefix(start)?);
        rest.iter().for_each(|piece| left.push(&Self::of_piece(piece.clone())));
        Some(left)
    }

    /// What stands before and behind the first `delimiter` in known text.
    #[must_use]
    pub fn split_once(&self, delimiter: &str) -> Option<(Self, Self)> {
        let pieces = self.pieces();
        let found = pieces.iter().enumerate().find_map(|(index, piece)| match piece {
            Piece::Literal(text) => text.split_once(delimiter).map(|(before, behind)| (index, before, behind)),
            _ => None,
        });
        let (index, before, behind) = found?;
        let mut first = self.literally("");
        pieces.iter().take(index).for_each(|piece| first.push(&Self::of_piece(piece.clone())));
        first.push(&self.literally(before));
        let mut second = self.literally(behind);
        pieces.iter().skip(index + 1).for_each(|piece| second.push(&Self::of_piece(piece.clone())));
        Some((first, second))
    }

    /// Whether this and `other` are surely different texts: known text differs where both start or end, or is longer in one of
    /// them around the same unknown pieces.
    #[must_use]
    pub fn differs(&self, other: &Self) -> bool {
        let (left, right) = (self.pieces(), other.pieces());
        if let (Some(left), Some(right)) = (self.literal(), other.literal()) {
            return left != right;
        }
        let same = left.iter().zip(right).take_while(|(left, right)| left == right).count();
        let (left, right) = (left.get(same..).unwrap_or(&[]), right.get(same..).unwrap_or(&[]));
        let starts = match (left.first(), right.first()) {
            (Some(Piece::Literal(left)), Some(Piece::Literal(right))) => {
                !left.starts_with(right.as_ref()) && !right.starts_with(left.as_ref())
            }
            _ => false,
        };
        let ends = match (left.last(), right.last()) {
            (Some(Piece::Literal(left)), Some(Piece::Literal(right))) => {
                !left.ends_with(right.as_ref()) && !right.ends_with(left.as_ref())
            }
            _ => false,
        };
        // Of two texts with the same start, one that goes on with known text is not the other.
        let goes_on = |rest: &[Piece<'_>]| rest.iter().any(|piece| matches!(piece, Piece::Literal(_)));
        let ends_apart = (left.is_empty() && goes_on(right)) || (right.is_empty() && goes_on(left));
        starts || ends || ends_apart || has_other_length(left, right)
    }

    fn literally(&self, text: &str) -> Self {
        Self::of_literal(Cow::Owned(text.to_owned()), self.default_of())
    }
}

/// Whether two texts have the same unknown pieces, and more known text in one of them.
fn has_other_length(left: &[Piece<'_>], right: &[Piece<'_>]) -> bool {
    fn unknown<'p, 'd>(of: &'p [Piece<'d>]) -> impl Iterator<Item = &'p Piece<'d>> {
        of.iter().filter(|piece| !matches!(piece, Piece::Literal(_)))
    }
    let known = |of: &[Piece<'_>]| of.iter().map(|piece| piece.text().len()).sum::<usize>();
    unknown(left).eq(unknown(right)) && known(left) != known(right)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn parts(text: &'static str) -> Parts<'static> {
        let piece = |part: &'static str| match part.strip_prefix('$') {
            Some(name) => Piece::Parameter(name),
            None => Piece::Literal(Cow::Borrowed(part)),
        };
        Parts::from_pieces(text.split('|').filter(|part| !part.is_empty()).map(piece))
    }

    #[test]
    fn taken_apart_at_known_text() {
        let whole = parts("table/|$T|/index/a|$I");
        let name = whole.strip_start("table/").unwrap();
        assert_eq!(name.split_once("/index/"), Some((parts("$T"), parts("a|$I"))));
        assert_eq!(whole.strip_start("index/"), None);
        assert_eq!(parts("$T").split_once("/"), None);
        assert_eq!(parts("a/b").split_once("/"), Some((parts("a"), parts("b"))));
    }

    #[test]
    fn difference_is_certain() {
        let differs = |left, right| parts(left).differs(&parts(right)) && parts(right).differs(&parts(left));
        assert!(differs("a", "b"));
        assert!(differs("$E|-orders", "$E|-users"));
        assert!(differs("a-|$E", "b-|$E"));
        assert!(differs("$E", "$E|-x"));
        assert!(differs("orders-|$E", "orders-by-customer-|$E"));
        assert!(differs("a|$E|b|$F", "a|$E|bc|$F"));
        assert!(!differs("orders-|$E", "orders-by-customer-|$F"));
        assert!(!differs("a|$E", "$E|a"));
        assert!(!differs("$E", "orders"));
        assert!(!differs("$E|-orders", "$F|-orders"));
        assert!(!differs("a", "a"));
    }
}

//! Two lists of edits, the second one of the text that the first one makes, in; one list that does both, out. Needs no text.

use tablewarden_source::Span;

use super::edit::Edit;

/// Edits of a text A that give what `second` makes of what `first` makes of A. All lists are in the order of their text, without
/// overlaps.
#[must_use]
pub fn compose(first: &[Edit], second: &[Edit]) -> Vec<Edit> {
    let mut between = Between::new(first);
    let mut out = Composed::default();
    for edit in second {
        between.pass(edit.span.start, |piece| out.push(piece));
        between.pass(edit.span.end, |_| ());
        out.push(Piece::New(&edit.text));
    }
    between.pass(u32::MAX, |piece| out.push(piece));
    out.edits
}

/// A part of an edited text.
#[derive(Clone, Copy)]
enum Piece<'e> {
    /// What stood in the text before.
    Old(Span),
    New(&'e str),
}

impl<'e> Piece<'e> {
    fn len(self) -> u32 {
        match self {
            Self::Old(span) => span.end - span.start,
            Self::New(text) => u32::try_from(text.len()).unwrap_or(u32::MAX),
        }
    }

    /// The first bytes, and the rest.
    fn split(self, at: u32) -> (Self, Self) {
        match self {
            Self::Old(Span { start, end }) => {
                (Self::Old(Span::new(start, start + at)), Self::Old(Span::new(start + at, end)))
            }
            Self::New(text) => {
                let (before, behind) = text.split_at_checked(at as usize).unwrap_or((text, ""));
                (Self::New(before), Self::New(behind))
            }
        }
    }
}

/// The text that edits make, as pieces, from the start to its end, which is not known.
struct Between<'e> {
    edits: std::slice::Iter<'e, Edit>,
    /// What comes next: a part of the old text, then what is written behind it.
    pieces: [Piece<'e>; 2],
    /// Up to where the old text is in pieces.
    done: u32,
    /// How many bytes were passed.
    at: u32,
}

impl<'e> Between<'e> {
    fn new(edits: &'e [Edit]) -> Self {
        let mut between = Self { edits: edits.iter(), pieces: [Piece::New(""); 2], done: 0, at: 0 };
        between.pieces = between.next();
        between
    }

    fn next(&mut self) -> [Piece<'e>; 2] {
        let next = self.edits.next();
        let (start, end) = next.map_or((u32::MAX, u32::MAX), |edit| (edit.span.start, edit.span.end));
        let old = Piece::Old(Span::new(self.done.min(start), start));
        self.done = end;
        [old, Piece::New(next.map_or("", |edit| &edit.text))]
    }

    /// Goes on to the byte at `until`, and says what is passed.
    fn pass(&mut self, until: u32, mut say: impl FnMut(Piece<'e>)) {
        while self.at < until {
            let wanted = until - self.at;
            let [piece, behind] = self.pieces;
            if piece.len() > wanted {
                let (before, rest) = piece.split(wanted);
                say(before);
                (self.pieces, self.at) = ([rest, behind], until);
                return;
            }
            say(piece);
            self.at = self.at.saturating_add(piece.len());
            self.pieces = match (behind.len(), self.done) {
                (0, u32::MAX) => return,
                (0, _) => self.next(),
                _ => [behind, Piece::New("")],
            };
        }
    }
}

#[derive(Default)]
struct Composed {
    edits: Vec<Edit>,
    /// What is to be written behind the last old piece.
    text: String,
    /// The end of the last old piece.
    done: u32,
}

impl Composed {
    fn push(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::New(text) => self.text.push_str(text),
            Piece::Old(span) if span.is_empty() => {}
            Piece::Old(span) => {
                if span.start > self.done || !self.text.is_empty() {
                    let text = std::mem::take(&mut self.text);
                    self.edits.push(Edit { span: Span::new(self.done, span.start), text });
                }
                self.done = span.end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::edit::applied;
    use super::*;

    /// Edits of a text of that length, from a small generator.
    fn edits(length: u32, below: &mut impl FnMut(u32) -> u32) -> Vec<Edit> {
        let mut from = 0;
        let mut edits = Vec::new();
        for number in 0..below(5) {
            let start = (from + below(4)).min(length);
            let end = (start + below(4)).min(length);
            let text = "abcdefgh"[..below(4) as usize].repeat(1 + number as usize % 2);
            edits.push(Edit { span: Span::new(start, end), text });
            from = end;
        }
        edits
    }

    #[test]
    fn both_at_once_are_one_after_the_other() {
        let mut state = 11_u32;
        let mut below = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % most
        };
        for _ in 0..20_000 {
            let text = &"0123456789ABCDEF"[..below(17) as usize];
            let first = edits(u32::try_from(text.len()).unwrap(), &mut below);
            let between = applied(text.as_bytes(), &first).unwrap();
            let second = edits(u32::try_from(between.len()).unwrap(), &mut below);
            let both = compose(&first, &second);
            let expected = applied(&between, &second).unwrap();
            let found = applied(text.as_bytes(), &both);
            assert_eq!(found.as_deref(), Some(&*expected), "{text} {first:?} {second:?} {both:?}");
        }
    }

    #[test]
    fn what_one_puts_in_and_the_other_takes_out_is_no_edit() {
        let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.to_owned() };
        assert_eq!(compose(&[edit(1, 1, "xy")], &[edit(1, 3, "")]), []);
        assert_eq!(compose(&[edit(1, 2, "xy")], &[edit(2, 4, "z")]), [edit(1, 3, "xz")]);
        assert_eq!(compose(&[], &[edit(3, 4, "z")]), [edit(3, 4, "z")]);
        assert_eq!(compose(&[edit(3, 4, "z")], &[]), [edit(3, 4, "z")]);
    }
}

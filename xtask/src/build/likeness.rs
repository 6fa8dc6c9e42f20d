//! Puts pieces of bytes into an order in which those that are alike stand near each other, so that gzip, which sees no
//! further back than its window, finds in one what it has seen in another. Takes the pieces, gives their numbers in that order.
//! The same pieces give the same order on every machine.

use std::collections::VecDeque;

/// How far back gzip sees.
const WINDOW: usize = 32 * 1024;

/// So many bytes in a row count as something that two pieces have in common.
const ROW: usize = 6;

/// A row that stands in more pieces than this tells nothing about any of them.
const COMMON: usize = 400;

/// The order: begins with the longest piece, and goes on, again and again, with the piece that has most in common with what stands
/// in the window before it, for its length. A row counts the more, the fewer pieces it stands in, and once however often it does.
pub(crate) fn order(pieces: &[&[u8]]) -> Vec<usize> {
    let shared = Shared::of(pieces);
    let mut next = (0..pieces.len()).rev().max_by_key(|at| pieces[*at].len());
    let mut window = Window::new(pieces, &shared);
    let mut order = Vec::with_capacity(pieces.len());
    let mut is_left = vec![true; pieces.len()];
    while let Some(at) = next {
        is_left[at] = false;
        order.push(at);
        window.push(at);
        let left = (0..pieces.len()).rev().filter(|at| is_left[*at]);
        next = left.max_by(|a, b| window.likeness(*a).total_cmp(&window.likeness(*b)));
    }
    order
}

/// The rows that more than one piece has, and not too many of them.
struct Shared {
    /// For each row, the pieces it stands in.
    pieces_of: Vec<Vec<usize>>,
    /// For each piece, its rows.
    rows_of: Vec<Vec<usize>>,
}

impl Shared {
    fn of(pieces: &[&[u8]]) -> Self {
        let mut places: Vec<(&[u8], usize)> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            places.extend(piece.windows(ROW).map(|row| (row, at)));
        }
        places.sort_unstable();
        places.dedup();
        let mut shared = Self { pieces_of: Vec::new(), rows_of: vec![Vec::new(); pieces.len()] };
        for of_row in places.chunk_by(|(a, _), (b, _)| a == b) {
            if (2..=COMMON).contains(&of_row.len()) {
                for (_, piece) in of_row {
                    shared.rows_of[*piece].push(shared.pieces_of.len());
                }
                shared.pieces_of.push(of_row.iter().map(|(_, piece)| *piece).collect());
            }
        }
        shared
    }

    /// What a row counts.
    fn weight(&self, row: usize) -> u64 {
        // In whole numbers, so that what is added and taken away again leaves nothing.
        (f64::from(1 << 20) / (self.pieces_of[row].len() as f64).sqrt()) as u64
    }
}

/// What gzip sees before the next piece, and what each piece has in common with it.
struct Window<'p> {
    pieces: &'p [&'p [u8]],
    shared: &'p Shared,
    /// The pieces in it, and how long they are together.
    inside: VecDeque<usize>,
    length: usize,
    /// For each row, how many pieces of the window it stands in.
    counts: Vec<u32>,
    /// For each piece, the weight of the rows that it has in common with the window.
    in_common: Vec<u64>,
}

impl<'p> Window<'p> {
    fn new(pieces: &'p [&'p [u8]], shared: &'p Shared) -> Self {
        let counts = vec![0; shared.pieces_of.len()];
        Self { pieces, shared, inside: VecDeque::new(), length: 0, counts, in_common: vec![0; pieces.len()] }
    }

    /// Puts a piece at the end; what gzip no longer sees leaves at the front.
    fn push(&mut self, piece: usize) {
        for row in &self.shared.rows_of[piece] {
            self.counts[*row] += 1;
            if self.counts[*row] == 1 {
                let weight = self.shared.weight(*row);
                self.shared.pieces_of[*row].iter().for_each(|piece| self.in_common[*piece] += weight);
            }
        }
        self.inside.push_back(piece);
        self.length += self.pieces[piece].len();
        while self.length > WINDOW && self.inside.len() > 1 {
            let Some(piece) = self.inside.pop_front() else { break };
            self.length -= self.pieces[piece].len();
            for row in &self.shared.rows_of[piece] {
                self.counts[*row] -= 1;
                if self.counts[*row] == 0 {
                    let weight = self.shared.weight(*row);
                    self.shared.pieces_of[*row].iter().for_each(|piece| self.in_common[*piece] -= weight);
                }
            }
        }
    }

    /// What a piece has in common with the window, for its length; a long piece may have less in common than its length would ask for.
    fn likeness(&self, piece: usize) -> f64 {
        let length = self.pieces[piece].len().max(1) as f64;
        self.in_common[piece] as f64 / (length.sqrt() * length.sqrt().sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_together() {
        let pieces: [&[u8]; 5] =
            [b"the first kind, aaaaaa", b"another: 0123456789", b"the first kind, bb", b"another: 01234567", b"?"];
        assert_eq!(order(&pieces), [0, 2, 1, 3, 4]);
    }

    #[test]
    fn beyond_the_window_nothing_is_alike() {
        let far = vec![b'-'; WINDOW];
        let pieces: [&[u8]; 3] = [&far, b"---------xyzxyz", b"xyzxyz"];
        assert_eq!(order(&pieces), [0, 1, 2]);
        let shared = Shared::of(&pieces);
        let mut window = Window::new(&pieces, &shared);
        window.push(2);
        assert!(window.likeness(1) > 0.0);
        window.push(0);
        assert_eq!(window.likeness(2).total_cmp(&0.0), std::cmp::Ordering::Equal);
    }

    #[test]
    fn every_piece_is_there_once() {
        assert_eq!(order(&[]), Vec::<usize>::new());
        let mut numbers = order(&[b"", b"", b"abcdefgh", b"abcdefgh", b""]);
        numbers.sort_unstable();
        assert_eq!(numbers, [0, 1, 2, 3, 4]);
    }
}

//! How far one word is from another, in letters. Case counts; a swap of two letters is two changes.

/// How many letters have to be put in, left out or changed.
pub(crate) fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.bytes().enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        for (cell, other) in row.iter_mut().zip(std::iter::once(None).chain(right.bytes().map(Some))) {
            let value = match other {
                None => line + 1,
                Some(other) => (diagonal + usize::from(letter != other)).min(before + 1).min(*cell + 1),
            };
            diagonal = std::mem::replace(cell, value);
            before = value;
        }
    }
    row.last().copied().unwrap_or(0)
}

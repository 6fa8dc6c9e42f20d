//! An input into its parts.

/// The line between two parts.
const BETWEEN: &[u8] = b"\n%%%%\n";

/// The parts of an input: at least one.
pub(crate) fn parts(input: &[u8]) -> Vec<&[u8]> {
    let (mut parts, mut rest) = (Vec::new(), input);
    while let Some(at) = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN) {
        parts.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    parts.push(rest);
    parts
}

/// The first `N` parts; a part that is not there is empty. What is behind them is left.
pub(crate) fn first<const N: usize>(input: &[u8]) -> [&[u8]; N] {
    let parts = parts(input);
    std::array::from_fn(|at| parts.get(at).copied().unwrap_or_default())
}

/// An input of these parts.
pub(crate) fn joined<T: AsRef<[u8]>>(parts: &[T]) -> Vec<u8> {
    parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_apart_as_they_were_joined() {
        for all in [&["a", "", "c\n"][..], &[""], &["", ""], &["%%%%", "\n"]] {
            let input = joined(all);
            assert_eq!(parts(&input), all.iter().map(|part| part.as_bytes()).collect::<Vec<_>>());
        }
        assert_eq!(first(b"a\n%%%%\nb"), [b"a".as_slice(), b"b", b""]);
    }
}

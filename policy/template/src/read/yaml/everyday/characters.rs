//! Which characters an everyday text has.

/// Whether there are none but printable ones, tabs and line breaks, each `\n` or `\r\n`, and no byte order mark.
pub(super) fn are_everyday(bytes: &[u8]) -> bool {
    // Nearly all parts of nearly all texts have nothing that must be looked at closely.
    bytes.chunks(64).enumerate().all(|(number, chunk)| {
        let are_plain = chunk.iter().fold(true, |all, byte| all & (is_plain(*byte)));
        are_plain || (number * 64..number * 64 + chunk.len()).all(|at| is_everyday(bytes, at))
    })
}

fn is_plain(byte: u8) -> bool {
    (byte.wrapping_sub(b' ') < 0x5f) | (byte == b'\n')
}

fn is_everyday(bytes: &[u8], at: usize) -> bool {
    let next = |count: usize| bytes.get(at + count).copied().unwrap_or(0);
    match next(0) {
        b'\t' | b'\n' | b' '..=b'~' => true,
        b'\r' => next(1) == b'\n',
        0..=0x1f | 0x7f => false,
        // U+0080 to U+009F.
        0xc2 => next(1) >= 0xa0,
        // The byte order mark, U+FFFE and U+FFFF.
        0xef => !matches!((next(1), next(2)), (0xbb, 0xbf) | (0xbf, 0xbe | 0xbf)),
        0x80.. => true,
    }
}

#[cfg(test)]
mod tests {
    use super::are_everyday;

    #[test]
    fn printable_characters_are_everyday() {
        for text in ["", "a: b\r\n\tc\n", "é\u{a0}\u{2028}，😀\u{e000}\u{fffd}"] {
            assert!(are_everyday(text.as_bytes()), "{text:?}");
            assert!(are_everyday(format!("{}{text}", " ".repeat(63)).as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn others_are_not() {
        for text in
            ["\0", "\u{1}", "\u{7f}", "\r", "a\rb", "\u{80}", "\u{85}", "\u{9f}", "\u{feff}", "\u{fffe}", "\u{ffff}"]
        {
            for before in [0, 1, 62, 63, 64, 200] {
                let text = format!("{}{text}", "é".repeat(before));
                assert!(!are_everyday(text.as_bytes()), "{text:?}");
            }
        }
    }
}

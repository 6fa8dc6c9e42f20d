//! The text of `Fn::Sub` in, its parts out: text that stays, and names in `${…}`.

/// A part of what `Fn::Sub` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// Text that stays.
    Text(&'t str),
    /// `${name}`.
    Name {
        /// The name, trimmed.
        name: &'t str,
        /// Offset of the `$` in the text.
        start: usize,
        /// Offset one past the `}`.
        end: usize,
    },
}

/// The parts of the text that `Fn::Sub` takes. `${!name}` is the text `${name}`.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = 0;
    // What is left of `${!name}` after its `${`.
    let mut escaped: Option<(usize, usize)> = None;
    std::iter::from_fn(move || {
        if let Some((start, end)) = escaped.take() {
            return Some(Token::Text(&text[start..end]));
        }
        let from = rest;
        let open =
            text.get(from..).filter(|left| !left.is_empty()).map(|left| opening(left).map(|offset| from + offset))?;
        let closed = open.and_then(|open| closing(&text[open..]).map(|offset| (open, open + offset + 1)));
        let Some((open, end)) = closed else {
            rest = text.len();
            return Some(Token::Text(&text[from..]));
        };
        let inside = &text[open + 2..end - 1];
        if inside.starts_with('!') {
            rest = end;
            escaped = Some((open + 3, end));
            return Some(Token::Text(&text[from..open + 2]));
        }
        if open > from {
            rest = open;
            return Some(Token::Text(&text[from..open]));
        }
        rest = end;
        Some(Token::Name { name: inside.trim(), start: open, end })
    })
}

/// Where the first `${` stands.
fn opening(text: &str) -> Option<usize> {
    text.as_bytes().windows(2).position(|pair| pair == b"${")
}

/// Where the first `}` stands.
fn closing(text: &str) -> Option<usize> {
    text.bytes().position(|byte| byte == b'}')
}

//! The start of a text, as it is shown in a message.

/// At most forty characters of it.
pub(super) fn excerpt(text: &str) -> &str {
    text.char_indices().nth(40).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

//! Text of a template as it may be shown: without what moves a cursor, ends a line or turns the writing round.

use std::borrow::Cow;

/// The text with U+FFFD for each such character.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    // Nearly all that is printed, told without a look at each character.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    if text.contains(is_harmful) { Cow::Owned(text.replace(is_harmful, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// Control characters, line and paragraph separators, and the marks of bidirectional text.
#[must_use]
pub fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_of_a_template_reach_no_terminal() {
        assert_eq!(harmless("a\u{1b}[31mb\n\u{202e}\u{2028}"), "a\u{fffd}[31mb\u{fffd}\u{fffd}\u{fffd}");
        assert!(matches!(harmless("`Ordérs`"), Cow::Borrowed(_)));
    }
}

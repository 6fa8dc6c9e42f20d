//! What stands in a JSON text without quotes: numbers and the three words, and what is none of them.

use super::scanner::{Scanner, Want};
use crate::read::places::span;
use crate::{Style, Text};

impl Scanner<'_> {
    /// A number or a word of JSON; anything else of that look is bare text.
    pub(super) fn word(&mut self, start: usize) {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')))
            .unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        let ends =
            rest.get(length).is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'}' | b']'));
        let is_json = matches!(word, b"true" | b"false" | b"null") || is_number(word);
        if !(is_json && (ends || rest.get(length) == Some(&b'/'))) {
            return self.bare();
        }
        self.at = start + length;
        let place = self.place(start);
        self.builder.scalar(Style::Plain, place, Text::Source);
        self.after_value();
    }

    /// Text without quotes where a value belongs: kept as it is, up to the next comma, bracket or line.
    pub(super) fn bare(&mut self) {
        self.is_foreign = true;
        let start = self.at;
        let is_end = |byte: &u8| matches!(byte, b',' | b'{' | b'}' | b'[' | b']' | b'\n' | b'\r');
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest.iter().position(is_end).unwrap_or(rest.len()).max(1);
        self.at = start + length;
        let text = self.text.get(start..self.at).unwrap_or("").trim_end();
        let span = span(start, start + text.len());
        self.error(span, format!("{} is no JSON value. Put text in double quotes.", shown(text)));
        let place = self.place_of(span);
        if let Some(id) = self.builder.scalar(Style::Plain, place, Text::Source) {
            self.builder.damage(id);
        }
        self.after_value();
    }

    /// Text without quotes where a key belongs.
    pub(super) fn bare_key(&mut self) {
        self.is_foreign = true;
        let start = self.at;
        let is_end = |byte: &u8| matches!(byte, b':' | b',' | b'{' | b'}' | b'[' | b']' | b'\n' | b'\r');
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest.iter().position(is_end).unwrap_or(rest.len()).max(1);
        self.at = start + length;
        let text = self.text.get(start..self.at).unwrap_or("").trim_end();
        let span = span(start, start + text.len());
        self.error(span, format!("The key {} has no double quotes. Put it in double quotes.", shown(text)));
        let place = self.place_of(span);
        self.builder.scalar(Style::Plain, place, Text::Source);
        self.want = Want::Colon;
    }
}

/// A word of the text for a message: in backticks, and short.
fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("`{}…`", line.get(..end).unwrap_or("")),
        None => format!("`{line}`"),
    }
}

fn is_number(word: &[u8]) -> bool {
    let digits = |word: &[u8]| word.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let word = word.strip_prefix(b"-").unwrap_or(word);
    let whole = digits(word);
    if whole == 0 || (whole > 1 && word.first() == Some(&b'0')) {
        return false;
    }
    let mut rest = word.get(whole..).unwrap_or_default();
    if let Some(after) = rest.strip_prefix(b".") {
        let fraction = digits(after);
        if fraction == 0 {
            return false;
        }
        rest = after.get(fraction..).unwrap_or_default();
    }
    if let [b'e' | b'E', after @ ..] = rest {
        let after = if let [b'+' | b'-', after @ ..] = after { after } else { after };
        return !after.is_empty() && digits(after) == after.len();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_grammar_s() {
        for word in ["0", "-0", "10", "1.5", "-1.25e+10", "1E5", "0e0"] {
            assert!(is_number(word.as_bytes()), "{word}");
        }
        for word in ["", "-", "01", "1.", ".5", "1e", "1e+", "+1", "1.5.2", "1e5x", "0x1"] {
            assert!(!is_number(word.as_bytes()), "{word}");
        }
    }

    #[test]
    fn a_long_word_is_shortened_at_a_character() {
        assert_eq!(shown("a\nb"), "`a`");
        assert_eq!(shown(&"é".repeat(50)), format!("`{}…`", "é".repeat(40)));
    }
}

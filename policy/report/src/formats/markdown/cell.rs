//! Text of a template in a cell of a Markdown table: it stays text, on one line and of bounded length. Names in backticks stay
//! names.

use crate::writing::harmless;
use tablewarden_source::quoted;

/// How many characters of a text are shown.
const MOST: usize = 300;

/// A message, with what stands between backticks as code.
pub(crate) fn prose(text: &str) -> String {
    let text = cut(text);
    let parts: Vec<&str> = text.split('`').collect();
    // With an odd number of backticks none of them belongs to a name.
    if parts.len().is_multiple_of(2) {
        return escaped(&text);
    }
    let part = |(index, part): (usize, &&str)| if index % 2 == 1 { code(part) } else { escaped(part) };
    parts.iter().enumerate().map(part).collect()
}

/// A name as code; as plain text where it has what ends code in a table.
pub(crate) fn code(text: &str) -> String {
    let text = cut(&quoted(text));
    let is_plain = text.contains(['`', '|', '\\']) || text.trim() != text || text.is_empty();
    if is_plain { escaped(&text) } else { format!("`{text}`") }
}

/// Harmless, and not longer than what is shown.
fn cut(text: &str) -> String {
    let text = harmless(text);
    let mut out: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

/// Plain text: what Markdown or HTML could take for a sign is written by its number, and a mark that GitHub and GitLab take for a
/// mention, a reference, or an address is kept apart from what follows.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_before_word =
            characters.peek().is_some_and(|next| *next == '/' || next.is_ascii_alphanumeric() || !next.is_ascii());
        match character {
            ' ' | ',' | ';' | '\'' | '"' | '?' | '=' | '(' | ')' | '-' | '/' => out.push(character),
            '.' | ':' if !is_before_word => out.push(character),
            _ if character.is_ascii_punctuation() => out.push_str(&format!("&#{};", u32::from(character))),
            _ => out.push(character),
        }
        if is_before_word && matches!(character, '@' | '#' | '!' | '~' | '%' | '$' | '&' | ':') {
            out.push_str("&#8203;");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_code_and_everything_else_is_text() {
        assert_eq!(prose("table `Orders` has none: set it."), "table `Orders` has none: set it.");
        assert_eq!(prose("`a|b` and `c\\d`"), "a&#124;b and c&#92;d");
        assert_eq!(prose("one ` only"), "one &#96; only");
        assert_eq!(prose("<b> *x* [y](z) | # ~"), "&#60;b&#62; &#42;x&#42; &#91;y&#93;(z) &#124; &#35; &#126;");
    }

    #[test]
    fn nothing_is_a_mention_a_reference_or_an_address() {
        assert_eq!(prose("@all #12 www.a.b"), "&#64;&#8203;all &#35;&#8203;12 www&#46;a&#46;b");
        assert_eq!(prose("https://a :x:"), "https&#58;&#8203;//a &#58;&#8203;x:");
    }

    #[test]
    fn a_text_is_one_line_of_bounded_length() {
        assert_eq!(prose("a\nb\u{1b}"), "a&#92;u000ab&#92;u001b");
        assert_eq!(prose(&"é".repeat(10_000)).chars().count(), MOST + 1);
        assert_eq!(code(&"é".repeat(10_000)), format!("`{}… (9800 more characters)`", "é".repeat(200)));
    }
}

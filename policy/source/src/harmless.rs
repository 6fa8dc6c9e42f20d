//! Text from outside as it may be shown: without what moves a cursor, ends a line, turns the writing round or can't be seen. Each such
//! character is written as JSON writes it, `\u001b`: it can be read, nothing is lost, and what was JSON is the same JSON.

use std::borrow::Cow;

/// A text that stands within a line: no end of a line is left in it either.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    replaced(text, &|_| 0)
}

/// Lines of text, as they go to a stream: the ends of the lines stay.
#[must_use]
pub fn harmless_lines(text: &str) -> Cow<'_, str> {
    replaced(text, &end_of_line)
}

/// The same of a report that is coloured: the colours stay.
#[must_use]
pub fn harmless_lines_with_colors(text: &str) -> Cow<'_, str> {
    replaced(text, &|rest| end_of_line(rest).max(color(rest)))
}

/// Control characters but the tab, separators of lines and paragraphs, the marks of bidirectional text, and what has no width.
#[must_use]
pub fn is_harmful(character: char) -> bool {
    character != '\t' && character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Whether the byte is a character by itself, and does no harm.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t')
}

/// The text with each harmful character written out, but where `kept` says how many bytes from there on stay.
fn replaced<'t>(text: &'t str, kept: &dyn Fn(&str) -> usize) -> Cow<'t, str> {
    let mut out = String::new();
    let (mut done, mut at) = (0, 0);
    // Nearly all that is shown is plain, and told from the rest byte by byte.
    while let Some(plain) = text.as_bytes().get(at..).and_then(|rest| rest.iter().position(|byte| !is_plain(*byte))) {
        at += plain;
        let rest = text.get(at..).unwrap_or_default();
        let Some(character) = rest.chars().next() else { break };
        let keeps = if is_harmful(character) { kept(rest) } else { character.len_utf8() };
        if keeps > 0 {
            at += keeps;
            continue;
        }
        out.push_str(text.get(done..at).unwrap_or_default());
        write_out(character, &mut out);
        at += character.len_utf8();
        done = at;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// Writes a character by its number: `\u001b`, or two such where it is beyond U+FFFF.
fn write_out(character: char, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    for unit in character.encode_utf16(&mut [0; 2]) {
        out.push_str("\\u");
        for shift in [12, 8, 4, 0] {
            out.push(HEX.get(usize::from(*unit >> shift & 15)).map_or('0', |digit| char::from(*digit)));
        }
    }
}

/// The length of the end of a line that a text begins with.
fn end_of_line(text: &str) -> usize {
    match text.as_bytes() {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => 0,
    }
}

/// The length of the sequence that a text begins with and that sets a colour.
fn color(text: &str) -> usize {
    let Some(numbers) = text.strip_prefix("\u{1b}[") else { return 0 };
    let end = numbers.bytes().position(|byte| !matches!(byte, b'0'..=b'9' | b';'));
    let end = end.filter(|end| numbers.as_bytes().get(*end) == Some(&b'm'));
    end.map_or(0, |end| end + "\u{1b}[m".len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_harm_is_written_out_and_everything_else_stays() {
        assert_eq!(harmless("a\u{1b}[31mb\r\n\u{202e}\u{9b}"), r"a\u001b[31mb\u000d\u000a\u202e\u009b");
        assert_eq!(harmless("\u{e0041}"), r"\udb40\udc41");
        for text in ["", "`Ordérs`\t表 👋🏽", "\\u001b"] {
            assert!(matches!(harmless(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn ends_of_lines_stay_where_there_are_lines() {
        assert_eq!(harmless_lines("a\r\nb\rc\n\u{1b}[1m\n\r"), "a\r\nb\\u000dc\n\\u001b[1m\n\\u000d");
        assert!(matches!(harmless_lines("a\n\nb\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn colors_stay_and_no_other_sequence() {
        assert!(matches!(harmless_lines_with_colors("\u{1b}[1;91ma\u{1b}[0m\n"), Cow::Borrowed(_)));
        assert_eq!(
            harmless_lines_with_colors("\u{1b}[2J\u{1b}[31\u{1b}]0;a\u{7}"),
            r"\u001b[2J\u001b[31\u001b]0;a\u0007"
        );
    }

    #[test]
    fn what_was_json_is_the_same_json() {
        for text in ["\u{1b}\u{9b}\\\u{85}\u{2028}\u{202e}\u{200b}\u{feff}\u{e0041}", "\\\u{7f}\\u0041"] {
            let quoted = |text: &str| text.replace('\\', r"\\");
            let json = harmless_lines(&quoted(text)).into_owned();
            assert!(json.is_ascii(), "{json}");
            assert_eq!(read(&json), text);
        }
    }

    /// What a text of JSON without its quotes says.
    fn read(json: &str) -> String {
        let mut units: Vec<u16> = Vec::new();
        let mut rest = json;
        while let Some(character) = rest.chars().next() {
            let (unit, length) = match rest.strip_prefix("\\u") {
                _ if rest.starts_with("\\\\") => (u16::from(b'\\'), 2),
                Some(digits) => (u16::from_str_radix(&digits[..4], 16).unwrap_or_default(), 6),
                None => (character as u16, 1),
            };
            units.push(unit);
            rest = &rest[length..];
        }
        String::from_utf16_lossy(&units)
    }
}

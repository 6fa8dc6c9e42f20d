//! Texts as scalars of YAML and JSON: plain where every reader takes them for that text, quoted otherwise.

use tablewarden_template::Style;

/// How a text is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quote {
    Single,
    Double,
}

impl Quote {
    pub(crate) fn of(style: Style) -> Option<Self> {
        match style {
            Style::Single => Some(Self::Single),
            Style::Double => Some(Self::Double),
            _ => None,
        }
    }
}

/// The text in these quotes; in double ones where it has what single ones can't say. What is in double quotes is JSON too.
pub(crate) fn quoted(text: &str, quote: Quote) -> String {
    if quote == Quote::Single && !text.contains(is_escaped) {
        return ["'", &text.replace('\'', "''"), "'"].concat();
    }
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_escaped(letter) => {
                // All of these have four digits at most.
                let digit = |shift: u32| char::from_digit(u32::from(letter) >> shift & 0xf, 16).unwrap_or('0');
                out.push_str("\\u");
                out.extend([12, 8, 4, 0].map(digit));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Whether a letter is no content of a line: control characters, other line ends, and what reads as none.
fn is_escaped(letter: char) -> bool {
    matches!(letter, '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether YAML 1.1 and 1.2 both read the text as that text where it stands without quotes.
pub(crate) fn is_plain(text: &str, in_flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let starts_well = first.is_alphabetic() || matches!(first, '_' | '/' | '$' | '(' | '^');
    let is_refused = |letter: char| is_escaped(letter) || (in_flow && matches!(letter, ',' | '[' | ']' | '{' | '}'));
    starts_well
        && !text.ends_with([' ', ':'])
        && !text.contains(is_refused)
        && !text.contains(": ")
        && !text.contains(" #")
        && !is_word_of_yaml(text)
}

/// Whether YAML 1.1 takes the word for something else than text. Its other forms of numbers, dates and infinities begin with a
/// digit, a sign or a dot.
fn is_word_of_yaml(text: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_else_is_not_plain() {
        let refused = [
            "",
            " a",
            "a ",
            "a:",
            "a: b",
            "a #b",
            "yes",
            "No",
            "ON",
            "y",
            "N",
            "null",
            "True",
            "~",
            "012",
            "1e3",
            "0x1f",
            "1_000",
            "2012-10-17",
            "12:30",
            "+1",
            "-1",
            ".5",
            ".inf",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a",
            "- a",
            "-",
            "? a",
            ": a",
            "'a",
            "\"a",
            "#a",
            "{a",
            "[a",
            ",a",
            "]",
            "}",
            "=",
            "<<",
            "a\nb",
            "a\tb",
            "\u{85}",
            "a\u{2028}",
            "\u{feff}a",
        ];
        for text in refused {
            assert!(!is_plain(text, false), "{text:?}");
        }
        for text in [
            "a",
            "a b",
            "AWS::DynamoDB::Table",
            "arn:aws:x",
            "a#b",
            "été",
            "表",
            "${A}-x",
            "it's",
            "a\"b",
            "yesterday",
            "(a)",
        ] {
            assert!(is_plain(text, false), "{text:?}");
        }
        assert!(is_plain("a,b{c}", false) && !is_plain("a,b", true) && !is_plain("${A}", true));
    }

    #[test]
    fn quotes_say_everything() {
        assert_eq!(quoted("it's", Quote::Single), "'it''s'");
        assert_eq!(quoted("it's", Quote::Double), "\"it's\"");
        assert_eq!(quoted("a\nb\u{85}\u{feff}\"\\", Quote::Single), "\"a\\nb\\u0085\\ufeff\\\"\\\\\"");
    }
}

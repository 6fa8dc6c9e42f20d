//! Words that people read, at a length that they can read: what is quoted of an input has an end, and so has a message. Where
//! something is left out, the words say how much. Data that programs compare never comes here.

use std::borrow::Cow;

/// How many characters of a text of an input are quoted.
const MOST_QUOTED: usize = 200;

/// How many characters a message has, whatever it quotes.
const MOST_SHOWN: usize = 2000;

/// A text of an input as it is quoted: its first 200 characters, and how many more it has.
#[must_use]
pub fn quoted(text: &str) -> Cow<'_, str> {
    cut(text, MOST_QUOTED)
}

/// A message with no long quotation in it. What stands between two backquotes is quoted.
#[must_use]
pub fn shown(mut message: String) -> String {
    // Nearly every message is shorter than one quotation may be.
    if message.len() <= MOST_QUOTED {
        return message;
    }
    let parts = || message.split('`').skip(1).step_by(2);
    if parts().any(|part| part.len() > MOST_QUOTED) {
        let parts: Vec<_> = message
            .split('`')
            .enumerate()
            .map(|(at, part)| if at % 2 == 1 { quoted(part) } else { part.into() })
            .collect();
        message = parts.join("`");
    }
    match cut(&message, MOST_SHOWN) {
        Cow::Borrowed(_) => message,
        Cow::Owned(cut) => cut,
    }
}

#[inline(never)]
fn cut(text: &str, most: usize) -> Cow<'_, str> {
    let end = if text.len() > most { text.char_indices().nth(most) } else { None };
    match end {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let (first, rest) = text.split_at(end);
            Cow::Owned([first, "… (", &rest.chars().count().to_string(), " more characters)"].concat())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_has_an_end_and_says_how_much_is_left_out() {
        let [fits, long] = [200, 201].map(|length| "é".repeat(length));
        assert!(matches!(quoted(&fits), Cow::Borrowed(_)));
        assert_eq!(quoted(&long), format!("{fits}… (1 more characters)"));
    }

    #[test]
    fn each_quotation_of_a_message_is_cut_and_its_own_words_stay() {
        let (name, words) = ("n".repeat(5000), "of its own ".repeat(30));
        let expected = format!(
            "`{0}… (4800 more characters)` is no part {words}of `{0}… (4800 more characters)`.",
            "n".repeat(200)
        );
        assert_eq!(shown(format!("`{name}` is no part {words}of `{name}`.")), expected);
        let short = "`a` is no part of `b`.".to_owned();
        assert_eq!(shown(short.clone()), short);
    }

    #[test]
    fn a_message_has_an_end_whatever_is_in_it() {
        for part in ["x", "`x", "x ", "`", "é` "] {
            let message = shown(part.repeat(100_000));
            assert!(message.chars().count() < MOST_SHOWN + 40 && message.ends_with(" more characters)"), "{message}");
        }
    }
}

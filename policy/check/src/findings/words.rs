//! The text of a failed clause into what a finding says and its help: what stands behind `Fix: ` is the help, as rule files of
//! AWS's registry write it (`Violation: … Fix: …`). Knows no rule.

/// What a finding says, and what to do about it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) message: String,
    /// None where the text has no `Fix: `; the rule's own help counts then.
    pub(crate) help: Option<String>,
}

/// Splits a text on one line. What is not understood stays in the message.
pub(crate) fn words(text: &str) -> Words {
    let text = text.strip_prefix("Violation: ").unwrap_or(text);
    match text.split_once(" Fix: ") {
        Some((message, help)) => Words { message: message.to_owned(), help: Some(help.to_owned()) },
        None => Words { message: text.to_owned(), help: None },
    }
}

/// The same, where the message may begin with what a placeholder stands for: the first letter is a capital.
pub(crate) fn sentence(text: &str) -> Words {
    let mut words = words(text);
    if let Some(first) = words.message.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]

    use super::{sentence, words};

    #[test]
    fn what_stands_behind_fix_is_the_help() {
        let split = |text: &str| {
            let words = words(text);
            (words.message, words.help)
        };
        let both = ("It is off.".to_owned(), Some("Set `A` to `true`.".to_owned()));
        assert_eq!(split("It is off. Fix: Set `A` to `true`."), both);
        assert_eq!(split("Violation: It is off. Fix: Set `A` to `true`."), both);
        for alone in ["It is off.", "Fix: nothing", "Prefix: a", "A quick fix: none", ""] {
            assert_eq!(split(alone), (alone.to_owned(), None));
        }
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        for (text, message) in
            [("table `T` is off.", "Table `T` is off."), ("`T` is off.", "`T` is off."), ("über", "über"), ("", "")]
        {
            assert_eq!(sentence(text).message, message);
        }
    }
}

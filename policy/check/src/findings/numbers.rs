//! Messages that differ in numbers alone: how they are recognized, and the one that stands for all of them. Text in, text out.

/// How many numbers are listed; more are a range.
const MOST_LISTED: usize = 3;

/// What is said in place of a number.
const ANY: &str = "#";

/// The message with every number that stands alone taken out: equal for messages that differ in numbers alone.
pub(super) fn without_numbers(message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    for word in message.split(' ') {
        let (before, number, after) = parts(word);
        text.extend([before, if number.is_empty() { "" } else { ANY }, after, " "]);
    }
    text
}

/// One message for several that differ in numbers alone: where they do, it has all of them.
pub(super) fn join_numbers(first: &str, others: &[String]) -> String {
    let mut rest: Vec<_> = others.iter().map(|other| other.split(' ')).collect();
    let mut text = String::with_capacity(first.len() + 8);
    for word in first.split(' ') {
        let (before, number, after) = parts(word);
        let others = rest.iter_mut().map(|words| parts(words.next().unwrap_or_default()).1);
        let mut numbers: Vec<&str> = std::iter::once(number).chain(others).collect();
        tablewarden_order::sort_by_key(&mut numbers, |number| (number.len(), *number));
        numbers.dedup();
        let is_quoted = before.ends_with('`') && after.starts_with('`');
        let quote = if is_quoted { "`" } else { "" };
        text.push_str(if text.is_empty() { "" } else { " " });
        text.push_str(before);
        match numbers.as_slice() {
            [least, .., most] if numbers.len() > MOST_LISTED => text.extend([least, quote, " to ", quote, most]),
            listed => {
                for (index, number) in listed.iter().enumerate() {
                    if index > 0 {
                        text.extend([quote, if index + 1 == listed.len() { " or " } else { ", " }, quote]);
                    }
                    text.push_str(number);
                }
            }
        }
        text.push_str(after);
    }
    text
}

/// A word as what stands before a number, the number, and what stands behind it; without a number all of it stands before.
fn parts(word: &str) -> (&str, &str, &str) {
    let is_around = |byte: u8| byte.is_ascii_punctuation();
    let start = word.bytes().position(|byte| !is_around(byte)).unwrap_or(word.len());
    let end = word.bytes().rposition(|byte| !is_around(byte)).map_or(start, |last| last + 1);
    match (word.get(..start), word.get(start..end), word.get(end..)) {
        (Some(before), Some(inner), Some(after)) if inner.bytes().all(|byte| byte.is_ascii_digit()) => {
            (before, inner, after)
        }
        _ => (word, "", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(messages: &[&str]) -> Option<String> {
        let (first, others) = messages.split_first()?;
        let others: Vec<String> = others.iter().map(|&other| other.to_owned()).collect();
        let is_one = others.iter().all(|other| without_numbers(other) == without_numbers(first));
        is_one.then(|| join_numbers(first, &others))
    }

    #[test]
    fn numbers_that_stand_alone_are_joined() {
        for (messages, expected) in [
            (&["It has 3 readers.", "It has 4 readers."][..], "It has 3 or 4 readers."),
            (&["It has 10 of 2.", "It has 9 of 2."], "It has 9 or 10 of 2."),
            (&["It is `5`.", "It is `7`.", "It is `6`."], "It is `5`, `6` or `7`."),
            (&["a (1) b", "a (2) b", "a (3) b", "a (12) b"], "a (1 to 12) b"),
            (&["`10` is set.", "`20` is set."], "`10` or `20` is set."),
            (&["1", "1"], "1"),
        ] {
            assert_eq!(joined(messages).as_deref(), Some(expected));
        }
    }

    #[test]
    fn names_are_no_numbers() {
        for messages in [
            ["Index `a1` is bad.", "Index `a2` is bad."],
            ["Index `1-a` is bad.", "Index `2-a` is bad."],
            ["It has 1 reader.", "It has 2 readers."],
            ["It has 1.", "It has 1 more."],
            ["é 1", "e 1"],
        ] {
            assert_eq!(joined(&messages), None, "{messages:?}");
        }
    }
}

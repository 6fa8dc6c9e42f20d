//! One key in the seven spellings that Guard tries for it: camel, class, kebab, pascal, snake, title, train. Pure text
//! in, text out; follows the crate cruet 0.14, which is what cfn-guard calls, odd cases included.

use super::singular::singular;

/// The spellings, in the order in which they are tried.
pub(super) fn spellings(key: &str) -> [String; 7] {
    let pascal = words(key, PASCAL);
    [
        words(key, CAMEL),
        class(&pascal),
        lowered(key, '-'),
        pascal,
        lowered(key, '_'),
        words(key, TITLE),
        words(key, TRAIN),
    ]
}

/// How the words of a key are joined when each starts with a capital.
#[derive(Clone, Copy)]
struct Join {
    /// Whether the first word has a capital too.
    first_capital: bool,
    /// What stands between two words.
    between: Option<char>,
    /// Whether a digit ends a word.
    digit_ends_word: bool,
}

const CAMEL: Join = Join { first_capital: false, between: None, digit_ends_word: true };
const PASCAL: Join = Join { first_capital: true, between: None, digit_ends_word: true };
const TITLE: Join = Join { first_capital: true, between: Some(' '), digit_ends_word: false };
const TRAIN: Join = Join { first_capital: true, between: Some('-'), digit_ends_word: true };

fn is_separator(character: char) -> bool {
    !character.is_alphanumeric()
}

/// `fooBar`, `FooBar`, `Foo Bar`, `Foo-Bar`. Only ASCII letters change their case; the letter that opens a word does
/// not count as the one before the next capital, so `TTLx` is `Ttlx`.
fn words(key: &str, join: Join) -> String {
    let mut result = String::with_capacity(key.len() + 4);
    let mut opens_word = join.first_capital;
    let mut is_first_word = true;
    let mut before = ' ';
    for character in key.trim_end_matches(is_separator).chars() {
        if is_separator(character) {
            // Separators before the first letter or digit are dropped.
            opens_word |= !result.is_empty();
        } else if character.is_numeric() && join.digit_ends_word {
            opens_word = true;
            result.push(character);
        } else if opens_word || (before.is_lowercase() && character.is_uppercase()) {
            if !is_first_word {
                result.extend(join.between);
            }
            is_first_word = false;
            opens_word = false;
            result.push(character.to_ascii_uppercase());
        } else {
            before = character;
            result.push(character.to_ascii_lowercase());
        }
    }
    result
}

/// The key as the name of one thing: its last word in the singular.
fn class(pascal: &str) -> String {
    let last = pascal.rfind(char::is_uppercase).unwrap_or(0);
    let (before, word) = pascal.split_at(last);
    format!("{before}{}", singular(word))
}

/// `foo-bar`, `foo_bar`. A character that has no lower case counts as a capital, so `bar3` is `bar_3`. The neighbours
/// of a capital are looked up by its byte offset, as cruet does, which only matters outside ASCII.
fn lowered(key: &str, between: char) -> String {
    let mut result = String::with_capacity(key.len() + 4);
    let all: Vec<char> = key.chars().collect();
    let is_lower = |at: usize| all.get(at).is_some_and(|character| character.is_lowercase());
    let mut at_start = true;
    for (at, character) in key.trim_end_matches(is_separator).char_indices() {
        if is_separator(character) {
            if !at_start {
                result.push(between);
            }
            at_start = true;
            continue;
        }
        let is_capital = character == character.to_ascii_uppercase();
        if !at_start && is_capital && (is_lower(at + 1) || is_lower(at.saturating_sub(1))) {
            result.push(between);
        }
        at_start = false;
        result.push(character.to_ascii_lowercase());
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_has_its_own_joint() {
        let expected =
            ["fooBars3X", "FooBars3X", "foo-bars-3x", "FooBars3X", "foo_bars_3x", "Foo Bars3x", "Foo-Bars3-X"];
        assert_eq!(spellings("foo_bars3x"), expected);
    }

    #[test]
    fn class_case_is_singular() {
        assert_eq!(spellings("Sizes")[1], "Size");
        assert_eq!(spellings("SecurityGroupIngresses")[1], "SecurityGroupIngress");
        assert_eq!(spellings("Policies")[1], "Policy");
        assert_eq!(spellings("Tags")[1], "Tag");
    }

    #[test]
    fn acronyms_do_not_convert() {
        assert!(!spellings("sse_specification").contains(&"SSESpecification".to_owned()));
        assert_eq!(spellings("SSESpecification")[0], "ssespecification");
    }

    #[test]
    fn odd_keys_are_no_trouble() {
        for key in ["", "_", "__a__", "é", "aÉb", "1", "Fn::GetAtt", "日本語Key"] {
            let _ = spellings(key);
        }
        assert_eq!(spellings("__a_b__")[4], "a_b");
        assert_eq!(spellings("")[0], "");
    }
}

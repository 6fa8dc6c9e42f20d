//! What may stand at a place of the command line, by the words that the table has for it: `FILE|FOLDER`, `RULE`, `bash|zsh`.
//! Knows no shell.

use tablewarden_usage::{COMMANDS, CommandRow, OptionRow, Value};

/// What completes a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Candidates {
    /// Nothing: it is any text, or a number.
    Nothing,
    /// One of these words.
    Words(Vec<&'static str>),
    /// One of these words, or such a word and a file: `WORD=FILE`.
    Formats(Vec<&'static str>),
    /// A file; folders lead to it.
    Files,
    /// A folder.
    Folders,
    /// The id of a built-in rule.
    Rules,
}

/// What completes the value of an option; none of a flag, which takes none.
pub(super) fn of_option(option: &OptionRow) -> Option<Candidates> {
    Some(match option.value {
        Value::Flag => return None,
        Value::OneOf(words) => Candidates::Words(words.to_vec()),
        Value::Formats(words) => Candidates::Formats(words.to_vec()),
        Value::Text(word) => of_word(word),
        Value::Place(..) | Value::Pair | Value::Seconds | Value::Line | Value::Most => Candidates::Nothing,
    })
}

/// What completes an operand or a value that the table calls so.
pub(super) fn of_word(word: &'static str) -> Candidates {
    let kinds: Vec<&str> = word.split('|').collect();
    let has = |names: &[&str]| kinds.iter().any(|kind| names.contains(kind));
    match kinds.as_slice() {
        // What an update is compared with, and the update: files for the most part.
        _ if has(&["FILE", "OLD", "NEW"]) => Candidates::Files,
        _ if has(&["FOLDER"]) => Candidates::Folders,
        _ if has(&["RULE"]) => Candidates::Rules,
        _ if kinds.iter().all(|kind| kind.starts_with(|first: char| first.is_ascii_lowercase())) => {
            Candidates::Words(kinds)
        }
        _ => Candidates::Nothing,
    }
}

/// The first words of all commands, each once, with what it stands for; of a group the words of its commands.
pub(super) fn first_words() -> Vec<(&'static str, String)> {
    let mut words: Vec<(&'static str, String)> = Vec::new();
    for row in COMMANDS {
        match row.name.split_once(' ') {
            None => words.push((row.name, row.sentence.to_owned())),
            Some((group, _)) if words.iter().any(|(word, _)| *word == group) => {}
            Some((group, _)) => {
                let seconds: Vec<&str> = second_words(group).map(|(second, _)| second).collect();
                words.push((group, format!("The commands {}", tablewarden_usage::or(seconds.into_iter()))));
            }
        }
    }
    words
}

/// The second words of the commands of a group.
pub(super) fn second_words(group: &str) -> impl Iterator<Item = (&'static str, &'static CommandRow)> {
    COMMANDS.iter().filter_map(move |row| Some((row.name.strip_prefix(group)?.strip_prefix(' ')?, row)))
}

/// The words that begin a group of commands.
pub(super) fn groups() -> Vec<&'static str> {
    first_words().into_iter().map(|(word, _)| word).filter(|word| second_words(word).next().is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_table_say_what_completes_them() {
        for (word, candidates) in [
            ("FILE|FOLDER|-", Candidates::Files),
            ("FILE|FOLDER|git:REVISION", Candidates::Files),
            ("FOLDER", Candidates::Folders),
            ("RULE", Candidates::Rules),
            ("bash|zsh", Candidates::Words(vec!["bash", "zsh"])),
            ("TEXT", Candidates::Nothing),
            ("YYYY-MM-DD", Candidates::Nothing),
        ] {
            assert_eq!(of_word(word), candidates, "{word}");
        }
    }

    #[test]
    fn a_group_stands_once() {
        let words = first_words();
        assert_eq!(words.iter().filter(|(word, _)| *word == "rules").count(), 1);
        assert!(words.iter().any(|(word, _)| *word == "check"));
        assert_eq!(groups(), ["rules"]);
    }
}

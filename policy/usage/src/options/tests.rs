//! The table of options holds together.

use super::*;
use crate::commands::{COMMANDS, command};

#[test]
fn a_command_has_each_option_once_and_every_option_has_a_command() {
    for row in COMMANDS {
        let mut names: Vec<_> = options(row.name).map(|option| option.name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{}", row.name);
    }
    for option in OPTIONS {
        assert!(!option.commands.is_empty(), "--{}", option.name);
        assert!(option.commands.iter().all(|name| command(name).is_some()), "--{}: no such command", option.name);
    }
}

#[test]
fn sentences_start_with_a_capital_and_have_no_full_stop() {
    for sentence in COMMANDS.iter().map(|row| row.sentence).chain(OPTIONS.iter().map(|row| row.sentence)) {
        assert!(sentence.starts_with(char::is_uppercase) && !sentence.ends_with('.'), "{sentence}");
    }
}

#[test]
fn options_that_exclude_each_other_say_so_in_both_rows() {
    for option in OPTIONS.iter().filter(|option| !option.excludes.is_empty()) {
        for command in option.commands {
            let other = options(command).find(|other| other.name == option.excludes);
            assert!(other.is_some_and(|other| other.excludes == option.name), "--{} of {command}", option.name);
        }
    }
}

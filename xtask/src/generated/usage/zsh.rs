//! The completions of zsh: as the file `_tablewarden` in a folder of `fpath`, or read by `source`. Options that exclude each other, and
//! those that are given already, are not offered again.

use std::fmt::Write as _;

use tablewarden_usage::{
    COMMANDS, CommandRow, HELP, HELP_OF_COMMAND, Operand, Operands, OptionRow, VERSION, options, value_word,
};

use super::candidates::{Candidates, first_words, groups, of_option, of_word, second_words};
use super::rules::Rule;

/// The script.
pub(super) fn script(rules: &[Rule]) -> String {
    let mut text = BEGIN.replace("@HELP@", &in_brackets(HELP)).replace("@VERSION@", &in_brackets(VERSION));
    for group in groups() {
        let _ = writeln!(text, "                    3/{group}) _tablewarden_{group}_commands && ret=0 ;;");
    }
    text.push_str(HELP_END);
    for row in COMMANDS.iter().filter(|row| !row.name.contains(' ')) {
        command(&mut text, row, row.name, "            ");
    }
    for group in groups() {
        let _ = write!(text, "            {group})\n{GROUP}", GROUP = GROUP.replace("@GROUP@", group));
        for (second, row) in second_words(group) {
            command(&mut text, row, second, "                    ");
        }
        text.push_str("                esac\n                ;;\n");
    }
    text.push_str(FUNCTIONS);
    list(&mut text, "commands", "command", first_words().iter().map(|(word, about)| (*word, about.as_str())));
    for group in groups() {
        let seconds = second_words(group).map(|(second, row)| (second, row.sentence));
        list(&mut text, &format!("{group}_commands"), "command", seconds);
    }
    list(&mut text, "rule_ids", "rule", rules.iter().map(|rule| (rule.id.as_str(), rule.title.as_str())));
    text.push_str(END);
    text
}

/// The case of a command: its options and operands.
fn command(text: &mut String, row: &CommandRow, word: &str, indent: &str) {
    let _ = writeln!(text, "{indent}{word})\n{indent}    _arguments -S \\");
    for option in options(row.name) {
        let _ = writeln!(text, "{indent}        {} \\", argument(option));
    }
    let _ = write!(text, "{indent}        '(- *)'{{-h,--help}}'[{HELP_OF_COMMAND}]'");
    let mut operand = |before: &str, operand: Operand| {
        let _ = write!(
            text,
            " \\\n{indent}        '{before}:{}:{}'",
            in_message(operand.word),
            action(&of_word(operand.word))
        );
    };
    match row.operands {
        Operands::None => {}
        Operands::One(one) => operand("", one),
        Operands::Many(many) => operand("*", many),
        Operands::OneAndMany(one, many) => {
            operand("", one);
            operand("*", many);
        }
    }
    let _ = writeln!(text, " && ret=0\n{indent}    ;;");
}

/// An option as `_arguments` takes it.
fn argument(option: &OptionRow) -> String {
    let excluded = match option.excludes {
        "" => String::new(),
        other => format!("(--{other} --{})", option.name),
    };
    let repeated = if option.repeats { "*" } else { "" };
    let meaning = in_brackets(option.sentence);
    match of_option(option) {
        None => format!("'{excluded}{repeated}--{}[{meaning}]'", option.name),
        Some(candidates) => {
            let word = in_message(&value_word(option.value));
            format!("'{excluded}{repeated}--{}=[{meaning}]:{word}:{}'", option.name, action(&candidates))
        }
    }
}

fn action(candidates: &Candidates) -> String {
    match candidates {
        Candidates::Nothing => " ".to_owned(),
        Candidates::Words(words) => format!("({})", words.join(" ")),
        // A blank before it: the function gets these words and nothing else.
        Candidates::Formats(words) => format!(" _tablewarden_formats {}", words.join(" ")),
        Candidates::Files => "_files".to_owned(),
        Candidates::Folders => "_files -/".to_owned(),
        Candidates::Rules => " _tablewarden_rule_ids".to_owned(),
    }
}

/// A function that offers words with what they mean.
fn list<'w>(text: &mut String, name: &str, tag: &str, words: impl Iterator<Item = (&'w str, &'w str)>) {
    let _ =
        writeln!(text, "\n(( $+functions[_tablewarden_{name}] )) || _tablewarden_{name}() {{\n    local -a words=(");
    for (word, meaning) in words {
        let _ = writeln!(text, "        '{word}:{}'", in_quotes(meaning));
    }
    let _ = writeln!(text, "    )\n    _describe -t {tag}s {tag} words\n}}");
}

/// Inside of single quotes.
fn in_quotes(text: &str) -> String {
    text.replace('\'', r"'\''")
}

/// What an option means, in the brackets of `_arguments`.
fn in_brackets(text: &str) -> String {
    in_quotes(&text.replace('\\', r"\\").replace('[', r"\[").replace(']', r"\]"))
}

/// The message of an argument ends at a colon.
fn in_message(text: &str) -> String {
    in_quotes(&text.replace(':', r"\:"))
}

const BEGIN: &str = r#"#compdef tablewarden
# Completions of tablewarden for zsh: `source <(tablewarden completions zsh)`, or this file as `_tablewarden` in a folder of fpath.
# Made by `cargo xtask usage`.

_tablewarden() {
    local curcontext="$curcontext" state state_descr line ret=1
    typeset -A opt_args

    _arguments -C \
        '(- *)'{-h,--help}'[@HELP@]' \
        '(- *)'{-V,--version}'[@VERSION@]' \
        ': :_tablewarden_first_words' \
        '*:: :->arguments' && ret=0

    if [[ $state == arguments ]]; then
        curcontext="${curcontext%:*}-$words[1]:"
        case $words[1] in
            help)
                case $CURRENT/$words[2] in
                    2/*) _tablewarden_commands && ret=0 ;;
"#;

const HELP_END: &str = r#"                esac
                ;;
"#;

const GROUP: &str = r#"                _arguments -C \
                    '(- *)'{-h,--help}'[Print this help]' \
                    ': :_tablewarden_@GROUP@_commands' \
                    '*:: :->command' && ret=0
                [[ $state == command ]] && case $words[1] in
"#;

const FUNCTIONS: &str = r#"        esac
    fi
    return ret
}

# A format, or a format and the file that it is written to: `json=FILE`.
(( $+functions[_tablewarden_formats] )) || _tablewarden_formats() {
    if compset -P 1 '*='; then
        _files
    else
        local -a formats=("$@")
        _wanted formats expl format compadd -a formats
    fi
}

(( $+functions[_tablewarden_first_words] )) || _tablewarden_first_words() {
    _tablewarden_commands
    local -a words=('help:Print the help of a command')
    _describe -t commands command words
}
"#;

const END: &str = r#"
if [[ $funcstack[1] == _tablewarden ]]; then
    _tablewarden "$@"
else
    compdef _tablewarden tablewarden
fi
"#;

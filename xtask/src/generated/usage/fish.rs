//! The completions of fish: a line for each option of each command.

use std::fmt::Write as _;

use tablewarden_usage::{COMMANDS, CommandRow, HELP, HELP_OF_COMMAND, Operands, VERSION, options};

use super::candidates::{Candidates, first_words, groups, of_option, of_word, second_words};
use super::rules::Rule;

/// The script.
pub(super) fn script(rules: &[Rule]) -> String {
    let mut text = BEGIN.to_owned();
    for rule in rules {
        let _ = writeln!(text, "    printf '%s\\t%s\\n' {} {}", rule.id, quoted(&rule.title));
    }
    text.push_str(MIDDLE);
    let mut first = |condition: &str, word: &str, about: &str| {
        let _ = writeln!(text, "{LINE} -n '{condition}' -a {word} -d {}", quoted(about));
    };
    for (word, about) in first_words() {
        first("__tablewarden_typed", word, &about);
        first("__tablewarden_typed help", word, &about);
    }
    first("__tablewarden_typed", "help", "Print the help of a command");
    for group in groups() {
        for (second, row) in second_words(group) {
            first(&format!("__tablewarden_typed {group}"), second, row.sentence);
            first(&format!("__tablewarden_typed help {group}"), second, row.sentence);
        }
    }
    for group in groups() {
        let _ = writeln!(text, "{LINE} -n '__tablewarden_typed {group}' -s h -l help -d {}", quoted(HELP_OF_COMMAND));
    }
    let _ = writeln!(text, "{LINE} -n __tablewarden_typed -s h -l help -d {}", quoted(HELP));
    let _ = writeln!(text, "{LINE} -n __tablewarden_typed -s V -l version -d {}", quoted(VERSION));
    COMMANDS.iter().for_each(|row| command(&mut text, row));
    text
}

/// The options and operands of a command.
fn command(text: &mut String, row: &CommandRow) {
    let begin = format!("{LINE} -n '__tablewarden_runs {}'", row.name);
    text.push('\n');
    for option in options(row.name) {
        let takes = of_option(option).map_or_else(String::new, |candidates| match arguments(&candidates) {
            files if candidates == Candidates::Files => format!(" -r{files}"),
            others => format!(" -x{others}"),
        });
        let _ = writeln!(text, "{begin} -l {}{takes} -d {}", option.name, quoted(option.sentence));
    }
    let _ = writeln!(text, "{begin} -s h -l help -d {}", quoted(HELP_OF_COMMAND));
    match row.operands {
        Operands::None => {}
        Operands::One(operand) | Operands::Many(operand) | Operands::OneAndMany(operand, _) => {
            let _ = writeln!(text, "{begin}{}", arguments(&of_word(operand.word)));
        }
    }
}

fn arguments(candidates: &Candidates) -> String {
    match candidates {
        Candidates::Nothing => String::new(),
        Candidates::Words(words) => format!(" -a '{}'", words.join(" ")),
        Candidates::Formats(words) => format!(" -a '(__tablewarden_formats {})'", words.join(" ")),
        Candidates::Files => " -F".to_owned(),
        Candidates::Folders => " -a '(__fish_complete_directories (commandline -ct))'".to_owned(),
        Candidates::Rules => " -a '(__tablewarden_rules)'".to_owned(),
    }
}

/// In single quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
}

const LINE: &str = "complete -c tablewarden";

const BEGIN: &str = r#"# Completions of tablewarden for fish: `tablewarden completions fish | source`, or this file in ~/.config/fish/completions.
# Made by `cargo xtask usage`.

# Whether these words, and no others, stand between the program and the word at the cursor.
function __tablewarden_typed
    set -l words (commandline -opc)
    set -e words[1]
    test "$words" = "$argv"
end

# Whether the command is this one: whether what was typed begins with its words.
function __tablewarden_runs
    set -l words (commandline -opc)
    set -e words[1]
    set -l count (count $argv)
    test (count $words) -ge $count; and test "$words[1..$count]" = "$argv"
end

# A format, or a format and the file that it is written to: `json=FILE`.
function __tablewarden_formats
    set -l value (commandline -ct | string replace -r -- '^--[a-z-]+=' '')
    if string match -q -- '*=*' $value
        set -l parts (string split -m 1 -- = $value)
        for path in (__fish_complete_path $parts[2])
            echo "$parts[1]=$path"
        end
    else
        printf '%s\n' $argv
    end
end

function __tablewarden_rules
"#;

const MIDDLE: &str = "end

complete -c tablewarden -f
";

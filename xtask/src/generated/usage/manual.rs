//! The manual page tablewarden(1), in the macros of man(7), which every formatter reads.

use std::fmt::Write as _;

use tablewarden_usage::{
    ABOUT, COMMANDS, CommandRow, EXIT_CODES, HELP, HELP_OF_COMMAND, HELP_OPTION, VERSION, VERSION_OPTION, meaning,
    options, typed, value_word,
};

/// Formatters want a date: the day when what this file itself says was changed last.
const DATE: &str = "2026-11-27";

/// The page.
pub(super) fn page() -> String {
    let mut text = format!(
        ".\\\" Made by `cargo xtask usage`.\n.TH TABLEWARDEN 1 {DATE} \"tablewarden {}\" \"User Commands\"\n",
        env!("CARGO_PKG_VERSION")
    );
    text.push_str(
        ".SH NAME\ntablewarden \\- check the DynamoDB tables of CloudFormation templates\n\
         .SH SYNOPSIS\n.B tablewarden\n.I COMMAND\n.RI [ OPTIONS ]\n.I ...\n.SH DESCRIPTION\n",
    );
    paragraph(&mut text, ABOUT);
    text.push_str(".PP\n");
    paragraph(&mut text, DESCRIPTION);
    text.push_str(".SH OPTIONS\n");
    item(&mut text, HELP_OPTION, &format!("{HELP}."));
    item(&mut text, VERSION_OPTION, &format!("{VERSION}."));
    text.push_str(".SH COMMANDS\n");
    COMMANDS.iter().for_each(|row| command(&mut text, row));
    text.push_str(".SH EXIT STATUS\n");
    paragraph(&mut text, EXIT_CODES.trim_start_matches("Exit codes: "));
    text.push_str(".SH ENVIRONMENT\n");
    for (name, about) in ENVIRONMENT {
        item(&mut text, name, about);
    }
    text.push_str(".SH FILES\n");
    item(&mut text, "tablewarden.yaml", FILES);
    text.push_str(".SH EXAMPLES\n");
    for (index, (line, about)) in EXAMPLES.into_iter().enumerate() {
        text.push_str(if index == 0 { "" } else { ".PP\n" });
        let _ = write!(text, "{}\n.PP\n.RS 4\n.EX\n{}\n.EE\n.RE\n", escaped(about), escaped(line));
    }
    let _ = writeln!(text, ".SH SEE ALSO\n{}", escaped(SITE));
    text
}

const DESCRIPTION: &str = "It reads a table together with its alarms, scaling, streams, functions, keys and policies, and checks every \
    outcome of the template's conditions. What could not be checked is never reported as clean.";
const ENVIRONMENT: [(&str, &str); 3] = [
    ("NO_COLOR", "If it is set and not empty, text has no color, unless `--color` says otherwise."),
    (
        "FORCE_COLOR",
        "If it is set and not empty, text on standard output has color even in a file or a pipe; with 0 it never has.",
    ),
    ("COLUMNS", "How wide help may be, if the terminal does not say it."),
];
const FILES: &str = "The settings of a folder and of those below: profile, parameters of the stack, severities and parameters of rules. The \
    nearest one counts, from the template upwards.";
const EXAMPLES: [(&str, &str); 4] = [
    ("tablewarden check template.yaml", "Check a template:"),
    (
        "tablewarden check --format text --format sarif=report.sarif infra",
        "Check a folder, print text, and write SARIF to a file:",
    ),
    ("tablewarden check --against git:HEAD template.yaml", "Check what a change does to tables as well:"),
    ("tablewarden explain DDB-R001", "Read why a rule exists and how to fix what it finds:"),
];
const SITE: &str = "https://github.com/tablewarden/tablewarden";

/// A command: how it is typed, what it does, its options.
fn command(text: &mut String, row: &CommandRow) {
    let _ = writeln!(text, ".SS \"tablewarden {}\"", escaped(&typed(row)));
    paragraph(text, &[row.sentence, ". ", row.about].concat());
    for option in options(row.name) {
        let left = format!("--{} {}", option.name, value_word(option.value));
        item(text, left.trim_end(), &meaning(option));
    }
    item(text, HELP_OPTION, &format!("{HELP_OF_COMMAND}."));
}

/// A word and what it means.
fn item(text: &mut String, word: &str, about: &str) {
    let (name, value) = if word.starts_with("--") { word.split_once(' ').unwrap_or((word, "")) } else { (word, "") };
    let _ = write!(text, ".TP\n\\fB{}\\fR", escaped(name));
    if !value.is_empty() {
        let _ = write!(text, " \\fI{}\\fR", escaped(value));
    }
    text.push('\n');
    paragraph(text, about);
}

/// A paragraph, each sentence on a line of its own, as manual pages are written. What is between backquotes is bold.
fn paragraph(text: &mut String, words: &str) {
    let mut paragraph = String::new();
    for (index, part) in words.trim_end().split('`').enumerate() {
        match index % 2 {
            1 => paragraph.extend([r"\fB", &escaped(part), r"\fR"]),
            _ => paragraph.push_str(&escaped(part).replace(". ", ".\n")),
        }
    }
    for sentence in paragraph.lines() {
        let mut line = String::new();
        for word in sentence.split(' ') {
            if line.len() + 1 + word.len() > WIDTH {
                text.extend([&line, "\n"]);
                line.clear();
            }
            // A line with a dot at its start would be a request of the formatter.
            line.push_str(match (line.is_empty(), word.starts_with('.')) {
                (true, true) => r"\&",
                (true, false) => "",
                (false, _) => " ",
            });
            line.push_str(word);
        }
        text.extend([&line, "\n"]);
    }
}

/// How long lines of the source are, as linters of manual pages want it.
const WIDTH: usize = 80;

/// As it is, and not what the formatter makes of it: dashes, quotes.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\e").replace('-', r"\-").replace('\'', r"\(aq").replace('"', r"\(dq")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_option_of_each_command_is_there() {
        let page = page();
        let mut parts = page.split("\n.SS ").skip(1);
        for row in COMMANDS {
            let part = parts.next().unwrap_or_default();
            for option in options(row.name) {
                let item = format!("\n.TP\n\\fB\\-\\-{}\\fR", option.name.replace('-', r"\-"));
                assert!(part.contains(&item), "{} --{}", row.name, option.name);
            }
        }
    }

    #[test]
    fn what_formatters_would_take_for_a_request_is_escaped() {
        assert_eq!(escaped("--x 'y' \\"), r"\-\-x \(aqy\(aq \e");
        let mut text = String::new();
        paragraph(&mut text, ".yaml and `--x`. Two.");
        assert_eq!(text, "\\&.yaml and \\fB\\-\\-x\\fR.\nTwo.\n");
    }
}

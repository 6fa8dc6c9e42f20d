//! All commands and all options, one row each. Parsing, help and "did you mean" come from these rows: what is not here does not
//! exist, and what is here is known in every host. A row says nothing about what a command does with its options.

/// A command.
#[derive(Debug)]
pub(crate) struct CommandRow {
    /// One word, or the word of a group and a second one.
    pub(crate) name: &'static str,
    pub(crate) operands: Operands,
    /// What it does, for the list of commands.
    pub(crate) sentence: &'static str,
    /// What else its own help says.
    pub(crate) about: &'static str,
}

/// What a command takes besides options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operands {
    None,
    /// Exactly one.
    One(Operand),
    /// One or more.
    Many(Operand),
}

/// An operand as help and mistakes name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Operand {
    pub(crate) word: &'static str,
    /// What to do where it is missing.
    pub(crate) missing: &'static str,
}

/// An option.
#[derive(Debug)]
pub(crate) struct OptionRow {
    /// Without dashes.
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    /// Whether it may be given more than once.
    pub(crate) repeats: bool,
    /// What counts where it is not given, as help says it.
    pub(crate) default: &'static str,
    /// The option that must not be given together with it.
    pub(crate) excludes: &'static str,
    pub(crate) sentence: &'static str,
    /// The commands that have it.
    pub(crate) commands: &'static [&'static str],
}

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One of these words, or such a word and a file: `WORD=FILE`.
    Formats(&'static [&'static str]),
    /// Any text; the word that help has for it.
    Text(&'static str),
    /// `NAME=VALUE`.
    Pair,
    /// Seconds since 1970-01-01.
    Seconds,
    /// The number of a line, from 1.
    Line,
}

/// The command of a name.
pub(crate) fn command(name: &str) -> Option<&'static CommandRow> {
    COMMANDS.iter().find(|row| row.name == name)
}

/// The options of a command, in the order of the table.
pub(crate) fn options(command: &str) -> impl Iterator<Item = &'static OptionRow> + Clone {
    OPTIONS.iter().filter(move |row| row.commands.contains(&command))
}

const TEMPLATES: Operand =
    Operand { word: "FILE|FOLDER|-", missing: "Name a template or a folder of templates, or `-` for standard input." };
const TEMPLATE: Operand = Operand { word: "FILE|-", missing: "Name a template, or `-` for standard input." };
const RULE: Operand = Operand { word: "RULE", missing: "Name a rule. `tablewarden rules list` lists them." };
const RULE_FILES: Operand = Operand {
    word: "FILE|FOLDER|-",
    missing: "Name a rule file or a folder of rule files, or `-` for standard input.",
};
const RULE_FILE: Operand = Operand { word: "FILE|-", missing: "Name a rule file, or `-` for standard input." };

pub(crate) static COMMANDS: &[CommandRow] = &[
    CommandRow {
        name: "check",
        operands: Operands::Many(TEMPLATES),
        sentence: "Check templates",
        about: "In a folder every .yaml, .yml, .json, .template and .jsn file that is a template is checked; hidden folders, \
                node_modules and target are skipped. A folder that `cdk synth` wrote is read by its manifest: every stack is checked \
                in its Region and account, with its nested stacks. `-` is standard input.",
    },
    CommandRow {
        name: "facts",
        operands: Operands::One(TEMPLATE),
        sentence: "Print what the rules see of a template, as JSON",
        about: "",
    },
    CommandRow {
        name: "draw",
        operands: Operands::One(TEMPLATE),
        sentence: "Draw the tables of a template",
        about: "Each table becomes a picture of its keys, indexes, settings, stream, alarms and replicas, with a mark where \
                `check` finds something. Several pictures are one SVG, or one text with a block of Mermaid for each; with \
                --output each is a file, named after its table.",
    },
    CommandRow {
        name: "parameters",
        operands: Operands::One(TEMPLATE),
        sentence: "Print the parameters of a template",
        about: "Each with its type, its default, what it may be, and its description: what to give with --parameter. The default \
                of one with NoEcho is not printed.",
    },
    CommandRow {
        name: "explain",
        operands: Operands::One(RULE),
        sentence: "Print the page of a built-in rule",
        about: "A rule is named by its id or its name.",
    },
    CommandRow { name: "rules list", operands: Operands::None, sentence: "Print the built-in rules", about: "" },
    CommandRow {
        name: "rules test",
        operands: Operands::Many(RULE_FILES),
        sentence: "Run the unit tests of rule files",
        about: "Tests are in the format of cfn-guard. In a folder every .guard and .ruleset file is a rule file, and every .yaml, \
                .yml, .json and .jsn file in a folder `tests` has tests.",
    },
    CommandRow {
        name: "rules check",
        operands: Operands::Many(RULE_FILES),
        sentence: "Report what is probably a mistake in rule files",
        about: "Rules that no test covers are reported too.",
    },
    CommandRow {
        name: "rules parse",
        operands: Operands::One(RULE_FILE),
        sentence: "Print the syntax tree of a rule file, as JSON",
        about: "",
    },
    CommandRow {
        name: "rules format",
        operands: Operands::Many(RULE_FILES),
        sentence: "Rewrite rule files in the canonical form",
        about: "`-` formats standard input to standard output.",
    },
];

const STACK: &[&str] = &["check", "facts", "draw"];
const CHECKED: &[&str] = &["check", "draw"];

/// An option in its commonest form: a flag, given once.
const FLAG: OptionRow = OptionRow {
    name: "",
    value: Value::Flag,
    repeats: false,
    default: "",
    excludes: "",
    sentence: "",
    commands: &["check"],
};

pub(crate) static OPTIONS: &[OptionRow] = &[
    OptionRow {
        name: "format",
        value: Value::Formats(&[
            "text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "cdk", "markdown",
        ]),
        repeats: true,
        default: "text",
        sentence: "What to print, or with =FILE what to write to a file",
        ..FLAG
    },
    OptionRow {
        name: "format",
        value: Value::OneOf(&["text", "json"]),
        default: "text",
        sentence: "What to print",
        commands: &["parameters", "rules list", "rules test", "rules check"],
        ..FLAG
    },
    OptionRow {
        name: "format",
        value: Value::OneOf(&["svg", "mermaid"]),
        default: "svg",
        sentence: "What to draw: SVG, or flowcharts in the language of Mermaid",
        commands: &["draw"],
        ..FLAG
    },
    OptionRow {
        name: "output",
        value: Value::Text("FOLDER"),
        sentence: "Write each picture to a file in this folder",
        commands: &["draw"],
        ..FLAG
    },
    OptionRow {
        name: "table",
        value: Value::Text("LOGICAL_ID"),
        excludes: "line",
        sentence: "Draw this table only",
        commands: &["draw"],
        ..FLAG
    },
    OptionRow {
        name: "line",
        value: Value::Line,
        excludes: "table",
        sentence: "Draw only the table that this line of the template belongs to, or else the first",
        commands: &["draw"],
        ..FLAG
    },
    OptionRow {
        name: "output-file",
        value: Value::Text("FILE"),
        sentence: "Write to this file what would go to standard output",
        ..FLAG
    },
    OptionRow { name: "statuses", sentence: "Add the status of each rule to the format json", ..FLAG },
    OptionRow { name: "statistics", sentence: "Count the findings by rule, template and account", ..FLAG },
    OptionRow { name: "quiet", sentence: "Print findings and errors only", ..FLAG },
    OptionRow {
        name: "profile",
        value: Value::OneOf(&["minimal", "recommended", "strict"]),
        default: "recommended",
        sentence: "Which rules to report",
        commands: CHECKED,
        ..FLAG
    },
    OptionRow {
        name: "fail-on",
        value: Value::OneOf(&["error", "warning", "note", "never"]),
        default: "warning",
        sentence: "The lowest severity that gives exit code 1",
        ..FLAG
    },
    OptionRow {
        name: "against",
        value: Value::Text("FILE|FOLDER|git:REVISION"),
        sentence: "Check the changes too: from FILE, from the cloud assembly in FOLDER, or from what git has in REVISION",
        ..FLAG
    },
    OptionRow { name: "skip-other-files", sentence: "Skip named files that are not templates", ..FLAG },
    OptionRow { name: "advice", sentence: "Add what matters for tables and no template can show", ..FLAG },
    OptionRow {
        name: "color",
        value: Value::OneOf(&["auto", "always", "never"]),
        default: "auto, which honors NO_COLOR and FORCE_COLOR",
        sentence: "Whether to color the text",
        ..FLAG
    },
    OptionRow { name: "time", sentence: "Print the time taken, to standard error", ..FLAG },
    OptionRow {
        name: "now",
        value: Value::Seconds,
        default: "the clock",
        sentence: "The time to go by, in seconds since 1970-01-01",
        commands: &["check", "draw", "rules test"],
        ..FLAG
    },
    OptionRow {
        name: "rules",
        value: Value::Text("FILE|FOLDER"),
        repeats: true,
        sentence: "Evaluate these rule files too",
        commands: CHECKED,
        ..FLAG
    },
    OptionRow { name: "no-default-rules", sentence: "Leave the built-in rules out", commands: CHECKED, ..FLAG },
    OptionRow {
        name: "dialect",
        value: Value::OneOf(&["3.2.0", "3.2.1"]),
        default: "3.2.1",
        sentence: "The version of cfn-guard whose verdicts rule files give",
        commands: &["check", "draw", "rules test", "rules check", "rules parse", "rules format"],
        ..FLAG
    },
    OptionRow {
        name: "input-parameters",
        value: Value::Text("FILE"),
        repeats: true,
        sentence: "Add the keys of this document to the template that rule files see",
        ..FLAG
    },
    OptionRow {
        name: "check",
        sentence: "Rewrite nothing: name the files that are not in the canonical form",
        commands: &["rules format"],
        ..FLAG
    },
    OptionRow {
        name: "region",
        value: Value::Text("REGION"),
        sentence: "The Region the stack is deployed to",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "account",
        value: Value::Text("ACCOUNT"),
        sentence: "The account the stack is deployed to, twelve digits",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "partition",
        value: Value::Text("PARTITION"),
        sentence: "The partition: aws, aws-cn or aws-us-gov",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "parameter",
        value: Value::Pair,
        repeats: true,
        sentence: "The value of a parameter of the template",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "parameters",
        value: Value::Text("FILE"),
        repeats: true,
        sentence: "Values of parameters, in a file as the tools of AWS take it",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "root",
        value: Value::Text("FOLDER"),
        default: "the working directory",
        sentence: "Where the paths in reports start",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "config",
        value: Value::Text("FILE"),
        default: "the nearest tablewarden.yaml from the template upwards, to --root where that is given",
        excludes: "no-config",
        sentence: "The settings file",
        commands: STACK,
        ..FLAG
    },
    OptionRow { name: "no-config", excludes: "config", sentence: "Look for no settings file", commands: STACK, ..FLAG },
];

#[cfg(test)]
mod tests {
    use super::*;

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
            let other = OPTIONS.iter().find(|other| other.name == option.excludes);
            assert!(other.is_some_and(|other| other.excludes == option.name), "--{}", option.name);
        }
    }
}

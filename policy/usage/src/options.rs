//! All options, one row each, beside the commands of `commands.rs`. Parsing, help and "did you mean" come from these rows: what is not
//! here does not exist, and what is here is known in every host. A row says nothing about what a command does with its options.

use tablewarden_cloudformation::PlaceKind;

/// An option.
#[derive(Debug)]
pub struct OptionRow {
    /// Without dashes.
    pub name: &'static str,
    /// What it takes.
    pub value: Value,
    /// Whether it may be given more than once.
    pub repeats: bool,
    /// What counts where it is not given, as help says it.
    pub default: &'static str,
    /// The option that must not be given together with it.
    pub excludes: &'static str,
    /// What it means.
    pub sentence: &'static str,
    /// The commands that have it.
    pub commands: &'static [&'static str],
}

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
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
    /// A number from 1, or `all`.
    Most,
    /// A Region, an account or a partition; the word that help has for it.
    Place(PlaceKind, &'static str),
}

/// The options of a command, in the order of the table.
pub fn options(command: &str) -> impl Iterator<Item = &'static OptionRow> + Clone {
    OPTIONS.iter().filter(move |row| row.commands.contains(&command))
}

const STACK: &[&str] = &["check", "changes", "facts", "draw", "waive", "fix"];
const SETTLED: &[&str] = &["check", "changes", "facts", "draw", "waive", "fix", "lsp"];
const FOLDERS: &[&str] = &["check", "changes", "fix"];
const REPORTS: &[&str] = &["check", "changes"];
const CHECKED: &[&str] = &["check", "draw", "waive", "fix"];

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

/// The options, in the order of help.
pub static OPTIONS: &[OptionRow] = &[
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
        value: Value::Formats(&["text", "json", "markdown"]),
        repeats: true,
        default: "text",
        sentence: "What to print, or with =FILE what to write to a file",
        commands: &["changes"],
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
        sentence: "Draw only the table that this line of the template belongs to; if there is none, the first table",
        commands: &["draw"],
        ..FLAG
    },
    OptionRow {
        name: "rule",
        value: Value::Text("RULE"),
        sentence: "The rule to waive, by id or name",
        commands: &["waive"],
        ..FLAG
    },
    OptionRow {
        name: "reason",
        value: Value::Text("TEXT"),
        sentence: "Why the finding is waived",
        commands: &["waive"],
        ..FLAG
    },
    OptionRow {
        name: "expires",
        value: Value::Text("YYYY-MM-DD"),
        sentence: "The last day of the waiver",
        commands: &["waive"],
        ..FLAG
    },
    OptionRow {
        name: "resource",
        value: Value::Text("LOGICAL_ID"),
        default: "the resource in which the rule finds something",
        sentence: "The resource that the finding is in",
        commands: &["waive"],
        ..FLAG
    },
    OptionRow {
        name: "diff",
        sentence: "Print the difference and change nothing",
        commands: &["waive", "fix"],
        ..FLAG
    },
    OptionRow {
        name: "diff",
        excludes: "no-fixes",
        sentence: "Show with each finding what `tablewarden fix` would change",
        ..FLAG
    },
    OptionRow {
        name: "rule",
        value: Value::Text("RULE"),
        repeats: true,
        default: "every rule",
        sentence: "Fix only what this rule finds, by id or name",
        commands: &["fix"],
        ..FLAG
    },
    OptionRow { name: "unsafe", sentence: "Make unsafe fixes too", commands: &["fix"], ..FLAG },
    OptionRow {
        name: "output-file",
        value: Value::Text("FILE"),
        sentence: "Write the report to this file and not to standard output",
        commands: REPORTS,
        ..FLAG
    },
    OptionRow { name: "statuses", sentence: "Add the status of each rule to the format json", ..FLAG },
    OptionRow {
        name: "no-fixes",
        excludes: "diff",
        sentence: "Leave fixes out of reports, which are made sooner then",
        ..FLAG
    },
    OptionRow {
        name: "max-findings",
        value: Value::Most,
        default: "100, or what the settings say",
        sentence: "How many findings of one rule to list for one file. The others are counted",
        ..FLAG
    },
    OptionRow { name: "statistics", sentence: "Count the findings by rule, template and account", ..FLAG },
    OptionRow {
        name: "verbose",
        excludes: "quiet",
        sentence: "Name the values that are not known, why, and what would make them known",
        ..FLAG
    },
    OptionRow { name: "quiet", excludes: "verbose", sentence: "Print findings and errors only", ..FLAG },
    OptionRow { name: "quiet", sentence: "Print what can't be fixed and errors only", commands: &["fix"], ..FLAG },
    OptionRow {
        name: "profile",
        value: Value::OneOf(&["minimal", "recommended", "strict"]),
        default: "recommended",
        sentence: "Which rules to report",
        commands: &["check", "draw", "fix"],
        ..FLAG
    },
    OptionRow {
        name: "fail-on",
        value: Value::OneOf(&["error", "warning", "note", "never"]),
        default: "warning",
        sentence: "The lowest severity that gives exit code 1",
        commands: &["check", "fix"],
        ..FLAG
    },
    OptionRow {
        name: "against",
        value: Value::Text("FILE|FOLDER|git:REVISION"),
        excludes: "write-baseline",
        sentence: "Check what changes too: since FILE, since the templates in FOLDER, or since REVISION in git. `git:BRANCH...` is \
                   where BRANCH and HEAD parted",
        ..FLAG
    },
    OptionRow {
        name: "skip-other-files",
        sentence: "Skip named files that are not templates",
        commands: FOLDERS,
        ..FLAG
    },
    OptionRow {
        name: "exclude",
        value: Value::Text("GLOB"),
        repeats: true,
        sentence: "Leave matching files and folders out when a folder is checked, as a line of a .gitignore would",
        commands: FOLDERS,
        ..FLAG
    },
    OptionRow {
        name: "baseline",
        value: Value::Text("FILE"),
        excludes: "no-baseline",
        default: "what the settings name",
        sentence: "Report only what this file doesn't know, and what it knows as a count",
        ..FLAG
    },
    OptionRow {
        name: "no-baseline",
        excludes: "baseline",
        sentence: "Report everything, whatever baseline the settings name",
        ..FLAG
    },
    OptionRow {
        name: "write-baseline",
        value: Value::Text("FILE"),
        excludes: "against",
        sentence: "Write what is found to this file, so that later checks with --baseline report only what is new",
        ..FLAG
    },
    OptionRow { name: "list-files", sentence: "Print the files that would be checked, and check nothing", ..FLAG },
    OptionRow {
        name: "advice",
        sentence: "Add advice on what no template shows: queries, item sizes, restores, traffic, hot keys",
        ..FLAG
    },
    OptionRow {
        name: "color",
        value: Value::OneOf(&["auto", "always", "never"]),
        default: "auto, which honors NO_COLOR and FORCE_COLOR",
        sentence: "Whether to color the text",
        ..FLAG
    },
    OptionRow {
        name: "watch",
        sentence: "Check again after every change, and print what is new and what is gone; Ctrl+C stops",
        ..FLAG
    },
    OptionRow { name: "time", sentence: "Print the time taken, to standard error", ..FLAG },
    OptionRow {
        name: "now",
        value: Value::Seconds,
        default: "the clock",
        sentence: "The current time, in seconds since 1970-01-01",
        commands: &["check", "draw", "waive", "fix", "rules test"],
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
        sentence: "The version of cfn-guard that rule files are evaluated like",
        commands: &["check", "draw", "waive", "fix", "rules test", "rules check", "rules parse", "rules format"],
        ..FLAG
    },
    OptionRow {
        name: "input-parameters",
        value: Value::Text("FILE"),
        repeats: true,
        sentence: "Add the keys of this file to the template, for rule files",
        ..FLAG
    },
    OptionRow {
        name: "check",
        sentence: "Rewrite nothing, and print the names of files that are not in the canonical form",
        commands: &["rules format"],
        ..FLAG
    },
    OptionRow {
        name: "region",
        value: Value::Place(PlaceKind::Region, "REGION"),
        sentence: "The Region the stack is deployed to",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "account",
        value: Value::Place(PlaceKind::Account, "ACCOUNT"),
        sentence: "The account the stack is deployed to, twelve digits",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "partition",
        value: Value::Place(PlaceKind::Partition, "PARTITION"),
        sentence: "The partition: aws, aws-cn or aws-us-gov",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "parameter",
        value: Value::Pair,
        repeats: true,
        sentence: "Set a parameter of the template",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "parameters",
        value: Value::Text("FILE"),
        repeats: true,
        sentence: "Read values of parameters from a file: of the AWS CLI, of CodePipeline, or of lines NAME: VALUE",
        commands: STACK,
        ..FLAG
    },
    OptionRow {
        name: "root",
        value: Value::Text("FOLDER"),
        default: "the working directory",
        sentence: "The folder that paths in reports start at",
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
    OptionRow {
        name: "config",
        value: Value::Text("FILE"),
        default: "the nearest tablewarden.yaml from the document upwards",
        excludes: "no-config",
        sentence: "The settings file",
        commands: &["lsp"],
        ..FLAG
    },
    OptionRow { name: "no-config", excludes: "config", sentence: "Ignore settings files", commands: SETTLED, ..FLAG },
];

#[cfg(test)]
mod tests;

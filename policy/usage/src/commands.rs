//! All commands, one row each: what is not here does not exist. A row says nothing about what a command does.

/// A command.
#[derive(Debug)]
pub struct CommandRow {
    /// One word, or the word of a group and a second one.
    pub name: &'static str,
    /// What it takes besides options.
    pub operands: Operands,
    /// What it does, for the list of commands.
    pub sentence: &'static str,
    /// What else its own help says.
    pub about: &'static str,
}

/// What a command takes besides options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operands {
    /// Nothing.
    None,
    /// Exactly one.
    One(Operand),
    /// One or more.
    Many(Operand),
    /// Exactly one, and behind it one or more.
    OneAndMany(Operand, Operand),
}

/// An operand as help and mistakes name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operand {
    /// Its kinds, with `|` between them: `FILE|FOLDER|-`.
    pub word: &'static str,
    /// What to do where it is missing; nothing where it may be.
    pub missing: &'static str,
}

/// The command of a name.
#[must_use]
pub fn command(name: &str) -> Option<&'static CommandRow> {
    COMMANDS.iter().find(|row| row.name == name)
}

const TEMPLATES: Operand =
    Operand { word: "FILE|FOLDER|-", missing: "Name a template or a folder of templates, or `-` for standard input." };
const OLD: Operand = Operand {
    word: "OLD",
    missing: "Name the earlier version and the template, as in `tablewarden changes old.yaml new.yaml` or `tablewarden changes git:main infra`.",
};
const NEW: Operand = Operand {
    word: "NEW",
    missing: "Name a template or a folder behind the earlier version, as in `tablewarden changes git:main infra`.",
};
const TEMPLATE: Operand = Operand { word: "FILE|-", missing: "Name a template, or `-` for standard input." };
const SETTINGS_FOLDER: Operand = Operand { word: "FOLDER", missing: "" };
const RULE: Operand = Operand { word: "RULE", missing: "Name a rule. `tablewarden rules list` lists them." };
const RULE_FILES: Operand = Operand {
    word: "FILE|FOLDER|-",
    missing: "Name a rule file or a folder of rule files, or `-` for standard input.",
};
const SHELL: Operand = Operand {
    word: "bash|zsh|fish|powershell",
    missing: "Name your shell, as in `tablewarden completions bash`: bash, zsh, fish or powershell.",
};
const RULE_FILE: Operand = Operand { word: "FILE|-", missing: "Name a rule file, or `-` for standard input." };

/// The commands, in the order of help.
pub static COMMANDS: &[CommandRow] = &[
    CommandRow {
        name: "check",
        operands: Operands::Many(TEMPLATES),
        sentence: "Check templates",
        about: "In a folder every .yaml, .yml, .json, .template and .jsn file that is a template is checked; hidden folders, \
                node_modules and target are skipped. A folder that `cdk synth` wrote is read by its manifest: every stack is checked \
                in its Region and account, with its nested stacks. Of a file with several YAML documents each that is a template is \
                checked. `-` is standard input.",
    },
    CommandRow {
        name: "changes",
        operands: Operands::OneAndMany(OLD, NEW),
        sentence: "Print what an update does to each table",
        about: "OLD is the earlier version: FILE, the cloud assembly in FOLDER, or git:REVISION. NEW is what comes: templates, \
                folders of templates, or `-` for standard input. Every table of both is listed, the worst first: deleted, failing, \
                replaced, less protected, changed in place, new, unchanged. `check --against` finds the same and says what to do. \
                The exit code is 0, or 2 where something could not be compared.",
    },
    CommandRow {
        name: "facts",
        operands: Operands::One(TEMPLATE),
        sentence: "Print what the rules see of a template, as JSON",
        about: "Of a file in which several YAML documents are templates it is a list.",
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
        name: "waive",
        operands: Operands::One(TEMPLATE),
        sentence: "Write a waiver of a finding into a template",
        about: "In a resource of block YAML it is a comment, elsewhere and with --expires an entry in `Metadata`. Everything else stays \
                as it is written. `-` prints the changed template.",
    },
    CommandRow {
        name: "fix",
        operands: Operands::Many(TEMPLATES),
        sentence: "Fix what a check finds in templates",
        about: "Templates are selected and checked as by `check`. A fix is safe where there is one right value, and a deployment over an \
                existing stack replaces, deletes and stops nothing; --unsafe makes the others too: names that were probably meant, \
                numbers, resources. Comments, order and layout of everything else stay. A file that changes meanwhile is left as it \
                is. `-` prints the fixed template. The exit code is that of a check of the result; with --diff it is 1 where something \
                would change.",
    },
    CommandRow {
        name: "init",
        operands: Operands::One(SETTINGS_FOLDER),
        sentence: "Write a settings file for the templates in a folder",
        about: "The file is `tablewarden.yaml` in FOLDER, or in the working directory. It changes nothing yet: it has the address of its \
                schema, the defaults, and an example of each key. A settings file that is there already is never replaced.",
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
    CommandRow {
        name: "lsp",
        operands: Operands::None,
        sentence: "Serve an editor over standard input and output",
        about: "The language server protocol: what `check` finds while you type, and its fixes. docs/editors.md has the settings of \
                editors.",
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
    CommandRow {
        name: "completions",
        operands: Operands::One(SHELL),
        sentence: "Print the completions of a shell",
        about: "For bash and zsh, put `source <(tablewarden completions bash)` into the file that the shell reads at its start. For fish, \
                write them to ~/.config/fish/completions/tablewarden.fish. For PowerShell, put `tablewarden completions powershell | \
                Out-String | Invoke-Expression` into your profile.",
    },
    CommandRow {
        name: "man",
        operands: Operands::None,
        sentence: "Print the manual page",
        about: "`tablewarden man | man -l -` shows it.",
    },
];

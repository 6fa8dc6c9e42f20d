//! Help texts, made from the table: of everything, of a group of commands, of one command.

use tablewarden_usage::{
    ABOUT, COMMANDS, CommandRow, EXIT_CODES, HELP, HELP_OF_COMMAND, HELP_OPTION, VERSION, VERSION_OPTION, command,
    meaning, options, typed, value_word,
};

/// What `tablewarden --help` prints, `width` columns wide at most.
pub(crate) fn all(width: usize) -> String {
    let mut page = Page::new(width);
    page.line(ABOUT);
    page.line("");
    page.line("Usage: tablewarden COMMAND [OPTIONS] ...");
    page.commands("");
    page.line("");
    page.line("Options:");
    page.row(HELP_OPTION, HELP);
    page.row(VERSION_OPTION, VERSION);
    page.line("");
    page.paragraph(EXIT_CODES);
    page.text
}

/// What `--help` prints behind the name of a command or of a group.
pub(crate) fn of(name: &str, width: usize) -> String {
    let mut page = Page::new(width);
    match command(name) {
        Some(row) => page.command(row),
        None => {
            page.line(&format!("Usage: tablewarden {name} COMMAND [OPTIONS] ..."));
            page.commands(name);
            page.line("");
            page.paragraph(&format!("`tablewarden {name} COMMAND --help` has the options of a command."));
        }
    }
    page.text
}

/// Columns before the sentence of a row.
const INDENT: usize = 30;

struct Page {
    width: usize,
    text: String,
}

impl Page {
    fn new(width: usize) -> Self {
        Self { width: width.clamp(60, 100), text: String::new() }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn commands(&mut self, group: &str) {
        self.line("");
        self.line("Commands:");
        for row in COMMANDS.iter().filter(|row| row.name.starts_with(group)) {
            self.row(row.name, &format!("{}.", row.sentence));
        }
    }

    fn command(&mut self, row: &CommandRow) {
        self.paragraph(&format!("{}. {}", row.sentence, row.about));
        self.line("");
        self.line(&format!("Usage: tablewarden {}", typed(row)));
        self.line("");
        self.line("Options:");
        for option in options(row.name) {
            let left = format!("    --{} {}", option.name, value_word(option.value));
            self.row(left.trim_end(), &meaning(option));
        }
        self.row(HELP_OPTION, &format!("{HELP_OF_COMMAND}."));
    }

    /// Two columns: what is typed, and what it means.
    fn row(&mut self, left: &str, right: &str) {
        let mut line = format!("  {left}  ");
        let count = line.chars().count();
        if count > INDENT {
            self.line(&line);
            line.clear();
        }
        line.push_str(&" ".repeat(INDENT.saturating_sub(line.chars().count())));
        self.wrapped(line, INDENT, right);
    }

    fn paragraph(&mut self, text: &str) {
        self.wrapped(String::new(), 0, text);
    }

    /// Words behind `line`; the lines that follow are indented.
    fn wrapped(&mut self, mut line: String, indent: usize, text: &str) {
        let mut is_first = true;
        for word in text.split_whitespace() {
            if !is_first && line.chars().count() + 1 + word.chars().count() > self.width {
                self.line(&line);
                line = " ".repeat(indent);
                is_first = true;
            }
            if !is_first {
                line.push(' ');
            }
            line.push_str(word);
            is_first = false;
        }
        self.line(&line);
    }
}

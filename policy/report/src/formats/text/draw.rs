//! Draws one finding or notice: a title, each place with its line and carets under what it covers, and what follows. In
//! the form that Rust's compiler made familiar. Never lets a control character of a template through.

use super::width;
use crate::answer::Place;
use crate::excerpt::LineExcerpt;
use crate::writing::{Level, harmless};

/// A drawing in progress.
pub(super) struct Drawing<'o> {
    out: &'o mut String,
    color: bool,
    level: Level,
    /// Columns of the widest line number.
    gutter: usize,
}

impl<'o> Drawing<'o> {
    /// Starts with the title: `word[id]: message`. `last_line` is the largest line number that will be shown.
    pub(super) fn new(
        out: &'o mut String,
        color: bool,
        level: Level,
        (word, id): (&str, Option<&str>),
        message: &str,
        last_line: usize,
    ) -> Self {
        let mut drawing = Self { out, color, level, gutter: last_line.max(1).to_string().len() };
        let head = id.map_or_else(|| word.to_owned(), |id| format!("{word}[{}]", harmless(id)));
        drawing.paint(color_of(level), &head);
        drawing.paint(BOLD, &format!(": {}", harmless(message)));
        drawing.out.push('\n');
        drawing
    }

    /// A file without a place in it.
    pub(super) fn file(&mut self, file: &str) {
        self.arrow("-->");
        self.out.push_str(&harmless(file));
        self.out.push('\n');
    }

    /// A place with its line. The first is what the title is about; `label` says what another one is.
    pub(super) fn place(&mut self, file: &str, place: &Place, excerpt: Option<LineExcerpt<'_>>, label: Option<&str>) {
        if label.is_some() {
            self.bar("");
        }
        self.arrow(if label.is_some() { ":::" } else { "-->" });
        self.out.push_str(&format!("{}:{}:{}\n", harmless(file), place.line, place.column));
        let Some(excerpt) = excerpt else { return };
        let (before, covered) = (0..excerpt.covered.start, excerpt.covered.clone());
        let columns = |range: std::ops::Range<usize>| columns(excerpt.text.get(range).unwrap_or(""));
        let dots = |cut: bool| if cut { "..." } else { "" };
        self.bar("");
        let number = format!("{:>1$}", place.line, self.gutter);
        self.paint(BLUE, &format!("{number} |"));
        let line = format!("{}{}{}", dots(excerpt.cut_before), spread(excerpt.text), dots(excerpt.cut_behind));
        self.out.push_str(format!(" {line}").trim_end());
        self.out.push('\n');
        let indent = " ".repeat(dots(excerpt.cut_before).len() + columns(before));
        let sign = if label.is_some() { "-" } else { "^" };
        let mark = sign.repeat(columns(covered).max(1));
        let says = label.map_or_else(String::new, |label| format!(" {}", harmless(label)));
        self.paint(BLUE, &format!("{} |", " ".repeat(self.gutter)));
        self.out.push_str(&format!(" {indent}"));
        self.paint(if label.is_some() { BLUE } else { color_of(self.level) }, &format!("{mark}{says}"));
        self.out.push('\n');
    }

    /// Lines `= word: text` at the end.
    pub(super) fn remarks(&mut self, remarks: &[(&str, &str)]) {
        if !remarks.is_empty() {
            self.bar("");
        }
        for (word, text) in remarks {
            self.paint(BLUE, &format!("{} = ", " ".repeat(self.gutter)));
            self.paint(BOLD, word);
            self.out.push_str(&format!(": {}\n", harmless(text)));
        }
    }

    fn arrow(&mut self, arrow: &str) {
        self.paint(BLUE, &format!("{}{arrow} ", " ".repeat(self.gutter)));
    }

    fn bar(&mut self, text: &str) {
        self.paint(BLUE, &format!("{} |", " ".repeat(self.gutter)));
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn paint(&mut self, style: &str, text: &str) {
        if self.color {
            self.out.push_str(&format!("\u{1b}[{style}m{text}\u{1b}[0m"));
        } else {
            self.out.push_str(text);
        }
    }
}

const BOLD: &str = "1";
const BLUE: &str = "1;94";

/// The colour of what is so bad.
fn color_of(level: Level) -> &'static str {
    match level {
        Level::Error => "1;91",
        Level::Warning => "1;33",
        Level::Note => "1;92",
    }
}

/// How wide a tab is drawn.
const TAB: &str = "    ";

/// A line as it is drawn: tabs as blanks, nothing harmful.
fn spread(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => line.push_str(TAB),
            other => line.push(other),
        }
    }
    harmless(&line).into_owned()
}

fn columns(text: &str) -> usize {
    let harmless = harmless(text);
    harmless.chars().map(|character| if character == '\t' { TAB.len() } else { width::of(character) }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::excerpt::excerpt;

    fn drawn(source: &str, start: usize, end: usize, line: usize) -> String {
        let mut out = String::new();
        let place = Place { start, end, line, column: 1, end_line: line, end_column: 1 };
        let mut drawing = Drawing::new(&mut out, false, Level::Error, ("error", Some("X-1")), "it is bad", line);
        drawing.place("a.yaml", &place, Some(excerpt(source, start..end)), None);
        out
    }

    #[test]
    fn carets_stand_under_what_they_mean() {
        let expected = "error[X-1]: it is bad\n  --> a.yaml:12:1\n   |\n12 | 表: é b\n   |       ^\n";
        assert_eq!(drawn("表: é b", 8, 9, 12), expected);
        assert!(drawn("\tab", 1, 3, 1).ends_with("1 |     ab\n  |     ^^\n"));
        assert!(drawn("ab", 2, 2, 1).ends_with("1 | ab\n  |   ^\n"), "an empty place is one caret");
    }

    #[test]
    fn control_characters_of_a_template_reach_no_terminal() {
        assert!(drawn("\u{1b}b", 1, 2, 1).ends_with("1 | \\u001bb\n  |       ^\n"));
    }

    #[test]
    fn a_long_line_shows_that_it_is_cut() {
        let line = format!("{}needle{}", "x".repeat(500), "y".repeat(500));
        let drawn = drawn(&line, 500, 506, 1);
        let lines: Vec<_> = drawn.lines().collect();
        let at = lines[3].find("needle").unwrap_or(0);
        assert!(lines[3].starts_with("1 | ...x") && lines[3].ends_with("y..."), "{drawn}");
        assert_eq!(lines[4].find("^^^^^^"), Some(at), "{drawn}");
    }
}

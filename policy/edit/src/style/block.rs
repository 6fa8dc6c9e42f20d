//! A value in block style of YAML, line by line, as the habits have it.

use super::habits::Habits;
use super::tree::Tree;

impl Habits<'_> {
    /// Whether the value is written behind its key or dash in block style too, and needs no lines.
    pub(crate) fn is_inline(&self, value: &Tree<'_>) -> bool {
        match value {
            Tree::List(items) => items.is_empty(),
            Tree::Map(entries) => entries.is_empty(),
            Tree::Function(..) => self.short_tag(value).is_some(),
            _ => true,
        }
    }

    /// An entry of a mapping whose keys begin at that column, without its first indentation and its last line end.
    pub(crate) fn block_entry(&self, key: &str, value: &Tree<'_>, column: usize, out: &mut String) {
        out.push_str(&self.key(key, false));
        out.push(':');
        if self.is_inline(value) {
            out.push(' ');
            return self.inline(value, out);
        }
        let column = column + self.offset_of(value);
        self.next_line(column, out);
        self.block(value, column, out);
    }

    /// An element of a list whose dashes stand at that column.
    pub(crate) fn block_element(&self, value: &Tree<'_>, column: usize, out: &mut String) {
        out.push_str("- ");
        self.block(value, column + 2, out);
    }

    /// A value that begins at that column, without a last line end.
    pub(crate) fn block(&self, value: &Tree<'_>, column: usize, out: &mut String) {
        match value {
            Tree::List(items) if !items.is_empty() => {
                for (number, item) in items.iter().enumerate() {
                    if number > 0 {
                        self.next_line(column, out);
                    }
                    self.block_element(item, column, out);
                }
            }
            Tree::Map(entries) if !entries.is_empty() => {
                for (number, (key, value)) in entries.iter().enumerate() {
                    if number > 0 {
                        self.next_line(column, out);
                    }
                    self.block_entry(key, value, column, out);
                }
            }
            Tree::Function(name, argument) if !self.is_inline(value) => self.block_entry(name, argument, column, out),
            _ => self.inline(value, out),
        }
    }

    /// How much further in than its key a value on lines stands.
    pub(crate) fn offset_of(&self, value: &Tree<'_>) -> usize {
        if matches!(value, Tree::List(_)) { self.list_offset } else { self.step }
    }

    pub(crate) fn next_line(&self, column: usize, out: &mut String) {
        out.push_str(self.line_end);
        out.extend(std::iter::repeat_n(' ', column));
    }
}

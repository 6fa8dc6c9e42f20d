//! Text blocks: literal (`|`) and folded (`>`) ones, with or without `-` or `+`.

use super::reader::{Everyday, Scalar};
use crate::Style;

impl Everyday<'_> {
    /// A text block from its header to the line after it. Its lines begin behind the column of its parent.
    pub(super) fn text_block(&mut self, parent: usize) -> Option<()> {
        let start = self.at;
        let style = if self.peek()? == b'|' { Style::Literal } else { Style::Folded };
        self.at += 1;
        let chomping = self.peek().filter(|byte| matches!(byte, b'-' | b'+'));
        self.at += usize::from(chomping.is_some());
        let mut end = self.at;
        if !self.ends_line()? {
            return None;
        }
        self.cooked.clear();
        let mut column = None;
        // The line breaks since the last line with text, and the longest line of blanks before the first.
        let (mut breaks, mut longest) = (0, 0);
        let mut was_indented = false;
        while self.at < self.bytes.len() {
            let line = self.at;
            let next = self.end_of_line(line) + 1;
            // A last line without its end is read by the other reader.
            let text = self.text.get(line..next)?.trim_end_matches(['\n', '\r']);
            let spaces = text.len() - text.trim_start_matches(' ').len();
            if spaces == text.len() {
                if column.is_some_and(|column| spaces > column) {
                    return None;
                }
                longest = longest.max(spaces);
                breaks += 1;
                self.at = next;
                continue;
            }
            if spaces < column.unwrap_or(parent + 1) {
                break;
            }
            let indent = match column {
                Some(column) => column,
                None if longest > spaces || text.as_bytes().get(spaces) == Some(&b'\t') => return None,
                None => spaces,
            };
            let content = text.get(indent..)?;
            let trimmed = text.trim_end_matches([' ', '\t']).len();
            if trimmed <= spaces {
                return None;
            }
            let is_indented = content.starts_with([' ', '\t']);
            let is_folded = style == Style::Folded && column.is_some() && !is_indented && !was_indented;
            if is_folded {
                self.fold(breaks);
            } else {
                self.break_lines(breaks);
            }
            self.cooked.push_str(content);
            end = line + trimmed;
            (column, was_indented, breaks) = (Some(indent), is_indented, 1);
            self.at = next;
        }
        match chomping {
            Some(b'+') => self.break_lines(breaks),
            None if column.is_some() => self.cooked.push('\n'),
            _ => {}
        }
        self.push(Scalar { style, start, end, is_cooked: true }).map(|_| ())
    }
}

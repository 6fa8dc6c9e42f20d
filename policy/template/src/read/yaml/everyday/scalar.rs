//! Scalars: plain and quoted ones, on one line or several.

use super::reader::{Everyday, Scalar};
use crate::Style;

impl Everyday<'_> {
    /// A scalar in block style, and whether it is a key; if so, reading is behind its colon.
    pub(super) fn scalar_or_key(&mut self) -> Option<(Scalar, bool)> {
        let scalar = self.scalar(false)?;
        self.spaces();
        let is_key = self.peek() == Some(b':') && self.is_blank_at(self.at + 1);
        if is_key && self.is_over_lines(scalar) {
            return None;
        }
        self.at = if is_key { self.at + 1 } else { scalar.end };
        Some((scalar, is_key))
    }

    /// Whether the text of the scalar goes over lines, as that of a key can't.
    pub(super) fn is_over_lines(&self, scalar: Scalar) -> bool {
        self.bytes.get(scalar.start..scalar.end).is_some_and(|text| scalar.is_cooked && text.contains(&b'\n'))
    }

    /// A scalar; of a plain one, what stands on this line.
    pub(super) fn scalar(&mut self, is_flow: bool) -> Option<Scalar> {
        let start = self.at;
        let (style, is_cooked) = match self.peek()? {
            b'"' => (Style::Double, self.double_quoted()?),
            b'\'' => (Style::Single, self.single_quoted()?),
            first => {
                let next = self.bytes.get(start + 1).copied().unwrap_or(b' ');
                let is_wrong = match first {
                    b'-' | b':' | b'?' => self.is_blank_at(start + 1) || is_flow_indicator(next),
                    _ => b",[]{}#&*!|>%@`".contains(&first),
                };
                if is_wrong {
                    return None;
                }
                self.at = self.end_of_plain(start, is_flow)?;
                (Style::Plain, false)
            }
        };
        Some(Scalar { style, start, end: self.at, is_cooked })
    }

    /// Where the plain scalar ends, on this line, that has begun before or at `at`.
    fn end_of_plain(&self, mut at: usize, is_flow: bool) -> Option<usize> {
        let start = at;
        loop {
            match self.bytes.get(at).copied() {
                None | Some(b'\n' | b'\r') => break,
                Some(b'\t') => return None,
                Some(b':') if self.is_blank_at(at + 1) => break,
                Some(b'#') if self.is_blank_at(at - 1) => break,
                Some(byte) if is_flow && is_flow_indicator(byte) => {
                    if self.bytes.get(at - 1) == Some(&b':') {
                        return None;
                    }
                    break;
                }
                Some(_) => at += 1,
            }
        }
        let text = self.bytes.get(start..at)?;
        Some(start + text.trim_ascii_end().len())
    }

    /// The lines that a plain scalar goes on over: those after it that begin behind the column of its parent.
    pub(super) fn further_lines(&mut self, mut scalar: Scalar, parent: usize) -> Option<Scalar> {
        loop {
            let Gap { breaks, column, at } = self.gap(self.after_spaces(scalar.end));
            // A comment ends it, as the end of the text does.
            if breaks == 0 || column <= parent || matches!(self.bytes.get(at), None | Some(b'#')) {
                return Some(scalar);
            }
            let end = self.end_of_plain(at, false)?;
            if end == at || self.bytes.get(self.after_spaces(end)) == Some(&b':') {
                return None;
            }
            if !scalar.is_cooked {
                self.cooked.clear();
                self.cooked.push_str(self.text.get(scalar.start..scalar.end)?);
            }
            self.fold(breaks);
            self.cooked.push_str(self.text.get(at..end)?);
            (scalar.end, scalar.is_cooked, self.at) = (end, true, end);
        }
    }

    /// From the end of a line to the next line that is not blank.
    fn gap(&self, mut at: usize) -> Gap {
        let (mut breaks, mut column) = (0, 0);
        while matches!(self.bytes.get(at), Some(b'\n' | b'\r')) {
            let line = self.end_of_line(at) + 1;
            at = self.after_spaces(line);
            column = at - line;
            breaks += 1;
        }
        Gap { breaks, column, at }
    }

    /// Keeps what so many line breaks are in a scalar over lines: a space, or one less of them.
    pub(super) fn fold(&mut self, breaks: usize) {
        match breaks {
            1 => self.cooked.push(' '),
            _ => self.break_lines(breaks - 1),
        }
    }

    /// Keeps so many line breaks.
    pub(super) fn break_lines(&mut self, count: usize) {
        self.cooked.extend(std::iter::repeat_n('\n', count));
    }

    /// Reads to behind the closing quote; whether the text is in `cooked`, as it has an escape or goes over lines.
    fn double_quoted(&mut self) -> Option<bool> {
        let mut at = self.at + 1;
        let mut from = at;
        let mut is_cooked = false;
        loop {
            at += memchr::memchr3(b'"', b'\\', b'\n', self.bytes.get(at..)?)?;
            let character = match (self.bytes.get(at)?, self.bytes.get(at + 1)) {
                (b'"', _) => break,
                (b'\n', _) => {
                    at = self.next_quoted_line(&mut is_cooked, from, at)?;
                    from = at;
                    continue;
                }
                (b'\\', Some(b'n')) => '\n',
                (b'\\', Some(b't')) => '\t',
                (b'\\', Some(b'r')) => '\r',
                (b'\\', Some(b'"')) => '"',
                (b'\\', Some(b'\\')) => '\\',
                (b'\\', Some(b'/')) => '/',
                _ => return None,
            };
            self.cook(&mut is_cooked, from, at)?;
            self.cooked.push(character);
            at += 2;
            from = at;
        }
        self.close_quote(is_cooked, from, at)
    }

    /// As for double quotes; the one escape is a doubled quote.
    fn single_quoted(&mut self) -> Option<bool> {
        let mut at = self.at + 1;
        let mut from = at;
        let mut is_cooked = false;
        loop {
            at += memchr::memchr2(b'\'', b'\n', self.bytes.get(at..)?)?;
            match (self.bytes.get(at)?, self.bytes.get(at + 1)) {
                (b'\'', Some(b'\'')) => {
                    self.cook(&mut is_cooked, from, at + 1)?;
                    at += 2;
                }
                (b'\'', _) => break,
                _ => at = self.next_quoted_line(&mut is_cooked, from, at)?,
            }
            from = at;
        }
        self.close_quote(is_cooked, from, at)
    }

    /// Keeps the rest of a line of a quoted scalar, `from` to the break at `end`; where the scalar goes on.
    fn next_quoted_line(&mut self, is_cooked: &mut bool, from: usize, end: usize) -> Option<usize> {
        let parent = self.blocks.last()?.column;
        let Gap { breaks, column, at } = self.gap(end);
        let line = self.text.get(from..end)?.trim_end_matches(['\r', ' ']);
        if column <= parent || line.ends_with('\t') || matches!(self.bytes.get(at), None | Some(b'\t')) {
            return None;
        }
        self.cook(is_cooked, from, from + line.len())?;
        self.fold(breaks);
        Some(at)
    }

    /// Keeps the source from `from` to `to`, behind what is kept of this scalar.
    fn cook(&mut self, is_cooked: &mut bool, from: usize, to: usize) -> Option<()> {
        if !*is_cooked {
            self.cooked.clear();
            *is_cooked = true;
        }
        self.cooked.push_str(self.text.get(from..to)?);
        Some(())
    }

    fn close_quote(&mut self, is_cooked: bool, from: usize, at: usize) -> Option<bool> {
        if is_cooked {
            self.cooked.push_str(self.text.get(from..at)?);
        }
        self.at = at + 1;
        Some(is_cooked)
    }
}

/// What lies between two lines with text.
struct Gap {
    breaks: usize,
    /// Of the second line.
    column: usize,
    /// Where its text begins.
    at: usize,
}

fn is_flow_indicator(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

//! The strings of a JSON text: to the closing quote, escapes resolved. A string without escapes is not copied.

use super::scanner::{Scanner, is_control};
use crate::read::places::span;
use crate::{Style, Text};

const REPLACEMENT: char = '\u{fffd}';

impl Scanner<'_> {
    /// A string, from its opening quote on: the next scalar of the tree.
    pub(super) fn string(&mut self) {
        let start = self.at;
        self.at += 1;
        self.cooked.clear();
        let mut has_escapes = false;
        let mut is_damaged = false;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', rest) else {
                return self.unclosed_string(start, self.bytes.len());
            };
            let stop = self.at + found;
            match rest.get(found) {
                Some(b'"') => {
                    if has_escapes {
                        self.cooked.push_str(self.text.get(self.at..stop).unwrap_or(""));
                    }
                    self.at = stop + 1;
                    break;
                }
                Some(b'\\') => {
                    has_escapes = true;
                    self.cooked.push_str(self.text.get(self.at..stop).unwrap_or(""));
                    self.at = stop;
                    is_damaged |= !self.escape();
                }
                _ => return self.unclosed_string(start, stop),
            }
        }
        is_damaged |= self.has_controls && self.has_control(start);
        let place = self.place(start);
        let text = if has_escapes { Text::Cooked(&self.cooked) } else { Text::Source };
        let id = self.builder.scalar(Style::Double, place, text);
        if is_damaged && let Some(id) = id {
            self.builder.damage(id);
        }
    }

    /// Whether a control character stands in the string that ends here, which is said.
    #[cold]
    fn has_control(&mut self, start: usize) -> bool {
        let found = self.bytes.get(start..self.at).and_then(|string| string.iter().position(is_control));
        if let Some(at) = found {
            let span = span(start + at, start + at + 1);
            self.problems.error(span, "A control character can't stand here. Write it as an escape, as in `\\u0000`.");
        }
        found.is_some()
    }

    /// A string that its line, or the text, ends: it is what stands up to there.
    fn unclosed_string(&mut self, start: usize, stop: usize) {
        self.is_foreign = true;
        let line = self.text.get(start..stop).unwrap_or("").trim_end();
        // The comma is the list's more likely than the text's.
        let line = line.strip_suffix(',').unwrap_or(line);
        let span = span(start, start + line.len());
        self.error(span, "This string has no closing quote on its line. Close it.");
        self.at = stop;
        let place = self.place_of(span);
        let text = line.strip_prefix('"').unwrap_or("");
        if let Some(id) = self.builder.scalar(Style::Double, place, Text::Cooked(text)) {
            self.builder.damage(id);
        }
        if !self.builder.wants_value() {
            self.after_value();
        }
    }

    /// A string in single quotes: no JSON, kept as it is.
    pub(super) fn single(&mut self) {
        self.is_foreign = true;
        let start = self.at;
        let rest = self.bytes.get(start + 1..).unwrap_or_default();
        match memchr::memchr3(b'\'', b'\n', b'"', rest) {
            Some(found) if rest.get(found) == Some(&b'\'') => {
                self.at = start + found + 2;
                let span = span(start, self.at);
                self.error(span, "JSON has no single quotes. Use double quotes.");
                let place = self.place(start);
                if let Some(id) = self.builder.scalar(Style::Single, place, Text::Source) {
                    self.builder.damage(id);
                }
                self.after_value();
            }
            _ => self.bare(),
        }
    }

    /// One escape, appended to the cooked text. False where it is none.
    fn escape(&mut self) -> bool {
        let start = self.at;
        let plain = match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(start),
            _ => {
                // Only YAML has others. The character after the backslash is read as itself, with what follows.
                self.is_foreign = true;
                self.at += 1;
                let span = span(start, self.at);
                self.problems.error(span, "No escape of JSON. Write `\\\\` for a backslash.");
                self.cooked.push('\\');
                return false;
            }
        };
        self.cooked.push(plain);
        self.at += 2;
        true
    }

    fn unicode(&mut self, start: usize) -> bool {
        let Some(first) = self.unit(start) else {
            self.at = start + 2;
            let span = span(start, self.at);
            self.problems.error(span, "Four hexadecimal digits belong after `\\u`. Write them.");
            self.cooked.push(REPLACEMENT);
            return false;
        };
        self.at = start + 6;
        let second = if (0xd800..0xdc00).contains(&first) { self.unit(self.at) } else { None };
        let pair = second.filter(|unit| (0xdc00..0xe000).contains(unit));
        let code = match pair {
            Some(second) => {
                self.at += 6;
                0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
            }
            None => first,
        };
        if let Some(character) = char::from_u32(code) {
            self.cooked.push(character);
            return true;
        }
        let span = span(start, self.at);
        self.problems.error(span, "Half of a surrogate pair is no character. Write both halves.");
        self.cooked.push(REPLACEMENT);
        false
    }

    /// The number of the `\uXXXX` at `at`.
    fn unit(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    }
}

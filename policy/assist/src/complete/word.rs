//! The word at the cursor, as it is written: what a completion takes the place of, the quote around it, and the line. Knows no YAML
//! and no JSON but their marks.

use std::ops::Range;

/// The word at the cursor and what is around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Where the cursor is.
    pub(super) offset: usize,
    /// The word, without quotes; empty where there is none.
    pub(super) range: Range<usize>,
    /// The line, without its end.
    pub(super) line: Range<usize>,
    /// The quote that the word stands behind.
    pub(super) quote: Option<char>,
}

impl<'t> Word<'t> {
    /// The word around an offset. An offset inside a character counts as its start.
    pub(super) fn at(text: &'t str, mut offset: usize) -> Self {
        offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let (before, behind) = text.split_at(offset);
        let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let start = if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(offset) } else { start };
        let end = offset + behind.find(['\n', '\r']).unwrap_or(behind.len());
        let first = text.get(start..offset).and_then(|line| line.rfind(ends_word)).map_or(start, |at| {
            start + at + text.get(start + at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
        });
        let rest = text.get(offset..end).unwrap_or("");
        // A colon is in a word before another one: `AWS::Region`.
        let is_end = |(at, character): (usize, char)| {
            let is_colon = character == ':' && rest.get(at + 1..).is_some_and(|next| !next.starts_with(':'));
            let is_second = character == ':' && at > 0 && rest.get(at - 1..).is_some_and(|last| last.starts_with(':'));
            ends_word(character) || (is_colon && !is_second)
        };
        let last = offset + rest.char_indices().find(|one| is_end(*one)).map_or(rest.len(), |(at, _)| at);
        let quote = text.get(start..first).and_then(open_quote);
        Self { text, offset, range: first..last, line: start..end, quote }
    }

    /// What is on the line before the word, its quote included.
    pub(super) fn before(&self) -> &'t str {
        self.text.get(self.line.start..self.range.start).unwrap_or("")
    }

    /// What is on the line behind the word.
    pub(super) fn behind(&self) -> &'t str {
        self.text.get(self.range.end..self.line.end).unwrap_or("")
    }

    /// Whether the quote that the word stands behind is closed on the line.
    pub(super) fn is_closed(&self) -> bool {
        self.quote.is_none_or(|quote| self.behind().contains(quote))
    }

    /// Whether a colon comes behind the word, as behind a key.
    pub(super) fn is_before_colon(&self) -> bool {
        let rest = self.behind();
        self.quote.and_then(|quote| rest.strip_prefix(quote)).unwrap_or(rest).trim_start().starts_with(':')
    }

    /// Where the line has its first letter, in columns; what marks an element of a list counts as blanks.
    pub(super) fn indent(&self) -> usize {
        let line = self.before();
        line.len() - line.trim_start_matches([' ', '-']).len()
    }

    /// Whether nothing but the word stands on the line, and marks of list elements.
    pub(super) fn is_alone(&self) -> bool {
        let before = self.quote.and_then(|quote| self.before().strip_suffix(quote)).unwrap_or_else(|| self.before());
        let behind = self.quote.and_then(|quote| self.behind().strip_prefix(quote)).unwrap_or_else(|| self.behind());
        let behind = behind.trim();
        before.trim_start_matches([' ', '-']).is_empty() && (behind.is_empty() || behind.starts_with('#'))
    }

    /// How the file ends its lines: as it ends the first one.
    pub(super) fn line_end(&self) -> &'static str {
        let first = self.text.find('\n').and_then(|at| self.text.get(..at));
        if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
    }
}

fn ends_word(character: char) -> bool {
    matches!(character, ' ' | '\t' | ',' | '[' | ']' | '{' | '}' | '"' | '\'')
}

/// The quote that is open at the end of a part of a line.
fn open_quote(line: &str) -> Option<char> {
    let mut open = None;
    let mut is_escaped = false;
    let mut last = ' ';
    for character in line.chars() {
        match open {
            Some('"') if is_escaped => is_escaped = false,
            Some('"') if character == '\\' => is_escaped = true,
            Some(quote) if character == quote => open = None,
            Some(_) => {}
            // An apostrophe in a word opens nothing.
            None if matches!(character, '"' | '\'') && !last.is_alphanumeric() => open = Some(character),
            None => {}
        }
        last = character;
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_where_a_name_does() {
        for (text, word, quote, alone) in [
            ("  Bil|lingMode: x", "BillingMode", None, false),
            ("  Bil|", "Bil", None, true),
            ("  - |", "", None, true),
            ("a: {\"Key|\": 1}", "Key", Some('"'), false),
            ("  \"Key|", "Key", Some('"'), true),
            ("Type: AWS::Dyn|amoDB::Table", "AWS::DynamoDB::Table", None, false),
            ("a: !Ref |", "", None, false),
            ("a: !GetAtt Orders.A|rn", "Orders.Arn", None, false),
            ("a: it's x|", "x", None, false),
            ("a: 'x|'", "x", Some('\''), false),
            ("é: ü|", "ü", None, false),
            ("\u{feff}A|", "A", None, true),
            ("|", "", None, true),
        ] {
            let offset = text.find('|').unwrap_or_default();
            let plain = text.replace('|', "");
            let found = Word::at(&plain, offset);
            let known = (plain.get(found.range.clone()), found.quote, found.is_alone());
            assert_eq!(known, (Some(word), quote, alone), "{text}");
        }
    }
}

//! What comments say to tablewarden: the header at the top of a rule file and the severity above a rule. Gives text and
//! places; what the text means is read elsewhere.

use tablewarden_source::Span;

use crate::ast::value::Text;

/// The comment lines at the top of a file, without their `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The lines, each with its newline: what is read as YAML.
    pub text: String,
    /// For each line, where it is in the file, without `# ` and without the newline.
    pub lines: Vec<Span>,
    /// All the lines, from the first `#` to the end of the last line.
    pub span: Span,
}

impl Header {
    /// The offset in the file of an offset in [`Header::text`]; the end of a line for its newline.
    #[must_use]
    pub fn to_file(&self, offset: usize) -> u32 {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line = before.matches('\n').count();
        let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1);
        match self.lines.get(line) {
            Some(span) => span.start.saturating_add(u32::try_from(column).unwrap_or(u32::MAX)).min(span.end),
            None => self.span.end,
        }
    }
}

/// The header of a file: the lines that begin with `#`, up to the first one that does not. A byte order mark and blank
/// lines may come before. `None` if the first line that says something is no comment.
#[must_use]
pub fn header(text: &str) -> Option<Header> {
    let mut header = Header { text: String::new(), lines: Vec::new(), span: Span::default() };
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for line in text.get(at..)?.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let content = line.trim();
        let Some(comment) = content.strip_prefix('#') else {
            if content.is_empty() && header.lines.is_empty() {
                continue;
            }
            break;
        };
        let said = comment.strip_prefix(' ').unwrap_or(comment);
        let end = start + content.len();
        let first = header.lines.is_empty();
        header.text.push_str(said);
        header.text.push('\n');
        header.lines.push(Span::new(offset(end - said.len())?, offset(end)?));
        header.span = Span::new(if first { offset(start)? } else { header.span.start }, offset(end)?);
    }
    (!header.lines.is_empty()).then_some(header)
}

/// The word of `# severity: word` on the line above the one that `at` is on, if nothing but blanks stands before `at`.
pub(crate) fn severity_above(text: &str, at: usize) -> Option<Text> {
    let before = text.get(..at)?.trim_end_matches([' ', '\t']).strip_suffix('\n')?.trim_end_matches(['\r', ' ', '\t']);
    let above = before.rsplit('\n').next()?;
    let word = above.trim_start_matches('\u{feff}').trim_start().strip_prefix('#')?.trim_start();
    let word = word.strip_prefix("severity:")?.trim_start();
    if word.is_empty() {
        return None;
    }
    let end = before.len();
    Some(Text { text: word.into(), span: Span::new(offset(end - word.len())?, offset(end)?) })
}

/// An offset as spans hold it.
fn offset(at: usize) -> Option<u32> {
    u32::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn the_header_is_the_comment_at_the_top() {
        let text = "\n# id: A\n#\n#   deep: 1  \r\n#tight\n\n# not this\nrule a { b exists }";
        let header = header(text).unwrap();
        assert_eq!(header.text, "id: A\n\n  deep: 1\ntight\n");
        let lines: Vec<&str> = header.lines.iter().map(|line| line.of(text)).collect();
        assert_eq!(lines, ["id: A", "", "  deep: 1", "tight"]);
        assert_eq!(header.span.of(text), "# id: A\n#\n#   deep: 1  \r\n#tight");
    }

    #[test]
    fn an_offset_in_the_header_is_one_in_the_file() {
        let text = "\u{feff}# id: A\n# ü: 1\n";
        let header = header(text).unwrap();
        let at = |needle: &str| header.to_file(header.text.find(needle).unwrap()) as usize;
        assert_eq!(at("A"), text.find('A').unwrap());
        assert_eq!(at("1"), text.find('1').unwrap());
        assert_eq!(header.to_file(5) as usize, text.find('\n').unwrap());
        assert_eq!(header.to_file(usize::MAX), header.span.end);
    }

    #[test]
    fn a_file_without_comments_at_its_top_has_no_header() {
        assert_eq!(header(""), None);
        assert_eq!(header("\n\n"), None);
        assert_eq!(header("let a = 1 # b\n# c"), None);
    }

    #[test]
    fn only_the_line_above_sets_the_severity() {
        let word = |text: &str| severity_above(text, text.find("rule").unwrap()).map(|word| word.text);
        assert_eq!(word("# severity: note\nrule").as_deref(), Some("note"));
        assert_eq!(word("#severity:  error \r\n\trule").as_deref(), Some("error"));
        assert_eq!(word("# severity: note\n\nrule"), None);
        assert_eq!(word("# severity: note\n# more\nrule"), None);
        assert_eq!(word("a exists # severity: note\nrule"), None);
        assert_eq!(word("# severity: note\na exists rule"), None);
        assert_eq!(word("# severity:\nrule"), None);
        assert_eq!(word("rule"), None);
    }
}

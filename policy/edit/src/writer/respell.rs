//! One word in a text of a template for another, wherever it is written: in a reference, in the list of a function, between the
//! braces of a substitution. Everything around it stays.

use tablewarden_source::Span;
use tablewarden_template::At;

use super::template::Writer;
use crate::refused::Refused;
use crate::text::Edit;

impl Writer<'_> {
    /// Writes `to` for the one `from` in `span`, which is in the value at `at`.
    ///
    /// # Errors
    /// Where the value can't be changed, or where `from` does not stand there once as a word of its own.
    pub fn respell(&self, at: At, span: Span, from: &str, to: &str) -> Result<Vec<Edit>, Refused> {
        self.replaceable(at)?;
        let written = span.of(&self.text);
        let is_own = |start: &usize| {
            let before = written.get(..*start).and_then(|text| text.chars().next_back());
            let after = written.get(*start + from.len()..).and_then(|text| text.chars().next());
            !from.is_empty() && ![before, after].into_iter().flatten().any(is_of_name)
        };
        let mut starts = written.match_indices(from).map(|(start, _)| start).filter(is_own);
        match (starts.next(), starts.next()) {
            (Some(start), None) if is_name(from) && is_name(to) => {
                let start = span.start as usize + start;
                Ok(vec![Edit::replace(start, start + from.len(), to.to_owned())])
            }
            _ => self.refused(at, ["The name `", from, "` can't be told from the rest here."].concat()),
        }
    }
}

/// Whether a text is written the same in every style.
fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.chars().all(|one| is_of_name(one) || one == ':')
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-'
}

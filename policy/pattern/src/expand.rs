//! Replacements: a template with `$1`, `${1}`, `$name`, `${name}` and `$$` in, text with the groups in place out.
//! Reads what fancy-regex reads: the longest name of letters, digits and `_` counts, and an unknown one is empty.

use crate::captures::Captures;

/// A template of a replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Group(String),
}

impl Template {
    /// Reads a template. Every text is one: a `$` that begins nothing is itself.
    #[must_use]
    pub fn new(template: &str) -> Self {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once('$') {
            plain.push_str(before);
            rest = behind;
            if let Some(behind) = rest.strip_prefix('$') {
                plain.push('$');
                rest = behind;
            } else if let Some((name, behind)) = name(rest) {
                if !plain.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                }
                parts.push(Part::Group(name.to_owned()));
                rest = behind;
            } else {
                plain.push('$');
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Self { parts }
    }

    /// Appends the template, with the groups of this match, to `out`.
    pub fn expand(&self, captures: &Captures<'_, '_>, out: &mut String) {
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Group(name) => {
                    let by_number = || captures.text(name.parse().ok()?);
                    out.push_str(captures.name(name).or_else(by_number).unwrap_or(""));
                }
            }
        }
    }
}

/// A name, in braces or not, at the start of `text`, and what is behind it.
fn name(text: &str) -> Option<(&str, &str)> {
    let longest = |text: &str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    if let Some(braced) = text.strip_prefix('{') {
        let (name, behind) = braced.split_at_checked(longest(braced))?;
        return Some((name, behind.strip_prefix('}')?)).filter(|_| !name.is_empty());
    }
    text.split_at_checked(longest(text)).filter(|(name, _)| !name.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::Template;
    use crate::Pattern;

    fn expanded(template: &str) -> String {
        let pattern = Pattern::new("(?<word>[a-z]+)-(x)?([0-9]+)").unwrap();
        let mut out = String::from("> ");
        Template::new(template).expand(&pattern.captures("..ab-12..").unwrap(), &mut out);
        out
    }

    #[test]
    fn groups_stand_in_by_number_and_name() {
        assert_eq!(expanded("$3/${1}/$word/${word}/$0"), "> 12/ab/ab/ab/ab-12");
        assert_eq!(expanded("[$2][$9][$nobody][${3}0][$30][$1_]"), "> [][][][120][][]");
    }

    #[test]
    fn a_sign_that_begins_nothing_is_itself() {
        assert_eq!(expanded("$$1 $ ${ ${} ${a b} $-"), "> $1 $ ${ ${} ${a b} $-");
    }
}

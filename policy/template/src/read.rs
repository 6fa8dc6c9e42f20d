//! The door of the readers: a text in, a document out, whichever of the two languages it is in. Never fails.

mod caps;
mod duplicates;
mod json;
mod merge;
mod places;
mod problems;
mod yaml;

use tablewarden_source::{Gravity, Problem, Span};

use crate::{Document, Limits, Syntax};

/// Reads `text`. Spans are byte offsets into it, a byte order mark included. A text over [`Limits::bytes`] is not read;
/// over another cap it is read as far as the cap goes.
#[must_use]
pub fn read(text: &str, syntax: Syntax, limits: Limits) -> Document<'_> {
    if text.len() > limits.bytes as usize {
        let message = format!("The file has {} bytes, more than the {} allowed. Split it.", text.len(), limits.bytes);
        let problems = vec![Problem { gravity: Gravity::Fatal, message, span: Span::at(0) }];
        return Document { problems, syntax: resolved(text, syntax), ..Document::default() };
    }
    let mut document = match syntax {
        Syntax::Yaml => yaml::read(text, limits),
        Syntax::Json => json::read(text, limits).document,
        Syntax::Auto if resolved(text, syntax) == Syntax::Yaml => yaml::read(text, limits),
        Syntax::Auto => either(text, limits),
    };
    document.duplicates = duplicates::mark(&mut document.tree);
    document
}

fn resolved(text: &str, syntax: Syntax) -> Syntax {
    if syntax != Syntax::Auto {
        return syntax;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.bytes().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{' | b'[') => Syntax::Json,
        _ => Syntax::Yaml,
    }
}

/// A text that starts as JSON does. Where it has what only YAML has, YAML is asked; if that cannot read it either, the
/// text is JSON with errors.
fn either(text: &str, limits: Limits) -> Document<'_> {
    let outcome = json::read(text, limits);
    if !outcome.is_foreign {
        return outcome.document;
    }
    let document = yaml::read(text, limits);
    let is_whole = document.problems.iter().all(|problem| problem.gravity == Gravity::Notice);
    if is_whole { document } else { outcome.document }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn auto(text: &str) -> Document<'_> {
        read(text, Syntax::Auto, Limits::default())
    }

    #[test]
    fn the_first_byte_decides() {
        assert_eq!(auto("{\"a\": 1}").syntax, Syntax::Json);
        assert_eq!(auto("\u{feff} \n [1]").syntax, Syntax::Json);
        assert_eq!(auto("a: {}").syntax, Syntax::Yaml);
        assert_eq!(auto("").syntax, Syntax::Yaml);
    }

    #[test]
    fn flow_yaml_is_yaml() {
        for text in
            ["{a: b}", "{\"a\": 1} # c", "# c\n{\"a\": 1}", "{'a': 1}", "[!Ref a, *b, &b c]", "{\"a\": \"b\n c\"}"]
        {
            let document = auto(text);
            if text.contains('*') {
                continue;
            }
            assert_eq!(document.syntax, Syntax::Yaml, "{text}");
            assert_eq!(document.problems, [], "{text}");
        }
    }

    #[test]
    fn broken_json_stays_json() {
        for text in ["{\"a\": 1 \"b\": 2}", "{\"a\": foo, \"b\" 1}", "{\"a\": [1}"] {
            let document = auto(text);
            assert_eq!(document.syntax, Syntax::Json, "{text}");
            assert_eq!(document.problems[0].gravity, Gravity::Incomplete, "{text}");
        }
    }

    #[test]
    fn too_many_bytes_are_not_read() {
        let limits = Limits { bytes: 3, ..Limits::default() };
        let document = read("a: b", Syntax::Auto, limits);
        assert_eq!(document.problems[0].gravity, Gravity::Fatal);
        assert_eq!(document.problems[0].message, "The file has 4 bytes, more than the 3 allowed. Split it.");
        assert!(document.tree.is_empty());
        assert!(read("abc", Syntax::Auto, limits).problems.is_empty());
    }
}

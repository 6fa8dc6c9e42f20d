//! A file of several YAML documents: its text in, the text of each document that is a template out. All other lines are blank in it,
//! so that every place is that of the file. A line that begins with `---` begins a document, and a line `...` ends one. Lines end as
//! in YAML: with LF, CR, or both.

use std::ops::Range;

use tablewarden_cloudformation::{Context, Template};
use tablewarden_source::{Gravity, Span};
use tablewarden_template::{Limits, Syntax, read};

use super::documents::as_written;
use super::sign::has_sign_of_cloudformation;
use super::stated::states_cloudformation;

/// What ends a line.
const ENDS: [char; 2] = ['\n', '\r'];

/// How many templates of one file are checked.
const MOST: usize = 64;

/// The templates of a file, and its other documents.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Several {
    /// The file once for each template, with nothing but it.
    pub(crate) templates: Vec<String>,
    /// Where the other documents are, in bytes.
    pub(crate) others: Vec<Range<usize>>,
    /// Where the templates are that are too many.
    pub(crate) too_many: Vec<Range<usize>>,
}

/// The documents of a file; none where it has one, or where none of them is a template.
pub(crate) fn several(bytes: &[u8]) -> Option<Several> {
    let is_possible = bytes
        .windows(4)
        .any(|window| matches!(window, [b'\n' | b'\r', b'-', b'-', b'-'] | [b'\n' | b'\r', b'.', b'.', b'.']));
    let text = str::from_utf8(bytes).ok().filter(|_| is_possible)?;
    let documents = documents(text);
    if documents.len() < 2 {
        return None;
    }
    let is_template = |range: &Range<usize>| is_template(text.get(range.clone()).unwrap_or(""));
    let (mut templates, others): (Vec<Range<usize>>, Vec<Range<usize>>) = documents.into_iter().partition(is_template);
    if templates.is_empty() {
        return None;
    }
    let too_many = templates.split_off(templates.len().min(MOST));
    let templates = templates.iter().map(|range| alone(text, range)).collect();
    Some(Several { templates, others, too_many })
}

/// Where documents with something in them are, each from its marker on.
fn documents(text: &str) -> Vec<Range<usize>> {
    let mut documents = Vec::new();
    let (mut start, mut at, mut has_content) = (0, 0, false);
    for line in text.split_inclusive(ENDS) {
        let behind =
            line.strip_prefix("---").filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']));
        if behind.is_some() {
            if has_content {
                documents.push(start..at);
            }
            (start, has_content) = (at, false);
        }
        at += line.len();
        if line.trim_end() == "..." {
            if has_content {
                documents.push(start..at);
            }
            (start, has_content) = (at, false);
            continue;
        }
        let said = behind.unwrap_or(line).trim();
        has_content |= !said.is_empty() && !said.starts_with(['#', '%']);
    }
    if has_content {
        documents.push(start..at);
    }
    documents
}

/// Whether a document is a template, or one that is damaged.
fn is_template(text: &str) -> bool {
    if !text.contains("Resources") && !text.contains("AWS") {
        return false;
    }
    let document = read(text, Syntax::Auto, Limits::default());
    let view = as_written(&document.tree);
    let is_damaged = || document.problems.iter().any(|problem| problem.gravity != Gravity::Notice);
    Template::read(view, &Context::default()).is_template()
        || states_cloudformation(view)
        || is_damaged() && has_sign_of_cloudformation(text.as_bytes())
}

/// The first line of a document that says something.
pub(crate) fn first_line(text: &str, range: &Range<usize>) -> Span {
    let mut at = range.start;
    for line in text.get(range.clone()).unwrap_or("").split_inclusive(ENDS) {
        let said = line.trim();
        if !said.is_empty() && !said.starts_with(['#', '%']) && said != "---" {
            break;
        }
        at += line.len();
    }
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let end = text.get(at..).and_then(|rest| rest.split(ENDS).next()).map_or(at, |line| at + line.trim_end().len());
    Span::new(offset(at), offset(end))
}

/// The text with blanks in the place of all that is outside of a document.
fn alone(text: &str, range: &Range<usize>) -> String {
    let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
    let blank = |part: &str| part.bytes().map(blank).collect::<String>();
    let part = |range: Range<usize>| text.get(range).unwrap_or("");
    [&*blank(part(0..range.start)), part(range.clone()), &*blank(part(range.end..text.len()))].concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn each_template_is_alone_in_its_place() {
        let text = "# first\nResources:\n  Ä: 1\n---\nkind: Pod\n--- # third\nResources: {}\n...\n---\n";
        let several = several(text.as_bytes()).unwrap();
        assert_eq!(several.templates.len(), 2);
        for template in &several.templates {
            assert_eq!((template.len(), template.lines().count()), (text.len(), text.lines().count()));
        }
        assert_eq!(several.templates[0].trim_end(), "# first\nResources:\n  Ä: 1");
        assert_eq!(several.templates[1].trim(), "--- # third\nResources: {}\n...");
        let others: Vec<&str> = several.others.iter().map(|range| first_line(text, range).of(text)).collect();
        assert_eq!((others, several.too_many.len()), (vec!["kind: Pod"], 0));
    }

    #[test]
    fn a_template_is_one_however_it_is_written() {
        let table = "{\"T\": {\"Type\": \"AWS::DynamoDB::Table\"}}";
        for other in [
            format!("--- {{\"Resources\": {table}}}\n"),
            format!("---\n{{\"Resources\": {table}}}\n"),
            format!("---\n{{\n  Resources: {table}\n}}\n"),
            format!("---\n  Resources: {table}\n"),
            format!("---\n? Resources\n: {table}\n"),
            format!("...\nResources: {table}\n"),
            format!("...\n---\n\"Resources\":\n  {table}\n"),
            "---\nAWSTemplateFormatVersion: 2010-09-09\nResource: {}\n".to_owned(),
            "---\nResources:\n  T: [\n".to_owned(),
            "---\n{{ x }}\nType: AWS::DynamoDB::Table\n".to_owned(),
        ] {
            let text = ["Resources: {}\n", &other].concat();
            let several = several(text.as_bytes()).unwrap();
            assert_eq!((several.templates.len(), several.others.len()), (2, 0), "{text}");
        }
        for other in ["---\nkind: Resources\n", "---\na:\n  Resources: {}\n", "---\nResources: [a]\n", "...\nAWS: 1\n"]
        {
            let text = ["Resources: {}\n", other].concat();
            let several = several(text.as_bytes()).unwrap();
            assert_eq!((several.templates.len(), several.others.len()), (1, 1), "{text}");
        }
    }

    #[test]
    fn lines_end_in_three_ways() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "Resources: {}\n---\nkind: Pod\n...\nResources: {a: 1}\n".replace('\n', end);
            let several = several(text.as_bytes()).unwrap();
            assert_eq!((several.templates.len(), several.others.len()), (2, 1), "{text:?}");
            assert_eq!(several.templates[1].trim(), "Resources: {a: 1}", "{text:?}");
            assert_eq!(first_line(&text, &several.others[0]).of(&text), "kind: Pod", "{text:?}");
        }
    }

    #[test]
    fn a_file_of_one_document_is_left_alone() {
        for text in [
            "Resources: {}\n",
            "---\nResources: {}\n",
            "# a\n---\nResources: {}\n---\n# b\n",
            "%YAML 1.1\n---\nResources: {}\n...\n",
            "a: 1\n---\nb: 2\n",
            "{\"a\": \"\n---\"}",
            "Resources:\n  a: |\n    ---\n    b\n",
        ] {
            assert_eq!(several(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn there_is_a_most_of_templates() {
        let several = several("---\nResources: {}\n".repeat(MOST + 2).as_bytes()).unwrap();
        assert_eq!((several.templates.len(), several.too_many.len()), (MOST, 2));
    }
}

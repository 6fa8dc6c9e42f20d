//! Whether a file that could not be read whole may be a template all the same: its text in, yes or no out. Helm charts and the
//! files of other templating languages are often no YAML and have no sign of CloudFormation in them; a damaged template has one.
//! Never reads a file that was read whole: there the document itself says what it is.

use tablewarden_source::{Encoding, Gravity};
use tablewarden_template::Document;

use crate::request::Sources;

/// Whether the template of a request could not be read whole and may be one.
pub(crate) fn may_be_damaged_template(sources: &Sources<'_>, document: &Document<'_>) -> bool {
    let Some(source) = sources.files.source(sources.template) else { return true };
    let damaged = source.problems.iter().chain(&document.problems).any(|problem| problem.gravity != Gravity::Notice);
    // Nothing of UTF-16 is read, so nothing is known of it.
    damaged && (source.encoding == Encoding::Utf16 || has_sign_of_cloudformation(source.text.as_bytes()))
}

/// Whether the type of a resource stands somewhere, or the key `Resources` where a template has it: at the margin, and in JSON,
/// where nothing has to be at the margin, anywhere.
pub(super) fn has_sign_of_cloudformation(text: &[u8]) -> bool {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let in_json = text.trim_ascii_start().starts_with(b"{");
    let mut before = b'\n';
    (0..text.len()).any(|at| {
        let rest = text.get(at..).unwrap_or_default();
        let is_margin = std::mem::replace(&mut before, text[at]) == b'\n';
        rest.starts_with(b"AWS::") || (is_margin || in_json && text[at] == b'"') && is_resources(rest)
    })
}

/// Whether a text starts with the key `Resources`, quoted or not.
fn is_resources(text: &[u8]) -> bool {
    let quote = text.first().filter(|first| matches!(first, b'"' | b'\''));
    let word = &text[usize::from(quote.is_some())..];
    let Some(mut rest) = word.strip_prefix(b"Resources") else { return false };
    if let Some(quote) = quote {
        let Some(behind) = rest.strip_prefix(&[*quote]) else { return false };
        rest = behind;
    }
    rest.trim_ascii_start().starts_with(b":")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_resources_and_the_key_at_the_margin_are_signs() {
        let signs = [
            "Resources:\n",
            "a: {\nResources :\n  T:\n",
            "\u{feff}'Resources':",
            "\"Resources\": {",
            "x: [\n  - AWS::Serverless-2016-10-31",
            "{\"Resources\": {",
            "\n  {\n  \"Resources\"\n : [",
            "{{ x }}\nType: \"AWS::DynamoDB::Table\"",
        ];
        for text in signs {
            assert!(has_sign_of_cloudformation(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn what_other_files_have_is_none() {
        let others = [
            "",
            "resources:\n  limits: {{ .Values.limits }}\n",
            "a:\n  Resources:\n    b: {{ c }}\n",
            "ResourcesOf: [",
            "Resources are here",
            "# Resources: none",
            "{\"title\": \"Resources\", \"a\": ",
            "{{- if .Values.on }}\n  \"Resource\": \"*\"\n",
            "arn:aws::x AWS: :",
        ];
        for text in others {
            assert!(!has_sign_of_cloudformation(text.as_bytes()), "{text:?}");
        }
    }
}

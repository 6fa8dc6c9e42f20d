//! Whether a file that could not be read whole may be a template all the same: its text in, yes or no out. Helm charts and the
//! files of other templating languages are often no YAML and have no sign of CloudFormation in them; a damaged template has one.
//! Never reads a file that was read whole: there the document itself says what it is.

use tablewarden_source::{Encoding, SourceText};
use tablewarden_template::Document;
use tablewarden_wire::Gravity;

use super::notices::problems;
use crate::request::Sources;

/// Whether the template of a request could not be read whole and may be one.
pub(crate) fn may_be_damaged_template(sources: &Sources<'_>, document: &Document<'_>) -> bool {
    let damaged = problems(sources, sources.template, document).iter().any(|one| one.gravity != Gravity::Notice);
    // Nothing of UTF-16 is read, so nothing is known of it.
    let sign = |source: &SourceText<'_>| source.encoding == Encoding::Utf16 || has_sign_of_cloudformation(&source.text);
    damaged && sources.files.source(sources.template).is_none_or(sign)
}

/// Whether the type of a resource stands somewhere, or the key `Resources` where a template has it: at the margin, and in JSON,
/// where nothing has to be at the margin, anywhere.
fn has_sign_of_cloudformation(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let in_json = text.trim_start().starts_with('{');
    text.as_bytes().windows(5).any(|word| word == b"AWS::")
        || text.lines().any(is_resources)
        || in_json && text.split("\"Resources\"").skip(1).any(|rest| rest.trim_start().starts_with(':'))
}

/// Whether a line starts with the key `Resources`.
fn is_resources(line: &str) -> bool {
    let plain = line.strip_prefix("Resources");
    let quoted = || line.strip_prefix("\"Resources\"").or_else(|| line.strip_prefix("'Resources'"));
    plain.or_else(quoted).is_some_and(|rest| rest.trim_start().starts_with(':'))
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
            assert!(has_sign_of_cloudformation(text), "{text:?}");
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
            assert!(!has_sign_of_cloudformation(text), "{text:?}");
        }
    }
}

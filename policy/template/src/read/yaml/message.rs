//! What is said of a syntax error: one line, what is there and what to do.

use granit_parser::ErrorKind;

use crate::Limits;
use crate::read::caps::too_deep;

/// The message for an error of the parser.
pub(super) fn of(kind: &ErrorKind, limits: Limits) -> String {
    use ErrorKind as E;
    let message = match kind {
        E::RecursionLimitExceeded => return too_deep(limits),
        E::UnexpectedCharacter { character } => {
            return format!("`{character}` cannot stand here; put the value in quotes");
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            return format!("`{close}` closes a collection that `{open}` opened; make the brackets match");
        }
        E::UnclosedFlowCollection { open } => return format!("this `{open}` is never closed; close it"),
        E::UnexpectedEofFlowSequence | E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping => {
            "a bracket is still open at the end of the file; close it"
        }
        E::UnexpectedEofBlockSequence | E::UnexpectedEofBlockMapping | E::UnexpectedEof => {
            "the file ends too early; finish the last entry"
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => "a tab is used for indentation; use spaces",
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => "this quote is never closed; close it",
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            "text follows the closing quote; close the quote at the end of the value"
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => "no escape of YAML; write `\\\\` for a backslash, or use single quotes",
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent => {
            "this line does not fit the lines before it; check its indentation and that `key: value` is whole"
        }
        E::ExpectedBlockSequenceEntry => {
            "a list goes on here with something that does not begin with `- `; indent it or add `- `"
        }
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection | E::InvalidBlockEntryWhitespace => {
            "a list cannot begin here; put `- ` on a line of its own"
        }
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::InvalidMappingValueWhitespace => {
            "a `:` cannot stand here; put text with a colon in quotes, or check the indentation"
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::MappingKeyNotAllowed => {
            "a key without `:`, or one that is too long; write `key: value` on one line"
        }
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => {
            "a comma or a closing bracket is missing before this; write one"
        }
        E::MisplacedFlowCollectionEnd => "this bracket closes nothing; remove it, or put the text in quotes",
        E::FlowMappingValueAdjacentCollection => "a blank is missing after the `:`; write one",
        E::ExpectedDocumentStart | E::InvalidDocumentEnd | E::MissingDocumentEndBeforeDirective => {
            "this does not belong to what is before it; check the indentation"
        }
        E::ExpectedNodeContent | E::UnexpectedEndOfPlainScalar | E::PlainScalarStartsWithDashFlowIndicator => {
            "a value is missing here; write one, or put text in quotes"
        }
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader | E::InvalidBlockScalarIndent => {
            "the text block is not well formed; begin it on the line after `|` or `>`, indented alike"
        }
        E::CommentNotSeparated | E::CommentInterceptedScalar => {
            "a comment stands inside a value; put a blank before `#`, or the value in quotes"
        }
        E::ExpectedWhitespace => "a blank is missing before this; write one",
        E::BomInsideDocument => "a byte order mark stands inside the file; remove it",
        E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::UndeclaredTagHandle
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8 => "this tag is not well formed; write it as `!Name` with a blank after it",
        E::MissingAnchorOrAliasName => "a name is missing after `&` or `*`; put text that begins so in quotes",
        E::UnknownAnchor => "this alias names no anchor; write the value itself",
        E::DuplicateVersionDirective
        | E::UnsupportedYamlMajorVersion
        | E::DuplicateTagDirective
        | E::ExpectedTagDirectiveBang
        | E::InvalidDirectiveTerminator
        | E::MissingYamlVersionSeparator
        | E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::YamlVersionTooLong
        | E::MissingYamlVersion
        | E::InvalidTagDirectiveTerminator
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. } => {
            "this `%` line is not well formed; a template needs none, remove it"
        }
        _ => "this is not well-formed YAML; check the line and the one before it",
    };
    message.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_one_lower_case_line() {
        for kind in [ErrorKind::TabInIndentation, ErrorKind::UnclosedQuotedScalar, ErrorKind::UnexpectedEof] {
            let message = of(&kind, Limits::default());
            assert!(message.starts_with(|first: char| first.is_lowercase()), "{message}");
            assert!(!message.contains('\n') && message.contains(';'), "{message}");
        }
    }
}

//! What is said of a syntax error: one line, what is there and what to do.

use granit_parser::ErrorKind;

/// The message for an error of the parser; none where the text nests too deep.
pub(super) fn of(kind: &ErrorKind) -> Option<String> {
    use ErrorKind as E;
    let message = match kind {
        E::RecursionLimitExceeded => return None,
        E::UnexpectedCharacter { character } => {
            return Some(format!("`{character}` can't stand here. Put the value in quotes."));
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            return Some(format!("`{close}` closes a collection that `{open}` opened; make the brackets match"));
        }
        E::UnclosedFlowCollection { open } => return Some(format!("This `{open}` is never closed. Close it.")),
        E::UnexpectedEofFlowSequence | E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping => {
            "A bracket is still open at the end of the file. Close it."
        }
        E::UnexpectedEofBlockSequence | E::UnexpectedEofBlockMapping | E::UnexpectedEof => {
            "The file ends too early. Finish the last entry."
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => "A tab is used for indentation. Use spaces.",
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => "This quote is never closed. Close it.",
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            "Text follows the closing quote. Close the quote at the end of the value."
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => "No escape of YAML. Write `\\\\` for a backslash, or use single quotes.",
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent => {
            "This line does not fit the lines before it. Check its indentation and that `key: value` is whole."
        }
        E::ExpectedBlockSequenceEntry => {
            "A list goes on here with something that does not begin with `- `. Indent it or add `- `."
        }
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection | E::InvalidBlockEntryWhitespace => {
            "A list can't begin here. Put `- ` on a line of its own."
        }
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::InvalidMappingValueWhitespace => {
            "A `:` can't stand here. Put text with a colon in quotes, or check the indentation."
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::MappingKeyNotAllowed => {
            "A key without `:`, or one that is too long. Write `key: value` on one line."
        }
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => {
            "A comma or a closing bracket is missing before this. Write one."
        }
        E::MisplacedFlowCollectionEnd => "This bracket closes nothing. Remove it, or put the text in quotes.",
        E::FlowMappingValueAdjacentCollection => "A blank is missing after the `:`. Write one.",
        E::ExpectedDocumentStart | E::InvalidDocumentEnd | E::MissingDocumentEndBeforeDirective => {
            "This does not belong to what is before it. Check the indentation."
        }
        E::ExpectedNodeContent | E::UnexpectedEndOfPlainScalar | E::PlainScalarStartsWithDashFlowIndicator => {
            "A value is missing here. Write one, or put text in quotes."
        }
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader | E::InvalidBlockScalarIndent => {
            "The text block is not well formed. Begin it on the line after `|` or `>`, indented alike."
        }
        E::CommentNotSeparated | E::CommentInterceptedScalar => {
            "A comment stands inside a value. Put a blank before `#`, or the value in quotes."
        }
        E::ExpectedWhitespace => "A blank is missing before this. Write one.",
        E::BomInsideDocument => "A byte order mark stands inside the file. Remove it.",
        E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::UndeclaredTagHandle
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8 => "This tag is not well formed. Write it as `!Name` with a blank after it.",
        E::MissingAnchorOrAliasName => "A name is missing after `&` or `*`. Put text that begins so in quotes.",
        E::UnknownAnchor => "This alias names no anchor. Write the value itself.",
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
            "This `%` line is not well formed. A template needs none, remove it."
        }
        _ => "This is not well-formed YAML. Check the line and the one before it.",
    };
    Some(message.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn messages_are_sentences_on_one_line() {
        for kind in [ErrorKind::TabInIndentation, ErrorKind::UnclosedQuotedScalar, ErrorKind::UnexpectedEof] {
            let message = of(&kind).unwrap();
            assert!(message.starts_with(|first: char| first.is_uppercase()), "{message}");
            assert!(!message.contains('\n') && message.ends_with('.'), "{message}");
        }
    }
}

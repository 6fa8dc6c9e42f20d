//! A YAML text into events, each with the bytes it stands at, and into one plain sentence where the text is wrong. The one crate that
//! knows granit-parser; apart from the reader of templates, so that the module has it in its smallest form: few texts need it
//! (docs/adr/0030-two-readers-of-yaml.md).

mod message;

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Parser, ScalarStyle, ScanError, StrInput, StructureStyle};

/// What comes next in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<'t> {
    /// A document begins.
    DocumentStart,
    /// It ends.
    DocumentEnd,
    /// The text ends.
    TextEnd,
    /// A map begins.
    Map {
        /// Whether it is in braces.
        is_flow: bool,
    },
    /// A list begins.
    List {
        /// Whether it is in brackets.
        is_flow: bool,
    },
    /// The innermost map or list ends.
    End,
    /// A scalar: its text, with all of its escapes and line breaks resolved.
    Scalar(Cow<'t, str>, Style),
    /// The node before has an anchor.
    Anchor,
    /// An alias.
    Alias,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

/// An event and where it stands, as offsets into the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<'t> {
    /// The event.
    pub event: Event<'t>,
    /// What of the text it is; empty where nothing is written.
    pub range: Range<usize>,
    /// The tag of the node.
    pub tag: Option<Range<usize>>,
}

/// Why and where the text can't be read on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong and what to do; none where the collections within each other are more than allowed.
    pub message: Option<String>,
    /// The offset.
    pub at: usize,
    /// All of the rest was looked through to find it.
    pub is_far: bool,
}

/// The events of a text, up to its end or the first failure.
pub struct Events<'t> {
    parser: Parser<'t, StrInput<'t>>,
}

impl<'t> Events<'t> {
    /// The events of `text`, with at most `depth` maps and lists within each other.
    #[must_use]
    pub fn new(text: &'t str, depth: usize) -> Self {
        let options = granit_parser::options! {
            emit_anchor_events: true,
            emit_unresolved_aliases: true,
            emit_comments: false,
            flow_nesting_limit: depth,
            block_nesting_limit: depth,
        };
        Self { parser: Parser::new_from_str_with_options(text, options) }
    }
}

/// An event, or why the text is no YAML from there on; nothing comes behind that.
impl<'t> Iterator for Events<'t> {
    type Item = Result<Placed<'t>, Failure>;

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (event, span) = match self.parser.next()? {
                Ok(next) => next,
                Err(error) => return Some(Err(failure(&error))),
            };
            let Some(event) = told(event) else { continue };
            let tag = span.tag_span().and_then(|span| span.byte_range());
            return Some(Ok(Placed { event, range: span.byte_range().unwrap_or_default(), tag }));
        }
    }
}

/// The event of the parser as ours, if it is one.
fn told(event: granit_parser::Event<'_>) -> Option<Event<'_>> {
    use granit_parser::Event as E;
    Some(match event {
        E::DocumentStart(..) => Event::DocumentStart,
        E::DocumentEnd => Event::DocumentEnd,
        E::StreamEnd => Event::TextEnd,
        E::MappingStart(style, ..) => Event::Map { is_flow: style == StructureStyle::Flow },
        E::SequenceStart(style, ..) => Event::List { is_flow: style == StructureStyle::Flow },
        E::MappingEnd | E::SequenceEnd => Event::End,
        E::Scalar(text, style, ..) => Event::Scalar(text, style_of(style)),
        E::Anchor(..) => Event::Anchor,
        E::Alias(_) | E::UnresolvedAlias(_) => Event::Alias,
        _ => return None,
    })
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

fn failure(error: &ScanError) -> Failure {
    let kind = error.kind();
    let is_far = matches!(kind, ErrorKind::UnclosedQuotedScalar | ErrorKind::UnclosedFlowCollection { .. });
    Failure { message: message::of(kind), at: error.marker().byte_offset().unwrap_or_default(), is_far }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// The events with their part of the text, and what is wrong.
    fn events(text: &str, depth: usize) -> Vec<String> {
        let told = |next| match next {
            Ok(Placed { event: Event::Scalar(value, style), range, tag }) => {
                let tag = tag.map_or("", |tag| &text[tag]);
                format!("{tag} {style:?} {value:?} {:?}", &text[range])
            }
            Ok(Placed { event, range, .. }) => format!("{event:?} {range:?}"),
            Err(Failure { message, at, .. }) => format!("{} at {at}", message.unwrap_or("too deep".to_owned())),
        };
        Events::new(text, depth).map(told).collect()
    }

    #[test]
    fn events_have_their_places() {
        assert_eq!(
            events("a: !Ref 'b''c'\nd: [*e]", 9),
            [
                "DocumentStart 0..0",
                "Map { is_flow: false } 0..0",
                " Plain \"a\" \"a\"",
                "!Ref Single \"b'c\" \"'b''c'\"",
                " Plain \"d\" \"d\"",
                "List { is_flow: true } 18..19",
                "Alias 19..21",
                "End 21..22",
                "End 22..22",
                "DocumentEnd 22..22",
                "TextEnd 22..22",
            ]
        );
    }

    #[test]
    fn a_failure_is_the_last_that_comes() {
        for (text, last) in [("a: [b", "This `[` is never closed. Close it. at 3"), ("[[[[a]]]]", "too deep at 2")] {
            assert_eq!(events(text, 2).last().unwrap(), last);
        }
    }
}

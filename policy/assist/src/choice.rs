//! Something that can be written in the place of the word at a cursor, and a list of it as an answer has it.

use std::ops::Range;

use tablewarden_source::Span;
use tablewarden_wire::{Completion, CompletionKind, Location};

/// How many completions are given at most.
const MOST: usize = 500;

/// A rule for waivers: its id and its title.
pub type RuleTitle = (&'static str, &'static str);

/// Something that can be written in the place of the word at the cursor.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) label: String,
    pub(crate) insert: String,
    pub(crate) kind: CompletionKind,
    pub(crate) detail: Option<String>,
}

/// The choices as completions of ranges of the text.
pub(crate) fn in_place(
    choices: Vec<Choice>,
    place: &dyn Fn(&Choice) -> Range<usize>,
    locate: &dyn Fn(Span) -> Location,
) -> Vec<Completion> {
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    let completion = |choice: Choice| {
        let place = place(&choice);
        let span = locate(Span::new(offset(place.start), offset(place.end)));
        let Choice { label, insert, kind, detail } = choice;
        Completion { label, insert, span, kind, detail }
    };
    choices.into_iter().take(MOST).map(completion).collect()
}

//! What can be written at a place of a template that is being written. The text is read with a mark at the cursor
//! ([`unfinished`]); the way to the mark says what is wanted there, the document what there is to name, the schemas the rest.

mod at;
mod cursor;
mod keys;
mod names;
mod unfinished;
mod values;
mod waivers;
mod word;

use tablewarden_source::Span;
use tablewarden_template::{Limits, Syntax};
use tablewarden_wire::{Completion, Location};

use crate::choice::{Choice, RuleTitle, in_place};
use crate::opened::as_cloudformation;
use at::At;
use word::Word;

/// What can be written at an offset of a text. `locate` gives lines and columns of a span of it.
#[must_use]
pub fn complete(
    text: &str,
    offset: u32,
    limits: Limits,
    rules: &[RuleTitle],
    locate: &dyn Fn(Span) -> Location,
) -> Vec<Completion> {
    let word = Word::at(text, offset as usize);
    let choices = waivers::in_comment(&word, rules).unwrap_or_else(|| in_document(&word, limits, rules));
    // What brings the quote that closes it takes the place of the one that is there.
    let closing = word.quote.filter(|quote| word.behind().starts_with(*quote));
    let end = |choice: &Choice| match closing.filter(|quote| choice.insert.contains(*quote)) {
        Some(quote) => word.range.end + quote.len_utf8(),
        None => word.range.end,
    };
    let place = |choice: &Choice| word.range.start..end(choice);
    in_place(choices, &place, locate)
}

fn in_document(word: &Word<'_>, limits: Limits, rules: &[RuleTitle]) -> Vec<Choice> {
    let is_json = is_json(word.text);
    let syntax = if is_json { Syntax::Json } else { Syntax::Yaml };
    for candidate in unfinished::candidates(word, is_json) {
        let Some(document) = unfinished::marked(&candidate, syntax, limits) else { continue };
        let view = as_cloudformation(&document.tree);
        let Some(spot) = unfinished::place(view, candidate.offset) else { continue };
        let at = At::new(view, spot, word, is_json);
        let mut choices = waivers::choices(&at, rules);
        if choices.is_empty() {
            choices = names::choices(&at);
        }
        if choices.is_empty() {
            choices = values::choices(&at);
        }
        if choices.is_empty() {
            choices = keys::choices(&at);
        }
        return choices;
    }
    Vec::new()
}

/// Whether a text is written as JSON: as an object whose first key is in quotes.
fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.strip_prefix('{').is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with(['"', '}'])
    })
}

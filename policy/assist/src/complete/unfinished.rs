//! A text that is being written, made whole for the reader: what the cursor's line lacks is put in, and a mark at the cursor. The
//! reader then says where the cursor is, in block and flow style alike. Only the line of the cursor and what is next to it are
//! looked at as text, and only here.

use tablewarden_template::{Document, Limits, Syntax, View, read};

use super::word::Word;
use crate::spot::{Spot, spot};

/// What stands at the cursor: a character that no template has.
pub(super) const MARK: char = '\u{f8ff}';

/// A text with the mark in it.
pub(super) struct Marked {
    pub(super) text: String,
    /// Where the mark is.
    pub(super) offset: u32,
}

/// The texts to be read, the likeliest first.
pub(super) fn candidates(word: &Word<'_>, is_json: bool) -> Vec<Marked> {
    if is_json {
        return vec![json(word)];
    }
    let as_value = || with(word, "", "");
    let as_key = || with(word, "", ":");
    let mut all = if word.is_alone() { vec![as_key(), as_value()] } else { vec![as_value()] };
    let closing = unclosed(word.text.get(word.line.start..word.offset).unwrap_or(""));
    if !closing.is_empty() {
        all.push(with(word, "", &closing));
    }
    all
}

/// The document that a text is read as, where the mark is in it.
pub(super) fn marked<'t>(marked: &'t Marked, syntax: Syntax, limits: Limits) -> Option<Document<'t>> {
    let document = read(&marked.text, syntax, limits);
    let view = crate::opened::as_cloudformation(&document.tree);
    place(view, marked.offset).is_some().then_some(document)
}

/// Where the mark is in what was read.
pub(super) fn place(view: View<'_>, offset: u32) -> Option<Spot<'_>> {
    let found = spot(view, offset)?;
    let text = match (found.key, found.way.last().map(|step| step.to)) {
        (Some(_), Some(crate::spot::To::Key(key))) => key,
        _ => view.text(found.at)?,
    };
    text.contains(MARK).then_some(found)
}

/// The text with the mark behind the beginning of the word, its quote closed, and something before the word and behind it.
fn with(word: &Word<'_>, before: &str, behind: &str) -> Marked {
    let start = word.range.start - word.quote.map_or(0, char::len_utf8);
    let part = |range| word.text.get(range).unwrap_or("");
    let mut text = [part(0..start), before, part(start..word.offset)].concat();
    let offset = u32::try_from(text.len()).unwrap_or(u32::MAX);
    text.push(MARK);
    let rest = part(word.range.end..word.text.len());
    // What closes the quote comes before what is put behind the word.
    match word.quote {
        Some(quote) if rest.starts_with(quote) => {
            text.extend([part(word.range.end..word.range.end + quote.len_utf8()), behind]);
            text.push_str(part(word.range.end + quote.len_utf8()..word.text.len()));
        }
        Some(quote) if !word.is_closed() => {
            text.push(quote);
            text.extend([behind, rest]);
        }
        _ => text.extend([behind, rest]),
    }
    Marked { text, offset }
}

/// JSON with the quotes, the comma and the value that the word lacks.
fn json(word: &Word<'_>) -> Marked {
    let start = word.range.start - word.quote.map_or(0, char::len_utf8);
    let before = word.text.get(..start).unwrap_or("");
    if word.quote.is_some_and(|quote| !word.before().ends_with(quote)) {
        // A word inside of a text.
        return with(word, "", "");
    }
    let last = before.trim_end().chars().next_back();
    let comma = if matches!(last, None | Some('{' | '[' | ',' | ':')) { "" } else { "," };
    let behind = word.text.get(word.range.end..).unwrap_or("");
    let next = word.quote.and_then(|quote| behind.strip_prefix(quote)).unwrap_or(behind).trim_start();
    let is_key = last != Some(':') && is_in_object(before);
    let mut more = String::new();
    if is_key && !next.starts_with(':') {
        more.push_str(": null");
    }
    if !matches!(next.chars().next(), None | Some(',' | '}' | ']' | ':')) {
        more.push(',');
    }
    if word.quote.is_some() {
        return with(word, comma, &more);
    }
    // The word has no quotes: it gets them.
    let quoted = [comma, "\""].concat();
    with(word, &quoted, &["\"", &more].concat())
}

/// Whether the innermost bracket that is open at the end of a JSON text is that of an object.
fn is_in_object(text: &str) -> bool {
    let mut open = Vec::new();
    let (mut is_text, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            // A text that is never closed ends with its line.
            b'\n' => is_text = false,
            b'{' | b'[' if !is_text => open.push(byte),
            b'}' | b']' if !is_text => {
                open.pop();
            }
            _ => {}
        }
    }
    open.last() == Some(&b'{')
}

/// What closes the brackets that are open at the end of a part of a line.
fn unclosed(line: &str) -> String {
    let mut open = Vec::new();
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (Some(of), _) if of == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '{') => open.push('}'),
            (None, '[') => open.push(']'),
            (None, '}' | ']') => {
                open.pop();
            }
            _ => {}
        }
    }
    open.into_iter().rev().collect()
}

//! The place in the text that the parser has come to: takes pieces, skips blanks, keeps comments, counts depth, words
//! errors. Knows no construct of the language.

use tablewarden_source::Span;

use super::lex::{self, Lex};
use crate::error::{Dialect, ParseError};

/// How deep blocks, filters, lists, maps and calls may lie in each other.
pub(super) const MAX_DEPTH: u32 = 200;

/// What the parser's functions give. An error ends the rule that it is in. A function that may find nothing, and then
/// has consumed nothing, gives an `Option`.
pub(super) type Parse<T> = Result<T, Box<ParseError>>;

/// A place in a text.
pub(super) struct Cursor<'t> {
    /// The whole text.
    text: &'t str,
    /// The next byte.
    pub(super) at: usize,
    /// The dialect that is read.
    pub(super) dialect: Dialect,
    /// How deep the place lies.
    depth: u32,
    /// The blanks that were skipped last: where they begin and end.
    blanks: (usize, usize),
    /// How often text may still be read a second time.
    second_tries: u32,
    /// Where text began that was no item because something was missing in it, and what.
    unfinished: Option<(usize, Box<ParseError>)>,
    /// The comments that were skipped, without the newline, in order.
    pub(super) comments: Vec<Span>,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, dialect: Dialect) -> Self {
        Self { text, at: 0, dialect, depth: 0, blanks: (0, 0), second_tries: 4, unfinished: None, comments: Vec::new() }
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Whether `text` comes next.
    pub(super) fn sees(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Takes the piece that `lexer` reads, if it is there.
    pub(super) fn take<T>(&mut self, lexer: impl FnOnce(&'t str) -> Lex<'t, T>) -> Option<T> {
        let (rest, piece) = lexer(self.rest()).ok()?;
        self.at = self.text.len() - rest.len();
        Some(piece)
    }

    /// Takes `text`, if it is there.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let there = self.sees(text);
        if there {
            self.at += text.len();
        }
        there
    }

    /// Takes `text` and the blanks before it, if it is there; else takes nothing.
    pub(super) fn eat_after_blanks(&mut self, text: &str) -> bool {
        let before = self.at;
        self.skip_blanks();
        let there = self.eat(text);
        if !there {
            self.at = before;
        }
        there
    }

    /// Takes a keyword, which may run into a name in dialect 3.2.0 only.
    pub(super) fn keyword(&mut self, words: &[&'static str]) -> bool {
        let dialect = self.dialect;
        self.take(|rest| lex::keyword(words, dialect, rest)).is_some()
    }

    /// Takes blanks and comments; says whether there were any.
    pub(super) fn skip_blanks(&mut self) -> bool {
        let start = self.at;
        if self.blanks.0 == start && self.blanks.1 > start {
            self.at = self.blanks.1;
        } else if self.take(lex::blanks).is_some() {
            self.blanks = (start, self.at);
            self.keep_comments(start);
        }
        self.at > start
    }

    /// Keeps the comments between `start` and here that are not kept yet.
    fn keep_comments(&mut self, start: usize) {
        let mut at = start.max(self.comments.last().map_or(0, |last| last.end as usize));
        while let Some(mark) = self.text.get(at..self.at).and_then(|blanks| blanks.find('#')) {
            let line = self.text.get(at + mark..self.at).unwrap_or("");
            let comment = line.split('\n').next().unwrap_or("").trim_end();
            self.comments.push(span(at + mark, at + mark + comment.len()));
            at += mark + comment.len().max(1);
        }
    }

    /// The span from `start` to here.
    pub(super) fn span_from(&self, start: usize) -> Span {
        span(start, self.at)
    }

    /// Goes one level deeper; an error beyond [`MAX_DEPTH`]. Each `enter` has its `leave`, but after an error.
    pub(super) fn enter(&mut self) -> Parse<()> {
        if self.depth >= MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} levels of nesting, write this rule flatter");
            return Err(Box::new(ParseError { message, span: self.next_piece(), expected: "less nesting" }));
        }
        self.depth += 1;
        Ok(())
    }

    /// Goes one level up.
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Whether text may be read a second time: so seldom that reading stays linear.
    pub(super) fn second_try(&mut self) -> bool {
        let left = self.second_tries > 0;
        self.second_tries = self.second_tries.saturating_sub(1);
        left
    }

    /// Goes to `at`, outside of everything: where reading starts again after an error.
    pub(super) fn restart(&mut self, at: usize) {
        self.at = at;
        self.depth = 0;
        self.blanks = (0, 0);
    }

    /// The word or sign that comes next.
    fn next_piece(&self) -> Span {
        span(self.at, self.at + lex::shown(self.rest()).len())
    }

    /// Says that what begins at `start` may turn out to be nothing, and then what was missing in it is `error`.
    pub(super) fn leave_unfinished(&mut self, start: usize, error: Box<ParseError>) {
        self.at = start;
        self.unfinished = Some((start, error));
    }

    /// The error that `expected` was not found here, after the blanks.
    #[cold]
    pub(super) fn expected(&mut self, expected: &'static str) -> Box<ParseError> {
        self.skip_blanks();
        self.expected_for(expected, "")
    }

    /// The error that `expected` was not found right here, with a word on what it was for.
    #[cold]
    pub(super) fn expected_for(&mut self, expected: &'static str, purpose: &str) -> Box<ParseError> {
        if let Some((_, error)) = self.unfinished.take_if(|(start, _)| *start == self.at) {
            return error;
        }
        let span = self.next_piece();
        let found = match span.of(self.text) {
            "" => "the end of the file".to_owned(),
            piece if piece.chars().all(|c| c.is_control() || c == '`') => format!("{piece:?}"),
            piece if piece.trim().is_empty() => "a blank".to_owned(),
            piece => format!("`{piece}`"),
        };
        let message = format!("Expected {expected}{purpose}, found {found}.");
        Box::new(ParseError { message, span, expected })
    }

    /// An error about the text from `start` to here.
    #[cold]
    pub(super) fn wrong(&self, start: usize, expected: &'static str, message: String) -> Box<ParseError> {
        Box::new(ParseError { message, span: self.span_from(start), expected })
    }

    /// The number of the line of `at`, 1 for the first.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.text.get(..at).unwrap_or("").matches('\n').count() + 1
    }
}

/// The span of two offsets into a text that is no longer than 4 GB.
pub(super) fn span(start: usize, end: usize) -> Span {
    Span::new(u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX))
}

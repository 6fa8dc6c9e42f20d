//! The text that is being written: lines, indentation, width, and the comments that wait for their place. Knows no
//! construct of the language.

use tablewarden_source::Span;

/// The width that a line is broken at, in characters, where it can be broken.
const WIDTH: usize = 120;

/// One level of indentation.
const INDENT: &str = "    ";

/// The text so far.
pub(super) struct Out<'t> {
    source: &'t str,
    /// The comments that were not written yet, in order.
    comments: &'t [Span],
    text: String,
    /// Where the last line of `text` begins.
    line: usize,
    indent: usize,
    /// Where in the source the last thing that was written ends.
    last: u32,
    /// Whether the place is the first in a block, where no blank line is kept.
    first: bool,
    /// In an attempt to write on one line: whether it failed.
    attempt: Option<bool>,
}

impl<'t> Out<'t> {
    pub(super) fn new(source: &'t str, comments: &'t [Span]) -> Self {
        Self { source, comments, text: String::new(), line: 0, indent: 0, last: 0, first: true, attempt: None }
    }

    /// The whole text, with the comments that are left.
    pub(super) fn finish(mut self) -> String {
        self.comments_before(u32::MAX);
        self.end_line();
        self.text
    }

    pub(super) fn source(&self) -> &'t str {
        self.source
    }

    pub(super) fn at_line_start(&self) -> bool {
        self.text.len() == self.line
    }

    pub(super) fn deeper(&mut self) {
        self.indent += 1;
        self.first = true;
    }

    pub(super) fn shallower(&mut self) {
        self.indent = self.indent.saturating_sub(1);
        self.first = false;
    }

    /// Ends the line, if something is on it.
    pub(super) fn end_line(&mut self) {
        if self.at_line_start() {
            return;
        }
        if let Some(failed) = &mut self.attempt {
            *failed = true;
            return;
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
        self.line = self.text.len();
    }

    /// Goes to the next line; where one line is attempted and `joined` allows it, two blanks stand for that.
    pub(super) fn next_line(&mut self, joined: bool) {
        if joined && self.attempt.is_some() { self.text("  ") } else { self.end_line() }
    }

    /// Writes text that has no comment before it.
    pub(super) fn text(&mut self, text: &str) {
        if self.attempt == Some(true) || text.is_empty() {
            return;
        }
        let text = if self.at_line_start() { text.trim_start_matches(' ') } else { text };
        if self.at_line_start() && !text.is_empty() {
            for _ in 0..self.indent {
                self.text.push_str(INDENT);
            }
        }
        self.text.push_str(text);
        if let Some(newline) = text.rfind('\n') {
            self.line = self.text.len() - (text.len() - newline - 1);
        }
        if let Some(failed) = &mut self.attempt {
            *failed |= self.text.get(self.line..).is_none_or(|line| line.chars().count() > WIDTH);
        }
        self.first = false;
    }

    /// Writes the comments that stand before `start` in the source, then `text`, which stands there.
    pub(super) fn token(&mut self, start: u32, text: &str) {
        self.comments_before(start);
        self.text(text);
        self.last = self.last.max(start.saturating_add(u32::try_from(text.trim().len()).unwrap_or(u32::MAX)));
    }

    /// Says that what was written stands for the source up to `end`.
    pub(super) fn reach(&mut self, end: u32) {
        self.last = self.last.max(end);
    }

    /// Writes a piece of the source as it is.
    pub(super) fn raw(&mut self, span: Span) {
        self.comments_before(span.start);
        self.text(span.of(self.source));
        self.last = self.last.max(span.end);
    }

    /// Begins an entry of a block: keeps one blank line before it or its comments if there were some, or makes one.
    pub(super) fn entry(&mut self, span: Span, apart: bool) {
        let start = self.comments.first().map_or(span.start, |comment| comment.start.min(span.start));
        let trails = start < span.start && !self.has_newline(start);
        if apart {
            if let Some(trailing) = self.comments.first().filter(|_| trails) {
                self.comments_before(trailing.start + 1);
            }
            self.blank_line();
        }
        self.comments_before(span.start);
        self.keep_blank_line(span.start);
    }

    /// Whether the source goes to another line between the last thing written and `to`.
    fn has_newline(&self, to: u32) -> bool {
        Span::new(self.last, to).of(self.source).contains('\n')
    }

    /// Puts a blank line here, unless this is a beginning or one is there.
    fn blank_line(&mut self) {
        if !self.first && !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
            self.line = self.text.len();
        }
    }

    /// Puts a blank line here if the source has one between the last thing written and `to`.
    fn keep_blank_line(&mut self, to: u32) {
        if Span::new(self.last, to).of(self.source).matches('\n').nth(1).is_some() {
            self.blank_line();
        }
    }

    /// Writes the comments that stand before `start` in the source: at the end of the line if they did so there, else
    /// on lines of their own.
    pub(super) fn comments_before(&mut self, start: u32) {
        while let Some((comment, rest)) = self.comments.split_first() {
            if comment.start >= start {
                return;
            }
            if let Some(failed) = &mut self.attempt {
                *failed = true;
                return;
            }
            self.comments = rest;
            self.comment(*comment);
        }
    }

    fn comment(&mut self, comment: Span) {
        let trails = !self.text.is_empty() && !self.has_newline(comment.start);
        if trails {
            // The line may have been ended already; the comment belongs to it all the same.
            while self.text.ends_with('\n') {
                self.text.pop();
            }
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push(' ');
        } else {
            self.end_line();
            self.keep_blank_line(comment.start);
            for _ in 0..self.indent {
                self.text.push_str(INDENT);
            }
        }
        self.text.push_str(comment.of(self.source));
        self.text.push('\n');
        self.line = self.text.len();
        self.last = self.last.max(comment.end);
        self.first = false;
    }

    /// Runs `write` on the line; if that does not fit, or ends the line, or would move a comment, takes everything back.
    /// Whether it was written.
    pub(super) fn on_one_line(&mut self, write: impl FnOnce(&mut Self)) -> bool {
        if self.attempt.is_some() {
            write(self);
            return true;
        }
        let (length, line, last, first, indent) = (self.text.len(), self.line, self.last, self.first, self.indent);
        self.attempt = Some(false);
        write(self);
        if self.attempt.take() == Some(false) {
            return true;
        }
        self.text.truncate(length);
        (self.line, self.last, self.first, self.indent) = (line, last, first, indent);
        false
    }

    /// Whether `width` more characters fit on the line.
    pub(super) fn fits(&self, width: usize) -> bool {
        let line = self.text.get(self.line..).unwrap_or("");
        line.chars().take(WIDTH + 1).count() + width <= WIDTH
    }
}

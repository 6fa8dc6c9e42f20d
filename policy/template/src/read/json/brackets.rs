//! The brackets of a JSON text: opening, closing, and what to do where they do not match.

use super::frame::Frame;
use super::scanner::{Scanner, Want};
use crate::read::caps::Cap;
use crate::read::places::{offset, span};
use crate::{Kind, NodeId, Style};

impl Scanner<'_> {
    pub(super) fn open(&mut self, byte: u8) {
        let start = self.at;
        let is_map = byte == b'{';
        let kind = if is_map { Kind::Map } else { Kind::List };
        self.at += 1;
        if self.builder.depth() >= self.limits.depth as usize {
            self.problems.beyond(Cap::Depth, span(start, self.at), self.limits);
            self.skip_inside();
            let place = self.place_of(span(start, self.end_of_content()));
            if let Some(id) = self.builder.open(kind, Style::Flow, place) {
                self.builder.damage(id);
            }
            self.builder.close(None);
            self.after_value();
            return;
        }
        let place = self.place(start);
        self.builder.open(kind, Style::Flow, place);
        let column = self.line.column();
        self.frames.push(Frame { is_map, start, column });
        self.want = if is_map { Want::FirstKey } else { Want::FirstElement };
    }

    /// Skips to just after the bracket that closes the one before this place.
    fn skip_inside(&mut self) {
        let from = self.at;
        let mut depth = 1_usize;
        while depth > 0 {
            let Some(byte) = self.peek() else { break };
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                b'"' => self.skip_string(),
                _ => {}
            }
            self.at += 1;
        }
        let inside = self.bytes.get(from..self.at).unwrap_or_default();
        if let Some(newline) = memchr::memrchr(b'\n', inside) {
            let start = from + newline + 1;
            let blank = |byte: &&u8| matches!(byte, b' ' | b'\t');
            let line = inside.get(newline + 1..).unwrap_or_default();
            self.line.begin(start);
            self.line.first(start + line.iter().take_while(blank).count());
        }
    }

    /// From an opening quote to the closing one, or to the end of the line.
    fn skip_string(&mut self) {
        let start = self.at;
        self.at += 1;
        while let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', self.bytes.get(self.at..).unwrap_or_default()) {
            self.at += found;
            if self.peek() != Some(b'\\') {
                return;
            }
            self.at += 2;
        }
        self.at = start.max(self.bytes.len().saturating_sub(1));
    }

    /// A closing bracket.
    pub(super) fn bracket(&mut self, byte: u8) {
        if self.is_guided {
            if self.is_stray() {
                self.at += 1;
                let span = span(self.at - 1, self.at);
                return self.error(span, "A closing bracket too many. Remove it.");
            }
            self.close_by_column();
        }
        let Some(frame) = self.frames.last().copied() else {
            self.want = Want::End;
            return;
        };
        let span = span(self.at, self.at + 1);
        if frame.closing() == byte {
            self.at += 1;
            return self.close(self.at);
        }
        self.is_unbalanced = true;
        if self.frames.iter().any(|outer| outer.closing() == byte) {
            let message = format!(
                "`{}` closes nothing here, as the `{}` before it is still open. Close that first.",
                byte as char, self.bytes[frame.start] as char
            );
            self.damage_all();
            self.error(span, message);
            while self.frames.last().is_some_and(|frame| frame.closing() != byte) {
                self.close(self.at);
            }
            self.at += 1;
            self.close(self.at);
        } else {
            self.at += 1;
            self.error(span, "This bracket closes nothing. Remove it.");
            self.want = Want::Next;
        }
    }

    fn close(&mut self, end: usize) {
        self.frames.pop();
        self.builder.close(Some(offset(end)));
        self.is_recovering = false;
        self.after_value();
    }

    pub(super) fn damage_all(&mut self) {
        let open: Vec<NodeId> = self.builder.open_nodes().collect();
        open.into_iter().for_each(|id| self.builder.damage(id));
    }

    pub(super) fn end_of_text(&mut self) {
        if self.want == Want::Value && self.frames.is_empty() {
            return;
        }
        let Some(frame) = self.frames.last().copied() else { return };
        self.is_unbalanced = true;
        self.is_recovering = false;
        self.unclosed(frame);
        self.damage_all();
        // The bracket may be missing anywhere on the way to the last value.
        let next = self.builder.next();
        for id in (0..next.0).map(NodeId) {
            if self.builder.tree().kind(id) != Kind::Scalar && self.builder.tree().end(id) == next {
                self.builder.damage(id);
            }
        }
        let end = self.end_of_content();
        while !self.frames.is_empty() {
            self.close(end);
        }
    }

    /// One past the last byte that is not white space, up to here.
    pub(super) fn end_of_content(&self) -> usize {
        self.text.get(..self.at).unwrap_or("").trim_end().len()
    }

    fn unclosed(&mut self, frame: Frame) {
        let span = span(frame.start, frame.start + 1);
        let message =
            format!("This `{}` is never closed. Write `{}`.", self.bytes[frame.start] as char, frame.closing() as char);
        self.error(span, message);
    }

    /// Where a line begins no deeper than the line of an open bracket, that bracket should have been closed before it:
    /// a key at that column, or a closing bracket further left.
    pub(super) fn close_by_column(&mut self) {
        if !self.line.is_first(self.at) {
            return;
        }
        let column = self.line.column();
        let mut end = None;
        let is_key = self.peek() == Some(b'"');
        while let Some(frame) = self.frames.last().copied() {
            let is_open_still = if is_key { frame.column < column } else { frame.column <= column };
            if is_open_still || self.frames.len() == 1 || self.is_on_line_of(frame) {
                break;
            }
            self.is_recovering = false;
            self.damage_all();
            self.unclosed(frame);
            let end = *end.get_or_insert_with(|| self.text.get(..self.at).unwrap_or("").trim_end().len());
            self.close(end);
            // The comma after the bracket is missing with it, or stands where the bracket should.
            self.is_recovering = is_key;
        }
    }

    fn is_on_line_of(&self, frame: Frame) -> bool {
        frame.start >= self.line.start
    }

    /// Whether this closing bracket begins its line deeper than the line of the bracket it would close.
    fn is_stray(&self) -> bool {
        let Some(frame) = self.frames.last() else { return false };
        self.line.is_first(self.at) && self.line.column() > frame.column && !self.is_on_line_of(*frame)
    }
}

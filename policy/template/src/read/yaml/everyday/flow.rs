//! Lists and maps in flow style, over one line or several.

use super::reader::{Everyday, LONGEST_KEY};
use crate::read::merge;
use crate::read::places::offset;
use crate::{Kind, Style};

impl Everyday<'_> {
    /// A list or a map in brackets, to behind the bracket that closes it. What of it is on further lines has to begin behind the
    /// column of its parent.
    pub(super) fn flow(&mut self, parent: usize) -> Option<()> {
        let outside = self.builder.depth();
        self.open_flow()?;
        loop {
            self.between(parent)?;
            if !self.close_flow()? {
                if self.builder.wants_key() {
                    self.flow_key(parent)?;
                }
                if self.peek()? == b'!' {
                    self.tag()?;
                    self.spaces();
                }
                if matches!(self.peek()?, b'[' | b'{') {
                    self.open_flow()?;
                    continue;
                }
                let scalar = self.scalar(true)?;
                self.push(scalar)?;
            }
            if self.builder.depth() == outside {
                return Some(());
            }
            self.between(parent)?;
            match self.peek()? {
                b',' => self.at += 1,
                b']' | b'}' => {}
                _ => return None,
            }
        }
    }

    fn open_flow(&mut self) -> Option<()> {
        let kind = if self.peek()? == b'{' { Kind::Map } else { Kind::List };
        self.open(kind, Style::Flow, self.at, self.at + 1)?;
        self.at += 1;
        Some(())
    }

    /// Closes the innermost list or map, if its bracket is here.
    fn close_flow(&mut self) -> Option<bool> {
        let is_brace = match self.peek()? {
            b']' => false,
            b'}' => true,
            _ => return Some(false),
        };
        if is_brace != self.builder.wants_key() {
            return None;
        }
        self.at += 1;
        self.reach = self.reach.max(offset(self.at));
        self.builder.close(Some(self.reach));
        Some(true)
    }

    /// The key of an entry, to where its value begins.
    fn flow_key(&mut self, parent: usize) -> Option<()> {
        let key = self.scalar(true)?;
        let text = self.text.get(key.start..key.end)?;
        self.spaces();
        // Behind a key in quotes the colon needs no blank.
        let is_key = self.peek()? == b':' && (key.style != Style::Plain || self.is_blank_at(self.at + 1));
        if !is_key || self.is_over_lines(key) || text == merge::KEY || text.len() > LONGEST_KEY {
            return None;
        }
        self.at += 1;
        self.push(key)?;
        self.between(parent)
    }

    /// Skips blanks, line breaks and comments.
    fn between(&mut self, parent: usize) -> Option<()> {
        let blanks = self.spaces();
        match self.peek()? {
            b'\n' | b'\r' => {}
            b'#' if blanks > 0 => self.comment(),
            b'\t' => return None,
            _ => return Some(()),
        }
        self.at = self.end_of_line(self.at) + 1;
        let column = self.next_line()??;
        (column > parent).then_some(())
    }
}

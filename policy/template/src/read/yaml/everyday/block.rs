//! Maps and lists in block style: which of them a line belongs to, by its column, and what stands on it.

use super::reader::{Block, Everyday, LONGEST_KEY, Scalar};
use crate::read::merge;
use crate::{Kind, Style};

impl Everyday<'_> {
    pub(super) fn document(&mut self) -> Option<()> {
        let mut line = self.next_line()?;
        if line == Some(0) && self.peek() == Some(b'-') && self.is_marker() {
            self.at += 3;
            if !self.ends_line()? {
                return None;
            }
            line = self.next_line()?;
        }
        while let Some(column) = line {
            self.line(column)?;
            line = self.next_line()?;
        }
        while !self.blocks.is_empty() {
            self.end_block()?;
        }
        (!self.builder.tree().is_empty()).then_some(())
    }

    /// A line whose text begins here, at `column`.
    fn line(&mut self, column: usize) -> Option<()> {
        if column == 0 && self.is_marker() {
            return None;
        }
        let is_item = self.is_item();
        // A list may stand at the column of the key that it is the value of.
        while self
            .blocks
            .last()
            .is_some_and(|block| block.column > column || (block.column == column && !block.is_map && !is_item))
        {
            self.end_block()?;
        }
        match self.blocks.last() {
            None if self.builder.tree().is_empty() && !is_item => self.node(column),
            None => None,
            Some(block) if block.column < column => self.awaits.and_then(|_| self.node(column)),
            Some(block) if block.is_map && is_item => self.awaits.and_then(|_| self.items(column)),
            Some(block) if block.is_map => {
                self.push_nothing()?;
                self.entry()
            }
            Some(_) => {
                self.push_nothing()?;
                self.items(column)
            }
        }
    }

    /// Whether a document begins or ends here, at the start of a line.
    fn is_marker(&self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        (rest.starts_with(b"---") || rest.starts_with(b"...")) && self.is_blank_at(self.at + 3)
    }

    /// Whether a list's element begins here.
    fn is_item(&self) -> bool {
        self.peek() == Some(b'-') && self.is_blank_at(self.at + 1)
    }

    /// One element of a list, or several on one line, within each other: `- - a`.
    fn items(&mut self, mut column: usize) -> Option<()> {
        loop {
            if !self.blocks.last().is_some_and(|block| block.column == column && !block.is_map) {
                self.begin_block(Kind::List, column, self.at)?;
            }
            self.at += 1;
            self.awaits = Some(self.at);
            let start = self.at;
            if self.ends_line()? {
                return Some(());
            }
            column += 1 + self.at - start;
            if !self.is_item() {
                return self.node(column);
            }
        }
    }

    /// A value that begins a line, or stands behind a list's dash: it may be the first entry of a map.
    fn node(&mut self, column: usize) -> Option<()> {
        if self.is_item() {
            return self.items(column);
        }
        match self.peek()? {
            b'!' | b'[' | b'{' | b'|' | b'>' => {
                // A map or a text block at the top is left to the other reader.
                self.awaits?;
                self.value()
            }
            _ => {
                let (scalar, is_key) = self.scalar_or_key()?;
                if is_key {
                    self.begin_block(Kind::Map, column, scalar.start)?;
                    return self.value_of(scalar);
                }
                self.awaits?;
                self.scalar_value(scalar)
            }
        }
    }

    /// A further entry of the innermost map.
    fn entry(&mut self) -> Option<()> {
        let (scalar, is_key) = self.scalar_or_key()?;
        if is_key { self.value_of(scalar) } else { None }
    }

    /// The value of an entry of the innermost map; reading is behind the colon.
    fn value_of(&mut self, key: Scalar) -> Option<()> {
        let text = self.text.get(key.start..key.end)?;
        if text == merge::KEY || text.len() > LONGEST_KEY {
            return None;
        }
        self.push(key)?;
        self.awaits = Some(self.at);
        if self.ends_line()? { Some(()) } else { self.value() }
    }

    /// A value that is no block: behind a key, or behind a tag. With a tag alone it may come on the next line.
    fn value(&mut self) -> Option<()> {
        if self.peek() == Some(b'!') {
            self.tag()?;
            self.awaits = Some(self.at);
            if self.ends_line()? {
                return Some(());
            }
        }
        let parent = self.blocks.last()?.column;
        match self.peek()? {
            b'[' | b'{' => {
                self.awaits = None;
                self.flow(parent)?;
                self.ends_line()?.then_some(())
            }
            b'|' | b'>' => {
                self.awaits = None;
                self.text_block(parent)
            }
            _ => {
                let (scalar, is_key) = self.scalar_or_key()?;
                if is_key { None } else { self.scalar_value(scalar) }
            }
        }
    }

    /// Puts a scalar that is a value; what of it is on the lines after this one belongs to it.
    fn scalar_value(&mut self, scalar: Scalar) -> Option<()> {
        self.awaits = None;
        let parent = self.blocks.last()?.column;
        let scalar = if scalar.style == Style::Plain { self.further_lines(scalar, parent)? } else { scalar };
        self.push(scalar)?;
        self.ends_line()?.then_some(())
    }

    fn begin_block(&mut self, kind: Kind, column: usize, start: usize) -> Option<()> {
        self.awaits = None;
        self.open(kind, Style::Block, start, start)?;
        self.blocks.push(Block { column, is_map: kind == Kind::Map });
        Some(())
    }

    fn end_block(&mut self) -> Option<()> {
        self.push_nothing()?;
        self.blocks.pop();
        self.builder.close(Some(self.reach));
        Some(())
    }
}

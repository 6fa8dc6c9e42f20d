//! The elements of an SVG, one after another. Keeps track of which line of the template the open link leads to.

use super::text::{Font, address, escape};

/// A picture that is being written.
pub(super) struct Out<'s> {
    pub(super) text: String,
    file: &'s str,
    /// The line of the open link.
    link: Option<u32>,
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl<'s> Out<'s> {
    pub(super) fn new(file: &'s str) -> Self {
        Self { text: String::with_capacity(16 * 1024), file, link: None }
    }

    /// Writes text that is none of a template.
    pub(super) fn raw(&mut self, parts: &[&str]) {
        self.text.extend(parts.iter().copied());
    }

    /// Writes a number behind some text.
    pub(super) fn number(&mut self, before: &str, number: u32) {
        self.text.push_str(before);
        self.text.push_str(&number.to_string());
    }

    /// Writes text of a template.
    pub(super) fn escaped(&mut self, text: &str) {
        escape(&mut self.text, text);
    }

    /// What is written from here on leads to a line.
    pub(super) fn link(&mut self, line: u32) {
        if self.link == Some(line) {
            return;
        }
        self.unlink();
        self.link = Some(line);
        self.raw(&["<a href=\""]);
        address(&mut self.text, self.file);
        self.number("#L", line);
        self.number("\" data-line=\"", line);
        self.raw(&["\">"]);
    }

    /// What is written from here on leads nowhere.
    pub(super) fn unlink(&mut self) {
        if self.link.take().is_some() {
            self.raw(&["</a>\n"]);
        }
    }

    /// A text that begins at a place. Where it is cut, the whole text is its title.
    pub(super) fn words(&mut self, x: u32, y: u32, font: Font, text: &str, whole: &str) {
        self.start(x, y, font.class);
        if text != whole {
            self.raw(&["<title>"]);
            self.escaped(short(whole));
            self.raw(&["</title>"]);
        }
        self.escaped(text);
        self.raw(&["</text>"]);
    }

    fn start(&mut self, x: u32, y: u32, class: &str) {
        self.number("<text x=\"", x);
        self.number("\" y=\"", y);
        self.raw(&["\" class=\"", class, "\">"]);
    }

    /// A rectangle with round corners.
    pub(super) fn rectangle(&mut self, area: Area, radius: u32, class: &str) {
        self.number("<rect x=\"", area.x);
        self.number("\" y=\"", area.y);
        self.number("\" width=\"", area.width);
        self.number("\" height=\"", area.height);
        self.number("\" rx=\"", radius);
        self.raw(&["\" class=\"", class, "\"/>"]);
    }

    /// A line from one place to another, along straight pieces.
    pub(super) fn path(&mut self, class: &str, points: &[(u32, u32)]) {
        self.raw(&["<path class=\"", class, "\" d=\""]);
        for (index, (x, y)) in points.iter().enumerate() {
            self.number(if index == 0 { "M" } else { "L" }, *x);
            self.number(" ", *y);
        }
        self.raw(&["\"/>"]);
    }
}

/// A text that is as long as a title may be.
pub(super) fn short(text: &str) -> &str {
    const MOST: usize = 400;
    let end = text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

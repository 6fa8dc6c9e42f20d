//! Text as it stands in a picture: harmless, escaped, and cut to the width that there is. Widths are those of a common font
//! with some air, so that another one fits too.

use std::borrow::Cow;

use tablewarden_source::harmless;

/// How a text is set: its size in pixels, and whether all characters are as wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Font {
    pub(super) class: &'static str,
    size: u32,
    is_even: bool,
}

pub(super) const PLAIN: Font = Font { class: "p", size: 13, is_even: false };
pub(super) const QUIET: Font = Font { class: "q", size: 11, is_even: false };
pub(super) const LABEL: Font = Font { class: "h", ..QUIET };
pub(super) const NAME: Font = Font { class: "n", size: 12, is_even: true };
pub(super) const MISSING: Font = Font { class: "m", size: 12, is_even: false };
pub(super) const TITLE: Font = Font { class: "t", size: 18, is_even: true };

/// The widths of the characters from the blank to the tilde, in hundredths of the size.
#[rustfmt::skip]
const WIDTHS: [u8; 95] = [
    29, 30, 38, 60, 60, 92, 72, 22, 36, 36, 42, 62, 30, 38, 30, 34,
    60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 30, 30, 62, 62, 62, 56,
    98, 70, 68, 72, 74, 64, 60, 76, 76, 30, 52, 68, 58, 88, 76, 80,
    66, 80, 70, 66, 64, 74, 70, 98, 68, 66, 66, 34, 34, 34, 50, 56,
    36, 58, 62, 54, 62, 60, 36, 62, 60, 28, 28, 56, 28, 90, 60, 62,
    62, 62, 40, 54, 38, 60, 54, 80, 54, 54, 52, 38, 32, 38, 62,
];

impl Font {
    /// The width of a character, in hundredths of a pixel.
    fn of(self, character: char) -> u32 {
        let hundredths = match u32::from(character) {
            code if code >= 0x1100 => 110,
            _ if self.is_even => 61,
            code @ 0x20..0x7f => WIDTHS.get(code as usize - 0x20).map_or(70, |width| u32::from(*width)),
            _ => 70,
        };
        hundredths * self.size
    }

    /// The width of a text, in pixels.
    pub(super) fn width(self, text: &str) -> u32 {
        text.chars().fold(0_u32, |sum, character| sum.saturating_add(self.of(character))).div_ceil(100)
    }

    /// The text cut to a width, with an ellipsis where it does not fit.
    pub(super) fn cut(self, text: &str, width: u32) -> Cow<'_, str> {
        let room = width.saturating_mul(100);
        let (mut taken, mut fits) = (0, 0);
        for (at, character) in text.char_indices() {
            let own = self.of(character);
            if taken + self.of('…') <= room {
                fits = at;
            }
            taken += own;
            if taken > room {
                return Cow::Owned([text.get(..fits).unwrap_or(""), "…"].concat());
            }
        }
        Cow::Borrowed(text)
    }

    /// The text in at most `most` lines of a width, broken between words; the last one is cut.
    pub(super) fn lines(self, text: &str, width: u32, most: usize) -> Vec<Cow<'_, str>> {
        let mut lines = Vec::new();
        let mut rest = text;
        while lines.len() + 1 < most && self.width_up_to(rest, width) > width {
            let Some(at) = self.last_break(rest, width) else { break };
            let (line, behind) = rest.split_at(at);
            lines.push(Cow::Borrowed(line));
            rest = behind.trim_start_matches(' ');
        }
        lines.push(self.cut(rest, width));
        lines
    }

    /// The width of a text, or any that is greater than `most`.
    fn width_up_to(self, text: &str, most: u32) -> u32 {
        let mut taken = 0_u32;
        for character in text.chars() {
            taken += self.of(character);
            if taken > most.saturating_mul(100) {
                return most + 1;
            }
        }
        taken.div_ceil(100)
    }

    /// Where the last blank is up to which a text fits.
    fn last_break(self, text: &str, width: u32) -> Option<usize> {
        let (mut taken, mut last) = (0_u32, None);
        for (at, character) in text.char_indices() {
            if character == ' ' && at > 0 {
                last = Some(at);
            }
            taken += self.of(character);
            if taken > width.saturating_mul(100) {
                break;
            }
        }
        last
    }
}

/// Writes a text as content or as the value of an attribute.
pub(super) fn escape(out: &mut String, text: &str) {
    for character in harmless(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What XML does not have.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
}

/// Writes a path as a relative address: a name that looks like a scheme or a host is none.
pub(super) fn address(out: &mut String, path: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for (at, byte) in path.bytes().enumerate() {
        let is_plain =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') || (byte == b'/' && at > 0);
        if is_plain {
            out.push(char::from(byte));
        } else {
            let digit = |value: u8| HEX.get(usize::from(value)).map_or('0', |digit| char::from(*digit));
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

//! What Unicode says of one character, where the standard library does not: marks, decimal digits, words, case folding.
//! Tables are a few hundred bytes, of Unicode 16; the standard library's part is of its own version.

use crate::characters::case::{lower, upper};
use crate::characters::varints::is_in;

/// Ranges of marks (general category M): pairs of varints, the distance from the last range's end, and the length.
const MARKS: &[u8] = &[
    128, 6, 111, 148, 2, 6, 136, 2, 44, 2, 0, 2, 1, 2, 1, 2, 0, 73, 10, 49, 20, 17, 0, 102, 6, 3, 5, 3, 1, 2, 3, 36, 0,
    31, 26, 92, 10, 59, 8, 10, 0, 25, 3, 2, 8, 2, 2, 2, 4, 44, 2, 60, 8, 43, 23, 2, 32, 55, 2, 2, 17, 2, 6, 11, 1, 30,
    2, 57, 0, 2, 6, 3, 1, 3, 2, 10, 0, 11, 1, 27, 0, 3, 2, 57, 0, 2, 4, 5, 1, 3, 2, 4, 0, 31, 1, 4, 0, 12, 2, 57, 0, 2,
    7, 2, 2, 2, 2, 21, 1, 23, 5, 2, 2, 57, 0, 2, 6, 3, 1, 3, 2, 8, 2, 11, 1, 31, 0, 60, 4, 4, 2, 2, 3, 10, 0, 41, 4,
    56, 0, 2, 6, 2, 2, 2, 3, 8, 1, 12, 1, 30, 2, 57, 0, 2, 6, 2, 2, 2, 3, 8, 1, 12, 1, 16, 0, 13, 3, 56, 1, 2, 6, 2, 2,
    2, 3, 10, 0, 11, 1, 30, 2, 71, 0, 5, 5, 2, 0, 2, 7, 19, 1, 62, 0, 3, 6, 13, 7, 99, 0, 3, 8, 12, 6, 74, 1, 28, 0, 2,
    0, 2, 0, 5, 1, 50, 19, 2, 1, 6, 10, 2, 35, 10, 0, 101, 19, 24, 3, 5, 2, 2, 2, 3, 6, 4, 3, 14, 11, 2, 0, 11, 3, 192,
    5, 2, 179, 7, 3, 29, 2, 30, 1, 31, 1, 65, 31, 10, 0, 46, 2, 2, 0, 118, 1, 35, 0, 119, 11, 5, 11, 220, 1, 4, 58, 9,
    2, 28, 3, 0, 49, 30, 50, 4, 48, 16, 39, 8, 13, 2, 31, 12, 57, 13, 49, 19, 153, 1, 2, 2, 20, 5, 0, 7, 0, 3, 2, 199,
    1, 63, 209, 5, 32, 255, 23, 2, 142, 1, 0, 97, 31, 171, 4, 5, 106, 1, 213, 235, 1, 3, 2, 9, 33, 1, 81, 1, 145, 2, 0,
    4, 0, 5, 0, 24, 4, 5, 0, 84, 1, 51, 17, 27, 17, 14, 0, 39, 7, 26, 12, 45, 3, 48, 13, 37, 0, 68, 13, 13, 0, 9, 1,
    46, 2, 51, 0, 2, 2, 3, 1, 6, 1, 2, 0, 42, 4, 6, 1, 237, 1, 7, 2, 1, 177, 158, 1, 0, 226, 5, 15, 17, 15, 206, 7, 0,
    227, 1, 0, 150, 1, 4, 135, 13, 2, 2, 1, 6, 3, 41, 2, 5, 0, 166, 1, 1, 190, 4, 3, 66, 4, 190, 2, 1, 80, 3, 71, 10,
    50, 3, 123, 2, 54, 14, 42, 0, 3, 1, 11, 3, 46, 10, 8, 0, 62, 2, 37, 13, 17, 1, 45, 0, 13, 2, 49, 13, 9, 3, 2, 1,
    93, 11, 7, 0, 3, 0, 158, 1, 11, 22, 3, 56, 1, 2, 6, 3, 1, 3, 2, 10, 0, 11, 1, 3, 6, 4, 4, 68, 8, 2, 0, 3, 0, 2, 3,
    2, 4, 2, 0, 15, 1, 83, 17, 24, 0, 82, 19, 236, 1, 6, 3, 8, 28, 1, 83, 16, 107, 12, 102, 14, 129, 2, 14, 246, 1, 5,
    2, 1, 3, 3, 2, 0, 2, 1, 142, 1, 6, 3, 6, 4, 0, 29, 9, 41, 6, 2, 3, 9, 0, 10, 10, 47, 15, 150, 3, 7, 2, 7, 83, 21,
    2, 13, 123, 5, 4, 0, 2, 1, 2, 6, 2, 0, 67, 4, 2, 1, 2, 4, 220, 2, 3, 10, 1, 2, 0, 49, 6, 4, 4, 24, 0, 230, 41, 0,
    7, 14, 201, 89, 17, 193, 19, 4, 60, 6, 153, 8, 0, 2, 54, 8, 3, 82, 0, 12, 1, 172, 153, 1, 1, 226, 36, 45, 3, 22,
    159, 4, 4, 4, 5, 9, 7, 3, 6, 31, 3, 149, 1, 2, 188, 15, 54, 5, 49, 9, 0, 15, 0, 23, 4, 2, 14, 209, 10, 6, 2, 16, 3,
    6, 2, 1, 2, 4, 101, 0, 161, 1, 6, 248, 2, 0, 62, 3, 253, 3, 3, 255, 1, 1, 225, 5, 6, 110, 6, 182, 175, 48, 239, 1,
];

/// Ranges of decimal digits (general category Nd), written like [`MARKS`].
const DIGITS: &[u8] = &[
    48, 9, 167, 12, 9, 135, 1, 9, 199, 1, 9, 157, 3, 9, 119, 9, 119, 9, 119, 9, 119, 9, 119, 9, 119, 9, 119, 9, 119, 9,
    119, 9, 97, 9, 119, 9, 71, 9, 151, 2, 9, 71, 9, 199, 14, 9, 39, 9, 173, 2, 9, 129, 1, 9, 167, 1, 9, 7, 9, 183, 1,
    9, 87, 9, 135, 1, 9, 7, 9, 199, 147, 2, 9, 167, 5, 9, 39, 9, 199, 1, 9, 23, 9, 87, 9, 151, 3, 9, 151, 166, 1, 9,
    135, 11, 9, 135, 17, 9, 7, 9, 157, 6, 9, 129, 1, 9, 61, 9, 145, 1, 9, 151, 2, 9, 215, 2, 9, 119, 9, 247, 2, 9, 103,
    9, 7, 19, 77, 9, 167, 3, 9, 103, 9, 151, 5, 9, 87, 9, 247, 1, 9, 71, 9, 167, 3, 9, 215, 131, 1, 9, 167, 18, 9, 87,
    9, 135, 1, 9, 151, 4, 9, 247, 190, 1, 9, 213, 21, 49, 193, 18, 9, 167, 3, 9, 247, 3, 9, 248, 1, 9, 214, 6, 9, 151,
    37, 9,
];

/// Letter numbers (general category Nl).
const LETTER_NUMBERS: &[(u32, u32)] = &[
    (0x16EE, 0x16F0),
    (0x2160, 0x2182),
    (0x2185, 0x2188),
    (0x3007, 0x3007),
    (0x3021, 0x3029),
    (0x3038, 0x303A),
    (0xA6E6, 0xA6EF),
    (0x10140, 0x10174),
    (0x10341, 0x10341),
    (0x1034A, 0x1034A),
    (0x103D1, 0x103D5),
    (0x12400, 0x1246E),
];

/// Symbols that are alphabetic all the same: letters in circles and squares.
const LETTER_SYMBOLS: &[(u32, u32)] = &[(0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189)];

/// What is lowercase without being a lowercase letter (Other_Lowercase).
const OTHER_LOWERCASE: &[(u32, u32)] = &[
    (0xAA, 0xAA),
    (0xBA, 0xBA),
    (0x2B0, 0x2B8),
    (0x2C0, 0x2C1),
    (0x2E0, 0x2E4),
    (0x345, 0x345),
    (0x37A, 0x37A),
    (0x10FC, 0x10FC),
    (0x1D2C, 0x1D6A),
    (0x1D78, 0x1D78),
    (0x1D9B, 0x1DBF),
    (0x2071, 0x2071),
    (0x207F, 0x207F),
    (0x2090, 0x209C),
    (0x2170, 0x217F),
    (0x24D0, 0x24E9),
    (0x2C7C, 0x2C7D),
    (0xA69C, 0xA69D),
    (0xA770, 0xA770),
    (0xA7F1, 0xA7F4),
    (0xA7F8, 0xA7F9),
    (0xAB5C, 0xAB5F),
    (0xAB69, 0xAB69),
    (0x10780, 0x10780),
    (0x10783, 0x10785),
    (0x10787, 0x107B0),
    (0x107B2, 0x107BA),
    (0x1E030, 0x1E06D),
];

/// Characters that fold to the first and are neither it nor its uppercase: (folded, character).
const MORE_CASES: &[(u16, u16)] = &[
    (0x6B, 0x212A),
    (0x73, 0x17F),
    (0xDF, 0x1E9E),
    (0xE5, 0x212B),
    (0x1C6, 0x1C5),
    (0x1C9, 0x1C8),
    (0x1CC, 0x1CB),
    (0x1F3, 0x1F2),
    (0x390, 0x1FD3),
    (0x3B0, 0x1FE3),
    (0x3B2, 0x3D0),
    (0x3B5, 0x3F5),
    (0x3B8, 0x3D1),
    (0x3B8, 0x3F4),
    (0x3B9, 0x345),
    (0x3B9, 0x1FBE),
    (0x3BA, 0x3F0),
    (0x3BC, 0xB5),
    (0x3C0, 0x3D6),
    (0x3C1, 0x3F1),
    (0x3C3, 0x3C2),
    (0x3C6, 0x3D5),
    (0x3C9, 0x2126),
    (0x432, 0x1C80),
    (0x434, 0x1C81),
    (0x43E, 0x1C82),
    (0x441, 0x1C83),
    (0x442, 0x1C84),
    (0x442, 0x1C85),
    (0x44A, 0x1C86),
    (0x463, 0x1C87),
    (0x1E61, 0x1E9B),
    (0x1FB3, 0x1FBC),
    (0x1FC3, 0x1FCC),
    (0x1FF3, 0x1FFC),
    (0xA64B, 0x1C88),
    (0xFB05, 0xFB06),
];

fn in_ranges(ranges: &[(u32, u32)], c: char) -> bool {
    ranges.iter().any(|&(first, last)| (first..=last).contains(&u32::from(c)))
}

/// General category M.
pub(crate) fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_in(MARKS, c)
}

/// General category Nd: what `\d` matches.
pub(crate) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && c.is_numeric() && is_in(DIGITS, c)
}

/// General category Nl.
pub(crate) fn is_letter_number(c: char) -> bool {
    in_ranges(LETTER_NUMBERS, c)
}

/// General category Pc.
pub(crate) fn is_connector(c: char) -> bool {
    matches!(c, '_' | '\u{203F}'..='\u{2040}' | '\u{2054}' | '\u{FE33}'..='\u{FE34}' | '\u{FE4D}'..='\u{FE4F}' | '\u{FF3F}')
}

/// What `\w` matches, and what makes a boundary for `\b`.
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphabetic() || is_mark(c) || is_digit(c) || is_connector(c) || matches!(c, '\u{200C}' | '\u{200D}')
}

/// General category L.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphabetic() && (c.is_ascii() || !is_mark(c) && !is_letter_number(c) && !in_ranges(LETTER_SYMBOLS, c))
}

/// General category Lu.
pub(crate) fn is_uppercase_letter(c: char) -> bool {
    c.is_uppercase() && (c.is_ascii() || is_letter(c))
}

/// General category Ll.
pub(crate) fn is_lowercase_letter(c: char) -> bool {
    c.is_lowercase() && !in_ranges(OTHER_LOWERCASE, c)
}

/// Simple case folding: two characters are the same for `(?i)` if they fold to the same.
fn fold(c: char) -> char {
    match c {
        '\u{131}' => c,
        '\u{1FD3}' => '\u{390}',
        '\u{1FE3}' => '\u{3B0}',
        '\u{FB06}' => '\u{FB05}',
        _ => lower(upper(c)),
    }
}

/// All characters that are the same as one character for `(?i)`, itself first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cases {
    chars: [char; 5],
    len: usize,
}

impl Cases {
    /// Only `c`.
    pub(crate) const fn just(c: char) -> Self {
        Self { chars: [c; 5], len: 1 }
    }

    /// `c` and all that differ from it in case only.
    pub(crate) fn of(c: char) -> Self {
        let mut cases = Self::just(c);
        if c.is_ascii() && !c.is_ascii_alphabetic() {
            return cases;
        }
        let folded = fold(c);
        cases.add(folded);
        let upper = upper(folded);
        if fold(upper) == folded {
            cases.add(upper);
        }
        let code = u32::from(folded);
        if matches!(code, 0x1F80..=0x1F87 | 0x1F90..=0x1F97 | 0x1FA0..=0x1FA7) {
            cases.add(char::from_u32(code + 8).unwrap_or(folded));
        }
        for &(of, more) in MORE_CASES {
            if u32::from(of) == code {
                cases.add(char::from_u32(u32::from(more)).unwrap_or(folded));
            }
        }
        cases
    }

    fn add(&mut self, c: char) {
        if !self.as_slice().contains(&c)
            && let Some(place) = self.chars.get_mut(self.len)
        {
            *place = c;
            self.len += 1;
        }
    }

    /// The characters.
    pub(crate) fn as_slice(&self) -> &[char] {
        self.chars.get(..self.len).unwrap_or(&self.chars)
    }
}

//! Classes of characters: sets with their operations, and the question whether a character is inside.
//! ASCII is answered from a bit table; the rest by walking the set, whose depth the parser bounds.

use crate::characters::unicode::{self, Cases};

/// A set of characters as the pattern writes it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Set {
    /// From the first to the last character.
    Range(char, char),
    /// What a Unicode property says.
    Property(Property),
    /// In one of these.
    Union(Vec<Set>),
    /// Not in this one.
    Not(Box<Set>),
    /// In both.
    And(Box<Set>, Box<Set>),
    /// In the first and not in the second.
    Minus(Box<Set>, Box<Set>),
    /// In exactly one of both.
    Xor(Box<Set>, Box<Set>),
}

/// The Unicode properties that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Property {
    Word,
    Digit,
    Space,
    Letter,
    UppercaseLetter,
    LowercaseLetter,
    Mark,
    Number,
    LetterNumber,
    OtherNumber,
    Connector,
    Control,
    Alphabetic,
    Uppercase,
    Lowercase,
}

/// Properties by their names, all in lower case and without blanks, `_` and `-`.
const PROPERTIES: &[(&str, Property)] = &[
    ("l letter", Property::Letter),
    ("lu uppercaseletter", Property::UppercaseLetter),
    ("ll lowercaseletter", Property::LowercaseLetter),
    ("m mark combiningmark", Property::Mark),
    ("n number", Property::Number),
    ("nd decimalnumber digit", Property::Digit),
    ("nl letternumber", Property::LetterNumber),
    ("no othernumber", Property::OtherNumber),
    ("pc connectorpunctuation", Property::Connector),
    ("cc control cntrl", Property::Control),
    ("alphabetic alpha", Property::Alphabetic),
    ("uppercase upper", Property::Uppercase),
    ("lowercase lower", Property::Lowercase),
    ("whitespace wspace space", Property::Space),
];

impl Property {
    fn contains(self, c: char) -> bool {
        match self {
            Self::Word => unicode::is_word(c),
            Self::Digit => unicode::is_digit(c),
            Self::Space => c.is_whitespace(),
            Self::Letter => unicode::is_letter(c),
            Self::UppercaseLetter => unicode::is_uppercase_letter(c),
            Self::LowercaseLetter => unicode::is_lowercase_letter(c),
            Self::Mark => unicode::is_mark(c),
            Self::Number => c.is_numeric(),
            Self::LetterNumber => unicode::is_letter_number(c),
            Self::OtherNumber => c.is_numeric() && !unicode::is_digit(c) && !unicode::is_letter_number(c),
            Self::Connector => unicode::is_connector(c),
            Self::Control => c.is_control(),
            Self::Alphabetic => c.is_alphabetic(),
            Self::Uppercase => c.is_uppercase(),
            Self::Lowercase => c.is_lowercase(),
        }
    }
}

impl Set {
    /// Every character.
    pub(crate) const ANY: Self = Self::Range('\0', char::MAX);

    pub(crate) const fn char(c: char) -> Self {
        Self::Range(c, c)
    }

    pub(crate) fn negated_if(self, negate: bool) -> Self {
        if negate { Self::Not(Box::new(self)) } else { self }
    }

    /// The set of `\p{name}`. Letter case, blanks, `_` and `-` in the name do not count. `None`: not a known name.
    pub(crate) fn property(name: &str) -> Option<Self> {
        let name: String =
            name.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).map(|c| c.to_ascii_lowercase()).collect();
        match name.as_str() {
            "any" => Some(Self::ANY),
            "ascii" => Some(Self::Range('\0', '\x7F')),
            name => {
                let (_, property) = PROPERTIES.iter().find(|(names, _)| names.split(' ').any(|known| known == name))?;
                Some(Self::Property(*property))
            }
        }
    }

    /// The set of `[:name:]`, ASCII only. `None`: not a known name.
    pub(crate) fn posix(name: &str) -> Option<Self> {
        let ranges: &[(char, char)] = match name {
            "alnum" => &[('0', '9'), ('A', 'Z'), ('a', 'z')],
            "alpha" => &[('A', 'Z'), ('a', 'z')],
            "ascii" => &[('\0', '\x7F')],
            "blank" => &[('\t', '\t'), (' ', ' ')],
            "cntrl" => &[('\0', '\x1F'), ('\x7F', '\x7F')],
            "digit" => &[('0', '9')],
            "graph" => &[('!', '~')],
            "lower" => &[('a', 'z')],
            "print" => &[(' ', '~')],
            "punct" => &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
            "space" => &[('\t', '\r'), (' ', ' ')],
            "upper" => &[('A', 'Z')],
            "word" => &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
            "xdigit" => &[('0', '9'), ('A', 'F'), ('a', 'f')],
            _ => return None,
        };
        Some(Self::Union(ranges.iter().map(|&(first, last)| Self::Range(first, last)).collect()))
    }

    /// How many ranges and properties it is made of.
    fn len(&self) -> u32 {
        match self {
            Self::Range(..) | Self::Property(_) => 1,
            Self::Union(sets) => sets.iter().map(Self::len).sum(),
            Self::Not(set) => set.len(),
            Self::And(left, right) | Self::Minus(left, right) | Self::Xor(left, right) => left.len() + right.len(),
        }
    }

    /// Whether the set has a character that is one of `cases`. Sets are closed over case from the leaves upward.
    fn contains(&self, cases: &[char]) -> bool {
        match self {
            Self::Range(first, last) => cases.iter().any(|c| (first..=last).contains(&c)),
            Self::Property(property) => cases.iter().any(|&c| property.contains(c)),
            Self::Union(sets) => sets.iter().any(|set| set.contains(cases)),
            Self::Not(set) => !set.contains(cases),
            Self::And(left, right) => left.contains(cases) && right.contains(cases),
            Self::Minus(left, right) => left.contains(cases) && !right.contains(cases),
            Self::Xor(left, right) => left.contains(cases) != right.contains(cases),
        }
    }
}

/// A set, ready to be asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Class {
    ascii: u128,
    set: Set,
    fold: bool,
    weight: u32,
}

impl Class {
    /// The class of `set`; with `fold`, letter case does not count.
    pub(crate) fn new(set: Set, fold: bool) -> Self {
        let weight = set.len() * if fold { 4 } else { 1 };
        let mut class = Self { ascii: 0, set, fold, weight };
        for byte in 0..128_u8 {
            if class.ask(char::from(byte)) {
                class.ascii |= 1 << byte;
            }
        }
        class
    }

    fn ask(&self, c: char) -> bool {
        let cases = if self.fold { Cases::of(c) } else { Cases::just(c) };
        self.set.contains(cases.as_slice())
    }

    /// Whether `c` is in the class.
    pub(crate) fn contains(&self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> u32::from(c) & 1 == 1 } else { self.ask(c) }
    }

    /// The steps that it takes to ask for a character that is not ASCII.
    pub(crate) const fn weight(&self) -> u32 {
        self.weight
    }

    /// One bit for each ASCII character in the class.
    pub(crate) const fn ascii(&self) -> u128 {
        self.ascii
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::{Class, Set};

    fn class(source: &str) -> Class {
        crate::parse::parse(source).expect(source).classes.remove(0)
    }

    #[test]
    fn operations_go_from_left_to_right() {
        let class = class("[a-z--[aeiou]&&[a-m]~~[xb]]");
        let inside: String = ('a'..='z').filter(|&c| class.contains(c)).collect();
        assert_eq!(inside, "cdfghjklmx");
    }

    #[test]
    fn brackets_and_hyphens_stand_for_themselves_where_they_can() {
        for (source, inside) in
            [("[]a]", "]a"), ("[^]a]", "-b["), ("[-a]", "-a"), ("[a-]", "a-"), (r"[\h-z]", "f-z"), ("[a-c-e]", "b-e")]
        {
            let class = class(source);
            assert!(inside.chars().all(|c| class.contains(c)), "{source}");
            assert!(!class.contains('!') || source.starts_with("[^"), "{source}");
        }
    }

    #[test]
    fn case_counts_only_without_the_flag() {
        assert!(class("(?i)[^k]").contains('j') && !class("(?i)[^k]").contains('\u{212A}'));
        assert!(!class("[a-z]").contains('K') && class("(?i)[a-z]").contains('K'));
    }

    #[test]
    fn names_of_properties_are_read_loosely() {
        assert_eq!(Set::property("White_Space"), Set::property("wspace"));
        assert!(Set::property("Decimal Number").is_some() && Set::property("Greek").is_none());
        assert!(Set::property("l letter").is_none() && Set::property("").is_none());
    }
}

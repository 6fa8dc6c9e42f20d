//! The values that stand in rules, ready to be compared: patterns compiled, keys of maps sorted. Never changed after
//! loading.

use tablewarden_guard::Range;
use tablewarden_pattern::Pattern;

use crate::plan::table::Rows;
use crate::plan::text::Text;

/// A value of a rule. What is rare and large is in a box, so that all others are small.
#[derive(Debug)]
pub(crate) enum Literal {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Text),
    Regex(Box<Pattern>),
    Ints(Box<Range<i64>>),
    Floats(Box<Range<f64>>),
    Chars(Box<Range<char>>),
    List(Rows<Literal>),
    Map(Rows<Entry>),
}

/// A key and its value in a map; each key once. The entries are in the order of the rule.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: Text,
    pub(crate) value: Literal,
    /// Which entry of the map comes at this one's position when they are sorted by their keys.
    pub(crate) sorted: u32,
}

//! Queries, functions, and what stands on a right side.

use tablewarden_guard::Function;

use super::literal::{STRINGS, literal};
use super::{Maker, Place, spelling};

const KEYS: [&str; 22] = [
    "A",
    "B",
    "L",
    "M",
    "C",
    "T",
    "name",
    "Names",
    "FooBar",
    "foo_bar",
    "snakeCase",
    "KebabCase",
    "Type",
    "Size",
    "a",
    "X",
    "K",
    "Text",
    "trueFlag",
    "falseX",
    "nullable",
    "existsfoo",
];

/// Queries that find something in every document.
const KNOWN: [&str; 30] = [
    "K.Int",
    "K.Half",
    "K.Whole",
    "K.Null",
    "K.Yes",
    "K.Text",
    "K.Accent",
    "K.EmptyText",
    "K.EmptyList",
    "K.EmptyMap",
    "K.List",
    "K.List[*]",
    "K.Mixed.*",
    "K.Maps",
    "K.Maps[*].B",
    "K.Map.*.T",
    "K.Map.X",
    "K.Names",
    "K.Names[*]",
    "K.foo_bar",
    "K.SnakeCase",
    "K.kebabCase",
    "K.'Title Case'",
    "K.Number",
    "K.Char",
    "K.Big",
    "K.Small",
    "K.Lists[*]",
    "thisThing.B",
    "emptyBox",
];

impl Maker {
    /// A query where only a query may stand, so that it may begin with a name in quotes.
    pub(super) fn subject(&mut self, place: Place<'_>) -> String {
        let variables = place.variables;
        let first = match self.chance.below(20) {
            0 if !variables.is_empty() => format!("\"%{}\"", self.chance.pick(variables)),
            1 => format!("'{}'", self.chance.pick(&KEYS)),
            _ => return self.query(place),
        };
        let steps = self.steps(place);
        first + &steps
    }

    pub(super) fn query(&mut self, place: Place<'_>) -> String {
        let variables = place.variables;
        if self.chance.percent(40) {
            return self.chance.pick(&KNOWN).to_owned();
        }
        let first = match self.chance.below(13) {
            12 => return spelling::query(&mut self.chance),
            0 => self.chance.pick(&["this", "this", "THIS"]).to_owned(),
            1..=3 if !variables.is_empty() => format!("%{}", self.chance.pick(variables)),
            // Most of the time no filter has captured keys yet.
            4 if self.captures && self.chance.percent(25) => "%key".to_owned(),
            4 | 5 => "Resources.*".to_owned(),
            _ => self.chance.pick(&KEYS).to_owned(),
        };
        let steps = self.steps(place);
        first + &steps
    }

    fn steps(&mut self, place: Place<'_>) -> String {
        (0..self.chance.below(4)).map(|_| self.part(place)).collect()
    }

    fn part(&mut self, place: Place<'_>) -> String {
        let key = self.chance.pick(&KEYS);
        match self.chance.below(20) {
            0 => self.chance.pick(&[".\"A\"", "['B']", ".'FooBar'", "[\"name\"]", "\n.A"]).to_owned(),
            1 => ".*".to_owned(),
            2..=4 => "[*]".to_owned(),
            5 => self.chance.pick(&["[0]", ".0", "[-1]", "[1]", ".'0'", "[-3]", "[9]"]).to_owned(),
            6 => self.interpolation(place),
            7 if self.chance.percent(15) => self.chance.pick(&["[4294967296]", "[-4294967295]"]).to_owned(),
            8..=10 if place.depth > 0 => self.keys_filter(place),
            11..=14 if place.depth > 0 => {
                let capture = self.capture();
                let lines = self.lines(place.inside(), " ");
                format!("[ {capture}{lines} ]")
            }
            15 if self.captures => self.chance.pick(&["[ key ]", "[key]"]).to_owned(),
            _ => format!(".{key}"),
        }
    }

    /// `name |`, in some texts: keys that are captured are seen by every rule.
    fn capture(&mut self) -> &'static str {
        if self.captures { self.chance.maybe(25, "key | ") } else { "" }
    }

    fn interpolation(&mut self, place: Place<'_>) -> String {
        let name = if place.variables.is_empty() || self.chance.percent(70) {
            "names"
        } else {
            self.chance.pick(place.variables)
        };
        let index = self.chance.pick(&["", "", "[0]", "[1]", ".A", "[-1]"]);
        if self.chance.percent(25) { format!("['%{name}']{index}") } else { format!(".%{name}{index}") }
    }

    fn keys_filter(&mut self, place: Place<'_>) -> String {
        let operator = self.chance.pick(&["==", "!=", "in", "IN", "not in", "NOT IN", "!in", "!IN"]);
        let right = match self.chance.below(10) {
            0..=2 => self.chance.pick(&STRINGS).to_owned(),
            3..=5 => {
                self.chance.pick(&["/^[A-Z]/", "[\"A\", \"B\"]", "['X']", "[/a/, 'R0']", "%names", "[]"]).to_owned()
            }
            6 | 7 => literal(&mut self.chance, 1),
            _ => self.query(Place { depth: 0, ..place }),
        };
        let (word, capture) = (self.chance.pick(&["keys", "KEYS"]), self.capture());
        format!("[ {capture}{word} {operator} {right} ]")
    }

    /// A value, a query or a function.
    pub(super) fn operand(&mut self, place: Place<'_>) -> String {
        match self.chance.below(20) {
            0..=9 => literal(&mut self.chance, 2),
            10..=15 => {
                let query = self.query(place);
                format!("{}{query}", self.chance.maybe(8, "some "))
            }
            _ => self.function(place),
        }
    }

    /// Any function, most of the time of something that it is made for.
    pub(super) fn function(&mut self, place: Place<'_>) -> String {
        let function = self.chance.pick(&Function::ALL);
        let fitting: &[&str] = match function {
            Function::Count => &["K.List[*]", "K.Maps[ B == 1 ]", "K.List"],
            Function::Join => &["K.Names[*]", "K.Names", "%names"],
            Function::JsonParse => &["K.Json", "'[1, {\"a\": 2}]'", "'5'", "'a: b'"],
            Function::ParseBoolean => &["K.Truth", "K.Yes", "\"false\""],
            Function::ParseChar => &["K.Char", "K.Int", "'a'", "''"],
            Function::ParseEpoch => &["K.Time", "'1970-01-01T00:00:01+00:00'"],
            Function::ParseFloat | Function::ParseInt => {
                &["K.Number", "K.Half", "K.Int", "'-3'", "K.Decimal", "parse_char(K.Int)"]
            }
            Function::UrlDecode => &["K.Url", "'%41'"],
            _ => &["K.Text", "K.Names[*]", "K.Accent", "'aBc'", "K.Half", "K.Char"],
        };
        let first = match self.chance.below(10) {
            0..=5 => self.chance.pick(fitting).to_owned(),
            6 if place.depth > 0 => self.function(Place { depth: place.depth - 1, ..place }),
            7 => literal(&mut self.chance, 1),
            _ => self.query(Place { depth: place.depth.min(1), ..place }),
        };
        let name = function.name();
        match function {
            Function::Now => "now()".to_owned(),
            Function::Join => format!(
                "{name}({first}, {})",
                self.chance.pick(&["\",\"", "''", "'é'", "K.Text", "5", "parse_char('c')"])
            ),
            Function::Substring => {
                let from = self.chance.pick(&["0", "1", "2", "K.Int", "1.5"]);
                let to = self.chance.pick(&["1", "2", "3", "4", "K.Int", "3.0", "\"1\"", "-1"]);
                format!("{name}({first},{from},{to})")
            }
            Function::RegexReplace => {
                let expression = self.chance.pick(&["\"(a)\"", "'^(.)(.*)$'", "'[a-z]'", "'(?<x>b)'", "K.Text"]);
                let replacement = self.chance.pick(&["\"${1}b\"", "'$2-$1'", "'${x}'", "'$$'", "''", "K.Text"]);
                format!("{name}({first}, {expression}, {replacement})")
            }
            _ => format!("{name}({first})"),
        }
    }
}

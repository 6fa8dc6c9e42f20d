//! Lines and their items: clauses with every operator in every spelling, blocks, conditions, calls, references.

use super::literal::literal;
use super::{Maker, Place, spelling};
use crate::constructs::WORDS;

pub(super) const SIGNS: [&str; 6] = ["==", "!=", "<", "<=", ">", ">="];
pub(super) const NEGATIONS: [&str; 3] = ["not ", "NOT ", "!"];

/// The variables of blocks, by how many levels there may still be: never one that is in sight.
const NAMES: [&str; 4] = ["i0", "i1", "i2", "i3"];

/// Tests that most values do not hold under, of what is in every document.
const FITTING: [(&str, &[&str]); 14] = [
    ("K.Int", &["== 5", "in r[1,9]", "> 4", "<= 5.5", "is_int", "!= 6", "in [1, 5]", "not in [[5]]", "== K.Whole"]),
    ("K.Half", &["> 2", "in r(2.0,2.5]", "is_float", "!= 5", "<= K.Int", "== 25e-1"]),
    (
        "K.Text",
        &["== /^ab$/", "in 'cabs'", "!empty", "is_string", "!= 'b'", "> 'aa'", "in [/A/, /b/]", "== join(K.Text, '')"],
    ),
    ("K.List[*]", &["> 0", "in [1, 2, 3]", "!= 4", "in r[1,3]", "not in r[7,9]", "is_int", "in K.List"]),
    ("K.List", &["== [1,2,3]", "!empty", "in [[1, 2, 3]]", "is_list", "!= 9", "not in [8, 9]", "in [3, 2, 1]"]),
    ("K.Mixed.*", &["== 'a'", "is_null", "is_bool", "in [1]", "== true", "is_list"]),
    ("K.Maps[ C exists ].B", &["== 1", "exists", "< 2", "in K.List[*]"]),
    ("K.Map.%names.T", &["is_int", "in [1, 2]", "<= 2", "exists"]),
    ("K.Map[ keys == /^[A-Z]$/ ].T", &["is_int", "< 3", "!= 5", "in K.List"]),
    ("K.Lists[0]", &["== [[1, 2]]", "!= [[1, 2]]", "in [[1, 2]]", "not in [[1]]", "== [1, 2]", "!= [2, 1]"]),
    ("K.Maps[0]", &["== {B: 1, C: 'x'}", "!= [{B: 1, C: 'x'}]", "in [{'B': 1, C: /x/}]", "is_struct", "!= {B: 1}"]),
    ("K.Missing", &["!exists", "empty", "!is_string", "not exists"]),
    ("K.EmptyList", &["== 'x'", "empty", "is_list", "in [1]", "== []"]),
    ("%names", &["!empty", "== ['X', 'Y']", "in ['X', 'Y', 'Z']", "is_string", "== /^[XY]$/", "== K.Names[*]"]),
];

/// Captured keys, asked for before and after a filter captures some.
const KEYS_CAPTURED: [&str; 9] = [
    "some %key == 'X'",
    "%key != 'Y'",
    "%key in K.Names",
    "%key exists\nResources[ key | Type exists ] exists\nsome %key == 'Y'",
    "K.Map[ key | T == 1 ] exists\n%key != 'Y'",
    "Resources.%key exists",
    "K.Map[ key | keys == 'Y' ] exists",
    "same(count(%key), 2)",
    "same(count(%key), 4)",
];

/// Queries of several values in every document, and tests that some of them hold under.
pub(super) const SEVERAL: [(&str, &[&str]); 8] = [
    ("K.List[*]", &["this == 1", "this > 1", "this in [1, 2]", "this is_int", "this == %names", "this < K.Int"]),
    ("K.Maps[*]", &["B == 1", "C exists", "B > 0", "B is_float", "B in [1]", "when C exists { C == 'x' }"]),
    ("K.Map.*", &["T is_int", "T == 1", "T != 't'", "T exists", "when T is_string { T == 1 }"]),
    ("%names", &["this == 'X'", "this in 'XZ'", "this is_string", "when this == 'Y' { this exists }"]),
    ("K.Mixed[*]", &["this is_list", "this !empty", "this == 1", "this exists", "this != 'a'"]),
    ("K.Lists[*]", &["this !empty", "this == [1, 2]", "this[0] exists", "this in [1, 2]", "this[*] is_int"]),
    ("Resources.*", &["Type is_string", "Type == 'X::Y::Z'", "A exists", "L is_list", "Size !empty"]),
    ("K.Map[ T is_int ]", &["T == 1", "T in [1, 2]", "T > 1 or T < 0"]),
];

impl Maker {
    /// An operator that is a word, in any spelling.
    pub(super) fn word(&mut self, word: &str) -> String {
        let not = if self.chance.percent(60) { self.chance.pick(&NEGATIONS) } else { "" };
        let word = if self.chance.percent(50) { word.to_uppercase() } else { word.to_owned() };
        format!("{not}{word}")
    }

    fn message(&mut self) -> &'static str {
        let message = self.chance.pick(&[" <<no>>", "<<two\nlines {A} > >>", " << é 'quoted\" >>", "\n  <<below>>"]);
        self.chance.maybe(8, message)
    }

    pub(super) fn clause(&mut self, place: Place<'_>) -> String {
        match self.chance.below(20) {
            0..=4 => {
                let (query, tests) = self.chance.pick(&FITTING);
                let some = self.chance.maybe(15, "some ");
                return format!("{some}{query} {}{}", self.chance.pick(tests), self.message());
            }
            5 => {
                let query = spelling::query(&mut self.chance);
                return format!("{query} {}", self.chance.pick(&["exists", "!exists", "is_int"]));
            }
            6 | 7 if self.captures => return self.chance.pick(&KEYS_CAPTURED).to_owned(),
            _ => {}
        }
        let not = if self.chance.percent(15) { self.chance.pick(&NEGATIONS) } else { "" };
        let some = self.chance.pick(&["some ", "SOME "]);
        let some = self.chance.maybe(12, some);
        let query = self.subject(place);
        let which = self.chance.below(26);
        let test = if let Some(word) = WORDS.get(which).filter(|word| **word != "in") {
            self.word(word)
        } else if which < 16 {
            format!("{} {}", self.word("in"), self.operand(place))
        } else {
            let sign = self.chance.pick(&["==", "==", "==", "!=", "!=", "<", "<=", ">", ">="]);
            let blank = self.chance.pick(&[" ", " ", "", "\n"]);
            // Without a blank a `<` and a message, or a sign and a regular expression, still are what they are.
            format!("{sign}{blank}{}", self.operand(place))
        };
        let message = self.message();
        format!("{not}{some}{query} {test}{message}")
    }

    pub(super) fn lines(&mut self, place: Place<'_>, between: &str) -> String {
        let lines: Vec<_> = (0..self.chance.pick(&[1, 1, 1, 2, 2, 3])).map(|_| self.line(place)).collect();
        lines.join(between)
    }

    fn line(&mut self, place: Place<'_>) -> String {
        let count = if self.chance.percent(25) { 2 + self.chance.below(2) } else { 1 };
        let items: Vec<_> = (0..count).map(|_| self.item(place)).collect();
        items.join(self.chance.pick(&[" or ", " or ", "\nOR ", " |OR| "]))
    }

    fn item(&mut self, place: Place<'_>) -> String {
        let deep = place.depth > 0;
        match self.chance.below(24) {
            0..=3 if deep => {
                let inside = place.inside();
                if self.chance.percent(40) {
                    return self.block_on_several();
                }
                let some = self.chance.maybe(20, "some ");
                let query = self.subject(inside);
                let empty = self.chance.pick(&["", "", "", " !empty", " not empty", " NOT EMPTY"]);
                format!("{some}{query}{empty} {}", self.block(inside))
            }
            4 | 5 if deep => {
                let inside = Place { types: false, depth: place.depth - 1, rules: place.types, ..place };
                self.when_block(inside)
            }
            6..=8 if deep && place.types => self.type_block(place),
            9 | 10 if place.rules && !self.plain.is_empty() => self.reference(),
            11 | 12 => self.call(place),
            _ => self.clause(place),
        }
    }

    fn block_on_several(&mut self) -> String {
        let (query, tests) = self.chance.pick(&SEVERAL);
        let lines: Vec<_> = (0..self.chance.pick(&[1, 1, 2])).map(|_| self.chance.pick(tests)).collect();
        format!("{}{query} {{\n{}\n}}", self.chance.maybe(50, "some "), lines.join(self.chance.pick(&["\n", " or "])))
    }

    pub(super) fn when_block(&mut self, inside: Place<'_>) -> String {
        let (when, conditions) = (self.chance.pick(&["when", "WHEN"]), self.conditions(inside));
        format!("{when} {conditions} {}", self.block(inside))
    }

    pub(super) fn type_block(&mut self, place: Place<'_>) -> String {
        let name = self.chance.pick(&["X::Y::Z", "X::Y::Z", "P::Q::R", "My::Own", "X::Y::Z::MODULE"]);
        let inside = place.inside();
        match self.chance.below(10) {
            0..=3 => format!("{name} when {} {}", self.conditions(inside), self.block(inside)),
            4 => format!("{name} {}", self.clause(inside)),
            _ => format!("{name} {}", self.block(inside)),
        }
    }

    fn reference(&mut self) -> String {
        let not = if self.chance.percent(40) { self.chance.pick(&NEGATIONS) } else { "" };
        let at = self.chance.below(self.plain.len());
        let end = self.chance.pick(&["\n", "\n", " # which holds\n", " <<the other rule>>"]);
        format!("{not}{}{end}", self.plain[at])
    }

    pub(super) fn call(&mut self, place: Place<'_>) -> String {
        let not = if self.chance.percent(40) { self.chance.pick(&NEGATIONS) } else { "" };
        let (name, count) = self.callables[self.chance.below(self.callables.len())];
        let flat = Place { depth: 0, ..place };
        let arguments: Vec<_> = (0..count).map(|_| self.operand(flat)).collect();
        format!("{not}{name}({}){}", arguments.join(", "), self.message())
    }

    /// What stands between `when` and the block.
    pub(super) fn conditions(&mut self, place: Place<'_>) -> String {
        let mut conditions = String::new();
        for _ in 0..=self.chance.below(2) {
            let mut line = Vec::new();
            for _ in 0..=usize::from(self.chance.percent(15)) {
                line.push(match self.chance.below(8) {
                    0 => self.call(place),
                    1 | 2 if !self.plain.is_empty() => self.reference(),
                    3..=5 => {
                        let gate = self.chance.pick(&["K exists", "K.Int > 1", "K.Yes == true", "K.Text in ['ab']"]);
                        gate.to_owned()
                    }
                    _ => self.clause(Place { depth: place.depth.min(1), ..place }),
                });
            }
            conditions.push_str(&line.join(" or "));
            conditions.push(' ');
        }
        conditions
    }

    pub(super) fn block(&mut self, place: Place<'_>) -> String {
        if !self.chance.percent(30) {
            return format!("{{\n{}\n}}", self.lines(place, "\n"));
        }
        let sign = self.chance.pick(&["=", "=", ":="]);
        // A variable that stands for itself overflows their stack: a name that is in sight is given to literals only.
        let (name, value) = match self.chance.below(10) {
            0 => ("v", literal(&mut self.chance, 1)),
            1 | 2 => (NAMES[place.depth], literal(&mut self.chance, 2)),
            _ => (NAMES[place.depth], self.operand(place)),
        };
        let again =
            if self.chance.percent(8) { format!("let {name} = {}\n", self.operand(place)) } else { String::new() };
        let again = if name == "v" { "" } else { &again };
        let mut variables = place.variables.to_vec();
        variables.extend([name, name]);
        let lines = self.lines(Place { variables: &variables, ..place }, "\n");
        if self.chance.percent(3) {
            return format!("{{\nlet {name} {sign} {value}\n}}");
        }
        format!("{{\nlet {name} {sign} {value} # a variable\n{lines}\n{again}}}")
    }
}

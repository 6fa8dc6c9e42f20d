//! What is in each other: queries with filters, lines, clauses with every operator in every spelling, blocks, conditions, calls,
//! references. Each is made as deep as its place allows.

use tablewarden_conformance::Chance;
use tablewarden_guard::Function;

use super::literal::{STRINGS, literal};
use super::phrases::{FITTING, KEYS, KEYS_CAPTURED, KNOWN, NAMES, NEGATIONS, SEVERAL};
use super::spelling;
use crate::constructs::WORDS;

/// Where something is made: what may stand there.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// The variables in sight.
    pub(super) variables: &'p [&'p str],
    /// How many levels there may still be.
    pub(super) depth: usize,
    /// Whether type blocks may stand here.
    pub(super) types: bool,
    /// Whether rules may be referred to here.
    pub(super) rules: bool,
}

impl Place<'_> {
    /// In a block or filter.
    pub(super) fn inside(self) -> Self {
        Self { depth: self.depth - 1, types: false, rules: false, ..self }
    }
}

/// Makes one rule text.
pub(crate) struct Maker {
    pub(super) chance: Chance,
    /// The plain rules that may be referred to: those made before, so that there is no circle.
    pub(super) plain: Vec<String>,
    /// The rules with parameters, and how many they have.
    pub(super) callables: Vec<(&'static str, usize)>,
    /// Whether keys are captured: then rules are evaluated again for each reference, so not in every text.
    pub(super) captures: bool,
}

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

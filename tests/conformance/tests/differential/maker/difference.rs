//! Rules made for one difference between the dialects. Each has nothing else in it in which the dialects differ, so that
//! two verdicts come from that difference.

use super::grammar::Maker;
use super::phrases::{NEGATIONS, SIGNS};
use crate::difference::Difference;

impl Maker {
    /// What stands behind the rule's name.
    pub(super) fn difference(&mut self, difference: Difference) -> String {
        let not = self.chance.pick(&NEGATIONS);
        match difference {
            Difference::NotBeforeComparison => {
                let (query, right) = self.chance.pick(&[
                    ("Int", "5"),
                    ("Int", "6"),
                    ("Text", "'ab'"),
                    ("Text", "/b/"),
                    ("List[*]", "2"),
                    ("Names", "['X', 'Y']"),
                    ("Maps[*].B", "[1, 2]"),
                    ("Big", "r[0,5]"),
                    ("Text", "['a', 'ab']"),
                ]);
                let operator = self.chance.pick(&["==", "!=", "<", "<=", ">", ">=", "in", "not in", "!IN"]);
                self.placed(|key| format!("{not}{key}{query} {operator} {right}"))
            }
            Difference::NotBeforeCall => {
                let arguments = self.chance.pick(&["Int, 5", "Int, 6", "Text, 'ab'", "Text, /c/", "EmptyList, []"]);
                self.placed(|key| format!("{not}same({key}{arguments})"))
            }
            Difference::SkippedCall => {
                let argument = self.chance.pick(&["Int", "Text", "List", "Yes", "EmptyMap"]);
                self.placed(|key| format!("skips({key}{argument})"))
            }
            Difference::NotBeforeSkippedRule => {
                let end = self.chance.pick(&["\n", " <<it was skipped>>", " or K !exists\n"]);
                let inside = self.chance.percent(50);
                let line = format!("{not}skipped{end}");
                if inside { format!(" {{\nwhen K exists {{\n{line}\n}}\n}}") } else { format!(" {{\n{line}\n}}") }
            }
            Difference::SkippedRuleInCondition => {
                let also = self.chance.pick(&["K exists", "K.Int == 5", "K.Maps[*].B exists", "skipped\n K exists"]);
                let body = self.chance.pick(&["K.Text == 'ab'", "K.Text == 'b'", "K.Int exists", "Z exists"]);
                let both =
                    if self.chance.percent(50) { format!("skipped\n{also}") } else { format!("{also}\nskipped\n") };
                let when = self.chance.pick(&["when", "WHEN"]);
                if self.chance.percent(50) {
                    format!(" {when} {both} {{\n{body}\n}}")
                } else {
                    format!(" {{\n{when} {both} {{\n{body}\n}}\n}}")
                }
            }
            Difference::NoRightSide => {
                let query = self.chance.pick(&["Int", "Text", "List", "List[*]", "Map", "Missing"]);
                let operator = self.chance.pick(&["==", "!=", "in", "not in", "<", ">="]);
                let some = self.chance.maybe(20, "some ");
                self.placed(|key| format!("{some}{key}{query} {operator} %none"))
            }
            Difference::VariableWithoutValues => {
                let operator = self.chance.pick(&SIGNS);
                let right = self.chance.pick(&["5", "'a'", "[]", "K.Int", "%names"]);
                let some = self.chance.maybe(20, "some ");
                self.placed(|_| format!("{some}%none {operator} {right}"))
            }
            Difference::EmptyVariable => {
                let value =
                    self.chance.pick(&["EmptyText", "EmptyList", "EmptyMap", "Int", "Half", "Yes", "Null", "Lists[*]"]);
                let operator = self.empty();
                format!(" {{\nlet value = K.{value}\n%value {operator}\n}}")
            }
            Difference::EmptyNumberOrNull => {
                let value = self.chance.pick(&["Int", "Half", "Null", "List[*]", "Small", "Mixed[1]"]);
                let operator = self.empty();
                self.placed(|key| format!("{key}{value} {operator}"))
            }
            Difference::EmptyBoolean => {
                let operator = self.chance.pick(&["!empty", "not empty", "NOT EMPTY"]);
                let value = self.chance.pick(&["Yes", "Mixed[4]"]);
                self.placed(|key| format!("{key}{value} {operator}"))
            }
            Difference::IntWithFloat => {
                let (query, test) = self.chance.pick(&[
                    ("Int", "== 5.0"),
                    ("Int", "!= 5.5"),
                    ("Half", "> 2"),
                    ("Half", "<= 3"),
                    ("Whole", "== 5"),
                    ("Int", "in [4.5, 5.0]"),
                    ("Int", "in r[5.0,6.0]"),
                    ("Half", "in r(2,3)"),
                    ("List", "== [1.0, 2.0, 3.0]"),
                    ("Small", "< 0.0"),
                    ("Int", "== K.Whole"),
                    ("Maps[*].B", "in [1, 2]"),
                    ("Big", "!= 9007199254740992.0"),
                    ("Int", ">= K.Half"),
                ]);
                self.placed(|key| format!("{key}{query} {test}"))
            }
            Difference::NegativeIndex => {
                let (query, test) = self.chance.pick(&[
                    ("List[-1]", "== 3"),
                    ("List[-1]", "== 2"),
                    ("List[-3]", "exists"),
                    ("List.-2", "in [1, 2]"),
                    ("Maps[-1].B", "is_int"),
                    ("Maps[-1].C", "exists"),
                    ("Names[-2]", "== 'X'"),
                    ("List[-3]", "== 1"),
                ]);
                self.placed(|key| format!("{key}{query} {test}"))
            }
            Difference::HugeIndex => {
                let index = self.chance.pick(&["4294967296", "4294967297", "-4294967296", "-4294967298", "8589934592"]);
                let (list, test) = self.chance.pick(&[
                    ("List", "exists"),
                    ("List", ">= 1"),
                    ("Names", "is_string"),
                    ("List", "!exists"),
                ]);
                self.placed(|key| format!("{key}{list}[{index}] {test}"))
            }
            Difference::IndexBehindNames => {
                let index = self.chance.pick(&["[0]", "[1]", ".0", ".1"]);
                let test = self.chance.pick(&[".T == 1", ".T == 2", ".T exists", ".T is_int", ".T in [1, 2]"]);
                self.placed(|key| format!("{key}Map.%names{index}{test}"))
            }
            Difference::ConditionOfTypeBlock => {
                let condition =
                    self.chance.pick(&["Type exists", "K exists", "Type == /^[XMP]/", "K.Int == 5", "Size exists"]);
                let body = self.chance.pick(&["Type is_string", "Type is_list", "Size exists", "Nothing exists"]);
                let name = self.chance.pick(&["X::Y::Z", "X::Y::Z", "X::Y::Z", "P::Q::R", "My::Own"]);
                format!(" {{\n{name} when {condition} {{\n{body}\n}}\n}}")
            }
            Difference::TypeBlockWithoutResources => {
                let name = self.chance.pick(&["X::Y::Z", "P::Q::R", "My::Own"]);
                format!(" {{\n{name} {{\nType is_string\n}}\n}}")
            }
            Difference::WordsInOtherCase => {
                let (query, test) = self.chance.pick(&[
                    ("Yes", "== TRUE"),
                    ("Yes", "!= FALSE"),
                    ("Null", "== Null"),
                    ("Yes", "in [FALSE, TRUE]"),
                    ("Null", "in [1, Null]"),
                ]);
                self.placed(|key| format!("{key}{query} {test}"))
            }
            Difference::NameLikeWord => self
                .chance
                .pick(&[
                    " {\nK.Int >= trueFlag\n}",
                    " {\nthisThing exists\n}",
                    " {\nthisThing.B == 1\n}",
                    " {\nK.Int in falseX\n}",
                    " {\nK.Text != nullable\n}",
                    " when thisThing exists {\nK.Int == 5\n}",
                    " {\nK.Yes == trueFlag or K.Yes == falseX\n}",
                    " {\nlet flag = trueFlag\n%flag == 1\n}",
                ])
                .to_owned(),
            Difference::SignsAndExponents => {
                let number = self.chance.pick(&["-1.5", "1e5", "2.5E-1", "5e0", "-2.5e0", "-0.0", "1E3"]);
                let operator = self.chance.pick(&SIGNS);
                let (query, test) = match self.chance.below(4) {
                    0 => ("Half", format!("in [{number}, 2.5]")),
                    1 => ("Half", format!("in r[{number},1e9]")),
                    _ => ("Half", format!("{operator} {number}")),
                };
                self.placed(|key| format!("{key}{query} {test}"))
            }
            Difference::RefusedConversion => {
                let call = self.chance.pick(&[
                    "parse_int(K.Text)",
                    "parse_float(K.Text)",
                    "parse_boolean(K.Text)",
                    "parse_char(K.Text)",
                    "parse_epoch(K.Text)",
                    "parse_int(K.Decimal)",
                    "parse_char(K.Big)",
                    "join(K.List[*], ',')",
                    "parse_int('x')",
                    "join(K.Maps[*].C, '')",
                ]);
                let (operator, value) = (self.chance.pick(&SIGNS), self.chance.pick(&["K.Int", "K.Text", "K.Missing"]));
                match self.chance.below(3) {
                    0 => format!(" {{\nlet value = {call}\n%value {operator} 5\n}}"),
                    1 => format!(" when K exists {{\nlet value = {call}\n%value exists\n}}"),
                    _ => format!(" {{\nlet value = {call}\nwhen %value {operator} {value} {{\nK exists\n}}\n}}"),
                }
            }
            Difference::SubstringOfCharacters => {
                let (from, to) =
                    self.chance.pick(&[(0, 3), (2, 3), (2, 7), (6, 7), (0, 8), (3, 2), (65537, 65539), (0, 65540)]);
                let part = self.chance.pick(&["naï", "ï", "ïve é", "é", "n"]);
                let test = self.chance.pick(&["== ", "!= ", "in 'naïve é'", "exists", "is_string"]);
                let right = if test.ends_with(' ') { format!("'{part}'") } else { String::new() };
                format!(" {{\nlet part = substring(K.Accent, {from}, {to})\n%part {test}{right}\n}}")
            }
            Difference::UndecidableFilter => {
                let operator = self.empty();
                let (list, key) = self.chance.pick(&[("Maps", "B"), ("Map", "T"), ("List", "this"), ("Maps[*]", "B")]);
                let test = self.chance.pick(&["exists", "!empty", "empty", "== 1"]);
                self.placed(|known| format!("{known}{list}[ {key} {operator} ] {test}"))
            }
        }
    }

    fn empty(&mut self) -> String {
        self.word("empty")
    }

    /// A rule of the clause that `make` gives, given what stands before the keys of `K`; in a place of any kind.
    fn placed(&mut self, make: impl Fn(&str) -> String) -> String {
        match self.chance.below(8) {
            0 => format!(" {{\nK {{\n{}\n}}\n}}", make("")),
            1 => format!(" {{\nwhen K exists {{\n{}\n}}\n}}", make("K.")),
            2 => format!(" {{\nK {{\nthis {{\n{}\n}}\n}}\n}}", make("this.")),
            3 => format!(" {{\nsome K {{\n{}\n}}\n}}", make("")),
            4 => format!(" {{\nK !exists or {}\n}}", make("K.")),
            5 => format!(" when {} {{\nK exists\n}}", make("K.")),
            _ => format!(" {{\n{}\n}}", make("K.")),
        }
    }
}

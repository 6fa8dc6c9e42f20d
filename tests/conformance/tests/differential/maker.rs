//! Rule texts and documents out of a seed, from the grammar of the language: small ones, in which everything meets
//! everything. Never says what they mean.

mod difference;
mod document;
mod grammar;
mod literal;
mod phrases;
mod sharing;
mod spelling;

pub(crate) use grammar::Maker;
use grammar::Place;
use tablewarden_conformance::Chance;

use crate::difference::Difference;

/// What every text begins with: names that the rules made for a difference can count on.
pub(crate) const PRELUDE: &str = "\
let names = K.Names[*]
let none = K.Maps[ B == 99 ].B
rule same(x, y) {
    %x == %y
}
rule skips(x) {
    when %x == 'never' { %x exists }
}
rule skipped when K.Int == 'never' {
    K exists
}
";

/// One rule of a text.
pub(crate) struct MadeRule {
    /// Its name; `default` if it stands outside of every rule.
    pub(crate) name: String,
    pub(crate) text: String,
    /// The difference it was made for.
    pub(crate) difference: Option<Difference>,
    /// Whether it was taken out, and only its name stands for it.
    pub(crate) is_stub: bool,
}

/// A rule text in its parts, and the document it is to be evaluated on.
pub(crate) struct Made {
    pub(crate) document: String,
    /// Whether the document has a map of resources that is not empty.
    pub(crate) has_resources: bool,
    /// Variables and rules with parameters, behind the prelude.
    pub(crate) shared: String,
    pub(crate) rules: Vec<MadeRule>,
}

impl Made {
    pub(crate) fn text(&self) -> String {
        let rules: String = self.rules.iter().map(|rule| rule.text.as_str()).collect();
        format!("{PRELUDE}{}{rules}", self.shared)
    }

    /// The rules that are cases, each with its position among the verdicts: the lines outside of rules come first, then
    /// the rule of the prelude.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = (usize, &MadeRule)> {
        let positions = self.positions();
        positions.into_iter().filter_map(|(at, index)| {
            let rule = &self.rules[index];
            (!rule.is_stub).then_some((at, rule))
        })
    }

    /// Positions among the verdicts, with the indices of the rules.
    fn positions(&self) -> Vec<(usize, usize)> {
        let is_outside = |index: &usize| self.rules[*index].name == "default";
        let outside: Vec<usize> = (0..self.rules.len()).filter(is_outside).collect();
        let first = outside.len() + 1;
        let inside = (0..self.rules.len()).filter(|index| !is_outside(index)).enumerate();
        let inside = inside.map(|(at, index)| (first + at, index));
        outside.into_iter().enumerate().chain(inside).collect()
    }

    /// Takes the rule at that position among the verdicts out. Its name stays, so that others can refer to it.
    pub(crate) fn take_out(&mut self, at: usize) {
        let positions = self.positions();
        let Some((_, index)) = positions.into_iter().find(|(position, _)| *position == at) else {
            panic!("the prelude has an error: {}", self.text());
        };
        if self.rules[index].name == "default" {
            self.rules.remove(index);
            return;
        }
        let rule = &mut self.rules[index];
        rule.text = format!("rule {} {{\nK exists\n}}\n", rule.name);
        rule.is_stub = true;
    }
}

/// How many rules a text has besides those made for a difference.
const RULES: usize = 4;

impl Maker {
    pub(crate) fn make(seed: u64) -> Made {
        let mut chance = Chance::of(seed);
        let captures = chance.percent(20);
        let callables = vec![("same", 2), ("skips", 1)];
        let mut maker = Self { chance, plain: vec!["skipped".to_owned()], callables, captures };
        let differences = [(); 2].map(|()| maker.chance.pick(&Difference::ALL));
        let has_resources = !differences.contains(&Difference::TypeBlockWithoutResources) && maker.chance.percent(92);
        let document = document::document(&mut maker.chance, has_resources);
        let shared = maker.shared();
        let mut rules = Vec::new();
        for index in 0..RULES {
            let at = maker.chance.below(rules.len() + 1);
            rules.insert(at, maker.rule(index));
        }
        if maker.chance.percent(20) {
            rules.push(maker.outside());
        }
        for (index, difference) in differences.into_iter().enumerate() {
            let name = format!("d{index}");
            let text = format!("rule {name}{}\n", maker.difference(difference));
            let at = maker.chance.below(rules.len() + 1);
            rules.insert(at, MadeRule { name, text, difference: Some(difference), is_stub: false });
        }
        Made { document, has_resources, shared, rules }
    }

    /// The variables and rules with parameters that the rules have in common.
    fn shared(&mut self) -> String {
        let mut text = String::new();
        for (name, before) in [("v", &["names"][..]), ("w", &["v", "none"][..])] {
            let place = Place { variables: before, depth: 2, types: false, rules: false };
            let value = match self.chance.below(4) {
                0 => literal::literal(&mut self.chance, 2),
                1 => self.function(place),
                _ => format!("{}{}", self.chance.maybe(25, "some "), self.query(place)),
            };
            text.push_str(&format!("let {name} = {value}\n"));
        }
        if self.captures && self.chance.percent(50) {
            text.push_str("let key = K.Names[*]\n");
        }
        if self.captures {
            text.push_str("rule keys_of(x) {\n%x[ key | this exists ] !empty\n}\n");
            self.callables.push(("keys_of", 1));
        }
        // A parameter may have the name of a variable of the file.
        let one = self.chance.pick(&["p", "p", "v"]);
        for (name, parameters) in [("check", &[one][..]), ("both", &["p", "q"][..])] {
            let variables = [parameters, &["v"]].concat();
            let place = Place { variables: &variables, depth: 1, types: true, rules: false };
            let body = self.block(place);
            text.push_str(&format!("rule {name}({}) {body}\n", parameters.join(", ")));
            self.callables.push((name, parameters.len()));
        }
        text
    }

    fn rule(&mut self, index: usize) -> MadeRule {
        let variables = ["v", "w", "names", "none"];
        let place = Place { variables: &variables, depth: 3, types: true, rules: true };
        let again = index > 1 && self.chance.percent(15);
        let name = if again { "r0".to_owned() } else { format!("r{index}") };
        let (when, body) = if again { self.as_first(place) } else { (self.when(place), self.block(place)) };
        let text = format!("{}rule {name}{when} {body}\n", self.chance.maybe(10, "# severity: note\n"));
        if !again {
            self.plain.push(name.clone());
        }
        MadeRule { name, text, difference: None, is_stub: false }
    }

    /// A rule with the name of the first one, which therefore may refer to no rule but that which refers to none.
    fn as_first(&mut self, place: Place<'_>) -> (String, String) {
        let plain = std::mem::replace(&mut self.plain, vec!["skipped".to_owned()]);
        let made = (self.when(place), self.block(place));
        self.plain = plain;
        made
    }

    fn when(&mut self, place: Place<'_>) -> String {
        if !self.chance.percent(35) {
            return String::new();
        }
        let when = self.chance.pick(&["when", "WHEN"]);
        format!(" {when} {}", self.conditions(place))
    }

    /// Lines outside of every rule.
    fn outside(&mut self) -> MadeRule {
        let variables = ["v", "w", "names", "none"];
        let place = Place { variables: &variables, depth: 2, types: false, rules: false };
        let text = match self.chance.below(4) {
            0 => self.type_block(Place { types: true, ..place }),
            1 => self.when_block(Place { rules: true, ..place }),
            2 => format!("{} {}", self.query(place), self.block(place)),
            _ => {
                let lines = [self.clause(place), self.call(place), self.clause(place)];
                lines.join(self.chance.pick(&["\n", " or ", " OR\n"]))
            }
        };
        MadeRule { name: "default".to_owned(), text: format!("{text}\n"), difference: None, is_stub: false }
    }
}

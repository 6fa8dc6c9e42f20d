//! Rule files whose rules ask the same queries at the same places, so that they can be walked together: blocks over a few
//! queries, within each other, with everything else of the language inside.

use tablewarden_conformance::Chance;

use super::document;
use super::grammar::{Maker, Place};
use super::phrases::SEVERAL;

/// What each file begins with.
const BEGINNING: &str = "let names = K.Names[*]\nlet v = K.Map[ T is_int ]\n";

/// Queries that come to an error on some values, and lines that always do.
const WRONG_QUERIES: [&str; 3] = ["K.Map[ T exists ][ T exists ]", "K.Mixed[ this !empty ]", "B[ this empty ]"];
const WRONG_LINES: [&str; 4] = [
    "K.Text == substring(K.Text, 'x', 1)",
    "K.Text == join(K.Text, K.Maps)",
    "K.Text == url_decode(substring(K.Text, 1, K.Null))",
    "K.Map.%v.T exists",
];

/// Files, each the text of some rules, and a document.
pub(crate) struct Sharing {
    pub(crate) files: Vec<String>,
    pub(crate) document: String,
}

impl Maker {
    pub(crate) fn sharing(seed: u64) -> Sharing {
        let mut maker =
            Self { chance: Chance::of(seed), plain: Vec::new(), callables: vec![("same", 2)], captures: false };
        let document = document::document(&mut maker.chance, true);
        let nothing = Place { variables: &[], depth: 1, types: false, rules: false };
        let mut queries: Vec<String> = (0..1).map(|_| maker.query(nothing)).collect();
        queries.extend((0..2).map(|_| maker.chance.pick(&SEVERAL).0.to_owned()));
        if maker.chance.percent(20) {
            queries.push(maker.chance.pick(&WRONG_QUERIES).to_owned());
        }
        let files = (0..2).map(|_| {
            let rules: Vec<String> = (0..4).map(|index| maker.sharing_rule(index, &queries)).collect();
            // A file with a call is not joined, and made in the other tests.
            let alone = rules.iter().filter(|rule| !rule.contains("same("));
            format!("{BEGINNING}{}", alone.map(String::as_str).collect::<String>())
        });
        Sharing { files: files.collect(), document }
    }

    fn sharing_rule(&mut self, index: usize, queries: &[String]) -> String {
        let when = self.chance.pick(&["", "", "", "", " when K exists", " when K.Int == 6"]);
        let body = self.sharing_block(queries, 3);
        format!("rule r{index}{when} {body}\n")
    }

    fn sharing_block(&mut self, queries: &[String], depth: usize) -> String {
        let place = Place { variables: &["names", "v"], depth: 1, types: false, rules: false };
        let lets = self.chance.pick(&["", "", "", "", "", "let i9 = K.List[*]\n%i9 exists\n"]);
        let mut text = format!("{{\n{lets}");
        for _ in 0..self.chance.pick(&[1, 1, 2, 3]) {
            let line = match self.chance.below(10) {
                0..=5 if depth > 0 => {
                    let at = self.chance.below(queries.len());
                    let some = self.chance.maybe(10, "some ");
                    let empty = self.chance.maybe(10, " !empty");
                    format!("{some}{}{empty} {}", queries[at], self.sharing_block(queries, depth - 1))
                }
                6 if depth > 0 => {
                    let condition = self.clause(Place { depth: 0, ..place });
                    format!("when {condition} {}", self.sharing_block(queries, depth - 1))
                }
                7 => {
                    let (query, tests) = self.chance.pick(&SEVERAL);
                    format!("{query} {{ {} or {} <<{{B}} {{T}}>> }}", self.chance.pick(tests), self.chance.pick(tests))
                }
                8 if self.chance.percent(8) => self.chance.pick(&WRONG_LINES).to_owned(),
                _ => self.clause(place),
            };
            text.push_str(&line);
            text.push('\n');
        }
        text + "}"
    }
}

//! What a plan has already, by its text: what comes again is one row. Adds what is new.

use tablewarden_order::Map;

use crate::plan::Plan;
use crate::plan::key::Key;
use crate::plan::line::Query;
use crate::plan::literal::Literal;
use crate::plan::table::Row;
use crate::plan::text::Text;

/// What the plan has of each text.
#[derive(Debug, Default)]
pub(super) struct Known {
    texts: Map<Box<str>, Rows>,
    /// The steps of all its patterns together.
    pub(super) patterns: usize,
}

/// What the plan has of one text.
#[derive(Debug, Default)]
struct Rows {
    text: Option<Text>,
    key: Option<Row<Key>>,
    literal: Option<Row<Literal>>,
    pattern: Option<Row<Literal>>,
    query: Option<Row<Query>>,
    query_with_some: Option<Row<Query>>,
}

impl Known {
    fn rows(&mut self, text: &str) -> &mut Rows {
        self.texts.or_default(text.into())
    }

    /// The text itself.
    pub(super) fn text(&mut self, plan: &mut Plan, text: &str) -> Text {
        *self.rows(text).text.get_or_insert_with(|| plan.texts.add(text))
    }

    /// The text as a key of queries.
    pub(super) fn key(&mut self, plan: &mut Plan, text: &str) -> Row<Key> {
        *self.rows(text).key.get_or_insert_with(|| {
            let key = Key::new(text, &mut plan.texts);
            plan.keys.add(key)
        })
    }

    /// The text as a value.
    pub(super) fn literal(&mut self, plan: &mut Plan, text: &str) -> Row<Literal> {
        if let Some(known) = self.rows(text).literal {
            return known;
        }
        let literal = Literal::Str(self.text(plan, text));
        *self.rows(text).literal.insert(plan.literals.add(literal))
    }

    /// Where the text as a pattern is to be found.
    pub(super) fn pattern(&mut self, text: &str) -> &mut Option<Row<Literal>> {
        &mut self.rows(text).pattern
    }

    /// Where the query of that text is to be found, with or without `some` in front of it; for queries that mean the same in
    /// every file.
    pub(super) fn query(&mut self, text: &str, some: bool) -> &mut Option<Row<Query>> {
        let rows = self.rows(text);
        if some { &mut rows.query_with_some } else { &mut rows.query }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_guard::{Dialect, parse};

    use crate::{Options, Plan, SourceFile};

    /// How many queries, keys and literals the plan of these files has.
    fn rows(files: &[&str]) -> [usize; 3] {
        let parsed: Vec<_> = files.iter().map(|text| parse(text, Dialect::default()).into_result().unwrap()).collect();
        let sources = files.iter().zip(&parsed);
        let sources: Vec<_> = sources.map(|(text, rules)| SourceFile { text, rules, parameters: &[] }).collect();
        let (plan, _) = Plan::compile(&sources, &Options::default());
        [plan.queries.len(), plan.keys.len(), plan.literals.len()]
    }

    #[test]
    fn what_is_written_again_is_the_same_row() {
        let once = rows(&["rule a { A[ B == 'x' ] { C == /y/ } }"]);
        assert_eq!(once, [3, 3, 2], "`A[ B == 'x' ]`, `B` and `C`");
        assert_eq!(rows(&["rule a { A[ B == 'x' ] { C == /y/ } A[ B == 'x' ] { C == /y/ } }"]), once);
        assert_eq!(rows(&["rule a { A[ B == 'x' ] { C == /y/ } }", "rule b { A[ B == 'x' ] { C == /y/ } }"]), once);
    }

    #[test]
    fn what_means_something_in_its_file_alone_is_not() {
        let variable = "let v = 1\nrule a { A[ B == %v ] exists }";
        assert_eq!(rows(&[variable, variable])[0], 2 * rows(&[variable])[0] - 1, "all but `B`");
        let call = "rule c(x) { %x exists }\nrule a { A[ c(B) ] exists }";
        assert_eq!(rows(&[call, call])[0], 2 * rows(&[call])[0] - 1, "all but `B`");
        assert_eq!(rows(&["rule a { A exists some A exists }"])[0], 2);
        let broken = "rule a { A[ B == /(/ ] exists }";
        assert_eq!(rows(&[broken, broken])[0], 3, "each is a problem of its own");
    }
}

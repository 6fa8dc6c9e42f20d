//! What is known while a file is compiled: the plan so far, the file's rules and names, whose text it is, and what is wrong so far.

use tablewarden_order::Map;
use tablewarden_source::Span;

use super::known::Known;
use super::names::{Names, Owner};
use super::source_file::{LoadProblem, SourceFile};
use crate::plan::Plan;
use crate::plan::line::Name;
use crate::plan::table::{Rows, Table};
use crate::plan::text::Text;

/// The plain rules of one name: their positions, until something refers to them, then the rows of these.
#[derive(Default)]
pub(super) struct Named {
    positions: Vec<u32>,
    rows: Rows<u32>,
}

impl Named {
    /// The rows of the positions, which all who refer to the name share.
    pub(super) fn rows(&mut self, all: &mut Table<u32>) -> Rows<u32> {
        if self.rows.is_empty() {
            self.rows = all.add_all(std::mem::take(&mut self.positions));
        }
        self.rows
    }
}

/// Compiles one file.
pub(super) struct Compiler<'s, 'p> {
    pub(super) index: usize,
    pub(super) file_text: &'s str,
    pub(super) plan: &'p mut Plan,
    pub(super) known: &'p mut Known,
    pub(super) names: Names,
    /// The plain rules by name, and the callable ones with the number of their parameters.
    pub(super) rules: Map<&'s str, Named>,
    pub(super) callables: Map<&'s str, (u32, usize)>,
    pub(super) refers_to_rules: bool,
    /// How often something was compiled that means something in this file alone: a name, a rule, what is wrong.
    pub(super) own: usize,
    pub(super) problems: Vec<(Owner, LoadProblem)>,
    /// Whose text is being compiled.
    pub(super) owner: Owner,
}

impl<'s, 'p> Compiler<'s, 'p> {
    pub(super) fn new(index: usize, file: &SourceFile<'s>, plan: &'p mut Plan, known: &'p mut Known) -> Self {
        let mut rules: Map<&str, Named> = Map::new();
        let first = u32::from(!file.rules.defaults.is_empty());
        for (position, rule) in (first..).zip(file.rules.plain_rules()) {
            rules.or_default(&rule.name).positions.push(position);
        }
        let callables = (0_u32..).zip(file.rules.parameterized_rules());
        let callables =
            callables.map(|(position, rule)| (&*rule.name.text, (position, rule.parameters.len()))).collect();
        Self {
            index,
            file_text: file.text,
            plan,
            known,
            names: Names::default(),
            rules,
            callables,
            refers_to_rules: false,
            own: 0,
            problems: Vec::new(),
            owner: Owner::Let(0),
        }
    }

    pub(super) fn problem(&mut self, span: Span, message: String) {
        self.own += 1;
        self.problems.push((self.owner, LoadProblem { file: self.index, span, message }));
    }

    pub(super) fn text(&mut self, text: &str) -> Text {
        self.known.text(self.plan, text)
    }

    /// The name of a variable that is used at `span`.
    pub(super) fn used(&mut self, text: &str, span: Span) -> Name {
        self.own += 1;
        self.names.used(text, span, self.owner)
    }

    /// The name that a filter captures keys in.
    pub(super) fn capture(&mut self, text: Option<&str>) -> Option<Name> {
        let text = text?;
        self.own += 1;
        Some(self.names.capture(text))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_guard::{Dialect, parse};

    use super::*;
    use crate::Options;

    #[test]
    fn who_refers_to_rules_of_one_name_shares_them() {
        let text =
            ["rule a { A exists }\n".repeat(100), "rule r {\n".to_owned(), "  a\n".repeat(100), "}\n".to_owned()];
        let text = text.concat();
        let rules = parse(&text, Dialect::default()).into_result().unwrap();
        let source = SourceFile { text: &text, rules: &rules, parameters: &[] };
        let (plan, problems) = Plan::compile(&[source], &Options::default());
        assert_eq!(problems, []);
        assert!((100..400).contains(&plan.positions.len()), "{}", plan.positions.len());
    }
}

//! What in a rule file is surely not meant, though it can be evaluated: variables that nobody asks for, rules that nobody
//! calls, comparisons that fail where a filter finds nothing. Looks at the tree alone, never at a document.

mod uses;

use tablewarden_source::Span;

use crate::ast::query::{PartKind, Query};
use crate::ast::value::Operand;
use crate::ast::{Assignment, Block, Item, Line, RuleFile};
use uses::Uses;

/// One remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Where.
    pub span: Span,
    /// One or two sentences: what is there, and what to do.
    pub message: String,
}

/// The remarks on a file that has no syntax error, in the order of the text.
#[must_use]
pub fn advice(file: &RuleFile) -> Vec<Advice> {
    let uses = Uses::of(file);
    let mut found = Vec::new();
    unused(&file.assignments, &uses, file.span, &mut found);
    uncalled(file, &uses, &mut found);
    let mut scopes = Scopes { lets: Vec::new(), found: &mut found, uses: &uses };
    scopes.lets.push(&file.assignments);
    scopes.lines(&file.defaults);
    for rule in &file.rules {
        scopes.lines(&rule.conditions);
        scopes.block(&rule.body);
    }
    tablewarden_order::sort_by_key(&mut found, |advice| advice.span);
    found.dedup();
    found
}

/// Assignments whose variable nobody asks for inside `scope`.
fn unused(assignments: &[Assignment], uses: &Uses<'_>, scope: Span, found: &mut Vec<Advice>) {
    for assignment in assignments {
        let name = &*assignment.name.text;
        if !uses.asks_for(name, scope) {
            let message = format!("Variable `{name}` is never used. Use `%{name}` or remove it.");
            found.push(Advice { span: assignment.name.span, message });
        }
    }
}

/// Rules with parameters that no rule which is evaluated leads to.
fn uncalled(file: &RuleFile, uses: &Uses<'_>, found: &mut Vec<Advice>) {
    let reached = uses.reached(file);
    for (rule, reached) in file.parameterized_rules().zip(reached) {
        if !reached {
            let message =
                format!("No rule calls `{}`, so it is never evaluated. Call it or remove it.", rule.name.text);
            found.push(Advice { span: rule.name.span, message });
        }
    }
}

/// A walk that knows the variables that can be seen.
struct Scopes<'a, 'f, 'u> {
    lets: Vec<&'a [Assignment]>,
    found: &'f mut Vec<Advice>,
    uses: &'u Uses<'a>,
}

impl<'a> Scopes<'a, '_, '_> {
    fn block(&mut self, block: &'a Block) {
        unused(&block.assignments, self.uses, block.span, self.found);
        self.lets.push(&block.assignments);
        self.lines(&block.lines);
        self.lets.pop();
    }

    fn lines(&mut self, lines: &'a [Line]) {
        for item in lines.iter().flat_map(|line| &line.items) {
            match item {
                Item::When(when) => self.block(&when.block),
                Item::Type(block) => self.block(&block.block),
                Item::Block(block) => self.block(&block.block),
                Item::Clause(clause) if clause.operator.is_binary() => self.comparison(&clause.query),
                Item::Clause(_) | Item::Call(_) | Item::Ref(_) => {}
            }
        }
    }

    /// `%v == x` where `%v` is what a filter lets through: with nothing there the clause fails.
    fn comparison(&mut self, query: &Query) {
        let Some(name) = query.lone_variable() else { return };
        let of_scope = |lets: &&'a [Assignment]| lets.iter().rev().find(|one| *one.name.text == *name);
        let Some(assignment) = self.lets.iter().rev().find_map(of_scope) else { return };
        if matches!(&assignment.value, Operand::Query(query) if may_be_empty(query)) {
            let message = format!(
                "`%{name}` can be empty, and then this fails. If that is not meant, put it into `when %{name} !empty {{ … }}`."
            );
            self.found.push(Advice { span: query.span, message });
        }
    }
}

/// Whether a query can find nothing without that being an error: it has a filter.
fn may_be_empty(query: &Query) -> bool {
    query.some || query.parts.iter().any(|part| matches!(part.kind, PartKind::Filter(_) | PartKind::Keys(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dialect, parse};

    fn advised(text: &str) -> Vec<(String, String)> {
        let parsed = parse(text, Dialect::default());
        assert_eq!(parsed.errors, []);
        let said = advice(&parsed.file).into_iter();
        said.map(|advice| (advice.span.of(text).to_owned(), advice.message)).collect()
    }

    fn places(text: &str) -> Vec<String> {
        advised(text).into_iter().map(|(place, _)| place).collect()
    }

    #[test]
    fn a_variable_that_nobody_asks_for_is_told() {
        assert_eq!(places("let a = 1\nlet b = 2\nrule r { Size == %a }"), ["b"]);
        assert_eq!(places("rule r { let a = Size\n let b = Name\n Tags[ Key == %b ] exists }"), ["a"]);
        assert_eq!(places("let a = 'x'\nrule r { Resources.%a exists\n B[ keys in %a ] exists }"), [""; 0]);
        assert_eq!(places("let a = 1\nrule r { let b = count(%a)\n let c = join(%b, ',')\n %c exists }"), [""; 0]);
    }

    #[test]
    fn a_rule_that_nobody_calls_is_told() {
        let text = "rule p(x) { %x exists }\nrule q(x) { p(%x) }\nrule s(x) { s(%x) }\nrule r { Size exists }";
        assert_eq!(places(text), ["p", "q", "s"]);
        assert_eq!(places("rule p(x) { %x exists }\nrule q(x) { p(%x) }\nrule r { q(Size) }"), [""; 0]);
    }

    #[test]
    fn a_comparison_with_what_can_be_empty_is_told() {
        let text =
            "let t = Resources.*[ Type == 'A' ]\nrule r { %t == 1 }\nrule s { %t.Size == 1 }\nrule q { %t !empty }";
        assert_eq!(places(text), ["%t"]);
        assert_eq!(places("let t = Resources\nrule r { %t == 1 }"), [""; 0]);
        assert_eq!(places("let t = A[ b exists ]\nrule r { let t = B\n %t == 1 }\nrule s { %t exists }"), [""; 0]);
    }
}

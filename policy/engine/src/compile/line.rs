//! Lines and their items compiled: clauses, blocks, references to rules.

use tablewarden_guard as guard;

use super::compiler::Compiler;
use crate::plan::{Block, BlockClause, Call, Clause, Item, Lets, Line, Operand, Part, Query, Ref, TypeBlock, When};

impl Compiler<'_, '_> {
    /// A block: its variables, then its lines.
    pub(super) fn block(&mut self, block: &guard::Block) -> Block {
        self.names.open();
        for assignment in &block.assignments {
            self.names.define(&assignment.name);
        }
        let mut lets = Vec::with_capacity(block.assignments.len());
        for assignment in &block.assignments {
            let operand = self.operand(&assignment.value);
            lets.push((self.names.name(&assignment.name), operand));
        }
        let lines = self.lines(&block.lines);
        self.names.close();
        Block { lets: Lets::new(lets), lines }
    }

    pub(super) fn lines(&mut self, lines: &[guard::Line]) -> Vec<Line> {
        lines
            .iter()
            .map(|line| Line { items: line.items.iter().map(|item| self.item(item)).collect(), span: line.span })
            .collect()
    }

    fn item(&mut self, item: &guard::Item) -> Item {
        match item {
            guard::Item::When(when) => {
                let conditions = self.lines(&when.conditions);
                Item::When(Box::new(When { conditions, block: self.block(&when.block) }))
            }
            guard::Item::Type(block) => {
                let query = self.type_query(&block.type_name);
                let conditions = self.lines(&block.conditions);
                Item::Type(Box::new(TypeBlock { query, conditions, block: self.block(&block.block) }))
            }
            guard::Item::Block(clause) => {
                let query = self.query(&clause.query);
                Item::Block(Box::new(BlockClause {
                    query,
                    not_empty: clause.not_empty,
                    block: self.block(&clause.block),
                    span: clause.span,
                    query_end: clause.query.span.end,
                }))
            }
            guard::Item::Clause(clause) => {
                let query = self.query(&clause.query);
                let right = clause.right.as_ref().map(|right| self.operand(right));
                Item::Clause(Box::new(Clause {
                    not: clause.not,
                    is_simple: is_simple(&query, right.as_ref()),
                    query,
                    operator: clause.operator,
                    operator_not: clause.operator_not,
                    right,
                    message: text(clause.message.as_ref()),
                    span: clause.span,
                }))
            }
            guard::Item::Call(call) => self.call(call),
            guard::Item::Ref(reference) => self.reference(reference),
        }
    }

    fn call(&mut self, call: &guard::RuleCall) -> Item {
        self.refers_to_rules = true;
        let name = &call.name.text;
        let rule = match self.callables.get(&**name).copied() {
            Some((rule, parameters)) => {
                if parameters != call.arguments.len() {
                    let given = call.arguments.len();
                    let message = format!("`{name}` takes {parameters} arguments, here are {given}");
                    self.problem(call.span, message);
                }
                rule
            }
            None => {
                let message = if self.rules.contains_key(&**name) {
                    format!("the rule `{name}` has no parameters; refer to it by its name alone")
                } else {
                    format!("there is no rule `{name}(…)` in this file; check the name")
                };
                self.problem(call.name.span, message);
                usize::MAX
            }
        };
        Item::Call(Box::new(Call {
            not: call.not,
            rule,
            arguments: call.arguments.iter().map(|argument| self.operand(argument)).collect(),
            message: text(call.message.as_ref()),
            span: call.span,
        }))
    }

    fn reference(&mut self, reference: &guard::RuleRef) -> Item {
        self.refers_to_rules = true;
        let name = &reference.name.text;
        let rules = self.rules.get(&**name).cloned().unwrap_or_default();
        if rules.is_empty() {
            let message = if self.callables.contains_key(&**name) {
                format!("the rule `{name}` has parameters; call it as `{name}(…)`")
            } else {
                format!("there is no rule `{name}` in this file; check the name")
            };
            self.problem(reference.name.span, message);
        }
        Item::Ref(Box::new(Ref {
            not: reference.not,
            rules,
            message: text(reference.message.as_ref()),
            span: reference.span,
        }))
    }
}

/// The text of a message.
fn text(message: Option<&guard::Message>) -> Option<Box<str>> {
    message.map(|message| message.text.clone())
}

/// Whether a clause asks one value, found by keys, of nothing but a literal.
pub(super) fn is_simple(query: &Query, right: Option<&Operand>) -> bool {
    let is_key = |part: &Part| matches!(part, Part::Key(key) if key.index.is_none());
    query.parts.iter().all(is_key) && matches!(right, None | Some(Operand::Literal(_)))
}

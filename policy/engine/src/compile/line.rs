//! Lines and their items compiled: clauses, blocks, references to rules.

use tablewarden_guard as guard;
use tablewarden_source::Span;

use super::compiler::Compiler;
use crate::plan::Plan;
use crate::plan::line::{
    Block, BlockClause, Call, Clause, Item, Let, Line, Message, Operand, Part, Query, Ref, TypeBlock, When,
};
use crate::plan::table::{Row, Rows};

impl Compiler<'_, '_> {
    /// A block: its variables, then its lines.
    pub(super) fn block(&mut self, block: &guard::Block) -> Block {
        self.names.open();
        for assignment in &block.assignments {
            self.own += 1;
            self.names.define(&assignment.name);
        }
        let mut lets = Vec::with_capacity(block.assignments.len());
        for assignment in &block.assignments {
            let value = self.operand(&assignment.value);
            lets.push(Let { name: self.names.name(&assignment.name), value });
        }
        let lines = self.lines(&block.lines);
        self.names.close();
        Block { lets: self.lets(lets), lines }
    }

    /// The variables of a scope, in the order of the text. Of two with one name a literal goes before a function, that
    /// before a query, and else the last one counts.
    pub(super) fn lets(&mut self, mut lets: Vec<Let>) -> Rows<Let> {
        let rank = |operand: &Operand| match operand {
            Operand::Query(_) => 0,
            Operand::Call(_) | Operand::Broken(_) => 1,
            Operand::Literal(_) => 2,
        };
        tablewarden_order::sort_by_key(&mut lets, |one| (one.name, rank(&one.value)));
        let mut kept: Vec<Let> = Vec::with_capacity(lets.len());
        for one in lets {
            match kept.last_mut() {
                Some(last) if last.name == one.name => *last = one,
                _ => kept.push(one),
            }
        }
        self.plan.lets.add_all(kept)
    }

    pub(super) fn lines(&mut self, lines: &[guard::Line]) -> Rows<Line> {
        let lines: Vec<Line> = lines.iter().map(|line| self.line(line)).collect();
        self.plan.lines.add_all(lines)
    }

    fn line(&mut self, line: &guard::Line) -> Line {
        let items: Vec<Item> = line.items.iter().map(|item| self.item(item)).collect();
        Line { items: self.plan.items.add_all(items) }
    }

    fn item(&mut self, item: &guard::Item) -> Item {
        match item {
            guard::Item::When(when) => {
                let conditions = self.lines(&when.conditions);
                Item::When(When { conditions, block: self.block(&when.block), span: when.span })
            }
            guard::Item::Type(block) => {
                let query = self.type_query(&block.type_name);
                let conditions = self.lines(&block.conditions);
                Item::Type(TypeBlock { query, conditions, block: self.block(&block.block), span: block.span })
            }
            guard::Item::Block(clause) => {
                let query = self.query(&clause.query);
                Item::Block(BlockClause {
                    query,
                    not_empty: clause.not_empty,
                    block: self.block(&clause.block),
                    span: clause.span,
                    query_length: clause.query.span.end.saturating_sub(clause.span.start),
                })
            }
            guard::Item::Clause(clause) => {
                let query = self.query(&clause.query);
                let right = clause.right.as_ref().map(|right| self.operand(right));
                Item::Clause(Clause {
                    query,
                    right,
                    message: message(clause.span, clause.message.as_ref()),
                    span: clause.span,
                    operator: clause.operator,
                    operator_not: clause.operator_not,
                    not: clause.not,
                    is_simple: is_simple(self.plan, query, right.as_ref()),
                })
            }
            guard::Item::Call(call) => self.call(call),
            guard::Item::Ref(reference) => self.reference(reference),
        }
    }

    fn call(&mut self, call: &guard::RuleCall) -> Item {
        self.refers_to_rules = true;
        self.own += 1;
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
                u32::MAX
            }
        };
        let arguments = self.operands(&call.arguments);
        Item::Call(Call {
            not: call.not,
            rule,
            arguments,
            message: message(call.span, call.message.as_ref()),
            span: call.span,
        })
    }

    fn reference(&mut self, reference: &guard::RuleRef) -> Item {
        self.refers_to_rules = true;
        self.own += 1;
        let name = &reference.name.text;
        let rows = self.rules.get_mut(&**name).map(|named| named.rows(&mut self.plan.positions));
        if rows.is_none() {
            let message = if self.callables.contains_key(&**name) {
                format!("the rule `{name}` has parameters; call it as `{name}(…)`")
            } else {
                format!("there is no rule `{name}` in this file; check the name")
            };
            self.problem(reference.name.span, message);
        }
        let rules = rows.unwrap_or_default();
        let message = message(reference.span, reference.message.as_ref());
        Item::Ref(Ref { not: reference.not, rules, message, span: reference.span })
    }
}

fn message(span: Span, message: Option<&guard::Message>) -> Option<Message> {
    Message::new(span.start, message?.span)
}

/// Whether a clause asks one value, found by keys, of nothing but a literal.
fn is_simple(plan: &Plan, query: Row<Query>, right: Option<&Operand>) -> bool {
    let is_key = |part: &Part| matches!(part, Part::Key(key) if plan.keys[*key].index.is_none());
    plan.parts[plan.queries[query].parts].iter().all(is_key) && matches!(right, None | Some(Operand::Literal(_)))
}

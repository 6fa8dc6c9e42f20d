//! Who asks for which variable, and who calls which rule: one walk over a tree.

use tablewarden_source::Span;

use crate::ast::query::{PartKind, Query};
use crate::ast::value::Operand;
use crate::ast::{Block, Item, Line, Rule, RuleFile};

/// The names that a file uses, with the places of the queries and calls.
#[derive(Debug, Default)]
pub(super) struct Uses<'a> {
    variables: Vec<(&'a str, Span)>,
    calls: Vec<(&'a str, Span)>,
}

impl<'a> Uses<'a> {
    pub(super) fn of(file: &'a RuleFile) -> Self {
        let mut uses = Self::default();
        for assignment in &file.assignments {
            uses.operand(&assignment.value);
        }
        uses.lines(&file.defaults);
        for rule in &file.rules {
            uses.lines(&rule.conditions);
            uses.block(&rule.body);
        }
        tablewarden_order::sort_by_key(&mut uses.variables, |(name, span)| (*name, *span));
        uses
    }

    /// Whether a query inside `scope` asks for the variable.
    pub(super) fn asks_for(&self, name: &str, scope: Span) -> bool {
        let from = self.variables.partition_point(|(other, span)| (*other, span.start) < (name, scope.start));
        self.variables.get(from).is_some_and(|(other, span)| *other == name && span.end <= scope.end)
    }

    /// For each rule with parameters whether a rule without, or a line outside of rules, leads to it.
    pub(super) fn reached(&self, file: &RuleFile) -> Vec<bool> {
        let callables: Vec<&Rule> = file.parameterized_rules().collect();
        let mut by_name: Vec<(&str, usize)> =
            callables.iter().enumerate().map(|(index, rule)| (&*rule.name.text, index)).collect();
        tablewarden_order::sort(&mut by_name);
        let named = |name: &str| {
            let at = by_name.partition_point(|(other, _)| *other < name);
            by_name.get(at).filter(|(other, _)| *other == name).map(|(_, index)| *index)
        };
        // Who makes a call: a rule with parameters, or one that is evaluated. Rules follow one another in the text.
        let maker = |call: Span| {
            let behind = callables.partition_point(|rule| rule.span.start <= call.start);
            behind.checked_sub(1).filter(|at| callables.get(*at).is_some_and(|rule| call.end <= rule.span.end))
        };
        let mut calls: Vec<(Option<usize>, Option<usize>)> =
            self.calls.iter().map(|(name, span)| (maker(*span), named(name))).collect();
        tablewarden_order::sort(&mut calls);
        let made_by = |maker: Option<usize>| {
            let from = calls.partition_point(|(other, _)| *other < maker);
            let calls = calls.get(from..).unwrap_or_default();
            calls.iter().take_while(move |(other, _)| *other == maker).filter_map(|(_, called)| *called)
        };
        let mut reached = vec![false; callables.len()];
        let mut next: Vec<usize> = made_by(None).collect();
        while let Some(rule) = next.pop() {
            if let Some(reached) = reached.get_mut(rule).filter(|reached| !**reached) {
                *reached = true;
                next.extend(made_by(Some(rule)));
            }
        }
        reached
    }

    fn block(&mut self, block: &'a Block) {
        for assignment in &block.assignments {
            self.operand(&assignment.value);
        }
        self.lines(&block.lines);
    }

    fn lines(&mut self, lines: &'a [Line]) {
        for item in lines.iter().flat_map(|line| &line.items) {
            match item {
                Item::When(when) => {
                    self.lines(&when.conditions);
                    self.block(&when.block);
                }
                Item::Type(block) => {
                    self.lines(&block.conditions);
                    self.block(&block.block);
                }
                Item::Block(block) => {
                    self.query(&block.query);
                    self.block(&block.block);
                }
                Item::Clause(clause) => {
                    self.query(&clause.query);
                    if let Some(right) = &clause.right {
                        self.operand(right);
                    }
                }
                Item::Call(call) => {
                    self.calls.push((&call.name.text, call.span));
                    for argument in &call.arguments {
                        self.operand(argument);
                    }
                }
                Item::Ref(_) => {}
            }
        }
    }

    fn operand(&mut self, operand: &'a Operand) {
        match operand {
            Operand::Value(_) => {}
            Operand::Query(query) => self.query(query),
            Operand::Call(call) => {
                for argument in &call.arguments {
                    self.operand(argument);
                }
            }
        }
    }

    fn query(&mut self, query: &'a Query) {
        for part in &query.parts {
            match &part.kind {
                PartKind::Variable(name) | PartKind::Interpolated(name) => self.variables.push((name, query.span)),
                PartKind::Filter(filter) => self.lines(&filter.lines),
                PartKind::Keys(filter) => self.operand(&filter.right),
                PartKind::This
                | PartKind::Key(_)
                | PartKind::Index(_)
                | PartKind::AllValues(_)
                | PartKind::AllIndices(_) => {}
            }
        }
    }
}

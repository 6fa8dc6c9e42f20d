//! Whether the rules of a file can be evaluated on a batch of resources at a time: where each line asks something of each
//! resource of a type by itself, what a rule comes to on all of them is what it comes to on its batches. Says no where it
//! cannot tell.

use tablewarden_guard::Operator;

use crate::plan::Plan;
use crate::plan::line::{Block, Clause, Filter, Item, Let, Line, Name, Operand, Part, Query};
use crate::plan::rule::{File, Rule};
use crate::plan::table::{Row, Rows};

/// With fewer rules nothing is won: each of them looks at all resources anyway.
const FEW: usize = 4;

/// Whether it is worth it, and all rules of the file can be.
pub(crate) fn is_possible(plan: &Plan, file: &File) -> bool {
    let reader = Reader { plan, file };
    let is_known = |operand: &Operand| matches!(operand, Operand::Literal(_)) || reader.is_of_resources(operand);
    file.rules.len() >= FEW
        && file.callables.is_empty()
        && !file.has_captures
        && plan.lets[file.lets].iter().all(|one| is_known(&one.value))
        && plan.rules[file.rules].iter().all(|rule| reader.rule(rule))
}

struct Reader<'p> {
    plan: &'p Plan,
    file: &'p File,
}

impl Reader<'_> {
    /// A rule without conditions, or one that asks whether there are resources of its type at all. Each line stands alone and
    /// is about the same resources.
    fn rule(&self, rule: &Rule) -> bool {
        let guard = match &self.plan.lines[rule.conditions] {
            [] => None,
            [line] => match &self.plan.items[line.items] {
                [Item::Clause(clause)] => self.guard(clause),
                _ => None,
            },
            _ => None,
        };
        let is_plain = rule.conditions.is_empty() || guard.is_some();
        is_plain
            && rule.broken.is_none()
            && rule.parameters.is_empty()
            && rule.body.lets.is_empty()
            && self.plan.lines[rule.body.lines].iter().all(|line| self.top(line, guard))
    }

    /// The variable of `%variable !empty`.
    fn guard(&self, clause: &Clause) -> Option<Name> {
        let asks = clause.operator == Operator::Empty && clause.operator_not && !clause.not && clause.right.is_none();
        let query = &self.plan.queries[clause.query];
        match self.plan.parts[query.parts] {
            [Part::Variable(name)] if asks && !query.some && self.is_resources(name) => Some(name),
            _ => None,
        }
    }

    /// Whether the variable of the file stands for resources of a type.
    fn is_resources(&self, name: Name) -> bool {
        self.plan.value_of(self.file.lets, name).is_some_and(|(_, operand)| self.is_of_resources(operand))
    }

    fn is_of_resources(&self, operand: &Operand) -> bool {
        let Operand::Query(query) = operand else { return false };
        self.plan.queries[*query].parts.len() == 3 && self.starts_at_resources(*query)
    }

    /// `Resources.*[ Type == '…' … ]`
    fn starts_at_resources(&self, query: Row<Query>) -> bool {
        let query = &self.plan.queries[query];
        match self.plan.parts[query.parts] {
            [Part::Key(_), Part::AllValues(None), Part::Filter(filter), ..] => {
                let filter = &self.plan.filters[filter];
                !query.some && filter.resource_type.is_some() && self.filter(filter, &mut Vec::new())
            }
            _ => false,
        }
    }

    /// A line of a rule: a block over resources, or, where there surely are some, a clause about each of them.
    fn top(&self, line: &Line, guard: Option<Name>) -> bool {
        let parts = |query: Row<Query>| &self.plan.parts[self.plan.queries[query].parts];
        let some = |query: Row<Query>| self.plan.queries[query].some;
        match &self.plan.items[line.items] {
            [Item::Block(block)] => {
                let is_over_resources = match (parts(block.query).first(), guard) {
                    (Some(Part::Variable(name)), Some(guard)) => {
                        *name == guard && self.rest(block.query, 1, &mut Vec::new())
                    }
                    (_, None) => self.starts_at_resources(block.query) && self.rest(block.query, 3, &mut Vec::new()),
                    _ => false,
                };
                is_over_resources && !some(block.query) && !block.not_empty && self.block(block.block, &mut Vec::new())
            }
            [Item::Clause(clause)] => {
                let is_guarded = matches!((parts(clause.query).first(), guard),
                    (Some(Part::Variable(name)), Some(guard)) if *name == guard);
                let chooses = |part: &Part| matches!(part, Part::Filter(_) | Part::Keys(_));
                is_guarded
                    && !clause.not
                    && !some(clause.query)
                    && clause.operator != Operator::Empty
                    && !parts(clause.query).iter().any(chooses)
                    && self.rest(clause.query, 1, &mut Vec::new())
                    && matches!(clause.right, None | Some(Operand::Literal(_)))
            }
            _ => false,
        }
    }

    /// What stands in a block, and asks nothing of what is outside of it. `own` are the variables of the blocks around.
    fn block(&self, block: Block, own: &mut Vec<Name>) -> bool {
        let before = own.len();
        let is_local = self.lets(block.lets, own) && self.lines(block.lines, own);
        own.truncate(before);
        is_local
    }

    fn lets(&self, lets: Rows<Let>, own: &mut Vec<Name>) -> bool {
        let lets = &self.plan.lets[lets];
        own.extend(lets.iter().map(|one| one.name));
        lets.iter().all(|one| self.operand(&one.value, own))
    }

    fn lines(&self, lines: Rows<Line>, own: &mut Vec<Name>) -> bool {
        self.plan.lines[lines].iter().flat_map(|line| &self.plan.items[line.items]).all(|item| match item {
            Item::Clause(clause) => {
                self.query(clause.query, own) && clause.right.as_ref().is_none_or(|operand| self.operand(operand, own))
            }
            Item::Block(block) => self.query(block.query, own) && self.block(block.block, own),
            Item::When(when) => self.lines(when.conditions, own) && self.block(when.block, own),
            Item::Type(_) | Item::Call(_) | Item::Ref(_) => false,
        })
    }

    fn operand(&self, operand: &Operand, own: &mut Vec<Name>) -> bool {
        match operand {
            Operand::Literal(_) => true,
            Operand::Query(query) => self.query(*query, own),
            Operand::Call(call) => {
                let arguments = self.plan.calls[*call].arguments;
                self.plan.operands[arguments].iter().all(|one| self.operand(one, own))
            }
            Operand::Broken(_) => false,
        }
    }

    /// A query that starts at the value of its block, or at a variable that knows no more.
    fn query(&self, query: Row<Query>, own: &mut Vec<Name>) -> bool {
        match self.plan.parts[self.plan.queries[query].parts].first() {
            Some(Part::Variable(name)) => self.is_known(*name, own) && self.rest(query, 1, own),
            _ => self.rest(query, 0, own),
        }
    }

    fn rest(&self, query: Row<Query>, from: usize, own: &mut Vec<Name>) -> bool {
        self.plan.parts[self.plan.queries[query].parts].iter().skip(from).all(|part| match part {
            Part::This | Part::Key(_) | Part::Index(_) | Part::AllValues(None) | Part::AllIndices(None) => true,
            Part::Names(name) => self.is_known(*name, own),
            Part::Filter(filter) => self.filter(&self.plan.filters[*filter], own),
            Part::Keys(keys) => self.operand(&self.plan.keys_filters[*keys].right, own),
            Part::Variable(_) | Part::AllValues(Some(_)) | Part::AllIndices(Some(_)) => false,
        })
    }

    fn filter(&self, filter: &Filter, own: &mut Vec<Name>) -> bool {
        filter.capture.is_none() && self.lines(filter.lines, own)
    }

    fn is_known(&self, name: Name, own: &[Name]) -> bool {
        let literal = |(_, operand): (usize, &Operand)| matches!(operand, Operand::Literal(_));
        own.contains(&name) || self.plan.value_of(self.file.lets, name).is_some_and(literal)
    }
}

#[cfg(test)]
mod tests;

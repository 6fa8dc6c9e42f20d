//! What can be said of lines and queries before they are evaluated. Errs on the careful side.

use tablewarden_guard::Operator;

use crate::plan::Plan;
use crate::plan::line::{After, Block, Item, Line, Operand, Part, Query};
use crate::plan::table::{Row, Rows};

/// Whether the line always comes to a status, whatever value it is asked of, and leaves nothing behind: no `empty`, no
/// variable, no capture, no function, no other rule.
pub(super) fn cannot_be_undecidable(plan: &Plan, line: &Line) -> bool {
    plan.items[line.items].iter().all(|item| match item {
        Item::Clause(clause) => {
            let is_plain = match clause.right {
                None | Some(Operand::Literal(_)) => true,
                Some(Operand::Query(query)) => is_plain(plan, query),
                Some(Operand::Call(_) | Operand::Broken(_)) => false,
            };
            clause.operator != Operator::Empty && is_plain && self::is_plain(plan, clause.query)
        }
        Item::Block(clause) => {
            let lines = &plan.lines[clause.block.lines];
            is_plain(plan, clause.query)
                && clause.block.lets.is_empty()
                && lines.iter().all(|line| cannot_be_undecidable(plan, line))
        }
        Item::When(_) | Item::Type(_) | Item::Call(_) | Item::Ref(_) => false,
    })
}

fn is_plain(plan: &Plan, query: Row<Query>) -> bool {
    plan.parts[plan.queries[query].parts].iter().all(|part| match part {
        Part::This | Part::Key(_) | Part::Index(_) | Part::AllValues(None) | Part::AllIndices(None) => true,
        Part::Filter(filter) => {
            let filter = &plan.filters[*filter];
            let lines = &plan.lines[filter.lines];
            filter.capture.is_none()
                && filter.after != After::Other
                && lines.iter().all(|line| cannot_be_undecidable(plan, line))
        }
        Part::Keys(filter) => matches!(plan.keys_filters[*filter].right, Operand::Literal(_)),
        Part::Variable(_) | Part::Names(_) | Part::AllValues(Some(_)) | Part::AllIndices(Some(_)) => false,
    })
}

/// Whether what the query finds is a matter of the value that it starts at alone: no variable, no capture, no function, no
/// other rule. It may still come to an error.
pub(super) fn is_about_its_value(plan: &Plan, query: Row<Query>) -> bool {
    plan.parts[plan.queries[query].parts].iter().all(|part| match part {
        Part::This | Part::Key(_) | Part::Index(_) | Part::AllValues(None) | Part::AllIndices(None) => true,
        Part::Filter(filter) => {
            let filter = &plan.filters[*filter];
            filter.capture.is_none() && are_about_their_value(plan, filter.lines)
        }
        Part::Keys(filter) => is_operand_about_its_value(plan, plan.keys_filters[*filter].right),
        Part::Variable(_) | Part::Names(_) | Part::AllValues(Some(_)) | Part::AllIndices(Some(_)) => false,
    })
}

fn are_about_their_value(plan: &Plan, lines: Rows<Line>) -> bool {
    let is_block = |block: Block| block.lets.is_empty() && are_about_their_value(plan, block.lines);
    plan.lines[lines].iter().flat_map(|line| &plan.items[line.items]).all(|item| match item {
        Item::Clause(clause) => {
            is_about_its_value(plan, clause.query)
                && clause.right.is_none_or(|right| is_operand_about_its_value(plan, right))
        }
        Item::Block(clause) => is_about_its_value(plan, clause.query) && is_block(clause.block),
        Item::When(when) => are_about_their_value(plan, when.conditions) && is_block(when.block),
        Item::Type(_) | Item::Call(_) | Item::Ref(_) => false,
    })
}

fn is_operand_about_its_value(plan: &Plan, operand: Operand) -> bool {
    match operand {
        Operand::Literal(_) => true,
        Operand::Query(query) => is_about_its_value(plan, query),
        Operand::Call(_) | Operand::Broken(_) => false,
    }
}

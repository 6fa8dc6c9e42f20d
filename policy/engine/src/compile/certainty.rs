//! What can be said of lines and queries before they are evaluated. Errs on the careful side.

use tablewarden_guard::Operator;

use crate::plan::{After, Block, Item, Line, Operand, Part, Query};

/// Whether the line always comes to a status, whatever value it is asked of, and leaves nothing behind: no `empty`, no
/// variable, no capture, no function, no other rule.
pub(super) fn cannot_be_undecidable(line: &Line) -> bool {
    line.items.iter().all(|item| match item {
        Item::Clause(clause) => {
            let is_plain = match &clause.right {
                None | Some(Operand::Literal(_)) => true,
                Some(Operand::Query(query)) => is_plain(query),
                Some(Operand::Call(_) | Operand::Broken(_)) => false,
            };
            clause.operator != Operator::Empty && is_plain && self::is_plain(&clause.query)
        }
        Item::Block(clause) => {
            is_plain(&clause.query)
                && clause.block.lets.len() == 0
                && clause.block.lines.iter().all(cannot_be_undecidable)
        }
        Item::When(_) | Item::Type(_) | Item::Call(_) | Item::Ref(_) => false,
    })
}

fn is_plain(query: &Query) -> bool {
    query.parts.iter().all(|part| match part {
        Part::This | Part::Key(_) | Part::Index(_) | Part::AllValues(None) | Part::AllIndices(None) => true,
        Part::Filter(filter) => {
            filter.capture.is_none() && filter.after != After::Other && filter.lines.iter().all(cannot_be_undecidable)
        }
        Part::Keys(filter) => matches!(filter.right, Operand::Literal(_)),
        Part::Variable(_) | Part::Names(_) | Part::AllValues(Some(_)) | Part::AllIndices(Some(_)) => false,
    })
}

/// Whether what the query finds is a matter of the value that it starts at alone: no variable, no capture, no function, no
/// other rule. It may still come to an error.
pub(super) fn is_about_its_value(query: &Query) -> bool {
    query.parts.iter().all(|part| match part {
        Part::This | Part::Key(_) | Part::Index(_) | Part::AllValues(None) | Part::AllIndices(None) => true,
        Part::Filter(filter) => filter.capture.is_none() && are_about_their_value(&filter.lines),
        Part::Keys(filter) => is_operand_about_its_value(&filter.right),
        Part::Variable(_) | Part::Names(_) | Part::AllValues(Some(_)) | Part::AllIndices(Some(_)) => false,
    })
}

fn are_about_their_value(lines: &[Line]) -> bool {
    let is_block = |block: &Block| block.lets.len() == 0 && are_about_their_value(&block.lines);
    lines.iter().flat_map(|line| &line.items).all(|item| match item {
        Item::Clause(clause) => {
            is_about_its_value(&clause.query) && clause.right.as_ref().is_none_or(is_operand_about_its_value)
        }
        Item::Block(clause) => is_about_its_value(&clause.query) && is_block(&clause.block),
        Item::When(when) => are_about_their_value(&when.conditions) && is_block(&when.block),
        Item::Type(_) | Item::Call(_) | Item::Ref(_) => false,
    })
}

fn is_operand_about_its_value(operand: &Operand) -> bool {
    match operand {
        Operand::Literal(_) => true,
        Operand::Query(query) => is_about_its_value(query),
        Operand::Call(_) | Operand::Broken(_) => false,
    }
}

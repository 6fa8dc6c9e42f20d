//! What can be said of a line before it is evaluated. Errs on the careful side.

use tablewarden_guard::Operator;

use crate::plan::{After, Item, Line, Operand, Part, Query};

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

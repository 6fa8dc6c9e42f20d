//! What has braces: blocks, when blocks and type blocks; and the assignments in them.

use super::clause::{Context, conditions, item, line, plain_item};
use super::cursor::{Cursor, Parse};
use super::lex;
use super::value::operand;
use crate::ast::value::Text;
use crate::ast::{Assignment, Block, Item, Line, TypeBlock, WhenBlock};

/// A block, after blanks: an error if there is none, or if it has neither line nor assignment.
pub(super) fn block(cursor: &mut Cursor<'_>, context: Context) -> Parse<Block> {
    cursor.skip_blanks();
    let start = cursor.at;
    if !cursor.eat("{") {
        return Err(cursor.expected("`{`"));
    }
    cursor.enter()?;
    let mut block = Block::default();
    loop {
        cursor.skip_blanks();
        if let Some(found) = assignment(cursor)? {
            block.assignments.push(found);
        } else if let Some(found) = line(cursor, context)? {
            block.lines.push(found);
        } else {
            break;
        }
    }
    if !cursor.eat_after_blanks("}") {
        let line = cursor.line_of(start);
        cursor.skip_blanks();
        return Err(cursor.expected_for("a clause, `let` or `}`", &format!(" in the block of line {line}")));
    }
    if block.lines.is_empty() && block.assignments.is_empty() {
        return Err(cursor.wrong(start, "a clause", "Expected a clause in this block, found none.".to_owned()));
    }
    cursor.leave();
    block.span = cursor.span_from(start);
    Ok(block)
}

/// `let name = value`; nothing is consumed if `let`, a blank and a name are not here.
pub(super) fn assignment(cursor: &mut Cursor<'_>) -> Parse<Option<Assignment>> {
    let start = cursor.at;
    if !(cursor.eat("let") && cursor.skip_blanks()) {
        cursor.at = start;
        return Ok(None);
    }
    let name_start = cursor.at;
    let Some(name) = cursor.take(lex::name) else {
        cursor.at = start;
        return Ok(None);
    };
    let name = Text { text: name.into(), span: cursor.span_from(name_start) };
    if !(cursor.eat_after_blanks("=") || cursor.eat_after_blanks(":=")) {
        cursor.skip_blanks();
        return Err(cursor.expected_for("`=`", &format!(" after `let {}`", name.text)));
    }
    match operand(cursor)? {
        Some(value) => Ok(Some(Assignment { name, value, span: cursor.span_from(start) })),
        None => Err(cursor.expected("a value, a query or a function call")),
    }
}

/// The conditions of a `when` after blanks; empty if there is none.
pub(super) fn optional_conditions(cursor: &mut Cursor<'_>) -> Parse<Vec<Line>> {
    if cursor.eat_after_blanks("when") || cursor.eat_after_blanks("WHEN") { conditions(cursor) } else { Ok(Vec::new()) }
}

/// `when … { … }` right here, with lines of `inner` in its block. If no block follows the conditions, `when` is a
/// property or a rule after all, as `plain` allows it.
pub(super) fn when_block(cursor: &mut Cursor<'_>, inner: Context, plain: Context) -> Parse<Option<Item>> {
    let start = cursor.at;
    if !(cursor.eat("when") || cursor.eat("WHEN")) {
        return Ok(None);
    }
    let conditions = conditions(cursor)?;
    cursor.skip_blanks();
    if !cursor.sees("{") {
        let error = cursor.expected_for("`{`", " after the conditions");
        if cursor.second_try() {
            cursor.at = start;
            if let Ok(Some(item)) = plain_item(cursor, plain) {
                return Ok(Some(item));
            }
        }
        return Err(error);
    }
    let block = block(cursor, inner)?;
    Ok(Some(Item::When(Box::new(WhenBlock { conditions, block, span: cursor.span_from(start) }))))
}

/// `Type { … }`, `Type when … { … }` or `Type clause` right here; nothing is consumed if no type is here.
pub(super) fn type_block(cursor: &mut Cursor<'_>) -> Parse<Option<TypeBlock>> {
    let start = cursor.at;
    let Some(name) = cursor.take(lex::type_name) else {
        return Ok(None);
    };
    let type_name = Text { text: name.into(), span: cursor.span_from(start) };
    if !cursor.skip_blanks() {
        return Err(cursor.expected_for("a blank", " after the resource type, which has two or three parts"));
    }
    let conditions = optional_conditions(cursor)?;
    cursor.skip_blanks();
    let block = if !conditions.is_empty() || cursor.sees("{") {
        block(cursor, Context::Clauses)?
    } else {
        match item(cursor, Context::Clauses)? {
            Some(clause) => {
                let span = clause.span();
                let line = Line { items: vec![clause], span };
                Block { assignments: Vec::new(), lines: vec![line], span }
            }
            None => return Err(cursor.expected_for("`{`, `when` or a clause", " after the resource type")),
        }
    };
    Ok(Some(TypeBlock { type_name, conditions, block, span: cursor.span_from(start) }))
}

//! Right sides: literals, function calls, and what of the three a text is. Gives `None` where no value begins; text that
//! begins like a literal and is none is an error.

use tablewarden_source::decimal;

use super::cursor::{Cursor, Parse};
use super::lex::{self, Lex};
use super::query::query;
use crate::ast::value::{Entry, Function, FunctionCall, Operand, Range, Text, Value, ValueKind};
use crate::error::Dialect;

/// A value, a function call or a query, after blanks; nothing is consumed if it is none of them.
pub(super) fn operand(cursor: &mut Cursor<'_>) -> Parse<Option<Operand>> {
    let before = cursor.at;
    cursor.skip_blanks();
    if let Some(value) = value(cursor)? {
        return Ok(Some(Operand::Value(value)));
    }
    if let Some(name) = call_name(cursor) {
        return function_call(cursor, name).map(|call| Some(Operand::Call(call)));
    }
    let query = query(cursor)?;
    if query.is_none() {
        cursor.at = before;
    }
    Ok(query.map(Operand::Query))
}

/// A name right before `(`, which is not consumed.
pub(super) fn call_name(cursor: &mut Cursor<'_>) -> Option<Text> {
    let start = cursor.at;
    let name = cursor.take(lex::name)?;
    if cursor.sees("(") {
        return Some(Text { text: name.into(), span: cursor.span_from(start) });
    }
    cursor.at = start;
    None
}

/// The call of a function whose name was read.
fn function_call(cursor: &mut Cursor<'_>, name: Text) -> Parse<FunctionCall> {
    let start = name.span.start as usize;
    let Some(function) = Function::named(&name) else {
        let known = Function::ALL.map(Function::name).join(", ");
        let message = format!("no function is called `{}`; there are {known}", name.text);
        return Err(cursor.wrong(start, "the name of a function", message));
    };
    let arguments = arguments(cursor)?;
    if arguments.len() != function.arity() {
        let (name, arity, given) = (function.name(), function.arity(), arguments.len());
        let message = format!("`{name}` takes {arity} argument{}, not {given}", if arity == 1 { "" } else { "s" });
        return Err(cursor.wrong(start, "as many arguments as the function takes", message));
    }
    Ok(FunctionCall { function, arguments, span: cursor.span_from(start) })
}

/// The arguments of a call, with the parentheses. No comment may follow an argument, no blank stand in `()`.
pub(super) fn arguments(cursor: &mut Cursor<'_>) -> Parse<Vec<Operand>> {
    cursor.enter()?;
    cursor.eat("(");
    let mut arguments = Vec::new();
    if !cursor.eat(")") {
        loop {
            let Some(argument) = operand(cursor)? else {
                return Err(cursor.expected("an argument: a value, a query or a function call"));
            };
            arguments.push(argument);
            cursor.take(nom::character::complete::multispace0);
            if cursor.eat(")") {
                break;
            }
            if !cursor.eat(",") {
                return Err(cursor.expected_for("`,` or `)`", " after the argument"));
            }
        }
    }
    cursor.leave();
    Ok(arguments)
}

/// A literal right here.
pub(super) fn value(cursor: &mut Cursor<'_>) -> Parse<Option<Value>> {
    let start = cursor.at;
    let kind = match cursor.rest().bytes().next() {
        Some(b'"' | b'\'') => ValueKind::String(string(cursor)?),
        Some(b'0'..=b'9' | b'-') => match number(cursor)? {
            Some(number) => number,
            None => return Ok(None),
        },
        Some(b'/') => ValueKind::Regex(regex(cursor)?),
        Some(b'[') => ValueKind::List(list(cursor)?),
        Some(b'{') => ValueKind::Map(map(cursor)?),
        Some(b'r') => match range(cursor)? {
            Some(range) => range,
            None => return Ok(None),
        },
        Some(b'n' | b'N' | b't' | b'T' | b'f' | b'F') => match word(cursor) {
            Some(word) => word,
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some(Value { kind, span: cursor.span_from(start) }))
}

/// `null`, `true` or `false`, in the spellings of the dialect.
fn word(cursor: &mut Cursor<'_>) -> Option<ValueKind> {
    let count = if cursor.dialect == Dialect::V3_2_0 { 2 } else { 3 };
    let spellings: [([&'static str; 3], ValueKind); 3] = [
        (["null", "NULL", "Null"], ValueKind::Null),
        (["true", "True", "TRUE"], ValueKind::Bool(true)),
        (["false", "False", "FALSE"], ValueKind::Bool(false)),
    ];
    spellings.into_iter().find_map(|(words, kind)| cursor.keyword(words.get(..count)?).then_some(kind))
}

/// A string in quotes; an error if no quote closes it.
pub(super) fn string(cursor: &mut Cursor<'_>) -> Parse<Box<str>> {
    let start = cursor.at;
    let mark = if cursor.sees("'") { '\'' } else { '"' };
    match cursor.take(lex::string) {
        Some(piece) => Ok(lex::unescape(piece, mark)),
        None => {
            cursor.at += 1;
            let why = "a backslash before the closing quote keeps a string open";
            Err(cursor.wrong(start, "a closing quote", format!("Expected a closing `{mark}` for this string; {why}.")))
        }
    }
}

/// A regular expression between slashes.
fn regex(cursor: &mut Cursor<'_>) -> Parse<Box<str>> {
    let start = cursor.at;
    if let Some(piece) = cursor.take(lex::regex) {
        return Ok(lex::unescape(piece, '/'));
    }
    let message = if cursor.eat("//") {
        "Expected a regular expression between the slashes, found none.".to_owned()
    } else {
        cursor.at += 1;
        "Expected a closing `/` for this regular expression; it cannot end in `\\/`, write `[/]` there.".to_owned()
    };
    Err(cursor.wrong(start, "a regular expression between slashes", message))
}

/// A whole or broken number; `-` alone is none.
fn number(cursor: &mut Cursor<'_>) -> Parse<Option<ValueKind>> {
    let dialect = cursor.dialect;
    if let Some(digits) = cursor.take(|rest| lex::float(rest, dialect)) {
        return Ok(decimal::parse(digits).map(ValueKind::Float));
    }
    int(cursor).map(|number| number.map(ValueKind::Int))
}

/// A whole number right here; an error if one begins and is too large or runs into a name.
pub(super) fn int(cursor: &mut Cursor<'_>) -> Parse<Option<i64>> {
    let (start, dialect) = (cursor.at, cursor.dialect);
    let digits = cursor.rest().strip_prefix('-').unwrap_or(cursor.rest());
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    let Some(digits) = cursor.take(|rest| lex::int(rest, dialect)) else {
        cursor.take(|rest| lex::int(rest, Dialect::V3_2_0));
        return Err(cursor.expected_for("a blank or a sign", " after the number"));
    };
    // The sign is put on afterwards, as cfn-guard does it: the smallest number cannot be written.
    let size = digits.trim_start_matches('-').parse::<i64>().ok();
    match size {
        Some(size) => Ok(Some(if digits.starts_with('-') { -size } else { size })),
        None => Err(cursor.wrong(start, "a number of 64 bits", "this number does not fit 64 bits".to_owned())),
    }
}

/// `[value, …]`.
fn list(cursor: &mut Cursor<'_>) -> Parse<Vec<Value>> {
    cursor.enter()?;
    cursor.eat("[");
    let mut values = Vec::new();
    if !cursor.eat_after_blanks("]") {
        loop {
            values.push(element(cursor)?);
            if cursor.eat_after_blanks("]") {
                break;
            }
            if !cursor.eat_after_blanks(",") {
                return Err(cursor.expected("`,` or `]`"));
            }
        }
    }
    cursor.leave();
    Ok(values)
}

/// `{ key: value, … }`.
fn map(cursor: &mut Cursor<'_>) -> Parse<Vec<Entry>> {
    cursor.enter()?;
    cursor.eat("{");
    let mut entries = Vec::new();
    if !cursor.eat_after_blanks("}") {
        loop {
            cursor.skip_blanks();
            let key = map_key(cursor)?;
            if !cursor.eat_after_blanks(":") {
                return Err(cursor.expected("`:`"));
            }
            entries.push(Entry { key, value: element(cursor)? });
            if cursor.eat_after_blanks("}") {
                break;
            }
            if !cursor.eat_after_blanks(",") {
                return Err(cursor.expected("`,` or `}`"));
            }
        }
    }
    cursor.leave();
    Ok(entries)
}

/// The key of a map's entry, bare or in quotes.
fn map_key(cursor: &mut Cursor<'_>) -> Parse<Text> {
    let start = cursor.at;
    let text = match cursor.take(lex::map_key) {
        Some(key) => key.into(),
        None if cursor.sees("'") || cursor.sees("\"") => string(cursor)?,
        None => return Err(cursor.expected("a key")),
    };
    Ok(Text { text, span: cursor.span_from(start) })
}

/// A literal after blanks, in a list or map, where nothing else may stand.
fn element(cursor: &mut Cursor<'_>) -> Parse<Value> {
    cursor.skip_blanks();
    match value(cursor)? {
        Some(value) => Ok(value),
        None => Err(cursor.expected("a literal (lists and maps hold no queries)")),
    }
}

/// `r[lower, upper]`; nothing is consumed if the text is not one. Ends of two kinds are an error.
fn range(cursor: &mut Cursor<'_>) -> Parse<Option<ValueKind>> {
    let (start, dialect) = (cursor.at, cursor.dialect);
    let Some((lower_inclusive, lower, upper, upper_inclusive)) = cursor.take(|rest| range_text(rest, dialect)) else {
        return Ok(None);
    };
    let kind = match (lower, upper) {
        (End::Int(lower), End::Int(upper)) => {
            ValueKind::IntRange(Range { lower, upper, lower_inclusive, upper_inclusive })
        }
        (End::Float(lower), End::Float(upper)) => {
            ValueKind::FloatRange(Range { lower, upper, lower_inclusive, upper_inclusive })
        }
        (End::Char(lower), End::Char(upper)) => {
            ValueKind::CharRange(Range { lower, upper, lower_inclusive, upper_inclusive })
        }
        _ => {
            let message = "the ends of a range are two whole numbers, two broken numbers or two characters".to_owned();
            return Err(cursor.wrong(start, "two ends of one kind", message));
        }
    };
    Ok(Some(kind))
}

/// One end of a range.
enum End {
    Int(i64),
    Float(f64),
    Char(char),
}

/// The text of a range: whether the lower end is inside, the ends, whether the upper end is inside.
fn range_text(text: &str, dialect: Dialect) -> Lex<'_, (bool, End, End, bool)> {
    use nom::Parser;
    use nom::character::complete::{char, one_of};

    let end = |rest| range_end(rest, dialect);
    let (rest, (_, open, lower, _, upper, close)) =
        (char('r'), one_of("(["), end, char(','), end, one_of(")]")).parse(text)?;
    Ok((rest, (open == '[', lower, upper, close == ']')))
}

/// One end of a range with the blanks around it: a number if it can be one, else any character.
fn range_end(text: &str, dialect: Dialect) -> Lex<'_, End> {
    use nom::Parser;
    use nom::character::complete::{anychar, space0};
    use nom::combinator::{map, map_opt};
    use nom::sequence::delimited;

    let float = map_opt(|rest| lex::float(rest, dialect), |digits| decimal::parse(digits).map(End::Float));
    let int = map_opt(
        |rest| lex::int(rest, dialect),
        |digits: &str| {
            let size = digits.trim_start_matches('-').parse::<i64>().ok()?;
            Some(End::Int(if digits.starts_with('-') { -size } else { size }))
        },
    );
    delimited(space0, nom::branch::alt((float, int, map(anychar, End::Char))), space0).parse(text)
}

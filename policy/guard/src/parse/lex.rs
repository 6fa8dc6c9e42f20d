//! The smallest pieces of Guard text as nom parsers: names, blanks, numbers, strings, keywords. Each takes the rest of the
//! text and consumes the piece at its start, and nothing if the piece is not there. None knows what may follow what.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till, take_while};
use nom::character::complete::{alpha1, char, digit1, multispace1, one_of, space1};
use nom::combinator::{not, opt, peek, recognize, value, verify};
use nom::multi::many1_count;
use nom::{AsChar as _, IResult, Parser};

use crate::ast::Operator;
use crate::error::Dialect;

/// What every piece gives: the rest and what was read. Errors carry nothing, the cursor words them.
pub(super) type Lex<'t, T> = IResult<&'t str, T, ()>;

/// Blanks and comments, at least one.
pub(super) fn blanks(text: &str) -> Lex<'_, ()> {
    value((), many1_count(alt((multispace1, recognize((char('#'), take_till(|c| c == '\n'))))))).parse(text)
}

/// A name: an ASCII letter, then letters and digits of any script and `_`.
pub(super) fn name(text: &str) -> Lex<'_, &str> {
    recognize((alpha1, take_while(is_name_char))).parse(text)
}

/// Whether `c` may stand in a name after its first letter.
fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Succeeds where a name could not go on.
fn boundary(text: &str) -> Lex<'_, ()> {
    not(verify(nom::character::complete::anychar, |c| is_name_char(*c))).parse(text)
}

/// One of `words`, not running into a name in dialects after 3.2.0.
pub(super) fn keyword<'t>(words: &[&'static str], dialect: Dialect, text: &'t str) -> Lex<'t, ()> {
    for word in words {
        if let Ok((rest, _)) = tag::<_, _, ()>(*word)(text)
            && (dialect == Dialect::V3_2_0 || boundary(rest).is_ok())
        {
            return Ok((rest, ()));
        }
    }
    Err(nom::Err::Error(()))
}

/// `not` or `NOT` and a blank that is no newline, or `!`.
pub(super) fn negation(text: &str) -> Lex<'_, ()> {
    value((), alt((recognize((alt((tag("not"), tag("NOT"))), space1)), tag("!")))).parse(text)
}

/// `or`, `OR` or `|OR|`, with blanks around it; those after it have to be there.
pub(super) fn or(text: &str) -> Lex<'_, ()> {
    value((), (opt(blanks), alt((tag("or"), tag("OR"), tag("|OR|"))), blanks)).parse(text)
}

/// Whether what follows a name is fit to follow the name of a rule that is referred to.
pub(super) fn ends_rule_name(text: &str) -> bool {
    let blank = take_while::<_, _, ()>(|c: char| c == ' ' || c == '\t');
    text.is_empty()
        || (blank, alt((tag("\n"), tag("\r\n"), tag("#"), tag("{")))).parse(text).is_ok()
        || or(text).is_ok()
}

/// The digits of a whole number, with `-`.
pub(super) fn int(text: &str, dialect: Dialect) -> Lex<'_, &str> {
    let number = recognize((opt(char('-')), digit1));
    if dialect == Dialect::V3_2_0 { { number }.parse(text) } else { recognize((number, boundary)).parse(text) }
}

/// The digits of a number with a fraction or an exponent.
pub(super) fn float(text: &str, dialect: Dialect) -> Lex<'_, &str> {
    if dialect == Dialect::V3_2_0 {
        let shape =
            alt((recognize((digit1, char('.'), digit1)), recognize((digit1, one_of("eE"), one_of("+-"), digit1))));
        (peek(shape), not(half_exponent)).parse(text)?;
        return recognize((digit1, opt((char('.'), digit1)), opt(exponent))).parse(text);
    }
    let shape = (opt(char('-')), digit1, alt((recognize((char('.'), digit1, opt(exponent))), recognize(exponent))));
    recognize((shape, boundary)).parse(text)
}

/// `e5`, `E+5`.
fn exponent(text: &str) -> Lex<'_, &str> {
    recognize((one_of("eE"), opt(one_of("+-")), digit1)).parse(text)
}

/// A fraction with an `e` that no digits follow.
fn half_exponent(text: &str) -> Lex<'_, ()> {
    value((), (digit1, char('.'), digit1, one_of("eE"), opt(one_of("+-")), not(digit1))).parse(text)
}

/// A string with its quotes, escapes not undone. A backslash before the quote keeps the string open.
pub(super) fn string(text: &str) -> Lex<'_, &str> {
    let (_, quote) = one_of("'\"")(text)?;
    let end = delimited_end(text, quote).ok_or(nom::Err::Error(()))?;
    Ok((text.get(end..).unwrap_or(""), text.get(..end).unwrap_or("")))
}

/// A regular expression with its slashes, escapes not undone. None that is empty or whose closing slash follows `\/`.
pub(super) fn regex(text: &str) -> Lex<'_, &str> {
    let (_, slash) = char('/')(text)?;
    let end = delimited_end(text, slash).ok_or(nom::Err::Error(()))?;
    let (piece, rest) = text.split_at_checked(end).ok_or(nom::Err::Error(()))?;
    if piece == "//" || piece.contains("\\//") { Err(nom::Err::Error(())) } else { Ok((rest, piece)) }
}

/// Where the text that opens with `mark` ends: after the next `mark` that no backslash precedes.
fn delimited_end(text: &str, mark: char) -> Option<usize> {
    let bytes = text.as_bytes();
    let found = text.bytes().enumerate().skip(1).find(|&(at, byte)| {
        char::from(byte) == mark && at.checked_sub(1).and_then(|before| bytes.get(before)) != Some(&b'\\')
    });
    found.map(|(at, _)| at + 1)
}

/// What a string or regular expression says: without its marks, and with `\mark` as `mark`.
pub(super) fn unescape(piece: &str, mark: char) -> Box<str> {
    let inner = piece.get(1..piece.len().saturating_sub(1)).unwrap_or("");
    let escaped = [b'\\', mark as u8];
    match std::str::from_utf8(&escaped) {
        Ok(escaped) if inner.contains(escaped) => inner.replace(escaped, escaped.get(1..).unwrap_or("")).into(),
        _ => inner.into(),
    }
}

/// The key of a map: letters, digits, `-` and `_`.
pub(super) fn map_key(text: &str) -> Lex<'_, &str> {
    nom::bytes::complete::take_while1(|c| is_name_char(c) || c == '-')(text)
}

/// The name of a resource type with two or three parts; its text does not take in `::MODULE`.
pub(super) fn type_name(text: &str) -> Lex<'_, &str> {
    let (rest, name) = recognize((name, tag("::"), name, opt((tag("::"), name)))).parse(text)?;
    if name.split("::").count() == 3 {
        let (rest, _) = opt(tag("::MODULE")).parse(rest)?;
        return Ok((rest, name));
    }
    Ok((rest, name))
}

/// `<<text>>` up to the first `>>`; gives the text.
pub(super) fn message(text: &str) -> Lex<'_, &str> {
    nom::sequence::delimited(tag("<<"), nom::bytes::complete::take_until(">>"), tag(">>")).parse(text)
}

/// An operator and whether it is negated.
pub(super) fn operator(dialect: Dialect, text: &str) -> Lex<'_, (Operator, bool)> {
    if text.starts_with("<<") {
        return Err(nom::Err::Error(()));
    }
    for (sign, operator, negated) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            return Ok((rest, (operator, negated)));
        }
    }
    let (rest, negated) = opt(negation).parse(text)?;
    let negated = negated.is_some();
    if let Ok((rest, _)) = in_word(rest) {
        return Ok((rest, (Operator::In, negated)));
    }
    for (words, operator) in [(["exists", "EXISTS"], Operator::Exists), (["empty", "EMPTY"], Operator::Empty)] {
        if let Ok((rest, ())) = keyword(&words, dialect, rest) {
            return Ok((rest, (operator, negated)));
        }
    }
    for (lower, upper, operator) in TYPE_WORDS {
        if let Some(rest) = rest.strip_prefix(lower).or_else(|| rest.strip_prefix(upper)) {
            return Ok((rest, (operator, negated)));
        }
    }
    Err(nom::Err::Error(()))
}

/// `in` or `IN`; in every dialect it may run into a name.
pub(super) fn in_word(text: &str) -> Lex<'_, &str> {
    alt((tag("in"), tag("IN"))).parse(text)
}

/// The operators that are signs, longer ones first.
const SIGNS: [(&str, Operator, bool); 6] = [
    ("==", Operator::Equal, false),
    ("!=", Operator::Equal, true),
    (">=", Operator::GreaterOrEqual, false),
    ("<=", Operator::LessOrEqual, false),
    (">", Operator::Greater, false),
    ("<", Operator::Less, false),
];

/// The operators that ask for a type; in every dialect they may run into a name.
const TYPE_WORDS: [(&str, &str, Operator); 7] = [
    ("is_string", "IS_STRING", Operator::IsString),
    ("is_list", "IS_LIST", Operator::IsList),
    ("is_struct", "IS_STRUCT", Operator::IsStruct),
    ("is_bool", "IS_BOOL", Operator::IsBool),
    ("is_int", "IS_INT", Operator::IsInt),
    ("is_null", "IS_NULL", Operator::IsNull),
    ("is_float", "IS_FLOAT", Operator::IsFloat),
];

/// Whether only blanks that are no newline stand before a `|`; consumes them.
pub(super) fn pipe(text: &str) -> Lex<'_, ()> {
    value((), (take_while(|c: char| c == ' ' || c == '\t'), char('|'))).parse(text)
}

/// The word or sign at the start, to be shown in an error.
pub(super) fn shown(text: &str) -> &str {
    let word = take_while::<_, _, ()>(|c: char| is_name_char(c) || c.is_alpha() || c == '%')(text);
    match word {
        Ok((_, "")) | Err(_) => {
            let end = text.chars().next().map_or(0, char::len_utf8);
            text.get(..end).unwrap_or("")
        }
        Ok((_, word)) => match word.char_indices().nth(40) {
            Some((end, _)) => word.get(..end).unwrap_or(""),
            None => word,
        },
    }
}

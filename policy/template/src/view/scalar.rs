//! What a plain scalar means in each reading. The tables are facts about YAML 1.1 and 1.2 and about cfn-guard's two
//! loaders; nothing here allocates.

use tablewarden_source::decimal;

use super::value::{Reading, Value};
use crate::{Kind, Tag};

/// The value of a plain scalar's text.
pub(crate) fn typed(text: &str, reading: Reading) -> Value<'_> {
    // Nearly every scalar of a template is a word: answered by its first byte.
    let Some(first) = text.bytes().next() else { return empty(reading) };
    let value = match first {
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(text, reading),
        b'~' | b't' | b'T' | b'f' | b'F' | b'y' | b'Y' | b'n' | b'N' | b'o' | b'O' | b'i' => word(text, reading),
        _ => None,
    };
    value.unwrap_or(Value::Str(text))
}

fn empty(reading: Reading) -> Value<'static> {
    match reading {
        Reading::GuardValidate => Value::Str(""),
        Reading::CloudFormation | Reading::GuardTest => Value::Null,
    }
}

fn word(text: &str, reading: Reading) -> Option<Value<'static>> {
    Some(match (reading, text) {
        (_, "~" | "null" | "Null" | "NULL") => Value::Null,
        (_, "true") => Value::Bool(true),
        (_, "false") => Value::Bool(false),
        (Reading::CloudFormation | Reading::GuardTest, "True" | "TRUE") => Value::Bool(true),
        (Reading::CloudFormation | Reading::GuardTest, "False" | "FALSE") => Value::Bool(false),
        (Reading::CloudFormation, "yes" | "Yes" | "YES" | "on" | "On" | "ON") => Value::Bool(true),
        (Reading::CloudFormation, "no" | "No" | "NO" | "off" | "Off" | "OFF") => Value::Bool(false),
        (Reading::GuardValidate, "y" | "yes" | "on") => Value::Bool(true),
        (Reading::GuardValidate, "n" | "no" | "off") => Value::Bool(false),
        (Reading::GuardValidate, "inf") => Value::Float(f64::INFINITY),
        (Reading::GuardValidate, "nan") => Value::Float(f64::NAN),
        _ => return None,
    })
}

fn number(text: &str, reading: Reading) -> Option<Value<'static>> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() {
        let leads_with_zero = digits.len() > 1 && digits.starts_with('0');
        return match reading {
            // `012` is ten in YAML 1.1; `089` is no number there.
            Reading::CloudFormation if leads_with_zero => {
                i64::from_str_radix(digits, 8).ok().map(|value| Value::Int(if negative { -value } else { value }))
            }
            Reading::GuardTest if leads_with_zero => None,
            _ => Some(text.parse().map_or_else(|_| overflowed(text, reading), Value::Int)),
        };
    }
    if reading != Reading::GuardValidate
        && let Some(value) = based(digits, negative, reading)
    {
        return Some(value);
    }
    let is_float = digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    if is_float { decimal::parse(text).map(Value::Float) } else { special(digits, negative, reading) }
}

/// A whole number past 64 bits with a sign.
fn overflowed(text: &str, reading: Reading) -> Value<'static> {
    if reading == Reading::GuardTest
        && let Ok(value) = text.parse::<u64>()
    {
        return Value::Int(value.cast_signed());
    }
    decimal::parse(text).map_or(Value::Null, Value::Float)
}

fn based(digits: &str, negative: bool, reading: Reading) -> Option<Value<'static>> {
    let (radix, rest) = match (digits.get(..2)?, reading) {
        ("0x", _) => (16, &digits[2..]),
        ("0b", _) => (2, &digits[2..]),
        ("0o", Reading::GuardTest) => (8, &digits[2..]),
        _ => return None,
    };
    if !rest.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let value = i64::from_str_radix(rest, radix).ok()?;
    Some(Value::Int(if negative { -value } else { value }))
}

fn special(digits: &str, negative: bool, reading: Reading) -> Option<Value<'static>> {
    if reading == Reading::GuardValidate {
        return None;
    }
    match digits {
        ".inf" | ".Inf" | ".INF" => Some(Value::Float(if negative { f64::NEG_INFINITY } else { f64::INFINITY })),
        ".nan" | ".NaN" | ".NAN" => Some(Value::Float(f64::NAN)),
        _ => None,
    }
}

/// Whether cfn-guard knows `tag` at all.
pub(crate) fn guard_knows(tag: Tag) -> bool {
    tag != Tag::GetStackOutput
}

/// Whether cfn-guard's `validate` wraps `tag` on a node of this kind into the function it is short for.
pub(crate) fn guard_wraps(tag: Tag, kind: Kind) -> bool {
    let on_scalar = matches!(
        tag,
        Tag::Ref | Tag::GetAtt | Tag::Base64 | Tag::Sub | Tag::GetAZs | Tag::ImportValue | Tag::Condition | Tag::RefAll
    );
    let on_list = matches!(
        tag,
        Tag::GetAtt
            | Tag::Sub
            | Tag::Select
            | Tag::Split
            | Tag::Join
            | Tag::FindInMap
            | Tag::And
            | Tag::Equals
            | Tag::Contains
            | Tag::EachMemberEquals
            | Tag::EachMemberIn
            | Tag::ValueOf
            | Tag::If
            | Tag::Not
            | Tag::Or
    );
    match kind {
        Kind::Scalar => on_scalar,
        Kind::List => on_list,
        Kind::Map => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cloudformation_reads_yaml_1_1() {
        let read = |text| typed(text, Reading::CloudFormation);
        assert_eq!(read("yes"), Value::Bool(true));
        assert_eq!(read("Off"), Value::Bool(false));
        assert_eq!(read("y"), Value::Str("y"));
        assert_eq!(read("012"), Value::Int(10));
        assert_eq!(read("089"), Value::Str("089"));
        assert_eq!(read("2012-10-17"), Value::Str("2012-10-17"));
        assert_eq!(read("0x1F"), Value::Int(31));
        assert_eq!(read("1e5"), Value::Float(1e5));
        assert_eq!(read(""), Value::Null);
        assert_eq!(read("123456789012345678901234567890"), Value::Float(1.234_567_890_123_456_8e29));
        assert_eq!(read("-"), Value::Str("-"));
        assert_eq!(read("1.2.3"), Value::Str("1.2.3"));
    }

    #[test]
    fn guards_two_loaders_differ() {
        let both = |text| (typed(text, Reading::GuardValidate), typed(text, Reading::GuardTest));
        assert_eq!(both("yes"), (Value::Bool(true), Value::Str("yes")));
        assert_eq!(both("True"), (Value::Str("True"), Value::Bool(true)));
        assert_eq!(both(""), (Value::Str(""), Value::Null));
        assert_eq!(both("0x1F"), (Value::Str("0x1F"), Value::Int(31)));
        assert_eq!(both(".inf"), (Value::Str(".inf"), Value::Float(f64::INFINITY)));
        assert_eq!(both("0777"), (Value::Int(777), Value::Str("0777")));
        assert_eq!(both("18446744073709551615"), (Value::Float(1.844_674_407_370_955_2e19), Value::Int(-1)));
        assert_eq!(both("inf"), (Value::Float(f64::INFINITY), Value::Str("inf")));
    }
}

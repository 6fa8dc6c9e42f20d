//! Functions that make a text of their argument and need nothing else: `Fn::Base64`, `Fn::ToJsonString`, `Fn::Cidr`. What
//! they are made of has to be known whole; else nothing is computed.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use tablewarden_template::{At, Value};

use super::evaluate::{Evaluator, Outcome};
use super::resolved::{Resolved, TextList};
use super::scalar::Typed;
use super::text_parts::{MOST_TEXT, Parts};

impl<'d> Evaluator<'_, 'd> {
    pub(super) fn base64(&self, at: At, argument: At, depth: u32) -> Option<Outcome<'d>> {
        let parts = self.argument(argument, depth);
        let text = base64(parts.literal()?.as_bytes());
        Some(self.text(Parts::of_literal(Cow::Owned(text), parts.default_of()), at))
    }

    pub(super) fn to_json_string(&self, at: At, argument: At, depth: u32) -> Option<Outcome<'d>> {
        let mut json = Json { text: String::new(), default_of: None };
        self.write_json(&mut json, argument, depth)?;
        Some(self.text(Parts::of_literal(Cow::Owned(json.text), json.default_of), at))
    }

    pub(super) fn cidr(&self, at: At, argument: At, depth: u32) -> Option<Outcome<'d>> {
        let mut arguments = self.known.view.items(argument);
        let (block, count) = (self.argument(arguments.next()?, depth), self.argument(arguments.next()?, depth));
        let bits = arguments.next().map(|bits| self.argument(bits, depth));
        let bits = bits.as_ref().map_or(Some("8"), Parts::literal)?;
        let blocks = blocks(block.literal()?, count.literal()?.parse().ok()?, bits.parse().ok()?)?;
        let default_of = block.default_of().or(count.default_of());
        let items = blocks.into_iter().map(|block| Parts::of_literal(Cow::Owned(block), default_of)).collect();
        Some(Outcome::Is(Resolved::Texts(TextList { items, at, default_of })))
    }

    /// Writes a value as JSON without blanks; what is absent is left out.
    fn write_json(&self, json: &mut Json<'d>, at: At, depth: u32) -> Option<()> {
        let view = self.known.view;
        let outcome = self.follow(at, depth + 1);
        if json.text.len() > MOST_TEXT {
            return None;
        }
        match outcome {
            Outcome::Is(Resolved::Scalar(scalar)) => {
                json.default_of = json.default_of.or(scalar.default_of);
                match scalar.typed {
                    Typed::Null => json.text.push_str("null"),
                    Typed::Text => json.quoted(&scalar.text),
                    Typed::Bool(_) | Typed::Int(_) | Typed::Float(_) => json.text.push_str(&scalar.text),
                }
            }
            Outcome::Is(Resolved::Texts(list)) => {
                json.text.push('[');
                for item in &list.items {
                    json.comma();
                    json.default_of = json.default_of.or(item.default_of());
                    json.quoted(item.literal()?);
                }
                json.text.push(']');
            }
            Outcome::Is(Resolved::List(list)) => {
                json.text.push('[');
                for item in view.items(list).filter(|item| !self.is_absent(*item, depth)) {
                    json.comma();
                    self.write_json(json, item, depth + 1)?;
                }
                json.text.push(']');
            }
            Outcome::Is(Resolved::Map(map)) if view.value(map) == Value::Map => {
                json.text.push('{');
                for entry in view.entries(map).filter(|entry| !self.is_absent(entry.value, depth)) {
                    json.comma();
                    json.quoted(entry.key);
                    json.text.push(':');
                    self.write_json(json, entry.value, depth + 1)?;
                }
                json.text.push('}');
            }
            _ => return None,
        }
        Some(())
    }

    fn is_absent(&self, at: At, depth: u32) -> bool {
        matches!(self.follow(at, depth + 1), Outcome::Is(Resolved::Absent))
    }
}

struct Json<'d> {
    text: String,
    default_of: Option<&'d str>,
}

impl Json<'_> {
    fn comma(&mut self) {
        if !self.text.ends_with(['[', '{']) {
            self.text.push(',');
        }
    }

    fn quoted(&mut self, text: &str) {
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => self.text.extend(['\\', character]),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                control if control < ' ' => self.text.push_str(&format!("\\u{:04x}", u32::from(control))),
                other => self.text.push(other),
            }
        }
        self.text.push('"');
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let all = chunk.iter().chain(&[0, 0]).take(3).fold(0_u32, |all, byte| all << 8 | u32::from(*byte));
        for digit in 0..4_u32 {
            let index = (all >> (18 - 6 * digit) & 63) as usize;
            let known = digit as usize <= chunk.len();
            out.push(DIGITS.get(index).filter(|_| known).map_or('=', |digit| char::from(*digit)));
        }
    }
    out
}

/// `count` blocks with `bits` bits of the host each, from the start of an IPv4 block.
fn blocks(block: &str, count: u32, bits: u32) -> Option<Vec<String>> {
    let (address, length) = block.split_once('/')?;
    let (address, length) = (u32::from(address.parse::<Ipv4Addr>().ok()?), length.parse::<u32>().ok()?);
    let room = 32_u32.checked_sub(length)?.checked_sub(bits)?;
    if count == 0 || count > 256 || (room < 32 && u64::from(count) > 1 << room) {
        return None;
    }
    let first = if length == 0 { 0 } else { address & u32::MAX << (32 - length) };
    let one = |number: u32| format!("{}/{}", Ipv4Addr::from(first + (number << bits)), 32 - bits);
    (bits < 32).then(|| (0..count).map(one).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn base64_is_padded() {
        let cases =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("é?>", "w6k/Pg==")];
        for (text, expected) in cases {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn blocks_stand_side_by_side() {
        let made = |block, count, bits| blocks(block, count, bits).map(|blocks| blocks.join(" "));
        assert_eq!(made("192.168.0.0/24", 2, 5).as_deref(), Some("192.168.0.0/27 192.168.0.32/27"));
        assert_eq!(made("10.0.3.4/16", 1, 8).as_deref(), Some("10.0.0.0/24"));
        assert_eq!(made("0.0.0.0/0", 2, 31).as_deref(), Some("0.0.0.0/1 128.0.0.0/1"));
        assert_eq!(blocks("10.0.0.0/8", 256, 8).unwrap().len(), 256);
        let none = [("10.0.0.0/24", 2, 8), ("10.0.0.0/24", 1, 9), ("10.0.0.0/8", 257, 8), ("10.0.0.0/8", 0, 8)];
        for (block, count, bits) in none {
            assert_eq!(made(block, count, bits), None, "{block}");
        }
        for block in ["2001:db8::/56", "10.0.0.0", "10.0.0.0/33", "10.0.0/8"] {
            assert_eq!(made(block, 1, 4), None, "{block}");
        }
        assert_eq!(made("0.0.0.0/0", 1, 32), None);
    }
}

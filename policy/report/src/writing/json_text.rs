//! JSON into a text, piece by piece: it sets the commas and escapes the texts. Whoever writes closes what was opened.

use std::fmt::Write;

use serde::Serialize;

/// Writes members and elements. An element of a list has an empty name.
pub struct JsonText<'o>(pub &'o mut String);

impl JsonText<'_> {
    /// Opens an object (`{`) or a list (`[`).
    pub fn open(&mut self, name: &str, bracket: char) -> &mut Self {
        self.name(name);
        self.0.push(bracket);
        self
    }

    /// Closes what `bracket` closes.
    pub fn close(&mut self, bracket: char) -> &mut Self {
        self.0.push(bracket);
        self
    }

    /// A text.
    pub fn text(&mut self, name: &str, value: &str) -> &mut Self {
        self.name(name);
        self.quoted(value);
        self
    }

    /// A text, where there is one.
    pub fn text_of(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        if let Some(value) = value {
            self.text(name, value);
        }
        self
    }

    /// A number.
    pub fn number(&mut self, name: &str, value: usize) -> &mut Self {
        self.name(name);
        let _ = write!(self.0, "{value}");
        self
    }

    /// A value that serde writes.
    pub fn value(&mut self, name: &str, value: &impl Serialize) -> &mut Self {
        self.json(name, &serde_json::to_string(value).unwrap_or_default())
    }

    /// JSON that is written already.
    pub fn json(&mut self, name: &str, json: &str) -> &mut Self {
        self.name(name);
        self.0.push_str(json);
        self
    }

    /// The comma to what is before, and the name of a member.
    fn name(&mut self, name: &str) {
        if !matches!(self.0.bytes().next_back(), None | Some(b'{' | b'[' | b',' | b'\n')) {
            self.0.push(',');
        }
        if !name.is_empty() {
            self.quoted(name);
            self.0.push(':');
        }
    }

    #[inline(never)]
    fn quoted(&mut self, text: &str) {
        let is_escaped = |byte: u8| matches!(byte, 0..b' ' | b'"' | b'\\');
        if text.bytes().any(is_escaped) {
            self.0.push_str(&serde_json::to_string(text).unwrap_or_default());
        } else {
            self.0.push('"');
            self.0.push_str(text);
            self.0.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_json() {
        let mut out = String::new();
        let mut json = JsonText(&mut out);
        json.open("", '{').text("a\"", "\u{1}\\").open("b", '[').number("", 1).number("", 2).close(']');
        json.text_of("none", None).json("c", "{}").close('}');
        assert_eq!(out, r#"{"a\"":"\u0001\\","b":[1,2],"c":{}}"#);
    }
}

//! How something is written at the cursor: in quotes or not, with the colon behind a key, indented where it goes on below.

use tablewarden_cloudformation::schema::Shape;

use super::word::Word;

/// Where and how something is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'w> {
    word: &'w Word<'w>,
    is_json: bool,
}

/// What comes below a key of block YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// Nothing: a value stands behind the colon.
    Nothing,
    /// A mapping.
    Mapping,
    /// A list.
    List,
}

impl Below {
    /// What comes below the key of a value of the shape.
    pub(super) fn of(shape: Shape) -> Self {
        match shape {
            Shape::Object(_) | Shape::Map | Shape::Json => Self::Mapping,
            Shape::List(_) => Self::List,
            _ => Self::Nothing,
        }
    }
}

impl<'w> Cursor<'w> {
    pub(super) fn new(word: &'w Word<'w>, is_json: bool) -> Self {
        Self { word, is_json }
    }

    /// The line break and the indentation of what is that much deeper than the key at the cursor.
    pub(super) fn line(&self, deeper: usize) -> String {
        let mut line = self.word.line_end().to_owned();
        line.extend(std::iter::repeat_n(' ', self.word.indent() + deeper));
        line
    }

    /// Whether it is written on a line of its own, in block YAML.
    pub(super) fn is_block(&self) -> bool {
        !self.is_json && self.word.quote.is_none() && self.word.is_alone()
    }

    /// A key, with what begins its value. Behind a quote the quote that closes it is a part of this.
    pub(super) fn key(&self, name: &str, below: Below) -> String {
        if self.word.is_before_colon() {
            return self.text(name);
        }
        let mut text = match self.word.quote {
            Some(quote) => [name, quote.encode_utf8(&mut [0; 4])].concat(),
            None => self.text(name),
        };
        match below {
            Below::Mapping if self.is_block() => text.extend([":", &self.line(2)]),
            Below::List if self.is_block() => text.extend([":", &self.line(2), "- "]),
            _ => text.push_str(": "),
        }
        text
    }

    /// A text, with the quote that closes it where none does.
    pub(super) fn text(&self, text: &str) -> String {
        match self.word.quote {
            Some(_) if self.word.is_closed() => text.to_owned(),
            Some(quote) => [text, quote.encode_utf8(&mut [0; 4])].concat(),
            None if self.is_json || !is_plain(text) => ["\"", text, "\""].concat(),
            None => text.to_owned(),
        }
    }

    /// What closes a `${` behind the word, where nothing does.
    pub(super) fn closing_brace(&self) -> &'static str {
        if self.word.behind().trim_start().starts_with('}') { "" } else { "}" }
    }
}

/// Whether a text stays text in YAML without quotes. Says no where it is not sure.
fn is_plain(text: &str) -> bool {
    let is_word = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':' | b'/' | b'$'))
        && !text.ends_with(':')
        && !is_word.iter().any(|word| word.eq_ignore_ascii_case(text))
}

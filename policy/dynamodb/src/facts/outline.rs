//! Holds what is written against the table of facts, where debug assertions are on: every key stands at its path, with its
//! type. Takes what the writer does; gives nothing. Elsewhere it is empty and does nothing.

use tablewarden_template::{Kind, ScalarEntry, Style, Text};

/// Where in the table of facts the writer is.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    #[cfg(debug_assertions)]
    steps: Vec<Step>,
}

#[cfg(debug_assertions)]
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Inside of what stands there.
    In(tablewarden_facts::Position),
    /// Behind a key, whose value comes next.
    Behind(tablewarden_facts::Position),
}

impl Outline {
    /// An entry of the map that the writer is in: a key and a scalar.
    pub(crate) fn entry(&mut self, (key, style, text): ScalarEntry<'_>) {
        self.key(key);
        if let Text::Cooked(text) | Text::Fixed(text) = text {
            self.scalar(style == Style::Double, text);
        }
    }

    /// An entry that is a map of these.
    pub(crate) fn entries(&mut self, key: &str, entries: &[ScalarEntry<'_>]) {
        self.key(key);
        self.open(Kind::Map);
        entries.iter().for_each(|entry| self.entry(*entry));
        self.close();
    }
}

#[cfg(not(debug_assertions))]
#[allow(clippy::unused_self, reason = "the assertions are the other version's")]
impl Outline {
    pub(crate) fn key(&mut self, _key: &str) {}
    pub(crate) fn open(&mut self, _kind: Kind) {}
    pub(crate) fn scalar(&mut self, _is_text: bool, _text: &str) {}
    pub(crate) fn close(&mut self) {}
}

#[cfg(debug_assertions)]
impl Outline {
    /// The key of the map that the writer is in.
    pub(crate) fn key(&mut self, key: &str) {
        use tablewarden_facts::Position;
        let Some(Step::In(inside)) = self.steps.last() else { return debug_assert!(false, "`{key}` is in no map") };
        debug_assert!(matches!(inside, Position::Map(_) | Position::MayBeUnknown(_)), "`{key}` is in {inside:?}");
        match inside.below(key) {
            Ok(position) => self.steps.push(Step::Behind(position)),
            Err(unknown) => debug_assert!(false, "`{key}` has no row among {:?} in policy/facts", unknown.known),
        }
    }

    /// A map or a list begins: the document, the value of a key, or an element.
    pub(crate) fn open(&mut self, kind: Kind) {
        use tablewarden_facts::Position;
        let position = self.value();
        let fits = match position {
            Position::Map(_) | Position::MayBeUnknown(_) => kind == Kind::Map,
            Position::List(_) | Position::Texts => kind == Kind::List,
            Position::Scalar(_) => false,
        };
        debug_assert!(fits, "{kind:?} is written, {position:?} is in policy/facts");
        self.steps.push(Step::In(position));
    }

    /// A scalar: the value of a key, or an element. Text is quoted.
    pub(crate) fn scalar(&mut self, is_text: bool, text: &str) {
        use tablewarden_facts::{Position, Value};
        // What may be unknown may be text that could not be converted.
        let may_be_text =
            matches!(self.steps.get(self.steps.len().saturating_sub(2)), Some(Step::In(Position::MayBeUnknown(_))));
        let position = self.value();
        let Position::Scalar(value) = position else {
            return debug_assert!(false, "`{text}` is written, {position:?} is in policy/facts");
        };
        let fits = match value {
            Value::Text => is_text,
            Value::OneOf(texts) => is_text && texts.contains(&text),
            Value::Bool => matches!(text, "true" | "false") || (is_text && may_be_text),
            Value::Int => !is_text && text.parse::<i64>().is_ok(),
            Value::Number => !is_text || may_be_text,
        };
        debug_assert!(fits, "`{text}` is written, {value:?} is in policy/facts");
    }

    /// The map or list ends.
    pub(crate) fn close(&mut self) {
        debug_assert!(matches!(self.steps.pop(), Some(Step::In(_))), "a key has no value");
    }

    /// What comes next: the value of the key that was written, an element of the list, or the document.
    fn value(&mut self) -> tablewarden_facts::Position {
        use tablewarden_facts::Position;
        match self.steps.last().copied() {
            None => Position::root(),
            Some(Step::Behind(position)) => {
                self.steps.pop();
                position
            }
            Some(Step::In(inside)) => {
                debug_assert!(inside.element().is_some(), "a value without a key is written in {inside:?}");
                inside.element().unwrap_or(inside)
            }
        }
    }
}

//! Where the query has come to that ends at a place of a Guard file: the text up to the place in, a position in the facts out. A file
//! that is being written does not parse, so its marks are read one by one: blocks, filters, variables.

use tablewarden_order::Map;
use tablewarden_source::Span;

use super::facts::Position;

/// What can come next at the end of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A key.
    Key(Position),
    /// A text that a value of this kind is compared with.
    Compared(Position),
    /// The name of a variable.
    Variable,
    /// Nothing that is known here.
    Nothing,
}

/// A file up to a place.
pub(super) struct Begun<'t> {
    pub(super) next: Next,
    /// The variables of the file so far, each with where its last `let` names it.
    pub(super) variables: Map<&'t str, (Position, Span)>,
}

/// Brackets that are open.
struct Open<'t> {
    /// What a query in them starts from.
    base: Position,
    /// Of a filter the query that it is in.
    filtered: Option<Position>,
    /// The variable whose query that is.
    named: Option<Named<'t>>,
}

/// A variable and where it is named.
type Named<'t> = (&'t str, Span);

/// The deepest brackets that are followed.
const MOST_OPEN: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    /// A part of a query, right before.
    Part,
    Dot,
    Operator,
    Let,
    Rule,
    Type,
}

/// Reads a text up to its end. Linear.
pub(super) fn begun(text: &str) -> Begun<'_> {
    let mut reader = Reader {
        text,
        at: 0,
        open: Vec::new(),
        query: None,
        compared: Position::Elsewhere,
        body: None,
        naming: None,
        named: None,
        last: Last::Nothing,
        variables: Map::new(),
    };
    let next = reader.read();
    Begun { next, variables: reader.variables }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    open: Vec<Open<'t>>,
    /// Where the query has come to; none outside of one.
    query: Option<Position>,
    /// What stands before the last operator.
    compared: Position,
    /// What the body starts from that is to come, behind `rule` or `when`.
    body: Option<Position>,
    /// The variable that a `let` has named, whose query is to come, and the one whose query this is.
    naming: Option<Named<'t>>,
    named: Option<Named<'t>>,
    last: Last,
    variables: Map<&'t str, (Position, Span)>,
}

impl<'t> Reader<'t> {
    fn base(&self) -> Position {
        self.open.last().map_or(Position::Document, |open| open.base)
    }

    fn read(&mut self) -> Next {
        while let Some(character) = self.rest().chars().next() {
            let start = self.at;
            self.at += character.len_utf8();
            match character {
                '#' => {
                    if !self.skip_to("\n") {
                        return Next::Nothing;
                    }
                }
                '<' if self.rest().starts_with('<') => {
                    if !self.skip_to(">>") {
                        return self.in_message(start);
                    }
                }
                '"' | '\'' => {
                    if !self.skip_text(character) {
                        return if self.last == Last::Operator { Next::Compared(self.compared) } else { Next::Nothing };
                    }
                    self.query = None;
                }
                '/' if self.last == Last::Operator => {
                    if !self.skip_text('/') {
                        return Next::Nothing;
                    }
                }
                '.' => self.last = Last::Dot,
                '*' if self.last == Last::Dot => self.step(self.query.unwrap_or(Position::Elsewhere).element()),
                '[' => self.open_list(start),
                '{' => self.open_block(),
                ']' | '}' => self.close(),
                '=' | '!' | '<' | '>' => self.operator(),
                '%' => {
                    let name = self.name();
                    if self.rest().is_empty() {
                        return Next::Variable;
                    }
                    let of = self.variables.get(name).map_or(Position::Elsewhere, |(position, _)| *position);
                    self.start(of);
                }
                _ if is_name(character) => {
                    self.at = start;
                    let name = self.name();
                    self.word(name, start);
                }
                _ if character.is_whitespace() => {
                    if !matches!(self.last, Last::Operator | Last::Let | Last::Rule | Last::Type | Last::Dot) {
                        self.last = Last::Nothing;
                    }
                }
                _ => self.last = Last::Nothing,
            }
        }
        match self.last {
            Last::Dot => Next::Key(self.query.unwrap_or(Position::Elsewhere)),
            Last::Let | Last::Rule | Last::Part | Last::Type => Next::Nothing,
            Last::Nothing | Last::Operator => Next::Key(self.base()),
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Goes behind the next `end`; to the end of the text where there is none.
    fn skip_to(&mut self, end: &str) -> bool {
        let found = self.rest().find(end);
        self.at = found.map_or(self.text.len(), |at| self.at + at + end.len());
        found.is_some()
    }

    /// Goes behind the quote that closes a text.
    fn skip_text(&mut self, quote: char) -> bool {
        let mut is_escaped = false;
        for (at, character) in self.rest().char_indices() {
            match character {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                _ if character == quote => {
                    self.at += at + quote.len_utf8();
                    return true;
                }
                _ => {}
            }
        }
        self.at = self.text.len();
        false
    }

    /// A message that ends behind the place: in its braces stands a key.
    fn in_message(&self, start: usize) -> Next {
        let said = self.text.get(start..).unwrap_or("");
        match said.rsplit_once('{') {
            Some((_, begun)) if !begun.contains('}') => {
                let mut steps: Vec<&str> = begun.split('.').collect();
                steps.pop();
                Next::Key(steps.into_iter().fold(self.base(), Position::below))
            }
            _ => Next::Nothing,
        }
    }

    fn name(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|character| !is_name(character)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or("")
    }

    fn word(&mut self, name: &'t str, start: usize) {
        let is_type = self.rest().starts_with("::");
        match (self.last, name) {
            (Last::Dot, _) => self.step(self.query.unwrap_or(Position::Elsewhere).below(name)),
            (Last::Let, _) => {
                let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
                self.naming = Some((name, Span::new(offset(start), offset(self.at))));
                self.last = Last::Nothing;
            }
            (Last::Rule, _) => {
                self.body = Some(Position::Document);
                self.query = None;
                self.last = Last::Nothing;
            }
            (_, "let") => self.last = Last::Let,
            (_, "rule") => {
                // A rule stands in nothing.
                self.open.clear();
                self.last = Last::Rule;
            }
            (last, "when") => {
                let base = if last == Last::Type { Position::Elsewhere } else { self.base() };
                self.body.get_or_insert(base);
                self.query = None;
                self.last = Last::Nothing;
            }
            (_, "this") => self.start(self.base()),
            _ if is_type || self.last == Last::Type => {
                let rest = self.rest();
                let end = rest.find(|character: char| !is_name(character) && character != ':').unwrap_or(rest.len());
                self.at += end;
                self.query = Some(Position::Elsewhere);
                self.last = Last::Type;
            }
            // `in` and its like compare.
            (_, "in" | "IN") => self.operator(),
            _ => self.start(self.base().below(name)),
        }
    }

    fn start(&mut self, position: Position) {
        self.named = self.naming.take();
        self.step(position);
    }

    fn step(&mut self, position: Position) {
        self.query = Some(position);
        self.last = Last::Part;
        if let Some((name, span)) = self.named {
            self.variables.insert(name, (position, span));
        }
    }

    fn operator(&mut self) {
        if let Some(query) = self.query.take() {
            self.compared = query;
        }
        self.last = Last::Operator;
    }

    fn open_list(&mut self, start: usize) {
        // A filter stands right behind its query.
        let is_filter = self.last == Last::Part && !self.text.get(..start).is_some_and(|before| before.ends_with(' '));
        let filtered = self.query.filter(|_| is_filter);
        let base = filtered.map_or(self.base(), Position::element);
        let named = self.named.take_if(|_| filtered.is_some());
        self.push(Open { base, filtered, named });
        if filtered.is_some() {
            self.query = None;
            self.last = Last::Nothing;
        }
    }

    fn open_block(&mut self) {
        let base = match (self.body.take(), self.query) {
            (Some(base), _) => base,
            (None, Some(query)) => query.element(),
            (None, None) if self.last == Last::Operator => Position::Elsewhere,
            (None, None) => self.base(),
        };
        self.push(Open { base, filtered: None, named: None });
        self.query = None;
        self.named = None;
        self.last = Last::Nothing;
    }

    fn push(&mut self, open: Open<'t>) {
        if self.open.len() < MOST_OPEN {
            self.open.push(open);
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open { filtered: Some(query), named, .. }) => {
                self.named = named;
                self.step(query.element());
            }
            _ => {
                self.query = None;
                self.last = Last::Nothing;
            }
        }
    }
}

pub(super) fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

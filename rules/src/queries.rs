//! Holds the queries of a rule file against the table of facts: takes its syntax tree, gives what no fact answers to: keys of
//! queries, filters and messages, texts that a fact never has, and values compared without asking whether they are known.
//!
//! The names in the fixes of its header are held against it too. Follows keys, `this`, variables, filters, blocks, `when`, indices
//! and literal key filters from `DynamoDB` on. Does not follow what stands outside of `DynamoDB`, interpolated keys, captures,
//! results of functions, the values of `.*` and of key filters, and the bodies of rules with parameters, whose place is that of
//! their callers: what is asked of these is accepted.

mod edits;
mod reached;
mod site;
mod variables;

use tablewarden_facts::{Position, Value};
use tablewarden_guard::{
    AccessClause, Block, Dialect, Item, KeysFilter, Line, Message, Operand, Operator, PartKind, Query, RuleFile, parse,
    placeholders,
};
use tablewarden_source::{Columns, LineIndex, Span};

use crate::edits::EditRow;
use reached::{Reached, Step};
use site::Site;
use variables::Variables;

/// Holds the Guard text of a rule file against the table of facts.
///
/// # Errors
/// A line for each problem: `file:line:column: what`.
pub(crate) fn check(file: &str, text: &str, edits: &[EditRow]) -> Result<(), String> {
    let lines = LineIndex::new(text);
    let line = |at: u32, message: &str| {
        let position = lines.position(text, at, Columns::Utf8);
        format!("{file}:{}:{}: {message}", position.line, position.column)
    };
    let problems: Vec<String> = match &parse(text, Dialect::default()).into_result() {
        Ok(tree) => {
            let walk = walk(tree);
            let of_queries = walk.problems.iter().map(|one| line(one.span.start, &one.message));
            of_queries.chain(edits::problems(edits, &walk.sites, text).map(|wrong| wrong.of(file))).collect()
        }
        Err(errors) => errors.iter().map(|error| line(error.span.start, &error.message)).collect(),
    };
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// What is wrong with a rule file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Problem {
    span: Span,
    message: String,
}

/// Follows everything in a rule file; its problems are in the order of the text.
fn walk(file: &RuleFile) -> Walk<'_> {
    let mut walk = Walk {
        variables: Variables::default(),
        blocks: vec![Reached::Document],
        problems: Vec::new(),
        rule: "",
        sites: Vec::new(),
    };
    walk.variables.open();
    for assignment in &file.assignments {
        let value = walk.operand(&assignment.value);
        walk.variables.set(&assignment.name, value);
    }
    walk.lines(&file.defaults);
    for rule in &file.rules {
        walk.rule = &rule.name.text;
        walk.variables.open();
        let place = if rule.parameters.is_empty() { Reached::Document } else { Reached::NotFollowed };
        for parameter in &rule.parameters {
            walk.variables.set(parameter, Reached::NotFollowed);
        }
        walk.inside(place, |walk| {
            walk.lines(&rule.conditions);
            walk.block(&rule.body);
        });
        walk.variables.close();
    }
    walk.problems.sort_by_key(|problem| problem.span.start);
    walk
}

/// The walk through a file.
struct Walk<'f> {
    variables: Variables<'f>,
    /// What the blocks around are evaluated on, the innermost last.
    blocks: Vec<Reached<'f>>,
    problems: Vec<Problem>,
    /// The rule that the walk is in.
    rule: &'f str,
    sites: Vec<Site<'f>>,
}

impl<'f> Walk<'f> {
    fn this(&self) -> Reached<'f> {
        self.blocks.last().cloned().unwrap_or(Reached::NotFollowed)
    }

    fn inside(&mut self, place: Reached<'f>, walk: impl FnOnce(&mut Self)) {
        self.blocks.push(place);
        walk(self);
        self.blocks.pop();
    }

    fn block(&mut self, block: &'f Block) {
        self.variables.open();
        for assignment in &block.assignments {
            let value = self.operand(&assignment.value);
            self.variables.set(&assignment.name, value);
        }
        self.lines(&block.lines);
        self.variables.close();
    }

    fn lines(&mut self, lines: &'f [Line]) {
        for item in lines.iter().flat_map(|line| &line.items) {
            match item {
                Item::When(when) => {
                    self.lines(&when.conditions);
                    self.block(&when.block);
                }
                Item::Type(of_type) => self.inside(Reached::NotFollowed, |walk| {
                    walk.lines(&of_type.conditions);
                    walk.block(&of_type.block);
                }),
                Item::Block(block) => {
                    let place = self.query(&block.query);
                    self.inside(place, |walk| walk.block(&block.block));
                }
                Item::Clause(clause) => self.clause(clause),
                Item::Call(call) => {
                    for argument in &call.arguments {
                        self.operand(argument);
                    }
                    self.message(call.message.as_ref());
                }
                Item::Ref(reference) => self.message(reference.message.as_ref()),
            }
        }
    }

    fn clause(&mut self, clause: &'f AccessClause) {
        let left = self.query(&clause.query);
        let right = clause.right.as_ref().map(|right| (self.operand(right), right.span()));
        if let (Reached::Fact(path, position), Some((right, span))) = (&left, right) {
            match position {
                Position::MayBeUnknown(_) => self.problems.push(Problem {
                    span: clause.query.span,
                    message: format!("`{path}` may be unknown, so it is a map: compare its `Value`, behind its `Is`"),
                }),
                Position::Scalar(Value::OneOf(texts)) if matches!(clause.operator, Operator::Equal | Operator::In) => {
                    for text in right.texts().into_iter().filter(|text| !texts.contains(text)) {
                        let known = reached::meant(text, texts);
                        self.problems.push(Problem { span, message: format!("`{path}` is never \"{text}\"{known}") });
                    }
                }
                _ => {}
            }
        }
        self.message(clause.message.as_ref());
        if clause.message.is_some() {
            self.sites.push(Site { rule: self.rule, blocks: self.blocks.clone() });
        }
    }

    /// What an operand comes to.
    fn operand(&mut self, operand: &'f Operand) -> Reached<'f> {
        match operand {
            Operand::Value(value) => Reached::Literal(&value.kind),
            Operand::Query(query) => self.query(query),
            Operand::Call(call) => {
                for argument in &call.arguments {
                    self.operand(argument);
                }
                Reached::NotFollowed
            }
        }
    }

    /// Where a query leads.
    fn query(&mut self, query: &'f Query) -> Reached<'f> {
        let mut place = self.this();
        for part in &query.parts {
            place = match &part.kind {
                PartKind::This => self.this(),
                PartKind::Variable(name) => self.variables.get(name),
                PartKind::Key(key) => match place.below(key) {
                    Step::To(place) => place,
                    Step::Nowhere(message) => {
                        self.problems.push(Problem { span: part.span, message });
                        Reached::NotFollowed
                    }
                },
                PartKind::Interpolated(_) => Reached::NotFollowed,
                PartKind::Index(_) => place.element().unwrap_or(Reached::NotFollowed),
                PartKind::AllValues(capture) | PartKind::AllIndices(capture) => {
                    self.capture(capture.as_deref());
                    place.element().unwrap_or(Reached::NotFollowed)
                }
                PartKind::Filter(filter) => {
                    self.capture(filter.capture.as_deref());
                    // A filter on a list is evaluated on each element, one on a map on the map.
                    let place = place.element().unwrap_or(place);
                    self.inside(place.clone(), |walk| walk.lines(&filter.lines));
                    place
                }
                PartKind::Keys(filter) => {
                    self.keys(filter, &place);
                    Reached::NotFollowed
                }
            };
        }
        place
    }

    fn capture(&mut self, name: Option<&'f str>) {
        if let Some(name) = name {
            self.variables.set(name, Reached::NotFollowed);
        }
    }

    /// The texts of a key filter are keys of the map.
    fn keys(&mut self, filter: &'f KeysFilter, of: &Reached<'f>) {
        self.capture(filter.capture.as_deref());
        let right = self.operand(&filter.right);
        for text in right.texts() {
            if let Step::Nowhere(message) = of.below(text) {
                self.problems.push(Problem { span: filter.right.span(), message });
            }
        }
    }

    /// The names in the braces of a message stand in a block around.
    fn message(&mut self, message: Option<&'f Message>) {
        let Some(message) = message else { return };
        for name in placeholders(&message.text) {
            let has_name = |block: &Reached<'f>| block.find(name).is_some_and(|place| place.has_text());
            // What the template itself has is no fact, so the document answers to nothing here.
            if !self.blocks.iter().filter(|block| !matches!(block, Reached::Document)).any(has_name) {
                let known: Vec<&str> = self.blocks.iter().rev().flat_map(Reached::keys).collect();
                let first = name.split('.').next().unwrap_or(name);
                let meant = if known.contains(&first) { String::new() } else { reached::meant(first, &known) };
                // The names are slices of the text, which begins behind the two marks.
                let offset = name.as_ptr() as usize - message.text.as_ptr() as usize;
                let start = message.span.start + 2 + u32::try_from(offset).unwrap_or_default();
                let span = Span::new(start, start + u32::try_from(name.len()).unwrap_or_default());
                self.problems.push(Problem { span, message: format!("no block around has `{{{name}}}`{meant}") });
            }
        }
    }
}

#[cfg(test)]
mod tests;

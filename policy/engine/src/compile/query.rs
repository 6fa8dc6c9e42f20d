//! Queries and operands compiled: keys spelt out, patterns made, filters told what they follow.

use std::sync::Arc;

use tablewarden_guard as guard;
use tablewarden_guard::{Function, Operator, PartKind, ValueKind};
use tablewarden_pattern::Pattern;
use tablewarden_source::Span;

use super::certainty::cannot_be_undecidable;
use super::compiler::Compiler;
use crate::plan::key::Key;
use crate::plan::literal::{Entries, Literal};
use crate::plan::{After, Clause, Filter, FunctionCall, Item, KeysFilter, Line, Operand, Part, Query, WantedType};

impl Compiler<'_, '_> {
    pub(super) fn query(&mut self, query: &guard::Query) -> Query {
        let mut parts = Vec::with_capacity(query.parts.len());
        let mut starts = Vec::with_capacity(query.parts.len());
        let mut after = After::Other;
        for (position, part) in query.parts.iter().enumerate() {
            let is_behind_variable = position == 1 && matches!(parts.first(), Some(Part::Variable(_)));
            if is_behind_variable && matches!(part.kind, PartKind::AllIndices(_)) {
                // Each value of the variable is asked anyway.
                continue;
            }
            starts.push(part.span.start.saturating_sub(query.span.start));
            let compiled = self.part(&part.kind, part.span, after);
            after = match &compiled {
                Part::Key(_) | Part::Names(_) => After::Key,
                Part::AllValues(_) => After::AllValues,
                Part::AllIndices(_) | Part::Variable(_) => After::AllIndices,
                Part::This | Part::Index(_) | Part::Filter(_) | Part::Keys(_) => After::Other,
            };
            parts.push(compiled);
        }
        mark_resource_type(&mut parts);
        Query {
            some: query.some,
            is_lone_variable: query.lone_variable().is_some(),
            ends_in_filter: matches!(parts.last(), Some(Part::Filter(_) | Part::Keys(_))),
            parts,
            text: query.span.of(self.text).into(),
            starts: starts.into(),
        }
    }

    fn part(&mut self, kind: &PartKind, span: Span, after: After) -> Part {
        let owner = self.owner;
        match kind {
            PartKind::This => Part::This,
            PartKind::Variable(name) => Part::Variable(self.names.used(name, span, owner)),
            PartKind::Interpolated(name) => Part::Names(self.names.used(name, span, owner)),
            PartKind::Key(key) => Part::Key(self.key(key)),
            PartKind::Index(index) => Part::Index(*index),
            PartKind::AllValues(capture) => Part::AllValues(capture.as_ref().map(|name| self.names.capture(name))),
            PartKind::AllIndices(capture) => Part::AllIndices(capture.as_ref().map(|name| self.names.capture(name))),
            PartKind::Filter(filter) => Part::Filter(Box::new(Filter {
                capture: filter.capture.as_ref().map(|name| self.names.capture(name)),
                lines: self.lines(&filter.lines),
                after,
                resource_type: None,
            })),
            PartKind::Keys(filter) => {
                // The name is accepted and never given a value.
                filter.capture.as_ref().map(|name| self.names.capture(name));
                Part::Keys(Box::new(KeysFilter {
                    operator: filter.operator,
                    not: filter.operator_not,
                    right: self.operand(&filter.right),
                }))
            }
        }
    }

    fn key(&mut self, text: &str) -> Arc<Key> {
        if let Some(key) = self.keys.get(text) {
            return Arc::clone(key);
        }
        let key = Arc::new(Key::new(text, self.keys.len()));
        self.keys.insert(text.into(), Arc::clone(&key));
        key
    }

    pub(super) fn operand(&mut self, operand: &guard::Operand) -> Operand {
        match operand {
            guard::Operand::Value(value) => Operand::Literal(self.literal(value)),
            guard::Operand::Query(query) => Operand::Query(self.query(query)),
            guard::Operand::Call(call) => {
                if call.arguments.len() != call.function.arity() {
                    let (name, arity) = (call.function.name(), call.function.arity());
                    self.problem(
                        call.span,
                        format!("`{name}` takes {arity} arguments, here are {}", call.arguments.len()),
                    );
                }
                if let (Function::RegexReplace, Some(guard::Operand::Value(value))) =
                    (call.function, call.arguments.get(1))
                    && let ValueKind::String(expression) = &value.kind
                {
                    self.pattern(expression, value.span);
                }
                let arguments = call.arguments.iter().map(|argument| self.operand(argument)).collect();
                Operand::Call(FunctionCall { function: call.function, arguments })
            }
        }
    }

    fn literal(&mut self, value: &guard::Value) -> Literal {
        match &value.kind {
            ValueKind::Null => Literal::Null,
            ValueKind::String(text) => Literal::Str(text.clone()),
            ValueKind::Int(value) => Literal::Int(*value),
            ValueKind::Float(value) => Literal::Float(*value),
            ValueKind::Bool(value) => Literal::Bool(*value),
            ValueKind::Regex(text) => match self.pattern(text, value.span) {
                Some(pattern) => Literal::Regex(pattern),
                None => Literal::Null,
            },
            ValueKind::IntRange(range) => Literal::Ints(*range),
            ValueKind::FloatRange(range) => Literal::Floats(*range),
            ValueKind::CharRange(range) => Literal::Chars(*range),
            ValueKind::List(items) => Literal::List(items.iter().map(|item| self.literal(item)).collect()),
            ValueKind::Map(entries) => {
                let entries = entries.iter().map(|entry| (entry.key.text.clone(), self.literal(&entry.value)));
                Literal::Map(Entries::new(entries.collect()))
            }
        }
    }

    /// The query of a type block: `Resources.*[ Type == 'name' ]`.
    pub(super) fn type_query(&mut self, name: &guard::Text) -> Query {
        let clause = Clause {
            not: false,
            query: plain(vec![Part::Key(self.key("Type"))]),
            operator: Operator::Equal,
            operator_not: false,
            right: Some(Operand::Literal(Literal::Str(name.text.clone()))),
            message: None,
            span: name.span,
            is_simple: true,
        };
        let lines = vec![Line { items: vec![Item::Clause(Box::new(clause))], span: name.span }];
        let filter = Filter { capture: None, lines, after: After::AllValues, resource_type: None };
        let mut parts = vec![Part::Key(self.key("Resources")), Part::AllValues(None), Part::Filter(Box::new(filter))];
        mark_resource_type(&mut parts);
        Query { ends_in_filter: true, ..plain(parts) }
    }

    fn pattern(&mut self, text: &str, span: Span) -> Option<Pattern> {
        match Pattern::new(text) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                self.problem(span, format!("the regular expression is refused: {error}"));
                None
            }
        }
    }
}

fn plain(parts: Vec<Part>) -> Query {
    let starts = vec![0; parts.len()].into();
    Query { some: false, parts, text: Box::default(), starts, is_lone_variable: false, ends_in_filter: false }
}

/// Lets the index of types answer `Resources.*[ Type == '…' … ]`. That is only right where the other lines cannot go wrong
/// on a resource of another type, which they would otherwise be asked of too.
fn mark_resource_type(parts: &mut [Part]) {
    let [Part::Key(key), Part::AllValues(None), Part::Filter(filter), ..] = parts else { return };
    if &*key.text != "Resources" || filter.capture.is_some() {
        return;
    }
    let Some((first, more)) = filter.lines.split_first() else { return };
    if let Some(name) = wanted_type(first)
        && more.iter().all(cannot_be_undecidable)
    {
        filter.resource_type = Some(name);
    }
}

/// What stands on the right of a line that is `Type == 'text'` or `Type == %variable`.
fn wanted_type(line: &Line) -> Option<WantedType> {
    let [Item::Clause(clause)] = line.items.as_slice() else { return None };
    let [Part::Key(key)] = clause.query.parts.as_slice() else { return None };
    let is_plain = !clause.not && !clause.operator_not && clause.operator == Operator::Equal && !clause.query.some;
    if !is_plain || &*key.text != "Type" {
        return None;
    }
    match &clause.right {
        Some(Operand::Literal(Literal::Str(name))) => Some(WantedType::Text(name.clone())),
        Some(Operand::Query(query)) => match query.parts.as_slice() {
            [Part::Variable(name)] => Some(WantedType::Variable(*name)),
            _ => None,
        },
        _ => None,
    }
}

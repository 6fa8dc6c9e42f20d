//! Queries and operands compiled: keys spelt out, patterns made, filters told what they follow.

use tablewarden_guard as guard;
use tablewarden_guard::{Function, Operator, PartKind, ValueKind};
use tablewarden_pattern::Pattern;
use tablewarden_source::Span;

use super::certainty::cannot_be_undecidable;
use super::compiler::Compiler;
use crate::plan::Plan;
use crate::plan::key::Key;
use crate::plan::line::{
    After, Clause, Filter, FunctionCall, Item, KeysFilter, Line, Operand, Part, Query, WantedType,
};
use crate::plan::literal::{Entry, Literal};
use crate::plan::table::{Row, Rows};

/// The most steps that the patterns of a plan have together.
const MOST_PATTERNS: usize = 1_000_000;
/// What a pattern counts that is refused: it may be because it is large.
const REFUSED: usize = 1_000;

impl Compiler<'_, '_> {
    pub(super) fn query(&mut self, query: &guard::Query) -> Row<Query> {
        let text = query.span.of(self.file_text);
        if let Some(known) = *self.known.query(text, query.some) {
            return known;
        }
        let own = self.own;
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
            let of_resources = are_resources(self.plan, &parts);
            let compiled = self.part(&part.kind, part.span, after, of_resources);
            after = match &compiled {
                Part::Key(_) | Part::Names(_) => After::Key,
                Part::AllValues(_) => After::AllValues,
                Part::AllIndices(_) | Part::Variable(_) => After::AllIndices,
                Part::This | Part::Index(_) | Part::Filter(_) | Part::Keys(_) => After::Other,
            };
            parts.push(compiled);
        }
        self.plan.starts.add_all(starts);
        let compiled = Query {
            some: query.some,
            is_lone_variable: query.lone_variable().is_some(),
            ends_in_filter: matches!(parts.last(), Some(Part::Filter(_) | Part::Keys(_))),
            parts: self.plan.parts.add_all(parts),
            text: self.text(text),
        };
        let compiled = self.plan.queries.add(compiled);
        if self.own == own {
            *self.known.query(text, query.some) = Some(compiled);
        }
        compiled
    }

    /// A part behind `after`; `of_resources` if all before it is `Resources.*`.
    fn part(&mut self, kind: &PartKind, span: Span, after: After, of_resources: bool) -> Part {
        match kind {
            PartKind::This => Part::This,
            PartKind::Variable(name) => Part::Variable(self.used(name, span)),
            PartKind::Interpolated(name) => Part::Names(self.used(name, span)),
            PartKind::Key(key) => Part::Key(self.key(key)),
            PartKind::Index(index) => Part::Index(*index),
            PartKind::AllValues(capture) => Part::AllValues(self.capture(capture.as_deref())),
            PartKind::AllIndices(capture) => Part::AllIndices(self.capture(capture.as_deref())),
            PartKind::Filter(filter) => {
                let capture = self.capture(filter.capture.as_deref());
                let lines = self.lines(&filter.lines);
                let is_indexed = of_resources && capture.is_none();
                let resource_type = if is_indexed { wanted_type(self.plan, lines) } else { None };
                Part::Filter(self.plan.filters.add(Filter { capture, lines, after, resource_type }))
            }
            PartKind::Keys(filter) => {
                // The name is accepted and never given a value.
                self.capture(filter.capture.as_deref());
                let right = self.operand(&filter.right);
                let filter = KeysFilter { operator: filter.operator, not: filter.operator_not, right };
                Part::Keys(self.plan.keys_filters.add(filter))
            }
        }
    }

    fn key(&mut self, text: &str) -> Row<Key> {
        self.known.key(self.plan, text)
    }

    pub(super) fn operands(&mut self, operands: &[guard::Operand]) -> Rows<Operand> {
        let operands: Vec<Operand> = operands.iter().map(|operand| self.operand(operand)).collect();
        self.plan.operands.add_all(operands)
    }

    pub(super) fn operand(&mut self, operand: &guard::Operand) -> Operand {
        match operand {
            guard::Operand::Value(guard::Value { kind: ValueKind::String(text), .. }) => {
                Operand::Literal(self.known.literal(self.plan, text))
            }
            guard::Operand::Value(value @ guard::Value { kind: ValueKind::Regex(text), .. }) => {
                if let Some(known) = *self.known.pattern(text) {
                    return Operand::Literal(known);
                }
                let own = self.own;
                let literal = self.literal(value);
                let row = self.plan.literals.add(literal);
                if self.own == own {
                    *self.known.pattern(text) = Some(row);
                }
                Operand::Literal(row)
            }
            guard::Operand::Value(value) => {
                let literal = self.literal(value);
                Operand::Literal(self.plan.literals.add(literal))
            }
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
                let arguments = self.operands(&call.arguments);
                Operand::Call(self.plan.calls.add(FunctionCall { function: call.function, arguments }))
            }
        }
    }

    fn literal(&mut self, value: &guard::Value) -> Literal {
        match &value.kind {
            ValueKind::Null => Literal::Null,
            ValueKind::String(text) => Literal::Str(self.text(text)),
            ValueKind::Int(value) => Literal::Int(*value),
            ValueKind::Float(value) => Literal::Float(*value),
            ValueKind::Bool(value) => Literal::Bool(*value),
            ValueKind::Regex(text) => match self.pattern(text, value.span) {
                Some(pattern) => Literal::Regex(Box::new(pattern)),
                None => Literal::Null,
            },
            ValueKind::IntRange(range) => Literal::Ints(Box::new(*range)),
            ValueKind::FloatRange(range) => Literal::Floats(Box::new(*range)),
            ValueKind::CharRange(range) => Literal::Chars(Box::new(*range)),
            ValueKind::List(items) => {
                let items: Vec<Literal> = items.iter().map(|item| self.literal(item)).collect();
                Literal::List(self.plan.literals.add_all(items))
            }
            ValueKind::Map(entries) => Literal::Map(self.map(entries)),
        }
    }

    /// The entries of a map; no key stands twice.
    fn map(&mut self, entries: &[guard::Entry]) -> Rows<Entry> {
        let mut sorted: Vec<usize> = (0..entries.len()).collect();
        tablewarden_order::sort_by(&mut sorted, |one, other| entries[*one].key.text.cmp(&entries[*other].key.text));
        let entries = entries.iter().zip(sorted).map(|(entry, sorted)| Entry {
            key: self.text(&entry.key.text),
            value: self.literal(&entry.value),
            sorted: u32::try_from(sorted).unwrap_or(u32::MAX),
        });
        let entries: Vec<Entry> = entries.collect();
        self.plan.entries.add_all(entries)
    }

    /// The query of a type block: `Resources.*[ Type == 'name' ]`.
    pub(super) fn type_query(&mut self, name: &guard::Text) -> Row<Query> {
        let [type_key, resources] = ["Type", "Resources"].map(|key| self.key(key));
        let clause = Clause {
            query: self.plain(vec![Part::Key(type_key)], false),
            right: Some(Operand::Literal(self.known.literal(self.plan, &name.text))),
            message: None,
            span: name.span,
            operator: Operator::Equal,
            operator_not: false,
            not: false,
            is_simple: true,
        };
        let items = self.plan.items.add_all(vec![Item::Clause(clause)]);
        let lines = self.plan.lines.add_all(vec![Line { items }]);
        let resource_type = wanted_type(self.plan, lines);
        let filter = self.plan.filters.add(Filter { capture: None, lines, after: After::AllValues, resource_type });
        self.plain(vec![Part::Key(resources), Part::AllValues(None), Part::Filter(filter)], true)
    }

    /// A query that is not written anywhere.
    fn plain(&mut self, parts: Vec<Part>, ends_in_filter: bool) -> Row<Query> {
        self.plan.starts.add_all(vec![0; parts.len()]);
        let parts = self.plan.parts.add_all(parts);
        let text = self.text("");
        self.plan.queries.add(Query { parts, text, some: false, is_lone_variable: false, ends_in_filter })
    }

    fn pattern(&mut self, text: &str, span: Span) -> Option<Pattern> {
        let most = MOST_PATTERNS;
        let mut message = format!(
            "the regular expressions of the rules have more than {most} steps together with this one; use fewer, or smaller repetitions"
        );
        if self.known.patterns <= most {
            match Pattern::new(text) {
                Ok(pattern) => {
                    self.known.patterns += pattern.weight();
                    if self.known.patterns <= most {
                        return Some(pattern);
                    }
                }
                Err(error) => {
                    self.known.patterns += REFUSED;
                    message = format!("the regular expression is refused: {error}");
                }
            }
        }
        self.problem(span, message);
        None
    }
}

/// Whether the parts are `Resources.*`.
fn are_resources(plan: &Plan, parts: &[Part]) -> bool {
    matches!(parts, [Part::Key(key), Part::AllValues(None)] if plan.text(plan.keys[*key].text) == "Resources")
}

/// The type that lets the index of types answer `Resources.*[ Type == '…' … ]`: what stands on the right of the first line, where
/// that is `Type == 'text'` or `Type == %variable`. That is only right where the other lines cannot go wrong on a resource of
/// another type, which they would otherwise be asked of too.
fn wanted_type(plan: &Plan, lines: Rows<Line>) -> Option<WantedType> {
    let (first, more) = plan.lines[lines].split_first()?;
    let [Item::Clause(clause)] = &plan.items[first.items] else { return None };
    let query = &plan.queries[clause.query];
    let [Part::Key(key)] = &plan.parts[query.parts] else { return None };
    let is_plain = !clause.not && !clause.operator_not && clause.operator == Operator::Equal && !query.some;
    if !is_plain
        || plan.text(plan.keys[*key].text) != "Type"
        || !more.iter().all(|line| cannot_be_undecidable(plan, line))
    {
        return None;
    }
    match clause.right? {
        Operand::Literal(literal) => match plan.literals[literal] {
            Literal::Str(name) => Some(WantedType::Text(name)),
            _ => None,
        },
        Operand::Query(query) => match plan.parts[plan.queries[query].parts] {
            [Part::Variable(name)] => Some(WantedType::Variable(name)),
            _ => None,
        },
        _ => None,
    }
}

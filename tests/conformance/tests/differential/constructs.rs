//! What a rule file is made of: each construct of the language with how often it stands in the tree. Spellings are read
//! from the text, the rest from the tree alone.

use std::collections::BTreeMap;

use tablewarden_guard::{
    AccessClause, Assignment, Block, Filter, Function, Item, KeysFilter, Line, Message, Operand, Part, PartKind, Query,
    Rule, RuleFile, Value, ValueKind,
};
use tablewarden_source::Span;

/// The operators that are words.
pub(crate) const WORDS: [&str; 10] =
    ["in", "exists", "empty", "is_string", "is_list", "is_struct", "is_bool", "is_int", "is_float", "is_null"];
const SIGNS: [&str; 6] = ["==", "!=", "<", "<=", ">", ">="];

/// The constructs there must be: every one by the name under which it is counted.
pub(crate) fn expected() -> Vec<String> {
    let mut names: Vec<String> = SIGNS.iter().map(|sign| format!("operator {sign}")).collect();
    for word in WORDS {
        for word in [word.to_owned(), word.to_uppercase()] {
            names.extend(["", "!", "not ", "NOT "].map(|not| format!("operator {not}{word}")));
        }
    }
    for operator in ["==", "<", "<=", ">", ">="].iter().chain(&WORDS) {
        names.push(format!("leading not, {operator}"));
    }
    for operator in ["==", "!=", "in", "IN", "not in", "NOT IN", "!in", "!IN"] {
        names.push(format!("filter of keys, {operator}"));
    }
    for kind in ["range of ints", "range of floats", "range of characters"] {
        names.extend(["[]", "[)", "(]", "()"].map(|ends| format!("{kind} {ends}")));
    }
    for word in ["true", "True", "TRUE", "false", "False", "FALSE", "null", "NULL", "Null"] {
        names.push(format!("word {word}"));
    }
    names.extend(Function::ALL.map(|function| format!("function {}", function.name())));
    names.extend(OTHERS.map(str::to_owned));
    names
}

const OTHERS: [&str; 68] = [
    "let of a file",
    "let of a block",
    "let with :=",
    "let of a literal",
    "let of a query",
    "let of a function",
    "rule",
    "rule with a parameter",
    "rule with parameters",
    "rule with when",
    "two rules of one name",
    "two lets of one name",
    "line outside of rules",
    "line with or",
    "line with OR",
    "line with |OR|",
    "message",
    "when block",
    "type block",
    "type block with when",
    "type block of one clause",
    "type of two parts",
    "type with MODULE",
    "block",
    "block, some",
    "block, not empty",
    "call",
    "call, negated",
    "reference",
    "reference, negated",
    "condition: clause",
    "condition: call",
    "condition: reference",
    "right side: literal",
    "right side: query",
    "right side: function",
    "query with some",
    "query: this",
    "query: %name",
    "query: %name in quotes",
    "query: %name with steps",
    "query: name",
    "query: name in quotes",
    "step: name",
    "step: name in quotes",
    "step: name in brackets",
    "step: .*",
    "step: [*]",
    "step: index",
    "step: negative index",
    "step: %name",
    "step: %name in brackets",
    "step: %name and index",
    "step: capture of keys",
    "filter",
    "filter with capture",
    "filter in a filter",
    "filter of keys with capture",
    "filter of keys, query",
    "string",
    "string with escape",
    "int",
    "float",
    "float with sign",
    "float with exponent",
    "list",
    "map",
    "regular expression",
];

/// How often each construct was met.
#[derive(Debug, Default, Clone)]
pub(crate) struct Counts(pub(crate) BTreeMap<String, usize>);

impl Counts {
    /// Counts what `file`, read from `text`, is made of.
    pub(crate) fn file(&mut self, file: &RuleFile, text: &str) {
        let mut walk = Walk { text, counts: self, filters: 0 };
        walk.assignments(&file.assignments, "let of a file");
        for line in &file.defaults {
            walk.hit("line outside of rules");
            walk.line(line);
        }
        let names: Vec<&str> = file.plain_rules().map(|rule| &*rule.name.text).collect();
        walk.hit_if(has_twice(names), "two rules of one name");
        file.rules.iter().for_each(|rule| walk.rule(rule));
    }
}

fn has_twice(mut names: Vec<&str>) -> bool {
    names.sort_unstable();
    names.windows(2).any(|pair| pair[0] == pair[1])
}

struct Walk<'w> {
    text: &'w str,
    counts: &'w mut Counts,
    /// The filters around.
    filters: usize,
}

impl Walk<'_> {
    fn hit(&mut self, name: &str) {
        match self.counts.0.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.counts.0.insert(name.to_owned(), 1);
            }
        }
    }

    fn hit_if(&mut self, holds: bool, name: &str) {
        if holds {
            self.hit(name);
        }
    }

    /// The text with each run of blanks as one.
    fn spelt(&self, span: Span) -> String {
        span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn rule(&mut self, rule: &Rule) {
        self.hit(match rule.parameters.len() {
            0 => "rule",
            1 => "rule with a parameter",
            _ => "rule with parameters",
        });
        self.hit_if(!rule.conditions.is_empty(), "rule with when");
        self.conditions(&rule.conditions);
        self.block(&rule.body);
    }

    fn block(&mut self, block: &Block) {
        self.assignments(&block.assignments, "let of a block");
        block.lines.iter().for_each(|line| self.line(line));
    }

    fn assignments(&mut self, assignments: &[Assignment], place: &str) {
        let names = assignments.iter().map(|assignment| &*assignment.name.text).collect();
        self.hit_if(has_twice(names), "two lets of one name");
        for assignment in assignments {
            self.hit(place);
            let sign = Span::new(assignment.name.span.end, assignment.value.span().start);
            self.hit_if(sign.of(self.text).contains(":="), "let with :=");
            self.hit(match assignment.value {
                Operand::Value(_) => "let of a literal",
                Operand::Query(_) => "let of a query",
                Operand::Call(_) => "let of a function",
            });
            self.operand(&assignment.value);
        }
    }

    fn conditions(&mut self, lines: &[Line]) {
        for item in lines.iter().flat_map(|line| &line.items) {
            match item {
                Item::Call(_) => self.hit("condition: call"),
                Item::Ref(_) => self.hit("condition: reference"),
                _ => self.hit("condition: clause"),
            }
        }
        lines.iter().for_each(|line| self.line(line));
    }

    fn line(&mut self, line: &Line) {
        for pair in line.items.windows(2) {
            let between = Span::new(pair[0].span().end, pair[1].span().start).of(self.text);
            self.hit(match between.trim_end().rsplit(char::is_whitespace).next() {
                Some("|OR|") => "line with |OR|",
                Some("OR") => "line with OR",
                _ => "line with or",
            });
        }
        line.items.iter().for_each(|item| self.item(item));
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::When(when) => {
                self.hit("when block");
                self.conditions(&when.conditions);
                self.block(&when.block);
            }
            Item::Type(block) => {
                self.hit("type block");
                self.hit_if(!block.conditions.is_empty(), "type block with when");
                self.hit_if(!block.block.span.of(self.text).starts_with('{'), "type block of one clause");
                self.hit_if(block.type_name.split("::").count() == 2, "type of two parts");
                self.hit_if(block.type_name.span.of(self.text).ends_with("::MODULE"), "type with MODULE");
                self.conditions(&block.conditions);
                self.block(&block.block);
            }
            Item::Block(block) => {
                self.hit("block");
                self.hit_if(block.query.some, "block, some");
                self.hit_if(block.not_empty, "block, not empty");
                self.query(&block.query);
                self.block(&block.block);
            }
            Item::Clause(clause) => self.clause(clause),
            Item::Call(call) => {
                self.hit(if call.not { "call, negated" } else { "call" });
                self.message(call.message.as_ref());
                call.arguments.iter().for_each(|argument| self.operand(argument));
            }
            Item::Ref(reference) => {
                self.hit(if reference.not { "reference, negated" } else { "reference" });
                self.message(reference.message.as_ref());
            }
        }
    }

    fn clause(&mut self, clause: &AccessClause) {
        self.hit(&format!("operator {}", self.spelt(clause.operator_span)));
        self.hit_if(clause.not, &format!("leading not, {}", clause.operator.as_str()));
        self.message(clause.message.as_ref());
        self.query(&clause.query);
        if let Some(right) = &clause.right {
            self.hit(match right {
                Operand::Value(_) => "right side: literal",
                Operand::Query(_) => "right side: query",
                Operand::Call(_) => "right side: function",
            });
            self.operand(right);
        }
    }

    fn message(&mut self, message: Option<&Message>) {
        self.hit_if(message.is_some(), "message");
    }

    fn operand(&mut self, operand: &Operand) {
        match operand {
            Operand::Value(value) => self.value(value),
            Operand::Query(query) => self.query(query),
            Operand::Call(call) => {
                self.hit(&format!("function {}", call.function.name()));
                call.arguments.iter().for_each(|argument| self.operand(argument));
            }
        }
    }

    fn query(&mut self, query: &Query) {
        self.hit_if(query.some, "query with some");
        for (position, part) in query.parts.iter().enumerate() {
            self.part(part, position == 0, query.parts.get(position + 1));
        }
    }

    fn part(&mut self, part: &Part, is_first: bool, next: Option<&Part>) {
        let written = part.span.of(self.text);
        let in_quotes = written.contains(['"', '\'']);
        match &part.kind {
            PartKind::This => self.hit("query: this"),
            PartKind::Variable(_) => {
                self.hit(if in_quotes { "query: %name in quotes" } else { "query: %name" });
                self.hit_if(next.is_some(), "query: %name with steps");
            }
            PartKind::Key(_) if is_first => self.hit(if in_quotes { "query: name in quotes" } else { "query: name" }),
            PartKind::Key(_) => self.hit(match (written.starts_with('['), in_quotes) {
                (true, _) => "step: name in brackets",
                (false, true) => "step: name in quotes",
                (false, false) => "step: name",
            }),
            PartKind::Interpolated(_) => {
                self.hit(if written.starts_with('[') { "step: %name in brackets" } else { "step: %name" });
                self.hit_if(matches!(next, Some(Part { kind: PartKind::Index(_), .. })), "step: %name and index");
            }
            PartKind::Index(index) => self.hit(if *index < 0 { "step: negative index" } else { "step: index" }),
            PartKind::AllValues(capture) | PartKind::AllIndices(capture) => self.hit(match (capture, written) {
                (Some(_), _) => "step: capture of keys",
                (None, ".*") => "step: .*",
                (None, _) => "step: [*]",
            }),
            PartKind::Filter(filter) => self.filter(filter),
            PartKind::Keys(filter) => self.keys(filter),
        }
    }

    fn filter(&mut self, filter: &Filter) {
        self.hit("filter");
        self.hit_if(filter.capture.is_some(), "filter with capture");
        self.hit_if(self.filters > 0, "filter in a filter");
        self.filters += 1;
        filter.lines.iter().for_each(|line| self.line(line));
        self.filters -= 1;
    }

    fn keys(&mut self, filter: &KeysFilter) {
        self.hit(&format!("filter of keys, {}", self.spelt(filter.operator_span)));
        self.hit_if(filter.capture.is_some(), "filter of keys with capture");
        self.hit_if(matches!(filter.right, Operand::Query(_)), "filter of keys, query");
        self.operand(&filter.right);
    }

    fn value(&mut self, value: &Value) {
        let written = value.span.of(self.text);
        let ends = || format!("{}{}", &written[1..2], &written[written.len() - 1..]);
        match &value.kind {
            ValueKind::Null | ValueKind::Bool(_) => self.hit(&format!("word {written}")),
            ValueKind::String(_) => {
                self.hit(if written.contains('\\') { "string with escape" } else { "string" });
            }
            ValueKind::Int(_) => self.hit("int"),
            ValueKind::Float(_) => {
                self.hit("float");
                self.hit_if(written.starts_with('-'), "float with sign");
                self.hit_if(written.contains(['e', 'E']), "float with exponent");
            }
            ValueKind::Regex(_) => self.hit("regular expression"),
            ValueKind::IntRange(_) => self.hit(&format!("range of ints {}", ends())),
            ValueKind::FloatRange(_) => self.hit(&format!("range of floats {}", ends())),
            ValueKind::CharRange(_) => self.hit(&format!("range of characters {}", ends())),
            ValueKind::List(items) => {
                self.hit("list");
                items.iter().for_each(|item| self.value(item));
            }
            ValueKind::Map(entries) => {
                self.hit("map");
                entries.iter().for_each(|entry| self.value(&entry.value));
            }
        }
    }
}

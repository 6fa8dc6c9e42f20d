//! A document for a rule, out of the rule's own tree: every clause is made to hold, one after the other, where it looks. A
//! guess: a later clause may undo an earlier one, and whoever asks evaluates the document. Never evaluates a rule itself.

mod clause;
mod query;
mod values;

use std::collections::BTreeMap;

use serde_json::Value as Json;
use tablewarden_guard::{Assignment, Block, Item, Line, Operand, Rule, RuleFile, Value};

use crate::random::Random;
use crate::tree::{self, Place, Step};

/// Steps that one document may take; recursive rules end there.
const STEPS: usize = 20_000;
const DEPTH: usize = 40;

/// What a query comes to.
#[derive(Debug, Clone)]
enum Target<'a> {
    /// A place, whether or not something is there.
    Place(Place),
    /// A literal of the rule file.
    Literal(&'a Value),
    /// A text that was made: a key.
    Text(String),
}

/// What is in sight: variables, parameters, and what `this` is.
struct Scope<'s, 'a> {
    parent: Option<&'s Scope<'s, 'a>>,
    lets: &'a [Assignment],
    parameters: Vec<(&'a str, Vec<Target<'a>>)>,
    this: Vec<Target<'a>>,
}

impl<'s, 'a> Scope<'s, 'a> {
    fn inside(&'s self, lets: &'a [Assignment], this: Vec<Target<'a>>) -> Self {
        Self { parent: Some(self), lets, parameters: Vec::new(), this }
    }
}

/// Makes one document.
pub(crate) struct Builder<'a, 'r> {
    file: &'a RuleFile,
    random: &'r mut Random,
    document: Json,
    /// The resources and elements that were made for a filter, so that asking again finds them.
    made: BTreeMap<(u32, Place), Place>,
    captures: BTreeMap<String, Vec<Target<'a>>>,
    steps: usize,
    depth: usize,
}

impl<'a, 'r> Builder<'a, 'r> {
    /// A document that is meant to open and to satisfy (or to break) one rule of the file.
    pub(crate) fn build(file: &'a RuleFile, rule: &'a Rule, want: bool, random: &'r mut Random) -> Json {
        let document = Json::Object(serde_json::Map::new());
        let (made, captures) = (BTreeMap::new(), BTreeMap::new());
        let mut builder = Self { file, random, document, made, captures, steps: 0, depth: 0 };
        let root = vec![Target::Place(Vec::new())];
        let scope = Scope { parent: None, lets: &file.assignments, parameters: Vec::new(), this: root };
        builder.lines(&rule.conditions, &scope, true);
        builder.block(&rule.body, &scope, want);
        builder.document
    }

    fn exhausted(&mut self) -> bool {
        self.steps += 1;
        self.steps > STEPS || self.depth > DEPTH
    }

    fn block(&mut self, block: &'a Block, scope: &Scope<'_, 'a>, want: bool) {
        let scope = scope.inside(&block.assignments, scope.this.clone());
        self.lines(&block.lines, &scope, want);
    }

    /// All lines hold; or one of them does not.
    fn lines(&mut self, lines: &'a [Line], scope: &Scope<'_, 'a>, want: bool) {
        if want {
            for line in lines {
                self.line(line, scope, true);
            }
        } else if let Some(line) = self.random.pick(lines) {
            self.line(line, scope, false);
        }
    }

    fn line(&mut self, line: &'a Line, scope: &Scope<'_, 'a>, want: bool) {
        if !want {
            line.items.iter().for_each(|item| self.item(item, scope, false));
        } else if let Some(item) = self.random.pick(&line.items) {
            self.item(item, scope, true);
        }
    }

    fn item(&mut self, item: &'a Item, scope: &Scope<'_, 'a>, want: bool) {
        if self.exhausted() {
            return;
        }
        self.depth += 1;
        match item {
            Item::Clause(clause) => self.clause(clause, scope, want),
            Item::Block(clause) => {
                let targets = self.query(&clause.query, scope);
                for target in targets {
                    let scope = scope.inside(&[], vec![target]);
                    self.block(&clause.block, &scope, want);
                }
            }
            Item::When(when) => {
                let open = !want || self.random.chance(80);
                self.lines(&when.conditions, scope, open);
                if open {
                    self.block(&when.block, scope, want);
                }
            }
            Item::Type(resources) => {
                let place = vec![Step::Key("Resources".to_owned()), Step::Key("Typed".to_owned())];
                let name = tree::below(&place, Step::Key("Type".to_owned()));
                tree::set(&mut self.document, &name, Json::from(&*resources.type_name.text));
                let scope = scope.inside(&[], vec![Target::Place(place)]);
                self.lines(&resources.conditions, &scope, true);
                self.block(&resources.block, &scope, want);
            }
            Item::Call(call) => {
                let callee = self.file.parameterized_rules().find(|rule| *rule.name == *call.name);
                if let Some(callee) = callee {
                    let names = callee.parameters.iter().map(|name| &*name.text);
                    let arguments: Vec<_> = call.arguments.iter().map(|value| self.operand(value, scope)).collect();
                    let mut inner = scope.inside(&[], scope.this.clone());
                    inner.parameters = names.zip(arguments).collect();
                    self.block(&callee.body, &inner, want != call.not);
                }
            }
            Item::Ref(reference) => {
                let rules: Vec<_> = self.file.plain_rules().filter(|rule| *rule.name == *reference.name).collect();
                if let Some(rule) = self.random.pick(&rules).copied() {
                    self.lines(&rule.conditions, scope, true);
                    self.block(&rule.body, scope, want != reference.not);
                }
            }
        }
        self.depth -= 1;
    }

    /// What a variable stands for: a parameter, a `let`, or a captured key.
    fn variable(&mut self, name: &str, scope: &Scope<'_, 'a>) -> Vec<Target<'a>> {
        let mut next = Some(scope);
        while let Some(scope) = next {
            if let Some((_, targets)) = scope.parameters.iter().find(|(parameter, _)| *parameter == name) {
                return targets.clone();
            }
            if let Some(assignment) = scope.lets.iter().rev().find(|assignment| *assignment.name == *name) {
                return self.operand(&assignment.value, scope);
            }
            next = scope.parent;
        }
        self.captures.get(name).cloned().unwrap_or_default()
    }

    fn operand(&mut self, operand: &'a Operand, scope: &Scope<'_, 'a>) -> Vec<Target<'a>> {
        if self.exhausted() {
            return Vec::new();
        }
        match operand {
            Operand::Value(value) => vec![Target::Literal(value)],
            Operand::Query(query) => {
                self.depth += 1;
                let targets = self.query(query, scope);
                self.depth -= 1;
                targets
            }
            Operand::Call(_) => Vec::new(),
        }
    }

    fn get(&self, place: &[Step]) -> Option<&Json> {
        tree::get(&self.document, place)
    }

    fn set(&mut self, place: &[Step], value: Json) {
        if !place.is_empty() {
            tree::set(&mut self.document, place, value);
        }
    }
}

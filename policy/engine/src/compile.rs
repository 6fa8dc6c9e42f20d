//! Syntax trees of rule files in, a [`Plan`] out, with what is wrong in them. A rule in which something is wrong is in the
//! plan too, as one that gives an error; the others are untouched by it.

mod batching;
mod certainty;
mod joining;
mod line;
mod names;
mod query;
mod sameness;

use std::sync::Arc;

use tablewarden_guard as guard;
use tablewarden_guard::{Dialect, RuleFile, ValueKind};
use tablewarden_order::Map;
use tablewarden_source::Span;

use crate::plan::key::Key;
use crate::plan::walk::Walk;
use crate::plan::{Block, File, Lets, Operand, Plan, Rule};

use names::{Names, Owner};

/// A rule file to be compiled.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'s> {
    /// Its text, which the spans of `rules` point into.
    pub text: &'s str,
    /// Its syntax tree.
    pub rules: &'s RuleFile,
    /// Values in place of those that `let` gives at file level, by name.
    pub parameters: &'s [(String, ValueKind)],
}

/// How rule files are compiled.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whose verdicts the rules give.
    pub dialect: Dialect,
}

/// Something in a rule file that keeps a rule, or the whole file, from being evaluated as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadProblem {
    /// Index of the file.
    pub file: usize,
    /// Where.
    pub span: Span,
    /// One line, lower case: what is there, and what to do.
    pub message: String,
}

impl Plan {
    /// Compiles rule files. A rule with a problem gives an error when it is evaluated; a problem outside of every rule
    /// gives one to the rules that need what is there.
    #[must_use]
    pub fn compile(files: &[SourceFile<'_>], options: &Options) -> (Self, Vec<LoadProblem>) {
        let mut compilation = Compilation::new(options);
        for file in files {
            compilation.add(file);
        }
        compilation.finish()
    }
}

/// Compiles rule files one after another: a syntax tree can go when its file has been added, which matters where there
/// are hundreds.
#[derive(Debug)]
pub struct Compilation {
    plan: Plan,
    problems: Vec<LoadProblem>,
    keys: Keys,
}

impl Compilation {
    /// A compilation without files.
    #[must_use]
    pub fn new(options: &Options) -> Self {
        let plan =
            Plan { dialect: options.dialect, files: Vec::new(), walk: Walk::default(), is_joined: Vec::new(), keys: 0 };
        Self { plan, problems: Vec::new(), keys: Keys::new() }
    }

    /// Compiles the next file.
    pub fn add(&mut self, file: &SourceFile<'_>) {
        let compiler = Compiler::new(self.plan.files.len(), file, &mut self.keys);
        let compiled = compiler.file(file, &mut self.problems);
        self.plan.files.push(compiled);
    }

    /// What [`Plan::compile`] gives for the same files.
    #[must_use]
    pub fn finish(self) -> (Plan, Vec<LoadProblem>) {
        let (walk, is_joined) = joining::joined(&self.plan.files);
        (Plan { walk, is_joined, keys: self.keys.len(), ..self.plan }, self.problems)
    }
}

/// The keys of all files, each spelt out once.
type Keys = Map<Box<str>, Arc<Key>>;

/// Compiles one file.
struct Compiler<'s, 'k> {
    index: usize,
    text: &'s str,
    names: Names,
    keys: &'k mut Keys,
    /// The plain rules by name, and the callable ones with the number of their parameters.
    rules: Map<&'s str, Vec<usize>>,
    callables: Map<&'s str, (usize, usize)>,
    refers_to_rules: bool,
    problems: Vec<(Owner, LoadProblem)>,
    /// Whose text is being compiled.
    owner: Owner,
}

impl<'s, 'k> Compiler<'s, 'k> {
    fn new(index: usize, file: &SourceFile<'s>, keys: &'k mut Keys) -> Self {
        let mut rules: Map<&str, Vec<usize>> = Map::new();
        let first = usize::from(!file.rules.defaults.is_empty());
        for (position, rule) in file.rules.plain_rules().enumerate() {
            rules.or_default(&rule.name).push(first + position);
        }
        let callables = file.rules.parameterized_rules().enumerate();
        let callables =
            callables.map(|(position, rule)| (&*rule.name.text, (position, rule.parameters.len()))).collect();
        Self {
            index,
            text: file.text,
            names: Names::default(),
            keys,
            rules,
            callables,
            refers_to_rules: false,
            problems: Vec::new(),
            owner: Owner::Let(0),
        }
    }

    fn problem(&mut self, span: Span, message: String) {
        self.problems.push((self.owner, LoadProblem { file: self.index, span, message }));
    }

    fn file(mut self, file: &SourceFile<'s>, problems: &mut Vec<LoadProblem>) -> File {
        let replaced = self.with_parameters(file);
        let mut lets = Vec::new();
        self.names.open();
        for assignment in &replaced {
            self.names.define(&assignment.name);
        }
        for (position, assignment) in replaced.iter().enumerate() {
            self.owner = Owner::Let(position);
            let operand = self.operand(&assignment.value);
            lets.push((self.names.name(&assignment.name), operand));
        }
        let mut rules = Vec::new();
        if let Some(first) = file.rules.defaults.first() {
            self.owner = Owner::Rule(0);
            let name = guard::Text { text: "default".into(), span: first.span };
            let lines = self.lines(&file.rules.defaults);
            rules.push(rule_of(&name, Vec::new(), Vec::new(), Block { lets: Lets::default(), lines }));
        }
        for rule in file.rules.plain_rules() {
            self.owner = Owner::Rule(rules.len());
            rules.push(self.rule(rule));
        }
        let mut callables = Vec::new();
        for rule in file.rules.parameterized_rules() {
            self.owner = Owner::Callable(callables.len());
            callables.push(self.rule(rule));
        }
        self.undefined_variables();
        for (owner, problem) in &self.problems {
            let broken = || Some(format!("the rule cannot be evaluated: {}", problem.message).into_boxed_str());
            match *owner {
                Owner::Rule(at) => set_first(rules.get_mut(at), broken()),
                Owner::Callable(at) => set_first(callables.get_mut(at), broken()),
                Owner::Let(at) => {
                    if let Some((_, operand)) = lets.get_mut(at) {
                        *operand = Operand::Broken(problem.message.as_str().into());
                    }
                }
                Owner::File => {
                    for rule in rules.iter_mut().chain(&mut callables) {
                        set_first(Some(rule), broken());
                    }
                }
            }
        }
        tablewarden_order::sort_by_key(&mut self.problems, |(_, problem)| problem.span);
        problems.extend(self.problems.into_iter().map(|(_, problem)| problem));
        let (names, captured) = self.names.finish();
        let lets = Lets::new(lets);
        let refers_to_rules = self.refers_to_rules;
        let file = File { names, captured, lets, rules, callables, can_be_batched: false, refers_to_rules };
        File { can_be_batched: batching::is_possible(&file), ..file }
    }

    /// The file's assignments, those that parameters replace replaced.
    fn with_parameters(&mut self, file: &SourceFile<'_>) -> Vec<guard::Assignment> {
        let mut assignments = file.rules.assignments.clone();
        self.owner = Owner::File;
        for (name, value) in file.parameters {
            let mut is_there = false;
            for assignment in assignments.iter_mut().filter(|assignment| *assignment.name == **name) {
                is_there = true;
                let span = assignment.value.span();
                assignment.value = guard::Operand::Value(guard::Value { kind: value.clone(), span });
            }
            if !is_there {
                let message = format!("there is no `let {name} = …` at file level for the parameter `{name}`");
                self.problem(Span::at(0), message);
            }
        }
        assignments
    }

    fn rule(&mut self, rule: &guard::Rule) -> Rule {
        let conditions = self.lines(&rule.conditions);
        self.names.open();
        let parameters = rule
            .parameters
            .iter()
            .map(|parameter| {
                self.names.define(parameter);
                self.names.name(parameter)
            })
            .collect();
        let body = self.block(&rule.body);
        self.names.close();
        rule_of(&rule.name, parameters, conditions, body)
    }

    fn block(&mut self, block: &guard::Block) -> Block {
        self.names.open();
        for assignment in &block.assignments {
            self.names.define(&assignment.name);
        }
        let mut lets = Vec::with_capacity(block.assignments.len());
        for assignment in &block.assignments {
            let operand = self.operand(&assignment.value);
            lets.push((self.names.name(&assignment.name), operand));
        }
        let lines = self.lines(&block.lines);
        self.names.close();
        Block { lets: Lets::new(lets), lines }
    }

    fn undefined_variables(&mut self) {
        for (owner, span, name) in self.names.undefined() {
            self.owner = owner;
            self.problem(span, format!("there is no variable `{name}` here; define it with `let {name} = …`"));
        }
    }
}

fn rule_of(
    name: &guard::Text,
    parameters: Vec<crate::plan::Name>,
    conditions: Vec<crate::plan::Line>,
    body: Block,
) -> Rule {
    Rule { name: name.text.clone(), name_span: name.span, parameters, conditions, body, broken: None }
}

fn set_first(rule: Option<&mut Rule>, broken: Option<Box<str>>) {
    if let Some(rule) = rule
        && rule.broken.is_none()
    {
        rule.broken = broken;
    }
}

//! Syntax trees of rule files in, a [`Plan`] out, with what is wrong in them. A rule in which something is wrong is in the
//! plan too, as one that gives an error; the others are untouched by it.

mod batching;
mod certainty;
mod compiler;
mod joining;
mod line;
mod names;
mod query;
mod sameness;
mod source_file;

use tablewarden_guard as guard;
use tablewarden_source::Span;

use compiler::{Compiler, Keys};
use names::Owner;
pub use source_file::{LoadProblem, Options, SourceFile};

use crate::plan::walk::Walk;
use crate::plan::{Block, File, Lets, Operand, Plan, Rule};

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

impl<'s> Compiler<'s, '_> {
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

//! Syntax trees of rule files in, a [`Plan`] out, with what is wrong in them. A rule in which something is wrong is in the
//! plan too, as one that gives an error; the others are untouched by it.

mod batching;
mod certainty;
mod compiler;
mod joining;
mod known;
mod line;
mod names;
mod query;
mod sameness;
mod source_file;

use tablewarden_guard as guard;
use tablewarden_source::Span;

use compiler::Compiler;
use known::Known;
use names::Owner;
pub use source_file::{LoadProblem, Options, SourceFile};

use crate::plan::Plan;
use crate::plan::line::{Block, Let, Name, Operand};
use crate::plan::rule::{File, Rule, Variable};
use crate::plan::table::Rows;
use crate::plan::text::Text;

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
    known: Known,
}

impl Compilation {
    /// A compilation without files.
    #[must_use]
    pub fn new(options: &Options) -> Self {
        Self { plan: Plan::new(options.dialect), problems: Vec::new(), known: Known::default() }
    }

    /// Compiles the next file.
    pub fn add(&mut self, file: &SourceFile<'_>) {
        let compiler = Compiler::new(self.plan.files.len(), file, &mut self.plan, &mut self.known);
        let compiled = compiler.file(file, &mut self.problems);
        self.plan.files.push(compiled);
    }

    /// What [`Plan::compile`] gives for the same files.
    #[must_use]
    pub fn finish(self) -> (Plan, Vec<LoadProblem>) {
        let mut plan = self.plan;
        joining::join(&mut plan);
        plan.shrink();
        (plan, self.problems)
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
            let value = self.operand(&assignment.value);
            lets.push(Let { name: self.names.name(&assignment.name), value });
        }
        let mut rules = Vec::new();
        if let Some(first) = file.rules.defaults.first() {
            self.owner = Owner::Rule(0);
            let name = guard::Text { text: "default".into(), span: first.span };
            let lines = self.lines(&file.rules.defaults);
            rules.push(self.rule_of(&name, Block { lets: Rows::NONE, lines }));
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
        let mut new_problems = Vec::new();
        for (owner, problem) in std::mem::take(&mut self.problems) {
            let mut broken = || self.text(&format!("the rule cannot be evaluated: {}", problem.message));
            match owner {
                Owner::Rule(at) => set_first(rules.get_mut(at), broken()),
                Owner::Callable(at) => set_first(callables.get_mut(at), broken()),
                Owner::Let(at) => {
                    if let Some(one) = lets.get_mut(at) {
                        one.value = Operand::Broken(self.text(&problem.message));
                    }
                }
                Owner::File => {
                    for rule in rules.iter_mut().chain(&mut callables) {
                        set_first(Some(rule), broken());
                    }
                }
            }
            new_problems.push(problem);
        }
        tablewarden_order::sort_by_key(&mut new_problems, |problem| problem.span);
        problems.extend(new_problems);
        let (names, captured) = std::mem::take(&mut self.names).finish();
        let has_captures = captured.contains(&true);
        let variables = names.iter().zip(captured);
        let variables: Vec<Variable> =
            variables.map(|(name, is_captured)| Variable { name: self.text(name), is_captured }).collect();
        let file = File {
            variables: self.plan.variables.add_all(variables),
            lets: self.lets(lets),
            rules: self.plan.rules.add_all(rules),
            callables: self.plan.callables.add_all(callables),
            can_be_batched: false,
            refers_to_rules: self.refers_to_rules,
            has_captures,
        };
        File { can_be_batched: batching::is_possible(self.plan, &file), ..file }
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
        let parameters: Vec<Name> = rule
            .parameters
            .iter()
            .map(|parameter| {
                self.names.define(parameter);
                self.names.name(parameter)
            })
            .collect();
        let body = self.block(&rule.body);
        self.names.close();
        Rule { parameters: self.plan.parameters.add_all(parameters), conditions, ..self.rule_of(&rule.name, body) }
    }

    /// A rule without parameters and conditions.
    fn rule_of(&mut self, name: &guard::Text, body: Block) -> Rule {
        Rule {
            file: u32::try_from(self.index).unwrap_or(u32::MAX),
            name: self.text(&name.text),
            name_span: name.span,
            parameters: Rows::NONE,
            conditions: Rows::NONE,
            body,
            broken: None,
        }
    }

    fn undefined_variables(&mut self) {
        for (owner, span, name) in self.names.undefined() {
            self.owner = owner;
            self.problem(span, format!("there is no variable `{name}` here; define it with `let {name} = …`"));
        }
    }
}

fn set_first(rule: Option<&mut Rule>, broken: Text) {
    if let Some(rule) = rule {
        rule.broken.get_or_insert(broken);
    }
}

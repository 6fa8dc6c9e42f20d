//! The rules that are built in: found and read when the crate is built, compiled to a plan when they are first needed.

use std::cell::RefCell;
use std::rc::Rc;

use tablewarden_cloudformation::Tool;
use tablewarden_cloudformation::schema::nearest;
use tablewarden_engine::{Compilation, Dialect, Options, Plan, SourceFile};
use tablewarden_guard::{Operand, ValueKind, parse};
use tablewarden_order::Map;
use tablewarden_wire::{Profile, RuleEntry, RulesResponse, Severity, VERSION};

use crate::fixes::{Change, FixRow, Value};
use crate::rule_name::{RuleName, comparable};

include!(concat!(env!("OUT_DIR"), "/pack.rs"));

/// One rule file of the pack.
#[derive(Debug)]
pub(crate) struct PackFile {
    /// Its path below `rules/dynamodb`.
    pub(crate) file: &'static str,
    /// `DDB-B001`
    pub(crate) id: &'static str,
    /// The kebab name.
    pub(crate) name: &'static str,
    /// One line.
    pub(crate) title: &'static str,
    /// What a finding is, where no comment above the rule says otherwise.
    pub(crate) severity: Severity,
    /// The least profile that reports it.
    pub(crate) profile: Profile,
    /// What to do.
    pub(crate) help: &'static str,
    /// Which `let`s settings may replace.
    pub(crate) parameters: &'static [&'static str],
    /// The ids whose findings give way at the same place.
    pub(crate) supersedes: &'static [&'static str],
    /// The ids that tools whose waivers are read have for it.
    pub(crate) also_known_as: &'static [(Tool, &'static [&'static str])],
    /// How the engine fixes what it finds.
    pub(crate) fixes: &'static [FixRow],
    /// The Guard text behind the header.
    pub(crate) text: &'static str,
}

impl PackFile {
    /// How reports name its rule.
    pub(crate) fn rule_name(&'static self) -> RuleName<'static> {
        let Self { id, name, title, severity, help, profile, supersedes, also_known_as, .. } = self;
        RuleName {
            id,
            name,
            title: Some(title),
            severity: *severity,
            help: Some(help),
            is_built_in: true,
            profile: Some(*profile),
            supersedes,
            also_known_as,
        }
    }
}

/// A value for a parameter of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parameter {
    /// The index of the rule's file.
    pub(crate) file: usize,
    /// The name of the `let`.
    pub(crate) name: &'static str,
    pub(crate) value: ValueKind,
}

/// The pack, ready to be evaluated.
#[derive(Debug)]
pub(crate) struct Pack {
    pub(crate) plan: Plan,
    /// Severities of rules that differ from their file's: by file and by where the rule's name stands.
    severities: Map<(usize, u32), Severity>,
}

impl Pack {
    /// The file that the plan has at `index`.
    pub(crate) fn file(index: usize) -> Option<&'static PackFile> {
        FILES.get(index)
    }

    /// The severity of the rule of file `file` whose name stands at `name_start` in it.
    pub(crate) fn severity(&self, file: usize, name_start: u32) -> Severity {
        let own = self.severities.get(&(file, name_start)).copied();
        own.or_else(|| FILES.get(file).map(|file| file.severity)).unwrap_or(Severity::Error)
    }

    /// Compiles the pack with values for parameters of its rules.
    ///
    /// # Errors
    /// Where a file of it is no good: one line. A test of this crate shows that none is.
    fn compile(parameters: &[Parameter]) -> Result<Self, String> {
        let mut compilation = Compilation::new(&Options::default());
        let mut severities = Map::new();
        for (index, file) in FILES.iter().enumerate() {
            let tree = parse(file.text, Dialect::default())
                .into_result()
                .map_err(|errors| format!("{}: {:?}", file.file, errors.first()))?;
            for rule in &tree.rules {
                if let Some(word) = &rule.severity {
                    let severity =
                        severity(&word.text).ok_or_else(|| format!("{}: `{}` is no severity", file.file, word.text))?;
                    severities.insert((index, rule.name.span.start), severity);
                }
            }
            let mut given = Vec::new();
            for parameter in parameters {
                if parameter.file == index {
                    given.push((parameter.name.to_owned(), parameter.value.clone()));
                }
            }
            compilation.add(&SourceFile { text: file.text, rules: &tree, parameters: &given });
        }
        let (plan, problems) = compilation.finish();
        match problems.first() {
            Some(problem) => Err(format!("{}: {}", FILES[problem.file].file, problem.message)),
            None => Ok(Self { plan, severities }),
        }
    }
}

/// A pack, and the values for parameters that it was compiled with.
type Compiled = (Vec<Parameter>, Result<Rc<Pack>, String>);

/// How many packs are kept.
const MOST_KEPT: usize = 8;

thread_local! {
    /// One instance of the wasm module is one thread, and a run has few settings for many templates.
    static PACKS: RefCell<Vec<Compiled>> = const { RefCell::new(Vec::new()) };
}

/// The pack with values for parameters of its rules, compiled when they are new.
///
/// # Errors
/// See [`Pack::compile`].
pub(crate) fn pack(parameters: &[Parameter]) -> Result<Rc<Pack>, String> {
    PACKS.with_borrow_mut(|packs| {
        if let Some((_, pack)) = packs.iter().find(|(known, _)| known == parameters) {
            return pack.clone();
        }
        if packs.len() == MOST_KEPT {
            packs.clear();
        }
        let pack = Pack::compile(parameters).map(Rc::new);
        packs.push((parameters.to_vec(), pack.clone()));
        pack
    })
}

/// The index of the file whose id or name this is.
pub(crate) fn find(rule: &str) -> Option<usize> {
    let rule = comparable(rule);
    FILES.iter().position(|file| file.name == rule || file.id.eq_ignore_ascii_case(&rule))
}

/// What is said of a name that is no rule of the pack; none where it is one.
pub(crate) fn unknown_rule(name: &str) -> Option<String> {
    if find(name).is_some() {
        return None;
    }
    let next = match nearest(name, FILES.iter().flat_map(|file| [file.name, file.id])) {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None => "`tablewarden rules list` lists the built-in rules.".to_owned(),
    };
    Some(format!("Unknown rule `{name}`. {next}"))
}

/// The parameter of this name of a file: with the file's index and with the literal that its `let` gives.
pub(crate) fn parameter(index: usize, name: &str) -> Option<(usize, &'static str, ValueKind)> {
    let file = FILES.get(index)?;
    let name = file.parameters.iter().find(|parameter| **parameter == name)?;
    let assignments = parse(file.text, Dialect::default()).file.assignments;
    let assignment = assignments.into_iter().find(|assignment| *assignment.name == **name)?;
    match assignment.value {
        Operand::Value(value) => Some((index, name, value.kind)),
        _ => None,
    }
}

/// A severity by its word.
pub(crate) fn severity(word: &str) -> Option<Severity> {
    Some(match word {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        "note" => Severity::Note,
        _ => return None,
    })
}

/// The id and the title of each rule.
pub(crate) fn titles() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().map(|file| (file.id, file.title))
}

/// The list of the rules.
pub fn list() -> RulesResponse {
    let rules = FILES.iter().map(|file| RuleEntry {
        id: file.id.to_owned(),
        name: file.name.to_owned(),
        title: file.title.to_owned(),
        severity: file.severity,
        profile: file.profile,
        parameters: file.parameters.iter().map(|name| (*name).to_owned()).collect(),
    });
    RulesResponse { version: VERSION, rules: rules.collect() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_cloudformation::{Context, Template};
    use tablewarden_dynamodb::{Settings, TextFaults, facts};
    use tablewarden_engine::{Budget, Evaluation};
    use tablewarden_template::{Limits, Reading, Syntax, Tree, View, read};

    use super::*;

    #[test]
    fn every_file_of_the_pack_is_good() {
        assert_eq!(pack(&[]).err(), None);
    }

    #[test]
    fn a_rule_has_its_own_severity_or_its_files() {
        let pack = pack(&[]).unwrap();
        let index = FILES.iter().position(|file| !pack.severities.is_empty() && file.id.ends_with("K001")).unwrap();
        assert_eq!(pack.severity(index, u32::MAX), FILES[index].severity);
        assert!(pack.severities.values().any(|severity| *severity == Severity::Note));
    }

    #[test]
    fn packs_with_other_values_are_kept() {
        let index = find("encryption_tier").unwrap();
        let (file, name, _) = parameter(index, "minimum_tier").unwrap();
        let with = |tier| pack(&[Parameter { file, name, value: ValueKind::Int(tier) }]).unwrap();
        let (first, usual) = (with(2), pack(&[]).unwrap());
        assert!(Rc::ptr_eq(&first, &with(2)) && !Rc::ptr_eq(&first, &with(1)) && !Rc::ptr_eq(&first, &usual));
        assert!(Rc::ptr_eq(&usual, &pack(&[]).unwrap()));
        assert!(find("ddb-e001") == Some(index) && parameter(index, "minimum").is_none());
    }

    #[test]
    fn what_a_rule_supersedes_exists() {
        for file in FILES {
            for other in file.supersedes {
                assert!(FILES.iter().any(|file| file.id == *other), "{}: {other}", file.file);
            }
        }
    }

    /// Hands each template of the corpus with its facts to `look`.
    fn each_of_the_corpus(mut look: impl FnMut(&str, View<'_>, &Tree<'_>)) {
        let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
        for folder in std::fs::read_dir(corpus).unwrap() {
            for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                let bytes = std::fs::read(&path).unwrap();
                let Ok(text) = std::str::from_utf8(&bytes) else { continue };
                let document = read(text, Syntax::Auto, Limits { bytes: 100_000, ..Limits::default() });
                let context = Context::default();
                let template = Template::read(View::new(&document.tree, Reading::CloudFormation), &context);
                let facts = facts(&template, TextFaults::default(), &Settings::default(), None);
                let sight = template.view().join("DynamoDB", &facts.tree);
                look(&path.display().to_string(), template.view().seen(&sight), &facts.tree);
            }
        }
    }

    /// What is said of `AT_ONCE` in check.rs: rules ask nothing of a list but of its elements, one by one.
    #[test]
    fn element_by_element_the_pack_comes_to_the_same_as_on_the_whole() {
        let pack = pack(&[]).unwrap();
        let mut compared = 0;
        each_of_the_corpus(|path, joined, facts| {
            let budget = Budget::default();
            let (whole, windows) = (pack.plan.evaluate(joined, &budget, None), facts.windows(1));
            let sights = joined.through(&windows);
            let parts = pack.plan.evaluate_through(&sights, joined, &budget, None);
            let statuses = |of: &Evaluation<'_>| of.outcomes.iter().map(|one| one.status.clone()).collect::<Vec<_>>();
            assert_eq!(statuses(&whole), statuses(&parts), "{path}");
            let failures = |of: &Evaluation<'_>| {
                let each =
                    of.failures.iter().map(|failure| (failure.rule, failure.clause, failure.value, failure.place));
                let mut all: Vec<_> = each.collect();
                all.sort_unstable();
                all
            };
            assert_eq!(failures(&whole), failures(&parts), "{path}");
            compared += usize::from(windows.len() > 1);
        });
        assert!(compared > 100, "{compared}");
    }

    /// Rules that ask the same are walked together: that shows in no status, no failure and not in their order.
    #[test]
    fn walked_together_the_pack_comes_to_the_same_as_rule_by_rule() {
        let together = Pack::compile(&[]).unwrap().plan;
        let one_by_one = Pack::compile(&[]).unwrap().plan.rule_by_rule();
        assert!(together.walked_together() > 100, "{}", together.walked_together());
        let (mut compared, mut failures, mut steps) = (0, 0, [0, 0]);
        each_of_the_corpus(|path, joined, facts| {
            let windows = facts.windows(32);
            let sights = joined.through(&windows);
            let came = [&together, &one_by_one].map(|plan| {
                let evaluation = plan.evaluate_through(&sights, joined, &Budget::default(), None);
                (format!("{:#?} {:#?}", evaluation.outcomes, evaluation.failures), evaluation)
            });
            let [(one, first), (other, second)] = came;
            assert_eq!(one, other, "{path}");
            compared += 1;
            failures += first.failures.len();
            steps = [steps[0] + first.steps, steps[1] + second.steps];
        });
        assert!(compared > 300 && failures > 1000, "{compared} compared, {failures} failures");
        assert!(steps[0] < steps[1], "{steps:?}");
    }
}

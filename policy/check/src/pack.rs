//! The rules that are built in: found and read when the crate is built, compiled to a plan when they are first needed.

use std::rc::Rc;

use tablewarden_dynamodb::is_key;
use tablewarden_engine::{Dialect, Options, Plan, SourceFile};
use tablewarden_guard::parse;
use tablewarden_order::Map;
use tablewarden_wire::{Profile, RuleEntry, RulesResponse, Severity, VERSION};

use crate::waiving::plain;

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
    /// What other tools call it, separated by blanks.
    pub(crate) also_known_as: &'static str,
    /// The Guard text behind the header.
    pub(crate) text: &'static str,
}

/// The pack, ready to be evaluated.
#[derive(Debug)]
pub(crate) struct Pack {
    pub(crate) plan: Plan,
    /// Severities of rules that differ from their file's: by file and by where the rule's name stands.
    severities: Map<(usize, u32), Severity>,
    /// The files by their id and by their name, as they are compared.
    by_name: Map<String, usize>,
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

    /// The index of the file whose id or name this is.
    pub(crate) fn find(&self, rule: &str) -> Option<usize> {
        self.by_name.get(&plain(rule)).copied()
    }

    /// Compiles the pack.
    ///
    /// # Errors
    /// Where a file of it is no good: one line. A test of this crate shows that none is.
    fn compile() -> Result<Self, String> {
        let mut trees = Vec::with_capacity(FILES.len());
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
            trees.push(tree);
        }
        let sources: Vec<_> = FILES
            .iter()
            .zip(&trees)
            .map(|(file, rules)| SourceFile { text: file.text, rules, parameters: &[] })
            .collect();
        let (plan, problems) = Plan::compile(&sources, &Options::default());
        match problems.first() {
            Some(problem) => Err(format!("{}: {}", FILES[problem.file].file, problem.message)),
            None => {
                let names = FILES.iter().enumerate().flat_map(|(index, file)| [(file.id, index), (file.name, index)]);
                let by_name = names.map(|(name, index)| (plain(name), index)).collect();
                known_names(&plan).map(|()| Self { plan, severities, by_name })
            }
        }
    }
}

/// The names in the braces of messages are keys of facts.
fn known_names(plan: &Plan) -> Result<(), String> {
    let unknown = plan.placeholders().find(|one| !one.name.split('.').all(is_key));
    unknown.map_or(Ok(()), |one| {
        let file = FILES.get(one.file).map_or("", |file| file.file);
        Err(format!("{file}: a message names `{{{}}}`, and facts have no such key; correct it", one.name))
    })
}

thread_local! {
    /// Made once in a thread: one instance of the wasm module is one thread.
    static PACK: std::cell::OnceCell<Result<Rc<Pack>, String>> = const { std::cell::OnceCell::new() };
}

/// The pack, compiled at the first call.
///
/// # Errors
/// See [`Pack::compile`].
pub(crate) fn pack() -> Result<Rc<Pack>, String> {
    PACK.with(|pack| pack.get_or_init(|| Pack::compile().map(Rc::new)).clone())
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

/// The list of the rules.
pub(crate) fn list() -> RulesResponse {
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

    use super::*;

    #[test]
    fn every_file_of_the_pack_is_good() {
        assert_eq!(pack().err(), None);
    }

    #[test]
    fn a_message_that_names_what_facts_do_not_have_is_refused() {
        let plan = |message: &str| {
            let text = format!("rule r {{ DynamoDB.Tables[ LogicalId exists ] {{ Name exists <<{message}>> }} }}");
            let tree = parse(&text, Dialect::default()).into_result().unwrap();
            let source = SourceFile { text: &text, rules: &tree, parameters: &[] };
            Plan::compile(&[source], &Options::default()).0
        };
        assert_eq!(known_names(&plan("{What} has {Name.Value}, {not a name} and {{braces}}")), Ok(()));
        let error = known_names(&plan("{What} has {Nmae}")).err().unwrap_or_default();
        assert!(error.contains("`{Nmae}`"), "{error}");
    }

    #[test]
    fn a_rule_has_its_own_severity_or_its_files() {
        let pack = pack().unwrap();
        let index = FILES.iter().position(|file| !pack.severities.is_empty() && file.id.ends_with("K001")).unwrap();
        assert_eq!(pack.severity(index, u32::MAX), FILES[index].severity);
        assert!(pack.severities.values().any(|severity| *severity == Severity::Note));
    }

    #[test]
    fn every_parameter_of_a_header_is_a_variable_of_the_file() {
        for file in FILES {
            for parameter in file.parameters {
                assert!(file.text.contains(&format!("let {parameter} =")), "{}: {parameter}", file.file);
            }
        }
    }

    #[test]
    fn what_a_rule_supersedes_exists() {
        for file in FILES {
            for other in file.supersedes {
                assert!(FILES.iter().any(|file| file.id == *other), "{}: {other}", file.file);
            }
        }
    }
}

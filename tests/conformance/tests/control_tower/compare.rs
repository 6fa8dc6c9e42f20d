//! One rule file on its templates: our statuses beside those of cfn-guard. Never judges a difference.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tablewarden_conformance::{GaveUp, Verdict, Verdicts, compile as compile_rules, evaluated, theirs, verdicts_of};
use tablewarden_guard::Dialect;
use tablewarden_repository::{files_below, read, root};

use crate::corpus;
use crate::rules::RuleText;

/// What comparing one rule file came to.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    pub(crate) file: String,
    pub(crate) equal: usize,
    pub(crate) compared: usize,
    /// How many rules are evaluated by themselves.
    pub(crate) rules: usize,
    /// The statuses that cfn-guard gave, each with the position of its rule in the file.
    pub(crate) statuses: BTreeSet<(usize, &'static str)>,
    pub(crate) differences: Vec<Found>,
}

/// One difference.
#[derive(Debug)]
pub(crate) struct Found {
    /// The template's name.
    pub(crate) template: String,
    pub(crate) ours: String,
    pub(crate) theirs: String,
    /// The template.
    pub(crate) text: String,
}

impl Comparison {
    /// Whether any rule of the file had that status.
    pub(crate) fn shows(&self, status: &str) -> bool {
        self.statuses.iter().any(|(_, shown)| *shown == status)
    }

    fn compare(&mut self, template: String, ours: &Verdicts, theirs: Result<Verdicts, GaveUp>, text: String) {
        let theirs = match theirs {
            Ok(theirs) => {
                self.statuses.extend(theirs.iter().enumerate().map(|(index, (_, status))| (index, status.word())));
                self.compared += ours.len().max(theirs.len());
                self.equal += ours.iter().zip(&theirs).filter(|(ours, theirs)| ours == theirs).count();
                if *ours == theirs {
                    return;
                }
                joined(&theirs)
            }
            // One error ends their run; with us one rule has it, and the others have verdicts.
            Err(gave_up) => {
                let is_error = |(_, verdict): &(String, Verdict)| matches!(verdict, Verdict::Error(_));
                let both = !matches!(gave_up, GaveUp::Panicked(_)) && ours.iter().any(is_error);
                self.compared += 1;
                self.equal += usize::from(both);
                if both {
                    return;
                }
                format!("{gave_up:?}")
            }
        };
        self.differences.push(Found { template, ours: joined(ours), theirs, text });
    }
}

fn joined(verdicts: &Verdicts) -> String {
    verdicts.iter().map(|(_, verdict)| verdict.word()).collect::<Vec<_>>().join(" ")
}

fn compare(rule: &RuleText, written: &[(String, String)]) -> Comparison {
    let parsed = rule.parsed();
    let (plan, problems) = compile_rules(&rule.text, Dialect::V3_2_1).expect("it was parsed");
    assert_eq!(problems, [], "{}", rule.name);
    let made = corpus::templates(&rule.name, &rule.text, &parsed.file, &plan).into_iter().enumerate();
    let made = made.map(|(index, text)| (format!("made-{index}"), text));
    let written = written.iter().filter(|(name, _)| {
        let stem = name.split('.').next().unwrap_or_default();
        stem == "all" || stem == rule.name
    });
    let rules = parsed.file.plain_rules().count();
    let mut comparison = Comparison { file: rule.name.clone(), rules, ..Comparison::default() };
    for (name, text) in made.chain(written.cloned()) {
        let ours = evaluated(&plan, &text, None, |evaluation, _| verdicts_of(evaluation));
        let theirs = theirs(&rule.text, &text);
        comparison.compare(name, &ours, theirs, text);
    }
    comparison
}

/// The templates that were written by hand: name and text. `NAME.json` and `NAME.MORE.json` are for the rule file of that
/// name, `all.MORE.json` for every one.
fn written() -> Vec<(String, String)> {
    let files = files_below(&root().join("tests/conformance/templates"));
    let name = |path: &std::path::Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let files = files.iter().map(|path| (name(path), String::from_utf8(read(path)).expect("templates are UTF-8")));
    files.collect()
}

/// Compares all rule files, on as many threads as there are cores. In the order of the rule files.
pub(crate) fn all(rules: &[RuleText]) -> Vec<Comparison> {
    let written = written();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(rule) = rules.get(index) else { break };
                    let comparison = compare(rule, &written);
                    done.lock().expect("no thread panicked").push((index, comparison));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no thread panicked");
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, comparison)| comparison).collect()
}

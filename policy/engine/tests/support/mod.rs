//! Rules and documents as text in, verdicts and failures as short text out, for the tests beside this folder.

#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tablewarden_engine::{Budget, Dialect, Evaluation, LoadProblem, Options, Plan, RuleStatus, SourceFile, Status};
use tablewarden_source::Place;
use tablewarden_template::{Limits, Reading, Syntax, Tree, View, read};

/// How a run is made.
#[derive(Clone)]
pub struct Run<'t> {
    pub dialect: Dialect,
    pub steps: u64,
    pub now: Option<i64>,
    pub joined: Option<(&'t str, &'t Tree<'t>)>,
}

impl Default for Run<'_> {
    fn default() -> Self {
        Self { dialect: Dialect::V3_2_1, steps: Budget::default().steps, now: Some(1_700_000_000), joined: None }
    }
}

pub fn compile(rules: &str, dialect: Dialect) -> (Plan, Vec<LoadProblem>) {
    let parsed = tablewarden_guard::parse(rules, dialect);
    assert_eq!(parsed.errors, [], "{rules}");
    let source = SourceFile { text: rules, rules: &parsed.file, parameters: &[] };
    Plan::compile(&[source], &Options { dialect })
}

impl Run<'_> {
    /// Runs rules on a document and hands the evaluation to `look`.
    pub fn look<T>(&self, rules: &str, document: &str, look: impl FnOnce(&Evaluation<'_>, View<'_>) -> T) -> T {
        let (plan, _) = compile(rules, self.dialect);
        let document = read(document, Syntax::Auto, Limits::default());
        assert_eq!(document.problems, []);
        let mut view = View::new(&document.tree, Reading::GuardValidate);
        let sight = self.joined.map(|(key, tree)| view.join(key, tree));
        if let Some(sight) = &sight {
            view = view.seen(sight);
        }
        look(&plan.evaluate(view, &Budget { steps: self.steps }, self.now), view)
    }

    /// `name STATUS` for each rule, one behind the other.
    pub fn statuses(&self, rules: &str, document: &str) -> String {
        self.look(rules, document, |evaluation, _| {
            let each = evaluation.outcomes.iter().map(|outcome| format!("{} {}", outcome.name, word(&outcome.status)));
            each.collect::<Vec<_>>().join(", ")
        })
    }

    /// The status of the only rule; for an error its message.
    pub fn status(&self, rules: &str, document: &str) -> String {
        self.look(rules, document, |evaluation, _| {
            assert_eq!(evaluation.outcomes.len(), 1, "{rules}");
            match &evaluation.outcomes[0].status {
                RuleStatus::Error(message) => format!("ERROR {message}"),
                status => word(status).to_owned(),
            }
        })
    }

    /// `rule: clause text: text of the place: missing path: message` for each failure.
    pub fn failures(&self, rules: &str, document: &str) -> Vec<String> {
        self.look(rules, document, |evaluation, view| {
            let each = evaluation.failures.iter().map(|failure| {
                let place = text_of(document, failure.place);
                let missing = failure.missing.map_or(String::new(), |rest| format!(" ?{rest}"));
                let message = failure.message_text(rules, view).map_or(String::new(), |text| format!(" <<{text}>>"));
                let rule = evaluation.outcomes[failure.rule].name;
                format!("{rule}: {place}{missing}{message}")
            });
            each.collect()
        })
    }
}

fn text_of(document: &str, place: Place) -> &str {
    place.span().of(document)
}

fn word(status: &RuleStatus) -> &'static str {
    match status {
        RuleStatus::Verdict(Status::Pass) => "PASS",
        RuleStatus::Verdict(Status::Fail) => "FAIL",
        RuleStatus::Verdict(Status::Skip) => "SKIP",
        RuleStatus::Error(_) => "ERROR",
    }
}

/// The status of one clause in a rule of its own, under 3.2.1.
pub fn clause(clause: &str, document: &str) -> String {
    Run::default().status(&format!("rule r {{\n{clause}\n}}"), document)
}

pub fn old() -> Run<'static> {
    Run { dialect: Dialect::V3_2_0, ..Run::default() }
}

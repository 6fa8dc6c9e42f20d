//! What a rule file says of a document: by our engine, and by cfn-guard 3.2.1 in this process. Names and statuses in the
//! order of the rules, for a name may stand there more than once.

use tablewarden_engine::{Budget, Dialect, Options, Plan, RuleStatus, SourceFile, Status};
use tablewarden_template::{Limits, Reading, Syntax, View, read};

/// Names and statuses: PASS, FAIL, SKIP, or ERROR.
pub(crate) type Verdicts = Vec<(String, &'static str)>;

/// Our verdicts, and the clauses that failed, by their place in the rule text.
pub(crate) struct Ours {
    pub(crate) verdicts: Verdicts,
    pub(crate) failed: Vec<u32>,
}

/// A rule file as our engine evaluates it.
pub(crate) fn compile(text: &str, rules: &tablewarden_guard::RuleFile) -> Plan {
    let source = SourceFile { text, rules, parameters: &[] };
    let (plan, problems) = Plan::compile(&[source], &Options { dialect: Dialect::V3_2_1 });
    assert_eq!(problems, []);
    plan
}

pub(crate) fn ours(plan: &Plan, document: &str) -> Ours {
    let document = read(document, Syntax::Json, Limits::default());
    assert_eq!(document.problems, []);
    let view = View::new(&document.tree, Reading::GuardValidate);
    let evaluation = plan.evaluate(view, &Budget::default(), None);
    let verdicts = evaluation.outcomes.iter().map(|outcome| {
        let status = match &outcome.status {
            RuleStatus::Verdict(Status::Pass) => "PASS",
            RuleStatus::Verdict(Status::Fail) => "FAIL",
            RuleStatus::Verdict(Status::Skip) => "SKIP",
            RuleStatus::Error(_) => "ERROR",
        };
        (outcome.name.to_owned(), status)
    });
    let verdicts = verdicts.collect();
    let mut failed: Vec<_> = evaluation.failures.iter().map(|failure| failure.clause.start).collect();
    failed.sort_unstable();
    failed.dedup();
    Ours { verdicts, failed }
}

/// What [`theirs`] says where cfn-guard panicked.
pub(crate) const PANIC: &str = "panic";

/// Their verdicts. Where cfn-guard gives up or panics it does so for the whole file, and that is the error.
pub(crate) fn theirs(rules: &str, document: &str) -> Result<Verdicts, String> {
    let run = || {
        let data = cfn_guard::ValidateInput { content: document, file_name: "data.json" };
        let rules = cfn_guard::ValidateInput { content: rules, file_name: "rules.guard" };
        // Only a verbose report is whole.
        cfn_guard::run_checks(data, rules, true)
    };
    let report = std::panic::catch_unwind(run).map_err(|_| PANIC.to_owned())?.map_err(|error| error.to_string())?;
    let report: serde_json::Value = serde_json::from_str(&report).map_err(|error| error.to_string())?;
    let children = report["children"].as_array().ok_or("a report without rules")?;
    let verdict = |child: &serde_json::Value| {
        let check = &child["container"]["RuleCheck"];
        let status = match check["status"].as_str()? {
            "PASS" => "PASS",
            "FAIL" => "FAIL",
            "SKIP" => "SKIP",
            _ => return None,
        };
        Some((check["name"].as_str()?.to_owned(), status))
    };
    children.iter().map(verdict).collect::<Option<_>>().ok_or_else(|| "a report that is read wrong".to_owned())
}

//! The two that are compared: cfn-guard in this process, and our engine. Rules and a JSON document in, statuses out.

use std::cell::Cell;
use std::sync::Once;
use std::time::UNIX_EPOCH;

use tablewarden_engine::{Budget, Dialect, Options, Plan, RuleStatus, SourceFile, Status};
use tablewarden_template::{Limits, Reading, Syntax, View, read};

/// What one rule came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Pass,
    Fail,
    Skip,
    /// Why there is no verdict; only ours.
    Error(String),
}

/// Verdicts by rule, in order: a name may stand twice.
pub(crate) type Verdicts = Vec<(String, Verdict)>;

/// What cfn-guard said.
pub(crate) enum Theirs {
    Verdicts(Verdicts),
    /// It refused the rule file.
    Unread(String),
    /// It gave up on the file, with an error or a panic.
    Aborted(String),
}

/// Our verdicts, or the first error in the text.
pub(crate) fn ours(rules: &str, document: &str, dialect: Dialect) -> Result<Verdicts, String> {
    let file = tablewarden_guard::parse(rules, dialect)
        .into_result()
        .map_err(|errors| format!("{} at {:?}", errors[0].message, errors[0].span))?;
    let source = SourceFile { text: rules, rules: &file, parameters: &[] };
    let (plan, _) = Plan::compile(&[source], &Options { dialect });
    let document = read(document, Syntax::Json, Limits::default());
    assert_eq!(document.problems, []);
    let view = View::new(&document.tree, Reading::GuardValidate);
    // cfn-guard asks the clock, and a document may have a time that lies before or after.
    let now = UNIX_EPOCH.elapsed().unwrap().as_secs();
    let evaluation = plan.evaluate(view, &Budget::default(), i64::try_from(now).ok());
    let verdicts = evaluation.outcomes.iter().map(|outcome| {
        let verdict = match &outcome.status {
            RuleStatus::Verdict(Status::Pass) => Verdict::Pass,
            RuleStatus::Verdict(Status::Fail) => Verdict::Fail,
            RuleStatus::Verdict(Status::Skip) => Verdict::Skip,
            RuleStatus::Error(message) => Verdict::Error(message.to_string()),
        };
        (outcome.name.to_owned(), verdict)
    });
    Ok(verdicts.collect())
}

pub(crate) fn theirs(rules: &str, document: &str) -> Theirs {
    let run = || {
        let data = cfn_guard::ValidateInput { content: document, file_name: "data.json" };
        let rules = cfn_guard::ValidateInput { content: rules, file_name: "rules.guard" };
        cfn_guard::run_checks(data, rules, true).map_err(|error| error.to_string())
    };
    match quietly(run) {
        Err(panic) => Theirs::Aborted(format!("panic: {panic}")),
        Ok(Err(error)) if error.contains("Error parsing file rules.guard") => Theirs::Unread(error),
        Ok(Err(error)) => Theirs::Aborted(error),
        Ok(Ok(report)) => Theirs::Verdicts(verdicts(&report)),
    }
}

fn verdicts(report: &str) -> Verdicts {
    if report.is_empty() {
        return Vec::new();
    }
    let report: serde_json::Value = serde_json::from_str(report).unwrap();
    let children = report["children"].as_array().unwrap();
    let verdicts = children.iter().map(|child| {
        let check = &child["container"]["RuleCheck"];
        let name = check["name"].as_str().unwrap();
        let name = if name.ends_with("/default") { "default" } else { name };
        let verdict = match check["status"].as_str().unwrap() {
            "PASS" => Verdict::Pass,
            "FAIL" => Verdict::Fail,
            _ => Verdict::Skip,
        };
        (name.to_owned(), verdict)
    });
    verdicts.collect()
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`, which may panic without a word on the terminal; gives what the panic said.
fn quietly<T>(work: impl FnOnce() -> T + std::panic::UnwindSafe) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                usual(panic);
            }
        }));
    });
    QUIET.set(true);
    let result = std::panic::catch_unwind(work);
    QUIET.set(false);
    result.map_err(|panic| match panic.downcast_ref::<String>() {
        Some(message) => message.clone(),
        None => panic.downcast_ref::<&str>().copied().unwrap_or("without a message").to_owned(),
    })
}

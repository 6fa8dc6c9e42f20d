//! What our engine says of a JSON document, read as cfn-guard reads it.

use tablewarden_engine::{Budget, Dialect, Evaluation, LoadProblem, Options, Plan, RuleStatus, SourceFile, Status};
use tablewarden_template::{Limits, Reading, Syntax, View, read};

use crate::verdicts::{Verdict, Verdicts};

/// Our verdicts. `now` is what `now()` gives.
///
/// # Errors
/// The first error in the rules.
pub fn ours(rules: &str, document: &str, dialect: Dialect, now: Option<i64>) -> Result<Verdicts, String> {
    let (plan, _) = compile(rules, dialect)?;
    Ok(evaluated(&plan, document, now, |evaluation, _| verdicts_of(evaluation)))
}

/// Rules as our engine evaluates them, and what is wrong with some of them.
///
/// # Errors
/// The first error in the text.
pub fn compile(rules: &str, dialect: Dialect) -> Result<(Plan, Vec<LoadProblem>), String> {
    let file = tablewarden_guard::parse(rules, dialect)
        .into_result()
        .map_err(|errors| format!("{} at {:?}", errors[0].message, errors[0].span))?;
    let source = SourceFile { text: rules, rules: &file, parameters: &[] };
    Ok(Plan::compile(&[source], &Options { dialect }))
}

/// Hands the evaluation of a document to `look`.
pub fn evaluated<T>(
    plan: &Plan,
    document: &str,
    now: Option<i64>,
    look: impl FnOnce(&Evaluation<'_>, View<'_>) -> T,
) -> T {
    let document = read(document, Syntax::Json, Limits::default());
    assert_eq!(document.problems, []);
    let view = View::new(&document.tree, Reading::GuardValidate);
    look(&plan.evaluate(view, &Budget::default(), now), view)
}

/// The verdicts of an evaluation.
#[must_use]
pub fn verdicts_of(evaluation: &Evaluation<'_>) -> Verdicts {
    let verdict = |status: &RuleStatus| match status {
        RuleStatus::Verdict(Status::Pass) => Verdict::Pass,
        RuleStatus::Verdict(Status::Fail) => Verdict::Fail,
        RuleStatus::Verdict(Status::Skip) => Verdict::Skip,
        RuleStatus::Error(message) => Verdict::Error(message.to_string()),
    };
    evaluation.outcomes.iter().map(|outcome| (outcome.name.to_owned(), verdict(&outcome.status))).collect()
}

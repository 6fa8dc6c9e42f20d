//! Our engine measured: rules parsed and compiled once, the document read and evaluated, statuses and all failures with
//! their places written as JSON.

use std::time::Instant;

use serde::Serialize;
use tablewarden_engine::{Budget, Compilation, Dialect, Evaluation, Options, Plan, RuleStatus, SourceFile, Status};
use tablewarden_source::{Columns, LineIndex, Position};
use tablewarden_template::{Limits, Reading, Syntax, View, read};

use crate::error::Result;
use crate::measured::{Clock, Measured, Span, Verdicts, peak_bytes};
use crate::rule_files::RuleText;

/// The repeated part is run this often, but not for longer than two seconds.
const REPEATS: usize = 15;

/// So that `now()` has an answer.
const NOW: Option<i64> = Some(1_700_000_000);

pub(crate) fn measure(document: &str, rules: &[RuleText]) -> Result<Measured> {
    let clock = Clock::start();
    let plan = compile(rules)?;
    let (report, verdicts) = check(&plan, rules, document)?;
    let whole = clock.stop();
    let peak_bytes = peak_bytes();
    let report_bytes = report.len() as u64;
    drop(report);
    let mut spans = Vec::with_capacity(REPEATS);
    let started = Instant::now();
    while spans.is_empty() || spans.len() < REPEATS && started.elapsed().as_secs() < 2 {
        let clock = Clock::start();
        drop(check(&plan, rules, document)?);
        spans.push(clock.stop());
    }
    spans.sort_by_key(|span: &Span| span.wall_ns);
    let repeated = spans.get(spans.len() / 2).copied();
    Ok(Measured { whole, repeated, peak_bytes, report_bytes, verdicts })
}

fn compile(rules: &[RuleText]) -> Result<Plan> {
    let mut compilation = Compilation::new(&Options::default());
    for rule in rules {
        let tree = tablewarden_guard::parse(&rule.text, Dialect::V3_2_1).into_result();
        let tree = tree.map_err(|errors| format!("{}: {errors:?}", rule.name))?;
        compilation.add(&SourceFile { text: &rule.text, rules: &tree, parameters: &[] });
    }
    Ok(compilation.finish().0)
}

fn check(plan: &Plan, rules: &[RuleText], document: &str) -> Result<(Vec<u8>, Verdicts)> {
    let read = read(document, Syntax::Json, Limits::default());
    if let Some(problem) = read.problems.first() {
        return Err(format!("the document: {problem:?}"));
    }
    let view = View::new(&read.tree, Reading::GuardValidate);
    let evaluation = plan.evaluate(view, &Budget { steps: u64::MAX }, NOW);
    let report = serde_json::to_vec(&Report::new(&evaluation, rules, document)).map_err(|error| error.to_string())?;
    Ok((report, verdicts(&evaluation)))
}

fn verdicts(evaluation: &Evaluation<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for outcome in &evaluation.outcomes {
        match outcome.status {
            RuleStatus::Verdict(Status::Pass) => verdicts.pass += 1,
            RuleStatus::Verdict(Status::Fail) => verdicts.fail += 1,
            RuleStatus::Verdict(Status::Skip) => verdicts.skip += 1,
            RuleStatus::Error(_) => verdicts.error += 1,
        }
    }
    verdicts
}

#[derive(Serialize)]
struct Report<'e> {
    rules: Vec<Rule<'e>>,
    failures: Vec<Failure<'e>>,
}

#[derive(Serialize)]
struct Rule<'e> {
    file: usize,
    name: &'e str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'e str>,
}

#[derive(Serialize)]
struct Failure<'e> {
    /// Index of the rule.
    rule: usize,
    /// Where the clause is in the rule file, in bytes.
    clause: (u32, u32),
    /// Where the value is in the document.
    start: (u32, u32),
    end: (u32, u32),
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'e str>,
}

impl<'e> Report<'e> {
    fn new(evaluation: &'e Evaluation<'_>, files: &'e [RuleText], document: &str) -> Self {
        let rules = evaluation.outcomes.iter().map(|outcome| {
            let (status, error) = match &outcome.status {
                RuleStatus::Verdict(Status::Pass) => ("PASS", None),
                RuleStatus::Verdict(Status::Fail) => ("FAIL", None),
                RuleStatus::Verdict(Status::Skip) => ("SKIP", None),
                RuleStatus::Error(error) => ("ERROR", Some(&**error)),
            };
            Rule { file: outcome.file, name: outcome.name, status, error }
        });
        let lines = LineIndex::new(document);
        let position = |offset| {
            let Position { line, column } = lines.position(document, offset, Columns::Utf16);
            (line, column)
        };
        let text = |rule: usize| files.get(evaluation.outcomes.get(rule)?.file).map(|file| &*file.text);
        let failures = evaluation.failures.iter().map(|failure| Failure {
            rule: failure.rule,
            clause: (failure.clause.start, failure.clause.end),
            start: position(failure.place.span().start),
            end: position(failure.place.span().end),
            missing: failure.missing,
            message: failure.message.zip(text(failure.rule)).map(|(span, text)| span.of(text)),
            reason: failure.reason.as_deref(),
        });
        Self { rules: rules.collect(), failures: failures.collect() }
    }
}

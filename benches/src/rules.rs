//! The rule pack measured: a template read, its facts gathered, all rules evaluated on them.

use std::path::Path;
use std::time::Instant;

use serde::Serialize;
use tablewarden_cloudformation::{Context, Template};
use tablewarden_dynamodb::{Settings, TextFaults, facts};
use tablewarden_engine::{Budget, Compilation, Dialect, Options, Plan, SourceFile};
use tablewarden_template::{Limits, Reading, Syntax, View, read};

use crate::document;
use crate::error::Result;
use crate::measured::{Clock, Span};

/// Everything is done this often, but not for longer than three seconds; the medians are printed.
const REPEATS: usize = 15;

/// Windows as the engine's door has them.
const AT_ONCE: usize = 32;

/// What one process measured.
#[derive(Serialize)]
pub(crate) struct Measured {
    bytes: usize,
    rules: usize,
    failures: usize,
    /// Bytes into nodes.
    read: Span,
    /// Nodes into facts.
    facts: Span,
    /// All rules on the facts.
    evaluate: Span,
}

/// The times of one way through.
#[derive(Clone, Copy)]
struct Times {
    read: Span,
    facts: Span,
    evaluate: Span,
}

/// Measures the rules of `folder` on a template with so many tables.
pub(crate) fn measure(tables: usize, folder: &Path) -> Result<Measured> {
    let bytes = document::template(tables).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let plan = compile(folder)?;
    let (mut all, started) = (Vec::new(), Instant::now());
    let mut counts = (0, 0);
    while all.is_empty() || all.len() < REPEATS && started.elapsed().as_secs() < 3 {
        let (times, rules, failures) = once(&plan, &text)?;
        counts = (rules, failures);
        all.push(times);
    }
    let median = |of: fn(&Times) -> Span| {
        let mut spans: Vec<Span> = all.iter().map(of).collect();
        spans.sort_by_key(|span| span.cpu_ns.unwrap_or(span.wall_ns));
        spans.get(spans.len() / 2).copied().unwrap_or_default()
    };
    Ok(Measured {
        bytes: text.len(),
        rules: counts.0,
        failures: counts.1,
        read: median(|times| times.read),
        facts: median(|times| times.facts),
        evaluate: median(|times| times.evaluate),
    })
}

fn compile(folder: &Path) -> Result<Plan> {
    let mut compilation = Compilation::new(&Options::default());
    for rule in tablewarden_rules::read(folder)? {
        let tree = tablewarden_guard::parse(&rule.text, Dialect::V3_2_1).into_result();
        let tree = tree.map_err(|errors| format!("{}: {errors:?}", rule.file))?;
        compilation.add(&SourceFile { text: &rule.text, rules: &tree, parameters: &[] });
    }
    Ok(compilation.finish().0)
}

/// One way through: the times, how many rules there are, and how many failures.
fn once(plan: &Plan, text: &str) -> Result<(Times, usize, usize)> {
    let clock = Clock::start();
    let document = read(text, Syntax::Json, Limits::default());
    let read = clock.stop();
    if let Some(problem) = document.problems.first() {
        return Err(format!("the document: {problem:?}"));
    }
    let clock = Clock::start();
    let context = Context::default();
    let template = Template::read(View::new(&document.tree, Reading::CloudFormation), &context);
    let settings = Settings { profile: "recommended".to_owned(), region: None };
    let found =
        facts(&template, TextFaults { duplicates: &document.duplicates, aliases: &document.aliases }, &settings, None);
    let facts = clock.stop();
    let clock = Clock::start();
    let sight = template.view().join("DynamoDB", &found.tree);
    let joined = template.view().seen(&sight);
    let windows = found.tree.windows(AT_ONCE);
    let sights = joined.through(&windows);
    let evaluation = plan.evaluate_through(&sights, joined, &Budget { steps: u64::MAX }, None);
    let evaluate = clock.stop();
    Ok((Times { read, facts, evaluate }, evaluation.outcomes.len(), evaluation.failures.len()))
}

//! `cargo xtask bench rules`: the rule pack on templates with more and more tables, each measurement in a process of its own.
//! Prints a table in Markdown, and whether one more table costs the same in small templates and in big ones.

use std::process::{ExitCode, Stdio};

use serde_json::Value;

use super::program;
use crate::error::Result;
use crate::places::Places;
use crate::programs::process;

const TABLES: [u32; 4] = [10, 100, 1000, 10_000];
const ROUNDS: usize = 5;

/// How far the costs of a table may be apart.
const APART: f64 = 0.20;

/// The medians of one size, in nanoseconds.
struct Row {
    tables: u32,
    bytes: f64,
    read: f64,
    facts: f64,
    evaluate: f64,
}

pub(super) fn run() -> Result<ExitCode> {
    let places = Places::find()?;
    let program = program::build(&places)?;
    let mut samples: Vec<Vec<Value>> = TABLES.iter().map(|_| Vec::new()).collect();
    for round in 0..ROUNDS {
        eprintln!("xtask: round {} of {ROUNDS}", round + 1);
        for (tables, samples) in TABLES.iter().zip(&mut samples) {
            let mut command = process::command(&program.to_string_lossy(), &places.root);
            command.args(["rules", &tables.to_string(), "rules/dynamodb"]).stderr(Stdio::inherit());
            let printed = process::output(&mut command)?;
            samples.push(serde_json::from_str(&printed).map_err(|error| format!("a measurement is no JSON: {error}"))?);
        }
    }
    let rows: Vec<Row> = TABLES.iter().zip(&samples).filter_map(|(tables, samples)| row(*tables, samples)).collect();
    print!("{}", table(&rows, samples.first().and_then(|samples| samples.first())));
    Ok(ExitCode::SUCCESS)
}

fn row(tables: u32, samples: &[Value]) -> Option<Row> {
    let time = |key: &str| {
        let of = |sample: &Value| sample[key]["cpu_ns"].as_f64().or_else(|| sample[key]["wall_ns"].as_f64());
        let mut times: Vec<f64> = samples.iter().filter_map(of).collect();
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied()
    };
    Some(Row {
        tables,
        bytes: samples.first()?["bytes"].as_f64()?,
        read: time("read")?,
        facts: time("facts")?,
        evaluate: time("evaluate")?,
    })
}

fn table(rows: &[Row], sample: Option<&Value>) -> String {
    let rules = sample.map(|sample| sample["rules"].to_string()).unwrap_or_default();
    let mut text = format!(
        "{rules} rules\n\n| tables | MB | read | facts | evaluate | read, a table | facts, a table | evaluate, a table | evaluate : read |\n"
    );
    text.push_str("|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for row in rows {
        let each = |time: f64| format!("{:.1} µs", time / f64::from(row.tables) / 1e3);
        let whole = |time: f64| format!("{:.2} ms", time / 1e6);
        let (read, facts, evaluate) = (row.read, row.facts, row.evaluate);
        text.push_str(&format!(
            "| {} | {:.2} | {} | {} | {} | {} | {} | {} | {:.1} |\n",
            row.tables,
            row.bytes / 1e6,
            whole(read),
            whole(facts),
            whole(evaluate),
            each(read),
            each(facts),
            each(evaluate),
            evaluate / read,
        ));
    }
    let cost = |row: &Row| (row.read + row.facts + row.evaluate) / f64::from(row.tables);
    if let (Some(small), Some(big)) = (rows.iter().find(|row| row.tables == 100), rows.last()) {
        let apart = cost(big) / cost(small) - 1.0;
        let met = if apart.abs() <= APART { "met" } else { "missed" };
        text.push_str(&format!(
            "\none table costs the same at {} and {}, within {:.0} %: {met} ({:.1} µs and {:.1} µs, {:+.0} %)\n",
            small.tables,
            big.tables,
            APART * 100.0,
            cost(small) / 1e3,
            cost(big) / 1e3,
            apart * 100.0
        ));
    }
    text
}

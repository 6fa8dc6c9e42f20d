//! `cargo xtask bench fleet`: ten thousand templates of 10 KB through the command and through Node, on all cores, and cfn-lint on a
//! hundredth of them. Prints a table in Markdown: time, templates a second, and the most memory that the process held. What is
//! reported has to be the same, whatever finishes first; anything else is an error.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use crate::build::{self, flavour::Flavour};
use crate::error::Result;
use crate::places::{Places, read};
use crate::programs::{npm, process, python};

/// How many templates there are.
const TEMPLATES: usize = 10_000;

/// The exit code of cfn-lint where it read everything and found errors.
const LINT_FOUND: i32 = 2;

/// How many of them a program that takes long gets.
const FEW: usize = TEMPLATES / 100;

/// One program over a folder of templates.
struct Measured {
    name: &'static str,
    templates: usize,
    clock: Duration,
    /// In bytes, where the system says it.
    peak: Option<u64>,
}

pub(super) fn run() -> Result<ExitCode> {
    let places = Places::find()?;
    let command = build::make(&places, Flavour::Shipped)?;
    let package = places.root.join("npm");
    npm::clean_install(&package)?;
    npm::script(&package, "build")?;
    let lint = python::with(&places, "cfn-lint", &places.root.join("benches").join("fleet").join("requirements.txt"))?;
    let (all, few) = (templates(&places, TEMPLATES)?, templates(&places, FEW)?);

    let script = package.join("bin").join("tablewarden.js");
    let mut node = process::command("node", &places.root);
    node.arg(&script);
    let programs = [
        ("`tablewarden`", process::command(&command.to_string_lossy(), &places.root)),
        ("`tablewarden`, again", process::command(&command.to_string_lossy(), &places.root)),
        ("`tablewarden` in Node", node),
    ];
    let mut rows = Vec::new();
    let mut first: Option<Vec<u8>> = None;
    for (name, mut program) in programs {
        let report = all.with_file_name("fleet.json");
        program.args(["check", "--no-config", "--now", "1790000000", "--format", "json", "--output-file"]);
        rows.push(measure(name, TEMPLATES, 1, program.arg(&report).arg(&all))?);
        let report = read(&report)?;
        if *first.get_or_insert_with(|| report.clone()) != report {
            return Err(format!("{name} reports something else"));
        }
    }
    rows.push(measure("cfn-lint", FEW, LINT_FOUND, &mut cfn_lint(&lint, &few, &places))?);
    print!("{}", table(&rows));
    Ok(ExitCode::SUCCESS)
}

/// Templates as in docs/fleet.md, made once.
fn templates(places: &Places, count: usize) -> Result<PathBuf> {
    let folder = places.out.join("bench").join(format!("fleet-{count}"));
    if !folder.exists() {
        let mut generate = process::command("python3", &places.root);
        process::run(generate.arg("tests/fleet/generate.py").arg(&folder).arg(count.to_string()))?;
    }
    Ok(folder)
}

fn cfn_lint(python: &Path, folder: &Path, places: &Places) -> Command {
    let program = python.with_file_name(if cfg!(windows) { "cfn-lint.exe" } else { "cfn-lint" });
    let mut lint = process::command(&program.to_string_lossy(), &places.root);
    lint.args(["--format", "json", "--"]).arg(folder.join("**").join("*.yaml"));
    lint
}

/// Runs a program to its end, which has to come with the exit code `found`.
fn measure(name: &'static str, templates: usize, found: i32, command: &mut Command) -> Result<Measured> {
    eprintln!("xtask: {name} over {templates} templates");
    let started = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot run `{command:?}`: {error}"))?;
    let mut peak = None;
    let status = loop {
        peak = peak.max(process::peak_of(&child));
        match child.try_wait().map_err(|error| format!("`{command:?}`: {error}"))? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    if status.code() != Some(found) {
        return Err(format!("`{command:?}` ended with {status}, not with {found}: it did not check everything"));
    }
    Ok(Measured { name, templates, clock: started.elapsed(), peak })
}

fn table(rows: &[Measured]) -> String {
    let mut out = "| program | templates | time | a second | most memory |\n|---|--:|--:|--:|--:|\n".to_owned();
    for Measured { name, templates, clock, peak } in rows {
        let seconds = clock.as_secs_f64();
        let peak = peak.map_or_else(|| "unknown".to_owned(), |peak| format!("{} MB", peak / 1_000_000));
        out += &format!("| {name} | {templates} | {seconds:.1} s | {:.0} | {peak} |\n", *templates as f64 / seconds);
    }
    out
}

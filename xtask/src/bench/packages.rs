//! `cargo xtask bench packages`: what the npm packages that check templates weigh, and what a process pays for a check by each. All are
//! asked about the same template, one after the other in every round. Prints a table in Markdown.

use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;

use super::timed::{Time, median, timed};
use crate::build::wasm_size;
use crate::error::Result;
use crate::places::{Places, read};
use crate::programs::{npm, process};

const ROUNDS: usize = 7;

const TEMPLATE: &str = "examples/pattern1.yaml";

/// What is compared.
struct Subject {
    /// What `benches/packages/subjects.mjs` calls it.
    name: &'static str,
    title: &'static str,
    /// Where the package is.
    folder: &'static str,
    /// What does the work in it.
    engine: &'static str,
}

const SUBJECTS: [Subject; 4] = [
    Subject { name: "tablewarden", title: "tablewarden", folder: "npm", engine: "dist/tablewarden.wasm" },
    Subject {
        name: "aws-rego",
        title: "@aws/cloudformation-validate, `RegoEngine`",
        folder: "benches/packages/node_modules/@aws/cloudformation-validate",
        engine: "bindings_wasm_bg.wasm",
    },
    Subject {
        name: "aws-cel",
        title: "the same, `CelEngine`",
        folder: "benches/packages/node_modules/@aws/cloudformation-validate",
        engine: "bindings_wasm_bg.wasm",
    },
    Subject {
        name: "cfnguard",
        title: "@cdklabs/cdk-validator-cfnguard",
        folder: "benches/packages/node_modules/@cdklabs/cdk-validator-cfnguard",
        engine: "bin/ubuntu/x86_64/cfn-guard",
    },
];

/// What the processes of one subject took: those that only import it, and those that check once too.
#[derive(Default)]
struct Processes([Vec<f64>; 2]);

pub(super) fn run() -> Result<ExitCode> {
    let places = Places::find()?;
    let folder = places.root.join("benches").join("packages");
    npm::clean_install(&folder)?;
    npm::script(&places.root.join("npm"), "build")?;
    let (mut empty, mut processes) = (Vec::new(), SUBJECTS.map(|_| Processes::default()));
    for round in 0..ROUNDS {
        eprint!("\rxtask: round {} of {ROUNDS}", round + 1);
        empty.push(spent(timed(process::command("node", &places.root).args(["-e", "0"]), 0)?));
        for (subject, Processes(times)) in SUBJECTS.iter().zip(&mut processes) {
            for (checks, times) in ["0", "1"].into_iter().zip(times) {
                let mut node = process::command("node", &places.root);
                node.arg(folder.join("one.mjs")).args([subject.name, TEMPLATE, checks]);
                times.push(spent(timed(&mut node, 0)?));
            }
        }
    }
    eprintln!();
    let empty = median(empty.into_iter()).unwrap_or_default();
    println!("| package | tarball | installed | engine | engine, gzip | import | first check |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    for (subject, Processes(times)) in SUBJECTS.iter().zip(processes) {
        let [import, first] = times.map(|times| median(times.into_iter()).unwrap_or_default());
        let times = [import - empty, first - import].map(|time| format!("{time:.0} ms"));
        println!("| {} | {} | {} |", subject.title, sizes(&places.root, subject)?, times.join(" | "));
    }
    println!("\n`node -e 0`: {empty:.0} ms");
    Ok(ExitCode::SUCCESS)
}

/// The processor's time; the clock's where the system does not say it.
fn spent(Time { clock, processor }: Time) -> f64 {
    processor.unwrap_or(clock)
}

/// Four cells of the table.
fn sizes(root: &Path, subject: &Subject) -> Result<String> {
    let folder = root.join(subject.folder);
    let mut pack = process::command("npm", &folder);
    let said = process::output(pack.args(["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"]))?;
    let said: Value = serde_json::from_str(&said).map_err(|error| format!("npm pack says no JSON: {error}"))?;
    let of_package = |key: &str| said[0][key].as_f64().ok_or_else(|| format!("npm pack says no `{key}`"));
    let engine = read(&folder.join(subject.engine))?;
    let (tarball, installed, packed) = (of_package("size")?, of_package("unpackedSize")?, wasm_size::gzip(&engine)?);
    let cells = [tarball, installed, engine.len() as f64, packed as f64];
    Ok(cells.map(|bytes| format!("{:.2} MB", bytes / 1e6)).join(" | "))
}

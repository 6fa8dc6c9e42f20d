//! `cargo xtask bench start`: how long the command and the npm package take to start, and the command on a thousand tables,
//! side by side with an earlier build. Every round runs everything once, so that what else the machine does meets all
//! alike. Prints a table in Markdown and the targets, met or missed; a target that is missed is no error.

mod table;
mod times;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;

use super::artifacts::{self, Artifacts};
use super::timed::{Time, timed};
use crate::error::Result;
use crate::places::{Places, write};
use crate::programs::process;
use times::{Measure, Times};

/// The templates of the benchmarks; that file needs nothing of its crate, which takes minutes to build.
#[path = "../../../benches/src/document.rs"]
mod document;

const ROUNDS: usize = 31;

/// Of what takes long, only every so many rounds one.
const SELDOM: usize = 4;

const TABLES: usize = 1000;

/// What every measurement needs.
struct Bench {
    root: PathBuf,
    empty: PathBuf,
    many: PathBuf,
}

pub(super) fn run(arguments: &[String]) -> Result<ExitCode> {
    let places = Places::find()?;
    let before = match arguments {
        [] => artifacts::of_baseline(&places)?,
        [folder] => Artifacts::in_folder(Path::new(folder))?,
        _ => {
            return Err("usage: cargo xtask bench start [FOLDER WITH tablewarden, tablewarden.wasm AND npm]".to_owned());
        }
    };
    let now = artifacts::of_this(&places)?;
    let bench = Bench { root: places.root.clone(), empty: empty_program(&places)?, many: many_tables(&places)? };
    let (mut then_times, mut now_times) = (Times::default(), Times::default());
    for round in 0..ROUNDS {
        eprint!("\rxtask: round {} of {ROUNDS}", round + 1);
        for (artifacts, times) in [(&before, &mut then_times), (&now, &mut now_times)] {
            bench.round(artifacts, times, round % SELDOM == 0)?;
        }
    }
    eprintln!();
    let sizes = [artifacts::sizes(&before, &places)?, artifacts::sizes(&now, &places)?];
    print!("{}", table::print(&then_times, &now_times, sizes));
    Ok(ExitCode::SUCCESS)
}

impl Bench {
    /// Everything once; what takes long only where that is wanted.
    fn round(&self, artifacts: &Artifacts, times: &mut Times, with_long: bool) -> Result<()> {
        let command = artifacts.command.to_string_lossy().into_owned();
        let script = artifacts.package.join("bin/tablewarden.js").to_string_lossy().into_owned();
        let many = self.many.to_string_lossy().into_owned();
        let mut time = |measure: Measure, words: &[&str], code: i32| -> Result<()> {
            times.add(measure, self.time(words, code)?);
            Ok(())
        };
        time(Measure::EmptyProcess, &[&self.empty.to_string_lossy()], 0)?;
        time(Measure::Version, &[&command, "--version"], 0)?;
        time(Measure::Check, &[&command, "check", TEMPLATE], 1)?;
        time(Measure::EmptyNode, &["node", "-e", "0"], 0)?;
        time(Measure::NodeCheck, &["node", &script, "check", TEMPLATE], 1)?;
        if with_long {
            time(Measure::ManyTables, &[&command, "check", &many], 1)?;
            self.library(&artifacts.package, times)?;
        }
        Ok(())
    }

    /// How long a process takes. It has to end with `code`.
    fn time(&self, words: &[&str], code: i32) -> Result<Time> {
        let [program, arguments @ ..] = words else { return Err("there is nothing to run".to_owned()) };
        timed(process::command(program, &self.root).args(arguments), code)
    }

    /// The library in a fresh Node process.
    fn library(&self, package: &Path, times: &mut Times) -> Result<()> {
        let mut node = process::command("node", &self.root);
        let printed = process::output(node.arg("benches/library.mjs").arg(package).arg(TEMPLATE))?;
        let value: Value =
            serde_json::from_str(&printed).map_err(|error| format!("a measurement is no JSON: {error}"))?;
        for (measure, key) in
            [(Measure::LibraryImport, "imported"), (Measure::LibraryFirst, "first"), (Measure::LibraryLater, "later")]
        {
            let clock = value[key]["clock"].as_f64().ok_or_else(|| format!("no `{key}` in {printed}"))?;
            times.add(measure, Time { clock, processor: value[key]["processor"].as_f64() });
        }
        Ok(())
    }
}

const TEMPLATE: &str = "examples/pattern1.yaml";

/// A program in Rust that does nothing: what a process costs at least.
fn empty_program(places: &Places) -> Result<PathBuf> {
    let folder = folder(places)?;
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    write(&source, b"fn main() {}\n")?;
    let mut rustc = process::command("rustc", &places.root);
    process::run(rustc.args(["-O", "-C", "panic=abort", "--edition=2024", "-o"]).arg(&program).arg(&source))?;
    Ok(program)
}

fn many_tables(places: &Places) -> Result<PathBuf> {
    let path = folder(places)?.join(format!("{TABLES}.json"));
    write(&path, &document::template(TABLES).map_err(|error| error.to_string())?)?;
    Ok(path)
}

fn folder(places: &Places) -> Result<PathBuf> {
    let folder = places.out.join("bench");
    std::fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    Ok(folder)
}

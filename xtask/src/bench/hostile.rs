//! `cargo xtask bench hostile`: the command and the npm package on inputs with very many of one thing, each in a process of its own, beside an
//! earlier build if there is one. Prints a table in Markdown: processor time and the most memory that was resident. What this build
//! answers has to be as its input says, and the same from both hosts; anything else is an error, after the table.

mod measured;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tablewarden_wire::Outcome;

use super::artifacts::{self, Artifacts};
use crate::error::Result;
use crate::places::{Places, read, write};
use measured::Measured;

/// The inputs, written as those of `tests/hostile`.
const INPUTS: &str = "benches/hostile/large.yaml";

/// Processor time that one input may take: so many seconds for each megabyte of it, and so many at the least.
const SECONDS_A_MEGABYTE: f64 = 1.5;
const LEAST_SECONDS: f64 = 1.0;

/// The most memory that may be resident, in megabytes.
const MOST_MEGABYTES: f64 = 300.0;

/// How the data files are read; these files need nothing of their crate, which takes minutes to build.
#[allow(unreachable_pub)]
#[path = "../../../tests/src/bytes.rs"]
mod bytes;
#[allow(unreachable_pub, dead_code)]
#[path = "../../../tests/src/hostile/input.rs"]
mod input;

/// An input in a folder of its own.
struct Input {
    name: String,
    folder: PathBuf,
    /// Of all its files.
    bytes: usize,
    /// Behind the name of the command.
    words: Vec<String>,
    outcome: Outcome,
}

impl Input {
    fn exit_code(&self) -> i32 {
        match self.outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::Incomplete | Outcome::Error => 2,
        }
    }

    fn megabytes(&self) -> f64 {
        self.bytes as f64 / 1e6
    }

    fn most_seconds(&self) -> f64 {
        LEAST_SECONDS.max(SECONDS_A_MEGABYTE * self.megabytes())
    }
}

/// A host of one build.
struct Host {
    name: String,
    program: PathBuf,
    words: Vec<PathBuf>,
    is_earlier: bool,
}

pub(super) fn run(arguments: &[String]) -> Result<ExitCode> {
    let earlier = match arguments {
        [one, seconds, output, program @ ..] if one == measured::WORD => {
            return measured::one(seconds, Path::new(output), program);
        }
        [] => None,
        [folder] => Some(Artifacts::in_folder(Path::new(folder))?),
        _ => {
            return Err(
                "usage: cargo xtask bench hostile [FOLDER WITH tablewarden, tablewarden.wasm AND npm]".to_owned()
            );
        }
    };
    let places = Places::find()?;
    let now = artifacts::of_this(&places)?;
    let mut hosts = Vec::new();
    hosts.extend(earlier.iter().flat_map(|earlier| hosts_of(earlier, true)));
    hosts.extend(hosts_of(&now, false));
    let inputs = inputs(&places)?;
    let mut faults = Vec::new();
    print!("{}", head(&hosts));
    for input in &inputs {
        eprintln!("xtask: {}", input.name);
        let runs = hosts.iter().map(|host| measure(input, host)).collect::<Result<Vec<_>>>()?;
        print!("{}", row(input, &runs));
        let ours = hosts.iter().zip(&runs).filter(|(host, _)| !host.is_earlier);
        faults.extend(ours.flat_map(|(host, run)| faults_of(input, host, run)));
        if let [.., native, node] = &runs[..]
            && native.output != node.output
        {
            faults.push(format!("{}: the two hosts print something else", input.name));
        }
    }
    println!("\n{}", verdict(inputs.len(), &faults));
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn hosts_of(artifacts: &Artifacts, is_earlier: bool) -> [Host; 2] {
    let when = if is_earlier { "before" } else { "now" };
    let script = artifacts.package.join("bin").join("tablewarden.js");
    [
        Host { name: format!("command, {when}"), program: artifacts.command.clone(), words: Vec::new(), is_earlier },
        Host { name: format!("Node, {when}"), program: "node".into(), words: vec![script], is_earlier },
    ]
}

/// Writes the inputs below `target`.
fn inputs(places: &Places) -> Result<Vec<Input>> {
    let data_file = places.root.join(INPUTS);
    let listed =
        input::inputs_of("large", &read(&data_file)?).map_err(|error| format!("{}: {error}", data_file.display()))?;
    let mut inputs = Vec::new();
    for (number, input) in listed.iter().enumerate() {
        let folder = places.out.join("bench").join("hostile").join(number.to_string());
        std::fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        let (words, files) = input.command();
        for (name, bytes) in &files {
            write(&folder.join(name), bytes)?;
        }
        let bytes = files.iter().map(|(_, bytes)| bytes.len()).sum();
        inputs.push(Input { name: input.name.clone(), folder, bytes, words, outcome: input.outcome });
    }
    Ok(inputs)
}

/// What came of one run.
struct Run {
    measured: Measured,
    output: Vec<u8>,
}

fn measure(input: &Input, host: &Host) -> Result<Run> {
    let output = input.folder.join("output.txt");
    let words = host.words.iter().map(|word| word.as_os_str()).chain(input.words.iter().map(AsRef::as_ref));
    let measured = measured::in_process(&input.folder, &output, host.program.as_os_str(), words)?;
    Ok(Run { measured, output: read(&output)? })
}

/// What of a run is not as it has to be.
fn faults_of(input: &Input, host: &Host, Run { measured, .. }: &Run) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(format!("{}: {}: {what}", input.name, host.name));
    if measured.code != Some(input.exit_code()) {
        fault(format!("exit code {:?}, not {}", measured.code, input.exit_code()));
    }
    if measured.seconds > input.most_seconds() {
        fault(format!("{:.2} s, more than {:.2} s", measured.seconds, input.most_seconds()));
    }
    if measured.megabytes > MOST_MEGABYTES {
        fault(format!("{:.0} MB, more than {MOST_MEGABYTES:.0} MB", measured.megabytes));
    }
    faults
}

fn head(hosts: &[Host]) -> String {
    let names = hosts.iter().map(|host| host.name.as_str()).collect::<Vec<_>>().join(" | ");
    format!("| input | MB | outcome | {names} |\n|---|--:|---{}|\n", "|--:".repeat(hosts.len()))
}

fn row(input: &Input, runs: &[Run]) -> String {
    let mut row =
        format!("| {} | {:.2} | {}", input.name, input.megabytes(), format!("{:?}", input.outcome).to_lowercase());
    for Run { measured, .. } in runs {
        let over = if measured.code.is_none() { "> " } else { "" };
        let code = match measured.code {
            Some(code) if code != input.exit_code() => format!(", exit code {code}"),
            _ => String::new(),
        };
        let _ = write!(row, " | {over}{:.2} s, {:.0} MB{code}", measured.seconds, measured.megabytes);
    }
    row + " |\n"
}

fn verdict(inputs: usize, faults: &[String]) -> String {
    let targets = format!(
        "{inputs} inputs: the same answer from both hosts, within {SECONDS_A_MEGABYTE} s a megabyte ({LEAST_SECONDS} s at the least) and \
         {MOST_MEGABYTES} MB"
    );
    if faults.is_empty() {
        format!("- {targets}: met")
    } else {
        format!("- {targets}: missed\n  - {}", faults.join("\n  - "))
    }
}

//! `cargo xtask bench guard`: our engine and cfn-guard on the same rules and the same templates, each measurement in a
//! process of its own, the two side by side. Prints one table and what it says of the targets. A target that is missed is
//! no error; verdicts that differ are one.

mod case;
mod child;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use self::case::Case;
use self::child::{Outcome, Sample};
use super::program;
use crate::error::Result;
use crate::freshness::{Inputs, Stamp};
use crate::places::Places;
use crate::programs::{npm, process};

const TABLES: [u32; 5] = [1, 10, 100, 1000, 5000];

/// How often each case is measured; those that take long less often.
const ROUNDS: usize = 7;

/// The engines, and how `guard` calls them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    Ours,
    Theirs,
}

impl Engine {
    fn word(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "cfn-guard",
        }
    }
}

/// A rule set and where its files are.
struct RuleSet {
    name: &'static str,
    folder: PathBuf,
}

/// Measures and prints.
pub(super) fn run() -> Result<ExitCode> {
    let places = Places::find()?;
    let program = program::build(&places)?;
    let documents = places.out.join("bench");
    std::fs::create_dir_all(&documents).map_err(|error| format!("cannot make {}: {error}", documents.display()))?;
    for tables in TABLES {
        let mut write = process::command(&program.to_string_lossy(), &places.root);
        process::run(write.args(["document", &tables.to_string()]).arg(document(&places, tables)))?;
    }
    let sets = [
        RuleSet { name: "dynamodb", folder: places.root.join("benches/rules") },
        RuleSet { name: "control-tower", folder: control_tower(&places)? },
    ];
    let mut cases: Vec<Case> = Vec::new();
    for set in &sets {
        cases.extend(TABLES.map(|tables| Case { rules: set.name, tables, ours: Vec::new(), theirs: Vec::new() }));
    }
    for round in 0..ROUNDS {
        eprintln!("xtask: round {} of {ROUNDS}", round + 1);
        for case in &mut cases {
            let Some(set) = sets.iter().find(|set| set.name == case.rules) else { continue };
            for engine in [Engine::Ours, Engine::Theirs] {
                let outcomes = if engine == Engine::Ours { &mut case.ours } else { &mut case.theirs };
                if round < rounds(outcomes.first()) {
                    let arguments = ["measure".into(), engine.word().into(), document(&places, case.tables)];
                    outcomes.push(child::measure(&program, arguments.iter().chain([&set.folder]))?);
                }
            }
            same_verdicts(case)?;
        }
    }
    print!("{}", table::print(&cases));
    Ok(ExitCode::SUCCESS)
}

/// How many rounds a case is worth, by what came of the first.
fn rounds(first: Option<&Outcome>) -> usize {
    match first {
        None => ROUNDS,
        Some(Outcome::Measured(Sample { whole_ns, .. })) => match whole_ns / 1_000_000_000 {
            0 => ROUNDS,
            1..=14 => 3,
            _ => 1,
        },
        Some(Outcome::TooLong { .. }) => 1,
    }
}

fn document(places: &Places, tables: u32) -> PathBuf {
    places.out.join("bench").join(format!("{tables}.json"))
}

/// The Control Tower rule files; they come from npm, pinned in tests/control-tower.
fn control_tower(places: &Places) -> Result<PathBuf> {
    let folder = places.root.join("tests/control-tower");
    let package = folder.join("node_modules/@cdklabs/cdk-validator-cfnguard");
    let outputs = [package.join("package.json")];
    let stamp = Stamp::new(&places.out, "control-tower", Inputs::default().path(&folder)?, &outputs);
    if !stamp.is_fresh() {
        npm::clean_install(&folder)?;
        stamp.set()?;
    }
    Ok(package.join("rules/control-tower"))
}

/// A comparison of engines that disagree says nothing.
fn same_verdicts(case: &Case) -> Result<()> {
    if let (Some(Outcome::Measured(ours)), Some(Outcome::Measured(theirs))) = (case.ours.last(), case.theirs.last())
        && ours.verdicts != theirs.verdicts
    {
        let (rules, tables) = (case.rules, case.tables);
        let (ours, theirs) = (&ours.verdicts, &theirs.verdicts);
        return Err(format!("{rules} on {tables} tables: our verdicts are {ours}, those of cfn-guard {theirs}"));
    }
    Ok(())
}

//! The targets of the fuzzer, built with cargo-fuzz and run one after another. Inputs that a run finds worth keeping stay in
//! `target/fuzz/corpus`, and one that breaks what has to hold in `target/fuzz/artifacts`: copied to `tests/fuzzed/TARGET`, it is a test.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::error::Result;
use crate::places::Places;
use crate::programs::{process, tool, toolchain};

const CARGO_FUZZ: &str = "0.13.2";

/// How long a target is run, if nothing else is said.
const SECONDS: u64 = 600;

/// What every run has: inputs as long as the longest seed, and an end to what takes long or much.
const ALWAYS: [&str; 4] = ["-max_len=4096", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"];

/// Runs one target, or `all`, for some time.
pub(super) fn run(target: &str, rest: &[String]) -> Result<ExitCode> {
    let seconds = match rest {
        [] => SECONDS,
        [option, seconds] if option == "--seconds" => {
            seconds.parse().map_err(|_| format!("--seconds takes a whole number, not `{seconds}`"))?
        }
        _ => return Err(super::usage::USAGE.to_owned()),
    };
    let places = Places::find()?;
    let fuzzer = Fuzzer::build(&places)?;
    let named: Vec<&String> = fuzzer.targets.iter().filter(|name| target == "all" || *name == target).collect();
    if named.is_empty() {
        return Err(format!("no target `{target}`; there are {}, and `all`", fuzzer.targets.join(", ")));
    }
    fuzzer.run_each(&named, &[&format!("-max_total_time={seconds}")]).map(|()| ExitCode::SUCCESS)
}

/// The targets, built.
struct Fuzzer<'p> {
    places: &'p Places,
    /// `target/fuzz`.
    folder: PathBuf,
    /// The folder of their programs.
    programs: PathBuf,
    targets: Vec<String>,
}

impl<'p> Fuzzer<'p> {
    fn build(places: &'p Places) -> Result<Self> {
        let cargo_fuzz = tool::installed(places, "cargo-fuzz", CARGO_FUZZ)?;
        let folder = places.root.join("target").join("fuzz");
        let built = folder.join("build");
        // The flags of a sanitizer are those of a nightly compiler. Our code has none of what they find: it is safe, but for the
        // exports of the module. The coverage that the fuzzer follows needs no such flag.
        let mut build = process::command(&cargo_fuzz.to_string_lossy(), &places.root);
        build.args(["fuzz", "build", "--sanitizer", "none", "--target-dir"]).arg(&built);
        process::run(build.env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS"))?;
        let mut seeds = process::cargo(&places.root);
        seeds.args(["run", "--quiet", "--package", "tablewarden-invariants", "--bin", "seeds", "--"]);
        // A run without a corpus puts what it finds among the seeds; the next one begins with the seeds alone.
        let of_seeds = folder.join("seeds");
        if of_seeds.exists() {
            std::fs::remove_dir_all(&of_seeds)
                .map_err(|error| format!("cannot remove {}: {error}", of_seeds.display()))?;
        }
        let targets = process::output(seeds.arg(&places.root).arg(&of_seeds))?;
        let programs = built.join(toolchain::host(&places.root)?).join("release");
        let targets = targets.lines().map(str::to_owned).collect();
        Ok(Self { places, folder, programs, targets })
    }

    /// Runs targets one after another. One that breaks something doesn't keep the others from being run.
    fn run_each(&self, targets: &[&String], how: &[&str]) -> Result<()> {
        let wrong: Vec<String> = targets.iter().filter_map(|target| self.run(target, how).err()).collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    }

    /// Runs a target over its seeds and what was kept of it, then on what it makes of them. It stops at the first input that breaks
    /// what has to hold.
    fn run(&self, target: &str, how: &[&str]) -> Result<()> {
        let corpus = self.made(&["corpus", target])?;
        let artifacts = self.made(&["artifacts", target])?;
        let kept = self.places.root.join("tests").join("fuzzed").join(target);
        let mut run: Command = process::command(&self.programs.join(target).to_string_lossy(), &self.places.root);
        run.args(ALWAYS).args(how).arg(format!("-artifact_prefix={}/", artifacts.display()));
        run.arg(format!("-dict={}", self.places.root.join("fuzz").join("dictionary.txt").display()));
        run.arg(corpus);
        run.arg(self.folder.join("seeds").join(target));
        if kept.exists() {
            run.arg(kept);
        }
        process::run(&mut run).map_err(|error| {
            format!("{error}: the input is in {}; copied to tests/fuzzed/{target} it is a test", artifacts.display())
        })
    }

    fn made(&self, parts: &[&str]) -> Result<PathBuf> {
        let folder = parts.iter().fold(self.folder.clone(), |folder, part| folder.join(part));
        std::fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        Ok(folder)
    }
}

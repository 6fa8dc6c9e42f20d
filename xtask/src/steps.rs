//! A run of named steps: each is timed and told apart in the output, a failure does not keep the others from running,
//! and what is left out is counted. Decides nothing about what the steps are.

use std::process::ExitCode;
use std::time::Instant;

use crate::error::Result;

/// How a step came out.
enum Outcome {
    Passed,
    Failed(String),
    Skipped(&'static str),
}

/// The steps so far.
#[derive(Default)]
pub(crate) struct Steps(Vec<(&'static str, Outcome, f64)>);

impl Steps {
    /// Does a step; gives what it made, or nothing where it failed.
    pub(crate) fn run<T>(&mut self, name: &'static str, step: impl FnOnce() -> Result<T>) -> Option<T> {
        eprintln!("\n== {name}");
        let start = Instant::now();
        let result = step();
        let seconds = start.elapsed().as_secs_f64();
        match result {
            Ok(made) => {
                self.0.push((name, Outcome::Passed, seconds));
                Some(made)
            }
            Err(error) => {
                eprintln!("xtask: {error}");
                self.0.push((name, Outcome::Failed(error), seconds));
                None
            }
        }
    }

    /// Leaves a step out, and says why.
    pub(crate) fn skip(&mut self, name: &'static str, why: &'static str) {
        eprintln!("\n== {name}\nleft out: {why}");
        self.0.push((name, Outcome::Skipped(why), 0.0));
    }

    /// Prints how each step came out, and the count. Only a run without a failure is a success.
    pub(crate) fn finish(self) -> ExitCode {
        let (mut passed, mut failed, mut skipped) = (0, 0, 0);
        println!();
        for (name, outcome, seconds) in &self.0 {
            match outcome {
                Outcome::Passed => {
                    passed += 1;
                    println!("ok        {seconds:>6.1} s  {name}");
                }
                Outcome::Failed(error) => {
                    failed += 1;
                    println!("FAILED    {seconds:>6.1} s  {name}: {error}");
                }
                Outcome::Skipped(why) => {
                    skipped += 1;
                    println!("left out            {name}: {why}");
                }
            }
        }
        println!("\n{passed} passed, {failed} failed, {skipped} skipped");
        if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

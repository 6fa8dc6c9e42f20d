//! A run of named steps: each is timed and told apart in the output, a failure does not keep the others from running,
//! and what is left out is counted. Some run beside the others. Decides nothing about what the steps are.

use std::process::{Command, ExitCode};
use std::thread::JoinHandle;
use std::time::Instant;

use crate::error::Result;
use crate::programs::process;

/// How a step came out.
enum Outcome {
    Passed,
    Failed(String),
    Skipped(&'static str),
}

/// The steps so far.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<(&'static str, Outcome, f64)>,
    is_quick: bool,
}

/// Programs that run one after another beside the steps, until they are waited for.
#[must_use]
pub(crate) struct Beside(JoinHandle<Vec<Ran>>);

/// What became of one of them.
struct Ran {
    name: &'static str,
    result: Result<()>,
    seconds: f64,
    printed: Vec<u8>,
}

impl Beside {
    /// Starts them.
    pub(crate) fn start(programs: Vec<(&'static str, Command)>) -> Self {
        let run = |(name, mut program): (_, Command)| {
            let start = Instant::now();
            let (result, printed) = process::printed(&mut program);
            Ran { name, result, seconds: start.elapsed().as_secs_f64(), printed }
        };
        Self(std::thread::spawn(move || programs.into_iter().map(run).collect()))
    }
}

impl Steps {
    /// Steps of which long ones are left out.
    pub(crate) fn quick() -> Self {
        Self { is_quick: true, ..Self::default() }
    }

    /// Does a step; gives what it made, or nothing where it failed.
    pub(crate) fn run<T>(&mut self, name: &'static str, step: impl FnOnce() -> Result<T>) -> Option<T> {
        eprintln!("\n== {name}");
        let start = Instant::now();
        let result = step();
        self.took(name, result, start.elapsed().as_secs_f64())
    }

    /// Waits for what runs beside the steps; each of it is a step.
    pub(crate) fn wait(&mut self, beside: Beside) {
        for Ran { name, result, seconds, printed } in beside.0.join().expect("it only runs programs") {
            eprintln!("\n== {name} (beside other steps)\n{}", String::from_utf8_lossy(&printed));
            self.took(name, result, seconds);
        }
    }

    fn took<T>(&mut self, name: &'static str, result: Result<T>, seconds: f64) -> Option<T> {
        match result {
            Ok(made) => {
                self.done.push((name, Outcome::Passed, seconds));
                Some(made)
            }
            Err(error) => {
                eprintln!("xtask: {error}");
                self.done.push((name, Outcome::Failed(error), seconds));
                None
            }
        }
    }

    /// Does a step that takes long, as [`Self::run`] does, or leaves it out.
    pub(crate) fn long<T>(&mut self, name: &'static str, step: impl FnOnce() -> Result<T>) -> Option<T> {
        if self.leave_out(name) { None } else { self.run(name, step) }
    }

    /// Leaves out a step that takes long, if long ones are to be; whether they are.
    pub(crate) fn leave_out(&mut self, name: &'static str) -> bool {
        if self.is_quick {
            self.skip(name, "--quick");
        }
        self.is_quick
    }

    /// Leaves a step out, and says why.
    pub(crate) fn skip(&mut self, name: &'static str, why: &'static str) {
        eprintln!("\n== {name}\nleft out: {why}");
        self.done.push((name, Outcome::Skipped(why), 0.0));
    }

    /// Prints how each step came out, and the count. Only a run without a failure is a success.
    pub(crate) fn finish(self) -> ExitCode {
        let (mut passed, mut failed, mut skipped) = (0, 0, 0);
        println!();
        for (name, outcome, seconds) in &self.done {
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

//! The chores of this repository, each a subcommand in its own file. Reads the first argument and hands on the rest;
//! does nothing itself.

use std::process::ExitCode;

mod bench;
mod build;
mod check;
mod error;
mod freshness;
mod fuzz;
mod generated;
mod places;
mod precision;
mod programs;
mod release;
mod steps;
mod test;
mod web;

use generated::{FACTS, PAGES, SCHEMAS, UPDATES, usage};

const USAGE: &str = "\
cargo xtask COMMAND

  build [--dev|--wasm]
                    the wasm file, its ahead-of-time image and the command; --dev: quick to build, not to be shipped; --wasm: only the
                    wasm file
  check ARGUMENTS   builds what is missing, then runs `tablewarden check ARGUMENTS`
  test [--quick]    everything that must hold; --quick leaves out what takes long, and says what
  test reproduced   builds the wasm file again in another folder, and compares
  test one-more-option
                    adds an option to a copy, and asks both hosts for it
  fuzz guard [--cases N] [--seed S]
                    many made rules against cfn-guard: a longer run of the engine's differential test
  fuzz TARGET [--seconds N]
                    the fuzzer on one target, or on `all`, ten minutes each if nothing is said; an unknown target lists them
  bench fleet       ten thousand templates through both commands, and some through cfn-lint, in some minutes
  bench guard       our engine and cfn-guard side by side, in five to ten minutes (docs/benchmarks.md)
  bench hostile [FOLDER]
                    time and memory on files that were made to take too much of them, beside an earlier build in FOLDER, in
                    some minutes (docs/robustness.md)
  bench packages    sizes and start of the npm packages that check templates, side by side, in some minutes
  bench rules       the rule pack on templates with more and more tables, in a minute
  bench start [FOLDER]
                    how long the command and the npm package take to start, beside an earlier build, in some minutes
  mirror DIR        the repository that pipelines use: hooks and action, with the built package inside
  precision         the templates of packages of the registries, checked; writes docs/precision.md, in some minutes the first time
  release --dry-run all of a release that can run on this machine, into target/tablewarden/release
  schemas           writes docs/schema from the types of policy/wire and the rows of policy/facts
  facts             writes the list of facts in docs/facts.md from the rows of policy/facts
  pages             writes docs/rules from the headers of the rule files
  updates           writes docs/update-behaviour.md from the tables and the list in rules/schema
  usage             writes docs/cli.md, docs/completions and docs/man from the table of commands and options
  web [--build]     the in-browser checker, built into npm/web/dist and served; --build: only built
  wasm-size         the sizes, exports and imports of the wasm file";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, rest)) = arguments.split_first() else {
        println!("{USAGE}");
        return ExitCode::from(2);
    };
    let done = match command.as_str() {
        "build" => build::run(rest),
        "check" => check::run(rest),
        "test" => test::run(rest),
        "fuzz" => fuzz::run(rest),
        "bench" => bench::run(rest),
        "facts" => FACTS.run(rest),
        "schemas" => SCHEMAS.run(rest),
        "pages" => PAGES.run(rest),
        "updates" => UPDATES.run(rest),
        "usage" => usage::run(rest),
        "precision" => precision::run(rest),
        "mirror" => release::mirror::run(rest),
        "release" => release::run(rest),
        "wasm-size" => build::wasm_size::run(rest),
        "web" => web::run(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(format!("no command `{command}`: `cargo xtask help` lists them")),
    };
    done.unwrap_or_else(|error| {
        eprintln!("xtask: {error}");
        ExitCode::from(2)
    })
}

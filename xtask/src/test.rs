//! `cargo xtask test`: everything that must hold before a change lands, from formatting to the npm package. Installs
//! what the steps need into the target directory; nothing is left out without a line that says so.

mod alone;
mod cfn_lint;
mod copy;
mod fleet;
mod one_more_option;
mod one_more_rule;
mod reproduced;
mod terminal;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::build::flavour::Flavour;
use crate::build::native;
use crate::build::wasm_size;
use crate::error::Result;
use crate::generated::{FACTS, PAGES, SCHEMAS, UPDATES, usage};
use crate::places::{Places, read};
use crate::programs::{npm, process, toolchain};
use crate::release::mirror;
use crate::steps::Steps;
use crate::{build, release, web};

/// The older versions of the CDK that the plugin is shown with, by their folders.
const OLDER_CDKS: [&str; 2] = ["2.200", "2.240"];

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let places = Places::find()?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut steps = match &*words {
        [] => Steps::default(),
        ["--quick"] => Steps::quick(),
        words => return alone::run(&places, words),
    };
    steps.run("formatting", || {
        toolchain::components(&places.root)?;
        process::run(process::cargo(&places.root).args(["fmt", "--all", "--check"]))
    });
    steps.run("generated schemas", || SCHEMAS.compare(&places.root));
    steps.run("generated list of facts", || FACTS.compare(&places.root));
    steps.run("generated pages of the rules", || PAGES.compare(&places.root));
    steps.run("generated page of update behaviours", || UPDATES.compare(&places.root));
    steps.run("generated completions, manual page and page of the command line", || usage::compare(&places.root));
    steps.run("one version everywhere", || release::versions::agree(&places.root, None).map(|_| ()));
    steps.long("crates that are published need no other crate of ours", || release::crates(&places, &["--no-verify"]));
    steps.long("generated property tables", || {
        process::run(process::command("python3", &places.root).args(["rules/schema/generate.py", "--check"]))
    });
    let beside = alone::beside(&mut steps, &alone::BESIDE_THE_BUILD);
    let built = steps.run("build of the wasm file, its image and the command", || {
        let command = build::make(&places, Flavour::Shipped)?;
        let wasm = read(&places.wasm())?;
        wasm_size::without_imports(&wasm)?;
        Ok(command)
    });
    steps.wait(beside);
    match built {
        Some(command) => with_build(&mut steps, &places, &command),
        None => eprintln!("xtask: without a build there is nothing to test"),
    }
    Ok(steps.finish())
}

/// The steps that need what the build made.
fn with_build(steps: &mut Steps, places: &Places, command: &PathBuf) {
    steps.run("the example of the README", || {
        let mut check = process::command(&command.to_string_lossy(), &places.root);
        match check.args(["check", "--format", "concise", "examples/orders.yaml"]).status() {
            Ok(status) if status.code() == Some(1) => Ok(()),
            other => Err(format!("it has findings, so the exit code should be 1: {other:?}")),
        }
    });
    let package = places.root.join("npm");
    let installed = steps.run("npm: install", || npm::clean_install(&package));
    let packed = installed.and_then(|()| steps.run("npm: build", || npm::script(&package, "build")));
    steps.run("npm: install of the Control Tower rule files", || {
        npm::clean_install(&places.root.join("tests").join("control-tower"))
    });
    steps.run("npm: install of the test suite for YAML", || {
        npm::clean_install(&places.root.join("tests").join("yaml-suite"))
    });
    steps.run("tests in Rust", || {
        let mut tests = process::cargo(&places.root);
        tests.args(test_runner(places)).args(toolchain::WORKSPACE);
        process::run(for_tests(places, command, &mut tests)?)
    });
    steps.long("examples in the documentation of the crates", || {
        let mut tests = process::cargo(&places.root);
        tests.args(["test", "--doc"]).args(toolchain::WORKSPACE);
        process::run(for_tests(places, command, &mut tests)?)
    });
    // It builds the pack again with another rule, so it comes last.
    steps.long("one rule more is one file and its tests", || {
        one_more_rule::show(places, &|| {
            let mut tests = process::cargo(&places.root);
            tests.arg("test").args(toolchain::WORKSPACE);
            for_tests(places, command, &mut tests)?;
            Ok(tests)
        })
    });
    steps.long("cfn-lint finds no error that fixes bring in", || cfn_lint::run(places, command));
    let beside = alone::beside(steps, &alone::BESIDE_PROGRAMS);
    steps.long("the example job for a fleet, on Ray", || fleet::run(places, command));
    let cdk = places.root.join("tests").join("cdk");
    if packed.is_some() {
        steps.long("pipelines: hooks, action, recipes, workflows", || pipelines(places, command));
        steps.long("in a terminal: completions, the manual page, colors, progress", || terminal::run(places, command));
        steps.long("reports in every format: both hosts, and the validators of those who read them", || {
            formats(places, command)
        });
        let installed = steps.run("npm: install of the CDK", || npm::clean_install(&cdk));
        installed.and_then(|()| {
            steps.run("no false alarms on what the CDK makes, and the fixes of the pages", || npm::script(&cdk, "test"))
        });
        steps.long("the plugin under the command of the CDK", || {
            for version in OLDER_CDKS {
                npm::clean_install(&cdk.join("versions").join(version))?;
            }
            npm::script(&cdk, "synth")
        });
        for (name, script) in [("npm: lint", "lint"), ("npm: tests", "test")] {
            steps.run(name, || npm::script(&package, script));
        }
        installed_package(steps, places);
    }
    steps.wait(beside);
    // These have bounds in milliseconds.
    if packed.is_some() {
        steps.long(
            "the editor server, as editors talk with it: in both hosts, in Neovim, in the extension for VS Code",
            || editors_of(places, command),
        );
        if steps.run("the page: build", || web::make(places)).is_some() {
            visits(steps, places, command);
        }
    }
}

/// The page as people use it, in Chromium.
fn visits(steps: &mut Steps, places: &Places, command: &Path) {
    let folder = places.root.join("tests").join("web");
    steps.long("the page, in Chromium", || {
        npm::clean_install(&folder)?;
        process::run(npm::of_script(&folder, "test").env("TABLEWARDEN_COMMAND", command))
    });
}

/// What is published, as people install it: in each runtime and out of each bundler, the pages in Chromium.
fn installed_package(steps: &mut Steps, places: &Places) {
    let folder = places.root.join("tests").join("package");
    let installed = steps.long("npm: install of runtimes and bundlers", || npm::clean_install(&folder));
    installed.and_then(|()| {
        steps.run("the npm package in each runtime and out of each bundler", || npm::script(&folder, "test"))
    });
}

/// What tests may ask for besides what is compiled in: the wasm file and the shipped command.
fn for_tests<'a>(places: &Places, command: &PathBuf, cargo: &'a mut Command) -> Result<&'a mut Command> {
    native::embed(places, cargo)?;
    Ok(cargo.env("TABLEWARDEN_WASM", places.wasm()).env("TABLEWARDEN_COMMAND", command))
}

/// Every format from both hosts over the corpus, held against the validators that tests/formats installs.
fn formats(places: &Places, command: &Path) -> Result<()> {
    let folder = places.root.join("tests").join("formats");
    npm::clean_install(&folder)?;
    let mut tests = process::command("node", &folder);
    process::run(tests.arg("--test").env("TABLEWARDEN_COMMAND", command))
}

/// The server with the library, the editor and the extension that tests/editors installs. One after another, so that the time of an
/// edit is that of the server.
fn editors_of(places: &Places, command: &Path) -> Result<()> {
    let folder = places.root.join("tests").join("editors");
    npm::clean_install(&folder)?;
    let mut tests = process::command("node", &folder);
    process::run(tests.args(["--test", "--test-concurrency=1"]).env("TABLEWARDEN_COMMAND", command))
}

/// Makes the repository that pipelines use, and runs it in the programs that do.
fn pipelines(places: &Places, command: &Path) -> Result<()> {
    let mirror = places.out.join("mirror");
    mirror::write_anew(places, &mirror)?;
    let mut tests = process::command("node", &places.root.join("tests").join("pipelines"));
    tests
        .args(["--test", "--test-concurrency=1"])
        .env("TABLEWARDEN_MIRROR", mirror)
        .env("TABLEWARDEN_COMMAND", command);
    process::run(&mut tests)
}

fn test_runner(places: &Places) -> &'static [&'static str] {
    if process::succeeds(process::cargo(&places.root).args(["nextest", "--version"])) {
        return &["nextest", "run"];
    }
    eprintln!(
        "cargo-nextest is not installed, so `cargo test` runs the tests (`cargo install cargo-nextest --locked`)"
    );
    &["test", "--lib", "--bins", "--tests"]
}

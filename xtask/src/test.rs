//! `cargo xtask test`: everything that must hold before a change lands, from formatting to the npm package. Installs
//! what the steps need into the target directory; nothing is left out without a line that says so.

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
use crate::programs::{npm, process, tool, toolchain};
use crate::release::mirror;
use crate::steps::{Beside, Steps};
use crate::{build, release, web};

const CARGO_DENY: &str = "0.20.2";

/// The older versions of the CDK that the plugin is shown with, by their folders.
const OLDER_CDKS: [&str; 2] = ["2.200", "2.240"];

/// Steps that can be asked for alone. Most of each is one long build that keeps one core busy.
const REPRODUCED: &str = "reproduced";
const ONE_MORE_OPTION: &str = "one-more-option";

/// The workspace with the image's maker, so that it and its tests are seen too.
const WORKSPACE: [&str; 3] = ["--workspace", "--features", "tablewarden-image/make"];

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let places = Places::find()?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let quick = match &*words {
        [] => false,
        ["--quick"] => true,
        [REPRODUCED] => return reproduced::show(&places).map(|()| ExitCode::SUCCESS),
        [ONE_MORE_OPTION] => return one_more_option::show(&places).map(|()| ExitCode::SUCCESS),
        _ => return Err(format!("usage: cargo xtask test [--quick | {REPRODUCED} | {ONE_MORE_OPTION}]")),
    };
    let mut steps = Steps::default();
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
    let crates = "crates that are published need no other crate of ours";
    if quick {
        steps.skip(crates, "--quick");
    } else {
        steps.run(crates, || release::crates(&places, &["--no-verify"]));
    }
    let licences = "dependencies: bans, licences, sources";
    if quick {
        steps.skip(licences, "--quick");
    } else {
        steps.run(licences, || deny(&places));
    }
    let tables = "generated property tables";
    if quick {
        steps.skip(tables, "--quick");
    } else {
        steps.run(tables, || {
            process::run(process::command("python3", &places.root).args(["rules/schema/generate.py", "--check"]))
        });
    }
    let built = steps.run("build of the wasm file, its image and the command", || {
        let command = build::make(&places, Flavour::Shipped)?;
        let wasm = read(&places.wasm())?;
        wasm_size::without_imports(&wasm)?;
        Ok(command)
    });
    match built {
        Some(command) => with_build(&mut steps, &places, quick, &command),
        None => eprintln!("xtask: without a build there is nothing to test"),
    }
    Ok(steps.finish())
}

/// The steps that need what the build made.
fn with_build(steps: &mut Steps, places: &Places, quick: bool, command: &PathBuf) {
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
    steps.run("clippy", || {
        let mut clippy = process::cargo(&places.root);
        native::embed(places, &mut clippy)?;
        process::run(clippy.arg("clippy").args(WORKSPACE).args(["--all-targets", "--", "-D", "warnings"]))
    });
    steps.run("clippy of the wasm file", || {
        let mut clippy = process::cargo(&places.root);
        clippy.args(["clippy", "--package", "tablewarden-wasm", "--target", toolchain::WASM, "--", "-D", "warnings"]);
        process::run(&mut clippy)
    });
    steps.run("tests in Rust", || {
        let mut tests = process::cargo(&places.root);
        tests.args(test_runner(places)).args(WORKSPACE);
        process::run(for_tests(places, command, &mut tests)?)
    });
    if quick {
        steps.skip("examples in the documentation of the crates", "--quick");
    } else {
        steps.run("examples in the documentation of the crates", || {
            let mut tests = process::cargo(&places.root);
            tests.args(["test", "--doc"]).args(WORKSPACE);
            process::run(for_tests(places, command, &mut tests)?)
        });
    }
    // It builds the pack again with another rule, so it comes last.
    let more = "one rule more is one file and its tests";
    if quick {
        steps.skip(more, "--quick");
    } else {
        steps.run(more, || {
            one_more_rule::show(places, &|| {
                let mut tests = process::cargo(&places.root);
                tests.arg("test").args(WORKSPACE);
                for_tests(places, command, &mut tests)?;
                Ok(tests)
            })
        });
    }
    let lint = "cfn-lint finds no error that fixes bring in";
    if quick {
        steps.skip(lint, "--quick");
    } else {
        steps.run(lint, || cfn_lint::run(places, command));
    }
    let beside = beside(steps, quick);
    let job = "the example job for a fleet, on Ray";
    if quick {
        steps.skip(job, "--quick");
    } else {
        steps.run(job, || fleet::run(places, command));
    }
    let cdk = places.root.join("tests").join("cdk");
    if packed.is_some() {
        let hooks = "pipelines: hooks, action, recipes, workflows";
        if quick {
            steps.skip(hooks, "--quick");
        } else {
            steps.run(hooks, || pipelines(places, command));
        }
        let shells = "in a terminal: completions, the manual page, colors, progress";
        if quick {
            steps.skip(shells, "--quick");
        } else {
            steps.run(shells, || terminal::run(places, command));
        }
        let reports = "reports in every format: both hosts, and the validators of those who read them";
        if quick {
            steps.skip(reports, "--quick");
        } else {
            steps.run(reports, || formats(places, command));
        }
        let installed = steps.run("npm: install of the CDK", || npm::clean_install(&cdk));
        installed.and_then(|()| {
            steps.run("no false alarms on what the CDK makes, and the fixes of the pages", || npm::script(&cdk, "test"))
        });
        let synthesized = "the plugin under the command of the CDK";
        if quick {
            steps.skip(synthesized, "--quick");
        } else {
            steps.run(synthesized, || {
                for version in OLDER_CDKS {
                    npm::clean_install(&cdk.join("versions").join(version))?;
                }
                npm::script(&cdk, "synth")
            });
        }
        for (name, script) in [("npm: lint", "lint"), ("npm: tests", "test")] {
            steps.run(name, || npm::script(&package, script));
        }
        installed_package(steps, places, quick);
    }
    if let Some(beside) = beside {
        steps.wait(beside);
    }
    // These have bounds in milliseconds.
    if packed.is_some() {
        let editors =
            "the editor server, as editors talk with it: in both hosts, in Neovim, in the extension for VS Code";
        if quick {
            steps.skip(editors, "--quick");
        } else {
            steps.run(editors, || editors_of(places, command));
        }
        if steps.run("the page: build", || web::make(places)).is_some() {
            visits(steps, places, quick, command);
        }
    }
}

/// Starts the long builds, beside steps that mostly keep one core busy and build nothing with Cargo.
fn beside(steps: &mut Steps, quick: bool) -> Option<Beside> {
    let alone = [
        (REPRODUCED, "the wasm file is the same where it is built again"),
        (ONE_MORE_OPTION, "one option more is one row, and both hosts know it"),
    ];
    if quick {
        alone.iter().for_each(|(_, name)| steps.skip(name, "--quick"));
        return None;
    }
    let this = std::env::current_exe().unwrap_or_else(|_| "xtask".into());
    let program = |word| {
        let mut program = Command::new(&this);
        program.args(["test", word]);
        program
    };
    Some(Beside::start(alone.map(|(word, name)| (name, program(word))).into()))
}

/// The page as people use it, in Chromium.
fn visits(steps: &mut Steps, places: &Places, quick: bool, command: &Path) {
    let name = "the page, in Chromium";
    if quick {
        steps.skip(name, "--quick");
        return;
    }
    let folder = places.root.join("tests").join("web");
    steps.run(name, || {
        npm::clean_install(&folder)?;
        let mut tests = process::command("node", &folder);
        process::run(tests.args(["--test", "--test-concurrency=1"]).env("TABLEWARDEN_COMMAND", command))
    });
}

/// What is published, as people install it: in each runtime and out of each bundler, the pages in Chromium.
fn installed_package(steps: &mut Steps, places: &Places, quick: bool) {
    let folder = places.root.join("tests").join("package");
    let name = "the npm package in each runtime and out of each bundler";
    if quick {
        steps.skip(name, "--quick");
        return;
    }
    let installed = steps.run("npm: install of runtimes and bundlers", || npm::clean_install(&folder));
    installed.and_then(|()| steps.run(name, || npm::script(&folder, "test")));
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

/// Runs the pinned cargo-deny.
fn deny(places: &Places) -> Result<()> {
    let program = tool::installed(places, "cargo-deny", CARGO_DENY)?;
    let mut deny = process::command(&program.to_string_lossy(), &places.root);
    process::run(deny.args(["--workspace", "--all-features", "check", "bans", "licenses", "sources"]))
}

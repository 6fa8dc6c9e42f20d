//! Shows that one option more is one row in a table: puts it into a copy of the repository, builds the command and the npm package
//! of the copy, and asks both. Each has it in its help, takes it, and knows what is meant where it is misspelt.

use std::path::Path;
use std::process::Command;

use crate::error::Result;
use crate::places::{Places, read, write};
use crate::programs::{npm, process};
use crate::test::copy::copy;

/// Where the table is, and where a row goes into it.
const TABLE: &str = "policy/usage/src/options.rs";
const FIRST: &str = "pub static OPTIONS: &[OptionRow] = &[\n";
const ROW: &str = r#"    OptionRow { name: "one-more-option", sentence: "Do nothing more", ..FLAG },
"#;

/// What is typed; what of it is on standard output and on standard error; the exit code.
const ASKED: [(&[&str], &str, &str, i32); 3] = [
    (&["check", "--help"], "--one-more-option", "", 0),
    (&["check", "--one-more-option", "examples/pattern1.corrected.yaml"], "no problems found", "", 0),
    (&["check", "--one-more-optoin", "t.yaml"], "", "Did you mean `--one-more-option`?", 2),
];

/// Needs the npm package's dependencies to be installed.
pub(crate) fn show(places: &Places) -> Result<()> {
    let root = places.root.join("target").join("one-more-option");
    copy(&places.root, &root)?;
    let table = root.join(TABLE);
    let text = String::from_utf8_lossy(&read(&table)?).replacen(FIRST, &format!("{FIRST}{ROW}"), 1);
    write(&table, text.as_bytes())?;
    let built = build(places, &root);
    forget(&places.root.join("target"))?;
    let command = built?;
    let package = root.join("npm");
    npm::clean_install(&package)?;
    npm::script(&package, "build")?;
    let script = package.join("bin/tablewarden.js").to_string_lossy().into_owned();
    for (words, out, err, code) in ASKED {
        let said = ask(process::command(&command, &root).args(words))?;
        if said != ask(process::command("node", &root).arg(&script).args(words))? {
            return Err(format!("the two hosts differ in `{}`", words.join(" ")));
        }
        if said.0 != Some(code) || !said.1.contains(out) || !said.2.contains(err) {
            return Err(format!("with one option more, `{}` says {said:?}", words.join(" ")));
        }
    }
    Ok(())
}

/// Builds the copy as this program builds the repository, with what Cargo has compiled already. Gives the command's path.
fn build(places: &Places, root: &Path) -> Result<String> {
    let this = std::env::current_exe().map_err(|error| format!("cannot find xtask itself: {error}"))?;
    let mut xtask = process::command(&this.to_string_lossy(), root);
    xtask.args(["build", "--dev"]).env("CARGO_MANIFEST_DIR", root.join("xtask"));
    let made = process::output(xtask.env("CARGO_TARGET_DIR", places.root.join("target")))?;
    made.lines().last().map(str::to_owned).ok_or_else(|| "the build of the copy names no command".to_owned())
}

/// Removes what Cargo knows of our crates in a target folder. It takes a crate of the copy for the one of the repository, and would
/// later run tests of the one with programs of the other.
fn forget(target: &Path) -> Result<()> {
    let failed = |error: std::io::Error| format!("cannot forget what the copy built: {error}");
    for profile in ["debug", "wasm32-unknown-unknown/wasm-dev"] {
        let Ok(units) = std::fs::read_dir(target.join(profile).join(".fingerprint")) else { continue };
        for unit in units {
            let unit = unit.map_err(failed)?;
            if unit.file_name().to_string_lossy().starts_with("tablewarden") {
                std::fs::remove_dir_all(unit.path()).map_err(failed)?;
            }
        }
    }
    Ok(())
}

/// The exit code, standard output and standard error.
fn ask(command: &mut Command) -> Result<(Option<i32>, String, String)> {
    let output = command.output().map_err(|error| format!("cannot ask a host: {error}"))?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok((output.status.code(), text(output.stdout), text(output.stderr)))
}

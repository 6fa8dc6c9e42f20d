//! `cargo xtask usage`: what is made from the table of commands and options in policy/usage: the completions of four shells, the
//! manual page, and the generated part of docs/cli.md. The list of rules comes from their headers.

mod bash;
mod candidates;
mod fish;
mod manual;
mod page;
mod powershell;
mod rules;
mod zsh;

use std::path::Path;
use std::process::ExitCode;

use crate::error::Result;
use crate::generated::folder::{Files, Folder};
use rules::rules;

/// The files, by the folders that they are in.
const USAGE: [Folder; 3] = [
    Folder {
        command: "usage",
        path: "docs/completions",
        ending: "",
        make: |root| {
            let rules = rules(root)?;
            // Each has the name under which its shell looks for it.
            Ok(Files::from([
                ("tablewarden.bash".to_owned(), bash::script(&rules)),
                ("_tablewarden".to_owned(), zsh::script(&rules)),
                ("tablewarden.fish".to_owned(), fish::script(&rules)),
                ("tablewarden.ps1".to_owned(), powershell::script(&rules)),
            ]))
        },
    },
    Folder {
        command: "usage",
        path: "docs/man",
        ending: ".1",
        make: |_| Ok(Files::from([("tablewarden.1".to_owned(), manual::page())])),
    },
    Folder {
        command: "usage",
        path: "docs",
        ending: "cli.md",
        make: |root| Ok(Files::from([("cli.md".to_owned(), page::page(root)?)])),
    },
];

/// The command: writes all of them.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    USAGE.iter().try_for_each(|folder| folder.run(arguments).map(|_| ()))?;
    Ok(ExitCode::SUCCESS)
}

/// # Errors
/// Where a file is not what would be made.
pub(crate) fn compare(root: &Path) -> Result<()> {
    USAGE.iter().try_for_each(|folder| folder.compare(root))
}

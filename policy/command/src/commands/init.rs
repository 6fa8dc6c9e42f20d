//! `tablewarden init`: writes a settings file that changes nothing yet, with what a folder holds and an example of each key. Never replaces
//! or shadows one that is there.

use tablewarden_report::plural;
use tablewarden_usage::command;
use tablewarden_wire::{Outcome, PathKind};

use super::call::{Call, Done};
use super::check::{FoundTemplate, templates};
use crate::files::{Here, Lookup, SETTINGS, about, create, join, settings_of};
use crate::words::Arguments;

/// The file, with places for what is found.
const SETTINGS_FILE: &str = include_str!("init.yaml");

/// Files that are made by a program: nobody corrects them by hand.
const ASSEMBLY: &str = "cdk.out";

/// Writes the settings.
///
/// # Errors
/// One line, where there are settings already, or the file cannot be written.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let typed = call.arguments.operands.first().map_or(".", String::as_str);
    let folder = call.here().absolute(typed);
    let look = call.host.look([folder.clone()]).await.pop();
    if !matches!(look, Some(Ok(look)) if look.kind == PathKind::Folder) {
        return Err(format!("`{typed}` is not a folder. Name the folder that the settings are for."));
    }
    let here = Here { working_dir: folder.clone(), ..call.here() };
    let there = settings_of(&[], &Lookup::Nearest(None), &here, &call.host).await?.of_run?;
    if let Some(settings) = there {
        let name = &settings.file.name;
        return Err(format!("The settings in `{name}` count for `{typed}` already. Edit that file."));
    }
    let row = command("check").ok_or("internal error: there is no check")?;
    let mut arguments = Arguments::new(row);
    arguments.operands.push(typed.to_owned());
    let found = templates(&Call::new(arguments, call.surroundings.clone(), call.host.clone())).await?;
    let path = join(&folder, SETTINGS[0]);
    let name = call.here().name(&path);
    let text = SETTINGS_FILE.replace("{found}", &summary(&found)).replace("{exclude}", exclude(&found));
    create(path, text.into_bytes().into(), &call.host).await.map_err(|line| about(&name, &line))?;
    let next = if found.is_empty() { "TEMPLATE" } else { typed };
    let said = ["Wrote `", &name, "` for ", &summary(&found), ". Next, run `tablewarden check ", next, "`.\n"].concat();
    Ok(Done { text: said.into_bytes(), outcome: Outcome::Clean })
}

/// `3 templates with 2 tables`
fn summary(found: &[FoundTemplate]) -> String {
    let tables = found.iter().map(|template| template.tables).sum();
    [plural(found.len(), "template"), " with ".to_owned(), plural(tables, "table")].concat()
}

/// What is worth leaving out: what the CDK makes, where it is there beside other templates.
fn exclude(found: &[FoundTemplate]) -> &'static str {
    match found.iter().any(|template| template.is_of_assembly) {
        true => ASSEMBLY,
        false => "[legacy, \"*.test.yaml\"]",
    }
}

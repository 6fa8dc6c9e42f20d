//! `tablewarden lsp`: the editor server, with the settings file that was named.

use tablewarden_wire::Outcome;

use super::call::{Call, Done};
use crate::files::{Lookup, settings_of};
use crate::server::{Surrounded, serve};

/// Serves a client until it is done. Without an orderly end the exit code is 1, as the protocol says.
///
/// # Errors
/// One line, where the settings or standard input can't be read.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let here = call.here();
    let lookup = match call.arguments.value("config") {
        Some(typed) => Lookup::Named(typed.to_owned()),
        None if call.arguments.has("no-config") => Lookup::Off,
        None => Lookup::Nearest(None),
    };
    // A settings file that was named has to be there.
    settings_of(&[], &lookup, &here, &call.host).await?;
    let lookup = match lookup {
        // The client may have its workspace elsewhere.
        Lookup::Named(typed) => Lookup::Named(here.absolute(&typed)),
        other => other,
    };
    let version = call.surroundings.command_version.clone();
    let surrounded = Surrounded { here, lookup, version, now: call.surroundings.now };
    let outcome = if serve(surrounded, &call.host).await? { Outcome::Clean } else { Outcome::Findings };
    Ok(Done { text: Vec::new(), outcome })
}

//! `tablewarden rules format`: rule files are rewritten in the canonical form, or those that are not in it are named. A file
//! is only rewritten where it still is what was read.

use sha2::{Digest, Sha256};
use tablewarden_source::harmless;
use tablewarden_wire::{FormatRulesResponse, Notice, Outcome};

use super::files::NO_RULE_FILE;
use crate::commands::call::{Call, Done};
use crate::files::{Input, Place, Wanted, about, read_each, select};
use crate::host::Bytes;

/// Rewrites rule files, or names those that are not in the canonical form.
///
/// # Errors
/// One line, where there is nothing to do.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let inputs = select(&call.arguments.operands, Wanted::Rules, false, &call.here(), &call.host).await;
    if inputs.is_empty() {
        return Err(NO_RULE_FILE.to_owned());
    }
    let read = read_each(&inputs, &call.host).await;
    let formatted: Vec<Formatted> = inputs
        .iter()
        .zip(read)
        .map(|(input, bytes)| bytes.map_or_else(Formatted::Failed, |bytes| format(call, input, bytes)))
        .collect();
    let writes = formatted.iter().filter_map(|formatted| match formatted {
        Formatted::Rewrite(write) => Some(write.clone()),
        _ => None,
    });
    let mut written = call.host.replace(writes.collect()).await.into_iter();
    let mut done = Done { text: Vec::new(), outcome: Outcome::Clean };
    for (input, formatted) in inputs.iter().zip(formatted) {
        let line = format!("{}\n", harmless(&input.name));
        let outcome = match formatted {
            Formatted::Text(text) => {
                call.print_file(text.into_bytes());
                Outcome::Clean
            }
            Formatted::Named(outcome) => {
                done.text.extend(line.into_bytes());
                outcome
            }
            Formatted::Left(outcome, notices) => {
                call.say_notices(&notices);
                outcome
            }
            Formatted::Rewrite(_) => match written.next().unwrap_or_else(|| Err(String::new())) {
                Ok(()) => {
                    done.text.extend(line.into_bytes());
                    Outcome::Clean
                }
                Err(why) => {
                    call.say(&about(&input.name, &why));
                    Outcome::Error
                }
            },
            Formatted::Failed(why) => {
                call.say(&about(&input.name, &why));
                Outcome::Error
            }
        };
        done.outcome = done.outcome.max(outcome);
    }
    Ok(done)
}

/// What is to be done with a file.
enum Formatted {
    /// It came from standard input: its canonical text is printed.
    Text(String),
    /// Its name is printed.
    Named(Outcome),
    /// Nothing is done; why, where there is something to say.
    Left(Outcome, Vec<Notice>),
    /// It is rewritten: its path, its new bytes, the digest of its old ones.
    Rewrite((String, Bytes, String)),
    /// It cannot be read.
    Failed(String),
}

fn format(call: &Call, input: &Input, bytes: Bytes) -> Formatted {
    let only_names = call.arguments.has("check");
    let answer = tablewarden_check::format_rules(&call.rule_file_request(&input.name), &[&bytes]);
    match (answer, &input.place) {
        (Err(line), _) => Formatted::Failed(line),
        (Ok(FormatRulesResponse { text: Some(text), .. }), Place::Stdin(_)) if !only_names => Formatted::Text(text),
        (Ok(FormatRulesResponse { text: Some(text), outcome: Outcome::Findings, .. }), Place::File(path))
            if !only_names =>
        {
            Formatted::Rewrite((path.clone(), text.into_bytes().into(), digest(&bytes)))
        }
        (Ok(FormatRulesResponse { text: Some(_), outcome: Outcome::Findings, .. }), _) => {
            Formatted::Named(Outcome::Findings)
        }
        (Ok(FormatRulesResponse { outcome, notices, .. }), _) => Formatted::Left(outcome, notices),
    }
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

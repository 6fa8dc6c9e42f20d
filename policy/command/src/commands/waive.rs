//! `tablewarden waive`: one call of the engine, and the edit that it answers put into the template, or shown. The template is only
//! replaced where it still is what was read.

use tablewarden_edit::{applied, unified_diff};
use tablewarden_source::harmless;
use tablewarden_wire::{Outcome, Request, VERSION, WaiveRequest};

use super::call::{Call, Done};
use super::member::{Answer, start_of, text_of};
use super::one_template::OneTemplate;
use super::rules::digest;
use crate::files::about;

/// Writes the waiver.
///
/// # Errors
/// One line, where nothing can be written.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let (arguments, host) = (&call.arguments, &call.host);
    let needed = |option: &str, what: &str| match arguments.value(option) {
        Some(value) => Ok(value.to_owned()),
        None => Err(format!("`--{option}` is missing. Say {what}.")),
    };
    let rule = needed("rule", "which rule, as in `--rule DDB-R001`")?;
    let reason = needed("reason", "why, as in `--reason \"a cache\"`")?;
    let mut template = OneTemplate::with_rules(call).await?;
    let name = template.file.name.clone();
    let named = |line: String| about(&name, &line);
    // The edit is made of the bytes that it goes into.
    let (path, bytes) = template.held(host).await.map_err(named)?;
    let request = request(call, &template, (rule, reason));
    let answer = template.ask(Request::Waive(request), call).await.map_err(named)?;
    let answer = Answer::of(&answer).map_err(named)?;
    let view = answer.view();
    if let Some(refused) = answer.member("refused") {
        let _ = answer.told(call);
        return Err(format!("{name}{}: {}", start_of(view, refused), text_of(view, refused, "message")));
    }
    let edits = answer.edits();
    let clean = |text: Vec<u8>| Ok(Done { text, outcome: Outcome::Clean });
    let changed = applied(&bytes, &edits).ok_or_else(|| named("internal error: the edit does not fit".to_owned()))?;
    if edits.is_empty() {
        call.say(&named("This is waived already.".to_owned()));
    }
    match path {
        _ if arguments.has("diff") => clean(unified_diff(&harmless(&name), &bytes, &edits)),
        None => {
            call.print_file(changed);
            clean(Vec::new())
        }
        Some(_) if edits.is_empty() => clean(Vec::new()),
        Some(path) => {
            let replaced = host.replace(vec![(path, changed.into(), digest(&bytes))]).await.pop();
            replaced.unwrap_or_else(|| Err(String::new())).map_err(named)?;
            clean(format!("{}\n", harmless(&name)).into_bytes())
        }
    }
}

fn request(call: &Call, template: &OneTemplate, (rule, reason): (String, String)) -> WaiveRequest {
    let arguments = &call.arguments;
    let text = |option| arguments.value(option).map(str::to_owned);
    let check = template.check(call);
    let (expires, resource) = (text("expires"), text("resource"));
    WaiveRequest { version: VERSION, blobs: Vec::new(), check, rule, reason, expires, resource }
}

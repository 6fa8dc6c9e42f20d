//! What the client can do about findings: the fixes of those in a range, a waiver for each, and all safe fixes at once. Nothing is
//! changed here: the client gets edits, of what costs another call only once it asks for them.

use tablewarden_order::Set;
use tablewarden_report::JsonText;
use tablewarden_wire::{CheckRequest, FixRequest, Request, VERSION, WaiveRequest};

use super::json::{Json, JsonDocument};
use super::subject::Subject;

const QUICK_FIX: &str = "quickfix";
const FIX_ALL: &str = "source.fixAll.tablewarden";
const FIX_ALL_TITLE: &str = "Make all safe fixes";

/// `CodeActionTriggerKind`: the client asks on its own, as when the cursor moves.
const AUTOMATIC: u32 = 2;

/// The reason of a waiver, until somebody writes another one in its place.
const REASON: &str = "TODO: say why";

/// The actions for a range of a document.
///
/// # Errors
/// One line, where the engine gives no answer.
pub(super) async fn actions(subject: &Subject<'_>, params: Json<'_>) -> Result<String, String> {
    let mut out = String::new();
    let mut json = JsonText(&mut out);
    json.open("", '[');
    let only = params.list(&["context", "only"]);
    let is_template = !subject.document.is_rule_file();
    if is_template && is_wanted(QUICK_FIX, &only) {
        of_findings(subject, params, &mut json).await?;
    }
    // To fix everything takes several checks.
    let is_asked = !only.is_empty() || params.number(&["context", "triggerKind"]) != Some(AUTOMATIC);
    if is_template && is_asked && is_wanted(FIX_ALL, &only) {
        let edit = all_fixed(subject).await?;
        if let Some(edit) = edit {
            begin(FIX_ALL_TITLE, FIX_ALL, None, &mut json);
            json.json("edit", &edit).close('}');
        }
    }
    json.close(']');
    Ok(out)
}

/// Whether one of these kinds is the kind or one that it belongs to; with none of them every kind is.
fn is_wanted(kind: &str, only: &[Json<'_>]) -> bool {
    let covers = |wanted: &str| kind.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    only.is_empty() || only.iter().any(|wanted| wanted.as_str().is_some_and(covers))
}

async fn of_findings(subject: &Subject<'_>, params: Json<'_>, json: &mut JsonText<'_>) -> Result<(), String> {
    let offset = |end: &str| subject.offset(params, &["range", end]);
    let (Some(from), Some(to)) = (offset("start"), offset("end")) else { return Ok(()) };
    let answer = subject.ask(|check| Request::Check(CheckRequest { fixes: true, ..check })).await?;
    let document = JsonDocument::read(&answer);
    let Some(answer) = document.as_ref().and_then(JsonDocument::root) else { return Ok(()) };
    let shown = params.list(&["context", "diagnostics"]);
    let mut waived = Set::new();
    for finding in answer.list(&["findings"]) {
        let byte = |key: &str| finding.number(&["span", key]).unwrap_or(u32::MAX);
        let text = |key: &str| finding.str(&[key]);
        if text("file") != Some(&subject.document.input.name) || byte("startByte") > to || byte("endByte") < from {
            continue;
        }
        let is_shown = |shown: &&Json<'_>| {
            let fingerprint = shown.str(&["data", "fingerprint"]);
            fingerprint.is_some() && fingerprint == text("fingerprint")
        };
        let shown = shown.iter().find(is_shown);
        for fix in finding.list(&["fixes"]) {
            begin(fix.str(&["title"]).unwrap_or_default(), QUICK_FIX, shown, json);
            if fix.is_true(&["isSafe"]) {
                json.json("isPreferred", "true");
            }
            subject.edit(json, "edit", &fix.list(&["edits"]));
            json.close('}');
        }
        let (rule, resource) = (text("rule").unwrap_or_default(), text("logicalId"));
        if !waived.insert((rule, resource)) {
            continue;
        }
        let title = ["Waive ", rule, " here…"].concat();
        let edits = if subject.client.asks_for_edits { None } else { Some(waiver(subject, rule, resource).await) };
        match edits {
            None => {
                begin(&title, QUICK_FIX, shown, json);
                json.open("data", '{').text("uri", &subject.document.uri).text("rule", rule);
                json.text_of("resource", resource).close('}').close('}');
            }
            Some(Ok(edit)) => {
                begin(&title, QUICK_FIX, shown, json);
                json.json("edit", &edit).close('}');
            }
            // Where it can't be written it is not offered.
            Some(Err(_)) => {}
        }
    }
    Ok(())
}

fn begin(title: &str, kind: &str, shown: Option<&Json<'_>>, json: &mut JsonText<'_>) {
    json.open("", '{').text("title", title).text("kind", kind);
    if let Some(shown) = shown {
        json.open("diagnostics", '[').json("", shown.raw()).close(']');
    }
}

/// An action that was chosen, with its edit.
///
/// # Errors
/// One line, where there is none.
pub(super) async fn resolved(subject: &Subject<'_>, action: Json<'_>) -> Result<String, String> {
    let rule = action.str(&["data", "rule"]).ok_or("the action has no rule")?;
    let edit = waiver(subject, rule, action.str(&["data", "resource"])).await?;
    let mut out = String::new();
    let mut json = JsonText(&mut out);
    json.open("", '{');
    for key in ["title", "kind", "diagnostics", "data"] {
        if let Some(value) = action.get(&[key]) {
            json.json(key, value.raw());
        }
    }
    json.json("edit", &edit).close('}');
    Ok(out)
}

/// The edit that writes a waiver.
async fn waiver(subject: &Subject<'_>, rule: &str, resource: Option<&str>) -> Result<String, String> {
    let request = |check: CheckRequest| {
        Request::Waive(WaiveRequest {
            version: VERSION,
            blobs: Vec::new(),
            check,
            rule: rule.to_owned(),
            reason: REASON.to_owned(),
            expires: None,
            resource: resource.map(str::to_owned),
        })
    };
    edit_of(subject, &subject.ask(request).await?)
}

/// The edit that makes all safe fixes; none where there is nothing to fix.
async fn all_fixed(subject: &Subject<'_>) -> Result<Option<String>, String> {
    let request = |check: CheckRequest| {
        let (blobs, rules) = (Vec::new(), Vec::new());
        Request::Fix(FixRequest { version: VERSION, blobs, check, with_unsafe: false, rules })
    };
    let answer = subject.ask(request).await?;
    let document = JsonDocument::read(&answer);
    let is_empty = document.as_ref().and_then(JsonDocument::root).is_none_or(|root| root.list(&["edits"]).is_empty());
    if is_empty { Ok(None) } else { edit_of(subject, &answer).map(Some) }
}

/// The edits of an answer, as the client takes them.
fn edit_of(subject: &Subject<'_>, answer: &[u8]) -> Result<String, String> {
    let document = JsonDocument::read(answer);
    let answer = document.as_ref().and_then(JsonDocument::root).ok_or("the engine's answer can't be read")?;
    if let Some(why) = answer.str(&["refused", "message"]) {
        return Err(why.to_owned());
    }
    let mut out = String::new();
    subject.edit(&mut JsonText(&mut out), "", &answer.list(&["edits"]));
    Ok(out)
}

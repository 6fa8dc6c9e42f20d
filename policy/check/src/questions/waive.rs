//! A waiver of what a check finds, as edits of the template. Each edit is tried before it is answered: with it the check has to find
//! the same, with nothing waived but what was asked for.

use tablewarden_cloudformation::{Context, Expiry, Template};
use tablewarden_edit::{Edit, NewWaiver, Refused, applied};
use tablewarden_wire::{
    CheckRequest, CheckResponse, FailOn, Finding, Gravity, Location, Outcome, Profile, Refusal, TextEdit, VERSION,
    WaiveRequest, WaiveResponse,
};

use crate::check_file::check;
use crate::pack::unknown_rule;
use crate::reading::{as_written, document, several};
use crate::request::{Files, all_findings, blob, limits};

/// How many resources are named where one has to be chosen.
const MOST_NAMED: usize = 5;

/// The edits that write the waiver of a request.
///
/// # Errors
/// One line, where the request is none.
pub(crate) fn waive(request: &WaiveRequest, blobs: &[&[u8]]) -> Result<WaiveResponse, String> {
    let asked = CheckRequest {
        profile: Some(Profile::Strict),
        fail_on: Some(FailOn::Never),
        excerpts: false,
        describe_rules: false,
        unknown_values: false,
        changes: false,
        fixes: false,
        diffs: false,
        statuses: false,
        limits: all_findings(request.check.limits),
        ..request.check.clone()
    };
    let before = check(&asked, blobs)?;
    let mut files = Files::new(asked.columns);
    let bytes = blob(blobs, &asked.file)?;
    files.add(&asked.file.name, bytes)?;
    let made = edits(request, &asked, &before, blobs);
    let unread = |gravity| gravity != Gravity::Notice;
    let mut response = WaiveResponse {
        version: VERSION,
        file: before.file,
        outcome: Outcome::Clean,
        notices: before.notices.into_iter().filter(|notice| unread(notice.gravity)).collect(),
        refused: None,
        is_waived: false,
        edits: Vec::new(),
    };
    match made {
        Ok(made) => {
            response.is_waived = made.is_empty();
            let edit = |Edit { span, text }| TextEdit { start_byte: span.start, end_byte: span.end, text };
            response.edits = made.into_iter().map(edit).collect();
        }
        Err(Refused { place, message }) => {
            response.outcome = Outcome::Error;
            response.refused = Some(Refusal { message, span: place.map(|place| files.location(place)) });
        }
    }
    Ok(response)
}

fn refused(message: String) -> Refused {
    Refused { place: None, message }
}

/// The edits, in the order of the file: one, or where a resource is in several templates of the file, one for each. None where
/// there is nothing left to waive.
fn edits(
    request: &WaiveRequest,
    asked: &CheckRequest,
    before: &CheckResponse,
    blobs: &[&[u8]],
) -> Result<Vec<Edit>, Refused> {
    if let Some(text) = &request.expires {
        let expiry = Expiry::read(text);
        let expiry = expiry.ok_or_else(|| refused(format!("`{text}` is not a date. Write it as in `2030-01-31`.")))?;
        if asked.now.is_some_and(|now| expiry.is_over(now)) {
            return Err(refused(format!("{text} is over. Give a day on which the waiver still counts.")));
        }
    }
    let named = |finding: &&Finding| {
        [&finding.rule, &finding.name].iter().any(|name| name.eq_ignore_ascii_case(&request.rule))
            && request.resource.as_ref().is_none_or(|name| finding.logical_id.as_ref() == Some(name))
    };
    let open: Vec<&Finding> = before.findings.iter().filter(named).collect();
    let Some(first) = open.first() else {
        if before.waived.iter().any(|finding| named(&finding)) {
            return Ok(Vec::new());
        }
        let place = request.resource.as_ref().map_or(String::new(), |name| format!(" in `{name}`"));
        let unknown = unknown_rule(&request.rule).filter(|_| asked.rules.is_empty());
        return Err(refused(
            unknown
                .unwrap_or_else(|| format!("`{}` finds nothing{place}, so there is nothing to waive.", request.rule)),
        ));
    };
    // What is in no resource has none, or an empty name.
    let resource_of = |finding: &Finding| finding.logical_id.clone().filter(|name| !name.is_empty());
    let mut resources: Vec<Option<String>> = Vec::new();
    for resource in open.iter().map(|finding| resource_of(finding)) {
        if resources.len() <= MOST_NAMED && !resources.contains(&resource) {
            resources.push(resource);
        }
    }
    if resources.len() > 1 {
        let more = if resources.len() > MOST_NAMED { " and more" } else { "" };
        let names: Vec<String> =
            resources.into_iter().flatten().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
        let message =
            format!("{} finds something in {}{more}. Name one with `--resource`.", first.rule, names.join(", "));
        return Err(refused(message));
    }
    let resource = resource_of(first);
    let resource = resource.as_deref();
    let bytes = blob(blobs, &asked.file).map_err(refused)?;
    let waiver =
        NewWaiver { rule: &first.rule, reason: &request.reason, expires: request.expires.as_deref(), resource };
    let is_same = |finding: &&&Finding| resource_of(finding).as_deref() == resource;
    let spans: Vec<Location> = open.iter().filter(is_same).map(|finding| finding.span).collect();
    let of_file = several(bytes).map_or_else(Vec::new, |of_file| of_file.templates);
    let texts = of_file.iter().map(String::as_bytes).chain(of_file.is_empty().then_some(bytes));
    let mut edits = Vec::new();
    let mut place = None;
    for text in texts.filter(|text| spans.iter().any(|span| has_text_at(text, written_at(bytes, span.start_byte)))) {
        let mut files = Files::new(asked.columns);
        let file = files.add(&asked.file.name, text).map_err(refused)?;
        let document = document(&files, file, limits(asked.limits));
        let context = Context::default();
        let template = Template::read(as_written(&document.tree), &context);
        edits.extend(tablewarden_edit::waive(&template, document.syntax, &waiver)?);
        let root = template.view().root().map(|root| template.view().place(root));
        place = place.or(resource.and_then(|name| template.resource(name)).map(|one| one.key_place)).or(root);
    }
    let changed = applied(bytes, &edits).unwrap_or_default();
    let mut blobs = blobs.to_vec();
    if let Some(blob) = blobs.get_mut(asked.file.blob as usize) {
        *blob = &changed;
    }
    let after = check(asked, &blobs).map_err(refused)?;
    match is_all(before, &after, &first.rule, resource) {
        true => Ok(edits),
        false => Err(Refused { place, message: "A waiver written here would change more than it says.".to_owned() }),
    }
}

/// Where the text is that an offset is about: at it, or before it where nothing is written there, as of a key without a value.
fn written_at(text: &[u8], offset: u32) -> usize {
    let until = text.get(..=offset as usize).unwrap_or(text);
    until.iter().rposition(|byte| !byte.is_ascii_whitespace()).unwrap_or_default()
}

/// Whether a text, in which all that is outside of its document is blank, has something at an offset.
fn has_text_at(text: &[u8], offset: usize) -> bool {
    text.get(offset).is_some_and(|byte| !byte.is_ascii_whitespace())
}

/// Whether `after` has what `before` has, with exactly the findings of the rule in the resource waived, or where that is none, at
/// least those.
fn is_all(before: &CheckResponse, after: &CheckResponse, rule: &str, resource: Option<&str>) -> bool {
    let is_meant =
        |finding: &&Finding| finding.rule == rule && (resource.is_none() || finding.logical_id.as_deref() == resource);
    let is_other = |finding: &&Finding| !is_meant(finding);
    let same = |before: &[Finding], after: &[Finding]| {
        let known = |finding: &Finding| (finding.rule.clone(), finding.fingerprint.clone(), finding.message.clone());
        let before = before.iter().filter(is_other).map(known);
        before.eq(after.iter().filter(is_other).map(known))
    };
    let unread =
        |response: &CheckResponse| response.notices.iter().filter(|one| one.gravity != Gravity::Notice).count();
    let meant = |findings: &[Finding]| findings.iter().filter(is_meant).count();
    meant(&after.findings) == 0
        && meant(&after.waived) == meant(&before.findings) + meant(&before.waived)
        && same(&before.findings, &after.findings)
        && same(&before.waived, &after.waived)
        && unread(before) == unread(after)
}

//! What an editor shows about a file: what a check of it has in hand goes to where that is made. Without `hover` no rule is
//! evaluated.

use tablewarden_assist::{GuardFile, Opened, RuleTitle, complete, define, hover, lenses, symbols};
use tablewarden_draw::summaries;
use tablewarden_source::Place;
use tablewarden_template::{At, NodeId, Reading, View};
use tablewarden_wire::{AskKind, AssistRequest, AssistResponse, CheckRequest, VERSION};

use crate::check::{Checked, checked};
use crate::each_template::of_each_template;
use crate::pack;
use crate::reading::{as_written, several};
use crate::request::{Files, all_findings, blob, limits};

/// How the name of a Guard file ends.
const GUARD: &str = ".guard";

/// What an editor asks of the file of a request.
///
/// # Errors
/// One line, where the request is none.
pub(crate) fn assist(request: &AssistRequest, blobs: &[&[u8]]) -> Result<AssistResponse, String> {
    if request.check.file.name.ends_with(GUARD) {
        return of_guard_file(request, blobs);
    }
    if request.ask.kind == AskKind::Complete {
        return completions(request, blobs);
    }
    let is_hover = request.ask.kind == AskKind::Hover;
    let asked = CheckRequest {
        against: None,
        no_default_rules: request.check.no_default_rules || !is_hover,
        rules: if is_hover { request.check.rules.clone() } else { Vec::new() },
        excerpts: false,
        describe_rules: is_hover,
        unknown_values: false,
        changes: false,
        statuses: false,
        limits: all_findings(request.check.limits),
        ..request.check.clone()
    };
    let file = asked.file.name.clone();
    let mut answer = AssistResponse { version: VERSION, file, ..AssistResponse::default() };
    of_each_template(&asked.file, (asked.columns, false), blobs, &mut |blobs, _| {
        checked(&asked, blobs, &mut |checked| of_template(&checked, request, &mut answer))
    })?;
    Ok(answer)
}

/// What an editor asks of a Guard file.
fn of_guard_file(request: &AssistRequest, blobs: &[&[u8]]) -> Result<AssistResponse, String> {
    let (asked, offset) = (&request.check, request.ask.offset);
    let mut files = Files::new(asked.columns);
    let file = files.add(&asked.file.name, blob(blobs, &asked.file)?)?;
    let text = files.source(file).map_or("", |source| &source.text);
    let locate = |span| files.location(Place::new(file, span));
    let guard = GuardFile { text, locate: &locate };
    let mut answer = AssistResponse { version: VERSION, file: asked.file.name.clone(), ..AssistResponse::default() };
    match request.ask.kind {
        AskKind::Hover => answer.hover = guard.hover(offset),
        AskKind::Complete => answer.completions = guard.complete(offset),
        AskKind::Define => answer.definitions = guard.define(offset),
        AskKind::Symbols => answer.symbols = guard.symbols(),
        AskKind::Lens => {}
    }
    Ok(answer)
}

/// What can be written at the place: of a file of several templates, in the last one that begins before it.
fn completions(request: &AssistRequest, blobs: &[&[u8]]) -> Result<AssistResponse, String> {
    let (asked, offset) = (&request.check, request.ask.offset);
    let mut files = Files::new(asked.columns);
    let bytes = blob(blobs, &asked.file)?;
    let file = files.add(&asked.file.name, bytes)?;
    let text = files.source(file).map_or("", |source| &source.text);
    let begins_before = |text: &&String| text.len() - text.trim_start().len() < offset as usize;
    let of_file = several(bytes).map_or_else(Vec::new, |of_file| of_file.templates);
    let text = of_file.iter().rev().find(begins_before).map_or(text, String::as_str);
    let rules: Vec<RuleTitle> = pack::titles().collect();
    let locate = |span| files.location(Place::new(file, span));
    let completions = complete(text, offset, limits(asked.limits), &rules, &locate);
    Ok(AssistResponse { version: VERSION, file: asked.file.name.clone(), completions, ..AssistResponse::default() })
}

/// Adds what is asked of one template of the file. An offset is in one of them.
fn of_template(
    Checked { files, document, template, facts, response, .. }: &Checked<'_>,
    request: &AssistRequest,
    answer: &mut AssistResponse,
) {
    let (kind, offset) = (request.ask.kind, request.ask.offset);
    let locate = |place| files.location(place);
    let tables = match kind {
        AskKind::Define | AskKind::Complete => Vec::new(),
        _ => summaries(View::new(&facts.tree, Reading::CloudFormation), At::main(NodeId(0))),
    };
    let opened = Opened { view: as_written(&document.tree), template, tables: &tables, response, locate: &locate };
    match kind {
        AskKind::Hover => answer.hover = answer.hover.take().or_else(|| hover(&opened, offset)),
        AskKind::Complete => {}
        AskKind::Define => answer.definitions.extend(define(&opened, offset)),
        AskKind::Symbols => answer.symbols.extend(symbols(&opened)),
        AskKind::Lens => answer.lenses.extend(lenses(&opened)),
    }
}

//! What the client shows at a place of a document, or of the whole of it: hover, completion, definitions, symbols, and the lines above
//! tables. The engine knows them; here they are written as the protocol has them.

use tablewarden_report::JsonText;
use tablewarden_wire::{Ask, AskKind, AssistRequest, Request, VERSION};

use super::json::{Json, JsonDocument};
use super::subject::Subject;

/// What a method asks; none, if it asks for nothing of this.
pub(super) fn asked(method: &str) -> Option<AskKind> {
    Some(match method {
        "textDocument/hover" => AskKind::Hover,
        "textDocument/completion" => AskKind::Complete,
        "textDocument/definition" => AskKind::Define,
        "textDocument/documentSymbol" => AskKind::Symbols,
        "textDocument/codeLens" => AskKind::Lens,
        _ => return None,
    })
}

/// The result of such a request.
///
/// # Errors
/// One line, where the engine gives no answer.
pub(super) async fn assist(subject: &Subject<'_>, kind: AskKind, params: Json<'_>) -> Result<String, String> {
    let offset = subject.offset(params, &["position"]).unwrap_or(0);
    let ask = Ask { kind, offset };
    let answer =
        subject.ask(|check| Request::Assist(AssistRequest { version: VERSION, blobs: Vec::new(), check, ask })).await?;
    let document = JsonDocument::read(&answer);
    let Some(answer) = document.as_ref().and_then(JsonDocument::root) else { return Ok("null".to_owned()) };
    let mut out = String::new();
    let mut json = JsonText(&mut out);
    match kind {
        AskKind::Hover => hover(subject, answer.get(&["hover"]), &mut json),
        AskKind::Complete => completions(subject, &answer.list(&["completions"]), &mut json),
        AskKind::Define => {
            json.open("", '[');
            for location in answer.list(&["definitions"]) {
                json.open("", '{').text("uri", &subject.document.uri);
                subject.range(&mut json, "range", location);
                json.close('}');
            }
            json.close(']');
        }
        AskKind::Symbols => symbols(subject, "", &answer.list(&["symbols"]), &mut json),
        AskKind::Lens => {
            json.open("", '[');
            for lens in answer.list(&["lenses"]) {
                json.open("", '{');
                range(subject, "range", lens.get(&["span"]), &mut json);
                // Nothing happens where it is clicked.
                json.open("command", '{').text("title", lens.str(&["title"]).unwrap_or_default());
                json.text("command", "").close('}').close('}');
            }
            json.close(']');
        }
    }
    Ok(out)
}

fn hover(subject: &Subject<'_>, hover: Option<Json<'_>>, json: &mut JsonText<'_>) {
    let Some(hover) = hover else {
        json.json("", "null");
        return;
    };
    json.open("", '{').open("contents", '{').text("kind", "markdown");
    json.text("value", hover.str(&["markdown"]).unwrap_or_default()).close('}');
    range(subject, "range", hover.get(&["span"]), json);
    json.close('}');
}

fn completions(subject: &Subject<'_>, completions: &[Json<'_>], json: &mut JsonText<'_>) {
    json.open("", '[');
    for (place, completion) in completions.iter().enumerate() {
        let text = |key: &str| completion.str(&[key]);
        let label = text("label").unwrap_or_default();
        json.open("", '{').text("label", label).number("kind", completion_kind(text("kind")));
        json.text_of("detail", text("detail")).text("filterText", label);
        // They are shown in the order in which they came.
        let digits = place.to_string();
        json.text("sortText", &["00000".get(digits.len()..).unwrap_or(""), &digits].concat());
        json.open("textEdit", '{');
        range(subject, "range", completion.get(&["span"]), json);
        json.text("newText", text("insert").unwrap_or(label)).close('}');
        // Further lines have their indentation already: 1 is "as is".
        json.number("insertTextMode", 1).close('}');
    }
    json.close(']');
}

fn symbols(subject: &Subject<'_>, name: &str, symbols_of: &[Json<'_>], json: &mut JsonText<'_>) {
    json.open(name, '[');
    for symbol in symbols_of {
        let text = |key: &str| symbol.str(&[key]);
        json.open("", '{').text("name", text("name").unwrap_or_default());
        json.number("kind", symbol_kind(text("kind"))).text_of("detail", text("detail"));
        range(subject, "range", symbol.get(&["span"]), json);
        range(subject, "selectionRange", symbol.get(&["selection"]), json);
        symbols(subject, "children", &symbol.list(&["children"]), json);
        json.close('}');
    }
    json.close(']');
}

fn range(subject: &Subject<'_>, name: &str, location: Option<Json<'_>>, json: &mut JsonText<'_>) {
    if let Some(location) = location {
        subject.range(json, name, location);
    }
}

/// `CompletionItemKind`
fn completion_kind(kind: Option<&str>) -> usize {
    match kind.unwrap_or_default() {
        "property" => 10,
        "value" => 12,
        "type" => 7,
        "resource" => 18,
        "parameter" | "variable" => 6,
        "attribute" | "fact" => 5,
        "condition" => 21,
        "mapping" => 22,
        "snippet" => 15,
        _ => 14,
    }
}

/// `SymbolKind`
fn symbol_kind(kind: Option<&str>) -> usize {
    match kind.unwrap_or_default() {
        "section" => 3,
        "table" => 23,
        "key" => 20,
        "index" => 18,
        "parameter" | "variable" => 13,
        "condition" => 17,
        "mapping" => 19,
        "output" => 14,
        "rule" => 12,
        _ => 5,
    }
}

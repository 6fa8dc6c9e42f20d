//! An answer of the engine into diagnostics: each as the client is told it, with the address of the file that it is in. Waived
//! findings are none.

use tablewarden_report::JsonText;
use tablewarden_source::{Columns, harmless};

use super::document::Document;
use super::json::{Json, JsonDocument};
use super::range::{START, write_range};
use super::text::LinePosition;

/// Severities of the protocol.
const ERROR: usize = 1;
const WARNING: usize = 2;
const INFORMATION: usize = 3;

/// Where an answer is turned into what the client is told: in which document, and what the files that it names are called outside.
pub(super) struct Telling<'s> {
    pub(super) document: &'s Document,
    pub(super) columns: Columns,
    pub(super) uri_of: &'s dyn Fn(&str) -> String,
}

impl Telling<'_> {
    /// The diagnostics of an answer about the document, or of why there is none.
    pub(super) fn diagnostics(&self, answer: Result<&[u8], &str>) -> Vec<(String, String)> {
        let failed = |line: &str| vec![(self.document.uri.clone(), self.written(ERROR, line, None, |_| ()))];
        let bytes = match answer {
            Ok(bytes) => bytes,
            Err(line) => return failed(line),
        };
        let document = JsonDocument::read(bytes);
        let Some(answer) = document.as_ref().and_then(JsonDocument::root) else {
            return failed("internal error: the engine's answer can't be read");
        };
        if let Some(line) = answer.str(&["error"]) {
            return failed(line);
        }
        if answer.is_true(&["skipped"]) {
            return Vec::new();
        }
        let notices = answer.list(&["notices"]).into_iter().map(|notice| self.notice(notice));
        let rules = answer.list(&["rules"]);
        notices.chain(answer.list(&["findings"]).into_iter().map(|finding| self.finding(finding, &rules))).collect()
    }

    fn notice(&self, notice: Json<'_>) -> (String, String) {
        let severity = match notice.str(&["gravity"]) {
            Some("notice") if self.document.is_rule_file() => WARNING,
            Some("notice") => INFORMATION,
            _ => ERROR,
        };
        let message = notice.str(&["message"]).unwrap_or_default();
        (self.file(notice), self.written(severity, message, Some(notice), |_| ()))
    }

    /// A finding; `rules` are those that found something.
    fn finding(&self, finding: Json<'_>, rules: &[Json<'_>]) -> (String, String) {
        let text = |key: &str| finding.str(&[key]);
        let severity = match text("severity") {
            Some("warning") => WARNING,
            Some("note") => INFORMATION,
            _ => ERROR,
        };
        let mut message = harmless(text("message").unwrap_or_default()).into_owned();
        if let Some(condition) = text("condition") {
            message.extend([" (when ", &harmless(condition), ")"]);
        }
        if let Some(help) = text("help") {
            message.extend(["\n", &harmless(help)]);
        }
        let rule = text("rule").unwrap_or_default();
        let address = rules.iter().find(|one| one.str(&["id"]) == Some(rule)).and_then(|one| one.str(&["address"]));
        let told = self.written(severity, &message, Some(finding), |json| {
            json.text("code", rule);
            if let Some(address) = address {
                json.open("codeDescription", '{').text("href", address).close('}');
            }
            // What is not used is shown pale.
            if text("name").is_some_and(|name| name.starts_with("unused-")) {
                json.json("tags", "[1]");
            }
            let related = finding.list(&["related"]);
            if !related.is_empty() {
                json.open("relatedInformation", '[');
                for related in related {
                    json.open("", '{').open("location", '{').text("uri", &self.file(related));
                    write_range(json, "range", self.positions(related));
                    json.close('}').text("message", related.str(&["message"]).unwrap_or_default()).close('}');
                }
                json.close(']');
            }
            json.open("data", '{').text_of("fingerprint", text("fingerprint")).close('}');
        });
        (self.file(finding), told)
    }

    fn written(
        &self,
        severity: usize,
        message: &str,
        place: Option<Json<'_>>,
        more: impl FnOnce(&mut JsonText<'_>),
    ) -> String {
        let mut out = String::new();
        let mut json = JsonText(&mut out);
        json.open("", '{');
        write_range(&mut json, "range", place.map_or((START, START), |place| self.positions(place)));
        json.number("severity", severity).text("source", "tablewarden").text("message", message);
        more(&mut json);
        json.close('}');
        out
    }

    /// Where something is: the place under `span`, or the beginning of the file.
    fn positions(&self, place: Json<'_>) -> (LinePosition, LinePosition) {
        let Some(span) = place.get(&["span"]) else { return (START, START) };
        if place.str(&["file"]).is_none_or(|file| file == self.document.input.name) {
            return self.document.positions(span, self.columns);
        }
        // The text of another file is not here, but its lines are in the answer, from 1.
        let number = |end: &str, key: &str| span.number(&[end, key]).unwrap_or(1).saturating_sub(1);
        let position = |end| LinePosition { line: number(end, "line"), character: number(end, "column") };
        (position("start"), position("end"))
    }

    /// The address of the file that something is in.
    fn file(&self, place: Json<'_>) -> String {
        match place.str(&["file"]) {
            Some(file) if file != self.document.input.name => (self.uri_of)(file),
            _ => self.document.uri.clone(),
        }
    }
}

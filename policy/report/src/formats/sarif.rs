//! `sarif`: a log of SARIF 2.1.0 with one run. Results are written as they come; rules, files and what is said about the check
//! itself stand behind them.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

mod fixes;
mod message;
mod places;
mod rules;

use tablewarden_wire::{Outcome, UnreadFile};

use self::message::message;
use self::places::{artifact, location, physical};
use self::rules::Rules;
use crate::answer::{Answer, Part};
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::{JsonText, Level, NoticeView, Repeats, harmless, sentence};

/// The format.
#[derive(Default)]
pub(super) struct Sarif {
    has_result: bool,
    rules: Rules,
    /// The files that were checked, and what is said about the check: JSON, element by element.
    artifacts: String,
    notifications: String,
    /// How many notifications there are, and how many of them are written.
    told: usize,
}

/// How many notifications are written: they are held until the results are over.
const MOST_NOTIFICATIONS: usize = 1000;

/// What a fingerprint is called. Its number changes where its meaning does.
const FINGERPRINT: &str = "tablewarden/v1";

impl Writer for Sarif {
    fn begin(&mut self, out: &mut String) {
        let mut json = JsonText(out);
        json.open("", '{').text("$schema", "https://json.schemastore.org/sarif-2.1.0.json").text("version", "2.1.0");
        json.open("runs", '[').open("", '{').open("results", '[');
    }

    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        if !answer.is_skipped() {
            let mut json = JsonText(&mut self.artifacts);
            artifact(json.open("", '{'), "location", answer.name());
            json.close('}');
        }
        for part in answer.notices() {
            self.notice(&NoticeView::of(part), answer.has_utf16_columns());
        }
        self.rules.describe(answer);
        let mut repeats = Repeats::default();
        for finding in answer.findings().chain(answer.known()).chain(answer.waived()) {
            out.push_str(if self.has_result { ",\n" } else { "\n" });
            self.has_result = true;
            let count = repeats.count(finding.text("fingerprint").unwrap_or(""));
            self.result(answer, &finding, count, &mut JsonText(out));
        }
    }

    fn unread(&mut self, file: &UnreadFile, _: &mut String) {
        self.notice(&NoticeView::unread(file), false);
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        for told in totals.notices() {
            self.notice(&NoticeView::of_run(&told), false);
        }
        if let Some(left) = self.told.checked_sub(MOST_NOTIFICATIONS).filter(|left| *left > 0) {
            let mut json = JsonText(&mut self.notifications);
            let text = format!("{left} more notifications are counted and not listed. `--format jsonl` lists them.");
            message(
                json.open("", '{').text("level", if totals.is_incomplete() { "error" } else { "note" }),
                "message",
                &text,
            );
            json.close('}');
        }
        let mut json = JsonText(out);
        json.close(']').text("columnKind", "utf16CodeUnits");
        json.open("tool", '{').open("driver", '{').text("name", "tablewarden");
        json.text("fullName", concat!("tablewarden ", env!("CARGO_PKG_VERSION")))
            .text("version", env!("CARGO_PKG_VERSION"));
        json.text("informationUri", env!("CARGO_PKG_REPOSITORY"));
        json.open("rules", '[').json("", &self.rules.json).close(']').close('}').close('}');
        json.open("originalUriBaseIds", '{').open(places::ROOT, '{').open("description", '{');
        json.text("text", "The folder that paths in reports start at: `--root`, or the working directory.");
        json.close('}').close('}').close('}');
        json.open("artifacts", '[').json("", &self.artifacts).close(']');
        let was_all_checked = matches!(totals.outcome(), Outcome::Clean | Outcome::Findings);
        json.open("invocations", '[').open("", '{');
        json.json("executionSuccessful", if was_all_checked { "true" } else { "false" });
        json.open("toolExecutionNotifications", '[').json("", &self.notifications).close(']').close('}').close(']');
        json.close('}').close(']').close('}');
        out.push('\n');
    }
}

impl Sarif {
    fn result(&mut self, answer: &Answer<'_>, finding: &Part<'_>, count: u32, json: &mut JsonText<'_>) {
        let text = |key| finding.text(key).unwrap_or("");
        let columns = answer.has_utf16_columns();
        let rule = text("rule");
        json.open("", '{').text("ruleId", rule).number("ruleIndex", self.rules.index(rule));
        json.text("level", Level::of(finding).word());
        message(json, "message", &sentence(finding));
        json.open("locations", '[').open("", '{');
        physical(json, text("file"), finding.place(), columns);
        self::places::logical(json, finding);
        json.close('}').close(']');
        if finding.parts("related").next().is_some() {
            json.open("relatedLocations", '[');
            for (number, part) in finding.parts("related").enumerate() {
                json.open("", '{').number("id", number + 1);
                physical(json, part.text("file").unwrap_or(""), part.place(), columns);
                message(json, "message", &harmless(part.text("message").unwrap_or("")));
                json.close('}');
            }
            json.close(']');
        }
        let repeated = if count > 1 { format!(":{count}") } else { String::new() };
        json.open("partialFingerprints", '{')
            .text(FINGERPRINT, &(text("fingerprint").to_owned() + &repeated))
            .close('}');
        // What is gone is no result: GitHub would show it as one that is there.
        let state = finding.text("baseline").map(|state| if state == "known" { "unchanged" } else { "new" });
        json.text_of("baselineState", state);
        if let Some(waiver) = finding.part("waiver") {
            json.open("suppressions", '[').open("", '{').text("kind", "inSource").text("status", "accepted");
            json.text_of("justification", waiver.text("reason")).open("location", '{');
            physical(json, answer.name(), waiver.place(), columns);
            json.close('}').close('}').close(']');
        }
        fixes::write(json, finding, columns);
        json.open("properties", '{');
        for name in ["condition", "constructPath"] {
            json.text_of(name, finding.text(name));
        }
        json.close('}').close('}');
    }

    fn notice(&mut self, notice: &NoticeView<'_>, columns: bool) {
        self.told += 1;
        if self.told > MOST_NOTIFICATIONS {
            return;
        }
        let mut json = JsonText(&mut self.notifications);
        json.open("", '{').text("level", notice.level().word());
        message(&mut json, "message", &harmless(notice.message));
        location(json.open("locations", '['), notice.file, notice.place, columns);
        json.close(']').close('}');
    }
}

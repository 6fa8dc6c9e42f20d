//! `cdk`: the report of a CDK validation plugin, which the CDK prints, and which stops `cdk synth` where it is no success. Waived
//! and known findings are not in it.
//!
//! As soon as one violation is acknowledged, the CDK decides by the severities of the others whether the report is a success. So
//! exactly what fails the run is an `error` here, whatever its own severity, which stands in the metadata. What was not checked
//! is `fatal`, and nobody can acknowledge it. A report that is no success has one of the two, or the CDK would print nothing.
//!
//! <https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.PolicyValidationPluginReport.html>

use std::fmt::Write;

use tablewarden_source::quoted;
use tablewarden_wire::{FailOn, Gravity, Outcome, Severity, UnreadFile};

use crate::answer::{Answer, Excerpts, Part, Place};
use crate::totals::Totals;
use crate::writer::Writer;
use crate::writing::{JsonText, Level, NoticeView, harmless};

/// The format.
#[derive(Default)]
pub(super) struct Cdk {
    has_violation: bool,
    has_failed: bool,
}

/// What a violation says.
struct Violation<'v> {
    rule: &'v str,
    description: &'v str,
    severity: &'static str,
    fix: Option<&'v str>,
    place: At<'v>,
    metadata: &'v [(&'static str, Option<&'v str>)],
}

/// Where a violation is. The CDK finds the construct by the template and the logical id; of a stack its path is given.
#[derive(Default)]
struct At<'v> {
    template: &'v str,
    logical_id: Option<&'v str>,
    construct_path: Option<&'v str>,
    /// From the resource on; `Properties.KeySchema`.
    location: &'v str,
}

/// What a violation is called where something was not checked.
const NOT_CHECKED: &str = "not-checked";

impl Writer for Cdk {
    fn begin(&mut self, out: &mut String) {
        out.push_str("{\"violations\":[");
    }

    fn answer(&mut self, answer: &Answer<'_>, out: &mut String) {
        let stack = answer.root().part("stack");
        let stack = stack.as_ref().map(|stack| (stack.text("name"), stack.text("constructPath")));
        for part in answer.notices() {
            self.notice(&NoticeView::of(part), stack.unwrap_or_default(), answer.name(), out);
        }
        let fail_on = fail_on(answer);
        let lines = answer.excerpts();
        for finding in answer.findings() {
            let construct_path = stack.and_then(|(_, path)| path);
            self.finding(&finding, answer, (fail_on, construct_path), &lines, out);
        }
    }

    fn unread(&mut self, file: &UnreadFile, out: &mut String) {
        let stack = file.stack.as_ref().map(|stack| (Some(&*stack.name), stack.construct_path.as_deref()));
        self.notice(&NoticeView::unread(file), stack.unwrap_or_default(), &file.name, out);
    }

    fn end(&mut self, totals: &Totals, out: &mut String) {
        for told in totals.notices() {
            self.notice(&NoticeView::of_run(&told), (None, None), "", out);
        }
        let is_success = totals.outcome() == Outcome::Clean;
        if !is_success && !self.has_failed {
            let unknown = NoticeView { gravity: Gravity::Error, file: "", place: None, message: "something" };
            self.notice(&unknown, (None, None), "", out);
        }
        let _ = writeln!(out, "\n],\"success\":{is_success}}}");
    }
}

impl Cdk {
    fn finding(
        &mut self,
        finding: &Part<'_>,
        answer: &Answer<'_>,
        (fail_on, stack): (FailOn, Option<&str>),
        lines: &Excerpts<'_>,
        out: &mut String,
    ) {
        let text = |key| finding.text(key).unwrap_or("");
        let (level, place) = (Level::of(finding), finding.place());
        let logical_id = finding.text("logicalId");
        let location = location(text("path"), logical_id);
        let address = answer.address(text("rule"));
        let value = value(finding, place, lines);
        let description = description(finding, &location, value, address);
        let line = place.map(|place| format!("{}:{}:{}", text("file"), place.line, place.column));
        let at = At {
            template: text("file"),
            logical_id,
            construct_path: stack.filter(|_| logical_id.is_none()),
            location: &location,
        };
        self.violation(
            &Violation {
                rule: text("rule"),
                description: &description,
                severity: severity(level, fail_on),
                fix: finding.text("help"),
                place: at,
                metadata: &[
                    ("name", finding.text("name")),
                    ("severity", Some(level.word())),
                    ("place", line.as_deref()),
                    ("address", address),
                ],
            },
            out,
        );
    }

    /// What is said about the check itself, of a stack with this name and construct path; `template` is that of the stack.
    fn notice(
        &mut self,
        notice: &NoticeView<'_>,
        (stack, construct_path): (Option<&str>, Option<&str>),
        template: &str,
        out: &mut String,
    ) {
        let mut description = match (notice.gravity, stack) {
            (Gravity::Notice, _) => String::new(),
            (_, Some(stack)) => format!("The stack `{stack}` was not checked to its end: "),
            (_, None) => "Not everything was checked: ".to_owned(),
        };
        if !notice.file.is_empty() {
            description.push_str(notice.file);
            if let Some(place) = notice.place {
                let _ = write!(description, ":{}:{}", place.line, place.column);
            }
            description.push_str(": ");
        }
        description.push_str(notice.message);
        let (rule, severity) = match notice.gravity {
            Gravity::Notice => ("notice", "info"),
            Gravity::Incomplete | Gravity::Error => (NOT_CHECKED, "fatal"),
        };
        let place = At { template, construct_path, ..At::default() };
        let description = &*description;
        self.violation(&Violation { rule, description, severity, fix: None, place, metadata: &[] }, out);
    }

    fn violation(&mut self, violation: &Violation<'_>, out: &mut String) {
        out.push_str(if self.has_violation { ",\n" } else { "\n" });
        self.has_violation = true;
        self.has_failed |= matches!(violation.severity, "error" | "fatal");
        let Violation { rule, description, severity, fix, place, metadata } = violation;
        // The CDK prints most of it, older versions as it is.
        let text = |text: &str| harmless(text).into_owned();
        let mut json = JsonText(out);
        json.open("", '{').text("ruleName", &id(rule)).text("description", &text(description));
        json.text("severity", severity).text_of("fix", fix.map(text).as_deref());
        json.open("violatingResources", '[').open("", '{');
        json.text("resourceLogicalId", &text(place.logical_id.unwrap_or("")));
        json.text_of("constructPath", place.construct_path.map(text).as_deref());
        json.text("templatePath", &text(place.template)).open("locations", '[');
        if !place.location.is_empty() {
            json.text("", &text(place.location));
        }
        json.close(']').close('}').close(']');
        if !metadata.is_empty() {
            json.open("ruleMetadata", '{');
            for (name, value) in *metadata {
                json.text_of(name, value.map(text).as_deref());
            }
            json.close('}');
        }
        json.close('}');
    }
}

fn fail_on(answer: &Answer<'_>) -> FailOn {
    match answer.root().text("failOn") {
        Some("error") => FailOn::Error,
        Some("note") => FailOn::Note,
        Some("never") => FailOn::Never,
        _ => FailOn::Warning,
    }
}

fn severity(level: Level, fail_on: FailOn) -> &'static str {
    let (severity, otherwise) = match level {
        Level::Error => (Severity::Error, "warning"),
        Level::Warning => (Severity::Warning, "warning"),
        Level::Note => (Severity::Note, "info"),
    };
    if fail_on.fails(severity) { "error" } else { otherwise }
}

/// The name of a rule as the CDK takes it apart: `::` and brackets mean something to it.
fn id(rule: &str) -> String {
    let part = |letter: char| if letter.is_ascii_alphanumeric() || "-_.".contains(letter) { letter } else { '-' };
    rule.chars().map(part).collect()
}

/// A path from the template's root as a location in the resource: `Properties.KeySchema.0`; of what is in no resource as it is.
fn location(path: &str, logical_id: Option<&str>) -> String {
    let path = path.trim_start_matches('/');
    let mut steps = path.split('/');
    if logical_id.is_some() && path.starts_with("Resources/") {
        steps.nth(1);
    }
    let steps: Vec<String> = steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    steps.join(".")
}

/// The value that stands at the place of a finding, where it is one on a line of its own; where something is missing the place is
/// a key.
fn value<'l>(finding: &Part<'l>, place: Option<Place>, lines: &Excerpts<'l>) -> Option<&'l str> {
    let place = place.filter(|place| place.line == place.end_line)?;
    let line = lines.get(&(finding.text("file")?, place.start, place.end))?;
    let value = line.text.get(line.covered.clone())?;
    let key = finding.text("path")?.rsplit('/').next()?;
    Some(value).filter(|value| !value.is_empty() && value.trim_matches(['"', '\'']) != key)
}

/// What was found, where, and where that is explained: the CDK prints nothing else.
fn description(finding: &Part<'_>, location: &str, value: Option<&str>, address: Option<&str>) -> String {
    let mut out = finding.text("message").unwrap_or("").to_owned();
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    if let Some(condition) = finding.text("condition") {
        let _ = write!(out, " When {condition}.");
    }
    if !location.is_empty() {
        let _ = write!(out, " At {}", quoted(location));
        if let Some(value) = value {
            let _ = write!(out, ": {value}");
        }
        out.push('.');
    }
    if let Some(address) = address {
        let _ = write!(out, " See {address}");
    }
    out
}

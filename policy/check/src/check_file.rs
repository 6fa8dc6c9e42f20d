//! The check of a file: a request in, a response out. A file is one template, or several YAML documents of which some are templates:
//! then each of these is checked in its place, and the others are named.

use tablewarden_report::excerpts;
use tablewarden_source::Place;
use tablewarden_wire::{CheckRequest, CheckResponse, Gravity, Outcome};

use crate::check::checked;
use crate::raw_notice::RawNotice;
use crate::reading::{Several, several};
use crate::request::{Files, blob};
use crate::response::add;

const OTHER: &str = "Skipped: this document is not a CloudFormation template, because it has no top-level `Resources`.";
const TOO_MANY: &str = "Not checked: the file has more than 64 templates. Split it.";

/// Checks the file of a request.
///
/// # Errors
/// One line, where the request is none, or the pack itself is no good.
pub(crate) fn check(request: &CheckRequest, blobs: &[&[u8]]) -> Result<CheckResponse, String> {
    let Some(of_file) = several(blob(blobs, &request.file)?) else { return checked(request, blobs, &mut |_| ()) };
    // The earlier version has the same documents, or is the one template that there was.
    let earlier = request.against.as_ref().map(|file| blob(blobs, file)).transpose()?.and_then(several);
    let mut all: Option<CheckResponse> = None;
    for (number, text) in of_file.templates.iter().enumerate() {
        let (mut request, mut blobs) = (request.clone(), blobs.to_vec());
        put(&mut blobs, request.file.blob, text);
        if let Some(against) = request.against.take() {
            let before = earlier.as_ref().map(|earlier| earlier.templates.get(number));
            if let Some(Some(text)) = before {
                put(&mut blobs, against.blob, text);
            }
            let has_before = before.map_or(number == 0, |text| text.is_some());
            request.against = Some(against).filter(|_| has_before);
        }
        let one = checked(&request, &blobs, &mut |_| ())?;
        match &mut all {
            None => all = Some(one),
            Some(all) => add(all, one),
        }
    }
    let mut all = all.ok_or("the file has no template")?;
    tell(&mut all, &of_file, request, blob(blobs, &request.file)?)?;
    Ok(all)
}

fn put<'b>(blobs: &mut [&'b [u8]], blob: u32, text: &'b str) {
    if let Some(bytes) = blobs.get_mut(blob as usize) {
        *bytes = text.as_bytes();
    }
}

/// Adds what is said of the documents that were not checked.
fn tell(all: &mut CheckResponse, of_file: &Several, request: &CheckRequest, bytes: &[u8]) -> Result<(), String> {
    let mut files = Files::new(request.columns);
    let file = files.add(&request.file.name, bytes)?;
    for (spans, gravity, message) in
        [(&of_file.others, Gravity::Notice, OTHER), (&of_file.too_many, Gravity::Incomplete, TOO_MANY)]
    {
        let notice = |span: &_| files.notice(RawNotice::at(gravity, Place { file, span: *span }, message.to_owned()));
        all.notices.extend(spans.iter().map(notice));
    }
    if !of_file.too_many.is_empty() {
        all.outcome = all.outcome.max(Outcome::Incomplete);
    }
    if request.excerpts {
        let findings = std::mem::take(&mut all.findings);
        let of_notices = excerpts(all, |name| files.text_named(name));
        all.findings = findings;
        all.excerpts.extend(of_notices);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_wire::{FileBlob, VERSION};

    use super::*;

    const TABLE: &str = "Type: AWS::DynamoDB::Table, Properties: {BillingMode: X}}\n";

    fn checked_file(texts: &[&str]) -> CheckResponse {
        let blobs: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
        let header = format!(
            r#"{{"version": {VERSION}, "blobs": [], "file": {{"name": "t.yaml", "blob": 0}}, "excerpts": true}}"#
        );
        let mut request: CheckRequest = serde_json::from_str(&header).unwrap();
        request.against = texts.get(1).map(|_| FileBlob { name: "old.yaml".to_owned(), blob: 1 });
        check(&request, &blobs).unwrap()
    }

    #[test]
    fn each_template_is_checked_in_its_place_and_the_others_are_named() {
        let text = format!("Resources:\n  A: {{{TABLE}---\nkind: Pod\n---\nResources:\n  B: {{{TABLE}");
        let answer = checked_file(&[&text]);
        let ids: Vec<(&str, u32)> = answer
            .findings
            .iter()
            .filter(|finding| finding.rule == "DDB-V002")
            .map(|finding| (finding.logical_id.as_deref().unwrap(), finding.span.start.line))
            .collect();
        assert_eq!(ids, [("A", 2), ("B", 7)]);
        let notices: Vec<(&str, u32)> =
            answer.notices.iter().map(|notice| (notice.message.as_str(), notice.span.unwrap().start.line)).collect();
        assert_eq!(notices, [(OTHER, 4)]);
        assert_eq!((answer.counts.tables, answer.outcome), (2, Outcome::Findings));
        assert_eq!(
            answer.counts.errors as usize + answer.counts.warnings as usize + answer.counts.notes as usize,
            answer.findings.len()
        );
        assert!(answer.excerpts.iter().any(|excerpt| excerpt.text == "kind: Pod"));
    }

    #[test]
    fn a_document_is_compared_with_that_of_its_number() {
        let named = |name: &str| {
            format!("---\nResources:\n  T: {{Type: AWS::DynamoDB::Table, Properties: {{TableName: {name}}}}}\n")
        };
        let old = [named("one"), named("two")].concat();
        let new = [named("one"), named("other"), named("third")].concat();
        let changed = |texts: &[&str]| {
            let findings = checked_file(texts).findings;
            findings.iter().filter(|finding| finding.related.iter().any(|one| one.file == "old.yaml")).count()
        };
        assert!(changed(&[&old, &old]) == 0 && changed(&[&new, &old]) > 0);
        assert_eq!(changed(&[&old, &named("one")]), 0, "the second document is new");
    }
}

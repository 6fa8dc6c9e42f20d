//! The check of a file: a request in, a response out. A file is one template, or several, of which each is compared with the one of
//! its number in the earlier version.

use tablewarden_wire::{CheckRequest, CheckResponse};

use crate::check::{Checked, checked};
use crate::each_template::{of_each_template, put};
use crate::reading::several;
use crate::request::blob;
use crate::response::{MOST, Unreported, compare, end_lists};

/// Checks the file of a request.
///
/// # Errors
/// One line, where the request is none, or the pack itself is no good.
pub(crate) fn check(request: &CheckRequest, blobs: &[&[u8]]) -> Result<CheckResponse, String> {
    check_and(request, blobs, &mut |_| ())
}

/// The same, with what there is at the end of each template's check handed to `then`.
///
/// # Errors
/// As [`check`].
pub(crate) fn check_and(
    request: &CheckRequest,
    blobs: &[&[u8]],
    then: &mut dyn FnMut(Checked<'_>),
) -> Result<CheckResponse, String> {
    // The earlier version has the same documents, or is the one template that there was.
    let earlier = request.against.as_ref().map(|file| blob(blobs, file)).transpose()?.and_then(several);
    let (mut unreported, mut most) = (Unreported::default(), MOST);
    let mut response =
        of_each_template(&request.file, (request.columns, request.excerpts), blobs, &mut |blobs, number| {
            let (mut request, mut blobs) = (request.clone(), blobs.to_vec());
            if let Some(against) = request.against.take() {
                let before = earlier.as_ref().map(|earlier| earlier.templates.get(number));
                if let Some(Some(text)) = before {
                    put(&mut blobs, against.blob, text.as_bytes());
                }
                let has_before = before.map_or(number == 0, |text| text.is_some());
                request.against = Some(against).filter(|_| has_before);
            }
            checked(&request, &blobs, &mut |mut checked| {
                unreported.add(std::mem::take(&mut checked.unreported));
                most = checked.most;
                then(checked);
            })
        })?;
    if let Some(baseline) = &request.baseline {
        compare(&mut response, baseline, &unreported);
    }
    end_lists(&mut response, most);
    Ok(response)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_wire::{FileBlob, Outcome, VERSION};

    use super::*;

    const OTHER: &str =
        "Skipped: this document is not a CloudFormation template, because it has no top-level `Resources`.";
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

    #[test]
    fn what_could_not_be_looked_at_of_the_earlier_version_is_said() {
        const MISSED: &str = "The earlier version can't be looked at whole, so changes to its tables may be missed. ";
        let one_loop = |over: &str| {
            format!(
                "Transform: AWS::LanguageExtensions\nParameters: {{Names: {{Type: CommaDelimitedList}}}}\nResources:\n  Fn::ForEach::L: [N, {over}, {{'${{N}}': {{{TABLE}}}]\n"
            )
        };
        let now = format!("Resources:\n  A: {{{TABLE}");
        let said = |old: &str, new: &str| {
            let notices = checked_file(&[new, old]).notices;
            let of_old = notices.into_iter().filter(|notice| notice.file == "old.yaml");
            of_old.map(|notice| notice.message).collect::<Vec<_>>()
        };
        for (old, told) in [
            (one_loop("!Ref Names"), "Loop `L` was not written out, because parameter `Names` has no value here."),
            (format!("Transform: Shop\n{now}"), "Macro `Shop` was not run."),
            (
                format!("{now}  B: {{Fn::Transform: {{Name: AWS::Include}}}}\n"),
                "Transform `AWS::Include` in resource `B`",
            ),
            (format!("{now}  B: {{Type: AWS::DynamoDB::Table, Properties: !Ref P}}\n"), "The properties of table `B`"),
            (
                format!("{now}  B: {{Condition: C, {TABLE}Conditions: {{C: !Equals [a]}}\n"),
                "Condition `C` could not be analysed.",
            ),
        ] {
            let found = said(&old, &now);
            assert!(matches!(&*found, [one] if one.starts_with(&[MISSED, told].concat())), "{old}{found:?}");
            assert!(
                said(&old, &old).iter().all(|one| !one.starts_with(MISSED)),
                "what both have is said of the later one"
            );
        }
        assert!(said(&one_loop("[A, B]"), &now).is_empty());
        let many: Vec<String> = (0..20_000).map(|index| format!("N{index}")).collect();
        let too_much = said(&one_loop(&format!("[{}]", many.join(", "))), &now);
        assert!(matches!(&*too_much, [one] if one.starts_with(&[MISSED, "Loop `L` was not written out"].concat())));
    }

    #[test]
    fn what_could_not_be_looked_at_of_a_deleted_template_is_said() {
        let text = "Resources:\n  Fn::ForEach::L: [N, !Ref Names, {'${N}': {Type: AWS::DynamoDB::Table}}]\n";
        let header = format!(
            r#"{{"version": {VERSION}, "blobs": [], "file": {{"name": "t.yaml", "blob": 0}}, "deleted": true}}"#
        );
        let answer = check(&serde_json::from_str(&header).unwrap(), &[text.as_bytes()]).unwrap();
        assert!(
            !answer.skipped
                && answer.notices.iter().any(|one| one.message.contains("changes to its tables may be missed"))
        );
    }
}

//! Proposed edits, as SARIF says them.

use super::message::message;
use super::places::{artifact, region};
use crate::answer::Part;
use crate::writing::JsonText;

/// The member `fixes`, where there are any.
pub(super) fn write(json: &mut JsonText<'_>, finding: &Part<'_>, columns: bool) {
    if finding.parts("fixes").next().is_none() {
        return;
    }
    json.open("fixes", '[');
    for fix in finding.parts("fixes") {
        message(json.open("", '{'), "description", fix.text("title").unwrap_or(""));
        json.open("artifactChanges", '[');
        for edit in fix.parts("edits") {
            artifact(json.open("", '{'), "artifactLocation", edit.text("file").unwrap_or(""));
            json.open("replacements", '[').open("", '{');
            if let Some(place) = edit.place() {
                region(json, "deletedRegion", place, columns);
            }
            json.open("insertedContent", '{').text_of("text", edit.text("text")).close('}');
            json.close('}').close(']').close('}');
        }
        json.close(']').close('}');
    }
    json.close(']');
}

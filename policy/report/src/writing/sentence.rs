//! A finding in one line: what is there, when, and where in the application that made the template.

use crate::answer::Part;
use tablewarden_source::{harmless, quoted};

/// The message, and in brackets when it holds and the construct.
pub(crate) fn sentence(finding: &Part<'_>) -> String {
    with_remarks(finding, None)
}

/// The same, with why it is waived.
pub(crate) fn sentence_with_waiver(finding: &Part<'_>) -> String {
    with_remarks(finding, finding.part("waiver").and_then(|waiver| waiver.text("reason")))
}

fn with_remarks(finding: &Part<'_>, waived: Option<&str>) -> String {
    let mut out = harmless(finding.text("message").unwrap_or("")).into_owned();
    let remarks =
        [("when ", finding.text("condition")), ("construct ", finding.text("constructPath")), ("waived: ", waived)];
    let mut before = " (";
    for (word, text) in remarks {
        let Some(text) = text else { continue };
        out.push_str(before);
        out.push_str(word);
        out.push_str(&harmless(&quoted(text)));
        before = "; ";
    }
    if before == "; " {
        out.push(')');
    }
    out
}

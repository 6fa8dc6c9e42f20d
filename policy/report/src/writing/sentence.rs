//! A finding in one line: what is there, when, and where in the application that made the template.

use super::harmless::harmless;
use crate::answer::Part;

/// The message, and in brackets when it holds, the construct, and why it is waived.
pub(crate) fn sentence(finding: &Part<'_>) -> String {
    let mut out = harmless(finding.text("message").unwrap_or("")).into_owned();
    let waiver = finding.part("waiver");
    let remarks = [
        ("when ", finding.text("condition")),
        ("construct ", finding.text("constructPath")),
        ("waived: ", waiver.and_then(|waiver| waiver.text("reason"))),
    ];
    let mut before = " (";
    for (word, text) in remarks {
        let Some(text) = text else { continue };
        out.push_str(before);
        out.push_str(word);
        out.push_str(&harmless(text));
        before = "; ";
    }
    if before == "; " {
        out.push(')');
    }
    out
}

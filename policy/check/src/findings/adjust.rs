//! Findings in, what the settings leave of them out: rules that are off, and severities that rules are given.

use super::raw_finding::RawFinding;
use crate::settings::Settings;

/// Leaves out what rules found that are off.
pub(crate) fn adjust(found: &mut Vec<RawFinding<'_>>, settings: &Settings) {
    found.retain_mut(|finding| {
        if let Some(severity) = settings.severity(&finding.rule) {
            // What a built-in rule found has it already: less is left of that where it holds under a condition.
            finding.severity = if finding.rule.is_built_in { finding.severity } else { severity };
        }
        !settings.leaves_out(&finding.rule)
    });
}

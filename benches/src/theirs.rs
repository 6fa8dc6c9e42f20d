//! cfn-guard measured: its own call for one document and one rule text, which gives its report as JSON; once for each
//! rule file, because that is what it takes. A report is dropped before the next one is made.

use serde::Deserialize;

use crate::error::Result;
use crate::measured::{Clock, Measured, Span, Verdicts, peak_bytes};
use crate::rule_files::RuleText;

pub(crate) fn measure(document: &str, rules: &[RuleText]) -> Result<Measured> {
    let mut measured = Measured { whole: Span::none(), ..Measured::default() };
    let mut verdicts = Verdicts::default();
    for rule in rules {
        let clock = Clock::start();
        let data = cfn_guard::ValidateInput { content: document, file_name: "template.json" };
        let rules = cfn_guard::ValidateInput { content: &rule.text, file_name: &rule.name };
        let report = cfn_guard::run_checks(data, rules, true);
        measured.whole = measured.whole.and(clock.stop());
        // Read before the report is looked at: that is our work, not theirs.
        measured.peak_bytes = measured.peak_bytes.max(peak_bytes());
        match report {
            Ok(report) => {
                measured.report_bytes += report.len() as u64;
                count(&report, &mut verdicts).map_err(|error| format!("{}: its report: {error}", rule.name))?;
            }
            Err(_) => verdicts.error += 1,
        }
    }
    Ok(Measured { verdicts, ..measured })
}

/// What the rules came to, read without keeping anything else of the report.
fn count(report: &str, verdicts: &mut Verdicts) -> serde_json::Result<()> {
    if report.is_empty() {
        return Ok(());
    }
    let report: Report<'_> = serde_json::from_str(report)?;
    for child in report.children {
        match child.container.rule_check.status {
            "PASS" => verdicts.pass += 1,
            "FAIL" => verdicts.fail += 1,
            _ => verdicts.skip += 1,
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct Report<'r> {
    #[serde(borrow)]
    children: Vec<Child<'r>>,
}

#[derive(Deserialize)]
struct Child<'r> {
    #[serde(borrow)]
    container: Container<'r>,
}

#[derive(Deserialize)]
struct Container<'r> {
    #[serde(borrow, rename = "RuleCheck")]
    rule_check: RuleCheck<'r>,
}

#[derive(Deserialize)]
struct RuleCheck<'r> {
    status: &'r str,
}

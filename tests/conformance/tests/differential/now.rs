//! Our verdicts at the time of cfn-guard's: it asks the clock, and a document may have a time that lies before or after.

use std::time::UNIX_EPOCH;

use tablewarden_conformance::Verdicts;
use tablewarden_guard::Dialect;

/// Our verdicts, or the first error in the text.
pub(crate) fn ours(rules: &str, document: &str, dialect: Dialect) -> Result<Verdicts, String> {
    let now = UNIX_EPOCH.elapsed().unwrap().as_secs();
    tablewarden_conformance::ours(rules, document, dialect, i64::try_from(now).ok())
}

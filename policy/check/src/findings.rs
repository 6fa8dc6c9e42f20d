//! What rules found: failures of an evaluation in, findings out, as settings leave them and as waivers cover them. Writes no
//! response.

mod adjust;
mod changes;
mod fault;
mod fingerprint;
mod from_failures;
mod numbers;
mod parts;
mod production;
mod raw_finding;
mod verdicts;
mod waiver_use;
mod words;

pub(crate) use adjust::adjust;
pub(crate) use changes::changes;
pub(crate) use fingerprint::{fingerprint, related_fingerprints};
pub(crate) use from_failures::raw_findings;
pub(crate) use parts::join_parts;
pub(crate) use production::lower_outside_production;
pub(crate) use raw_finding::{RawFinding, in_order};
pub(crate) use verdicts::{ErrorPlace, Verdicts, wire_status};
pub(crate) use waiver_use::{RuleStanding, WaiverUse};
pub(crate) use words::{Words, words};

//! A finding before it has a location and a waiver, and the order of findings in a report.

use tablewarden_source::{FileId, Place};
use tablewarden_template::At;
use tablewarden_wire::Severity;

use crate::fixes::Proposal;
use crate::rule_name::RuleName;

/// A finding before it has a waiver and a location.
#[derive(Debug)]
pub(crate) struct RawFinding<'r> {
    pub(crate) rule: RuleName<'r>,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    /// What to do, where that is not what the rule says in general.
    pub(crate) help: Option<String>,
    pub(crate) place: Place,
    /// When it holds, where that is not always.
    pub(crate) condition: Option<String>,
    /// Second places, with what is there.
    pub(crate) related: Vec<(Place, String)>,
    /// The logical id of the resource that it is about, where the facts say so: copies of a loop stand at one
    /// place, and one that is gone stands nowhere.
    pub(crate) about: Option<String>,
    /// The part of a table that it is about, where others of the same kind may have the same fault.
    pub(crate) part: Option<Part>,
    /// The value of the facts that it is about, where it is about one.
    pub(crate) fact: Option<At>,
    /// How its rule would fix each part that it is about; empty where nobody asks.
    pub(crate) proposals: Vec<Option<Proposal>>,
}

/// A part of a table, and the clause that found something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Where the clause starts in its rule file.
    pub(crate) clause: u32,
    /// What the part is called: an index's name, a Region.
    pub(crate) name: String,
    /// What messages call it, with its table; empty where they do not.
    pub(crate) what: String,
}

/// Puts findings into the order of a report.
#[inline(never)]
pub(crate) fn in_order(found: &mut [RawFinding<'_>]) {
    tablewarden_order::sort_by(found, |a, b| key(a).cmp(&key(b)));
}

/// The order of a report: by file, then by severity, then as they stand in the file, then by rule.
fn key<'s>(finding: &'s RawFinding<'_>) -> (FileId, Severity, Place, &'s str, &'s str, Option<&'s str>) {
    let RawFinding { place, rule, message, severity, condition, .. } = finding;
    (place.file(), *severity, *place, rule.id, message, condition.as_deref())
}

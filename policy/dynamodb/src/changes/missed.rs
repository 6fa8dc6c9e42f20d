//! What of an earlier version was not looked at and is in the later one, so that changes to its tables may be missed. Takes what was
//! noted of both.

use tablewarden_order::Set;

use crate::changes::change::Before;
use crate::facts::document::{Excess, NotAnalysed, Unseen};

/// What was not looked at of the earlier version; what is said of the later one too is not said again.
pub(crate) fn missed<'b>(before: &'b Before<'_, '_>, now: &'b [Unseen]) -> impl Iterator<Item = NotAnalysed> + 'b {
    let now: Set<&str> = now.iter().map(|one| one.of.as_str()).collect();
    let unseen = before.facts.unseen.iter().filter(move |one| !now.contains(one.of.as_str()));
    let unseen = unseen.map(|one| (one.place, [one.of.as_str(), " ", &one.remedy].concat()));
    let excess = before.facts.not_analysed.iter().filter(|one| one.why == Excess::Facts);
    let excess = excess.map(|one| (one.place, "It is too large.".to_owned()));
    unseen.chain(excess).map(|(place, of)| {
        let why = Excess::Earlier;
        NotAnalysed { place, of, what: "", why, parameters: Vec::new() }
    })
}

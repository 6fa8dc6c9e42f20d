//! The built-in rules on one template: the pack and the facts in, statuses and findings out.

use tablewarden_cloudformation::Template;
use tablewarden_dynamodb::Facts;
use tablewarden_engine::Budget;
use tablewarden_source::FileId;
use tablewarden_wire::{CheckRequest, Profile};

use crate::findings::{ErrorPlace, Verdicts, join_parts, raw_findings};
use crate::pack::Pack;
use crate::raw_notice::RawNotice;
use crate::reading::joined;
use crate::settings::Settings;

/// How many elements of a list of facts all rules are evaluated on before the next ones: their facts stay in the processor's cache.
const AT_ONCE: usize = 32;

/// Evaluates the pack; `file` is the template's number, the budget is that of the request.
#[inline(never)]
pub(crate) fn evaluate(
    pack: &Pack,
    template: &Template<'_>,
    facts: &Facts<'_>,
    (settings, profile): (&Settings, Profile),
    file: FileId,
    request: &CheckRequest,
) -> Verdicts<'static> {
    let sight = joined(template.view(), facts);
    let joined = template.view().seen(&sight);
    let windows = facts.tree.windows(AT_ONCE);
    let sights = joined.through(&windows);
    let evaluation = pack.plan.evaluate_through(&sights, joined, &Budget { steps: request.limits.steps }, request.now);
    let mut verdicts = Verdicts::new(request.statuses);
    let name_of = |index| Pack::file(index).map_or("", |file| file.file);
    verdicts.add_statuses(&evaluation, &name_of, &|_, _| ErrorPlace::Template(file));
    let (found, end) = raw_findings(pack, &evaluation, template, facts, joined, settings, (profile, request.fixes));
    verdicts.notices.extend(end.map(RawNotice::no_room));
    verdicts.findings = join_parts(found);
    verdicts
}

//! Which findings are waived, and what is to be said of the waivers. A waiver takes a finding out of what fails a run, never
//! out of the report.

use tablewarden_cloudformation::{Scope, Waiver, Waivers};
use tablewarden_source::Place;
use tablewarden_wire::WaiverNote;

use crate::places::Places;

/// What is known of a rule that a waiver names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// There is no such rule.
    No,
    /// There is, and it was evaluated.
    Evaluated,
    /// There is, and this check left it out.
    LeftOut,
}

/// The waivers of a template and which of them were used.
pub(crate) struct Waiving<'d> {
    waivers: Vec<Waiver<'d>>,
    used: Vec<bool>,
    now: Option<i64>,
}

impl<'d> Waiving<'d> {
    pub(crate) fn new(waivers: Waivers<'d>, now: Option<i64>) -> Self {
        let used = vec![false; waivers.waivers.len()];
        Self { waivers: waivers.waivers, used, now }
    }

    /// The waiver of a finding of the rule `id` or `name` in the resource.
    pub(crate) fn of(
        &mut self,
        id: &str,
        name: &str,
        resource: Option<&str>,
        places: &Places<'_>,
    ) -> Option<WaiverNote> {
        let now = self.now;
        let fits = |waiver: &Waiver<'_>| {
            let rule = waiver.rule.eq_ignore_ascii_case(id) || waiver.rule == name;
            let scope = match waiver.scope {
                Scope::Template => true,
                Scope::Resource(logical_id) => resource == Some(logical_id),
            };
            rule && scope
        };
        let mut note = None;
        for (waiver, used) in self.waivers.iter().zip(&mut self.used).filter(|(waiver, _)| fits(waiver)) {
            *used = true;
            let holds = !is_over(waiver, now);
            if let (Some(reason), true, true) = (waiver.reason, holds, note.is_none()) {
                note = Some(WaiverNote {
                    reason: reason.to_owned(),
                    span: places.location(waiver.place),
                    expires: waiver.expires.map(|expiry| expiry.text.to_owned()),
                });
            }
        }
        note
    }

    /// What is to be said of the waivers, once every finding was asked for.
    pub(crate) fn notices(&self, knows: &dyn Fn(&str) -> Known) -> Vec<(Place, String)> {
        let mut notices = Vec::new();
        for (waiver, used) in self.waivers.iter().zip(&self.used) {
            let rule = waiver.rule;
            let message = match (waiver.expires, self.now) {
                _ if knows(rule) == Known::No => {
                    format!("the waiver names `{rule}`, which is no rule; correct or remove it")
                }
                (Some(expiry), Some(_)) if is_over(waiver, self.now) => {
                    format!("the waiver of `{rule}` expired on {}; renew or remove it", expiry.text)
                }
                (Some(expiry), None) => {
                    format!("the waiver of `{rule}` expires on {}, and the date of today was not given", expiry.text)
                }
                _ if !used && knows(rule) == Known::Evaluated => {
                    format!("the waiver of `{rule}` matches no finding; remove it")
                }
                _ => continue,
            };
            notices.push((waiver.place, message));
        }
        notices
    }
}

/// Without a clock no waiver is over: its notice says so.
fn is_over(waiver: &Waiver<'_>, now: Option<i64>) -> bool {
    waiver.expires.zip(now).is_some_and(|(expiry, now)| expiry.is_over(now))
}

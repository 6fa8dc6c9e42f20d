//! Which findings are waived, and what is to be said of the waivers. A waiver takes a finding out of what fails a run, never
//! out of the report.

use tablewarden_cloudformation::{Peer, Scope, Waiver, Waivers};
use tablewarden_order::Map;
use tablewarden_wire::{Gravity, WaiverNote};

use crate::raw_notice::RawNotice;
use crate::request::Files;
use crate::rule_name::{RuleName, comparable};

/// What is known of a rule that a waiver names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RuleStanding {
    /// There is no such rule.
    NoSuchRule,
    /// There is, and it was evaluated.
    Evaluated,
    /// There is, and this check left it out.
    LeftOut,
}

/// The waivers of a template and which of them were used.
pub(crate) struct WaiverUse<'d> {
    waivers: Vec<Waiver<'d>>,
    used: Vec<bool>,
    /// By [`key`].
    by_key: Map<String, Vec<usize>>,
    now: Option<i64>,
}

impl<'d> WaiverUse<'d> {
    pub(crate) fn new(waivers: Waivers<'d>, now: Option<i64>) -> Self {
        let waivers = waivers.waivers;
        let mut by_key: Map<String, Vec<usize>> = Map::new();
        for (index, waiver) in waivers.iter().enumerate() {
            let resource = match waiver.scope {
                Scope::Resource(logical_id) => logical_id,
                Scope::Template => "",
            };
            let is_beginning = waiver.peer.is_some_and(|peer| peer.is_prefix);
            by_key.or_default(key(&comparable(waiver.rule), is_beginning, resource)).push(index);
        }
        Self { used: vec![false; waivers.len()], waivers, by_key, now }
    }

    /// The waiver of a finding of the rule in the resource: the first that holds.
    pub(crate) fn of(&mut self, rule: &RuleName<'_>, resource: Option<&str>, files: &Files<'_>) -> Option<WaiverNote> {
        let fitting = self.fitting(rule, resource);
        for index in &fitting {
            if let Some(used) = self.used.get_mut(*index) {
                *used = true;
            }
        }
        let holding = |index: &usize| self.waivers.get(*index).is_some_and(|waiver| self.holds(waiver));
        let waiver = self.waivers.get(fitting.into_iter().filter(holding).min()?)?;
        let for_tool = |peer: Peer| format!("`{}` is suppressed for {}", waiver.rule, peer.name);
        Some(WaiverNote {
            reason: waiver.reason.map(str::to_owned).or_else(|| waiver.peer.map(for_tool))?,
            span: files.location(waiver.place),
            expires: waiver.expires.map(|expiry| expiry.text.to_owned()),
        })
    }

    /// The waivers of the rule in the resource. Names of other tools count in what is written for them.
    fn fitting(&self, rule: &RuleName<'_>, resource: Option<&str>) -> Vec<usize> {
        let mut found = Vec::new();
        if self.waivers.is_empty() {
            return found;
        }
        let mut names = vec![(rule.id, true), (rule.name, true)];
        names.extend(rule.also_known_as.split(' ').map(|name| (name, false)));
        for (name, is_own) in names {
            let name = comparable(name);
            for resource in [resource.unwrap_or(""), ""] {
                self.add(key(&name, false, resource), is_own, &mut found);
                for end in 1..=name.len() {
                    self.add(key(name.get(..end).unwrap_or(&name), true, resource), is_own, &mut found);
                }
            }
        }
        found
    }

    fn add(&self, key: String, is_own: bool, found: &mut Vec<usize>) {
        let Some(indices) = self.by_key.get(&key) else { return };
        for index in indices {
            if is_own || self.waivers.get(*index).is_some_and(|waiver| waiver.peer.is_some()) {
                found.push(*index);
            }
        }
    }

    fn holds(&self, waiver: &Waiver<'_>) -> bool {
        (waiver.reason.is_some() || waiver.peer.is_some()) && !is_over(waiver, self.now)
    }

    /// What is wrong with the waivers, once every finding was asked for. Those for other tools may be about what only
    /// these find.
    pub(crate) fn notices(&self, knows: &dyn Fn(&str) -> RuleStanding) -> Vec<RawNotice> {
        let mut notices = Vec::new();
        for (waiver, used) in self.waivers.iter().zip(&self.used).filter(|(waiver, _)| waiver.peer.is_none()) {
            let rule = waiver.rule;
            let message = match (waiver.expires, self.now) {
                _ if knows(rule) == RuleStanding::NoSuchRule => {
                    format!("the waiver names `{rule}`, which is no rule; correct or remove it")
                }
                (Some(expiry), Some(_)) if is_over(waiver, self.now) => {
                    format!("the waiver of `{rule}` expired on {}; renew or remove it", expiry.text)
                }
                (Some(expiry), None) => {
                    format!("the waiver of `{rule}` expires on {}, and the date of today was not given", expiry.text)
                }
                _ if !used && knows(rule) == RuleStanding::Evaluated => {
                    format!("the waiver of `{rule}` matches no finding; remove it")
                }
                _ => continue,
            };
            notices.push(RawNotice::at(Gravity::Notice, waiver.place, message));
        }
        notices
    }
}

/// How a waiver is looked up: by the rule as [`comparable`] has it, or by the beginning of its id, and by the resource; the
/// template has none.
fn key(rule: &str, is_beginning: bool, resource: &str) -> String {
    let mark = if is_beginning { "*" } else { "" };
    [rule, mark, "/", resource].concat()
}

/// Without a clock no waiver is over: its notice says so.
fn is_over(waiver: &Waiver<'_>, now: Option<i64>) -> bool {
    waiver.expires.zip(now).is_some_and(|(expiry, now)| expiry.is_over(now))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_source::Place;
    use tablewarden_wire::ColumnUnit;

    use super::*;

    const RULE: RuleName<'_> = RuleName {
        id: "DDB-R001",
        name: "point-in-time-recovery",
        help: None,
        profile: None,
        supersedes: &[],
        also_known_as: "W78 E3019",
    };

    fn waivers_of<'d>(waivers: &[(&'d str, Option<&'d str>, Option<Peer>)]) -> WaiverUse<'d> {
        let one = |(rule, reason, peer): &(&'d str, Option<&'d str>, Option<Peer>)| Waiver {
            rule,
            reason: *reason,
            expires: None,
            scope: Scope::Resource("Orders"),
            peer: *peer,
            place: Place::default(),
        };
        let waivers = waivers.iter().map(one).collect();
        WaiverUse::new(Waivers { waivers, problems: Vec::new() }, None)
    }

    fn reason(used: &mut WaiverUse<'_>) -> Option<String> {
        let files = Files::new(ColumnUnit::Utf8);
        assert_eq!(used.of(&RULE, Some("Items"), &files), None);
        used.of(&RULE, Some("Orders"), &files).map(|note| note.reason)
    }

    const NAG: Option<Peer> = Some(Peer { name: "cfn_nag", is_prefix: false });
    const LINT: Option<Peer> = Some(Peer { name: "cfn-lint", is_prefix: true });

    #[test]
    fn names_of_other_tools_count_in_their_waivers_alone() {
        for (rule, reason_of, peer, expected) in [
            ("ddb-r001", Some("why"), None, Some("why")),
            ("DDB-R001", None, None, None),
            ("W78", Some("why"), None, None),
            ("W78", Some("why"), NAG, Some("why")),
            ("W78", None, NAG, Some("`W78` is suppressed for cfn_nag")),
            ("point_in_time_recovery", None, NAG, Some("`point_in_time_recovery` is suppressed for cfn_nag")),
            ("W7", None, NAG, None),
            ("W7", None, LINT, Some("`W7` is suppressed for cfn-lint")),
            ("E301", None, LINT, Some("`E301` is suppressed for cfn-lint")),
            ("E30190", None, LINT, None),
        ] {
            assert_eq!(reason(&mut waivers_of(&[(rule, reason_of, peer)])).as_deref(), expected, "{rule}");
        }
    }

    #[test]
    fn the_first_that_holds_counts_and_only_our_own_get_notices() {
        let mut both =
            waivers_of(&[("W78", Some("first"), NAG), ("DDB-R001", Some("second"), None), ("W1", None, NAG)]);
        assert_eq!(reason(&mut both).as_deref(), Some("first"));
        assert_eq!(both.notices(&|_| RuleStanding::Evaluated), []);
        let unused = waivers_of(&[("W78", None, NAG), ("DDB-X", Some("why"), None)]);
        assert_eq!(unused.notices(&|_| RuleStanding::NoSuchRule).len(), 1);
    }
}

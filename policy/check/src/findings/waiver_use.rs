//! Which findings are waived, and what is to be said of the waivers. A waiver takes a finding out of what fails a run, never
//! out of the report.

use std::cell::Cell;

use tablewarden_cloudformation::{OtherTool, Scope, Tool, Waiver, Waivers};
use tablewarden_order::Map;
use tablewarden_source::{quoted, shown};
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
    by_key: Map<Key<'d>, Alike>,
    now: Option<i64>,
}

/// Waivers that are about the same.
#[derive(Default)]
struct Alike {
    all: Vec<usize>,
    /// The first that holds.
    first: Option<usize>,
    is_used: Cell<bool>,
}

/// What a waiver is looked up by: how it names a rule, the name as [`comparable`] has it, and what it is about.
#[derive(PartialEq, Eq, Hash)]
struct Key<'d>(Naming, String, Scope<'d>);

/// How a waiver names a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Naming {
    /// By its id or its name here.
    Here,
    /// By the id that another tool has for it.
    In(Tool),
    /// By the beginning of the id that another tool has for it.
    InFrom(Tool),
}

impl<'d> WaiverUse<'d> {
    pub(crate) fn new(waivers: Waivers<'d>, now: Option<i64>) -> Self {
        let waivers = waivers.waivers;
        let mut by_key: Map<Key<'d>, Alike> = Map::new();
        for (index, waiver) in waivers.iter().enumerate() {
            let there = waiver.other_tool.map(|OtherTool { tool, by_prefix }| match by_prefix {
                true => Naming::InFrom(tool),
                false => Naming::In(tool),
            });
            for naming in [Some(Naming::Here), there].into_iter().flatten() {
                let alike = by_key.or_default(Key(naming, comparable(waiver.rule), waiver.scope));
                alike.all.push(index);
                alike.first = alike.first.or_else(|| holds(waiver, now).then_some(index));
            }
        }
        Self { waivers, by_key, now }
    }

    /// The waiver of a finding of the rule in the resource: the first that holds.
    pub(crate) fn of(&self, rule: &RuleName<'_>, resource: Option<&str>, files: &Files<'_>) -> Option<WaiverNote> {
        let waiver = self.waivers.get(self.fitting(rule, resource)?)?;
        let for_tool = |other: OtherTool| format!("`{}` is suppressed for {}", waiver.rule, other.tool.name());
        Some(WaiverNote {
            reason: waiver.reason.map(str::to_owned).or_else(|| waiver.other_tool.map(for_tool)).map(shown)?,
            span: files.location(waiver.place),
            expires: waiver.expires.map(|expiry| quoted(expiry.text).into_owned()),
        })
    }

    /// The first waiver that holds of the rule in the resource; all of them are used. The id of another tool counts in what is written
    /// for that tool.
    fn fitting(&self, rule: &RuleName<'_>, resource: Option<&str>) -> Option<usize> {
        if self.waivers.is_empty() {
            return None;
        }
        let mut first: Option<usize> = None;
        let scopes = [resource.map(Scope::Resource), Some(Scope::Template)];
        for scope in scopes.into_iter().flatten() {
            let mut add = |naming, name: &str| {
                if let Some(alike) = self.by_key.get(&Key(naming, name.to_owned(), scope)) {
                    alike.is_used.set(true);
                    first = first.into_iter().chain(alike.first).min();
                }
            };
            for name in rule.comparable() {
                add(Naming::Here, &name);
            }
            for (tool, ids) in rule.also_known_as {
                for id in ids.iter().map(|id| comparable(id)) {
                    add(Naming::In(*tool), &id);
                    for (end, _) in id.char_indices().skip(1) {
                        add(Naming::InFrom(*tool), id.get(..end).unwrap_or(&id));
                    }
                    add(Naming::InFrom(*tool), &id);
                }
            }
        }
        first
    }

    /// What is wrong with the waivers, once every finding was asked for. Those for other tools may be about what only
    /// these find.
    pub(crate) fn notices(&self, knows: &dyn Fn(&str) -> RuleStanding) -> Vec<RawNotice> {
        let mut notices = Vec::new();
        let mut used = vec![false; self.waivers.len()];
        for index in self.by_key.values().filter(|alike| alike.is_used.get()).flat_map(|alike| &alike.all) {
            used.get_mut(*index).into_iter().for_each(|used| *used = true);
        }
        for (waiver, used) in self.waivers.iter().zip(used).filter(|(waiver, _)| waiver.other_tool.is_none()) {
            let rule = waiver.rule;
            let message = match (waiver.expires, self.now) {
                _ if knows(rule) == RuleStanding::NoSuchRule => {
                    format!("The waiver names `{rule}`, which is no rule. Correct or remove it.")
                }
                (Some(expiry), Some(_)) if is_over(waiver, self.now) => {
                    format!("The waiver of `{rule}` expired on {}. Renew or remove it.", expiry.text)
                }
                (Some(expiry), None) => {
                    format!("the waiver of `{rule}` expires on {}, and the date of today was not given", expiry.text)
                }
                _ if !used && knows(rule) == RuleStanding::Evaluated => {
                    format!("The waiver of `{rule}` matches no finding. Remove it.")
                }
                _ => continue,
            };
            notices.push(RawNotice::at(Gravity::Notice, waiver.place, message));
        }
        notices
    }
}

fn holds(waiver: &Waiver<'_>, now: Option<i64>) -> bool {
    (waiver.reason.is_some() || waiver.other_tool.is_some()) && !is_over(waiver, now)
}

/// Without a clock no waiver is over: its notice says so.
fn is_over(waiver: &Waiver<'_>, now: Option<i64>) -> bool {
    waiver.expires.zip(now).is_some_and(|(expiry, now)| expiry.is_over(now))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tablewarden_source::Place;
    use tablewarden_wire::{ColumnUnit, Severity};

    use super::*;

    const RULE: RuleName<'_> = RuleName {
        id: "DDB-R001",
        name: "point-in-time-recovery",
        title: None,
        severity: Severity::Warning,
        help: None,
        is_built_in: true,
        profile: None,
        supersedes: &[],
        also_known_as: &[
            (Tool::CdkNag, &["AwsSolutions-DDB3"]),
            (Tool::CfnGuard, &["DYNAMODB_PITR_ENABLED"]),
            (Tool::CfnLint, &["E3019"]),
            (Tool::CfnNag, &["W78"]),
            (Tool::Checkov, &["CKV_AWS_28"]),
        ],
    };

    /// The rule that a waiver names, its reason, and the tool that it is written for.
    type Written<'d> = (&'d str, Option<&'d str>, Option<Tool>);

    fn waivers_of<'d>(waivers: &[Written<'d>]) -> WaiverUse<'d> {
        let one = |(rule, reason, tool): &Written<'d>| Waiver {
            rule,
            reason: *reason,
            expires: None,
            scope: Scope::Resource("Orders"),
            other_tool: tool.map(|tool| OtherTool { tool, by_prefix: tool == Tool::CfnLint }),
            place: Place::default(),
        };
        let waivers = waivers.iter().map(one).collect();
        WaiverUse::new(Waivers { waivers, problems: Vec::new() }, None)
    }

    fn reason(used: &mut WaiverUse<'_>) -> Option<String> {
        let files = Files::new(ColumnUnit::Utf8);
        assert_eq!(used.of(&RULE, Some("Items"), &files), None);
        assert_eq!(used.of(&RULE, None, &files), None);
        used.of(&RULE, Some("Orders"), &files).map(|note| note.reason)
    }

    fn is_waived(rule: &str, tool: Option<Tool>) -> bool {
        reason(&mut waivers_of(&[(rule, Some("why"), tool)])).is_some()
    }

    const TOOLS: [Tool; 5] = [Tool::CdkNag, Tool::CfnGuard, Tool::CfnLint, Tool::CfnNag, Tool::Checkov];

    #[test]
    fn our_ids_and_names_count_whole_whoever_is_asked() {
        for whose in TOOLS.map(Some).into_iter().chain([None]) {
            for rule in ["DDB-R001", "ddb-r001", "point-in-time-recovery", "point_in_time_recovery"] {
                assert!(is_waived(rule, whose), "{rule} {whose:?}");
            }
            for rule in ["D", "DDB-", "DDB-R", "DDB-R0011", "p", "point-in-time", "point-in-time-recovery-", "", "*"] {
                assert!(!is_waived(rule, whose), "{rule} {whose:?}");
            }
        }
    }

    #[test]
    fn an_id_of_another_tool_counts_in_its_own_waivers_alone() {
        let ids = ["AwsSolutions-DDB3", "DYNAMODB_PITR_ENABLED", "E3019", "W78", "CKV_AWS_28"];
        for (id, own) in ids.into_iter().zip(TOOLS) {
            assert!(!is_waived(id, None), "{id}");
            for tool in TOOLS {
                assert_eq!(is_waived(id, Some(tool)), tool == own, "{id} {tool:?}");
            }
        }
    }

    #[test]
    fn the_beginning_of_an_id_is_enough_for_cfn_lint_alone() {
        for rule in ["E", "E3", "E301", "E3019"] {
            assert!(is_waived(rule, Some(Tool::CfnLint)), "{rule}");
        }
        for rule in ["W", "W78", "I", "E30190", "3019"] {
            assert!(!is_waived(rule, Some(Tool::CfnLint)), "{rule}");
        }
        for (rule, tool) in
            [("W7", Tool::CfnNag), ("CKV", Tool::Checkov), ("Aws", Tool::CdkNag), ("DYN", Tool::CfnGuard)]
        {
            assert!(!is_waived(rule, Some(tool)), "{rule}");
        }
    }

    #[test]
    fn without_a_reason_only_a_waiver_for_another_tool_counts() {
        assert_eq!(reason(&mut waivers_of(&[("DDB-R001", None, None)])), None);
        let nag = reason(&mut waivers_of(&[("W78", None, Some(Tool::CfnNag))]));
        assert_eq!(nag.as_deref(), Some("`W78` is suppressed for cfn_nag"));
    }

    #[test]
    fn the_first_that_holds_counts_and_only_our_own_get_notices() {
        let nag = Some(Tool::CfnNag);
        let mut both =
            waivers_of(&[("W78", Some("first"), nag), ("DDB-R001", Some("second"), None), ("W1", None, nag)]);
        assert_eq!(reason(&mut both).as_deref(), Some("first"));
        assert_eq!(both.notices(&|_| RuleStanding::Evaluated), []);
        let unused = waivers_of(&[("W78", None, nag), ("DDB-X", Some("why"), None)]);
        assert_eq!(unused.notices(&|_| RuleStanding::NoSuchRule).len(), 1);
    }
}

//! The capacity of a table or of an index: what is provisioned, how far it scales, or what on-demand billing allows at most.

use tablewarden_template::At;

use super::reading::Reading;
use crate::belongings::Kind;
use crate::facts::{Fact, Facts};
use crate::part::{Line, Part, Tone, UNKNOWN, cases};

/// The most cases of one capacity that are listed.
const MOST_CASES: usize = 2;

/// The capacity of an index, or of the table itself; the place of `at` is shown where nothing has a place of its own.
pub(crate) fn of(reading: Reading<'_, '_>, index: Option<At>, at: At) -> Part {
    let facts = reading.facts;
    if index.is_some_and(|index| facts.text(index, "Kind") != "Global") {
        let line = Line::new(Tone::Quiet, at, &["as the table"]);
        return Part { covers: Vec::new(), ..Part::new(facts, "", at, vec![line]) };
    }
    let own = Own { reading, what: index.map(|index| facts.text(index, "What")) };
    let global = facts.list(reading.at, "GlobalCapacity").len() > 0;
    let (key, say): (&str, &dyn Fn(At) -> Vec<Line>) = if global {
        ("GlobalCapacity", &|variant| own.global(variant))
    } else {
        ("Billing", &|variant| own.lines(variant))
    };
    let lines = cases(facts, facts.at(reading.at, key), MOST_CASES, say);
    let mut part = Part { covers: Vec::new(), ..Part::new(facts, "", at, lines) };
    for variant in facts.list(reading.at, key) {
        let scaling = facts.at(variant, "Scaling");
        for (of, list) in [(variant, "Capacities"), (variant, "Ranges"), (scaling, "Dimensions")] {
            facts.list(of, list).filter(|one| own.is_own(*one)).for_each(|one| part.cover(facts, one));
        }
    }
    for target in reading.belonging(Kind::Target).filter(|target| own.is_target(*target)) {
        part.cover(facts, target);
        let is_its = |policy: &At| facts.fact(*policy, "Target").is(facts.text(target, "LogicalId"));
        reading.belonging(Kind::Policy).filter(is_its).for_each(|policy| part.cover(facts, policy));
    }
    if let Some(first) = part.lines.first() {
        part.at = first.at;
    }
    part
}

/// What has the capacity.
struct Own<'r, 'd> {
    reading: Reading<'r, 'd>,
    /// The index, for people; none for the table.
    what: Option<&'d str>,
}

impl<'d> Own<'_, 'd> {
    fn facts(&self) -> Facts<'d> {
        self.reading.facts
    }

    /// Whether an element of a list of capacities is about it.
    fn is_own(&self, element: At) -> bool {
        let what = self.facts().text(element, "What");
        self.what.map_or(what.starts_with("table "), |own| own == what)
    }

    /// Whether a scalable target scales it.
    fn is_target(&self, target: At) -> bool {
        let facts = self.facts();
        match (self.what, facts.text(target, "Of"), facts.fact(target, "Name")) {
            (None, of, _) => of != "index",
            // `index `NAME` of `TABLE``
            (Some(what), "index", Fact::Known(name)) => what
                .strip_prefix("index `")
                .and_then(|rest| rest.strip_prefix(name))
                .is_some_and(|rest| rest.starts_with("` of ")),
            _ => false,
        }
    }

    fn lines(&self, variant: At) -> Vec<Line> {
        let facts = self.facts();
        let capacity = facts.list(variant, "Capacities").find(|one| self.is_own(*one));
        match facts.fact(variant, "Effective") {
            Fact::Known("PAY_PER_REQUEST") => self.on_demand(variant, capacity),
            Fact::Known(_) => self.provisioned(variant, capacity),
            _ => vec![Line::new(Tone::Unknown, facts.at(variant, "Effective"), &[UNKNOWN])],
        }
    }

    fn on_demand(&self, variant: At, capacity: Option<At>) -> Vec<Line> {
        let facts = self.facts();
        let mut lines = vec![Line::new(Tone::Plain, facts.at(variant, "Effective"), &["on-demand"])];
        for (key, what) in [("ReadCeiling", " reads"), ("WriteCeiling", " writes")] {
            let Some(capacity) = capacity else { continue };
            let at = facts.at(capacity, key);
            match facts.fact(capacity, key) {
                Fact::Known(most) => lines.push(Line::new(Tone::Quiet, at, &["at most ", most, what])),
                Fact::Unknown => lines.push(Line::new(Tone::Unknown, at, &["at most ?", what])),
                Fact::Absent => {}
            }
        }
        lines
    }

    fn provisioned(&self, variant: At, capacity: Option<At>) -> Vec<Line> {
        let facts = self.facts();
        let Some(capacity) = capacity else {
            return vec![Line::new(Tone::Unknown, facts.at(variant, "Effective"), &[UNKNOWN])];
        };
        if facts.fact(capacity, "Throughput") == Fact::Absent {
            return vec![Line::new(Tone::Missing, facts.at(capacity, "Throughput"), &["No throughput"])];
        }
        let dimensions: Vec<At> =
            facts.list(facts.at(variant, "Scaling"), "Dimensions").filter(|one| self.is_own(*one)).collect();
        let mut lines = Vec::new();
        for (key, direction) in [("Read", "read"), ("Write", "write")] {
            let at = facts.at(capacity, key);
            let dimension = dimensions.iter().find(|one| facts.text(**one, "Direction") == direction);
            match dimension.map(|one| (*one, facts.text(*one, "State"))) {
                Some((one, "scaled")) => lines.push(self.range(one, direction)),
                scaled => {
                    let units = facts.fact(capacity, key).known().unwrap_or("?");
                    let tone = if units == "?" { Tone::Unknown } else { Tone::Plain };
                    let end = match scaled.map(|(_, state)| state) {
                        Some("untracked") => ", no policy",
                        Some("unknown") => ", scaling ?",
                        _ => "",
                    };
                    lines.push(Line::new(tone, at, &[direction, " ", units, end]));
                }
            }
        }
        let none = |line: &&At| facts.text(**line, "State") != "unscaled";
        if dimensions.iter().filter(none).count() == 0 {
            lines.push(Line::new(Tone::Quiet, capacity, &["fixed"]));
        }
        lines
    }

    /// `read 5–100 at 70%`
    fn range(&self, dimension: At, direction: &str) -> Line {
        let facts = self.facts();
        let of = |key| facts.fact(dimension, key).known().unwrap_or("?");
        let utilization = self.utilization(direction);
        let at = facts.at(dimension, "Maximum");
        match utilization {
            Some(percent) => {
                Line::new(Tone::Plain, at, &[direction, " ", of("Minimum"), "–", of("Maximum"), " at ", percent, "%"])
            }
            None => Line::new(Tone::Plain, at, &[direction, " ", of("Minimum"), "–", of("Maximum")]),
        }
    }

    /// The utilization that the policy of its target keeps to.
    fn utilization(&self, direction: &str) -> Option<&'d str> {
        let facts = self.facts();
        let is_its = |target: &At| self.is_target(*target) && facts.fact(*target, "Direction").is(direction);
        let target = self.reading.belonging(Kind::Target).find(is_its)?;
        let id = facts.text(target, "LogicalId");
        let policy = self.reading.belonging(Kind::Policy).find(|policy| facts.fact(*policy, "Target").is(id))?;
        facts.fact(policy, "TargetValue").known()
    }

    fn global(&self, variant: At) -> Vec<Line> {
        let facts = self.facts();
        let at = facts.at(variant, "Effective");
        match facts.fact(variant, "Effective") {
            Fact::Known("PAY_PER_REQUEST") => return vec![Line::new(Tone::Plain, at, &["on-demand"])],
            Fact::Known(_) => {}
            _ => return vec![Line::new(Tone::Unknown, at, &[UNKNOWN])],
        }
        let mut lines = Vec::new();
        for range in facts.list(variant, "Ranges").filter(|one| self.is_own(*one)) {
            let of = |key| facts.fact(range, key).known().unwrap_or("?");
            let direction = facts.text(range, "Direction");
            lines.push(Line::new(Tone::Plain, range, &[direction, " ", of("Minimum"), "–", of("Maximum")]));
        }
        if lines.is_empty() {
            lines.push(Line::new(Tone::Plain, at, &["provisioned"]));
        }
        lines
    }
}

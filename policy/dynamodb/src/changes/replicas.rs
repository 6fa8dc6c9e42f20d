//! Compares the replicas of a global table before and after: Regions that come or go, and another consistency between them.
//! Never says what that does.

use tablewarden_cloudformation::Template;

use crate::changes::change::Change;
use crate::changes::matching::Matched;
use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};

/// Regions that come or go: how many, whether the stack's own is among them, and whether something else changes with them.
/// Where they are strongly consistent, whether they come or go after they were made together.
pub(crate) fn replicas(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    let versions = table.versions;
    for variant in table.variants("Replicas") {
        let (Some(old), Some(new)) = (variant.old.get("Members"), variant.new.get("Members")) else { continue };
        let (was, is) = (Regions::read(variant.old), Regions::read(variant.new));
        let is_whole = [was.is_whole, is.is_whole];
        let replicas = names(&variant, &Matched::by("Region", &variant, &was.replicas, &is.replicas, is_whole));
        let witnesses = names(&variant, &Matched::by("Region", &variant, &was.witnesses, &is.witnesses, is_whole));
        let moved: Vec<String> = words(&replicas, "").chain(words(&witnesses, "witness ")).collect();
        let mut push = |kind, moved: &[String]| {
            let change = Change::of(kind, &variant, moved.join(", "), old, new);
            changes.push(Change { number: moved.len(), ..change });
        };
        let home = versions.region.map_or_else(|| OWN.to_owned(), |region| ["`", region, "`"].concat());
        let [came, went] = &replicas;
        if came.iter().chain(went).any(|name| *name == home || name == OWN) {
            push("own-replica", &moved);
        } else if came.is_empty() && !went.is_empty() {
            let is_allowed = if was.consistency == Some(STRONG) { is.is_single() } else { went.len() == 1 };
            if is_allowed {
                push("replica-gone", &[went.join(" and ")]);
            }
        }
        let (Some(mode_was), Some(mode_is)) = (was.consistency, is.consistency) else { continue };
        match (mode_was, mode_is) {
            // Strongly consistent replicas are made together, and a group of them goes as a whole.
            (STRONG, _) if was.are_several() && is.is_single() => {}
            (_, STRONG) if !was.are_several() && (!moved.is_empty() || !was.is_single()) => {}
            (STRONG, STRONG) if !moved.is_empty() => push("strong-replicas", &moved),
            (one, other) if one != other && (was.are_several() || other == STRONG) => {
                let (Some(old), Some(new)) = (variant.old.get("Consistency"), variant.new.get("Consistency")) else {
                    continue;
                };
                let in_ticks = |mode: &str| ["`", mode, "`"].concat();
                let change = Change::of("consistency", &variant, String::new(), old, new);
                changes.push(Change { old: in_ticks(one), new: in_ticks(other), ..change });
            }
            (_, EVENTUAL) if !moved.is_empty() => {
                push("replicas", &moved);
                if others(table.logical_id, versions.new.template) != others(table.logical_id, versions.old.template) {
                    push("replicas-and-others", &moved);
                }
            }
            _ => {}
        }
    }
}

const EVENTUAL: &str = "EVENTUAL";
const STRONG: &str = "STRONG";
/// The Region of the stack where it is not known, for people.
const OWN: &str = "`${AWS::Region}`";

/// The Regions of a global table.
struct Regions<'f> {
    replicas: Vec<WrittenFact<'f>>,
    witnesses: Vec<WrittenFact<'f>>,
    /// Whether there are certainly no other replicas.
    is_whole: bool,
    /// None where it is not known.
    consistency: Option<&'f str>,
}

impl<'f> Regions<'f> {
    fn read(side: WrittenFact<'f>) -> Self {
        let consistency = side.get("Consistency").and_then(WrittenFact::value).map(|value| match value {
            Value::Known(mode) => mode,
            Value::Absent => EVENTUAL,
        });
        let [replicas, witnesses] = ["Members", "Witnesses"].map(|list| side.items(list).collect());
        Self { replicas, witnesses, is_whole: side.text("Whole") == Some("true"), consistency }
    }

    fn are_several(&self) -> bool {
        self.replicas.len() + self.witnesses.len() > 1
    }

    fn is_single(&self) -> bool {
        self.is_whole && !self.are_several()
    }
}

/// The Regions that come and those that go, for people.
fn names<'c>(variant: &Pair<'c, '_, '_>, matched: &Matched<'c>) -> [Vec<String>; 2] {
    let region = |one: &WrittenFact<'c>| one.get("Region");
    [
        matched.came.iter().filter_map(region).map(|region| variant.words_now(region)).collect(),
        matched.went.iter().filter_map(region).map(|region| variant.words_before(region)).collect(),
    ]
}

/// Each of them with how, for people.
fn words<'n>([came, went]: &'n [Vec<String>; 2], of: &'static str) -> impl Iterator<Item = String> + use<'n> {
    let came = came.iter().map(move |name| [of, name, " is new"].concat());
    came.chain(went.iter().map(move |name| [of, name, " is removed"].concat()))
}

/// All properties but the replicas, as they are written.
fn others(logical_id: &str, template: &Template<'_>) -> Vec<(String, Option<u64>)> {
    let view = template.view();
    let properties = template.resource(logical_id).and_then(|resource| resource.properties);
    let entries = properties.into_iter().flat_map(|properties| view.entries(properties));
    let mut others: Vec<(String, Option<u64>)> = entries
        .filter(|entry| entry.key != "Replicas")
        .map(|entry| (entry.key.to_owned(), template.digest_in_any_order(entry.value)))
        .collect();
    tablewarden_order::sort(&mut others);
    others
}

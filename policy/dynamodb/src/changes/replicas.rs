//! Compares the replicas of a global table before and after: Regions that come or go, and another consistency between them.
//! Never says what that does.

use tablewarden_cloudformation::Template;

use crate::changes::change::Change;
use crate::changes::pair::Pair;
use crate::changes::written_fact::{Value, WrittenFact};

/// Regions that come or go: how many, whether the stack's own is among them, and whether something else changes with them.
/// Where they are strongly consistent, whether they come or go after they were made together.
pub(crate) fn replicas(table: &Pair<'_, '_, '_>, changes: &mut Vec<Change>) {
    let versions = table.versions;
    for variant in table.variants("Replicas") {
        let (Some(was), Some(is)) = (Regions::read(variant.old), Regions::read(variant.new)) else { continue };
        let (Some(old), Some(new)) = (variant.old.get("Members"), variant.new.get("Members")) else { continue };
        let moved = was.moved(&is);
        let subject = moved.join(", ");
        let mut push = |kind| {
            let change = Change::of(kind, &variant, subject.clone(), old, new);
            changes.push(Change { number: moved.len(), ..change });
        };
        let is_home = |regions: &Regions<'_>| versions.region.is_some_and(|region| regions.replicas.contains(&region));
        if is_home(&was) != is_home(&is) {
            push("own-replica");
        }
        let is_group = was.are_several();
        match (was.consistency, is.consistency) {
            // Strongly consistent replicas are made together, and a group of them goes as a whole.
            (Some(STRONG), Some(_)) if is_group && !is.are_several() => {}
            (Some(_), Some(STRONG)) if !is_group && !moved.is_empty() => {}
            (Some(STRONG), Some(STRONG)) if !moved.is_empty() => push("strong-replicas"),
            (Some(one), Some(other)) if one != other && (is_group || other == STRONG) => {
                let (Some(old), Some(new)) = (variant.old.get("Consistency"), variant.new.get("Consistency")) else {
                    continue;
                };
                let in_ticks = |mode: &str| ["`", mode, "`"].concat();
                let change = Change::of("consistency", &variant, String::new(), old, new);
                changes.push(Change { old: in_ticks(one), new: in_ticks(other), ..change });
            }
            (Some(_), Some(EVENTUAL)) if !moved.is_empty() => {
                push("replicas");
                if others(table.logical_id, versions.new.template) != others(table.logical_id, versions.old.template) {
                    push("replicas-and-others");
                }
            }
            _ => {}
        }
    }
}

const EVENTUAL: &str = "EVENTUAL";
const STRONG: &str = "STRONG";

/// The Regions of a global table.
struct Regions<'f> {
    replicas: Vec<&'f str>,
    witnesses: Vec<&'f str>,
    /// None where it is not known.
    consistency: Option<&'f str>,
}

impl<'f> Regions<'f> {
    /// None where one of them is not known.
    fn read(side: WrittenFact<'f>) -> Option<Self> {
        let regions =
            |list| side.items(list).map(|one| one.get("Region")?.value()?.known()).collect::<Option<Vec<_>>>();
        if side.text("Whole") != Some("true") {
            return None;
        }
        let consistency = side.get("Consistency")?.value().map(|value| match value {
            Value::Known(mode) => mode,
            Value::Absent => EVENTUAL,
        });
        Some(Self { replicas: regions("Members")?, witnesses: regions("Witnesses")?, consistency })
    }

    fn are_several(&self) -> bool {
        self.replicas.len() + self.witnesses.len() > 1
    }

    /// The Regions that come or go, each with how, for people.
    fn moved(&self, new: &Self) -> Vec<String> {
        let mut moved = Vec::new();
        let mut compare = |these: &[&str], those: &[&str], how: [&str; 2]| {
            for region in these.iter().filter(|region| !those.contains(region)) {
                moved.push([how[0], region, how[1]].concat());
            }
        };
        compare(&new.replicas, &self.replicas, ["`", "` is new"]);
        compare(&self.replicas, &new.replicas, ["`", "` is removed"]);
        compare(&new.witnesses, &self.witnesses, ["witness `", "` is new"]);
        compare(&self.witnesses, &new.witnesses, ["witness `", "` is removed"]);
        moved
    }
}

/// All properties but the replicas, as they are written.
fn others(logical_id: &str, template: &Template<'_>) -> Vec<(String, Option<u64>)> {
    let view = template.view();
    let properties = template.resource(logical_id).and_then(|resource| resource.properties);
    let entries = properties.into_iter().flat_map(|properties| view.entries(properties));
    let mut others: Vec<(String, Option<u64>)> = entries
        .filter(|entry| entry.key != "Replicas")
        .map(|entry| (entry.key.to_owned(), template.digest(entry.value)))
        .collect();
    tablewarden_order::sort(&mut others);
    others
}

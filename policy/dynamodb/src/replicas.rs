//! The replicas of a global table. Never says how many there should be.

use crate::fact::Fact;
use crate::spot::{Spot, World};
use crate::table::{Table, TableKind};
use crate::write::Writer;

/// One replica.
pub(crate) struct Replica<'t, 'd> {
    pub(crate) region: Fact<'d>,
    /// What is written of it; what is missing is reported at its region.
    pub(crate) spot: Spot<'t, 'd>,
}

impl<'d> Replica<'_, 'd> {
    /// The replica, for people.
    pub(crate) fn words(&self, table: &Table<'_, 'd>) -> String {
        let logical_id = table.resource.logical_id;
        match self.region.text() {
            Some(region) => format!("replica `{region}` of `{logical_id}`"),
            None => format!("a replica of `{logical_id}`"),
        }
    }
}

/// The replicas that are written.
pub(crate) fn list<'t, 'd>(properties: &Spot<'t, 'd>) -> Vec<Replica<'t, 'd>> {
    let elements = properties.get("Replicas").items().list.into_iter();
    elements
        .map(|spot| {
            let region = spot.get("Region").text();
            Replica { spot: spot.near(region.place), region }
        })
        .collect()
}

pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, table: &Table<'_, 'd>) {
    let values = table.values(writer.template, &["Replicas"]);
    let what = format!("the replicas of {}", table.words());
    writer.group("Replicas", &what, table.resource, (&values, None), &mut |writer, world: World<'_, 'd>| {
        let properties = world.properties(table.resource);
        let members = if table.kind == TableKind::Global { list(&properties) } else { Vec::new() };
        writer.list("Members", properties.get("Replicas").nearest(), |writer| {
            for replica in members {
                writer.map(replica.region.place, |writer| {
                    writer.fact("Region", &replica.region);
                    writer.text("What", replica.region.place, &replica.words(table));
                });
            }
        });
    });
}

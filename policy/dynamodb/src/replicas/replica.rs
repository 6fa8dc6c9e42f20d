//! The replicas of a global table as they are written, each with its region. Never says how they agree.

use crate::resource::fact::Fact;
use crate::resource::property::Property;
use crate::resource::table::Table;

/// One replica.
pub(crate) struct Replica<'t, 'd> {
    pub(crate) region: Fact<'d>,
    /// What is written of it; what is missing is reported at its region.
    pub(crate) written: Property<'t, 'd>,
}

impl<'t, 'd> Replica<'t, 'd> {
    /// Its KMS key.
    pub(crate) fn key(&self) -> Property<'t, 'd> {
        self.written.find(&["SSESpecification", "KMSMasterKeyId"])
    }

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
pub(crate) fn list<'t, 'd>(properties: &Property<'t, 'd>) -> Vec<Replica<'t, 'd>> {
    with_regions(&properties.get("Replicas")).0
}

/// The elements of a list that each have a region, and whether there are certainly no others.
pub(crate) fn with_regions<'t, 'd>(written: &Property<'t, 'd>) -> (Vec<Replica<'t, 'd>>, bool) {
    let elements = written.items();
    let is_whole = elements.is_whole && elements.list.iter().all(Property::is_there);
    let replica = |property: Property<'t, 'd>| {
        let region = property.get("Region").text();
        Replica { written: property.near(region.place), region }
    };
    (elements.list.into_iter().map(replica).collect(), is_whole)
}

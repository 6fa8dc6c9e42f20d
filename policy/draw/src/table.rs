//! The facts of one table as the parts of its picture, in the order in which people look at them: what it is, its keys and
//! indexes, its settings, its stream, its alarms, its replicas. Says where nothing is.

mod alarms;
mod capacity;
mod head;
mod keys;
mod reading;
mod replicas;
mod settings;
mod stream;

use crate::part::Part;
pub(crate) use keys::{KeyGroup, KeyRow};
pub(crate) use reading::Reading;
pub(crate) use replicas::Replica;

/// A table, taken apart.
pub(crate) struct Table<'d> {
    pub(crate) logical_id: &'d str,
    pub(crate) head: Part,
    /// The table's own key and its indexes, once for each way that conditions make them.
    pub(crate) keys: Vec<KeyGroup>,
    pub(crate) settings: Vec<Part>,
    /// Point-in-time recovery alone, without backups.
    pub(crate) recovery: Part,
    pub(crate) stream: Part,
    pub(crate) consumers: Vec<Part>,
    pub(crate) alarms: Vec<Part>,
    /// Of a global table.
    pub(crate) replicas: Vec<Replica>,
    /// What is said of all replicas; none for other tables.
    pub(crate) topology: Option<Part>,
    /// What is found about no table.
    pub(crate) elsewhere: Part,
}

impl<'d> Table<'d> {
    pub(crate) fn read(reading: Reading<'_, 'd>) -> Self {
        let facts = reading.facts;
        let (stream, consumers) = stream::read(reading);
        let (topology, replicas) = replicas::read(reading);
        Self {
            logical_id: facts.text(reading.at, "LogicalId"),
            head: head::read(reading),
            keys: keys::read(reading),
            settings: settings::read(reading),
            recovery: settings::recovery_of(reading),
            stream,
            consumers,
            alarms: alarms::read(reading),
            replicas,
            topology,
            elsewhere: Part { covers: Vec::new(), ..Part::new(facts, "", reading.at, Vec::new()) },
        }
    }

    /// Every part that a finding can be about.
    pub(crate) fn parts(&mut self) -> Vec<&mut Part> {
        let mut all = vec![&mut self.head, &mut self.stream];
        for group in &mut self.keys {
            for row in &mut group.rows {
                all.extend([&mut row.name, &mut row.projection, &mut row.capacity, &mut row.alarms]);
                all.extend(row.partition.iter_mut().chain(&mut row.sort));
            }
            all.extend(&mut group.more);
        }
        all.extend(self.settings.iter_mut().chain(&mut self.consumers).chain(&mut self.alarms));
        all.extend(self.replicas.iter_mut().map(|replica| &mut replica.part));
        all.extend(&mut self.topology);
        all
    }
}

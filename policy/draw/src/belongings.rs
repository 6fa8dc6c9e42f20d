//! Which elements of the facts' lists belong to which table: its alarms, targets, policies, event sources, keys and streams,
//! and what is wrong with it or changes. Takes each list once.

use tablewarden_order::Map;
use tablewarden_template::{At, NodeId};

use crate::facts::Facts;

/// The lists of the document beside the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Alarm,
    Target,
    Policy,
    EventSource,
    Key,
    Stream,
    /// What is no thing: a problem or a change.
    Remark,
}

/// An element of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Belonging {
    pub(crate) kind: Kind,
    pub(crate) at: At,
}

/// What belongs to the tables of a template.
pub(crate) struct Belongings<'d> {
    /// For each table what belongs to it, in the order of the document.
    pub(crate) of: Vec<Vec<Belonging>>,
    /// The nodes of each element and the tables that it belongs to, in the order of the document.
    elements: Vec<((NodeId, NodeId), Vec<usize>)>,
    /// The tables that each resource belongs to; a table belongs to itself.
    by_id: Map<&'d str, Vec<usize>>,
}

impl<'d> Belongings<'d> {
    pub(crate) fn read(facts: Facts<'d>, tables: &[At]) -> Self {
        let mut all = Self { of: vec![Vec::new(); tables.len()], elements: Vec::new(), by_id: Map::new() };
        for (table, at) in tables.iter().enumerate() {
            all.elements.push((facts.nodes(*at), vec![table]));
            all.by_id.or_default(facts.text(*at, "LogicalId")).push(table);
        }
        for (kind, list, key) in [
            (Kind::Alarm, "Alarms", "Tables"),
            (Kind::Target, "ScalableTargets", "Table"),
            (Kind::Policy, "ScalingPolicies", "Target"),
            (Kind::EventSource, "EventSources", "Table"),
            (Kind::Key, "Keys", "Tables"),
            (Kind::Stream, "Streams", "Tables"),
            (Kind::Remark, "Changes", "LogicalId"),
            (Kind::Remark, "Problems", "LogicalId"),
        ] {
            for element in facts.all(list) {
                let names: Vec<&str> = match key {
                    "Tables" => facts.texts(element, key).collect(),
                    "LogicalId" => vec![facts.text(element, key)],
                    _ => facts.fact(element, key).known().into_iter().collect(),
                };
                let mut owners: Vec<usize> = Vec::new();
                for name in names {
                    owners.extend(all.by_id.get(name).into_iter().flatten());
                }
                all.add(facts, Belonging { kind, at: element }, owners);
            }
        }
        tablewarden_order::sort_by(&mut all.elements, |(one, _), (other, _)| one.cmp(other));
        all
    }

    fn add(&mut self, facts: Facts<'d>, element: Belonging, owners: Vec<usize>) {
        for table in &owners {
            if let Some(of) = self.of.get_mut(*table) {
                of.push(element);
            }
        }
        let logical_id = facts.text(element.at, "LogicalId");
        if element.kind != Kind::Remark {
            let known = self.by_id.or_default(logical_id);
            for table in &owners {
                if !known.contains(table) {
                    known.push(*table);
                }
            }
        }
        self.elements.push((facts.nodes(element.at), owners));
    }

    /// The tables that a node of the facts is about.
    pub(crate) fn of_node(&self, node: NodeId) -> &[usize] {
        let behind = self.elements.partition_point(|((first, _), _)| *first <= node);
        match behind.checked_sub(1).and_then(|index| self.elements.get(index)) {
            Some(((_, end), owners)) if node < *end => owners,
            _ => &[],
        }
    }

    /// The tables that the resource of that logical id belongs to.
    pub(crate) fn of_resource(&self, logical_id: &str) -> &[usize] {
        self.by_id.get(logical_id).map_or(&[], Vec::as_slice)
    }
}

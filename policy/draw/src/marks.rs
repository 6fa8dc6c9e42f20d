//! Puts findings onto the parts of a table: each onto the smallest part that is about what the finding is about, else onto
//! the table's head. What is about no table is said once, beside the first one.

use tablewarden_source::Span;
use tablewarden_template::{At, NodeId};
use tablewarden_wire::{Finding, Severity};

use crate::belongings::Belongings;
use crate::facts::Facts;
use crate::part::Part;
use crate::table::Table;

/// A finding, and the fact that it is about, where it is about one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'f> {
    pub(crate) finding: &'f Finding,
    pub(crate) fact: Option<At>,
}

/// The numbers of the findings of each table; those about none belong to the first.
pub(crate) struct Shares {
    of: Vec<Vec<usize>>,
    elsewhere: Vec<usize>,
}

impl Shares {
    /// Tells whose each finding is.
    pub(crate) fn of(found: &[Found<'_>], belongings: &Belongings<'_>) -> Self {
        let mut shares = Self { of: vec![Vec::new(); belongings.of.len()], elsewhere: Vec::new() };
        for (number, Found { finding, fact }) in found.iter().enumerate() {
            let by_fact = fact.map_or(&[][..], |at| belongings.of_node(at.node()));
            let owners = match finding.logical_id.as_deref() {
                Some(id) if by_fact.is_empty() => belongings.of_resource(id),
                _ => by_fact,
            };
            for table in owners {
                if let Some(of) = shares.of.get_mut(*table) {
                    of.push(number);
                }
            }
            if owners.is_empty() {
                shares.elsewhere.push(number);
            }
        }
        shares
    }

    /// Marks the parts of a table.
    pub(crate) fn mark(&self, table: &mut Table<'_>, number: usize, found: &[Found<'_>], facts: Facts<'_>) {
        let mut parts = table.parts();
        let nodes: Vec<(NodeId, NodeId, usize)> = parts
            .iter()
            .enumerate()
            .flat_map(|(index, part)| part.covers.iter().map(move |(first, end)| (*first, *end, index)))
            .collect();
        // The place of each line, for what is about no fact.
        let places: Vec<(Span, usize)> = parts
            .iter()
            .enumerate()
            .flat_map(|(index, part)| part.lines.iter().map(move |line| (line.at, index)))
            .map(|(at, index)| (facts.view().place(at).span(), index))
            .collect();
        for one in self.of.get(number).into_iter().flatten() {
            let Some(Found { finding, fact }) = found.get(*one) else { continue };
            let by_fact = fact.and_then(|at| innermost(&nodes, at.node())).filter(|index| *index != 0);
            let part = by_fact.or_else(|| at_place(&places, finding)).unwrap_or_default();
            if let Some(part) = parts.get_mut(part) {
                add(part, *one, finding.severity);
            }
        }
        drop(parts);
        for one in self.elsewhere.iter().filter(|_| number == 0) {
            if let Some(Found { finding, .. }) = found.get(*one) {
                add(&mut table.elsewhere, *one, finding.severity);
            }
        }
    }
}

fn add(part: &mut Part, number: usize, severity: Severity) {
    let marks = &mut part.marks;
    match severity {
        Severity::Error => &mut marks.errors,
        Severity::Warning => &mut marks.warnings,
        Severity::Note => &mut marks.notes,
    }
    .push(number);
}

/// The part with the smallest range of facts that holds the node.
fn innermost(parts: &[(NodeId, NodeId, usize)], node: NodeId) -> Option<usize> {
    let holds = parts.iter().filter(|(first, end, _)| *first <= node && node < *end);
    holds.min_by_key(|(first, end, _)| end.index() - first.index()).map(|(.., part)| *part)
}

/// The part that shows what stands at a finding, the smallest.
fn at_place(places: &[(Span, usize)], finding: &Finding) -> Option<usize> {
    let wanted = Span::new(finding.span.start_byte, finding.span.end_byte);
    let holds = places.iter().filter(|(span, part)| *part != 0 && span.contains(wanted));
    holds.min_by_key(|(span, _)| span.end - span.start).map(|(_, part)| *part)
}

//! The resources of the document by their `Type`, so that a rule about one type never looks at the others. Built once for
//! an evaluation, when first asked for.

use std::ops::Range;

use tablewarden_template::{At, Value, View};

use crate::meter::Meter;
use crate::stop::Stop;

/// The values of the root key `Resources`.
#[derive(Debug)]
pub(crate) struct Resources<'a> {
    /// The map itself.
    pub(crate) map: At,
    /// Those whose `Type` is text, by it; with their position among all.
    typed: Vec<(&'a str, u32, At)>,
    /// Those that have to be asked: no `Type` by that very name, or one that is no text.
    odd: Vec<(u32, At)>,
}

/// One resource that may be of the type asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) at: At,
    /// Whether its `Type` is the one asked for; otherwise that is not known.
    pub(crate) is_of_type: bool,
}

impl<'a> Resources<'a> {
    /// None where the root is no map, or `Resources` is none.
    pub(crate) fn new(view: View<'a>, meter: &Meter) -> Result<Option<Self>, Stop> {
        meter.spend(1)?;
        let Some(map) = view.root().and_then(|root| view.get(root, "Resources")) else { return Ok(None) };
        if !matches!(view.value(map), Value::Map) {
            return Ok(None);
        }
        meter.spend(view.len(map) * 8)?;
        let mut typed = Vec::new();
        let mut odd = Vec::new();
        for (position, entry) in (0_u32..).zip(view.entries(map)) {
            let at = entry.value;
            match view.get(at, "Type").and_then(|name| view.str(name)) {
                Some(name) => typed.push((name, position, at)),
                None => odd.push((position, at)),
            }
        }
        tablewarden_order::sort(&mut typed);
        Ok(Some(Self { map, typed, odd }))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.typed.len() + self.odd.len()).unwrap_or(u32::MAX)
    }

    /// The resources of that type, and those that have to be asked, in the order of the document; those at the positions `within`.
    pub(crate) fn of_type(&self, name: &str, within: &Range<u32>) -> Vec<Candidate> {
        let from = self.typed.partition_point(|(typed, position, _)| (*typed, *position) < (name, within.start));
        let is_one = |(typed, position, _): &&(&str, u32, At)| *typed == name && *position < within.end;
        let typed = self.typed.get(from..).unwrap_or_default().iter().take_while(is_one);
        let mut all: Vec<(u32, Candidate)> =
            typed.map(|(_, position, at)| (*position, Candidate { at: *at, is_of_type: true })).collect();
        let [from, to] =
            [within.start, within.end].map(|end| self.odd.partition_point(|(position, _)| *position < end));
        let odd = self.odd.get(from..to).unwrap_or_default();
        if !odd.is_empty() {
            all.extend(odd.iter().map(|(position, at)| (*position, Candidate { at: *at, is_of_type: false })));
            tablewarden_order::sort_by_key(&mut all, |(position, _)| *position);
        }
        all.into_iter().map(|(_, candidate)| candidate).collect()
    }
}

//! Where the mark is in a document that was read with it: as a key or as a value, on which way, beside what.

use tablewarden_template::{At as Node, View};

use super::cursor::Cursor;
use super::unfinished::MARK;
use super::word::Word;
use crate::slot::{Slot, slot};
use crate::spot::{Spot, Step, To};

/// The place of the mark.
pub(super) struct At<'d, 'w> {
    pub(super) view: View<'d>,
    pub(super) spot: Spot<'d>,
    pub(super) cursor: Cursor<'w>,
    /// Whether it is a key.
    pub(super) is_key: bool,
    /// Whether it is a key that nothing stands beside: it may be the value of the key around it as well.
    pub(super) is_alone: bool,
}

impl<'d, 'w> At<'d, 'w> {
    pub(super) fn new(view: View<'d>, spot: Spot<'d>, word: &'w Word<'w>, is_json: bool) -> Self {
        let is_key = spot.key.is_some();
        let is_alone = is_key && word.is_alone() && spot.way.last().is_some_and(|step| view.len(step.of) == 1);
        Self { view, spot, cursor: Cursor::new(word, is_json), is_key, is_alone }
    }

    /// The way to the mapping that the key stands in; of a value the way to it.
    pub(super) fn around(&self) -> &[Step<'d>] {
        let way = self.spot.way.as_slice();
        if self.is_key { way.get(..way.len().saturating_sub(1)).unwrap_or_default() } else { way }
    }

    /// The way to the value that the mark is or may be; none of a key that stands beside others.
    pub(super) fn value_way(&self) -> Option<&[Step<'d>]> {
        (!self.is_key || self.is_alone).then(|| self.around())
    }

    /// The mapping that the key stands in.
    pub(super) fn mapping(&self) -> Option<Node> {
        self.spot.way.last().filter(|_| self.is_key).map(|step| step.of)
    }

    /// Whether a key stands beside the mark.
    pub(super) fn has(&self, key: &str) -> bool {
        self.mapping().is_some_and(|of| self.view.get(of, key).is_some())
    }

    /// The steps from the root, as keys; the number of an element is `-`.
    pub(super) fn names(&self) -> Vec<&'d str> {
        names(self.around())
    }

    /// What the schema says of the place.
    pub(super) fn slot(&self) -> Option<Slot> {
        let properties = self.spot.properties(self.view)?;
        slot(properties.type_name, self.around().get(properties.first..)?)
    }

    /// The text of the value up to the cursor.
    pub(super) fn typed(&self) -> &'d str {
        let text = self.view.text(self.spot.at).filter(|_| !self.is_key).unwrap_or("");
        text.split(MARK).next().unwrap_or("")
    }

    /// The entries of a section of the template, without what the mark is in.
    pub(super) fn section(&self, name: &str) -> Vec<(&'d str, Node)> {
        let section = self.view.root().and_then(|root| self.view.get(root, name));
        let entries = section.into_iter().flat_map(|section| self.view.entries(section));
        entries.map(|entry| (entry.key, entry.value)).filter(|(key, _)| is_name(key)).collect()
    }
}

/// The keys of a way; the number of an element is `-`.
pub(super) fn names<'d>(way: &[Step<'d>]) -> Vec<&'d str> {
    let name = |step: &Step<'d>| match step.to {
        To::Key(key) => key,
        To::Element(_) => "-",
    };
    way.iter().map(name).collect()
}

/// Whether it can be named: no mark, and no loop.
pub(super) fn is_name(key: &str) -> bool {
    !key.is_empty() && !key.contains(MARK) && !key.starts_with("Fn::")
}

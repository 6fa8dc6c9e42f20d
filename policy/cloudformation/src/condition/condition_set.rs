//! Which of the named conditions something depends on, each by its place in the order of the template.

/// A named condition's place in the order of the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConditionId(pub(crate) u32);

/// Up to how many are put in one by one, and the others not sorted again.
const FEW: usize = 8;

/// Named conditions, each once, in the order of the template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConditionSet {
    ids: Vec<ConditionId>,
}

impl ConditionSet {
    /// The conditions.
    #[must_use]
    pub fn ids(&self) -> &[ConditionId] {
        &self.ids
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether it is one of them.
    #[must_use]
    pub fn contains(&self, id: ConditionId) -> bool {
        self.ids.binary_search(&id).is_ok()
    }

    /// Adds one.
    pub fn insert(&mut self, id: ConditionId) {
        if let Err(index) = self.ids.binary_search(&id) {
            self.ids.insert(index, id);
        }
    }

    /// Adds all of another set.
    pub fn extend(&mut self, other: &Self) {
        if other.ids.len() <= FEW {
            other.ids.iter().for_each(|id| self.insert(*id));
            return;
        }
        self.ids.extend(&other.ids);
        tablewarden_order::sort(&mut self.ids);
        self.ids.dedup();
    }
}

impl FromIterator<ConditionId> for ConditionSet {
    fn from_iter<I: IntoIterator<Item = ConditionId>>(ids: I) -> Self {
        let mut ids: Vec<_> = ids.into_iter().collect();
        tablewarden_order::sort(&mut ids);
        ids.dedup();
        Self { ids }
    }
}

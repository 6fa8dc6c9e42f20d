//! The template that is checked, and its earlier version where a check has one: what is done with the one is done with the
//! other.

/// Something of the template, and the same of its earlier version.
pub(crate) struct Versions<T> {
    pub(crate) current: T,
    pub(crate) earlier: Option<T>,
}

impl<T> Versions<T> {
    /// What `of` makes of each, the earlier one first, which is at hand for the other.
    pub(crate) fn map_in_turn<'v, U>(&'v self, of: impl Fn(&'v T, Option<&U>) -> U) -> Versions<U> {
        let earlier = self.earlier.as_ref().map(|earlier| of(earlier, None));
        Versions { current: of(&self.current, earlier.as_ref()), earlier }
    }

    /// What `of` makes of each.
    pub(crate) fn map<'v, U>(&'v self, of: impl Fn(&'v T) -> U) -> Versions<U> {
        Versions { current: of(&self.current), earlier: self.earlier.as_ref().map(of) }
    }
}

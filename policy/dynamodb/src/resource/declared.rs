//! The properties that a reader of a resource says that it reads, held against what it asks for. With debug assertions a
//! property that is not among them stops; in tests what was never asked for can be told. Elsewhere it is empty.

/// What a reader says that it reads, if it says anything.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Declared<'t> {
    #[cfg(debug_assertions)]
    properties: Option<[&'t [&'t str]; 2]>,
    #[cfg(not(debug_assertions))]
    properties: std::marker::PhantomData<&'t str>,
}

#[cfg(not(debug_assertions))]
#[allow(clippy::unused_self, reason = "the assertions are the other version's")]
impl<'t> Declared<'t> {
    pub(crate) fn these(_properties: [&'t [&'t str]; 2]) -> Self {
        Self::default()
    }

    pub(crate) fn is_read(self, _key: &str) {}
}

#[cfg(debug_assertions)]
impl<'t> Declared<'t> {
    /// These properties, and no others.
    pub(crate) fn these(properties: [&'t [&'t str]; 2]) -> Self {
        #[cfg(test)]
        log::declare(properties);
        Self { properties: Some(properties) }
    }

    /// The property is asked for.
    pub(crate) fn is_read(self, key: &str) {
        let Some(properties) = self.properties else { return };
        debug_assert!(
            properties.iter().any(|some| some.contains(&key)),
            "`{key}` is read, and not declared: conditions in it would be overlooked"
        );
        #[cfg(test)]
        log::read(properties, key);
    }
}

/// What was declared and read in this thread: by the reader, which is told by what it declares.
#[cfg(test)]
pub(crate) mod log {
    use std::cell::RefCell;
    use std::collections::{BTreeMap, BTreeSet};

    thread_local! {
        /// Each reader, and what it did not read yet.
        static UNREAD: RefCell<BTreeMap<String, BTreeSet<String>>> = RefCell::default();
    }

    pub(super) fn declare(properties: [&[&str]; 2]) {
        let all = || properties.concat().into_iter().map(str::to_owned).collect();
        UNREAD.with_borrow_mut(|unread| unread.entry(reader(properties)).or_insert_with(all).len());
    }

    pub(super) fn read(properties: [&[&str]; 2], key: &str) {
        UNREAD.with_borrow_mut(|unread| unread.get_mut(&reader(properties)).is_some_and(|keys| keys.remove(key)));
    }

    fn reader(properties: [&[&str]; 2]) -> String {
        properties.concat().join(" ")
    }

    /// The readers that were met, each with what it declares and never read.
    pub(crate) fn unread() -> BTreeMap<String, BTreeSet<String>> {
        UNREAD.with_borrow(Clone::clone)
    }
}

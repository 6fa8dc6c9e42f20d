//! A section of a template in, its entries out, each name once: of several of one name the last counts, where the first
//! stands. Readers mark what stands twice in a text; what loops make can be twice without a mark.

use tablewarden_order::Map;
use tablewarden_template::{At, Entry, View};

/// The entries of the map at `section`; nothing where there is none.
pub(crate) fn entries_by_name<'d>(view: View<'d>, section: Option<At>) -> Vec<Entry<'d>> {
    let mut by_name: Map<&'d str, Entry<'d>> = Map::new();
    for entry in section.into_iter().flat_map(|section| view.entries(section)) {
        by_name.insert(entry.key, entry);
    }
    by_name.into_iter().map(|(_, entry)| entry).collect()
}

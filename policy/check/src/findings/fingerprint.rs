//! What stays the same of a finding while the file around it changes: the rule, and the path with the elements of lists
//! named by what they are about. No line and no message is in it.

use tablewarden_cloudformation::{Path, Resource, Step, Template};
use tablewarden_source::Place;
use tablewarden_template::{At, View};

/// What names an element of a list better than its index.
const NAMES: [&str; 6] = ["IndexName", "Region", "AttributeName", "MetricName", "Id", "Key"];

/// In how many entries of an element a name is looked for. No element that there is has as many.
const MOST_ENTRIES: usize = 64;

/// 16 hexadecimal digits. `path` is that of the place, `resource` what the finding is about.
pub(crate) fn fingerprint(
    view: View<'_>,
    rule: &str,
    resource: Option<&Resource<'_>>,
    path: Option<&Path<'_>>,
) -> String {
    let mut hash = Hash::new();
    hash.add(rule);
    let mut way = path.map_or(&[][..], |path| &path.way);
    if let Some(resource) = resource {
        hash.add(resource.logical_id);
        if path.is_some_and(|path| path.logical_id.is_none()) {
            // The way is one from the root: its section and what is named there say no more.
            way = way.get(2..).unwrap_or(&[]);
        }
    }
    for step in way {
        match step {
            Step::Key(key) => hash.add(key),
            Step::Element(index, element) => match name(view, *element) {
                Some(name) => hash.add(name),
                None => hash.add(&index.to_string()),
            },
        }
    }
    format!("{:016x}", hash.0)
}

/// The fingerprints of the other places that have the fault of a finding at `path`. What the finding is in is not one of them: it
/// says what would help there.
pub(crate) fn related_fingerprints(
    template: &Template<'_>,
    rule: &str,
    path: Option<&Path<'_>>,
    about: Option<&str>,
    places: impl Iterator<Item = Place>,
) -> Vec<String> {
    let own = path.map_or("", |path| &path.pointer);
    let of = |place| {
        let path = template.path_at(place, about)?;
        let is_above = own.strip_prefix(&*path.pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let resource = path.logical_id.and_then(|id| template.resource(id));
        (!is_above).then(|| fingerprint(template.view(), rule, resource, Some(&path)))
    };
    places.filter_map(of).collect()
}

/// What names the element: the first of [`NAMES`] that it has.
fn name<'d>(view: View<'d>, element: At) -> Option<&'d str> {
    let named = view.entries(element).take(MOST_ENTRIES).filter_map(|entry| {
        let rank = NAMES.iter().position(|name| *name == entry.key)?;
        Some((rank, view.text(entry.value)?))
    });
    named.min_by_key(|(rank, _)| *rank).map(|(_, name)| name)
}

/// FNV-1a over parts: <http://www.isthe.com/chongo/tech/comp/fnv/>.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, part: &str) {
        for byte in part.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

//! What stays the same of a finding while the file around it changes: the rule, and the path with the elements of lists
//! named by what they are about. No line and no message is in it.

use tablewarden_cloudformation::Template;
use tablewarden_template::{At, View};

/// What names an element of a list better than its index.
const NAMES: [&str; 6] = ["IndexName", "Region", "AttributeName", "MetricName", "Id", "Key"];

/// 16 hexadecimal digits. `pointer` is the path of the place in the template (RFC 6901).
pub(crate) fn fingerprint(template: &Template<'_>, rule: &str, logical_id: Option<&str>, pointer: &str) -> String {
    let view = template.view();
    let mut hash = Hash::new();
    hash.add(rule);
    let mut steps = pointer.split('/').skip(1);
    let mut at = view.root();
    if let Some(resource) = logical_id.and_then(|id| template.resource(id)) {
        // The way to a resource is known: no walk over its neighbours.
        hash.add(resource.logical_id);
        at = Some(resource.at);
        steps.nth(1);
    }
    for step in steps {
        let key = step.replace("~1", "/").replace("~0", "~");
        let element = at.and_then(|at| element(view, at, &key));
        hash.add(element.and_then(|at| name(view, at)).unwrap_or(&key));
        at = element.or_else(|| at.and_then(|at| view.get(at, &key)));
    }
    format!("{:016x}", hash.0)
}

fn element(view: View<'_>, at: At, key: &str) -> Option<At> {
    let index: usize = key.parse().ok()?;
    view.items(at).nth(index)
}

fn name<'d>(view: View<'d>, at: At) -> Option<&'d str> {
    NAMES.iter().find_map(|name| view.text(view.get(at, name)?))
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

//! A value in, a number out that is the same for equal values: maps whatever the order of their keys, scalars by the
//! text CloudFormation makes of them. For finding equal elements of a list in one pass, and values that changed.

use std::hash::{Hash, Hasher};

use tablewarden_order::Digest;
use tablewarden_template::{At, Value, View};

/// Deeper than any value of the known types; what is deeper is not compared.
const DEEPEST: u32 = 32;

/// The number of a value; none where it is too deep to compare.
pub(crate) fn digest(view: View<'_>, at: At) -> Option<u64> {
    at_depth(view, at, 0, true)
}

/// The number of a value, the same for lists of the same elements in another order.
pub(crate) fn digest_in_any_order(view: View<'_>, at: At) -> Option<u64> {
    at_depth(view, at, 0, false)
}

fn at_depth(view: View<'_>, at: At, depth: u32, is_ordered: bool) -> Option<u64> {
    if depth > DEEPEST {
        return None;
    }
    let mut hasher = Digest::new();
    match view.value(at) {
        Value::List => {
            1_u8.hash(&mut hasher);
            let mut sum = 0_u64;
            for item in view.items(at) {
                let one = at_depth(view, item, depth + 1, is_ordered)?;
                if is_ordered {
                    one.hash(&mut hasher);
                } else {
                    sum = sum.wrapping_add(one);
                }
            }
            sum.hash(&mut hasher);
        }
        Value::Map => {
            let mut sum = 0_u64;
            for entry in view.entries(at) {
                let mut one = Digest::new();
                entry.key.hash(&mut one);
                at_depth(view, entry.value, depth + 1, is_ordered)?.hash(&mut one);
                sum = sum.wrapping_add(one.finish());
            }
            (2_u8, sum).hash(&mut hasher);
        }
        Value::Bool(value) => (3_u8, if value { "true" } else { "false" }).hash(&mut hasher),
        Value::Null | Value::Int(_) | Value::Float(_) | Value::Str(_) => {
            (3_u8, view.text(at).unwrap_or("")).hash(&mut hasher);
        }
    }
    Some(hasher.finish())
}

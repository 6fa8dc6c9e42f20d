//! One value of several, by chance.

use serde_json::{Value, json};
use tablewarden_styles::Seed;

/// One of these; nothing where it is `null`.
pub(super) fn any(seed: &mut Seed, of: &Value) -> Option<Value> {
    let Value::Array(of) = of else { return None };
    Some(seed.pick(of).clone()).filter(|one| !one.is_null())
}

/// Puts one of these values under the key, or none.
pub(super) fn put(map: &mut Value, key: &str, seed: &mut Seed, of: &Value) {
    if let (Some(value), Value::Object(map)) = (any(seed, of), map) {
        let is_conditional = seed.one_of(14);
        let no_value = json!({"Ref": "AWS::NoValue"});
        let value = match seed.below(3) {
            0 if is_conditional => json!({"Fn::If": ["IsLive", value, no_value]}),
            1 if is_conditional => json!({"Fn::If": ["IsLive", no_value, value]}),
            _ if is_conditional => no_value,
            _ => value,
        };
        map.insert(key.to_owned(), value);
    }
}

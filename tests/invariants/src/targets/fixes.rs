//! Fixes: a fixed template can be read, has no new error, and fixing it again changes nothing.

use serde_json::{Value, json};

use crate::ask::{File, about, check, checked, json as parsed, list, raw, text};
use crate::engine::Engine;
use crate::holds::{Files, applied, are_sound};

pub(super) fn fix(input: &[u8], engine: &mut dyn Engine) {
    for with_unsafe in [false, true] {
        let Some(once) = fixed(engine, input, with_unsafe) else { continue };
        let before = checked(engine, check(("t.yaml", input)), &[("t.yaml", input)]);
        let after = checked(engine, check(("t.yaml", &once)), &[("t.yaml", &once)]);
        let shown = || String::from_utf8_lossy(&once).into_owned();
        assert!(unread(&after) <= unread(&before), "a fix damages the template:\n{}", shown());
        let errors = |answer: &Value| answer["counts"]["errors"].as_u64().unwrap_or(0);
        assert!(errors(&after) <= errors(&before), "a fix makes an error:\n{}\n{after}", shown());
        let twice = fixed(engine, &once, with_unsafe);
        assert!(
            twice.is_none(),
            "a second fix changes\n{}\nto\n{}",
            shown(),
            String::from_utf8_lossy(&twice.unwrap_or_default())
        );
    }
}

/// How many parts could not be read.
fn unread(answer: &Value) -> usize {
    list(answer, "notices").iter().filter(|notice| text(notice, "gravity") != "notice").count()
}

/// The fixed bytes; none where nothing is changed.
fn fixed(engine: &mut dyn Engine, bytes: &[u8], with_unsafe: bool) -> Option<Vec<u8>> {
    let file: File<'_> = ("t.yaml", bytes);
    let mut answer = parsed(&raw(engine, &about("fix", &check(file), json!({"unsafe": with_unsafe})), &[file]));
    let edits = list(&answer, "edits").to_vec();
    let fixed = applied(bytes, &edits);
    // What is said of the check, and of what could not be fixed, is said of the fixed file.
    let of_fixed = json!({"notices": answer["notices"].take(), "left": answer["refused"].take()});
    are_sound(&answer, &Files::of(&[file]));
    are_sound(&of_fixed, &Files::of(&[("t.yaml", &fixed)]));
    assert_eq!(edits.is_empty(), list(&answer, "fixed").is_empty(), "what is fixed is edited: {answer}");
    let is_internal = |value: &Value| value.to_string().contains("internal error");
    assert!(!is_internal(&of_fixed), "{of_fixed}");
    (fixed != bytes).then_some(fixed)
}

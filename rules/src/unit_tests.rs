//! The unit tests of a rule: cfn-guard's own format, with one key more, `profile`. Gives the cases, or the line where something is
//! missing or wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_yaml::Value;

use crate::files::RuleFile;
use crate::wrong::Wrong;

/// What can be expected of a rule.
const STATUSES: [&str; 3] = ["PASS", "FAIL", "SKIP"];

/// One case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it is about; no other case of the file has it.
    pub name: String,
    /// The profile that is checked under, where it is not the usual one.
    pub profile: Option<String>,
    /// The template: as YAML, or a text. `Before` and `After` are two versions of one.
    pub input: Value,
    /// What is expected.
    pub expectations: Expectations,
}

/// What a case expects.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectations {
    /// By the rule's name `PASS`, `FAIL` or `SKIP`.
    pub rules: BTreeMap<String, String>,
}

/// The cases of the file beside a rule, `tests/<name>_tests.yaml`.
///
/// # Errors
/// One line that names the file, the line and what is wrong with it: it is not there, a status is never expected, no input has an
/// intrinsic.
pub fn unit_tests(folder: &Path, rule: &RuleFile) -> Result<Vec<Case>, String> {
    let file = rule.tests();
    let text = std::fs::read_to_string(folder.join(&file)).map_err(|error| format!("{file}: {error}"))?;
    read(&text, rule.is_off()).map_err(|wrong| wrong.of(&file))
}

fn read(text: &str, is_off: bool) -> Result<Vec<Case>, Wrong> {
    let cases: Vec<Case> = serde_yaml::from_str(text).map_err(|error| Wrong::yaml(&error))?;
    let (mut names, mut seen, mut intrinsics) = (BTreeSet::new(), BTreeSet::new(), 0);
    for case in &cases {
        let wrong = |what: String| Err(Wrong::at(text, &format!("- name: {}", case.name), what));
        if !names.insert(&case.name) {
            return wrong(format!("two cases have the name `{}`", case.name));
        }
        for (rule, status) in &case.expectations.rules {
            if !STATUSES.contains(&status.as_str()) {
                return wrong(format!("`{status}` of `{rule}` is none of {}", STATUSES.join(", ")));
            }
            seen.insert(status.as_str());
        }
        intrinsics += usize::from(has_intrinsic(&case.input));
    }
    if intrinsics == 0 {
        return Err(Wrong::at(text, "", "no input has an intrinsic function"));
    }
    // No template breaks a rule that is off, and none passes it.
    let missing = STATUSES.iter().find(|status| !seen.contains(**status) && !is_off);
    missing.map_or(Ok(cases), |status| Err(Wrong::at(text, "", format!("no case expects {status}"))))
}

/// Whether a value has an intrinsic in it, long or short; a text may be a template.
fn has_intrinsic(value: &Value) -> bool {
    match value {
        Value::Tagged(_) => true,
        Value::Mapping(map) => map.iter().any(|(key, value)| {
            key.as_str().is_some_and(|key| key == "Ref" || key.starts_with("Fn::")) || has_intrinsic(value)
        }),
        Value::Sequence(list) => list.iter().any(has_intrinsic),
        Value::String(text) => ["!", "Ref:", "Fn::"].iter().any(|sign| text.contains(sign)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "\
- name: one
  input: {A: {Ref: B}}
  expectations: {rules: {r: PASS}}
- name: two
  profile: strict
  input: {}
  expectations: {rules: {r: FAIL}}
- name: three
  input: {}
  expectations: {rules: {r: SKIP}}
";

    fn error(what: &str, by: &str) -> Option<String> {
        assert!(GOOD.contains(what), "{what}");
        read(&GOOD.replace(what, by), false).err().map(|wrong| wrong.of("r_tests.yaml"))
    }

    #[test]
    fn what_must_be_there_is_missed_with_its_line() {
        assert_eq!(error("", ""), None);
        for (what, by, says) in [
            ("r: PASS", "r: FAIL", "1: no case expects PASS"),
            ("r: FAIL", "r: PASS", "1: no case expects FAIL"),
            ("r: SKIP", "r: PASS", "1: no case expects SKIP"),
            ("{Ref: B}", "B", "1: no input has an intrinsic function"),
            ("name: two", "name: one", "1: two cases have the name `one`"),
            ("r: FAIL", "r: FAILS", "4: `FAILS` of `r` is none of PASS, FAIL, SKIP"),
            ("profile", "profil", "5: .[1]: unknown field `profil`, expected one of"),
        ] {
            let error = error(what, by).unwrap_or_default();
            assert!(error.starts_with(&format!("r_tests.yaml:{says}")), "{error}");
        }
    }

    #[test]
    fn a_rule_that_is_off_passes_and_fails_nothing() {
        let off = GOOD.replace("PASS", "SKIP").replace("FAIL", "SKIP");
        assert!(read(&off, true).is_ok() && read(&off, false).is_err());
    }

    #[test]
    fn intrinsics_are_seen_long_and_short_and_in_texts() {
        let has = |yaml: &str| serde_yaml::from_str(yaml).is_ok_and(|value| has_intrinsic(&value));
        assert!(has("[{a: {Fn::Sub: b}}]") && has("a: !Sub b") && has("a: |\n  b: !Ref c\n"));
        assert!(!has("{a: [b, 1], Refs: c}"));
    }
}

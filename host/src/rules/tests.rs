#![allow(clippy::unwrap_used)]

use tablewarden_wire::{Profile, RuleEntry, Severity};

use super::*;
use crate::Answer;

struct TwoRules;

impl Answer for TwoRules {
    fn call(&mut self, _: &[u8]) -> Result<Vec<u8>, CallError> {
        let rule = |id: &str, name: &str, severity, profile, title: &str| RuleEntry {
            id: id.to_owned(),
            name: name.to_owned(),
            title: title.to_owned(),
            severity,
            profile,
            parameters: Vec::new(),
        };
        let rules = vec![
            rule("T-1", "short", Severity::Error, Profile::Minimal, "First."),
            rule("T-20", "a-longer-name", Severity::Warning, Profile::Strict, "Second."),
        ];
        Ok(serde_json::to_vec(&RulesResponse { version: VERSION, rules }).unwrap())
    }
}

impl Engine for TwoRules {
    fn open(&self) -> Box<dyn Answer + '_> {
        Box::new(TwoRules)
    }
}

#[test]
fn rules_stand_in_columns() {
    let done = run(Format::Text, || Ok(TwoRules)).unwrap();
    assert_eq!(
        done.text,
        "T-1   error    minimal  short          First.\n\
         T-20  warning  strict   a-longer-name  Second.\n"
    );
}

#[test]
fn as_json_they_come_as_the_engine_wrote_them() {
    let done = run(Format::Json, || Ok(TwoRules)).unwrap();
    let bytes = TwoRules.call(b"").unwrap();
    assert_eq!(done.text, String::from_utf8(bytes).unwrap() + "\n");
}

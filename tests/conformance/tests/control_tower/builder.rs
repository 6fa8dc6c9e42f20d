//! A document for a rule, out of the rule's own tree: every clause is made to hold, one after the other, where it looks. A
//! guess: a later clause may undo an earlier one, and whoever asks evaluates the document. Never evaluates a rule itself.

mod clause;
mod grammar;
mod state;
mod steps;
mod values;

use std::collections::BTreeMap;

use serde_json::Value as Json;
use tablewarden_conformance::Chance;
use tablewarden_guard::{Rule, RuleFile};

use self::state::{Builder, Scope, Target};

/// A document that is meant to open and to satisfy (or to break) one rule of the file.
pub(crate) fn build(file: &RuleFile, rule: &Rule, want: bool, chance: &mut Chance) -> Json {
    let document = Json::Object(serde_json::Map::new());
    let (made, captures) = (BTreeMap::new(), BTreeMap::new());
    let mut builder = Builder { file, chance, document, made, captures, steps: 0, depth: 0 };
    let root = vec![Target::Place(Vec::new())];
    let scope = Scope { parent: None, lets: &file.assignments, parameters: Vec::new(), this: root };
    builder.lines(&rule.conditions, &scope, true);
    builder.block(&rule.body, &scope, want);
    builder.document
}

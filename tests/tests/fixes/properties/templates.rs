//! The templates that are fixed, by their numbers: made ones, and those of the rules and of the corpus with mistakes in them, each
//! written anew in a style of its own, and texts that are no longer sound. A number gives the same template on every run.

use tablewarden_edit::Tree;
use tablewarden_styles::{Model, Seed, json, mutated, yaml};
use tablewarden_template::{Reading, View};
use tablewarden_tests::corpus::cases;
use tablewarden_tests::repository;

use super::made;
use super::varied::{entry, varied};
use crate::kept::document;
use crate::rules;

/// How many there are.
pub(super) const COUNT: usize = 2000;

/// The largest template of the corpus that is taken, in bytes.
const MOST_BYTES: usize = 6000;

/// One template.
pub(super) struct Template {
    pub(super) number: usize,
    /// Its number, and what it was made of.
    pub(super) name: String,
    pub(super) text: String,
    /// The same in JSON, where it is sound and in YAML.
    pub(super) twin: Option<String>,
}

/// What templates are made of.
pub(super) struct Sources(Vec<Source>);

struct Source {
    name: String,
    text: String,
    model: Model,
}

impl Sources {
    /// The examples of all rules, the templates of their fixes, and those of the corpus.
    pub(super) fn read() -> Self {
        let rules = tablewarden_rules::read(&repository::rules()).expect("the build has read them");
        let of_rules = rules.iter().flat_map(|rule| {
            let name = |name: String| format!("{}/{name}", rule.header.id);
            rules::templates(rule).into_iter().map(move |(file, bytes)| (name(file), bytes))
        });
        let of_corpus = cases().into_iter().map(|case| (case.name, case.bytes));
        let mut sources = Vec::new();
        for (name, bytes) in of_rules.chain(of_corpus).filter(|(_, bytes)| bytes.len() < MOST_BYTES) {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            if let Some(model) = sound(&text) {
                sources.push(Source { name, text, model });
            }
        }
        Self(sources)
    }

    /// The template of a number.
    pub(super) fn template(&self, number: usize) -> Template {
        let mut seed = Seed(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(number as u64 + 1) | 1);
        // The first numbers of near beginnings are near.
        (0..8).for_each(|_| {
            seed.below(2);
        });
        let source = seed.pick(&self.0);
        let (name, mut model) = match number % 5 {
            0 | 1 => (format!("{number}: made"), made::template(&mut seed)),
            _ => (format!("{number}: {}", source.name), source.model.clone()),
        };
        if number % 5 == 4 && seed.one_of(2) {
            return Template { number, name, text: mutated(&source.text, &mut seed), twin: None };
        }
        if number % 5 == 3 {
            join(&mut model, &seed.pick(&self.0).model);
        }
        if !number.is_multiple_of(5) {
            varied(&mut model, &mut seed);
        }
        let text = if number % 7 == 6 { json(&model, &mut seed) } else { yaml(&model, &mut seed) };
        match number % 5 {
            4 => Template { number, name, text: mutated(&text, &mut seed), twin: None },
            _ => {
                let twin = (number % 7 != 6).then(|| json(&model, &mut seed));
                Template { number, name, text, twin }
            }
        }
    }
}

/// What a text says, where nothing in it could not be read.
fn sound(text: &str) -> Option<Model> {
    let document = document(text);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let is_sound = document.problems.is_empty() && document.duplicates.is_empty() && document.aliases.is_empty();
    let root = view.root().filter(|_| is_sound)?;
    // Tags that CloudFormation doesn't have are lost in a model.
    let is_plain = !matches!(Tree::read(view, root), Tree::Text(_) | Tree::Null);
    is_plain.then(|| Model::read(view, root).with_functions())
}

/// Adds to a template what another one has and it has not.
fn join(one: &mut Model, other: &Model) {
    let (Model::Map(sections), Model::Map(others)) = (&mut *one, other) else { return };
    for (key, value) in others {
        if !sections.iter().any(|(known, _)| known == key) {
            sections.push((key.clone(), value.clone()));
        }
    }
    for section in ["Parameters", "Conditions", "Mappings", "Resources"] {
        let more = others.iter().find(|(key, _)| key == section).map(|(_, value)| value);
        if let (Some(Model::Map(entries)), Some(Model::Map(more))) = (entry(one, section), more) {
            let new = more.iter().filter(|(key, _)| !entries.iter().any(|(known, _)| known == key));
            let new: Vec<_> = new.cloned().collect();
            entries.extend(new);
        }
    }
}

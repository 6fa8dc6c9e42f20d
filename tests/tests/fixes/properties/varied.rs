//! What a template says, changed at a few random places as people change it by mistake.

use tablewarden_styles::{Model, Seed};

/// Puts a few mistakes into a template.
pub(super) fn varied(model: &mut Model, seed: &mut Seed) {
    for _ in 0..=seed.below(3) {
        if let Some(resources) = entry(model, "Resources") {
            match seed.below(12) {
                0 => again(resources, seed),
                1 => in_a_loop(resources, seed),
                _ => mistake(down(resources, seed), seed),
            }
        }
    }
}

/// The entry of a mapping.
pub(super) fn entry<'m>(model: &'m mut Model, key: &str) -> Option<&'m mut Model> {
    let Model::Map(entries) = model else { return None };
    entries.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
}

/// A random place below.
fn down<'m>(model: &'m mut Model, seed: &mut Seed) -> &'m mut Model {
    // A resource, its properties, and so on.
    let depth = 2 + seed.below(5);
    (0..depth).fold(model, |here, _| {
        let is_empty = match here {
            Model::Map(entries) => entries.is_empty(),
            Model::List(items) => items.is_empty(),
            _ => true,
        };
        match here {
            _ if is_empty => here,
            Model::Map(entries) => {
                let properties = entries.iter().position(|(key, _)| key == "Properties");
                let random = seed.below(entries.len());
                &mut entries[properties.filter(|_| !seed.one_of(8)).unwrap_or(random)].1
            }
            Model::List(items) => {
                let index = seed.below(items.len());
                &mut items[index]
            }
            other => other,
        }
    })
}

/// A resource once more under another name.
fn again(resources: &mut Model, seed: &mut Seed) {
    let Model::Map(entries) = resources else { return };
    if !entries.is_empty() {
        let (key, value) = seed.pick(entries).clone();
        entries.push((format!("{key}Again"), value));
    }
}

/// A resource in a loop, which makes two of it.
fn in_a_loop(resources: &mut Model, seed: &mut Seed) {
    let Model::Map(entries) = resources else { return };
    if entries.is_empty() || !seed.one_of(3) {
        return;
    }
    let index = seed.below(entries.len());
    let (key, value) = &mut entries[index];
    if key.starts_with("Fn::") {
        return;
    }
    let body = Model::map([(format!("{key}${{Each}}"), value.clone())]);
    let names = Model::List(["A", "B"].map(Model::text).to_vec());
    *value = Model::List(vec![Model::text("Each"), names, body]);
    *key = format!("Fn::ForEach::{key}");
}

fn mistake(here: &mut Model, seed: &mut Seed) {
    match here {
        Model::Map(entries) if !entries.is_empty() => in_mapping(entries, seed),
        Model::List(items) if !items.is_empty() => match seed.below(3) {
            0 => items.push(seed.pick(items).clone()),
            1 => drop(items.remove(seed.below(items.len()))),
            _ => *here = items[0].clone(),
        },
        Model::Text(text) => match seed.below(3) {
            0 => *text = misspelt(text, seed),
            1 => *here = Model::Map(Vec::new()),
            _ => *here = conditional(here.clone(), seed),
        },
        Model::Bool(value) => {
            *here = match seed.below(3) {
                0 => Model::Bool(!*value),
                1 => Model::text(value.to_string()),
                _ => conditional(here.clone(), seed),
            };
        }
        Model::Function(name, argument) => match (name.as_str(), &mut **argument, seed.below(3)) {
            ("Ref", Model::Text(name), 0) => *here = Model::text(format!("${{{name}}}")),
            (_, Model::Text(text), 1) => *text = misspelt(text, seed),
            (_, argument, 2) => *here = argument.clone(),
            _ => *here = conditional(here.clone(), seed),
        },
        Model::Number(number) => {
            *here = match seed.below(3) {
                0 => Model::text(number.clone()),
                1 => Model::Number("0".to_owned()),
                _ => conditional(here.clone(), seed),
            };
        }
        other => *other = Model::Map(Vec::new()),
    }
}

fn in_mapping(entries: &mut Vec<(String, Model)>, seed: &mut Seed) {
    let index = seed.below(entries.len());
    match seed.below(7) {
        0 => drop(entries.remove(index)),
        1 | 2 => entries[index].0 = misspelt(&entries[index].0, seed),
        3 => entries[index].1 = seed.pick(&[Model::Null, Model::Map(Vec::new()), Model::List(Vec::new())]).clone(),
        4 => entries[index].1 = conditional(entries[index].1.clone(), seed),
        5 => {
            // What belongs one level lower is here.
            let lifted = match &mut entries[index].1 {
                Model::Map(inner) if !inner.is_empty() => inner.pop(),
                _ => None,
            };
            entries.extend(lifted.filter(|(key, _)| !entries.iter().any(|(known, _)| known == key)));
        }
        _ => {
            // What belongs here is one level lower.
            let moved = entries.remove(index);
            let lower = entries.iter_mut().find_map(|(_, value)| match value {
                Model::Map(inner) if !inner.iter().any(|(key, _)| *key == moved.0) => Some(inner),
                _ => None,
            });
            match lower {
                Some(inner) => inner.push(moved),
                None => entries.push(moved),
            }
        }
    }
}

/// A value under a condition.
fn conditional(value: Model, seed: &mut Seed) -> Model {
    let no_value = || Model::function("Ref", Model::text("AWS::NoValue"));
    let (one, other) = match seed.below(3) {
        0 => (value, no_value()),
        1 => (no_value(), value),
        _ => (value.clone(), value),
    };
    Model::function("Fn::If", Model::List(vec![Model::text("IsLive"), one, other]))
}

/// A word with a letter too few, or two that changed places.
fn misspelt(text: &str, seed: &mut Seed) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let index = seed.below(letters.len());
    match seed.below(3) {
        0 if index > 0 => letters.swap(index, index - 1),
        1 if letters.len() > 4 => drop(letters.remove(index)),
        _ => {
            if let Some(letter) = letters.get_mut(index) {
                *letter = letter.to_ascii_lowercase();
            }
        }
    }
    letters.into_iter().collect()
}

//! A change at a random place: on the model of a template, and on the template.

use tablewarden_edit::{Edit, Refused, Tree, Writer};
use tablewarden_styles::{Model, Seed};
use tablewarden_template::View;

use crate::make;
use crate::way::{Step, at, place};

#[derive(Debug, Clone)]
pub(crate) enum Operation {
    Set(Vec<Step>, Vec<String>, Model),
    SetAll(Vec<Step>, Vec<(Vec<String>, Model)>),
    Relocate(Vec<Step>, Vec<Step>, Vec<String>),
    Replace(Vec<Step>, Model),
    Remove(Vec<Step>),
    Rename(Vec<Step>, String),
    Append(Vec<Step>, Vec<String>, Model),
    Add(Vec<Step>, Option<String>, String, Model),
}

use Operation::{Add, Append, Relocate, Remove, Rename, Replace, Set, SetAll};

impl Operation {
    /// Some change of the template, which may make no sense.
    pub(crate) fn any(model: &Model, seed: &mut Seed) -> Self {
        let (way, here) = walk(model, seed);
        let new = || "NewOne".to_owned();
        let mut keys: Vec<String> = Vec::new();
        if let Model::Map(entries) = here
            && !entries.is_empty()
            && seed.one_of(2)
        {
            keys.push(seed.pick(entries).0.to_string());
        }
        if keys.is_empty() || seed.one_of(3) {
            keys.extend([new(), "Deep".to_owned()].into_iter().take(1 + seed.below(2)));
        }
        let value = make::value(seed, 3);
        if seed.one_of(6) {
            let (mut to, _) = walk(model, seed);
            if seed.one_of(3) {
                to = way.get(..way.len().saturating_sub(1 + seed.below(2))).unwrap_or_default().to_vec();
            }
            return Relocate(way, to, vec![new(), "Deep".to_owned()].into_iter().skip(seed.below(2)).collect());
        }
        let is_apart = keys != ["NewOne"];
        if matches!(here, Model::Map(_) | Model::Null) && is_apart && seed.one_of(4) {
            let more = vec![new(), "Other".to_owned()];
            let paths = [keys, vec!["Second".to_owned()], more];
            return SetAll(way, paths.into_iter().map(|keys| (keys, make::value(seed, 2))).collect());
        }
        let is_map = matches!(here, Model::Map(_) | Model::Null) || seed.one_of(20);
        match if is_map { seed.below(7) } else { 2 + seed.below(4) } {
            0 | 1 => Set(way, keys, value),
            2 => Replace(way, value),
            3 => Remove(way),
            4 => Rename(way, seed.pick(&["Renamed", "yes", "a: b", "été", "AWS::Region"]).to_string()),
            5 => Append(way, if !is_map || seed.one_of(4) { Vec::new() } else { keys }, value),
            _ => {
                let after = match here {
                    Model::Map(entries) if !entries.is_empty() => Some(seed.pick(entries).0.to_string()),
                    _ => None,
                };
                Add(way, after.filter(|_| !seed.one_of(3)), new(), value)
            }
        }
    }

    fn way(&self) -> &[Step] {
        match self {
            Set(way, ..)
            | SetAll(way, _)
            | Relocate(way, ..)
            | Replace(way, _)
            | Remove(way)
            | Rename(way, _)
            | Append(way, ..)
            | Add(way, ..) => way,
        }
    }

    /// The way to what is taken out or replaced, if anything is.
    pub(crate) fn gone(&self) -> Option<Vec<Step>> {
        match self {
            Set(way, keys, _) => Some(way.iter().cloned().chain(keys.iter().cloned().map(Step::Key)).collect()),
            SetAll(way, paths) => {
                let (keys, _) = paths.first()?;
                Some(way.iter().cloned().chain(keys.iter().cloned().map(Step::Key)).collect())
            }
            Replace(way, _) | Remove(way) => Some(way.clone()),
            _ => None,
        }
    }

    /// The edits; none where the place is not there.
    pub(crate) fn make(&self, writer: &Writer<'_>, view: View<'_>) -> Option<Result<Vec<Edit>, Refused>> {
        let at = place(view, self.way())?;
        fn keys(keys: &[String]) -> Vec<&str> {
            keys.iter().map(String::as_str).collect()
        }
        Some(match self {
            Set(_, path, value) => writer.set(at, &keys(path), &tree(value)),
            SetAll(_, paths) => {
                let paths: Vec<(Vec<&str>, Tree<'_>)> =
                    paths.iter().map(|(path, value)| (keys(path), tree(value))).collect();
                let paths: Vec<(&[&str], &Tree<'_>)> = paths.iter().map(|(path, value)| (&path[..], value)).collect();
                writer.set_all(at, &paths)
            }
            Relocate(_, to, path) => writer.relocate(at, &[place(view, to)?], &keys(path)),
            Replace(_, value) => writer.replace(at, &tree(value)),
            Remove(_) => writer.remove(at),
            Rename(_, key) => writer.rename(at, key),
            Append(_, path, value) => writer.append(at, &keys(path), &tree(value)),
            Add(_, after, key, value) => {
                writer.add_entry(at, after.as_ref().and_then(|after| view.get(at, after)), key, &tree(value))
            }
        })
    }

    /// The model with the change; none where it has no place for it.
    pub(crate) fn of(&self, model: &Model) -> Option<Model> {
        let mut model = model.clone();
        let here = at(&mut model, self.way())?;
        match self {
            Set(_, keys, value) => *put(here, keys)? = value.clone(),
            SetAll(_, paths) => {
                for (keys, value) in paths {
                    *put(here, keys)? = value.clone();
                }
            }
            Relocate(way, to, keys) => {
                if to.starts_with(way) {
                    return None;
                }
                let moved = here.clone();
                model = Remove(way.clone()).of(&model).filter(|_| matches!(way.last(), Some(Step::Key(_))))?;
                let new = put(at(&mut model, to)?, keys)?;
                if *new != Model::Null {
                    return None;
                }
                *new = moved;
            }
            Replace(_, value) => *here = value.clone(),
            Remove(way) => match (way.split_last()?, &mut model) {
                ((Step::Key(key), before), model) => {
                    let Model::Map(entries) = at(model, before)? else { return None };
                    entries.retain(|(known, _)| known != key);
                }
                ((Step::Index(index), before), model) => {
                    let Model::List(items) = at(model, before)? else { return None };
                    items.remove(*index);
                }
            },
            Rename(way, new) => {
                let (Step::Key(old), before) = way.split_last()? else { return None };
                let Model::Map(entries) = at(&mut model, before)? else { return None };
                entries.iter_mut().filter(|(key, _)| key == old).for_each(|(key, _)| *key = new.clone());
            }
            Append(_, keys, value) => {
                let list = put(here, keys)?;
                if is_nothing(list) {
                    *list = Model::List(Vec::new());
                }
                let Model::List(items) = list else { return None };
                items.push(value.clone());
            }
            Add(_, _, key, value) => {
                let new = put(here, std::slice::from_ref(key))?;
                *new = value.clone();
            }
        }
        Some(model)
    }
}

/// Whether what is put there takes its place.
fn is_nothing(model: &Model) -> bool {
    let no_value = ("Ref".to_owned(), Model::text("AWS::NoValue"));
    *model == Model::Null || matches!(model, Model::Map(entries) if *entries == [no_value])
}

/// A model as what is to be written.
fn tree(model: &Model) -> Tree<'_> {
    match model {
        Model::Null => Tree::Null,
        Model::Bool(value) => Tree::Bool(*value),
        Model::Number(number) => Tree::Number(number.into()),
        Model::Text(text) => Tree::text(text),
        Model::List(items) => Tree::List(items.iter().map(tree).collect()),
        Model::Map(entries) => Tree::map(entries.iter().map(|(key, value)| (key, tree(value)))),
        Model::Function(name, argument) => Tree::function(name, tree(argument)),
    }
}

/// What stands at the end of a row of keys, which is made where it is missing.
fn put<'m>(model: &'m mut Model, keys: &[String]) -> Option<&'m mut Model> {
    let Some((key, rest)) = keys.split_first() else { return Some(model) };
    if is_nothing(model) {
        *model = Model::Map(Vec::new());
    }
    let Model::Map(entries) = model else { return None };
    let index = match entries.iter().position(|(known, _)| known == key) {
        Some(index) => index,
        None => {
            entries.push((key.clone(), Model::Null));
            entries.len() - 1
        }
    };
    put(&mut entries[index].1, rest)
}

/// A random way down, and what is at its end.
fn walk<'m>(model: &'m Model, seed: &mut Seed) -> (Vec<Step>, &'m Model) {
    let mut way = Vec::new();
    let mut here = model;
    let depth = seed.below(8);
    for _ in 0..depth {
        let (step, next) = match here {
            Model::Map(entries) if !entries.is_empty() => {
                let (key, value) = seed.pick(entries);
                (Step::Key(key.to_string()), value)
            }
            Model::List(items) if !items.is_empty() => {
                let index = seed.below(items.len());
                (Step::Index(index), &items[index])
            }
            _ => break,
        };
        way.push(step);
        here = next;
    }
    (way, here)
}

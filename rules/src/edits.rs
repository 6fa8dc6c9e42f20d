//! The fixes that a header lists under `edits`: YAML in, rows out that the build writes into the module. Says what is wrong with a
//! row; whether the facts that it names exist is asked in `queries`.

use serde::Deserialize;
use serde_yaml::{Mapping, Value as Yaml};

/// One row: the first of a rule that fits a finding is its fix.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Written")]
pub struct EditRow {
    /// What it does, one line with placeholders.
    pub title: String,
    /// The rule of the file whose findings it fixes; empty: any.
    pub rule: String,
    /// Facts of the finding that must have one of these texts.
    pub when: Vec<(String, Vec<String>)>,
    /// Facts that must be known, beside those that placeholders name.
    pub needs: Vec<String>,
    /// The logical id of the resource that is changed; empty: that of the finding.
    pub resource: String,
    /// The values around the finding of which the innermost is changed, by the ends of their paths; empty: the value itself.
    pub at: Vec<String>,
    /// What is done.
    pub change: Change,
    /// Whether there is one right value, and a deployment over an existing stack replaces, deletes and stops nothing.
    pub is_safe: bool,
}

/// What is done, below the value that is changed.
#[derive(Debug, Clone)]
pub enum Change {
    /// Properties by their paths, which are made where they are missing.
    Set(Vec<(String, Value)>),
    /// An element for each of these lists, which are made where they are missing.
    Append(Vec<(String, Value)>),
    /// Another value in place of this one.
    Replace(Value),
    /// Entries by their paths; `.` is the value itself.
    Remove(Vec<String>),
    /// Another key.
    Rename(String),
    /// The entry, into each mapping that this path leads to from the resource's properties.
    Move(String),
    /// Resources by their logical ids.
    Add(Vec<(String, Value)>),
}

/// A value with placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number as it is written.
    Number(String),
    /// True or false.
    Bool(bool),
    /// A list.
    List(Vec<Value>),
    /// A mapping.
    Map(Vec<(String, Value)>),
    /// A function: its name and its argument.
    Function(String, Box<Value>),
}

/// A row as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    title: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    when: Mapping,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    resource: String,
    #[serde(default)]
    at: Yaml,
    #[serde(default, rename = "unsafe")]
    is_unsafe: bool,
    set: Option<Mapping>,
    append: Option<Mapping>,
    replace: Option<Yaml>,
    remove: Option<Yaml>,
    rename: Option<String>,
    #[serde(rename = "move")]
    into: Option<String>,
    add: Option<Mapping>,
}

impl TryFrom<Written> for EditRow {
    type Error = String;

    fn try_from(row: Written) -> Result<Self, String> {
        let mut changes = Vec::new();
        changes.extend(row.set.map(|map| named(map).map(Change::Set)).transpose()?);
        changes.extend(row.append.map(|map| named(map).map(Change::Append)).transpose()?);
        changes.extend(row.replace.map(|value| value_of(value).map(Change::Replace)).transpose()?);
        changes.extend(row.remove.map(|paths| texts(paths).map(Change::Remove)).transpose()?);
        changes.extend(row.rename.map(Change::Rename));
        changes.extend(row.into.map(Change::Move));
        changes.extend(row.add.map(|map| named(map).map(Change::Add)).transpose()?);
        let [change] = <[Change; 1]>::try_from(changes).map_err(|_| {
            format!("`{}` needs one of `set`, `append`, `replace`, `remove`, `rename`, `move` and `add`", row.title)
        })?;
        if row.title.is_empty() || row.title.contains('\n') || row.title.ends_with('.') {
            return Err(format!("the title `{}` is not one line without a full stop", row.title));
        }
        let when = row.when.into_iter().map(|(key, value)| Ok((text(key)?, texts(value)?)));
        Ok(Self {
            when: when.collect::<Result<_, String>>()?,
            at: texts(row.at)?,
            title: row.title,
            rule: row.rule,
            needs: row.needs,
            resource: row.resource,
            change,
            is_safe: !row.is_unsafe,
        })
    }
}

impl EditRow {
    /// The names that its placeholders have, those of the title and of the values.
    #[must_use]
    pub fn placeholders(&self) -> Vec<&str> {
        let mut texts = vec![self.title.as_str(), self.resource.as_str()];
        match &self.change {
            Change::Set(entries) | Change::Append(entries) | Change::Add(entries) => {
                for (key, value) in entries {
                    texts.push(key);
                    texts_in(value, &mut texts);
                }
            }
            Change::Replace(value) => texts_in(value, &mut texts),
            Change::Remove(paths) => texts.extend(paths.iter().map(String::as_str)),
            Change::Rename(text) | Change::Move(text) => texts.push(text),
        }
        let names = texts.into_iter().flat_map(tablewarden_guard::placeholders);
        let mut names: Vec<&str> = names.chain(self.needs.iter().map(String::as_str)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

fn texts_in<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::Text(text) => texts.push(text),
        Value::Number(_) | Value::Bool(_) => {}
        Value::List(list) => list.iter().for_each(|value| texts_in(value, texts)),
        Value::Map(map) => {
            for (key, value) in map {
                texts.push(key);
                texts_in(value, texts);
            }
        }
        Value::Function(_, argument) => texts_in(argument, texts),
    }
}

fn named(map: Mapping) -> Result<Vec<(String, Value)>, String> {
    map.into_iter().map(|(key, value)| Ok((text(key)?, value_of(value)?))).collect()
}

fn value_of(value: Yaml) -> Result<Value, String> {
    Ok(match value {
        Yaml::Null => return Err("a value is missing".to_owned()),
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => Value::Number(number.to_string()),
        Yaml::String(text) => Value::Text(text),
        Yaml::Sequence(list) => Value::List(list.into_iter().map(value_of).collect::<Result<_, _>>()?),
        Yaml::Mapping(map) => match named(map)?.as_slice() {
            [(name, argument)] if name == "Ref" || name.starts_with("Fn::") => {
                Value::Function(name.clone(), Box::new(argument.clone()))
            }
            entries => Value::Map(entries.to_vec()),
        },
        Yaml::Tagged(_) => return Err("a short tag: write `Fn::…` or `Ref` as a key".to_owned()),
    })
}

/// One text, or a list of them.
fn texts(value: Yaml) -> Result<Vec<String>, String> {
    match value {
        Yaml::Null => Ok(Vec::new()),
        Yaml::Sequence(list) => list.into_iter().map(text).collect(),
        other => Ok(vec![text(other)?]),
    }
}

fn text(value: Yaml) -> Result<String, String> {
    match value {
        Yaml::String(text) => Ok(text),
        Yaml::Bool(value) => Ok(value.to_string()),
        Yaml::Number(number) => Ok(number.to_string()),
        other => Err(format!("{other:?} is no text")),
    }
}

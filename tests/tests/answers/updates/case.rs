//! One change of one property: both templates, and what is expected by the table of updates.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tablewarden_cloudformation::schema::{Bounds, Shape};
use tablewarden_updates::{Event, PropertyUpdate};

use super::random::Random;
use super::table::whole;

/// Two templates that differ in one value.
pub(super) struct Case {
    /// What is changed, for people.
    pub(super) about: String,
    pub(super) old: Value,
    pub(super) new: Value,
    /// The rules that report it, and what comes of it where that is anything.
    pub(super) expected: (BTreeSet<String>, BTreeSet<String>),
}

/// A case for each way in which the property can change.
pub(super) fn cases_of(type_name: &str, property: &PropertyUpdate, random: &mut Random) -> Vec<Case> {
    let mut cases = Vec::new();
    for way in [without, other] {
        let full = whole(type_name, &property.path, || random.once_in(4));
        let mut changed = Value::Object(full.clone());
        if way(&mut changed, property, random).is_none() {
            continue;
        }
        let Value::Object(changed) = changed else { continue };
        let (old, new) = if random.once_in(2) { (full, changed) } else { (changed, full) };
        cases.push(case(type_name, property, &old, &new, random));
    }
    cases
}

fn case(
    type_name: &str,
    property: &PropertyUpdate,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    random: &mut Random,
) -> Case {
    let is_retained = random.once_in(2);
    let events = events(property, at(old, &property.path), at(new, &property.path));
    let mut expected = (BTreeSet::new(), BTreeSet::new());
    for report in events.iter().filter_map(|event| property.reports.get(event)) {
        let outcome = report.outcome.as_deref().unwrap_or_else(|| replaced(property, old, new, is_retained));
        expected.0.insert(report.rule.clone());
        expected.1.extend((outcome != "nothing").then(|| outcome.to_owned()));
    }
    let top = property.path.split(['.', '[']).next().unwrap_or_default();
    // What has no facts is compared as it is written, and a value under a condition with no other.
    let under = random.below(if top == "GlobalTableSourceArn" { 2 } else { 3 });
    let template = |properties: &Map<String, Value>, other: Option<&Map<String, Value>>| {
        let mut properties = properties.clone();
        if let Some(other) = other {
            let left = |of: &Map<String, Value>| of.get(top).cloned().unwrap_or_else(|| json!({"Ref": "AWS::NoValue"}));
            let either = json!({"Fn::If": ["IsLive", left(&properties), left(other)]});
            properties.insert(top.to_owned(), either);
        }
        let mut table = json!({"Type": type_name, "DeletionPolicy": "Retain", "Properties": properties});
        if is_retained {
            table["UpdateReplacePolicy"] = json!("Retain");
        }
        if under == 1 {
            table["Condition"] = json!("IsLive");
        }
        let mut template = json!({
            "Parameters": {"Stage": {"Type": "String"}},
            "Conditions": {"IsLive": {"Fn::Equals": [{"Ref": "Stage"}, "live"]}},
            "Resources": {"Orders": table, "Topic": {"Type": "AWS::SNS::Topic"}},
            "Outputs": {"Stage": {"Value": {"Ref": "Stage"}}}
        });
        if type_name.starts_with("AWS::Serverless") {
            template["Transform"] = json!("AWS::Serverless-2016-10-31");
        }
        template
    };
    let about = format!("{type_name} {} {events:?}", property.path);
    Case { about, old: template(old, None), new: template(new, (under == 2).then_some(old)), expected }
}

/// How a property changes from one value to another.
fn events(property: &PropertyUpdate, old: Option<&Value>, new: Option<&Value>) -> Vec<Event> {
    let is = |value: Option<&Value>, wanted: bool| value == Some(&Value::Bool(wanted));
    let length = |value: Option<&Value>| value.and_then(Value::as_array).map_or(0, Vec::len);
    let number = |value: Option<&Value>| value.and_then(Value::as_i64);
    let is_list = matches!(property.shape, Shape::List(_));
    let all = [
        (Event::Added, if is_list { length(old) < length(new) } else { old.is_none() }),
        (Event::Removed, if is_list { length(old) > length(new) } else { new.is_none() }),
        (Event::Changed, old.is_some() && new.is_some() && length(old) == length(new)),
        (Event::Off, is(old, true) && !is(new, true)),
        (Event::False, is(new, false) && !is(old, false)),
        (Event::Lower, number(old).zip(number(new)).is_some_and(|(old, new)| new < old)),
    ];
    all.into_iter().filter_map(|(event, happens)| happens.then_some(event)).collect()
}

/// What becomes of a table that is replaced.
fn replaced(
    property: &PropertyUpdate,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    is_retained: bool,
) -> &'static str {
    let is_protected = |table: &Value| table["DeletionProtectionEnabled"] == json!(true);
    let copies = old.get("Replicas").and_then(Value::as_array);
    let all_protected =
        copies.map_or_else(|| is_protected(&Value::Object(old.clone())), |copies| copies.iter().all(is_protected));
    match () {
        () if property.path != "TableName" && old.contains_key("TableName") && new.contains_key("TableName") => "fails",
        () if is_retained || all_protected => "replaced",
        () => "deleted",
    }
}

/// The value at a path; of a list the last element, which is the one that changes.
fn at<'v>(properties: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let value = properties.get(first.trim_end_matches("[]"))?;
    let value = if first.ends_with("[]") { value.as_array()?.last()? } else { value };
    rest.map_or(Some(value), |rest| at(value.as_object()?, rest))
}

/// The mapping that has the value, and its key.
fn holder<'v>(value: &'v mut Value, path: &str) -> Option<(&'v mut Map<String, Value>, String)> {
    let Some((first, rest)) = path.split_once('.') else { return Some((value.as_object_mut()?, path.to_owned())) };
    let below = value.as_object_mut()?.get_mut(first.trim_end_matches("[]"))?;
    holder(if first.ends_with("[]") { below.as_array_mut()?.last_mut()? } else { below }, rest)
}

/// Takes the property out; of a list the last element. None where that is not possible.
fn without(properties: &mut Value, property: &PropertyUpdate, _: &mut Random) -> Option<()> {
    let (holder, key) = holder(properties, &property.path)?;
    if let (Shape::List(list), Some(Value::Array(elements))) = (property.shape, holder.get_mut(&key))
        && elements.len() > 1
    {
        let Bounds { low, .. } = list.items;
        return (low < i32::try_from(elements.len()).ok()?).then(|| drop(elements.pop()));
    }
    if property.required {
        return None;
    }
    holder.remove(&key).map(drop)
}

/// Makes the property another one. None where that is not possible.
fn other(properties: &mut Value, property: &PropertyUpdate, random: &mut Random) -> Option<()> {
    if property.path.ends_with("[].KeyType") || property.path.ends_with("[].SearchSchemaElementType") {
        // A key without a partition key is none: both elements change.
        let (list, key) = property.path.rsplit_once("[].")?;
        let (holder, list) = holder(properties, list)?;
        let [first, second] = holder.get_mut(list.as_str())?.as_array_mut()?.as_mut_slice() else { return None };
        std::mem::swap(first.get_mut(key)?, second.get_mut(key)?);
        return Some(());
    }
    let (holder, key) = holder(properties, &property.path)?;
    let value = holder.get_mut(&key)?;
    *value = match (property.shape, &*value) {
        (Shape::Text(text), Value::String(is)) => {
            let others: Vec<&str> = text.values.iter().filter(|other| other != is).collect();
            match others.len() {
                0 if !text.values.is_empty() => return None,
                0 => json!(format!("{is}-2")),
                count => json!(others[random.below(count)]),
            }
        }
        (Shape::Integer(_) | Shape::Number(_), Value::Number(is)) => json!(is.as_i64()? - 3),
        (Shape::Boolean, Value::Bool(is)) => json!(!is),
        (Shape::Json, Value::Object(policy)) => {
            let mut policy = policy.clone();
            policy["Statement"][0]["Action"] = json!("dynamodb:Query");
            Value::Object(policy)
        }
        (Shape::Map, Value::Object(tags)) => {
            let mut tags = tags.clone();
            tags.insert("stage".to_owned(), json!("other"));
            Value::Object(tags)
        }
        _ => return None,
    };
    Some(())
}

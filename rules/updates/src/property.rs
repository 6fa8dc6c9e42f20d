//! Every property of a type with its behaviour: the schema's where it marks it, else that of the one row of the list.

use std::collections::BTreeMap;

use tablewarden_cloudformation::schema::{ObjectSchema, Shape, Update, known_type};

use crate::behaviour::{Behaviour, Event, Report};
use crate::list::{List, Row, covers, last};

/// The types of tables.
pub const TYPES: [&str; 3] = ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable"];

/// A property, and what an update does where it changes.
#[derive(Debug, Clone)]
pub struct PropertyUpdate {
    /// Its path below `Properties`, `[]` for any element of a list.
    pub path: String,
    /// Whether what it is in is nothing without it.
    pub required: bool,
    /// What its value may be.
    pub shape: Shape,
    /// What an update does.
    pub behaviour: Behaviour,
    /// A sentence about it, or nothing.
    pub note: String,
    /// Which rule reports it, by how it changes.
    pub reports: BTreeMap<Event, Report>,
    /// Where that is said.
    pub sources: Vec<String>,
}

/// Every property of one of the [`TYPES`] that a template can set, in the order of the schema.
///
/// # Errors
/// Where a property has no behaviour or several, where the list contradicts the schema, or has a path that is no property.
pub fn updates(type_name: &str) -> Result<Vec<PropertyUpdate>, String> {
    let known = known_type(type_name).ok_or_else(|| format!("{type_name} has no schema"))?;
    let list = List::read()?;
    let mut properties = Vec::new();
    walk(known.root, "", None, &mut properties);
    let marked = [known.source, ", ", known.date].concat();
    let joined: Result<Vec<PropertyUpdate>, String> =
        properties.iter().map(|property| joined(type_name, property, &list, &marked)).collect();
    let rows = list.updates.iter().filter(|row| row.of.iter().any(|of| of == last(type_name)));
    let is_of_one = |pattern: &&String| properties.iter().any(|property| covers(pattern, &property.path));
    match rows.flat_map(|row| &row.paths).find(|pattern| !is_of_one(pattern)) {
        Some(pattern) => Err(format!("{type_name} has no property `{pattern}`, which rules/schema/updates.yaml names")),
        None => joined,
    }
}

/// A property of the schema.
struct Known {
    path: String,
    required: bool,
    shape: Shape,
    /// What the schema says of the property of the resource that it is, or is in.
    update: Update,
}

fn walk(object: &ObjectSchema, above: &str, update: Option<Update>, properties: &mut Vec<Known>) {
    for property in object.properties.iter().filter(|property| !property.read_only) {
        let path = [above, property.name].concat();
        let update = update.unwrap_or(property.update);
        properties.push(Known { path: path.clone(), required: property.required, shape: property.shape, update });
        match property.shape {
            Shape::Object(below) => walk(below, &(path + "."), Some(update), properties),
            Shape::List(list) => {
                if let Shape::Object(below) = list.of {
                    walk(below, &(path + "[]."), Some(update), properties);
                }
            }
            _ => {}
        }
    }
}

fn joined(type_name: &str, property: &Known, list: &List, marked: &str) -> Result<PropertyUpdate, String> {
    let path = &property.path;
    let rows: Vec<&Row> = list.updates.iter().filter(|row| row.is_about(type_name, path)).collect();
    let (behaviour, note, reports, sources) = match (property.update, rows.as_slice()) {
        (Update::Replaces, []) => {
            let report = Report { rule: "DDB-C001".to_owned(), outcome: None };
            let events = [Event::Added, Event::Removed, Event::Changed];
            let reports = events.into_iter().map(|event| (event, report.clone())).collect();
            (Behaviour::Replaces, String::new(), reports, vec![marked.to_owned()])
        }
        (Update::Replaces, _) => {
            return Err(format!("{type_name} {path} is create-only in the schema: nothing else says so"));
        }
        (Update::MayReplace, [row]) if !matches!(row.change, Behaviour::Replaces | Behaviour::Fails) => {
            return Err(format!(
                "{type_name} {path} replaces the table at times by the schema, and the list denies it"
            ));
        }
        (_, [row]) => {
            let pages = row.pages(type_name, list).cloned();
            let marked = (property.update == Update::MayReplace).then(|| marked.to_owned());
            (row.change, row.note.clone(), row.reports.clone(), marked.into_iter().chain(pages).collect())
        }
        (_, rows) => return Err(format!("{type_name} {path} has {} rows in rules/schema/updates.yaml", rows.len())),
    };
    let (path, required, shape) = (path.clone(), property.required, property.shape);
    Ok(PropertyUpdate { path, required, shape, behaviour, note, reports, sources })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_property_has_exactly_one_behaviour() {
        let count = |type_name| updates(type_name).unwrap().len();
        assert_eq!(TYPES.map(count), [98, 146, 15]);
    }

    #[test]
    fn the_schema_can_not_be_contradicted() {
        let update = |schema, change: &str| {
            let row = format!("- {{of: [Table], paths: [TableName], change: {change}, source: []}}");
            let list = serde_yaml::from_str(&format!("sources: {{}}\nupdates:\n{row}")).unwrap();
            let property =
                Known { path: "TableName".to_owned(), required: false, shape: Shape::Boolean, update: schema };
            joined(TYPES[0], &property, &list, "schema").map(|joined| joined.behaviour)
        };
        assert!(update(Update::Replaces, "in-place").unwrap_err().contains("create-only"));
        assert!(update(Update::MayReplace, "in-place").unwrap_err().contains("denies"));
        assert_eq!(update(Update::MayReplace, "replaces"), Ok(Behaviour::Replaces));
        assert_eq!(update(Update::Free, "in-place"), Ok(Behaviour::InPlace));
    }
}

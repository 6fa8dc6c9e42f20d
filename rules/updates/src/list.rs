//! The reviewed list, `rules/schema/updates.yaml`: its rows, and which properties a row is about. Knows no schema.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::behaviour::{Behaviour, Event, Report};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    /// Where the rows come from: pages by the names that the rows use.
    pub(crate) sources: BTreeMap<String, String>,
    pub(crate) updates: Vec<Row>,
}

/// What some properties of some types do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    /// The types, by the last part of their names.
    pub(crate) of: Vec<String>,
    pub(crate) paths: Vec<String>,
    pub(crate) change: Behaviour,
    #[serde(default)]
    pub(crate) note: String,
    pub(crate) source: Vec<String>,
    #[serde(default)]
    pub(crate) reports: BTreeMap<Event, Report>,
}

impl List {
    /// The list of the repository.
    pub(crate) fn read() -> Result<Self, String> {
        let list: Self = serde_yaml::from_str(include_str!("../../schema/updates.yaml"))
            .map_err(|error| format!("rules/schema/updates.yaml: {error}"))?;
        let is_known = |name: &&String| *name == PAGE || list.sources.contains_key(*name);
        let unknown = list.updates.iter().flat_map(|row| &row.source).find(|name| !is_known(name));
        unknown.map_or(Ok(()), |name| Err(format!("rules/schema/updates.yaml: no source is called `{name}`")))?;
        Ok(list)
    }
}

/// The source that is the page of the type.
const PAGE: &str = "page";

impl Row {
    /// The pages that say it of a type.
    pub(crate) fn pages<'l>(&'l self, type_name: &'l str, list: &'l List) -> impl Iterator<Item = &'l String> {
        let name = move |source: &'l String| if source == PAGE { last(type_name) } else { source };
        self.source.iter().filter_map(move |source| list.sources.get(name(source)))
    }

    /// Whether one of its paths is about the property.
    pub(crate) fn is_about(&self, type_name: &str, path: &str) -> bool {
        self.of.iter().any(|of| *of == last(type_name)) && self.paths.iter().any(|pattern| covers(pattern, path))
    }
}

/// `AWS::DynamoDB::Table` is `Table`.
pub(crate) fn last(type_name: &str) -> &str {
    type_name.rsplit("::").next().unwrap_or(type_name)
}

/// Whether a path of the list is about a property: `A.**` is about `A` and all that is below it.
pub(crate) fn covers(pattern: &str, path: &str) -> bool {
    match pattern.strip_suffix(".**") {
        Some(top) => path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '['])),
        None => pattern == path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_about_one_property_or_all_below_it() {
        assert!(covers("Tags", "Tags") && !covers("Tags", "Tags[].Key"));
        assert!(covers("Tags.**", "Tags") && covers("Tags.**", "Tags[].Key") && covers("A.**", "A.B"));
        assert!(!covers("Tags.**", "TagsOfAnother") && !covers("A[].B.**", "A[].C"));
    }
}

//! Finds a key in the table of facts: takes a position in a facts document, gives the position below a key of it, or says that
//! there is no such key and which ones there are. Never looks at a document.

use crate::row::{Group, Row, Shape, Value};
use crate::rows::ROOT;

/// What stands at some place of a facts document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// A map with the keys of a group.
    Map(&'static Group),
    /// A list of such maps.
    List(&'static Group),
    /// A list of texts.
    Texts,
    /// `{Is, Value, Default}`.
    MayBeUnknown(Value),
    /// A value that is neither a map nor a list.
    Scalar(Value),
}

/// A key that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// The keys that are there instead; none where nothing has keys.
    pub known: Vec<&'static str>,
}

/// The key of a value that may be unknown that says whether it is.
const IS: Value = Value::OneOf(&["known", "unknown", "absent"]);

impl Position {
    /// The facts document itself.
    #[must_use]
    pub const fn root() -> Self {
        Self::Map(&ROOT)
    }

    /// The position under a key.
    ///
    /// # Errors
    /// Where there is no such key here.
    pub fn below(self, key: &str) -> Result<Self, UnknownKey> {
        match self {
            Self::Map(group) => {
                let row = group.rows.iter().find(|row| row.key == key);
                row.map(Row::position)
                    .ok_or_else(|| UnknownKey { known: group.rows.iter().map(|row| row.key).collect() })
            }
            Self::MayBeUnknown(value) => match key {
                "Is" => Ok(Self::Scalar(IS)),
                "Value" => Ok(Self::Scalar(value)),
                "Default" => Ok(Self::Scalar(Value::Text)),
                _ => Err(UnknownKey { known: vec!["Is", "Value", "Default"] }),
            },
            Self::List(_) | Self::Texts | Self::Scalar(_) => Err(UnknownKey { known: Vec::new() }),
        }
    }

    /// The position of an element of a list; none where this is no list.
    #[must_use]
    pub const fn element(self) -> Option<Self> {
        match self {
            Self::List(group) => Some(Self::Map(group)),
            Self::Texts => Some(Self::Scalar(Value::Text)),
            Self::Map(_) | Self::MayBeUnknown(_) | Self::Scalar(_) => None,
        }
    }
}

impl Row {
    /// What stands under the row's key.
    #[must_use]
    pub const fn position(&self) -> Position {
        match self.shape {
            Shape::Known(value) => Position::Scalar(value),
            Shape::MayBeUnknown(value) => Position::MayBeUnknown(value),
            Shape::Texts => Position::Texts,
            Shape::Map(group) => Position::Map(group),
            Shape::List(group) | Shape::Variants(group) => Position::List(group),
        }
    }

    /// The group that stands under the row's key, in a map or a list.
    #[must_use]
    pub const fn group(&self) -> Option<&'static Group> {
        match self.shape {
            Shape::Map(group) | Shape::List(group) | Shape::Variants(group) => Some(group),
            Shape::Known(_) | Shape::MayBeUnknown(_) | Shape::Texts => None,
        }
    }
}

impl Group {
    /// Every group that the document can have, each with all of its paths, the document itself first. Two groups are the same
    /// where their names are.
    #[must_use]
    pub fn all() -> Vec<(&'static Self, Vec<String>)> {
        let mut all: Vec<(&'static Self, Vec<String>)> = Vec::new();
        let mut next = vec![(&ROOT, String::new())];
        while let Some((group, path)) = next.pop() {
            for row in group.rows.iter().rev() {
                let list = if matches!(row.shape, Shape::Map(_)) { "" } else { "[]" };
                let dot = if path.is_empty() { "" } else { "." };
                next.extend(row.group().map(|group| (group, format!("{path}{dot}{}{list}", row.key))));
            }
            match all.iter_mut().find(|(known, _)| known.name == group.name) {
                Some((_, paths)) => paths.push(path),
                None => all.push((group, vec![path])),
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn at(path: &str) -> Option<Position> {
        path.split('.').try_fold(Position::root(), |position, step| match step {
            "[]" => position.element(),
            key => position.below(key).ok(),
        })
    }

    #[test]
    fn paths_lead_to_what_the_rows_say() {
        assert_eq!(at("Tables.[].Recovery.[].Copies.[].Enabled.Value"), Some(Position::Scalar(Value::Bool)));
        assert_eq!(at("Tables.[].Keys.[].Partition.[].Words.[]"), Some(Position::Scalar(Value::Text)));
        assert_eq!(at("Tables.[].Billing.[].Scaling.Idle.[].LogicalId"), Some(Position::Scalar(Value::Text)));
        for path in ["Tables.Recovery", "Tables.[].Recvery", "Tables.[].Name.Text", "Version.Value", "Settings.[]"] {
            assert_eq!(at(path), None, "{path}");
        }
        let known = Position::root().below("Table").map_err(|unknown| unknown.known);
        assert!(known.is_err_and(|known| known.contains(&"Tables")));
    }

    #[test]
    fn every_row_is_written_once_and_in_full() {
        let all = Group::all();
        let names: BTreeSet<&str> = all.iter().map(|(group, _)| group.name).collect();
        assert_eq!(names.len(), all.len());
        for (group, paths) in all {
            let keys: BTreeSet<&str> = group.rows.iter().map(|row| row.key).collect();
            assert_eq!(keys.len(), group.rows.len(), "{}", group.name);
            assert!(!paths.is_empty() && !group.name.is_empty());
            for row in group.rows {
                assert!(row.meaning.ends_with('.') && !row.source.is_empty(), "{}: {}", group.name, row.key);
                // Guard takes `Tags` where only `Tag` is there.
                assert!(!keys.contains(&*format!("{}s", row.key)), "{}: {}", group.name, row.key);
            }
        }
    }

    #[test]
    fn groups_of_one_name_are_one_group() {
        fn check(group: &'static Group, seen: &mut Vec<&'static Group>) {
            if let Some(known) = seen.iter().find(|known| known.name == group.name) {
                assert_eq!(*known, group);
                return;
            }
            seen.push(group);
            group.rows.iter().filter_map(Row::group).for_each(|group| check(group, seen));
        }
        check(&ROOT, &mut Vec::new());
    }
}

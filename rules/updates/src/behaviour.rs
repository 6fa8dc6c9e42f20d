//! The words of the reviewed list: what an update does where a property changes, how a property changes, and which rule reports
//! it. Reads them; knows no property.

use serde::Deserialize;

/// What an update does where a property changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Behaviour {
    /// A new, empty table takes its place.
    Replaces,
    /// The update fails.
    Fails,
    /// One element is added or removed; with more the update fails.
    OnePerUpdate,
    /// The table stays; another stream takes the place of its stream.
    NewStream,
    /// Nothing stops.
    InPlace,
    /// Nothing stops, but something comes of it.
    InPlaceBut,
}

impl Behaviour {
    /// What it is for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Replaces => "replaces the table",
            Self::Fails => "fails",
            Self::OnePerUpdate => "one per update",
            Self::NewStream => "replaces the stream",
            Self::InPlace => "in place",
            Self::InPlaceBut => "in place, with a caveat",
        }
    }
}

/// How a property changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// It was not there; of a list: an element was not.
    Added,
    /// It is not there any more; of a list: an element is not.
    Removed,
    /// It was there and is, and is another.
    Changed,
    /// It was `true`.
    Off,
    /// It is `false`, and was not.
    False,
    /// It is a smaller number.
    Lower,
}

impl Event {
    /// What it is for people, behind the id of a rule.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Off => "turned off",
            Self::False => "set to `false`",
            Self::Lower => "lowered",
        }
    }
}

/// Which rule reports a change, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Report {
    /// Its id.
    pub rule: String,
    /// The outcome in the facts; none where it depends on the table: on its name, its policies and its protection.
    pub outcome: Option<String>,
}

impl TryFrom<String> for Report {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (rule, outcome) = text.split_once(' ').map_or((&*text, None), |(rule, outcome)| (rule, Some(outcome)));
        let is_known = outcome.is_none_or(|outcome| OUTCOMES.contains(&outcome));
        match rule.starts_with("DDB-C") && is_known {
            true => Ok(Self { rule: rule.to_owned(), outcome: outcome.map(str::to_owned) }),
            false => Err(format!("`{text}` is no rule about changes with one of the outcomes {OUTCOMES:?}")),
        }
    }
}

/// What comes of a change that does not replace the table.
const OUTCOMES: [&str; 5] = ["fails", "lowered", "consumers", "queries", "nothing"];

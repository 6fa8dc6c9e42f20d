//! The answer of a check as a writer reads it: in the JSON it came in, by the reader of templates. That reader is in the module
//! anyway; reading answers into their types would bring a tenth of it once more.

use serde::ser::{Serialize, SerializeMap, Serializer};
use tablewarden_order::Map;
use tablewarden_template::{At, Value, View, ViewJson};
use tablewarden_wire::{Counts, Outcome};

use crate::excerpt::LineExcerpt;

/// The answer of one check.
#[derive(Clone, Copy)]
pub(crate) struct Answer<'a>(Part<'a>);

/// A finding or a notice of an answer, or a part of one.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    view: View<'a>,
    at: At,
}

/// Where something is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Offset of the first byte.
    pub(crate) start: usize,
    /// Offset one past the last byte.
    pub(crate) end: usize,
    /// From 1.
    pub(crate) line: usize,
    /// From 1.
    pub(crate) column: usize,
}

/// Lines by file and place.
pub(crate) type Excerpts<'a> = Map<(&'a str, usize, usize), LineExcerpt<'a>>;

impl<'a> Answer<'a> {
    /// The answer that a document is; none where it is something else.
    pub(crate) fn new(view: View<'a>) -> Option<Self> {
        let answer = Self(Part { view, at: view.root()? });
        let is_answer = answer.0.number("version") == tablewarden_wire::VERSION as usize
            && answer.0.text("file").is_some()
            && ["findings", "notices"].iter().all(|key| answer.0.value(key) == Some(Value::List));
        is_answer.then_some(answer)
    }

    /// The answer as it came, without what it carries for writers alone, which depends on the other formats of the run.
    pub(crate) fn json(&self) -> AnswerJson<'a> {
        AnswerJson(self.0)
    }

    pub(crate) fn outcome(&self) -> Outcome {
        match self.0.text("outcome") {
            Some("clean") => Outcome::Clean,
            Some("findings") => Outcome::Findings,
            Some("incomplete") => Outcome::Incomplete,
            _ => Outcome::Error,
        }
    }

    /// What reports call the file.
    pub(crate) fn name(&self) -> &'a str {
        self.0.text("file").unwrap_or("")
    }

    /// The settings file that counts for it.
    pub(crate) fn settings(&self) -> Option<&'a str> {
        self.0.text("settings")
    }

    pub(crate) fn is_skipped(&self) -> bool {
        self.0.value("skipped") == Some(Value::Bool(true))
    }

    pub(crate) fn counts(&self) -> Counts {
        let Some(counts) = self.0.part("counts") else { return Counts::default() };
        let count = |key| u32::try_from(counts.number(key)).unwrap_or(u32::MAX);
        Counts {
            errors: count("errors"),
            warnings: count("warnings"),
            notes: count("notes"),
            waived: count("waived"),
            tables: count("tables"),
            unknown_values: count("unknownValues"),
        }
    }

    /// The parameters of the request that the template does not have.
    pub(crate) fn unused_parameters(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let Part { view, at } = self.0;
        let list = view.get(at, "unusedParameters");
        list.into_iter().flat_map(move |list| view.items(list)).filter_map(move |at| view.text(at))
    }

    pub(crate) fn findings(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.0.parts("findings")
    }

    pub(crate) fn notices(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.0.parts("notices")
    }

    /// The lines that it carries, by file and place.
    pub(crate) fn excerpts(&self) -> Excerpts<'a> {
        let excerpts = self.0.parts("excerpts").filter_map(|part| {
            let key = (part.text("file")?, part.number("startByte"), part.number("endByte"));
            let excerpt = LineExcerpt {
                text: part.text("text")?,
                covered: part.number("coveredFrom")..part.number("coveredTo"),
                cut_before: part.value("cutBefore") == Some(Value::Bool(true)),
                cut_behind: part.value("cutBehind") == Some(Value::Bool(true)),
            };
            Some((key, excerpt))
        });
        excerpts.collect()
    }
}

/// An answer as it is written into reports.
pub(crate) struct AnswerJson<'a>(Part<'a>);

impl Serialize for AnswerJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Part { view, at } = self.0;
        let mut map = serializer.serialize_map(None)?;
        for entry in view.entries(at).filter(|entry| !FOR_WRITERS.contains(&entry.key)) {
            map.serialize_entry(entry.key, &ViewJson(view, entry.value))?;
        }
        map.end()
    }
}

/// What an answer carries for writers alone.
const FOR_WRITERS: [&str; 2] = ["excerpts", "rules"];

impl<'a> Part<'a> {
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.view.str(self.view.get(self.at, key)?)
    }

    pub(crate) fn part(&self, key: &str) -> Option<Self> {
        self.view.get(self.at, key).map(|at| Self { at, ..*self })
    }

    pub(crate) fn parts(&self, key: &str) -> impl Iterator<Item = Self> + use<'a> {
        let view = self.view;
        let list = self.view.get(self.at, key);
        list.into_iter().flat_map(move |list| view.items(list)).map(move |at| Self { view, at })
    }

    /// The place under `span`.
    pub(crate) fn place(&self) -> Option<Place> {
        let span = self.part("span")?;
        let start = span.part("start")?;
        Some(Place {
            start: span.number("startByte"),
            end: span.number("endByte"),
            line: start.number("line"),
            column: start.number("column"),
        })
    }

    fn value(&self, key: &str) -> Option<Value<'a>> {
        self.view.get(self.at, key).map(|at| self.view.value(at))
    }

    fn number(&self, key: &str) -> usize {
        match self.value(key) {
            Some(Value::Int(value)) => usize::try_from(value).unwrap_or(0),
            _ => 0,
        }
    }
}

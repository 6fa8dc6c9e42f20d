//! The response of a check as a renderer reads it: in the JSON it came in, by the reader of templates. That reader is in the
//! module anyway; reading responses into their types would bring a tenth of it once more.

use tablewarden_order::Map;
use tablewarden_template::{At, Value, View};
use tablewarden_wire::{Counts, Outcome};

use crate::response::{LineExcerpt, ViewJson};

/// The answer of one check.
#[derive(Clone, Copy)]
pub(super) struct ResponseView<'a>(Part<'a>);

/// A finding or a notice of an answer, or a part of one.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    view: View<'a>,
    at: At,
}

/// Where something is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Offset of the first byte.
    pub(super) start: usize,
    /// Offset one past the last byte.
    pub(super) end: usize,
    /// From 1.
    pub(super) line: usize,
    /// From 1.
    pub(super) column: usize,
}

/// Lines by file and place.
pub(super) type Excerpts<'a> = Map<(&'a str, usize, usize), LineExcerpt<'a>>;

impl<'a> ResponseView<'a> {
    /// The answer that a document is; none where it is something else.
    pub(super) fn new(view: View<'a>) -> Option<Self> {
        let answer = Self(Part { view, at: view.root()? });
        let is_answer = answer.0.number("version") == tablewarden_wire::VERSION as usize
            && answer.0.text("file").is_some()
            && ["findings", "notices"].iter().all(|key| answer.0.value(key) == Some(Value::List));
        is_answer.then_some(answer)
    }

    /// The answer as it came.
    pub(super) fn json(&self) -> ViewJson<'a> {
        ViewJson(self.0.view, self.0.at)
    }

    pub(super) fn outcome(&self) -> Outcome {
        match self.0.text("outcome") {
            Some("clean") => Outcome::Clean,
            Some("findings") => Outcome::Findings,
            Some("incomplete") => Outcome::Incomplete,
            _ => Outcome::Error,
        }
    }

    /// The settings file that counts for it.
    pub(super) fn settings(&self) -> Option<&'a str> {
        self.0.text("settings")
    }

    pub(super) fn is_skipped(&self) -> bool {
        self.0.value("skipped") == Some(Value::Bool(true))
    }

    pub(super) fn counts(&self) -> Counts {
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
    pub(super) fn unused_parameters(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let Part { view, at } = self.0;
        let list = view.get(at, "unusedParameters");
        list.into_iter().flat_map(move |list| view.items(list)).filter_map(move |at| view.text(at))
    }

    pub(super) fn findings(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.0.parts("findings")
    }

    pub(super) fn notices(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.0.parts("notices")
    }

    /// The lines that it carries, by file and place.
    pub(super) fn excerpts(&self) -> Excerpts<'a> {
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

impl<'a> Part<'a> {
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.view.str(self.view.get(self.at, key)?)
    }

    pub(super) fn part(&self, key: &str) -> Option<Self> {
        self.view.get(self.at, key).map(|at| Self { at, ..*self })
    }

    pub(super) fn parts(&self, key: &str) -> impl Iterator<Item = Self> + use<'a> {
        let view = self.view;
        let list = self.view.get(self.at, key);
        list.into_iter().flat_map(move |list| view.items(list)).map(move |at| Self { view, at })
    }

    /// The place under `span`.
    pub(super) fn place(&self) -> Option<Place> {
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

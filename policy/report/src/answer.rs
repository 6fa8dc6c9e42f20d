//! The answer of a check as a writer reads it: in the JSON it came in, by the reader of templates. That reader is in the module
//! anyway; reading answers into their types would bring a tenth of it once more.

use std::cell::OnceCell;

use tablewarden_order::{Map, Set};
use tablewarden_template::{At, Value, View};
use tablewarden_wire::{Counts, Outcome};

use crate::excerpt::LineExcerpt;

/// The answer of one check.
pub(crate) struct Answer<'a> {
    root: Part<'a>,
    notices: Vec<Part<'a>>,
    /// Where rules are documented, by their ids. Gathered when first asked for.
    addresses: OnceCell<Map<&'a str, &'a str>>,
}

/// A finding or a notice of an answer, or a part of one.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    view: View<'a>,
    at: At,
}

/// Findings of a rule that are not listed.
#[derive(Clone, Copy)]
pub(crate) struct Unlisted {
    /// Neither waived nor known.
    pub(crate) findings: u32,
    pub(crate) known: u32,
    pub(crate) gone: u32,
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
    /// The line that it ends on.
    pub(crate) end_line: usize,
    /// The column behind its last character.
    pub(crate) end_column: usize,
}

/// Lines by file and place.
pub(crate) type Excerpts<'a> = Map<(&'a str, usize, usize), LineExcerpt<'a>>;

impl<'a> Answer<'a> {
    /// The answer that a document is; none where it is something else.
    pub(crate) fn new(view: View<'a>) -> Option<Self> {
        let root = Part { view, at: view.root()? };
        let is_answer = root.number("version") == tablewarden_wire::VERSION as usize
            && root.text("file").is_some()
            && ["findings", "notices"].iter().all(|key| root.value(key) == Some(Value::List));
        is_answer.then(|| Self { root, notices: root.parts("notices").collect(), addresses: OnceCell::new() })
    }

    /// Leaves out what was told of a file that goes with every template, as rule files do: it is in the answer of each.
    pub(crate) fn leave_out_told(&mut self, told: &mut Set<String>) {
        let name = self.name();
        self.notices.retain(|notice| {
            let file = notice.text("file").unwrap_or("");
            let place = notice.place().map_or((0, 0), |place| (place.line, place.column));
            let message = notice.text("message").unwrap_or("");
            file == name || told.insert(format!("{file}:{}:{}: {message}", place.0, place.1))
        });
    }

    /// The whole of it as it came.
    pub(crate) fn root(&self) -> &Part<'a> {
        &self.root
    }

    pub(crate) fn outcome(&self) -> Outcome {
        match self.root.text("outcome") {
            Some("clean") => Outcome::Clean,
            Some("findings") => Outcome::Findings,
            Some("incomplete") => Outcome::Incomplete,
            _ => Outcome::Error,
        }
    }

    /// What reports call the file.
    pub(crate) fn name(&self) -> &'a str {
        self.root.text("file").unwrap_or("")
    }

    /// The settings file that counts for it.
    pub(crate) fn settings(&self) -> Option<&'a str> {
        self.root.text("settings")
    }

    pub(crate) fn is_skipped(&self) -> bool {
        self.root.value("skipped") == Some(Value::Bool(true))
    }

    pub(crate) fn counts(&self) -> Counts {
        let Some(counts) = self.root.part("counts") else { return Counts::default() };
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

    /// The parameters of the request that the template does not have, each with one of its own that is like it, or nothing.
    pub(crate) fn unused_parameters(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let texts = |key| {
            let list = self.root.parts(key);
            list.map(|part| part.view.text(part.at).unwrap_or(""))
        };
        let meant = texts("meantParameters").chain(std::iter::repeat(""));
        texts("unusedParameters").zip(meant)
    }

    /// What happens to its tables, where the answer says it.
    pub(crate) fn changes(&self) -> Option<Part<'a>> {
        self.root.part("changes")
    }

    /// What is neither waived nor known.
    pub(crate) fn findings(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.root.parts("findings")
    }

    /// What a waiver covers.
    pub(crate) fn waived(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.root.parts("waived")
    }

    /// The baseline that the findings were compared with.
    pub(crate) fn baseline(&self) -> Option<&'a str> {
        self.root.text("baseline")
    }

    /// What the baseline has.
    pub(crate) fn known(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.root.parts("known")
    }

    /// What the baseline has and was not found any more.
    pub(crate) fn gone(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.root.parts("gone")
    }

    /// What is counted and not listed: the id of each rule, and how many findings are so.
    pub(crate) fn unlisted(&self) -> impl Iterator<Item = (&'a str, Unlisted)> + use<'a> {
        let count = |one: &Part<'_>, key| u32::try_from(one.number(key)).unwrap_or(u32::MAX);
        self.root.parts("unlisted").map(move |one| {
            let [findings, known, gone] = ["findings", "known", "gone"].map(|key| count(&one, key));
            (one.text("rule").unwrap_or(""), Unlisted { findings, known, gone })
        })
    }

    /// The values that are not known, where the answer names them.
    pub(crate) fn unknown_values(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.root.parts("unknownValues")
    }

    /// What it says about the check that no answer before it said.
    pub(crate) fn notices(&self) -> &[Part<'a>] {
        &self.notices
    }

    /// The rules that found something, where the answer describes them.
    pub(crate) fn rules(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.root.parts("rules")
    }

    /// Where a rule is documented.
    pub(crate) fn address(&self, rule: &str) -> Option<&'a str> {
        let addresses = self.addresses.get_or_init(|| {
            let address = |rule: Part<'a>| Some((rule.text("id")?, rule.text("address")?));
            self.rules().filter_map(address).collect()
        });
        addresses.get(rule).copied()
    }

    /// Whether its columns count units of UTF-16.
    pub(crate) fn has_utf16_columns(&self) -> bool {
        self.root.text("columns") == Some("utf-16")
    }

    /// The lines that it carries, by file and place.
    pub(crate) fn excerpts(&self) -> Excerpts<'a> {
        let excerpts = self.root.parts("excerpts").filter_map(|part| {
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

/// What an answer carries for writers alone.
pub(crate) const FOR_WRITERS: [&str; 3] = ["excerpts", "rules", "written"];

impl<'a> Part<'a> {
    /// As it came: answers are written without blanks, on one line.
    pub(crate) fn json(&self) -> &'a str {
        let (source, span) = (self.view.tree(self.at).source(), self.view.span(self.at));
        source.get(span.start as usize..span.end as usize).unwrap_or("null")
    }

    /// Its members. A list, so that the walk over a document is compiled once, not in each writer.
    #[inline(never)]
    pub(crate) fn members(&self) -> std::vec::IntoIter<(&'a str, Self)> {
        let Self { view, at } = *self;
        let members: Vec<_> = view.entries(at).map(|entry| (entry.key, Self { view, at: entry.value })).collect();
        members.into_iter()
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.view.str(self.view.get(self.at, key)?)
    }

    pub(crate) fn part(&self, key: &str) -> Option<Self> {
        self.view.get(self.at, key).map(|at| Self { at, ..*self })
    }

    /// The elements of a list; none where there is none. A list, as [`Part::members`].
    #[inline(never)]
    pub(crate) fn parts(&self, key: &str) -> std::vec::IntoIter<Self> {
        let view = self.view;
        let list = self.view.get(self.at, key);
        let parts: Vec<Self> =
            list.map_or_else(Vec::new, |list| view.items(list).map(|at| Self { view, at }).collect());
        parts.into_iter()
    }

    /// Whether there is `true` under a key.
    pub(crate) fn is_true(&self, key: &str) -> bool {
        self.value(key) == Some(Value::Bool(true))
    }

    /// A scalar as it is written.
    pub(crate) fn plain(&self) -> Option<&'a str> {
        self.view.text(self.at)
    }

    /// The place under `span`.
    pub(crate) fn place(&self) -> Option<Place> {
        self.place_at("span")
    }

    /// The place under a key.
    pub(crate) fn place_at(&self, key: &str) -> Option<Place> {
        let span = self.part(key)?;
        let (start, end) = (span.part("start")?, span.part("end")?);
        Some(Place {
            start: span.number("startByte"),
            end: span.number("endByte"),
            line: start.number("line"),
            column: start.number("column"),
            end_line: end.number("line"),
            end_column: end.number("column"),
        })
    }

    fn value(&self, key: &str) -> Option<Value<'a>> {
        self.view.get(self.at, key).map(|at| self.view.value(at))
    }

    pub(crate) fn number(&self, key: &str) -> usize {
        match self.value(key) {
            Some(Value::Int(value)) => usize::try_from(value).unwrap_or(0),
            _ => 0,
        }
    }
}

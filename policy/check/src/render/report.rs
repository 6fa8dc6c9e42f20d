//! The responses of several checks in, one report out: what all of them come to together, and which parameters no template
//! has.

use serde::ser::{Serialize, SerializeMap, Serializer};
use tablewarden_order::Set;
use tablewarden_wire::{Counts, Gravity, Notice, Outcome, UnreadFile, VERSION};

use super::advice::ADVICE;
use super::response_view::ResponseView;
use crate::response::{ViewJson, unused_parameter};

/// What [`tablewarden_wire::Report`] is in the wire, with the answers as they came.
pub(super) struct Report<'a> {
    pub(super) outcome: Outcome,
    pub(super) counts: Counts,
    pub(super) skipped: u32,
    pub(super) files: Vec<ResponseView<'a>>,
    pub(super) notices: Vec<Notice>,
    pub(super) advice: &'static [&'static str],
}

impl<'a> Report<'a> {
    pub(super) fn new(files: Vec<ResponseView<'a>>, unread: &[UnreadFile], with_advice: bool) -> Self {
        let mut notices: Vec<Notice> = unread.iter().map(unread_file).collect();
        notices.extend(unused_parameters(&files));
        let outcome = files.iter().map(ResponseView::outcome).max().unwrap_or(Outcome::Clean);
        let outcome = if notices.is_empty() { outcome } else { Outcome::Error };
        let counts = files.iter().fold(Counts::default(), |sum, file| add(sum, file.counts()));
        let skipped = files.iter().filter(|file| file.is_skipped()).count();
        let advice: &[&str] = if with_advice { &ADVICE } else { &[] };
        Self { outcome, counts, skipped: u32::try_from(skipped).unwrap_or(u32::MAX), files, notices, advice }
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let files: Vec<ViewJson<'_>> = self.files.iter().map(ResponseView::json).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry("outcome", &self.outcome)?;
        map.serialize_entry("counts", &self.counts)?;
        map.serialize_entry("skipped", &self.skipped)?;
        map.serialize_entry("files", &files)?;
        map.serialize_entry("notices", &self.notices)?;
        if !self.advice.is_empty() {
            map.serialize_entry("advice", self.advice)?;
        }
        map.end()
    }
}

fn unread_file(file: &UnreadFile) -> Notice {
    Notice { gravity: Gravity::Error, message: file.message.clone(), file: file.name.clone(), span: None }
}

/// The parameters of the request that no template has.
fn unused_parameters(files: &[ResponseView<'_>]) -> Vec<Notice> {
    let mut checked = files.iter().filter(|file| !file.is_skipped());
    let Some(first) = checked.next() else { return Vec::new() };
    let mut names: Vec<&str> = first.unused_parameters().collect();
    for file in checked {
        let unused: Set<&str> = file.unused_parameters().collect();
        names.retain(|name| unused.contains(name));
    }
    let notice = |name| Notice {
        gravity: Gravity::Error,
        message: unused_parameter(name),
        file: "parameters".to_owned(),
        span: None,
    };
    names.into_iter().map(notice).collect()
}

fn add(a: Counts, b: Counts) -> Counts {
    Counts {
        errors: a.errors.saturating_add(b.errors),
        warnings: a.warnings.saturating_add(b.warnings),
        notes: a.notes.saturating_add(b.notes),
        waived: a.waived.saturating_add(b.waived),
        tables: a.tables.saturating_add(b.tables),
        unknown_values: a.unknown_values.saturating_add(b.unknown_values),
    }
}

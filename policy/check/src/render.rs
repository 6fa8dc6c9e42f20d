//! Several answers into one output. Takes the answers as they came and the files for excerpts; decides nothing.

mod advice;
mod answer;
mod draw;
mod excerpt;
mod text;
mod width;

use answer::{Answer, Place};
use serde::ser::{Serialize, SerializeMap, Serializer};
use tablewarden_order::Set;
use tablewarden_source::SourceText;
use tablewarden_template::{Document, Limits, Reading, Syntax, View, read};
use tablewarden_wire::{Counts, Format, Gravity, Notice, Outcome, RenderRequest, RenderResponse, UnreadFile, VERSION};

use crate::answer::unused_parameter;
use crate::check::json;
use crate::json::{Json, indented};

/// Renders what the request lists. An answer that is none is an error of the caller.
pub(crate) fn render(request: &RenderRequest, blobs: &[&[u8]]) -> Result<RenderResponse, String> {
    let texts: Vec<SourceText<'_>> = request
        .responses
        .iter()
        .map(|index| blob(blobs, *index).map(SourceText::new))
        .collect::<Result<_, String>>()?;
    let documents: Vec<Document<'_>> = texts.iter().map(|text| read(&text.text, Syntax::Json, LIMITS)).collect();
    let mut answers = Vec::with_capacity(documents.len());
    for (index, document) in request.responses.iter().zip(&documents) {
        let view = View::new(&document.tree, Reading::CloudFormation);
        let answer = Answer::new(view).filter(|_| document.problems.is_empty());
        answers.push(answer.ok_or_else(|| format!("blob {index} is no answer of a check"))?);
    }
    let report = Report::new(answers, &request.unread, request.advice);
    let text = match request.format {
        Format::Json => indented(&json(&report)?) + "\n",
        Format::Text => {
            let mut sources = text::Sources::default();
            for source in &request.sources {
                sources.add(&source.name, blob(blobs, source.blob)?);
            }
            text::render(&report, &sources, request.color)
        }
    };
    Ok(RenderResponse { version: VERSION, outcome: report.outcome, text })
}

/// Answers are our own: they are as large as they are.
const LIMITS: Limits = Limits { bytes: u32::MAX, nodes: u32::MAX, depth: 64 };

/// What [`tablewarden_wire::Report`] is in the wire, with the answers as they came.
struct Report<'a> {
    outcome: Outcome,
    counts: Counts,
    skipped: u32,
    files: Vec<Answer<'a>>,
    notices: Vec<Notice>,
    advice: &'static [&'static str],
}

impl<'a> Report<'a> {
    fn new(files: Vec<Answer<'a>>, unread: &[UnreadFile], with_advice: bool) -> Self {
        let mut notices: Vec<Notice> = unread.iter().map(unread_file).collect();
        notices.extend(unused_parameters(&files));
        let outcome = files.iter().map(Answer::outcome).max().unwrap_or(Outcome::Clean);
        let outcome = if notices.is_empty() { outcome } else { Outcome::Error };
        let counts = files.iter().fold(Counts::default(), |sum, file| add(sum, file.counts()));
        let skipped = files.iter().filter(|file| file.is_skipped()).count();
        let advice: &[&str] = if with_advice { &advice::ADVICE } else { &[] };
        Self { outcome, counts, skipped: u32::try_from(skipped).unwrap_or(u32::MAX), files, notices, advice }
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let files: Vec<Json<'_>> = self.files.iter().map(Answer::json).collect();
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

fn blob<'a>(blobs: &[&'a [u8]], index: u32) -> Result<&'a [u8], String> {
    blobs.get(index as usize).copied().ok_or_else(|| format!("there is no blob {index}"))
}

fn unread_file(file: &UnreadFile) -> Notice {
    Notice { gravity: Gravity::Error, message: file.message.clone(), file: file.name.clone(), span: None }
}

/// The parameters of the request that no template has.
fn unused_parameters(files: &[Answer<'_>]) -> Vec<Notice> {
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

#[cfg(test)]
mod tests;

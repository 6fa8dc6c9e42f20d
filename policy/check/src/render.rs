//! Several answers into one output. Takes the answers as they came, with the lines that they carry; reads no file, decides
//! nothing.

mod advice;
mod draw;
mod report;
mod response_view;
mod text;
mod width;

use report::Report;
use response_view::ResponseView;
use tablewarden_source::SourceText;
use tablewarden_template::{Document, Limits, Reading, Syntax, View, read};
use tablewarden_wire::{Format, RenderRequest, RenderResponse, VERSION};

use crate::response::encode_for_people;

/// Renders what the request lists. An answer that is none is an error of the caller.
pub fn render(request: &RenderRequest, blobs: &[&[u8]]) -> Result<RenderResponse, String> {
    let texts: Vec<SourceText<'_>> = request
        .responses
        .iter()
        .map(|index| blob(blobs, *index).map(SourceText::new))
        .collect::<Result<_, String>>()?;
    let documents: Vec<Document<'_>> = texts.iter().map(|text| read(&text.text, Syntax::Json, LIMITS)).collect();
    let mut answers = Vec::with_capacity(documents.len());
    for (index, document) in request.responses.iter().zip(&documents) {
        let view = View::new(&document.tree, Reading::CloudFormation);
        let answer = ResponseView::new(view).filter(|_| document.problems.is_empty());
        answers.push(answer.ok_or_else(|| format!("blob {index} is no answer of a check"))?);
    }
    let report = Report::new(answers, &request.unread, request.advice);
    let text = match request.format {
        Format::Json => encode_for_people(&report)? + "\n",
        Format::Text => text::render(&report, request.color),
    };
    Ok(RenderResponse { version: VERSION, outcome: report.outcome, text })
}

/// Answers are our own: they are as large as they are.
const LIMITS: Limits = Limits { bytes: u32::MAX, nodes: u32::MAX, depth: 64 };

fn blob<'a>(blobs: &[&'a [u8]], index: u32) -> Result<&'a [u8], String> {
    blobs.get(index as usize).copied().ok_or_else(|| format!("there is no blob {index}"))
}

#[cfg(test)]
mod tests;

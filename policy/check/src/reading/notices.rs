//! What could not be read of a template, or was too much to look at, as notices.

use tablewarden_cloudformation::{Template, Templating, is_filled_in};
use tablewarden_dynamodb::{Facts, MOST_DUPLICATES};
use tablewarden_source::FileId;
use tablewarden_template::Document;
use tablewarden_wire::Gravity;

use super::documents::Expanded;
use super::not_analysed::not_analysed;
use super::other_file::notice_of_no_template;
use super::versions::Versions;
use crate::raw_notice::RawNotice;
use crate::request::Sources;

/// What could not be read of the file and of its earlier version, whatever the file is.
pub(crate) fn notices_of_reading(
    sources: &Sources<'_>,
    documents: &Versions<Document<'_>>,
    templates: &Versions<Template<'_>>,
) -> Vec<RawNotice> {
    let file = sources.template;
    let mut notices = if sources.is_deleted() { Vec::new() } else { problems(sources, file, &documents.current) };
    if let Some(more) = documents.current.duplicates.len().checked_sub(MOST_DUPLICATES).filter(|more| *more > 0) {
        let message = format!("{more} more keys stand twice in their mapping");
        notices.push(RawNotice::about(Gravity::Notice, file, message));
    }
    if let (Some(file), Some(document), Some(template)) = (sources.earlier, &documents.earlier, &templates.earlier) {
        // The template itself was checked whole: what repairs a broken one can pass.
        let broken = problems(sources, file, document).into_iter().find(|one| one.gravity != Gravity::Notice);
        if let Some(one) = broken {
            let message =
                ["The earlier version can't be read whole, so changes to its tables may be missed. ", &one.message];
            notices.push(RawNotice { gravity: Gravity::Notice, message: message.concat(), ..one });
        } else if !template.is_template() {
            notices.push(notice_of_no_template(&sources.files, file, template.view(), false));
        }
    }
    notices
}

fn problems(sources: &Sources<'_>, file: FileId, document: &Document<'_>) -> Vec<RawNotice> {
    let source = sources.files.source(file);
    let text = source.map_or("", |source| &*source.text);
    let of_bytes = source.into_iter().flat_map(|source| &source.problems);
    let mut notices: Vec<RawNotice> = Vec::new();
    for problem in of_bytes.chain(&document.problems) {
        let mut notice = RawNotice::of_problem(file, problem);
        if is_filled_in(line_at(text, problem.span.start)) {
            TO_RENDER.clone_into(&mut notice.message);
            // One line of such text says enough.
            if let Some(told) = notices.iter_mut().find(|other| other.message == TO_RENDER) {
                told.gravity = told.gravity.max(notice.gravity);
                continue;
            }
        }
        notices.push(notice);
    }
    notices
}

/// What is said where another tool's text is no YAML or JSON.
const TO_RENDER: &str = "Another tool fills in text here, so the file can't be read whole. Render the template first, and check the result.";

/// The line of the text that a byte is on.
fn line_at(text: &str, start: u32) -> &str {
    let (before, behind) = text.split_at_checked(start as usize).unwrap_or_default();
    let from = before.rfind('\n').map_or(0, |at| at + 1);
    let to = behind.find('\n').map_or(text.len(), |at| before.len() + at);
    text.get(from..to).unwrap_or_default()
}

/// What of the template was not looked at because it is too much, or because its conditions cannot be read.
pub(crate) fn notices_of_template(
    file: FileId,
    expanded: &Expanded<'_>,
    template: &Template<'_>,
    facts: &Facts<'_>,
) -> Vec<RawNotice> {
    let mut notices = Vec::new();
    if let Some(place) = expanded.too_much() {
        let message = "The loops were not written out, because they make too much. Split the template.".to_owned();
        notices.push(RawNotice::at(Gravity::Incomplete, place, message));
    }
    notices.extend(template.problems().iter().map(|problem| RawNotice::of_problem(file, problem)));
    if let Some((place, tool)) = template.placeholder() {
        notices.push(RawNotice::at(Gravity::Notice, place, placeholder(tool).to_owned()));
    }
    notices.extend(not_analysed(&facts.not_analysed));
    notices
}

/// That another tool fills in values, and what to run before the check.
fn placeholder(tool: Templating) -> &'static str {
    match tool {
        Templating::Serverless => {
            "The Serverless Framework fills in values such as this one, so they are unknown here. Run `serverless package`, and check \
             the template in `.serverless`."
        }
        Templating::Jinja => {
            "A template engine such as Jinja fills in values such as this one, so they are unknown here. Render the template first, \
             and check the result."
        }
        Templating::Terraform => {
            "Terraform fills in values such as this one, so they are unknown here. Render the template first, and check the result."
        }
        Templating::Erb => {
            "ERB fills in values such as this one, so they are unknown here. Render the template first, and check the result."
        }
    }
}

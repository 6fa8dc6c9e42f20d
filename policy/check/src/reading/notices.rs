//! What could not be read of a template, or was too much to look at, as notices.

use tablewarden_cloudformation::{Template, Templating};
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
    let mut notices = problems(sources, file, &documents.current);
    if let Some(more) = documents.current.duplicates.len().checked_sub(MOST_DUPLICATES).filter(|more| *more > 0) {
        let message = format!("{more} more keys stand twice in their mapping");
        notices.push(RawNotice::about(Gravity::Notice, file, message));
    }
    if let (Some(file), Some(document), Some(template)) = (sources.earlier, &documents.earlier, &templates.earlier) {
        // The template itself was checked whole: what repairs a broken one can pass.
        let broken = problems(sources, file, document).into_iter().find(|one| one.gravity != Gravity::Notice);
        let broken = broken.or_else(|| {
            (!template.is_template()).then(|| notice_of_no_template(&sources.files, file, template.view(), false))
        });
        notices.extend(broken.map(|one| {
            let message =
                ["The earlier version can't be read whole, so changes to its tables may be missed. ", &one.message]
                    .concat();
            RawNotice { gravity: Gravity::Notice, message, ..one }
        }));
    }
    notices
}

fn problems(sources: &Sources<'_>, file: FileId, document: &Document<'_>) -> Vec<RawNotice> {
    let of_bytes = sources.files.source(file).into_iter().flat_map(|source| &source.problems);
    of_bytes.chain(&document.problems).map(|problem| RawNotice::of_problem(file, problem)).collect()
}

/// What of the template was not looked at because it is too much, or because its conditions cannot be read.
pub(crate) fn notices_of_template(
    file: FileId,
    expanded: &Expanded<'_>,
    template: &Template<'_>,
    facts: &Facts<'_>,
) -> Vec<RawNotice> {
    let mut notices = Vec::new();
    if expanded.is_too_much() {
        let message = "The loops were not written out, because they make too much. Split the template.".to_owned();
        notices.push(RawNotice::about(Gravity::Incomplete, file, message));
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

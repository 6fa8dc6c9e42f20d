//! The facts about the tables of a template, as JSON under the template: what rules of the pack are evaluated on.

use tablewarden_report::unused_parameter;
use tablewarden_template::ViewJson;
use tablewarden_wire::{CheckResponse, ColumnUnit, FactsRequest, FactsResponse, FailOn, Gravity, Notice, Outcome};

use crate::each_template::of_each_template;
use crate::reading::{
    Expanded, as_written, document, facts_of, joined, notice_of_no_template, notices_of_reading, notices_of_template,
};
use crate::request::{Sources, StackValues, limits};
use crate::response::{ResponseBuilder, encode};
use crate::settings;

/// The facts of the template of a request; of a file with several templates a list of them.
///
/// # Errors
/// One line, where the request is none, or the facts cannot be written.
pub(crate) fn facts(request: &FactsRequest, blobs: &[&[u8]]) -> Result<Vec<u8>, String> {
    let mut documents: Vec<Vec<u8>> = Vec::new();
    let answer = of_each_template(&request.file, (ColumnUnit::Utf8, false), blobs, &mut |blobs, _| {
        let (response, document) = of_template(request, blobs)?;
        documents.push(document);
        Ok(response)
    })?;
    let CheckResponse { version, file, mut outcome, mut notices, unused_parameters, meant_parameters, .. } = answer;
    for (name, meant) in unused_parameters.iter().zip(&meant_parameters) {
        // There is no other template that may have them.
        let message = unused_parameter(name, meant);
        notices.push(Notice { gravity: Gravity::Error, message, file: file.clone(), span: None });
        outcome = Outcome::Error;
    }
    // The documents are put as they are behind the place of the last member, which is what they are.
    let mut answer = encode(&FactsResponse { version, file, outcome, notices, document: () })?;
    answer.truncate(answer.len().saturating_sub(EMPTY_END.len()));
    match documents.as_slice() {
        [one] => answer.extend_from_slice(one),
        several => {
            answer.push(b'[');
            answer.extend_from_slice(&several.join(&b','));
            answer.push(b']');
        }
    }
    answer.push(b'}');
    Ok(answer)
}

/// How an answer without a document ends.
const EMPTY_END: &str = "null}";

/// What is said of one template, and its facts as JSON.
fn of_template(request: &FactsRequest, blobs: &[&[u8]]) -> Result<(CheckResponse, Vec<u8>), String> {
    let caps = limits(request.limits);
    let sources = Sources::of_facts(request, blobs)?;
    // Which rules there are makes no difference to facts.
    let settings_file = settings::of_request(&sources, &|_| true);
    let settings = &settings_file.settings;
    let said = [&request.region, &request.account, &request.partition];
    StackValues::refuse_places(said)?;
    let place = settings.stack(said);
    let stack = StackValues::read(place, &request.parameters, &settings.values, &sources, caps)?;

    let documents = sources.versions().map(|file| document(&sources.files, *file, caps));
    let expanded = documents.map(|document| Expanded::of(document, &stack.context, request.limits.nodes));
    let templates = expanded.map_in_turn(|expanded, earlier| expanded.template(&stack.context, earlier));
    let (document, template) = (&documents.current, &templates.current);
    let facts = facts_of(&templates, document, settings.profile.unwrap_or_default(), &stack.context);

    let mut notices = notices_of_reading(&sources, &documents, &templates);
    let mut response = ResponseBuilder::new(&sources.files, sources.template);
    if template.is_template() {
        notices.extend(notices_of_template(sources.template, &expanded.current, template, &facts));
        notices.extend(stack.notices(template));
        response.unused_parameters(template, stack.unused_parameters(template));
    } else {
        notices.push(notice_of_no_template(&sources.files, sources.template, template.view(), false));
    }
    notices.extend(sources.settings.into_iter().flat_map(|file| settings_file.notices(file)));
    response.notices(notices);
    let sight = joined(as_written(&document.tree), &facts);
    let joined = as_written(&document.tree).seen(&sight);
    let document = encode(&joined.root().map(|root| ViewJson(joined, root)))?;
    Ok((response.finish(FailOn::Never), document))
}

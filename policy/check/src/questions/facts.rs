//! The facts about the tables of one template, as JSON under the template: what rules of the pack are evaluated on.

use tablewarden_report::unused_parameter;
use tablewarden_template::ViewJson;
use tablewarden_wire::{CheckResponse, FactsRequest, FactsResponse, FailOn, Gravity};

use crate::raw_notice::RawNotice;
use crate::reading::{
    Expanded, as_written, document, facts_of, joined, notice_of_no_template, notices_of_reading, notices_of_template,
};
use crate::request::{Sources, StackValues, limits};
use crate::response::{ResponseBuilder, encode, meant};
use crate::settings;

/// The facts of the template of a request.
///
/// # Errors
/// One line, where the request is none, or the facts cannot be written.
pub(crate) fn facts(request: &FactsRequest, blobs: &[&[u8]]) -> Result<Vec<u8>, String> {
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
    let templates = expanded.map(|expanded| expanded.template(&stack.context));
    let (document, template) = (&documents.current, &templates.current);
    let facts = facts_of(&templates, document, settings.profile.unwrap_or_default(), &stack.context);

    let mut notices = notices_of_reading(&sources, &documents, &templates);
    let mut unused = Vec::new();
    if template.is_template() {
        notices.extend(notices_of_template(sources.template, &expanded.current, template, &facts));
        notices.extend(stack.notices(template));
        unused = stack.unused_parameters(template);
    } else {
        notices.push(notice_of_no_template(&sources.files, sources.template, false));
    }
    notices.extend(sources.settings.into_iter().flat_map(|file| settings_file.notices(file)));
    // There is no other template that may have them.
    let is_unused = |name: &String| {
        RawNotice::about(Gravity::Error, sources.template, unused_parameter(name, meant(template, name)))
    };
    notices.extend(unused.iter().map(is_unused));

    let mut response = ResponseBuilder::new(&sources.files, sources.template);
    response.notices(notices);
    let joined = joined(as_written(&document.tree), &facts);
    let document = joined.root().map(|root| ViewJson(joined, root));
    let CheckResponse { version, file, outcome, notices, .. } = response.finish(FailOn::Never);
    encode(&FactsResponse { version, file, outcome, notices, document })
}

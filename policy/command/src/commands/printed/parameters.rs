//! `tablewarden parameters`: prints the parameters of a template, as columns for people or as JSON for forms.

use tablewarden_source::{harmless, quoted};
use tablewarden_wire::{FileBlob, Format, Limits, ParametersRequest, TemplateParameter, VERSION};

use crate::commands::call::{Call, Done, json_line};
use crate::files::{SourceFile, Wanted, no_folder, read_all, select};
use tablewarden_report::columns;

/// Prints the parameters.
///
/// # Errors
/// One line, where there is no template to read.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let (here, host) = (call.here(), &call.host);
    let typed = call.arguments.operands.first().map_or("", String::as_str);
    no_folder(typed, "one template", &here, host).await?;
    let inputs = select(&call.arguments.operands, Wanted::Templates, false, &here, host).await;
    let Some(SourceFile { name, bytes }) = read_all(inputs, host).await?.pop() else {
        return Err("Name a template, or `-` for standard input.".to_owned());
    };
    let file = FileBlob { name, blob: 0 };
    let request = ParametersRequest { version: VERSION, blobs: Vec::new(), file, limits: Limits::default() };
    let answer = tablewarden_check::parameters(&request, &[&bytes])?;
    call.say_notices(&answer.notices);
    let text = match call.format() {
        Format::Json => json_line(&answer)?,
        _ => table(&answer.parameters).into_bytes(),
    };
    Ok(Done { text, outcome: answer.outcome })
}

/// A line for each parameter, below the names of the columns; nothing where there is none.
fn table(parameters: &[TemplateParameter]) -> String {
    if parameters.is_empty() {
        return String::new();
    }
    let heading = ["name", "type", "default", "allowed", "description"].map(str::to_owned);
    let row = |parameter: &TemplateParameter| {
        let TemplateParameter { name, type_name, description, .. } = parameter;
        let description = description.as_deref().unwrap_or("");
        [name.clone(), type_name.clone(), default(parameter), allowed(parameter), description.to_owned()]
            .map(|cell| harmless(&quoted(&cell)).into_owned())
    };
    let rows: Vec<[String; 5]> = std::iter::once(heading).chain(parameters.iter().map(row)).collect();
    columns(&rows)
}

/// The default as people read it.
fn default(parameter: &TemplateParameter) -> String {
    match &parameter.default {
        _ if parameter.required => "(required)".to_owned(),
        None => "(hidden)".to_owned(),
        Some(text) if text.is_empty() => "(empty)".to_owned(),
        Some(text) => text.clone(),
    }
}

/// What its value may be, part by part.
fn allowed(parameter: &TemplateParameter) -> String {
    let TemplateParameter { allowed_values, allowed_pattern, min_length, max_length, min_value, max_value, .. } =
        parameter;
    let mut parts = Vec::new();
    if !allowed_values.is_empty() {
        parts.push(allowed_values.join(", "));
    }
    let range = |least: &Option<String>, most: &Option<String>| match (least, most) {
        (Some(least), Some(most)) => Some(format!("{least} to {most}")),
        (Some(least), None) => Some(format!("at least {least}")),
        (None, Some(most)) => Some(format!("at most {most}")),
        (None, None) => None,
    };
    parts.extend(allowed_pattern.clone());
    parts.extend(range(min_length, max_length).map(|range| format!("{range} characters")));
    parts.extend(range(min_value, max_value));
    parts.join("; ")
}

//! `tablewarden facts`: prints the document of one answer, byte for byte as the engine wrote it.

use tablewarden_wire::{FactsRequest, Limits, Request, VERSION};

use crate::commands::call::{Call, Done};
use crate::commands::member::last_member;
use crate::commands::one_template::OneTemplate;
use crate::files::about;

/// Prints the facts of one template.
///
/// # Errors
/// One line, where there is nothing to print.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let arguments = &call.arguments;
    let template = OneTemplate::read(call, Vec::new()).await?;
    let name = template.file.name.clone();
    let text = |option| arguments.value(option).map(str::to_owned);
    let request = FactsRequest {
        version: VERSION,
        blobs: Vec::new(),
        file: template.file.clone(),
        region: text("region"),
        account: text("account"),
        partition: text("partition"),
        parameters: arguments.texts("parameter"),
        parameter_files: template.parameter_files.clone(),
        limits: Limits::default(),
        settings: template.settings.clone(),
    };
    let answer = template.ask(Request::Facts(request), call).await;
    answer.and_then(|answer| last_member("document", &answer, call)).map_err(|line| about(&name, &line))
}

//! `tablewarden facts`: prints the document of one answer, byte for byte as the engine wrote it.

use tablewarden_wire::{BlobSource, EngineCall, FactsRequest, FileBlob, Limits, Request, VERSION};

use super::call::{Call, Done};
use super::check::PARAMETER_VALUES;
use super::member::last_member;
use crate::files::{Place, Wanted, blobs_of, no_folder, read_named, select, settings_of, stdin_once};
use crate::host::{Bytes, MOST_BYTES};

/// Prints the facts of one template.
///
/// # Errors
/// One line, where there is nothing to print.
pub(crate) async fn run(call: &Call) -> Result<Done, String> {
    let (arguments, host) = (&call.arguments, &call.host);
    let here = call.here_from_root().await?;
    let typed = arguments.operands.first().map_or("", String::as_str);
    no_folder(typed, "one template", &here, host).await?;
    let values = arguments.texts("parameters");
    stdin_once(&arguments.operands, values.iter().map(String::as_str))?;
    let parameters = read_named(&values, PARAMETER_VALUES, &here, host).await?;
    let inputs = select(&arguments.operands, Wanted::Templates, false, &here, host).await;
    let settings = settings_of(&inputs, &call.lookup(&here), &here, host).await?;
    let (Some(input), Some(settings)) = (inputs.into_iter().next(), settings.into_iter().next()) else {
        return Err("no file matched: name a template".to_owned());
    };
    let named = |line: String| format!("{}: {line}", input.name);
    let settings = settings.map_err(named)?;
    let mut blobs: Vec<Bytes> = parameters.iter().map(|file| file.bytes.clone()).collect();
    blobs.extend(settings.iter().map(|file| file.bytes.clone()));
    let mut sources: Vec<BlobSource> = (0u32..).take(blobs.len()).map(|blob| BlobSource::Blob { blob }).collect();
    let template = match &input.place {
        Place::File(path) => BlobSource::File { path: path.clone(), most: MOST_BYTES },
        Place::Stdin(bytes) => {
            blobs.push(bytes.clone());
            BlobSource::Blob { blob: u32::try_from(sources.len()).unwrap_or(u32::MAX) }
        }
        Place::Unread(line) => return Err(named(line.clone())),
    };
    sources.insert(0, template);
    let text = |option| arguments.value(option).map(str::to_owned);
    let last = u32::try_from(1 + parameters.len()).unwrap_or(u32::MAX);
    let request = FactsRequest {
        version: VERSION,
        blobs: Vec::new(),
        file: FileBlob { name: input.name.clone(), blob: 0 },
        region: text("region"),
        account: text("account"),
        partition: text("partition"),
        parameters: arguments.texts("parameter"),
        parameter_files: blobs_of(&parameters, 1),
        limits: Limits::default(),
        settings: settings.map(|file| FileBlob { name: file.name.clone(), blob: last }),
    };
    let calls = vec![EngineCall { header: Request::Facts(request), blobs: sources }];
    let answer = host.answers(calls, blobs).await.pop().unwrap_or_else(|| Err(String::new())).map_err(named)?;
    last_member("document", &answer, call).map_err(named)
}

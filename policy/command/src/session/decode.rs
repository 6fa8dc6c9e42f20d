//! A frame of a host into its start, or into the replies to wishes. What does not fit is refused with what and where.

use serde::Deserialize;
use tablewarden_wire::{AnswersReply, CommandRequest, EngineAnswer, GitReply, Reply, StartRequest, VERSION, frame};

use crate::host::{Bytes, Fulfilled, Value};

/// What a host sends.
pub(super) enum Turn {
    Start(Box<StartRequest>),
    GoOn(Vec<Fulfilled>),
    /// A request of the engine.
    Other,
}

/// What a header asks for, whatever else is in it.
#[derive(Deserialize)]
struct Asked {
    r#do: String,
}

/// Takes a frame apart.
///
/// # Errors
/// One line.
pub(super) fn decode(bytes: &[u8]) -> Result<Turn, String> {
    let Ok((header, rest)) = frame::split(bytes) else { return Ok(Turn::Other) };
    let asked = serde_json::from_slice::<Asked>(header);
    if !asked.is_ok_and(|asked| matches!(&*asked.r#do, "start" | "goOn")) {
        return Ok(Turn::Other);
    }
    match serde_json::from_slice(header).map_err(|error| error.to_string())? {
        CommandRequest::Start(request) => {
            version(request.version)?;
            Ok(Turn::Start(request))
        }
        CommandRequest::GoOn(request) => {
            version(request.version)?;
            let blobs = frame::cut(rest, &request.blobs).map_err(|error| error.to_string())?;
            request.replies.into_iter().map(|reply| fulfilled(reply, &blobs)).collect::<Result<_, _>>().map(Turn::GoOn)
        }
    }
}

fn version(version: u32) -> Result<(), String> {
    if version == VERSION {
        return Ok(());
    }
    Err(format!("this engine speaks version {VERSION} of the requests, the request is of version {version}"))
}

fn fulfilled(reply: Reply, blobs: &[&[u8]]) -> Result<Fulfilled, String> {
    let bytes = |index: u32| -> Result<Bytes, String> {
        let bytes = blobs.get(index as usize).copied().ok_or_else(|| format!("there is no blob {index}"))?;
        Ok(bytes.into())
    };
    Ok(Ok(match reply {
        Reply::Look(look) => Value::Look(look),
        Reply::List(list) => Value::List(list),
        Reply::Bytes(reply) => Value::Bytes(bytes(reply.blob)?),
        Reply::Done(_) => Value::Done,
        Reply::Git(GitReply { has, blob }) => Value::Git(has, blob.map_or_else(|| Ok(Bytes::default()), bytes)?),
        Reply::Answers(AnswersReply { answers }) => {
            let answer = |answer: EngineAnswer| match answer {
                EngineAnswer { blob: Some(blob), error: None } => bytes(blob).map(Ok),
                EngineAnswer { blob: None, error: Some(line) } => Ok(Err(line)),
                _ => Err("an answer is neither bytes nor an error".to_owned()),
            };
            Value::Answers(answers.into_iter().map(answer).collect::<Result<_, String>>()?)
        }
        Reply::Clock(reply) => Value::Clock(reply.microseconds),
        Reply::Error(reply) => return Ok(Err(reply.line)),
    }))
}

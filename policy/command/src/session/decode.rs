//! A frame of a host into its start, or into the replies to wishes. The header is read as a template is; what does not fit is
//! refused with what and where.

use serde::de::DeserializeOwned;
use tablewarden_template::{At, Limits, Reading, Syntax, View, read, typed};
use tablewarden_wire::{
    AnswersReply, BytesReply, ClockReply, DoneReply, EngineAnswer, ErrorReply, GitReply, ListReply, LookReply,
    StartRequest, VERSION, frame,
};

use crate::host::{Bytes, Fulfilled, Value};

/// What a host sends.
pub(super) enum Turn {
    Start(Box<StartRequest>),
    GoOn(Vec<Fulfilled>),
    /// A request of the engine.
    Other,
}

/// A folder with very many files is one reply.
const LIMITS: Limits = Limits { bytes: 1 << 30, nodes: 1 << 28, depth: 16 };

/// Takes a frame apart.
///
/// # Errors
/// One line.
pub(super) fn decode(bytes: &[u8]) -> Result<Turn, String> {
    let Ok((header, rest)) = frame::split(bytes) else { return Ok(Turn::Other) };
    let Ok(text) = str::from_utf8(header) else { return Ok(Turn::Other) };
    let document = read(text, Syntax::Json, LIMITS);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let Some(root) = view.root().filter(|_| document.problems.is_empty()) else { return Ok(Turn::Other) };
    match view.get(root, "do").and_then(|at| view.text(at)) {
        Some("start") => {
            let request: StartRequest = shape(view, root, "do")?;
            version(request.version)?;
            Ok(Turn::Start(Box::new(request)))
        }
        Some("goOn") => replies(view, root, rest).map(Turn::GoOn),
        _ => Ok(Turn::Other),
    }
}

fn version(version: u32) -> Result<(), String> {
    if version == VERSION {
        return Ok(());
    }
    Err(format!("this engine speaks version {VERSION} of the requests, the request is of version {version}"))
}

fn replies(view: View<'_>, root: At, rest: &[u8]) -> Result<Vec<Fulfilled>, String> {
    let list = |key: &str| view.get(root, key).map(|list| view.items(list)).ok_or_else(|| format!("no `{key}`"));
    let number = view.get(root, "version").map(|at| typed(view, at, None)).ok_or("no `version`")?;
    version(number.map_err(|unfit| unfit.to_string())?)?;
    let lengths: Result<Vec<u32>, _> = list("blobs")?.map(|at| typed(view, at, None)).collect();
    let lengths = lengths.map_err(|unfit| unfit.to_string())?;
    let blobs = frame::cut(rest, &lengths).map_err(|error| error.to_string())?;
    list("replies")?.map(|at| reply(view, at, &blobs)).collect()
}

fn reply(view: View<'_>, at: At, blobs: &[&[u8]]) -> Result<Fulfilled, String> {
    let bytes = |index: u32| -> Result<Bytes, String> {
        let bytes = blobs.get(index as usize).copied().ok_or_else(|| format!("there is no blob {index}"))?;
        Ok(bytes.into())
    };
    let what = view.get(at, "reply").and_then(|at| view.text(at)).ok_or("a reply without `reply`")?;
    Ok(Ok(match what {
        "look" => Value::Look(shape::<LookReply>(view, at, "reply")?),
        "list" => Value::List(shape::<ListReply>(view, at, "reply")?),
        "bytes" => Value::Bytes(bytes(shape::<BytesReply>(view, at, "reply")?.blob)?),
        "done" => {
            let DoneReply {} = shape(view, at, "reply")?;
            Value::Done
        }
        "git" => {
            let GitReply { has, blob } = shape(view, at, "reply")?;
            Value::Git(has, blob.map_or_else(|| Ok(Bytes::default()), bytes)?)
        }
        "answers" => {
            let AnswersReply { answers } = shape(view, at, "reply")?;
            let answer = |answer: EngineAnswer| match answer {
                EngineAnswer { blob: Some(blob), error: None } => bytes(blob).map(Ok),
                EngineAnswer { blob: None, error: Some(line) } => Ok(Err(line)),
                _ => Err("an answer is neither bytes nor an error".to_owned()),
            };
            Value::Answers(answers.into_iter().map(answer).collect::<Result<_, String>>()?)
        }
        "clock" => Value::Clock(shape::<ClockReply>(view, at, "reply")?.microseconds),
        "error" => return Ok(Err(shape::<ErrorReply>(view, at, "reply")?.line)),
        other => return Err(format!("unknown reply `{other}`")),
    }))
}

fn shape<T: DeserializeOwned>(view: View<'_>, at: At, besides: &str) -> Result<T, String> {
    typed(view, at, Some(besides)).map_err(|unfit| match unfit.place {
        Some(place) => format!("{} (byte {})", unfit.message, place.span.start),
        None => unfit.message,
    })
}

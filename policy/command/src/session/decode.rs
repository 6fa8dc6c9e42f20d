//! A frame of a host into its start, or into the replies to wishes. What does not fit is refused with what and where.

use serde::de::DeserializeOwned;
use tablewarden_source::SourceText;
use tablewarden_template::{At, Limits, Reading, Syntax, Unfit, View, read, typed, typed_without};
use tablewarden_wire::{AnswersReply, EngineAnswer, GitReply, Reply, StartRequest, VERSION, frame};

use crate::host::{Bytes, Fulfilled, GitSaid, Value};

/// What a host sends.
pub(super) enum Turn {
    Start(Box<StartRequest>),
    GoOn(Vec<Fulfilled>),
    /// A request of the engine.
    Other,
}

/// The keys that say which request and which reply it is.
const REQUEST: &str = "do";
const REPLY: &str = "reply";

/// Headers are as large as what they list.
const LIMITS: Limits = Limits { bytes: u32::MAX, nodes: u32::MAX, depth: 64 };

/// Takes a frame apart. Its header is read by the reader of templates, as all requests are.
///
/// # Errors
/// One line.
pub(super) fn decode(bytes: &[u8]) -> Result<Turn, String> {
    let Ok((header, rest)) = frame::split(bytes) else { return Ok(Turn::Other) };
    let source = SourceText::new(header);
    let document = read(&source.text, Syntax::Json, LIMITS);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let Some(root) = view.root().filter(|_| document.problems.is_empty()) else { return Ok(Turn::Other) };
    match kind(view, root, REQUEST) {
        Some("start") => start(view, root),
        Some("goOn") => go_on(view, root, rest),
        _ => Ok(Turn::Other),
    }
}

/// The start of a command. Apart, so that a call that starts none does not wait for its code.
#[inline(never)]
fn start(view: View<'_>, root: At) -> Result<Turn, String> {
    let request: StartRequest = typed_without(REQUEST, view, root).map_err(said)?;
    version(request.version)?;
    Ok(Turn::Start(Box::new(request)))
}

/// The replies to wishes; apart, as the start.
#[inline(never)]
fn go_on(view: View<'_>, root: At, rest: &[u8]) -> Result<Turn, String> {
    let (mut spoken, mut lengths, mut replies) = (0, Vec::new(), Vec::new());
    for entry in view.entries(root) {
        match entry.key {
            REQUEST => {}
            "version" => spoken = typed(view, entry.value).map_err(said)?,
            "blobs" => lengths = typed(view, entry.value).map_err(said)?,
            "replies" => replies = view.items(entry.value).collect(),
            other => return Err(format!("unknown field `{other}`")),
        }
    }
    version(spoken)?;
    let blobs = frame::cut(rest, &lengths).map_err(|error| error.to_string())?;
    let replied = |at: At| fulfilled(reply(view, at)?, &blobs);
    replies.into_iter().map(replied).collect::<Result<_, _>>().map(Turn::GoOn)
}

fn said(unfit: Unfit) -> String {
    unfit.to_string()
}

fn kind<'d>(view: View<'d>, at: At, key: &str) -> Option<&'d str> {
    view.str(view.get(at, key)?)
}

fn reply(view: View<'_>, at: At) -> Result<Reply, String> {
    #[inline(never)]
    fn shape<T: DeserializeOwned>(view: View<'_>, at: At) -> Result<T, Unfit> {
        typed_without(REPLY, view, at)
    }
    let reply = match kind(view, at, REPLY).unwrap_or("") {
        "look" => shape(view, at).map(Reply::Look),
        "list" => shape(view, at).map(Reply::List),
        "bytes" => shape(view, at).map(Reply::Bytes),
        "done" => shape(view, at).map(Reply::Done),
        "git" => shape(view, at).map(Reply::Git),
        "answers" => shape(view, at).map(Reply::Answers),
        "clock" => shape(view, at).map(Reply::Clock),
        "changed" => shape(view, at).map(Reply::Changed),
        "error" => shape(view, at).map(Reply::Error),
        other => return Err(format!("unknown variant `{other}` of `{REPLY}`")),
    };
    reply.map_err(|unfit| unfit.to_string())
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
        Reply::Git(GitReply { exit, blob, error }) => {
            let out = blob.map_or_else(|| Ok(Bytes::default()), bytes)?;
            Value::Git(GitSaid { exit, out, error: error.unwrap_or_default() })
        }
        Reply::Answers(AnswersReply { answers }) => {
            let answer = |answer: EngineAnswer| match answer {
                EngineAnswer { blob: Some(blob), error: None } => bytes(blob).map(Ok),
                EngineAnswer { blob: None, error: Some(line) } => Ok(Err(line)),
                _ => Err("an answer is neither bytes nor an error".to_owned()),
            };
            Value::Answers(answers.into_iter().map(answer).collect::<Result<_, String>>()?)
        }
        Reply::Clock(reply) => Value::Clock(reply.microseconds),
        Reply::Changed(reply) => Value::Changed(reply.paths),
        Reply::Error(reply) => return Ok(Err(reply.line)),
    }))
}

//! What a command asks of its host, and what the host replies. The set is closed: a host that does not know a wish stops.
//!
//! Paths are absolute, with `/` between folders. A reply is what was wished, or one line why not: `cannot be read: permission
//! denied`. Wishes name bytes by their blob in the step's frame, replies by their blob in the frame of the request to go on.

use serde::{Deserialize, Serialize};

// `H` is how the header of a call is held: as the map a host adds the lengths to, or as the request the engine writes it from.
/// One wish.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "wish", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Wish<H = Header> {
    /// What is at a path, symbolic links followed.
    Look {
        /// The path.
        path: String,
    },
    /// What is in a folder, in any order.
    List {
        /// The folder.
        path: String,
    },
    /// The bytes of a file.
    Read {
        /// The path, or `-` for standard input, which is read to its end.
        path: String,
        /// How many bytes at most: what is behind them is left.
        most: u32,
    },
    /// Put other bytes into a file: written beside it, and put in its place at once. It keeps its mode, and a link stays one.
    Replace {
        /// The path.
        path: String,
        /// The new bytes: index into the step's blobs.
        blob: u32,
        /// The SHA-256 of the bytes that the file must still have, in hexadecimal digits; else nothing is done.
        was: String,
    },
    /// Put bytes into a new file beside a path. Nothing stands at the path, or what stood there, until the file is finished.
    Write {
        /// The path.
        path: String,
        /// The bytes: index into the step's blobs.
        blob: u32,
        /// How many bytes were written before; at 0 a new file is begun.
        at: u64,
    },
    /// Put the new file beside a path into its place, at once.
    Finish {
        /// The path.
        path: String,
    },
    /// Remove the new file beside a path, if there is one. What stands at the path stays.
    Discard {
        /// The path.
        path: String,
    },
    /// What the program `git` says to these words. No word is of a file that git is to change.
    Git {
        /// The words, each one argument: `-C`, a folder, and what git is asked.
        words: Vec<String>,
    },
    /// The engine's answers to calls, on as many instances as the host likes.
    Answer {
        /// The calls.
        calls: Vec<EngineCall<H>>,
    },
    /// A clock that only goes forward.
    Clock {},
    /// Remember what changes at these places from now on, and nowhere else. What was watched before and still is goes on without
    /// a gap.
    Watch {
        /// Paths at which a file may be made, changed, replaced or removed. Nothing needs to be there yet.
        files: Vec<String>,
        /// Folders in which something may be made, changed, replaced or removed; not in the folders in them.
        folders: Vec<String>,
    },
    /// Wait until something changed at a watched place since it was last told, or a place was watched that was not watched before; and
    /// then until nothing more happens.
    Change {
        /// For how many milliseconds nothing more must happen.
        settle: u32,
    },
    /// Wait for the next bytes of standard input: as many as have come, at least one. At its end there is none.
    Input {
        /// How many bytes at most.
        most: u32,
    },
    /// A file that is shipped beside the module: the page of a rule, the completions of a shell, the manual page.
    Shipped {
        /// Its path from the module: `pages/DDB-R001.md`, `completions/tablewarden.bash`, `man/tablewarden.1`.
        path: String,
    },
}

/// A call of the engine as a host makes it: it reads the files, writes the lengths of all blobs into the header, and puts the
/// frame together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct EngineCall<H = Header> {
    /// The header of the frame: a request of the engine, its `blobs` still empty.
    #[cfg_attr(feature = "schema", schemars(with = "Header"))]
    pub header: H,
    /// Where the blobs are, in their order.
    pub blobs: Vec<BlobSource>,
}

/// A header as a host holds it.
pub type Header = serde_json::Map<String, serde_json::Value>;

/// Where a blob of a call is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum BlobSource {
    /// In the step.
    Blob {
        /// Index into the step's blobs.
        blob: u32,
    },
    /// In a file.
    File {
        /// The path.
        path: String,
        /// How many bytes are read at most.
        most: u32,
    },
}

/// What a host replies to a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "reply", rename_all = "camelCase")]
pub enum Reply {
    /// To `look`.
    Look(LookReply),
    /// To `list`.
    List(ListReply),
    /// To `read`, `shipped`, `input`: the bytes.
    Bytes(BytesReply),
    /// To `replace`, `write`, `finish`, `discard`: it is done.
    Done(DoneReply),
    /// To `git`.
    Git(GitReply),
    /// To `answer`.
    Answers(AnswersReply),
    /// To `clock`.
    Clock(ClockReply),
    /// To `watch`, `change`.
    Changed(ChangedReply),
    /// To any wish: it could not be fulfilled.
    Error(ErrorReply),
}

/// What is at a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct LookReply {
    /// What it is.
    pub kind: PathKind,
    /// Its path without symbolic links; absent where nothing is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub real: Option<String>,
}

/// What can be at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PathKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device, a socket.
    Other,
    /// Nothing.
    Missing,
}

/// What is in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ListReply {
    /// In any order, without `.` and `..`.
    pub entries: Vec<FolderEntry>,
}

/// One thing in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FolderEntry {
    /// Its name. What is no Unicode is replaced by U+FFFD.
    pub name: String,
    /// What it is itself, links not followed.
    pub kind: EntryKind,
    /// Whether the name is no Unicode, so that nothing can be wished of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreadable_name: bool,
}

/// What can be in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link to whatever.
    Link,
    /// A pipe, a device, a socket.
    Other,
}

/// Bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct BytesReply {
    /// Index into the frame's blobs.
    pub blob: u32,
}

/// Nothing more to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DoneReply {}

/// How the program `git` ended, and what it said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GitReply {
    /// Its exit code; absent where it cannot be started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<i32>,
    /// Its standard output: index into the frame's blobs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blob: Option<u32>,
    /// The first line of its standard error; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// The engine's answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AnswersReply {
    /// One for each call, in their order.
    pub answers: Vec<EngineAnswer>,
}

/// An answer of the engine, or one line why there is none: a file that cannot be read, an engine that stopped. One of the two is
/// there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct EngineAnswer {
    /// The answer as it came: index into the frame's blobs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blob: Option<u32>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// A clock that only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ClockReply {
    /// Since any time before the command was started.
    pub microseconds: i64,
}

/// Where something may have changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ChangedReply {
    /// To `change`: each path at which something happened. To `watch`: the same as far as it is not told yet, and each of its paths that
    /// was not watched until now, so that nobody knows what happened there before.
    pub paths: Vec<String>,
}

/// Why a wish could not be fulfilled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ErrorReply {
    /// One line that goes on a file's name: `cannot be read: permission denied`.
    pub line: String,
}

//! How the command line talks with its host: the words that were typed and where they were typed go in, steps come out, until
//! one says how to exit. A step says what to print and what the command wishes to know; the host fulfils wishes
//! ([`crate::wish`]) and decides nothing.
//!
//! Both requests and their answer are frames ([`crate::frame`]); bytes are in blobs, never in the JSON.

use serde::{Deserialize, Serialize};

use crate::wish::{Header, Reply, Wish};

/// One turn of a host: it starts a command, or goes on with one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "do", rename_all = "camelCase")]
pub enum CommandRequest {
    /// Start a command.
    Start(Box<StartRequest>),
    /// Go on with the command that was started, now that its wishes are fulfilled.
    GoOn(GoOnRequest),
}

/// Start a command. Where one was started before in the same instance, that one is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct StartRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// What was typed behind the program's name. What is no Unicode is replaced by U+FFFD.
    pub words: Vec<String>,
    /// Where it was typed.
    pub surroundings: Surroundings,
}

/// Go on with the command that was started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GoOnRequest {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// One for each wish of the step before, in their order.
    pub replies: Vec<Reply>,
}

/// What a command stands in besides files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Surroundings {
    /// The version of the command.
    pub command_version: String,
    /// The SHA-256 of the wasm file, in hexadecimal digits, where the host knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engine_sha256: Option<String>,
    /// The working directory, absolute, with `/` between folders.
    pub working_dir: String,
    /// Whether `\` separates folders in the words too, as on Windows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub backslash_separates: bool,
    /// The time, in epoch seconds.
    pub now: i64,
    /// The variables of the environment that a command goes by, as far as they are set.
    #[serde(default)]
    pub environment: Environment,
    /// Which streams are terminals.
    pub terminals: Terminals,
    /// How many columns the terminal has, where the host knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// How many calls the host can answer at once; from 1.
    pub answers_at_once: u32,
}

/// Variables of the environment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "SCREAMING_SNAKE_CASE", default)]
pub struct Environment {
    /// Set and not empty: no colours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_color: Option<String>,
    /// Set, and neither empty nor `0`: colours, whatever standard output is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_color: Option<String>,
    /// `dumb`: the terminal has no colours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// The columns of the terminal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<String>,
    /// Set on a build server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ci: Option<String>,
    /// Set in a workflow of GitHub.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub github_actions: Option<String>,
}

/// Which streams are terminals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Terminals {
    /// Standard input.
    pub stdin: bool,
    /// Standard output.
    pub stdout: bool,
    /// Standard error.
    pub stderr: bool,
}

/// What a command answers: the header of a frame whose blobs are what `print` and `wishes` name.
///
/// A host prints first. Then it exits where there is `exit`; else it fulfils the wishes, of which there is then at least one,
/// and goes on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Step<H = Header> {
    /// The version of this shape: 1.
    pub version: u32,
    /// The lengths of the blobs behind the header, in bytes.
    pub blobs: Vec<u32>,
    /// What is printed, in this order.
    pub print: Vec<Print>,
    /// One line on how far the command is, for a terminal: a host shows it over the one before, or not at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<String>,
    /// What the command wishes to know or to have done; the host may fulfil them at the same time.
    pub wishes: Vec<Wish<H>>,
    /// The exit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<u8>,
}

/// Bytes for a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Print {
    /// Which stream.
    pub to: Stream,
    /// Index into the frame's blobs: the bytes as they are printed.
    pub blob: u32,
}

/// A stream that is printed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

//! One call of the engine: a request of any kind, told by its `do`.

use serde::{Deserialize, Serialize};

use crate::{
    AssistRequest, CheckRequest, DrawRequest, FactsRequest, FixRequest, ParametersRequest, RenderRequest,
    RuleFileRequest, RuleFilesRequest, RulesRequest, WaiveRequest,
};

/// One call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "do", rename_all = "camelCase")]
pub enum Request {
    /// Check one template.
    Check(CheckRequest),
    /// Turn the answers of several checks into one output.
    Render(RenderRequest),
    /// The facts about the tables of one template.
    Facts(FactsRequest),
    /// Pictures of the tables of one template.
    Draw(DrawRequest),
    /// The parameters of one template.
    Parameters(ParametersRequest),
    /// Write a waiver into one template.
    Waive(WaiveRequest),
    /// Fix what a check finds in one file.
    Fix(FixRequest),
    /// What an editor shows about one file.
    Assist(AssistRequest),
    /// The rules that are built in.
    Rules(RulesRequest),
    /// Run the unit tests of rule files.
    TestRules(RuleFilesRequest),
    /// Look rule files over for what is surely not meant.
    CheckRules(RuleFilesRequest),
    /// The syntax tree of one rule file.
    ParseRules(RuleFileRequest),
    /// One rule file in the canonical form.
    FormatRules(RuleFileRequest),
}

impl Request {
    /// The lengths of the blobs that follow the header.
    #[must_use]
    pub fn blobs(&self) -> &[u32] {
        match self {
            Self::Check(request) => &request.blobs,
            Self::Render(request) => &request.blobs,
            Self::Facts(request) => &request.blobs,
            Self::Draw(request) => &request.blobs,
            Self::Parameters(request) => &request.blobs,
            Self::Waive(request) => &request.blobs,
            Self::Fix(request) => &request.blobs,
            Self::Assist(request) => &request.blobs,
            Self::Rules(_) => &[],
            Self::TestRules(request) | Self::CheckRules(request) => &request.blobs,
            Self::ParseRules(request) | Self::FormatRules(request) => &request.blobs,
        }
    }

    /// Writes the lengths of `blobs` into the header.
    pub fn set_blobs(&mut self, blobs: &[&[u8]]) {
        let lengths = blobs.iter().map(|blob| u32::try_from(blob.len()).unwrap_or(u32::MAX)).collect();
        match self {
            Self::Check(request) => request.blobs = lengths,
            Self::Render(request) => request.blobs = lengths,
            Self::Facts(request) => request.blobs = lengths,
            Self::Draw(request) => request.blobs = lengths,
            Self::Parameters(request) => request.blobs = lengths,
            Self::Waive(request) => request.blobs = lengths,
            Self::Fix(request) => request.blobs = lengths,
            Self::Assist(request) => request.blobs = lengths,
            Self::Rules(_) => {}
            Self::TestRules(request) | Self::CheckRules(request) => request.blobs = lengths,
            Self::ParseRules(request) | Self::FormatRules(request) => request.blobs = lengths,
        }
    }

    /// The version the asker speaks.
    #[must_use]
    pub fn version(&self) -> u32 {
        match self {
            Self::Check(request) => request.version,
            Self::Render(request) => request.version,
            Self::Facts(request) => request.version,
            Self::Draw(request) => request.version,
            Self::Parameters(request) => request.version,
            Self::Waive(request) => request.version,
            Self::Fix(request) => request.version,
            Self::Assist(request) => request.version,
            Self::Rules(request) => request.version,
            Self::TestRules(request) | Self::CheckRules(request) => request.version,
            Self::ParseRules(request) | Self::FormatRules(request) => request.version,
        }
    }
}

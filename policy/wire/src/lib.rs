//! What is said at the door: the versioned shapes of requests and responses, and the frame that carries them.
//! Never says how an answer is found.
//!
//! A call is one frame: a JSON header and the raw bytes of files ([`frame`]). Its answer is JSON; of a command's call
//! ([`CommandRequest`]) it is a frame again.

mod any_request;
mod command;
mod finding;
mod format;
pub mod frame;
mod limits;
mod questions;
mod report_line;
mod request;
mod response;
mod rule_files;
#[cfg(feature = "schema")]
pub mod settings;
mod stack;
mod wish;

pub use any_request::Request;
pub use command::{
    CommandRequest, Environment, GoOnRequest, Print, StartRequest, Step, Stream, Surroundings, Terminals,
};
#[cfg(feature = "schema")]
pub use finding::Baseline;
pub use finding::{
    BaselineCounts, BaselineOfFile, BaselineState, Finding, Fix, FixEdit, KnownFinding, Location, Position, Related,
    Severity, WaiverNote,
};
pub use format::Format;
pub use limits::Limits;
pub use questions::{
    Ask, AskKind, AssistRequest, AssistResponse, Changes, ChangesReport, Completion, CompletionKind, DrawRequest,
    DrawResponse, FileChanges, FixRequest, FixResponse, FixedFinding, Hover, Lens, ParametersRequest,
    ParametersResponse, PictureFormat, Refusal, RefusedFix, Symbol, SymbolKind, TableChange, TableEffect, TableOutcome,
    TablePicture, TemplateParameter, TextEdit, WaiveRequest, WaiveResponse,
};
pub use report_line::{FileLine, ReportLine, RunLine};
pub use request::{
    CheckRequest, ColumnUnit, Dialect, FactsRequest, FailOn, FileBlob, Profile, RenderRequest, RuleFileRequest,
    RuleFilesRequest, RulesRequest, UnreadFile, VERSION,
};
pub use response::{
    CheckResponse, Counts, ErrorResponse, Excerpt, FactsResponse, Gravity, Notice, Outcome, RenderResponse, Report,
    ReportedRule, RuleEntry, RuleStatus, RulesResponse, Status, UnknownValue, Unlisted,
};
pub use rule_files::{
    CheckRulesResponse, Expectation, FormatRulesResponse, ParseRulesResponse, TestCase, TestRulesResponse,
};
pub use stack::{NestedStack, Stack};
pub use wish::{
    AnswersReply, BlobSource, BytesReply, ChangedReply, ClockReply, DoneReply, EngineAnswer, EngineCall, EntryKind,
    ErrorReply, FolderEntry, GitReply, Header, ListReply, LookReply, PathKind, Reply, Wish,
};

/// The JSON Schemas of everything at the door and of settings files, by file name. Made from the types of this crate.
#[cfg(feature = "schema")]
#[must_use]
pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    vec![
        ("request.schema.json", schemars::schema_for!(Request)),
        ("check-response.schema.json", schemars::schema_for!(CheckResponse)),
        ("report.schema.json", schemars::schema_for!(Report)),
        ("changes-report.schema.json", schemars::schema_for!(ChangesReport)),
        ("report-line.schema.json", schemars::schema_for!(ReportLine)),
        ("render-response.schema.json", schemars::schema_for!(RenderResponse)),
        ("facts-response.schema.json", schemars::schema_for!(FactsResponse)),
        ("draw-response.schema.json", schemars::schema_for!(DrawResponse)),
        ("waive-response.schema.json", schemars::schema_for!(WaiveResponse)),
        ("assist-response.schema.json", schemars::schema_for!(AssistResponse)),
        ("parameters-response.schema.json", schemars::schema_for!(ParametersResponse)),
        ("rules-response.schema.json", schemars::schema_for!(RulesResponse)),
        ("test-rules-response.schema.json", schemars::schema_for!(TestRulesResponse)),
        ("check-rules-response.schema.json", schemars::schema_for!(CheckRulesResponse)),
        ("parse-rules-response.schema.json", schemars::schema_for!(ParseRulesResponse)),
        ("format-rules-response.schema.json", schemars::schema_for!(FormatRulesResponse)),
        ("error-response.schema.json", schemars::schema_for!(ErrorResponse)),
        ("command-request.schema.json", schemars::schema_for!(CommandRequest)),
        ("step.schema.json", schemars::schema_for!(Step)),
        ("settings.schema.json", schemars::schema_for!(settings::Settings)),
        ("baseline.schema.json", schemars::schema_for!(Baseline)),
    ]
}

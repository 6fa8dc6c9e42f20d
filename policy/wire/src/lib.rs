//! What is said at the door: the versioned shapes of requests and responses, and the frame that carries them.
//! Never says how an answer is found.
//!
//! A call is one frame: a JSON header and the raw bytes of files ([`frame`]). Its answer is JSON.

mod finding;
pub mod frame;
mod request;
mod response;
mod rule_files;

pub use finding::{Finding, Fix, FixEdit, Location, Position, Related, Severity, WaiverNote};
pub use request::{
    CheckRequest, ColumnUnit, Dialect, FactsRequest, FailOn, FileBlob, Format, Limits, Profile, RenderRequest, Request,
    RuleFileRequest, RuleFilesRequest, RulesRequest, UnreadFile, VERSION,
};
pub use response::{
    CheckResponse, Counts, ErrorResponse, FactsResponse, Gravity, Notice, Outcome, RenderResponse, Report, RuleEntry,
    RuleStatus, RulesResponse, Status,
};
pub use rule_files::{
    CheckRulesResponse, Expectation, FormatRulesResponse, ParseRulesResponse, TestCase, TestRulesResponse,
};

/// The JSON Schemas of everything at the door, by file name. Made from the types of this crate.
#[cfg(feature = "schema")]
#[must_use]
pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    vec![
        ("request.schema.json", schemars::schema_for!(Request)),
        ("check-response.schema.json", schemars::schema_for!(CheckResponse)),
        ("report.schema.json", schemars::schema_for!(Report)),
        ("render-response.schema.json", schemars::schema_for!(RenderResponse)),
        ("facts-response.schema.json", schemars::schema_for!(FactsResponse)),
        ("rules-response.schema.json", schemars::schema_for!(RulesResponse)),
        ("test-rules-response.schema.json", schemars::schema_for!(TestRulesResponse)),
        ("check-rules-response.schema.json", schemars::schema_for!(CheckRulesResponse)),
        ("parse-rules-response.schema.json", schemars::schema_for!(ParseRulesResponse)),
        ("format-rules-response.schema.json", schemars::schema_for!(FormatRulesResponse)),
        ("error-response.schema.json", schemars::schema_for!(ErrorResponse)),
    ]
}

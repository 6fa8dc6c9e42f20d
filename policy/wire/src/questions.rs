//! What can be asked of one template besides a check, and the answers.

mod assist;
mod changes;
mod changes_report;
mod fix;
mod parameters;
mod picture;
mod waive;

pub use assist::{
    Ask, AskKind, AssistRequest, AssistResponse, Completion, CompletionKind, Hover, Lens, Symbol, SymbolKind,
};
pub use changes::{Changes, TableChange, TableEffect, TableOutcome};
pub use changes_report::{ChangesReport, FileChanges};
pub use fix::{FixRequest, FixResponse, FixedFinding, RefusedFix};
pub use parameters::{ParametersRequest, ParametersResponse, TemplateParameter};
pub use picture::{DrawRequest, DrawResponse, PictureFormat, TablePicture};
pub use waive::{Refusal, TextEdit, WaiveRequest, WaiveResponse};

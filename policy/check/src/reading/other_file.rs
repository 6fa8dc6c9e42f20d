//! What is said of a file that is no template: its text in, a notice with what to check instead out. One that is skipped is named
//! only where types of DynamoDB stand in it.

use tablewarden_source::{FileId, Place, Span};
use tablewarden_wire::Gravity;

use crate::raw_notice::RawNotice;
use crate::request::Files;

/// What the types of tables begin with.
const TYPES: &str = "AWS::DynamoDB::";

/// What the CDK writes the types of its constructs under, in a file beside the templates themselves.
const CONSTRUCT_TREE: &str = "aws:cdk:cloudformation:type";

const NO_TEMPLATE: &str = "Not a CloudFormation template: it has no top-level `Resources`. ";
const SKIP: &str = "Use `--skip-other-files` to ignore such files.";
const SKIPPED: &str = "Skipped, although it contains `AWS::DynamoDB::`: not a CloudFormation template, because it has no top-level `Resources`. ";
const SERVERLESS: &str = "Run `serverless package` and check the template that it writes to `.serverless`.";
const BUILT: &str = "If it defines a table, check the template that is built from it: for instance `cdk.out`, or what `sam build` or \
                     `serverless package` writes.";

/// The notice about a file that is no template and has to be one; `can_skip` says whether the command could skip it.
pub(crate) fn notice_of_no_template(files: &Files<'_>, file: FileId, can_skip: bool) -> RawNotice {
    let (span, next) = instead(files, file).unwrap_or((Span::at(0), if can_skip { SKIP } else { "" }));
    RawNotice::at(Gravity::Error, Place { file, span }, [NO_TEMPLATE, next].concat().trim_end().to_owned())
}

/// The notice about a file that is no template and was skipped; none where there is nothing to say.
pub(crate) fn notice_of_skipped(files: &Files<'_>, file: FileId) -> Option<RawNotice> {
    let (span, next) = instead(files, file)?;
    Some(RawNotice::at(Gravity::Notice, Place { file, span }, [SKIPPED, next].concat()))
}

/// Where a type of DynamoDB stands in a file, and what to check instead of it.
fn instead(files: &Files<'_>, file: FileId) -> Option<(Span, &'static str)> {
    let text = &files.source(file)?.text;
    let start = text.find(TYPES).filter(|_| !text.contains(CONSTRUCT_TREE))?;
    let span = Span::new(u32::try_from(start).ok()?, u32::try_from(start + TYPES.len()).ok()?);
    Some((span, if is_serverless(files.name(file), text) { SERVERLESS } else { BUILT }))
}

/// Whether it is a file of the Serverless Framework, by its name or by the keys that each has.
fn is_serverless(name: &str, text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    name.rsplit('/').next().is_some_and(|name| name.starts_with("serverless.")) || has("service:") && has("provider:")
}

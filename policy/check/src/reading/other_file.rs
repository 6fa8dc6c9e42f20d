//! What is said of a file that is no template: its text in, a notice with what to check instead out. One that is skipped is named
//! only where types of DynamoDB stand in it.

use tablewarden_cloudformation::schema::nearest;
use tablewarden_source::{FileId, Place, Span};
use tablewarden_template::{Value, View};
use tablewarden_wire::Gravity;

use super::stated::states_cloudformation;
use crate::raw_notice::RawNotice;
use crate::request::Files;

/// What the types of tables begin with.
const TYPES: &str = "AWS::DynamoDB::";

/// What the CDK writes the types of its constructs under, in a file beside the templates themselves.
const CONSTRUCT_TREE: &str = "aws:cdk:cloudformation:type";

const NO_TEMPLATE: &str = "Not a CloudFormation template: it has no top-level `Resources`. ";
const EMPTY: &str = "Not a CloudFormation template: the file is empty. ";
const NO_MAPPING: &str =
    "Not a CloudFormation template: its `Resources` is not a mapping of logical ids to resources. ";
const ASSEMBLY: &str = "Not a CloudFormation template: it is the manifest of a cloud assembly. Check the folder it is in: `tablewarden check cdk.out`.";
const NO_RESOURCES: &str = "This template has no top-level `Resources`, which is required. The deployment fails.";
const SKIP: &str = "Use `--skip-other-files` to ignore such files.";
const SKIPPED: &str = "Skipped, although it contains `AWS::DynamoDB::`: not a CloudFormation template, because it has no top-level `Resources`. ";
const SERVERLESS: &str = "Run `serverless package` and check the template that it writes to `.serverless`.";
const BUILT: &str = "If it defines a table, check the template that is built from it: for instance `cdk.out`, or what `sam build` or \
                     `serverless package` writes.";

/// The notice about a file that is no template and has to be one; `can_skip` says whether the command could skip it.
pub(crate) fn notice_of_no_template(files: &Files<'_>, file: FileId, view: View<'_>, can_skip: bool) -> RawNotice {
    if states_cloudformation(view) {
        return without_resources(file, view);
    }
    let has = |key| view.root().is_some_and(|root| view.get(root, key).is_some());
    if files.name(file).ends_with("manifest.json") && has("artifacts") {
        return RawNotice::at(Gravity::Error, Place::new(file, Span::at(0)), ASSEMBLY.to_owned());
    }
    let (span, next) = instead(files, file).unwrap_or((Span::at(0), if can_skip { SKIP } else { "" }));
    let root = view.root().filter(|root| view.value(*root) != Value::Null);
    let why = match root {
        None if says_nothing(files.bytes(file)) => EMPTY,
        None => NO_TEMPLATE,
        Some(root) if view.get(root, "Resources").is_some() => NO_MAPPING,
        Some(_) => NO_TEMPLATE,
    };
    RawNotice::at(Gravity::Error, Place::new(file, span), [why, next].concat().trim_end().to_owned())
}

/// Whether there is nothing in a file but blanks and comments.
fn says_nothing(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).all(|line| line.is_empty() || line.starts_with(b"#"))
}

/// The notice about a template that has no `Resources`, at the key that was probably meant to be it.
fn without_resources(file: FileId, view: View<'_>) -> RawNotice {
    let keys = || view.root().into_iter().flat_map(|root| view.entries(root));
    let like = keys().find(|entry| nearest(entry.key, ["Resources"].into_iter()).is_some());
    let Some(key) = like else {
        return RawNotice::at(Gravity::Error, Place::new(file, Span::at(0)), NO_RESOURCES.to_owned());
    };
    let message = match key.key {
        "Resources" => [NO_MAPPING, "The deployment fails."].concat(),
        key => format!("{NO_RESOURCES} Did you mean that by `{key}`?"),
    };
    RawNotice::at(Gravity::Error, key.key_place, message)
}

/// The notice about a file that is no template and was skipped; none where there is nothing to say.
pub(crate) fn notice_of_skipped(files: &Files<'_>, file: FileId) -> Option<RawNotice> {
    let (span, next) = instead(files, file)?;
    Some(RawNotice::at(Gravity::Notice, Place::new(file, span), [SKIPPED, next].concat()))
}

/// What to check instead of a document of a file; nothing where no type of DynamoDB stands in it.
pub(crate) fn instead_of(name: &str, text: &str) -> &'static str {
    match text.contains(TYPES) {
        true if is_serverless(name, text) => SERVERLESS,
        true => BUILT,
        false => "",
    }
}

/// Where a type of DynamoDB stands in a file, and what to check instead of it.
fn instead(files: &Files<'_>, file: FileId) -> Option<(Span, &'static str)> {
    let text: &str = &files.source(file)?.text;
    let start = text.find(TYPES).filter(|_| !text.contains(CONSTRUCT_TREE))?;
    let span = Span::new(u32::try_from(start).ok()?, u32::try_from(start + TYPES.len()).ok()?);
    Some((span, instead_of(files.name(file), text)))
}

/// Whether it is a file of the Serverless Framework, by its name or by the keys that each has.
fn is_serverless(name: &str, text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    name.rsplit('/').next().is_some_and(|name| name.starts_with("serverless.")) || has("service:") && has("provider:")
}

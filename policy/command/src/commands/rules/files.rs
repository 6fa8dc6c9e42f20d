//! `tablewarden rules test`, `check` and `parse`: people's own rule files are read, the engine is asked about them, and what it
//! says is printed.

use serde::Serialize;
use tablewarden_wire::{ColumnUnit, Format, Limits, Outcome, RuleFilesRequest, VERSION};

use crate::commands::call::{Call, Done, json_line};
use crate::commands::member::last_member;
use crate::files::{Input, SourceFile, Wanted, about, blobs_of, is_rule_file, no_folder, read_all, select};

/// What is said where no rule file is found.
pub(crate) const NO_RULE_FILE: &str = "No rule file was found: no .guard or .ruleset file. Name a rule file.";

/// Runs unit tests.
///
/// # Errors
/// One line, where there is nothing to print.
pub(crate) async fn test(call: &Call) -> Result<Done, String> {
    let files = Files::read(call).await?;
    let now = call.now();
    let answer = tablewarden_check::test_rules(&files.request(call, now), &files.blobs())?;
    printed(call, answer.outcome, &answer.text, &answer)
}

/// Looks rule files over.
///
/// # Errors
/// One line, where there is nothing to print.
pub(crate) async fn check(call: &Call) -> Result<Done, String> {
    let files = Files::read(call).await?;
    let now = call.surroundings.now;
    let answer = tablewarden_check::check_rules(&files.request(call, now), &files.blobs())?;
    printed(call, answer.outcome, &answer.text, &answer)
}

fn printed(call: &Call, outcome: Outcome, text: &str, answer: &impl Serialize) -> Result<Done, String> {
    let text = match call.format() {
        Format::Json => json_line(answer)?,
        _ => text.as_bytes().to_vec(),
    };
    Ok(Done { text, outcome })
}

/// Prints the tree of one rule file, byte for byte as the engine wrote it.
///
/// # Errors
/// One line, where there is nothing to print.
pub(crate) async fn parse(call: &Call) -> Result<Done, String> {
    let here = call.here();
    let typed = call.arguments.operands.first().map_or("", String::as_str);
    no_folder(typed, "one rule file", &here, &call.host).await?;
    let inputs = select(&call.arguments.operands, Wanted::Rules, false, &here, &call.host).await;
    let Some(SourceFile { name, bytes }) = read_all(inputs, &call.host).await?.pop() else {
        return Err(NO_RULE_FILE.to_owned());
    };
    let answer = tablewarden_check::parse_rules(&call.rule_file_request(&name), &[&bytes]);
    answer.and_then(|answer| last_member("tree", &answer, call)).map_err(|line| about(&name, &line))
}

/// Rule files and the files of their tests.
struct Files {
    rules: Vec<SourceFile>,
    tests: Vec<SourceFile>,
}

impl Files {
    async fn read(call: &Call) -> Result<Self, String> {
        let inputs = select(&call.arguments.operands, Wanted::RulesAndTests, false, &call.here(), &call.host).await;
        let (rules, tests): (Vec<Input>, Vec<Input>) = inputs.into_iter().partition(|input| is_rule_file(&input.name));
        if rules.is_empty() {
            return Err(NO_RULE_FILE.to_owned());
        }
        Ok(Self { rules: read_all(rules, &call.host).await?, tests: read_all(tests, &call.host).await? })
    }

    fn request(&self, call: &Call, now: i64) -> RuleFilesRequest {
        RuleFilesRequest {
            version: VERSION,
            blobs: Vec::new(),
            rules: blobs_of(&self.rules, 0),
            tests: blobs_of(&self.tests, self.rules.len()),
            dialect: call.dialect(),
            now: Some(now),
            limits: Limits::default(),
            columns: ColumnUnit::default(),
        }
    }

    fn blobs(&self) -> Vec<&[u8]> {
        self.rules.iter().chain(&self.tests).map(|file| &*file.bytes).collect()
    }
}

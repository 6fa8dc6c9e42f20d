//! Rule files in, notices out: what is wrong in them, what is probably a mistake, and rules that no test covers.

use tablewarden_guard::advice;
use tablewarden_order::Set;
use tablewarden_report::plural;
use tablewarden_source::{FileId, Place, SourceText, Span};
use tablewarden_template::{Limits, Reading, Syntax, View, read};
use tablewarden_wire::{CheckRulesResponse, Gravity, Outcome, RuleFilesRequest, VERSION};

use super::rule_set::{RuleFile, load};
use super::unit_tests::{lines, owners};
use crate::raw_notice::RawNotice;
use crate::request::{Files, named};

/// Looks the rule files of a request over.
///
/// # Errors
/// One line, where the request is none.
pub fn advise(request: &RuleFilesRequest, blobs: &[&[u8]]) -> Result<CheckRulesResponse, String> {
    let rules = named(&request.rules, blobs)?;
    let tests = named(&request.tests, blobs)?;
    let owners = owners(&rules, &tests);
    let (mut files, mut notices) = (Files::new(request.columns), Vec::new());
    for (index, rule_file) in rules.iter().enumerate() {
        let set = load(&[*rule_file], request.dialect);
        let Some(file) = set.files.first() else { continue };
        let number = files.add(rule_file.0, rule_file.1)?;
        notices.extend(file.notices(number).map(|notice| files.notice(notice)));
        if !file.is_whole() {
            continue;
        }
        if file.has_no_rule() {
            notices.push(files.notice(notice(number, Span::at(0), "This rule file has no rules.".to_owned())));
        }
        for advice in advice(&file.parsed.file) {
            notices.push(files.notice(notice(number, advice.span, advice.message)));
        }
        // Without any test it is no news that a rule has none.
        if !tests.is_empty() {
            let own = tests.iter().zip(&owners).filter(|(_, owner)| **owner == Some(index));
            let untested = untested(file, own.map(|((_, bytes), _)| *bytes));
            notices.extend(untested.into_iter().map(|(span, message)| files.notice(notice(number, span, message))));
        }
    }
    let outcome = match notices.iter().map(|notice| notice.gravity).max() {
        None => Outcome::Clean,
        Some(Gravity::Notice) => Outcome::Findings,
        Some(_) => Outcome::Incomplete,
    };
    let said = if notices.is_empty() { "no problems found".to_owned() } else { plural(notices.len(), "problem") };
    let looked = plural(rules.len(), "rule file");
    let text = format!("{}{looked}: {said}.\n", lines(&notices));
    Ok(CheckRulesResponse { version: VERSION, outcome, notices, text })
}

fn notice(file: FileId, span: Span, message: String) -> RawNotice {
    RawNotice::at(Gravity::Notice, Place::new(file, span), message)
}

/// Rules that none of the tests expects anything of: where each is named, and what to say.
fn untested<'b>(file: &RuleFile, tests: impl Iterator<Item = &'b [u8]>) -> Vec<(Span, String)> {
    let mut expected: Set<String> = Set::new();
    for bytes in tests {
        let source = SourceText::new(bytes);
        let document = read(&source.text, Syntax::Auto, Limits::default());
        let view = View::new(&document.tree, Reading::GuardTest);
        for case in view.root().into_iter().flat_map(|root| view.items(root)) {
            let rules = view.get(case, "expectations").and_then(|at| view.get(at, "rules"));
            for entry in rules.into_iter().flat_map(|at| view.entries(at)) {
                expected.insert(entry.key.to_owned());
            }
        }
    }
    let untested = file.parsed.file.plain_rules().filter(|rule| !expected.contains(&*rule.name.text));
    let message = |name: &str| format!("No test expects anything of rule `{name}`. Add a case.");
    untested.map(|rule| (rule.name.span, message(&rule.name.text))).collect()
}

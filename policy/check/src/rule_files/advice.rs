//! Rule files in, notices out: what is wrong in them, what is probably a mistake, and rules that no test covers.

use tablewarden_guard::advice;
use tablewarden_order::Set;
use tablewarden_source::SourceText;
use tablewarden_template::{Limits, Reading, Syntax, View, read};
use tablewarden_wire::{CheckRulesResponse, Gravity, Notice, Outcome, RuleFilesRequest, VERSION};

use super::rule_set::{RuleFile, load};
use super::unit_tests::{lines, owners};
use crate::request::named;
use crate::response::plural;

/// Looks the rule files of a request over.
///
/// # Errors
/// One line, where the request is none.
pub(crate) fn advise(request: &RuleFilesRequest, blobs: &[&[u8]]) -> Result<CheckRulesResponse, String> {
    let rules = named(&request.rules, blobs)?;
    let tests = named(&request.tests, blobs)?;
    let owners = owners(&rules, &tests);
    let mut notices = Vec::new();
    for (index, rule_file) in rules.iter().enumerate() {
        let set = load(&[*rule_file], request.dialect, request.columns);
        let Some(file) = set.files.first() else { continue };
        notices.extend(file.notices().cloned());
        if !file.is_whole() {
            continue;
        }
        for advice in advice(&file.parsed.file) {
            notices.push(notice(file, advice.span, advice.message));
        }
        // Without any test it is no news that a rule has none.
        if !tests.is_empty() {
            let own = tests.iter().zip(&owners).filter(|(_, owner)| **owner == Some(index));
            untested(file, own.map(|((_, bytes), _)| *bytes), &mut notices);
        }
    }
    let outcome = match notices.iter().map(|notice| notice.gravity).max() {
        None => Outcome::Clean,
        Some(Gravity::Notice) => Outcome::Findings,
        Some(_) => Outcome::Incomplete,
    };
    let said = if notices.is_empty() { "nothing to say".to_owned() } else { plural(notices.len(), "remark") };
    let looked = plural(rules.len(), "rule file");
    let text = format!("{}{looked}: {said}\n", lines(&notices));
    Ok(CheckRulesResponse { version: VERSION, outcome, notices, text })
}

fn notice(file: &RuleFile, span: tablewarden_source::Span, message: String) -> Notice {
    Notice { gravity: Gravity::Notice, message, file: file.name.clone(), span: Some(file.location(span)) }
}

/// Rules that none of the tests expects anything of.
fn untested<'b>(file: &RuleFile, tests: impl Iterator<Item = &'b [u8]>, notices: &mut Vec<Notice>) {
    let mut asked: Set<String> = Set::new();
    for bytes in tests {
        let source = SourceText::new(bytes);
        let document = read(&source.text, Syntax::Auto, Limits::default());
        let view = View::new(&document.tree, Reading::GuardTest);
        for case in view.root().into_iter().flat_map(|root| view.items(root)) {
            let rules = view.get(case, "expectations").and_then(|at| view.get(at, "rules"));
            for entry in rules.into_iter().flat_map(|at| view.entries(at)) {
                asked.insert(entry.key.to_owned());
            }
        }
    }
    for rule in file.parsed.file.plain_rules() {
        if !asked.contains(&*rule.name.text) {
            notices.push(notice(
                file,
                rule.name.span,
                format!("no test expects anything of the rule `{}`; add a case", rule.name.text),
            ));
        }
    }
}

//! The fixes in the headers of rules, on the bad example of each and on the templates in `tests/fixes/ID`: what a fix does is reviewed,
//! nothing that has a fix is left, a second run changes nothing, and every row of `edits` has a template that it fits.

use std::path::PathBuf;

use tablewarden_rules::{RuleFile, marked};
use tablewarden_tests::checkers::{check, fix, request};
use tablewarden_tests::repository;
use tablewarden_wire::{CheckRequest, FileBlob, Profile};

use super::shown::{compare, fixed, shown};

fn folder() -> PathBuf {
    repository::root().join("tests/fixes")
}

/// The templates of a rule: the bad example, and what is made for it.
fn templates(rule: &RuleFile) -> Vec<(String, Vec<u8>)> {
    let mut templates = Vec::new();
    let bad = marked(&rule.header.bad).text;
    if !bad.is_empty() {
        templates.push(("bad.yaml".to_owned(), bad.into_bytes()));
    }
    let own = folder().join(&rule.header.id);
    let made = if own.is_dir() { repository::files_below(&own) } else { Vec::new() };
    for path in made {
        let name = path.strip_prefix(&own).expect("it was found there").to_string_lossy().into_owned();
        templates.push((name, repository::read(&path)));
    }
    templates
}

/// The request for a template of a rule; a line `# parameter: `, `# region: ` or `# settings: ` in it says more.
fn asked(rule: &RuleFile, name: &str, bytes: &[u8]) -> (CheckRequest, Vec<Vec<u8>>) {
    let mut request = request(name, bytes);
    let mut blobs = vec![bytes.to_vec()];
    request.profile = Some(Profile::Strict);
    let mut blob = |bytes: &[u8]| {
        blobs.push(bytes.to_vec());
        u32::try_from(blobs.len() - 1).expect("there are few")
    };
    let before = marked(&rule.header.before).text;
    if name == "bad.yaml" && !before.is_empty() {
        request.against = Some(FileBlob { name: "before.yaml".to_owned(), blob: blob(before.as_bytes()) });
    }
    for line in String::from_utf8_lossy(bytes).lines() {
        match line.split_once(": ") {
            Some(("# parameter", value)) => request.parameters.push(value.to_owned()),
            Some(("# region", value)) => request.region = Some(value.to_owned()),
            Some(("# settings", value)) => {
                request.settings = Some(FileBlob { name: "tablewarden.yaml".to_owned(), blob: blob(value.as_bytes()) });
            }
            _ => {}
        }
    }
    (request, blobs)
}

/// Whether a title is made of this one, in which names stand in braces.
fn is_made_of(title: &str, row: &str) -> bool {
    let mut rest = title;
    let pieces = row.split('{').flat_map(|piece| piece.rsplit('}').next());
    let mut first = true;
    for piece in pieces {
        match rest.find(piece) {
            Some(at) if !first || at == 0 => rest = &rest[at + piece.len()..],
            _ => return false,
        }
        first = false;
    }
    true
}

#[test]
fn every_fix_of_a_rule_does_what_was_reviewed() {
    let rules = tablewarden_rules::read(&repository::rules()).expect("the build has read them");
    let mut wrong = Vec::new();
    for rule in rules.iter().filter(|rule| !rule.header.edits.is_empty()) {
        let id = rule.header.id.as_str();
        let (mut all, mut titles) = (String::new(), Vec::new());
        for (name, bytes) in templates(rule) {
            let (request, blobs) = asked(rule, &name, &bytes);
            let with = |bytes: &[u8]| -> Vec<Vec<u8>> {
                std::iter::once(bytes.to_vec()).chain(blobs.iter().skip(1).cloned()).collect()
            };
            let own: Vec<&[u8]> = blobs.iter().map(Vec::as_slice).collect();
            let answer = fix(&request, &own, true, &[id]);
            all += &shown(&name, &answer, &bytes);
            titles.extend(answer.fixed.iter().map(|one| one.title.clone()));
            let result = fixed(&answer, &bytes);
            let after = with(&result);
            let after: Vec<&[u8]> = after.iter().map(Vec::as_slice).collect();
            let left = check(CheckRequest { fixes: true, ..request.clone() }, &after);
            let is_refused = |message: &str| answer.refused.iter().any(|one| one.message.contains(message));
            for finding in left.findings.iter().filter(|one| one.rule == id && !one.fixes.is_empty()) {
                if !is_refused("With this fix") {
                    wrong.push(format!("{id}: {name}: this has a fix and is left: {}", finding.message));
                }
            }
            for one in answer.refused.iter().filter(|one| one.message.contains("internal error")) {
                wrong.push(format!("{id}: {name}: {}: {}", one.title, one.message));
            }
            let again = fix(&request, &after, true, &[id]);
            if !again.edits.is_empty() {
                wrong.push(format!("{id}: {name}: a second run changes it again"));
            }
        }
        for row in &rule.header.edits {
            if !titles.iter().any(|title| is_made_of(title, &row.title)) {
                wrong.push(format!("{id}: no template in tests/fixes/{id} is fixed by `{}`", row.title));
            }
        }
        compare(&folder().join(format!("{id}.diff")), &all, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

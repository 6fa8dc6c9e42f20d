//! Severity, place, condition, message, help and second places of everything that the corpus finds, as they were looked at. A
//! file of `tests/words` has those of a folder of the corpus.

use std::collections::BTreeMap;
use std::fmt::Write;

use tablewarden_tests::checkers::check;
use tablewarden_tests::corpus::{Case, cases};
use tablewarden_tests::repository;
use tablewarden_wire::{Finding, Location, Notice};

/// Set to write the files of `tests/words`, to be looked at and committed, and not to compare them.
const WRITE: &str = "TABLEWARDEN_WRITE_WORDS";

fn place(span: &Location) -> String {
    format!("{}:{}", span.start.line, span.start.column)
}

fn finding(out: &mut String, finding: &Finding) -> std::fmt::Result {
    let Finding { rule, severity, message, span, condition, related, help, waiver, .. } = finding;
    write!(out, "  {} {} {rule}", place(span), format!("{severity:?}").to_ascii_lowercase())?;
    if let Some(waiver) = waiver {
        write!(out, " waived: {}", waiver.reason)?;
    }
    writeln!(out, "\n    {message}")?;
    if let Some(condition) = condition {
        writeln!(out, "    when {condition}")?;
    }
    for second in related {
        writeln!(out, "    at {}: {}", place(&second.span), second.message)?;
    }
    help.as_ref().map_or(Ok(()), |help| writeln!(out, "    help: {help}"))
}

fn notice(out: &mut String, notice: &Notice) -> std::fmt::Result {
    let Notice { gravity, message, span, .. } = notice;
    let at = span.as_ref().map_or_else(|| "-".to_owned(), place);
    writeln!(out, "  {at} {} {message}", format!("{gravity:?}").to_ascii_lowercase())
}

fn words(case: &Case) -> String {
    let response = check(case.request.clone(), &case.blobs());
    let mut out = format!("{}\n", case.name);
    for one in response.findings.iter().chain(&response.waived) {
        finding(&mut out, one).expect("text is written");
    }
    for one in &response.notices {
        notice(&mut out, one).expect("text is written");
    }
    out
}

#[test]
fn words_are_as_they_were_looked_at() {
    let folder = repository::root().join("tests/words");
    let mut expected: BTreeMap<_, String> = BTreeMap::new();
    for case in cases() {
        let of = case.name.split('/').next().expect("a folder");
        let file = expected.entry(folder.join(format!("{of}.txt"))).or_default();
        file.push_str(&words(&case));
        file.push('\n');
    }
    if std::env::var_os(WRITE).is_some() {
        std::fs::create_dir_all(&folder).expect("a folder");
        for (path, text) in &expected {
            std::fs::write(path, text).expect("a file is written");
        }
    }
    let kept: Vec<_> = repository::files_below(&folder);
    assert_eq!(kept, expected.keys().cloned().collect::<Vec<_>>(), "the files of tests/words");
    let mut differences = Vec::new();
    for (path, text) in &expected {
        let kept = repository::text(path);
        let differs = kept.lines().zip(text.lines()).zip(1..).find(|((kept, new), _)| kept != new);
        match differs {
            Some(((kept, new), line)) => {
                differences.push(format!("{}:{line}:\n  kept {kept}\n  new  {new}", path.display()));
            }
            None if kept != *text => differences.push(format!("{}: one is longer", path.display())),
            None => {}
        }
    }
    assert!(differences.is_empty(), "{WRITE}=1 writes them\n{}", differences.join("\n"));
}

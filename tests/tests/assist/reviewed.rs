//! The files of `tests/assist`: each has cases, and a case has a text with the cursor `‸` in it and the answer.

use std::path::Path;

use tablewarden_tests::repository;
use tablewarden_wire::AskKind;

use crate::asking::ask;
use crate::shown::shown;

/// The mark of the cursor in a text.
const CURSOR: char = '‸';

/// What begins a case, before its name.
const CASE: &str = "=== ";

/// What stands between the text of a case and the answer.
const ANSWER: &str = "--- answer\n";

/// Set to write the answers of `tests/assist`, to be read and committed, and not to compare them.
const WRITE: &str = "TABLEWARDEN_WRITE_ASSIST";

fn kind_of(path: &Path) -> AskKind {
    match path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.split('-').next()) {
        Some("hover") => AskKind::Hover,
        Some("complete") => AskKind::Complete,
        Some("define") => AskKind::Define,
        Some("symbols") => AskKind::Symbols,
        Some("lens") => AskKind::Lens,
        other => panic!("{other:?} is no question"),
    }
}

/// The case with the answer of the engine.
fn answered(kind: AskKind, case: &str) -> String {
    let (name, rest) = case.split_once('\n').expect("a case has a name");
    let (text, _) = rest.split_once(ANSWER).unwrap_or((rest, ""));
    let file = match (name.contains("(json)"), name.contains("(guard)")) {
        (true, _) => "template.json",
        (_, true) => "rules.guard",
        _ => "template.yaml",
    };
    let offset = text.find(CURSOR);
    // The last line break is that of the case.
    let plain = text.replacen(CURSOR, "", 1);
    let plain = plain.strip_suffix('\n').unwrap_or(&plain);
    let answer = ask(file, plain.as_bytes(), kind, offset.unwrap_or_default());
    format!("{CASE}{name}\n{text}{ANSWER}{}\n", shown(plain, &answer).trim_end())
}

#[test]
fn answers_are_as_they_were_read() {
    let (is_written, between) = (std::env::var_os(WRITE).is_some(), format!("\n{CASE}"));
    for path in repository::files_below(&repository::root().join("tests/assist")) {
        let text = repository::text(&path);
        let cases = text.strip_prefix(CASE).expect("a file begins with a case").split(&between);
        let answers: Vec<String> = cases.clone().map(|case| answered(kind_of(&path), case)).collect();
        if is_written {
            std::fs::write(&path, answers.join("\n")).expect("the file is written");
        }
        for (old, new) in cases.zip(&answers) {
            let old = format!("{CASE}{}", old.trim_end());
            assert!(is_written || old == new.trim_end(), "{}; {WRITE}=1 writes\n{new}", path.display());
        }
    }
}

//! Every place of many files has an answer, whole or cut: none panics, and what it says lies in the file.

use tablewarden_tests::repository;
use tablewarden_wire::{AskKind, AssistResponse, Location, Symbol};

use crate::asking::{ALL, ask};

/// Templates that are asked about at every offset and cut at many, in all ways to write them.
const WALKED: [&str; 7] = [
    "damaged/helm.yaml",
    "damaged/duplicate-key.yaml",
    "damaged/unclosed-bracket.yaml",
    "damaged/comma-missing.json",
    "damaged/half-a-surrogate.json",
    "json/one-line.json",
    "json/tabs-and-crlf.json",
];

fn walked() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    let folder = repository::root().join("tests/corpus");
    WALKED.into_iter().map(move |path| (path, repository::read(&folder.join(path))))
}

fn spans(answer: &AssistResponse) -> Vec<Location> {
    fn of_symbol(symbol: &Symbol, all: &mut Vec<Location>) {
        all.extend([symbol.span, symbol.selection]);
        symbol.children.iter().for_each(|child| of_symbol(child, all));
    }
    let mut all: Vec<Location> = answer.definitions.clone();
    all.extend(answer.hover.iter().map(|hover| hover.span));
    all.extend(answer.completions.iter().map(|one| one.span));
    all.extend(answer.lenses.iter().map(|lens| lens.span));
    answer.symbols.iter().for_each(|symbol| of_symbol(symbol, &mut all));
    all
}

fn check(path: &str, text: &[u8], kind: AskKind, offset: usize) {
    let answer = ask(path, text, kind, offset);
    for span in spans(&answer) {
        let (start, end) = (span.start_byte as usize, span.end_byte as usize);
        assert!(start <= end && end <= text.len(), "{path}: {kind:?} at {offset}: {span:?}");
    }
    for one in &answer.completions {
        let (start, end) = (one.span.start_byte as usize, one.span.end_byte as usize);
        assert!(start <= offset && offset <= end, "{path}: at {offset}: {one:?}");
        assert!(!text[start..end].contains(&b'\n'), "{path}: at {offset}: {one:?}");
    }
}

#[test]
fn every_offset_has_an_answer() {
    for (path, text) in walked() {
        for offset in 0..=text.len() + 1 {
            check(path, &text, AskKind::Complete, offset.min(text.len()));
            for (kind, each) in [(AskKind::Define, 3), (AskKind::Hover, 9)] {
                if offset % each == 0 {
                    check(path, &text, kind, offset);
                }
            }
        }
    }
}

#[test]
fn every_beginning_of_a_file_has_an_answer() {
    for (path, text) in walked() {
        for end in 0..=text.len() {
            check(path, &text[..end], AskKind::Complete, end);
            if end % 29 == 0 || text.get(end) == Some(&b'\n') {
                ALL.into_iter().for_each(|kind| check(path, &text[..end], kind, end));
            }
        }
    }
}

#[test]
fn every_place_of_a_guard_file_has_an_answer() {
    let folder = repository::rules();
    let (mut asked, mut known) = (0, 0);
    for path in
        repository::files_below(&folder).into_iter().filter(|path| path.extension().is_some_and(|one| one == "guard"))
    {
        let text = repository::text(&path);
        // The header has no queries.
        let body = text.find("\nrule ").map_or("", |at| &text[at..]);
        for (offset, _) in body.match_indices('.').filter(|(at, _)| body[at + 1..].starts_with(char::is_uppercase)) {
            let answer = ask("rules.guard", body.as_bytes(), AskKind::Hover, offset + 1);
            asked += 1;
            known += usize::from(answer.hover.is_some());
            check("rules.guard", &body.as_bytes()[..=offset], AskKind::Complete, offset + 1);
        }
        for offset in (0..=body.len()).step_by(37) {
            check("rules.guard", body.as_bytes(), AskKind::Complete, offset);
            check("rules.guard", body.as_bytes(), AskKind::Define, offset);
        }
        check("rules.guard", body.as_bytes(), AskKind::Symbols, 0);
    }
    // Messages, and texts with a full stop.
    assert!(known * 10 > asked * 9 && known > 600, "{known} of {asked} keys behind a dot are facts");
}

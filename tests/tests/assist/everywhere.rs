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
            for kind in [AskKind::Complete, AskKind::Define] {
                check(path, &text, kind, offset.min(text.len()));
            }
            if offset % 5 == 0 {
                check(path, &text, AskKind::Hover, offset);
            }
        }
    }
}

#[test]
fn every_beginning_of_a_file_has_an_answer() {
    for (path, text) in walked() {
        for end in (0..=text.len()).filter(|end| end % 11 == 0 || text.get(*end) == Some(&b'\n')) {
            for kind in ALL {
                check(path, &text[..end], kind, end);
            }
        }
    }
}

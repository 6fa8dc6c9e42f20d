//! An answer carries the lines of its places, as they are in the files.

use tablewarden_source::SourceText;
use tablewarden_tests::checkers::check;
use tablewarden_tests::corpus::cases;
use tablewarden_wire::{CheckRequest, Excerpt};

/// Holds an excerpt against the text of its file: the line that its place begins on, or what is shown of a long one.
fn holds(excerpt: &Excerpt, text: &str, name: &str) {
    let Excerpt { start_byte, end_byte, covered_from, covered_to, .. } = *excerpt;
    let from = start_byte as usize - covered_from as usize;
    let to = from + excerpt.text.len();
    assert_eq!(text.get(from..to), Some(&*excerpt.text), "{name}");
    assert!(!excerpt.text.contains(['\n', '\r']), "{name}: more than a line");
    let covered_end = start_byte as usize + (covered_to - covered_from) as usize;
    assert_eq!(covered_end, (end_byte as usize).min(to), "{name}: what the place covers of the line");
    let begins = from == 0 || text[..from].ends_with(['\n', '\r', '\u{feff}']);
    assert_eq!(begins, !excerpt.cut_before, "{name}: where the line begins");
    let ends = to == text.len() || text[to..].starts_with(['\n', '\r']);
    assert_eq!(ends, !excerpt.cut_behind, "{name}: where the line ends");
}

#[test]
fn carried_lines_are_those_of_the_files() {
    let mut held = 0;
    for case in cases() {
        let files = case.blobs();
        let response = check(CheckRequest { excerpts: true, ..case.request.clone() }, &files);
        let without = check(case.request.clone(), &files);
        assert!(without.excerpts.is_empty(), "{}: nobody asked for lines", case.name);
        let named = [Some(&case.request.file), case.request.settings.as_ref()];
        for excerpt in &response.excerpts {
            let file = named.into_iter().flatten().find(|file| file.name == excerpt.file);
            let file = file.unwrap_or_else(|| panic!("{}: no file {}", case.name, excerpt.file));
            holds(excerpt, &SourceText::new(files[file.blob as usize]).text, &case.name);
            held += 1;
        }
        for finding in &response.findings {
            let place = (&finding.file, finding.span.start_byte, finding.span.end_byte);
            let carried = |excerpt: &&Excerpt| (&excerpt.file, excerpt.start_byte, excerpt.end_byte) == place;
            assert_eq!(response.excerpts.iter().filter(carried).count(), 1, "{}: {}", case.name, finding.rule);
        }
    }
    assert!(held > 100, "only {held} lines are carried");
}

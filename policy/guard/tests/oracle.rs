//! Our parser against cfn-guard's: the same verdict and the same tree for its own rule files, for the constructs of the
//! language, and for many small changes to both.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "verdicts/cases.rs"]
mod cases;
#[path = "oracle/shape.rs"]
mod shape;

use std::path::{Path, PathBuf};
use std::process::Command;

use cfn_guard::commands::Executable;
use cfn_guard::utils::reader::{ReadBuffer, Reader};
use cfn_guard::utils::writer::{WriteBuffer, Writer};
use cfn_guard::{CommandBuilder, ParseTreeBuilder};
use serde_json::Value as Json;
use tablewarden_guard::{Dialect, format, parse};

/// cfn-guard's tree without locations, or its error.
fn theirs(text: &str) -> Result<Json, String> {
    let command = ParseTreeBuilder::default().print_json(true).try_build().unwrap();
    let mut writer = Writer::new(WriteBuffer::Vec(Vec::new())).unwrap();
    let mut reader = Reader::new(ReadBuffer::Cursor(std::io::Cursor::new(text.as_bytes().to_vec())));
    command.execute(&mut writer, &mut reader).map_err(|error| error.to_string())?;
    let mut tree = serde_json::from_str(&writer.into_string().unwrap()).unwrap();
    without_locations(&mut tree);
    Ok(tree)
}

fn without_locations(tree: &mut Json) {
    match tree {
        Json::Object(map) => {
            map.remove("location");
            map.values_mut().for_each(without_locations);
        }
        Json::Array(values) => values.iter_mut().for_each(without_locations),
        _ => {}
    }
}

/// Our tree in the same shape, or our first error.
fn ours(text: &str) -> Result<Json, String> {
    match parse(text, Dialect::V3_2_1).into_result() {
        Ok(file) => Ok(shape::file(&file)),
        Err(errors) => Err(errors[0].to_string()),
    }
}

/// Whether the two agree; `None` if cfn-guard refuses a regular expression, which is not compiled here.
fn agree(text: &str) -> Option<bool> {
    match (theirs(text), ours(text)) {
        (Ok(their_tree), Ok(our_tree)) => Some(their_tree == our_tree),
        (Err(_), Err(_)) => Some(true),
        (Err(error), Ok(tree)) => {
            let has_regex = tree.to_string().contains("\"/");
            assert!(has_regex, "only we accept\n{text}\n{error}");
            None
        }
        (Ok(_), Err(_)) => Some(false),
    }
}

/// The rule files in cfn-guard's package.
fn rule_files() -> Vec<(PathBuf, String)> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--offline", "--manifest-path", manifest])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Json = serde_json::from_slice(&output.stdout).unwrap();
    let package = metadata["packages"].as_array().unwrap().iter().find(|package| package["name"] == "cfn-guard");
    let manifest = PathBuf::from(package.unwrap()["manifest_path"].as_str().unwrap());
    let mut paths = Vec::new();
    find_rules(manifest.parent().unwrap(), &mut paths);
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

fn find_rules(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find_rules(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "guard" || extension == "ruleset") {
            found.push(path);
        }
    }
}

#[test]
fn its_own_rule_files_are_read_as_it_reads_them() {
    let files = rule_files();
    assert!(files.len() > 40, "{}", files.len());
    for (path, text) in &files {
        let (theirs, ours) = (theirs(text), ours(text));
        assert_eq!(theirs.is_ok(), ours.is_ok(), "{}: {theirs:?} {ours:?}", path.display());
        if let (Ok(theirs), Ok(ours)) = (theirs, ours) {
            assert_eq!(theirs, ours, "{}", path.display());
        }
    }
}

#[test]
fn every_construct_is_read_as_it_reads_it() {
    for text in cases::ACCEPTED {
        let theirs = theirs(text).unwrap_or_else(|error| panic!("cfn-guard refuses {text:?}: {error}"));
        let ours = ours(text).unwrap_or_else(|error| panic!("we refuse {text:?}: {error}"));
        assert_eq!(theirs, ours, "{text:?}");
    }
    for text in cases::REFUSED {
        assert!(theirs(text).is_err(), "cfn-guard accepts {text:?}");
        assert!(ours(text).is_err(), "we accept {text:?}");
    }
}

#[test]
fn small_changes_are_read_as_it_reads_them() {
    let mut texts: Vec<String> = rule_files().into_iter().map(|(_, text)| text).collect();
    texts.extend(cases::ACCEPTED.iter().map(|text| (*text).to_owned()));
    texts.retain(|text| (1..1_500).contains(&text.len()));
    let texts: Vec<Vec<&str>> = texts.iter().map(|text| pieces(text)).collect();
    let mut seed = 0x5eed_u64;
    let mut below = |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % bound.max(1)
    };
    let (mut same, mut accepted) = (0, 0);
    for _ in 0..3_000 {
        let mut pieces = texts[below(texts.len())].clone();
        let at = below(pieces.len());
        match below(3) {
            0 => drop(pieces.remove(at)),
            1 => pieces.insert(at, cases::PIECES[below(cases::PIECES.len())]),
            _ => pieces[at] = cases::PIECES[below(cases::PIECES.len())],
        }
        let text = pieces.concat();
        match agree(&text) {
            Some(true) => same += 1,
            Some(false) => panic!("not the same:\n{text}\n{:?}\n{:?}", theirs(&text), ours(&text)),
            None => {}
        }
        let parsed = parse(&text, Dialect::V3_2_1);
        if let Some(formatted) = format(&parsed, &text) {
            accepted += 1;
            assert_eq!(ours(&formatted), ours(&text), "{text}\n{formatted}");
            let again = parse(&formatted, Dialect::V3_2_1);
            assert_eq!(format(&again, &formatted).as_deref(), Some(&*formatted), "{text}");
            assert_eq!(again.comments.len(), parsed.comments.len(), "{text}\n{formatted}");
        }
    }
    assert!(same > 2_900 && accepted > 300, "{same} {accepted}");
}

/// The words, blanks and signs of a text.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let kind = |c: char| if c.is_alphanumeric() || c == '_' { 1 } else { 2 + u8::from(c.is_whitespace()) };
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        if kind(c) == 2 || next.is_none_or(|next| kind(next) != kind(c)) {
            pieces.push(&text[start..at + c.len_utf8()]);
            start = at + c.len_utf8();
        }
    }
    pieces
}

//! The reader of what people mostly write gives the document that the reader of the whole language gives, or none.

use crate::Limits;
use crate::differential::{Seed, mutated};
use crate::invariants::check;
use crate::read::yaml::{common, full};

/// Whether the text is common; panics where the two readers differ.
fn is_common(text: &str) -> bool {
    let Some(common) = common::read(text, Limits::default()) else { return false };
    check(&common);
    let full = full::read(text, Limits::default());
    assert_eq!(format!("{common:#?}"), format!("{full:#?}"), "{text}");
    true
}

#[test]
fn probe() {
    let mut texts = Vec::new();
    let mut stack = vec![
        std::path::PathBuf::from("../../"),
        std::path::PathBuf::from("/work/shared/data"),
        std::path::PathBuf::from("/tmp/yamls"),
    ];
    while let Some(path) = stack.pop() {
        if path.is_dir() {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            if matches!(name.as_str(), "target" | "node_modules" | ".git") {
                continue;
            }
            stack.extend(std::fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()));
        } else if path.extension().is_some_and(|e| e == "yaml" || e == "yml" || e == "template") {
            if let Ok(text) = std::fs::read_to_string(&path) {
                texts.push((path, text));
            }
        }
    }
    let (mut yes, mut no, mut bytes, mut all) = (0, 0, 0, 0);
    for (path, text) in &texts {
        let full = full::read(text, Limits::default());
        let ok = full.problems.is_empty();
        all += text.len();
        if is_common(text) {
            yes += 1;
            bytes += text.len();
        } else {
            no += 1;
            println!("{} {}", if ok { "UNCOMMON" } else { "wrong" }, path.display());
        }
    }
    println!("{yes} common, {no} not; bytes {bytes} of {all}");
    let rounds: usize = std::env::var("ROUNDS").map_or(0, |r| r.parse().unwrap());
    let seed0: u64 = std::env::var("SEED").map_or(0x77, |r| r.parse().unwrap());
    let mut seed = Seed(0x1234_5678_9abc_def1 ^ (seed0 << 7));
    let (mut yes, mut bad) = (0, 0);
    for _ in 0..rounds {
        let (_, text) = &texts[seed.below(texts.len())];
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        if lines.is_empty() {
            continue;
        }
        let from = seed.below(lines.len());
        let to = (from + 2 + seed.below(14)).min(lines.len());
        let text: String = lines[from..to].concat();
        let text = mutated(&text, &mut seed);
        let Some(c) = common::read(&text, Limits::default()) else { continue };
        yes += 1;
        let f = full::read(&text, Limits::default());
        if format!("{c:?}") != format!("{f:?}") {
            bad += 1;
            println!(
                "=====DIFF {text:?}\n  common {:?} {:?}\n  full   {:?} {:?} {:?}",
                crate::invariants::line(&c.tree),
                c.comments,
                crate::invariants::line(&f.tree),
                f.comments,
                f.problems
            );
            if bad > 12 {
                break;
            }
        }
    }
    println!("mutated {rounds}: {yes} common, {bad} differ");
}

#[test]
fn show() {
    for text in ["a:\n- ", "a:\n- \n", "a:\n-\n", "a:\n  - \n", "a:\n- x\n- \n"] {
        let f = full::read(text, Limits::default());
        let c = common::read(text, Limits::default()).unwrap();
        let spans = |t: &crate::Tree<'_>| {
            (0..t.len() as u32)
                .map(|i| {
                    let s = t.span(crate::NodeId(i));
                    (s.start, s.end)
                })
                .collect::<Vec<_>>()
        };
        println!("SHOW {text:?} c {:?} f {:?}", spans(&c.tree), spans(&f.tree));
    }
}

//! Operations at random places of many templates: made ones in every style, mutated ones, and those of the corpus. Whatever is
//! done, the result reads as the old template with that change, and nothing else is touched.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod holds;
mod make;
mod operation;
mod way;

use std::path::Path;

use holds::{Tally, both_hold, holds};
use tablewarden_edit::{Edit, Writer, applied, compose};
use tablewarden_styles::{Model, Seed, json, mutated, yaml};
use tablewarden_template::Syntax;

/// How often each made template is changed.
const ROUNDS: usize = 5;

#[test]
fn made_templates_have_the_change_and_nothing_else() {
    let (mut seed, mut tally) = (Seed(0x1234_5678_9abc_def1), Tally::default());
    for _ in 0..700 {
        let model = make::template(&mut seed);
        let text = yaml(&model, &mut seed);
        for _ in 0..ROUNDS {
            holds(&text, Syntax::Auto, &mut seed, &mut tally);
        }
    }
    tally.report("made in YAML");
    assert!(tally.refused * 4 < tally.done, "{tally:?}");
}

#[test]
fn yaml_and_json_agree() {
    let (mut seed, mut tally) = (Seed(0x9e37_79b9_7f4a_7c15), Tally::default());
    for _ in 0..400 {
        let model = make::template(&mut seed);
        let texts = [yaml(&model, &mut seed), json(&model, &mut seed)];
        for _ in 0..ROUNDS {
            both_hold(&texts, &mut seed, &mut tally);
        }
    }
    tally.report("twins");
    assert!(tally.refused * 4 < tally.done, "{tally:?}");
}

#[test]
fn mutated_templates_get_no_new_problem() {
    let (mut seed, mut tally) = (Seed(0x0bad_cafe_1234_5678), Tally::default());
    for _ in 0..900 {
        let model = make::template(&mut seed);
        let text = match seed.below(3) {
            0 => json(&model, &mut seed),
            _ => yaml(&model, &mut seed),
        };
        let text = mutated(&text, &mut seed);
        for _ in 0..3 {
            holds(&text, Syntax::Auto, &mut seed, &mut tally);
        }
    }
    tally.report("mutated");
    assert!(tally.worse * 100 < tally.done, "{tally:?}");
}

#[test]
fn templates_of_the_corpus_have_the_change_and_nothing_else() {
    let (mut seed, mut tally) = (Seed(0x5151_5151_aaaa_0001), Tally::default());
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus")];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                // What is in `caps` is far too much of something.
                folders.extend((!path.ends_with("caps")).then_some(path));
                continue;
            }
            let is_template =
                path.extension().is_some_and(|end| ["yaml", "yml", "json", "template"].iter().any(|one| end == *one));
            let Some(text) = std::fs::read_to_string(&path).ok().filter(|text| is_template && text.len() < 40_000)
            else {
                continue;
            };
            for _ in 0..4 {
                holds(&text, Syntax::Auto, &mut seed, &mut tally);
            }
        }
    }
    tally.report("corpus");
    assert!(tally.done > 1000, "{tally:?}");
}

#[test]
fn what_is_made_reads_as_its_model() {
    let mut seed = Seed(0x2222_3333_4444_5555);
    for _ in 0..300 {
        let model = make::template(&mut seed);
        for text in [yaml(&model, &mut seed), json(&model, &mut seed)] {
            let document = tablewarden_template::read(&text, Syntax::Auto, tablewarden_template::Limits::default());
            let view = tablewarden_template::View::new(&document.tree, tablewarden_template::Reading::CloudFormation);
            let found = Model::read(view, view.root().unwrap());
            assert_eq!(found.sorted(), model.sorted(), "{:?}\n{text}", document.problems);
        }
    }
}

/// What `writer` makes of the first change and then of the second, at once and in turn.
#[test]
fn composed_edits_do_what_both_do_in_turn() {
    let mut seed = Seed(0x7777_1234_0000_0005);
    let mut done = 0;
    for _ in 0..600 {
        let model = make::template(&mut seed);
        let text = yaml(&model, &mut seed);
        let Some((first, between)) = once(&text, &mut seed) else { continue };
        let Some((second, last)) = once(&between, &mut seed) else { continue };
        let found = applied(text.as_bytes(), &compose(&first, &second)).unwrap();
        assert_eq!(String::from_utf8(found).unwrap(), last, "{text}");
        done += 1;
    }
    assert!(done > 200, "{done}");
}

fn once(text: &str, seed: &mut Seed) -> Option<(Vec<Edit>, String)> {
    let document = tablewarden_template::read(text, Syntax::Auto, tablewarden_template::Limits::default());
    let view = tablewarden_template::View::new(&document.tree, tablewarden_template::Reading::CloudFormation);
    let operation = operation::Operation::any(&Model::read(view, view.root()?), seed);
    let edits = operation.make(&Writer::new(view, document.syntax), view)?.ok()?;
    let text = String::from_utf8(applied(text.as_bytes(), &edits)?).ok()?;
    Some((edits, text))
}

#[test]
fn the_makers_cover_what_they_are_for() {
    let mut seed = Seed(42);
    let texts: Vec<String> = (0..600)
        .map(|_| {
            let model = make::template(&mut seed);
            yaml(&model, &mut seed)
        })
        .collect();
    let has = |what: &str| texts.iter().filter(|text| text.contains(what)).count();
    for what in [
        "\r\n", "\u{feff}", "# ", "\t# ", ": |", ": >", "- - ", "? ", "{", "[", "&a", "*a", "!Ref", "!Sub", "é",
        "\n\n", "'", "\"", "- ", "<<: ", "...", "|+", "{}", "[]",
    ] {
        assert!(has(what) > 2, "{what:?}: {}", has(what));
    }
    assert!(texts.iter().any(|text| text.contains('\r') && !text.contains('\n')));
    assert!(texts.iter().any(|text| !text.ends_with(['\r', '\n'])));
}

//! The verdicts that cfn-guard 3.2.1 gave on each text, and what formatting must not change.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "verdicts/cases.rs"]
mod cases;

use tablewarden_guard::{Dialect, Parsed, RuleFile, format, parse};

/// The tree without its spans.
fn tree(file: &RuleFile) -> String {
    let text = format!("{file:?}");
    let mut pieces = text.split("Span { start: ");
    let mut tree = pieces.next().unwrap().to_owned();
    for piece in pieces {
        tree.push_str(&piece[piece.find('}').unwrap()..]);
    }
    tree
}

fn read(text: &str) -> Parsed {
    parse(text, Dialect::V3_2_1)
}

#[test]
fn what_cfn_guard_accepts_is_accepted() {
    for text in cases::ACCEPTED {
        assert_eq!(read(text).errors, [], "{text:?}");
    }
}

#[test]
fn what_cfn_guard_refuses_is_refused() {
    for text in cases::REFUSED {
        let errors = read(text).errors;
        assert!(!errors.is_empty(), "{text:?}");
        for error in errors {
            assert!(error.span.end as usize <= text.len() && error.span.start <= error.span.end, "{text:?} {error:?}");
            assert!(text.is_char_boundary(error.span.start as usize), "{text:?} {error:?}");
            assert!(!error.message.contains('\n') && !error.expected.is_empty(), "{text:?} {error:?}");
        }
    }
}

#[test]
fn formatting_keeps_the_tree_and_the_comments_and_is_done_once() {
    let mut checked = 0;
    for (text, changed) in cases::ACCEPTED.iter().flat_map(|text| {
        let places = text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        let broken = places.into_iter().map(|at| format!("{} # c\n{}", &text[..at], &text[at..])).collect::<Vec<_>>();
        std::iter::once((*text).to_owned()).chain(broken).map(move |changed| (*text, changed))
    }) {
        let parsed = read(&changed);
        let Some(formatted) = format(&parsed, &changed) else { continue };
        let again = read(&formatted);
        assert_eq!(again.errors, [], "{text}\n{changed}\n{formatted}");
        assert_eq!(tree(&again.file), tree(&parsed.file), "{changed}\n{formatted}");
        assert_eq!(again.comments.len(), parsed.comments.len(), "{changed}\n{formatted}");
        assert_eq!(format(&again, &formatted).as_deref(), Some(&*formatted), "{changed}");
        checked += 1;
    }
    assert!(checked > 800, "{checked}");
}

#[test]
fn no_text_makes_the_parser_stumble() {
    let mut seed = 1_u64;
    let mut below = |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % bound
    };
    for _ in 0..20_000 {
        let text: String = (0..below(12)).map(|_| cases::PIECES[below(cases::PIECES.len())]).collect();
        for dialect in [Dialect::V3_2_0, Dialect::V3_2_1] {
            let parsed = parse(&text, dialect);
            for error in &parsed.errors {
                assert!(text.get(error.span.start as usize..error.span.end as usize).is_some(), "{text:?} {error:?}");
            }
            assert!(parsed.comments.iter().all(|comment| comment.of(&text).starts_with('#')), "{text:?}");
            assert_eq!(format(&parsed, &text).is_some(), parsed.errors.is_empty());
        }
    }
}

//! Hostile text: deep, long, unfinished. It is read at once, on a small stack, or refused with a clear error.

use std::time::{Duration, Instant};

use crate::parse::cursor::MAX_DEPTH;
use crate::{Dialect, parse};

/// `count` times `open`, then `middle`, then `count` times `close`.
fn nested(open: &str, middle: &str, close: &str, count: usize) -> String {
    format!("{}{middle}{}", open.repeat(count), close.repeat(count))
}

/// What can be nested, each once.
fn nestings(count: usize) -> Vec<(&'static str, String)> {
    vec![
        ("filters", nested("a[ ", "a exists", " ] !empty", count)),
        ("filters with or", nested("b exists or a[ b exists or ", "a exists", " ] exists or b exists", count)),
        ("key filters that are none", nested("a[ keys == a[ ", "a exists", " ] or b exists ] exists", count / 2)),
        ("blocks", nested("a { ", "a exists", " }", count)),
        ("not empty blocks", nested("a !empty { ", "a exists", " }", count)),
        ("when blocks", nested("when a exists { ", "a exists", " }", count)),
        ("when without blocks", nested("a[ when b exists ", "", " ] exists", count)),
        ("lists", format!("a == {}", nested("[", "1", "]", count))),
        ("maps", format!("a == {}", nested("{a:", "1", "}", count))),
        ("calls", format!("rule x {{ {}\n}}", nested("count(", "a", ")", count - 1).replacen("count", "p", 1))),
        ("functions", format!("let x = {}", nested("count(", "a", ")", count))),
        ("filters on the right", nested("a == b[ ", "a exists", " ]", count)),
        (
            "conditions with filters",
            format!("rule x when {} {{ a exists }}", nested("a[ ", "a exists", " ] exists", count)),
        ),
    ]
}

/// Runs `work` on a stack as small as a host may have; twice that where nothing is optimised.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let size = if cfg!(debug_assertions) { 2 << 20 } else { 1 << 20 };
    std::thread::Builder::new().stack_size(size).spawn(work).unwrap().join().unwrap();
}

#[test]
fn the_deepest_that_is_allowed_fits_a_small_stack() {
    on_a_small_stack(|| {
        for (what, text) in nestings(MAX_DEPTH as usize) {
            let started = Instant::now();
            let parsed = parse(&text, Dialect::V3_2_1);
            if what != "when without blocks" {
                assert_eq!(parsed.errors, [], "{what}");
            }
            assert!(started.elapsed() < Duration::from_secs(2), "{what}: {:?}", started.elapsed());
            let formatted = crate::format(&parsed, &text);
            assert_eq!(formatted.is_some(), parsed.errors.is_empty(), "{what}");
            assert_eq!(parsed, parsed.clone(), "{what}");
        }
    });
}

#[test]
fn one_level_more_is_an_error_that_says_so() {
    on_a_small_stack(|| {
        for (what, text) in nestings(MAX_DEPTH as usize + 2) {
            let errors = parse(&text, Dialect::V3_2_1).errors;
            assert!(errors[0].message.contains("200 levels") || what.contains("without"), "{what}: {errors:?}");
        }
        for (what, text) in nestings(200_000) {
            assert_eq!(parse(&text, Dialect::V3_2_1).errors.len(), 1, "{what}");
        }
    });
}

#[test]
fn a_long_text_takes_time_in_proportion() {
    let started = Instant::now();
    for piece in [
        "a exists or ",
        "a exists\n",
        "# a comment\n",
        "rule a { b exists }",
        "a[*].b.",
        "'",
        "/",
        "<<",
        "r[",
        "%",
        "\n",
    ] {
        let _ = parse(&piece.repeat(5_000), Dialect::V3_2_1);
    }
    for piece in ["rule a { b == 'x\n", "rule a { b exists <<\n", "rule a {\n", "rule a when\n", "when exists\n"] {
        let errors = parse(&piece.repeat(5_000), Dialect::V3_2_1).errors.len();
        assert!(errors <= 20, "{piece}: {errors}");
    }
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

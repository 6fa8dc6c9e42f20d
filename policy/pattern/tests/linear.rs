//! Hostile patterns and texts: everything ends soon, whatever a backtracking engine would do.
//! The texts are long enough that a quadratic pass would not end within a test's patience.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tablewarden_pattern::Pattern;

fn pattern(source: &str) -> Pattern {
    Pattern::new(source).expect(source)
}

#[test]
fn nested_repetitions_are_linear() {
    let text = format!("{}!", "a".repeat(60_000));
    for source in [
        "^(a+)+$",
        "(a*)*b",
        "(?=(a+)+$)x",
        "(a|a)*b",
        "(a|aa)+$",
        "(?:a?){30}a{30}b",
        "(?<!(?:a+)+b)x",
        "(.*)(.*)(.*)b",
    ] {
        assert!(!pattern(source).is_match(&text), "{source}");
        assert_eq!(pattern(source).find(&text), None, "{source}");
    }
}

#[test]
fn nested_look_arounds_are_linear() {
    let text = "ab".repeat(20_000);
    assert!(pattern("(?=(?=(?=.*b$).*b).*a)(?<=^.*(?<=b.*))a").is_match(&text));
    assert!(!pattern("(?=(?=.*(?!b)c).*a)a").is_match(&text));
}

#[test]
fn searches_that_add_up_are_cut_off() {
    let text = "a".repeat(10_000);
    let pattern = pattern("a*b|a");
    let mut matches = pattern.captures_iter(&text);
    let found = matches.by_ref().count();
    assert!(matches.gave_up() && found < text.len(), "{found}");
    let mut short = pattern.captures_iter("aaaa");
    assert_eq!(short.by_ref().count(), 4);
    assert!(!short.gave_up());
}

#[test]
fn long_texts_of_normal_patterns_are_not_cut_off() {
    let text = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders ".repeat(500);
    let pattern =
        pattern(r"(?<!\w)arn:(?P<partition>[a-z-]+):dynamodb:([a-z]+-)+\d:(?:\d{12}):table/[\w.-]{3,255}(?!\w)");
    let mut matches = pattern.captures_iter(&text);
    assert_eq!(matches.by_ref().filter(|found| found.name("partition") == Some("aws")).count(), 500);
    assert!(!matches.gave_up());
}

#[test]
fn large_patterns_are_refused_soon() {
    for source in [
        "(?:x{1,1000}){1,1000}".to_owned(),
        "((((x{99}){99}){99}){99}){99}".to_owned(),
        "(?:(?:a{0}){99999}){99999}b{40000}".to_owned(),
        "x{4294967295}".to_owned(),
        "x{5000000000}".to_owned(),
        format!("{}x{}", "(".repeat(100_000), ")".repeat(100_000)),
        format!("{}x{}", "(?=".repeat(60), ")".repeat(60)).replace("(?=", "(?=(?<!"),
        format!("{}x{}", "[".repeat(100_000), "]".repeat(100_000)),
        "()".repeat(300),
        "a".repeat(100_000),
    ] {
        let error = Pattern::new(&source).expect_err("too large");
        assert!(error.start <= error.end && error.end <= source.len() && !error.message.contains('\n'), "{error}");
    }
    assert!(Pattern::new("(?:(?:a{0}){99999}){99999}").is_ok());
    assert!(Pattern::new("^[a-zA-Z0-9_.-]{3,2048}$").is_ok());
}

#[test]
fn broken_patterns_are_refused_and_never_panic() {
    let pieces = [
        "(", "?", "<", "=", "!", "P", "[", "]", "^", "\\", "{", "1", ",", "}", "&&", "é", "|", "#", "x", ")", "\\u",
        "-", ":", "\n",
    ];
    let mut state = 88_172_645_463_325_252_u64;
    for _ in 0..5_000 {
        let mut source = String::new();
        for _ in 0..8 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            source.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        match Pattern::new(&source) {
            Ok(pattern) => drop(pattern.captures("xé1{-,")),
            Err(error) => assert!(source.get(error.start..error.end).is_some(), "{source:?}: {error}"),
        }
    }
}

#[test]
fn patterns_may_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&pattern("(?=a)b"));
}

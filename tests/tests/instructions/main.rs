//! How many instructions of the shipped module jobs take that people wait for, held against `tests/instructions.yaml`: a change that takes
//! more by 5 % has to say so there (docs/adr/0024-instructions-are-guarded.md). Counted, never timed: the same on every machine.

mod command;
mod jobs;
mod templates;

use std::collections::BTreeMap;
use std::fmt::Write;

use tablewarden_tests::repository;

use jobs::JOBS;

const WRITE: &str = "TABLEWARDEN_WRITE_INSTRUCTIONS";

/// What the written numbers may be missed by, in percent.
const TOLERANCE: u64 = 5;

const HEAD: &str = "# The instructions of the shipped module that each job of tests/tests/instructions takes.
# TABLEWARDEN_WRITE_INSTRUCTIONS=1 cargo test -p tablewarden-tests --test instructions writes them anew.
";

#[test]
fn jobs_take_no_more_than_is_written() {
    let path = repository::root().join("tests/instructions.yaml");
    let counted: Vec<(&str, u64)> = JOBS.iter().map(|job| (job.name, (job.count)())).collect();
    if std::env::var_os(WRITE).is_some() {
        let lines = counted.iter().map(|(name, count)| format!("{name}: {count}\n"));
        std::fs::write(&path, [HEAD.to_owned(), lines.collect()].concat()).expect("the file can be written");
    }
    let written: BTreeMap<String, u64> = serde_yaml::from_str(&repository::text(&path)).expect("numbers by names");
    let mut wrong = String::new();
    for (name, count) in &counted {
        let before = written.get(*name).copied().unwrap_or(0);
        println!("{name}: {count} instructions, {before} written");
        if let Some(what) = difference(before, *count) {
            let _ = writeln!(wrong, "{name}: {count} instructions, {what} the {before} that are written");
        }
    }
    assert!(wrong.is_empty(), "{wrong}{WRITE}=1 writes them anew: say why in the commit");
    assert_eq!(written.len(), counted.len(), "tests/instructions.yaml has a job that is none");
}

/// What is to be said of a count, where it is not about what is written.
fn difference(before: u64, now: u64) -> Option<&'static str> {
    let (more, less) = (now.saturating_sub(before), before.saturating_sub(now));
    match before * TOLERANCE / 100 {
        allowed if more > allowed => Some("more than 5 % over"),
        allowed if less > allowed => Some("more than 5 % under"),
        _ => None,
    }
}

#[test]
fn five_percent_are_allowed_and_no_more() {
    for (before, now, is_allowed) in [
        (1000, 1000, true),
        (1000, 1050, true),
        (1000, 1051, false),
        (1000, 950, true),
        (1000, 949, false),
        (0, 1, false),
    ] {
        assert_eq!(difference(before, now).is_none(), is_allowed, "{before} {now}");
    }
}

#[test]
fn a_job_takes_the_same_number_each_time() {
    let job = JOBS.first().expect("there are jobs");
    assert_eq!((job.count)(), (job.count)());
}

//! The commands as processes, native and in Node, killed at moments that are spread over the time that a run takes.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use tablewarden_tests::repository;

use crate::place::{CASES, Files, Place};

/// How often each command is killed, in each host.
const KILLS: u32 = 8;

fn hosts() -> [(&'static str, Vec<String>); 2] {
    let node = repository::package().join("bin/tablewarden.js");
    let text = |path: &Path| path.to_string_lossy().into_owned();
    [("native", vec![text(&repository::command())]), ("Node", vec!["node".to_owned(), text(&node)])]
}

fn command(host: &[String], words: &[&str], place: &Place) -> Command {
    let (program, before) = host.split_first().expect("a program");
    let mut command = Command::new(program);
    command.args(before).args(words).current_dir(place.path());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Much of a file, so that writing it takes a while.
fn larger(files: Files) -> Files {
    let grow = |(name, mut bytes): (String, Vec<u8>)| {
        let sign = if name.ends_with(".yaml") || name.ends_with(".guard") { "#" } else { " " };
        let line = format!("{sign}{}\n", " ".repeat(120));
        bytes.extend(std::iter::repeat_n(line.as_bytes(), 4000).flatten());
        (name, bytes)
    };
    files.into_iter().map(grow).collect()
}

#[test]
fn every_file_is_the_old_one_or_the_new_one() {
    for (name, host) in hosts() {
        for (number, case) in CASES.iter().enumerate() {
            let place = Place::new(&format!("{name}-{number}"));
            let old = larger(case.old());
            place.reset(&old);
            let start = Instant::now();
            command(&host, case.words, &place).status().expect("it runs");
            let whole = start.elapsed();
            let new = place.all();
            assert_ne!(new, old, "{name}: {:?}", case.words);
            for kill in 0..KILLS {
                place.reset(&old);
                let mut child = command(&host, case.words, &place).spawn().expect("it runs");
                std::thread::sleep(whole * kill / (KILLS - 1));
                child.kill().and_then(|()| child.wait()).expect("it ends");
                let when = format!("{name}: {:?}, killed at {kill} of {KILLS}", case.words);
                place.is_whole(&old, &new, &when);
                command(&host, case.words, &place).status().expect("it runs");
                place.is_whole(&new, &new, &format!("{when}, and run again"));
            }
        }
    }
}

//! Each invocation of `tests/invocations` through the native command and through Node: the same standard output, standard
//! error, exit code and files, byte for byte, and what the script says of them.

#![cfg(unix)]

mod closed;
mod raw;
mod repository_of_charts;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tablewarden_tests::invocations::{Case, Done, Host, cases};

/// The places where what came of a run is not as the script says.
fn mistakes(case: &Case, done: &Done) -> Vec<String> {
    let said = &case.invocation;
    let mut mistakes = Vec::new();
    if done.exit != Some(said.exit) {
        mistakes.push(format!("exit code {:?}, not {}", done.exit, said.exit));
    }
    let lacks = |part: &&String, text: &str| !text.contains(&case.placed(part));
    mistakes
        .extend(said.out.iter().filter(|part| lacks(part, &done.stdout)).map(|part| format!("stdout lacks {part}")));
    mistakes
        .extend(said.err.iter().filter(|part| lacks(part, &done.stderr)).map(|part| format!("stderr lacks {part}")));
    if said.err.is_empty() && !done.stderr.is_empty() {
        mistakes.push("there is something on stderr".to_owned());
    }
    if said.stdout.as_ref().is_some_and(|stdout| case.placed(stdout) != done.stdout) {
        mistakes.push("stdout is another".to_owned());
    }
    let mut files = done.before.clone();
    files.extend(said.writes.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())));
    if done.after != files {
        let names: BTreeSet<_> = done.after.keys().chain(files.keys()).collect();
        mistakes.extend(names.into_iter().filter(|name| done.after.get(*name) != files.get(*name)).map(|name| {
            let text = |files: Option<&Vec<u8>>| files.map(|bytes| bytes.escape_ascii().to_string());
            format!("{name} is {:?}, not {:?}", text(done.after.get(name)), text(files.get(name)))
        }));
    }
    mistakes
}

/// Runs a case through both; gives what is wrong with it.
fn compare(case: &Case, native: &Host, node: &Host) -> Option<String> {
    let (one, other) = (case.run(native), case.run(node));
    let mut wrong = Vec::new();
    if one == other {
        wrong.extend(case.invocation.differs.is_some().then(|| "both do the same: take `differs` away".to_owned()));
        wrong.extend(mistakes(case, &one));
    } else if case.invocation.differs.is_some() {
        wrong.extend(mistakes(case, &other));
    } else {
        wrong.push(format!("{} does otherwise", node.name));
        wrong.extend(mistakes(case, &one));
        wrong.extend(mistakes(case, &other).into_iter().map(|mistake| format!("{}: {mistake}", node.name)));
    }
    if wrong.is_empty() {
        return None;
    }
    let mut text = format!("{}\n  {}\n", case.name, wrong.join("\n  "));
    for (host, done) in [(native, &one), (node, &other)].into_iter().take(if one == other { 1 } else { 2 }) {
        text += &format!("--- {}: exit code {:?}\n", host.name, done.exit);
        text += &around(&done.stdout, &other.stdout, &one.stdout);
        text += &format!("--- {}: standard error\n", host.name);
        text += &around(&done.stderr, &other.stderr, &one.stderr);
    }
    Some(text)
}

/// Some lines of a text, from where two texts part.
fn around(text: &str, one: &str, other: &str) -> String {
    let same = one.lines().zip(other.lines()).take_while(|(one, other)| one == other).count();
    let from = if one == other { 0 } else { same.saturating_sub(1) };
    text.lines()
        .skip(from)
        .take(10)
        .map(|line| format!("    {}\n", line.chars().take(200).collect::<String>()))
        .collect()
}

/// The words that start with two dashes.
fn options(text: &str) -> BTreeSet<String> {
    let is_option = |letter: char| letter == '-' || letter.is_ascii_lowercase();
    let starts = text.match_indices("--").filter(|(at, _)| !text[..*at].ends_with(is_option));
    let option = |(at, _): (usize, &str)| text[at..].chars().take_while(|letter| is_option(*letter)).collect();
    starts.map(option).filter(|option: &String| option.len() > 2).collect()
}

/// What `tablewarden WORDS --help` prints.
fn help(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().chain(&["--help"]).map(|word| (*word).to_owned()).collect();
    let output = Host::native().command(&words, &std::env::temp_dir()).output().expect("it starts");
    String::from_utf8(output.stdout).expect("help is text")
}

#[test]
fn every_command_and_option_of_the_help_is_tried() {
    let cases = cases(&std::env::temp_dir());
    let overview = help(&[]);
    let named = overview.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // Two spaces stand between a command and what it does.
    let commands: Vec<Vec<&str>> =
        named.filter_map(|line| Some(line.trim().split_once("  ")?.0.split(' ').collect())).collect();
    assert!(commands.len() >= 8, "{overview}");
    for command in commands {
        let words: Vec<String> = command.iter().map(|word| (*word).to_owned()).collect();
        let runs = cases.iter().map(|case| &case.invocation.run).filter(|run| run.starts_with(&words));
        let tried: BTreeSet<String> = runs.flat_map(|run| options(&run.join(" "))).collect();
        let listed = options(help(&command).split("Options:").nth(1).unwrap_or_default());
        let missing: Vec<_> = listed.difference(&tried).filter(|option| *option != "--help").collect();
        assert!(missing.is_empty(), "the script never tries {missing:?} of `tablewarden {}`", command.join(" "));
    }
}

#[test]
fn two_hosts_do_the_same() {
    let temporary = std::env::temp_dir().join(format!("tablewarden-invocations-{}", std::process::id()));
    let mut cases = cases(&temporary);
    if let Ok(only) = std::env::var("TABLEWARDEN_INVOCATION") {
        cases.retain(|case| case.name.contains(&only));
    }
    let (native, node) = (Host::native(), Host::node());
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    let work = || {
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Some(text) = compare(case, &native, &node) {
                wrong.lock().expect("nobody panicked").push(text);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, Into::into) {
            scope.spawn(work);
        }
    });
    let wrong = wrong.into_inner().expect("nobody panicked");
    assert!(wrong.is_empty(), "{} of {} invocations:\n\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    let _ = std::fs::remove_dir_all(&temporary);
    println!("{} invocations, the same from {} and {}", cases.len(), native.name, node.name);
}

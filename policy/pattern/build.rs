//! Writes the tables of upper and lower case that `characters/case.rs` reads: what the standard library of this compiler says of every
//! character, in a tenth of the bytes of its own tables.

#![allow(clippy::expect_used, clippy::unreachable, reason = "a build stops by a panic")]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

/// Characters whose other case is as far away, each so many behind the last.
struct Run {
    first: u32,
    last: u32,
    step: u32,
    distance: i32,
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut out = String::new();
    tables(&mut out, "LOWER", |c| c.to_lowercase().collect());
    tables(&mut out, "UPPER", |c| c.to_uppercase().collect());
    writeln!(out, "const IGNORED: &[u8] = &{:?};", ranges(is_ignored)).expect("a string takes everything");
    let path = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("case.rs");
    fs::write(path, out).expect("the build folder can be written");
}

/// Writes `NAME`, the runs of characters whose other case is one character, and `NAME_OF_MANY`, the other case of the rest.
fn tables(out: &mut String, name: &str, other: impl Fn(char) -> Vec<char>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut many = Vec::new();
    for c in '\u{80}'..=char::MAX {
        match other(c)[..] {
            [to] if to == c => {}
            [to] => push(&mut runs, u32::from(c), u32::from(to).cast_signed() - u32::from(c).cast_signed()),
            [a, b] => many.push((c, [a, b, '\0'])),
            [a, b, d] => many.push((c, [a, b, d])),
            _ => unreachable!("one character is at most three in the other case"),
        }
    }
    writeln!(out, "const {name}: &[Run] = &[").expect("a string takes everything");
    for Run { first, last, step, distance } in runs {
        let length = last - first;
        writeln!(out, "    Run {{ first: {first}, length: {length}, step: {step}, distance: {distance} }},")
            .expect("a string takes everything");
    }
    writeln!(out, "];\nconst {name}_OF_MANY: &[(char, [char; 3])] = &{many:?};").expect("a string takes everything");
}

/// Adds one character to the last run, if it goes on with it.
fn push(runs: &mut Vec<Run>, code: u32, distance: i32) {
    if let Some(run) = runs.last_mut()
        && run.distance == distance
    {
        let gap = code - run.last;
        if gap == run.step || run.first == run.last && gap == 2 {
            (run.last, run.step) = (code, gap);
            return;
        }
    }
    runs.push(Run { first: code, last: code, step: 1, distance });
}

/// Whether a word goes on behind the character as if it were not there (Case_Ignorable): only then does what stands on both sides of
/// it decide how a sigma before it is written.
fn is_ignored(c: char) -> bool {
    let is_last = |behind: &str| format!("aΣ{c}{behind}").to_lowercase().starts_with("aς");
    is_last("") && !is_last("a")
}

/// A table for `varints.rs`: for each range of characters its distance from the last one's end, and its length less one.
fn ranges(is_in: impl Fn(char) -> bool) -> Vec<u8> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in ('\0'..=char::MAX).filter(|c| is_in(*c)).map(u32::from) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    let mut table = Vec::new();
    let mut end = 0;
    for (first, last) in ranges {
        varint(&mut table, first - end);
        varint(&mut table, last - first);
        end = last;
    }
    table
}

fn varint(table: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        table.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    table.push(number as u8);
}

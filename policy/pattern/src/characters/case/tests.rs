//! The tables against the standard library, character by character. A table that is not what it should be is printed as
//! it should be, so a new version of Unicode is a copy away.

use super::tables::{IGNORED, LOWER, UPPER, UPPER_OF_MANY};
use super::{to_lowercase, to_uppercase};

fn push(table: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        table.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    table.push(number as u8);
}

/// What the standard library maps to one other character, as a table.
fn runs(other: impl Fn(char) -> Option<char>) -> Vec<u8> {
    let mut runs: Vec<(u32, u32, u32, i32)> = Vec::new();
    for c in '\u{80}'..=char::MAX {
        let Some(to) = other(c).filter(|to| *to != c) else { continue };
        let (code, distance) = (u32::from(c), u32::from(to).cast_signed() - u32::from(c).cast_signed());
        if let Some((first, more, step, run)) = runs.last_mut()
            && *run == distance
        {
            let gap = code - (*first + *more * *step);
            if *more == 0 && gap <= 2 || *more > 0 && gap == *step {
                (*more, *step) = (*more + 1, gap);
                continue;
            }
        }
        runs.push((code, 0, 1, distance));
    }
    let mut table = Vec::new();
    let mut end = 0;
    for (first, more, step, distance) in runs {
        for number in [first - end, more, step, distance.unsigned_abs() << 1 | u32::from(distance < 0)] {
            push(&mut table, number);
        }
        end = first + more * step;
    }
    table
}

fn single(mut mapped: impl Iterator<Item = char>) -> Option<char> {
    mapped.next().filter(|_| mapped.next().is_none())
}

#[test]
fn the_tables_of_one_for_one_are_those_of_the_standard_library() {
    let (lower, upper) = (runs(|c| single(c.to_lowercase())), runs(|c| single(c.to_uppercase())));
    assert!(lower == LOWER, "LOWER should be {lower:?}");
    assert!(upper == UPPER, "UPPER should be {upper:?}");
}

#[test]
fn the_table_of_one_for_many_is_that_of_the_standard_library() {
    let many = ('\u{80}'..=char::MAX).filter(|c| c.to_uppercase().nth(1).is_some());
    let entries: Vec<String> = many.map(|c| format!("{c}{}", c.to_uppercase())).collect();
    assert_eq!(entries.join(" "), UPPER_OF_MANY);
}

#[test]
fn the_table_of_what_a_word_may_hold_is_that_of_the_standard_library() {
    // Behind what is not counted a sigma is final where it would be without; after nothing else it is not.
    let is_final = |text: String| text.to_lowercase().ends_with('ς');
    let ignored = |c: char| is_final(format!("A{c}Σ")) && !is_final(format!("{c}Σ"));
    let mut table = Vec::new();
    let (mut end, mut code) = (0, 0);
    // Between these planes are ideographs and what is not assigned.
    let is_ignored = |code: u32| !(0x2_0000..0xE_0000).contains(&code) && char::from_u32(code).is_some_and(ignored);
    while code < 0xE_1000 {
        if is_ignored(code) {
            let mut last = code;
            while is_ignored(last + 1) {
                last += 1;
            }
            push(&mut table, code - end);
            push(&mut table, last - code);
            (end, code) = (last, last);
        }
        code += 1;
    }
    assert!(table == IGNORED, "IGNORED should be {table:?}");
}

#[test]
fn every_character_has_the_case_of_the_standard_library() {
    let all: String = ('\0'..=char::MAX).collect();
    assert!(to_lowercase(&all) == all.to_lowercase());
    assert!(to_uppercase(&all) == all.to_uppercase());
}

#[test]
fn a_sigma_is_final_where_the_standard_library_says_so() {
    for c in '\0'..='\u{2FFF}' {
        for text in [format!("A{c}Σ{c}a"), format!("{c}Σ"), format!("AΣ{c}a"), format!("ΣΣ{c}")] {
            assert_eq!(to_lowercase(&text), text.to_lowercase(), "{text:?}");
        }
    }
}

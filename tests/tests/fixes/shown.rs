//! What a fix did, as people review it: a line for each finding, and the difference. Kept in `tests/fixes`;
//! `TABLEWARDEN_WRITE_FIXES=1` writes it anew.

use std::fs;
use std::path::Path;

use tablewarden_edit::{Edit, applied, unified_diff};
use tablewarden_source::Span;
use tablewarden_wire::{FixResponse, TextEdit};

/// The edits of an answer.
pub(super) fn edits(answer: &FixResponse) -> Vec<Edit> {
    let edit = |one: &TextEdit| Edit { span: Span::new(one.start_byte, one.end_byte), text: one.text.clone() };
    answer.edits.iter().map(edit).collect()
}

/// The fixed file.
pub(super) fn fixed(answer: &FixResponse, bytes: &[u8]) -> Vec<u8> {
    applied(bytes, &edits(answer))
        .unwrap_or_else(|| panic!("{}: the edits do not fit: {:?}", answer.file, answer.edits))
}

/// What was fixed and what was refused, and the difference; empty where there is neither.
pub(super) fn shown(name: &str, answer: &FixResponse, bytes: &[u8]) -> String {
    let mut text = String::new();
    for one in &answer.fixed {
        let kind = if one.is_safe { "safe" } else { "unsafe" };
        text += &format!("{}:{} fixed[{}] ({kind}): {}.\n", name, one.span.start.line, one.rule, one.title);
    }
    for one in &answer.refused {
        text += &format!("{}:{} not fixed[{}]: {}: {}\n", name, one.span.start.line, one.rule, one.title, one.message);
    }
    text += &String::from_utf8_lossy(&unified_diff(name, bytes, &edits(answer)));
    text
}

/// Holds what is shown against what was reviewed, or writes it.
pub(super) fn compare(file: &Path, shown: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("TABLEWARDEN_WRITE_FIXES").is_some() {
        let folder = file.parent().expect("it is in a folder");
        fs::create_dir_all(folder).expect("the folder can be made");
        return match shown {
            "" => drop(fs::remove_file(file)),
            _ => fs::write(file, shown).expect("it can be written"),
        };
    }
    let known = fs::read_to_string(file).unwrap_or_default();
    if known != shown {
        let line = known.lines().zip(shown.lines()).take_while(|(a, b)| a == b).count();
        wrong.push(format!(
            "{}:{}: is\n  {}\nand was\n  {}\nLook at it; TABLEWARDEN_WRITE_FIXES=1 writes it anew.",
            file.display(),
            line + 1,
            shown.lines().nth(line).unwrap_or("(the end)"),
            known.lines().nth(line).unwrap_or("(the end)"),
        ));
    }
}

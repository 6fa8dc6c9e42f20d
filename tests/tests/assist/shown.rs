//! An answer as the reviewed files have it: lines of text, with the text of the file that each place covers.

use std::fmt::Write as _;

use tablewarden_wire::{AssistResponse, Location, Symbol};

/// The answer about a text.
pub fn shown(text: &str, answer: &AssistResponse) -> String {
    let mut out = String::new();
    if let Some(hover) = &answer.hover {
        write!(out, "at {}\n\n{}\n", place(text, hover.span), hover.markdown.trim_end()).expect("a string");
    }
    for one in &answer.completions {
        let detail = one.detail.as_ref().map_or(String::new(), |detail| format!(" -- {detail}"));
        let insert = if one.insert == one.label { String::new() } else { format!(" => {:?}", one.insert) };
        let kind = format!("{:?}", one.kind).to_ascii_lowercase();
        writeln!(out, "{kind} {}{insert}{detail}", one.label).expect("a string");
    }
    if let Some(first) = answer.completions.first() {
        writeln!(out, "in place of {}", place(text, first.span)).expect("a string");
    }
    for span in &answer.definitions {
        writeln!(out, "{}", place(text, *span)).expect("a string");
    }
    for symbol in &answer.symbols {
        write_symbol(&mut out, text, symbol, 0);
    }
    for lens in &answer.lenses {
        writeln!(out, "{}: {}", place(text, lens.span), lens.title).expect("a string");
    }
    if out.is_empty() { "nothing\n".to_owned() } else { out }
}

fn place(text: &str, span: Location) -> String {
    let covered = &text[span.start_byte as usize..span.end_byte as usize];
    format!("{}:{} {covered:?}", span.start.line, span.start.column)
}

fn write_symbol(out: &mut String, text: &str, symbol: &Symbol, depth: usize) {
    let indent = "  ".repeat(depth);
    let detail = symbol.detail.as_ref().map_or(String::new(), |detail| format!(" -- {detail}"));
    let kind = format!("{:?}", symbol.kind).to_ascii_lowercase();
    let lines = format!("lines {}-{}", symbol.span.start.line, symbol.span.end.line);
    writeln!(out, "{indent}{kind} {}{detail} ({}, {lines})", symbol.name, place(text, symbol.selection))
        .expect("a string");
    for child in &symbol.children {
        write_symbol(out, text, child, depth + 1);
    }
}

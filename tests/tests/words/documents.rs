//! The pages of the documentation that people write: their prose has the spellings of messages, sentences that are read once, and
//! none of the phrases that plain English has a word for. Code, in blocks or between backticks, is no prose.

use tablewarden_tests::repository;

use super::style::wrong;

/// Where the part of a page begins that is made from other texts.
const GENERATED: &str = "<!-- what follows is generated";

/// The most words of a sentence.
const MOST_WORDS: usize = 45;

/// What is not said, and what is said for it.
const PHRASES: [(&str, &str); 16] = [
    ("passed over", "skipped"),
    ("asked for", "required"),
    ("comes out", "is"),
    ("nothing to say", "no problems found"),
    ("surely", "certainly, or nothing"),
    ("of its own accord", "automatically"),
    ("by itself and", "alone"),
    ("is told in a notice", "a notice names it"),
    ("are told in", "are reported in"),
    ("may be missing", "are optional"),
    ("if nothing is said", "by default"),
    ("in place of", "instead of"),
    ("looks for none", "uses none"),
    ("must it be there", "required"),
    ("people's own", "your own"),
    ("what stands", "what is"),
];

/// The pages, but for those of the rules, whose texts are looked at where they come from.
fn pages() -> Vec<(String, String)> {
    let root = repository::root();
    let docs = std::fs::read_dir(root.join("docs")).expect("docs is a folder");
    let mut names: Vec<_> =
        docs.map(|entry| format!("docs/{}", entry.expect("an entry").file_name().to_string_lossy())).collect();
    names.retain(|name| name.ends_with(".md"));
    names.extend(
        ["README.md", "CONTRIBUTING.md", "SECURITY.md", "npm/README.md", "pipelines/README.md"].map(str::to_owned),
    );
    names.sort();
    let written = |name: &String| {
        let text = repository::text(&root.join(name));
        text.split(GENERATED).next().unwrap_or_default().to_owned()
    };
    names.into_iter().map(|name| (name.clone(), written(&name))).collect()
}

/// The blocks of prose of a page: paragraphs, entries of lists and cells of tables, each on one line, with `code` for code.
fn prose(page: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    let mut is_code = false;
    for line in page.lines() {
        let line = line.trim();
        if line.starts_with("```") {
            is_code = !is_code;
            blocks.push(String::new());
        } else if is_code {
        } else if line.is_empty() || line.starts_with(['#', '|', '!', '<']) {
            blocks.extend(line.strip_prefix('|').into_iter().flat_map(|row| row.split(" | ")).map(str::to_owned));
            blocks.push(String::new());
        } else {
            let item = line
                .strip_prefix("- ")
                .or_else(|| line.split_once(". ").filter(|(n, _)| n.parse::<u8>().is_ok()).map(|(_, rest)| rest));
            if item.is_some() {
                blocks.push(String::new());
            }
            if let Some(last) = blocks.last_mut() {
                last.push_str(item.unwrap_or(line));
                last.push(' ');
            }
        }
    }
    let words = |block: String| {
        let parts = block.split('`').enumerate().map(|(number, part)| if number % 2 == 1 { "code" } else { part });
        without_addresses(&parts.collect::<String>())
    };
    blocks.into_iter().filter(|block| !block.trim().is_empty()).map(words).collect()
}

/// Links with their text alone.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(')').map_or(part, |(_, rest)| rest))
}

/// What is wrong with a block of prose.
fn complaint(block: &str) -> Option<String> {
    let phrase = PHRASES.iter().find(|(phrase, _)| block.to_ascii_lowercase().contains(phrase));
    if let Some((phrase, but)) = phrase {
        return Some(format!("says `{phrase}`, not {but}"));
    }
    let words = |sentence: &&str| sentence.split_whitespace().count();
    let longest = block.split_inclusive(['.', ':', ';', '?']).max_by_key(words).unwrap_or_default();
    let count = words(&longest);
    if count > MOST_WORDS { Some(format!("has a sentence of {count} words")) } else { wrong(block) }
}

#[test]
fn pages_are_plain() {
    let mut complaints = Vec::new();
    let mut seen = 0;
    for (name, page) in pages() {
        for block in prose(&page) {
            seen += 1;
            complaints.extend(complaint(&block).map(|wrong| format!("{name} {wrong}: {block}")));
        }
    }
    assert!(seen > 500, "{seen} blocks");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn what_is_not_plain_is_found() {
    let page =
        "# Of regions\n\nA [page](x-region.md)\nof `region`.\n\n```sh\nregion\n```\n\n| a | b |\n\n1. One.\n- Two.\n";
    assert_eq!(prose(page), ["A [page of code. ", " a", "b |", "One. ", "Two. "]);
    assert_eq!(complaint("The file is skipped."), None);
    assert_eq!(complaint("Other files are passed over.").as_deref(), Some("says `passed over`, not skipped"));
    assert_eq!(complaint("The region is unknown.").as_deref(), Some("says `region`, not Region"));
    assert_eq!(complaint(&"word ".repeat(46)).as_deref(), Some("has a sentence of 46 words"));
}

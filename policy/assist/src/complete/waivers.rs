//! The shapes of waivers, in `Metadata` and in comments, and the rules that can be waived.

use tablewarden_wire::CompletionKind;

use super::at::At;
use super::cursor::Below;
use super::word::Word;
use crate::choice::{Choice, RuleTitle};

/// How a waiver in a comment begins.
const COMMENT: &str = "tablewarden: waive ";

/// What can be written in the comment that the cursor is in; none where it is in no comment, or the word is not one of a waiver.
pub(super) fn in_comment(word: &Word<'_>, rules: &[RuleTitle]) -> Option<Vec<Choice>> {
    let line = word.text.get(word.line.start..word.range.start)?;
    let comment = line
        .rfind('#')
        .filter(|at| line.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t'])))?;
    if word.quote.is_some() {
        return None;
    }
    let said = line.get(comment + 1..)?.trim_start();
    if said == COMMENT
        || said.split_once("waive ").is_some_and(|(before, rest)| before == "tablewarden: " && rest.trim().is_empty())
    {
        return Some(rules.iter().map(|(id, title)| rule(id, title, [id, " "].concat())).collect());
    }
    if !said.is_empty() && !COMMENT.starts_with(said) {
        return Some(Vec::new());
    }
    let rest = COMMENT.get(said.len()..).unwrap_or("");
    let snippet = Choice {
        label: rest.trim_end().to_owned(),
        insert: rest.to_owned(),
        kind: CompletionKind::Snippet,
        detail: Some("waive a rule in this resource".to_owned()),
    };
    Some(vec![snippet])
}

fn rule(id: &str, title: &str, insert: String) -> Choice {
    Choice { label: id.to_owned(), insert, kind: CompletionKind::Rule, detail: Some(title.to_owned()) }
}

/// What can be written at the mark in `Metadata`.
pub(super) fn choices(at: &At<'_, '_>, rules: &[RuleTitle]) -> Vec<Choice> {
    let names = at.names();
    let below = match names.as_slice() {
        ["Metadata", rest @ ..] | ["Resources", _, "Metadata", rest @ ..] => rest,
        _ => return Vec::new(),
    };
    let is_of_template = names.first() == Some(&"Metadata");
    let cursor = at.cursor;
    let key = |name: &str, insert: String, detail: &str| Choice {
        label: name.to_owned(),
        insert,
        kind: CompletionKind::Property,
        detail: Some(detail.to_owned()),
    };
    match below {
        ["tablewarden", "waive", "-", "rule"] | ["tablewarden", "waive", "rule"] if !at.is_key => {
            rules.iter().map(|(id, title)| rule(id, title, cursor.text(id))).collect()
        }
        [] if at.is_key && !at.has("tablewarden") => {
            let waive = ["tablewarden:", &cursor.line(2), "waive:", &cursor.line(4), "- rule: "].concat();
            let insert = if cursor.is_block() { waive } else { cursor.key("tablewarden", Below::Mapping) };
            vec![key("tablewarden", insert, "waive rules")]
        }
        ["tablewarden"] if at.is_key && !at.has("waive") => {
            let waive = ["waive:", &cursor.line(2), "- rule: "].concat();
            let insert = if cursor.is_block() { waive } else { cursor.key("waive", Below::List) };
            vec![key("waive", insert, "a list of waivers")]
        }
        // The list, without its first mark.
        ["tablewarden", "waive"] if at.is_alone && cursor.is_block() => {
            vec![key("rule", "- rule: ".to_owned(), "the id or the name of a rule")]
        }
        ["tablewarden", "waive", ..] if at.is_key => {
            let all = [
                ("rule", "the id or the name of a rule"),
                ("reason", "why the finding is intended; required"),
                ("expires", "the last day, YYYY-MM-DD"),
                ("resource", "a logical id; without it the whole template"),
            ];
            let open = all.into_iter().filter(|(name, _)| !at.has(name) && (*name != "resource" || is_of_template));
            open.map(|(name, detail)| key(name, cursor.key(name, Below::Nothing), detail)).collect()
        }
        _ => Vec::new(),
    }
}

//! What the formats of changes share: the parts of an answer that they are about, the rows about a table, and their words.

use tablewarden_source::shown;

use crate::answer::{Answer, Part};

/// What happens to a table, the worst first: the word of answers, and what people read.
pub(super) const OUTCOMES: [(&str, &str); 11] = [
    ("deleted", "data is deleted"),
    ("mayBeDeleted", "data may be deleted"),
    ("fails", "update fails"),
    ("replaced", "replaced (old table kept)"),
    ("kept", "kept outside the stack"),
    ("lowered", "protection is lower"),
    ("consumers", "consumers stop"),
    ("queries", "queries fail"),
    ("changed", "changed in place"),
    ("new", "new"),
    ("unchanged", UNCHANGED),
];
pub(super) const UNCHANGED: &str = "unchanged";
/// The first outcome that a reviewer need not look at.
pub(super) const HARMLESS: usize = 8;

/// The place of an outcome among all.
pub(super) fn outcome(of: &Part<'_>) -> usize {
    let word = of.text("outcome").unwrap_or("");
    OUTCOMES.iter().position(|(known, _)| *known == word).unwrap_or(0)
}

pub(super) fn words(outcome: usize) -> &'static str {
    OUTCOMES.get(outcome).map_or("", |(_, words)| words)
}

/// The tables of an answer.
pub(super) fn tables<'a>(answer: &Answer<'a>) -> impl Iterator<Item = Part<'a>> + use<'a> {
    answer.changes().into_iter().flat_map(|changes| changes.parts("tables"))
}

/// One row about a table.
pub(super) struct Row {
    /// None where it only adds to the rows above.
    pub(super) outcome: Option<usize>,
    pub(super) what: String,
    /// The lines now and before.
    pub(super) lines: [Option<usize>; 2],
}

/// What is to be read of a table, the worst first.
pub(super) fn rows(table: &Part<'_>) -> Vec<Row> {
    let id = table.text("logicalId").unwrap_or("");
    let lines = |of: &Part<'_>| {
        // What is gone stands nowhere.
        let now = table.place_at("span").and(of.place_at("span"));
        [now, of.place_at("was")].map(|place| place.map(|place| place.line))
    };
    let when = |of: &Part<'_>, what: String| match of.text("condition").or_else(|| table.text("condition")) {
        None => what,
        Some(condition) if what.is_empty() => ["Only when ", condition, "."].concat(),
        Some(condition) => {
            let end = if what.ends_with('.') { "." } else { "" };
            [what.trim_end_matches('.'), ", when ", condition, end].concat()
        }
    };
    let row = |effect: Part<'_>| {
        let what = when(&effect, short(effect.text("message").unwrap_or(""), id));
        Row { outcome: Some(outcome(&effect)), what, lines: lines(&effect) }
    };
    let mut rows: Vec<Row> = table.parts("effects").map(row).collect();
    let explained: Vec<&str> = table.parts("effects").filter_map(|effect| effect.text("property")).collect();
    let properties = table.parts("properties").filter_map(|one| one.plain()).filter(|one| !explained.contains(one));
    let properties = properties.map(|one| ["`", one, "`"].concat()).collect::<Vec<_>>().join(", ");
    let properties = shown(properties);
    if rows.is_empty() {
        let what = match table.text("outcome") {
            Some("kept") => "No longer in the template. Its `DeletionPolicy` keeps it.".to_owned(),
            Some("mayBeDeleted") => "No longer in the template.".to_owned(),
            _ => properties,
        };
        rows.push(Row { outcome: Some(outcome(table)), what: when(table, what), lines: lines(table) });
    } else if !properties.is_empty() {
        let what = ["Also changed: ", &properties, "."].concat();
        rows.push(Row { outcome: None, what, lines: [None; 2] });
    }
    rows
}

/// The first sentence of a message, without the table that the row is about.
fn short(message: &str, id: &str) -> String {
    let mut is_name = false;
    let end = message.char_indices().find(|(at, letter)| {
        is_name ^= *letter == '`';
        *letter == '.' && !is_name && message.get(at + 1..).is_some_and(|rest| rest.starts_with(' '))
    });
    let first = end.and_then(|(at, _)| message.get(..=at)).unwrap_or(message);
    let name = ["`", id, "`"].concat();
    first.replace(&[" of table ", &name].concat(), "").replace(&[" of ", &name].concat(), "")
}

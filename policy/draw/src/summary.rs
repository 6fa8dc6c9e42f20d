//! A table's parts in words: as rows of a small table in Markdown, and as one line. What is not there is left out of the line, what
//! is not known is said in both.

use std::borrow::Cow;

use tablewarden_source::Place;
use tablewarden_template::{At, View};

use crate::belongings::Belongings;
use crate::facts::Facts;
use crate::part::{Line, Part, Tone};
use crate::table::{KeyGroup, KeyRow, Reading, Table};

/// One table in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its logical id.
    pub logical_id: String,
    /// Where the logical id stands.
    pub place: Place,
    /// What it is, its name, and when it is there, as Markdown.
    pub head: String,
    /// What is said of it: a label, and cells of a table in Markdown.
    pub rows: Vec<(String, String)>,
    /// Key, billing, indexes, stream and recovery in one line of plain text.
    pub line: String,
    /// Its key, then its indexes; those of all conditions.
    pub keys: Vec<KeySummary>,
}

/// The key of a table or of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySummary {
    /// The name of the index, where it is known; none for the table itself.
    pub index: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// Where its name stands.
    pub name_place: Place,
    /// Its attributes and their types in plain text.
    pub key: String,
}

/// The tables of the facts at `root` of `view`, in the order of the template.
#[must_use]
pub fn summaries(view: View<'_>, root: At) -> Vec<Summary> {
    let facts = Facts::new(view, root);
    let tables: Vec<At> = facts.all("Tables").collect();
    let belongings = Belongings::read(facts, &tables);
    let summary = |(number, at): (usize, &At)| {
        let belongings = belongings.of.get(number).map_or(&[][..], Vec::as_slice);
        let reading = Reading { facts, at: *at, belongings };
        summary(reading, &Table::read(reading))
    };
    tables.iter().enumerate().map(summary).collect()
}

fn summary(reading: Reading<'_, '_>, table: &Table<'_>) -> Summary {
    let view = reading.facts.view();
    let head: Vec<String> = table.head.lines.iter().skip(1).map(|line| escaped(&line.text)).collect();
    let mut rows = Vec::new();
    for group in &table.keys {
        let when = group.when.as_ref().map_or(String::new(), |when| [" ", &escaped(when)].concat());
        let own = group.rows.first().map_or(String::new(), |row| cell(&row.capacity));
        for (number, row) in group.rows.iter().enumerate() {
            let key = key_of(row, &|part| code(&part.lines)) + &when;
            if number == 0 {
                rows.push(("Key".to_owned(), key));
                rows.extend((own != "on-demand").then(|| ("Capacity".to_owned(), own.clone())));
                rows.push(("Throttle alarms".to_owned(), cell(&row.alarms)));
                continue;
            }
            let capacity = cell(&row.capacity);
            let mut text = [&key, "; ", &cell(&row.projection)].concat();
            if capacity != own && capacity != "as the table" {
                text.extend(["; capacity ", &capacity]);
            }
            text.extend(
                (!row.alarms.is_missing() && cell(&row.alarms) != "as the table")
                    .then(|| "; throttle alarms: ".to_owned() + &cell(&row.alarms)),
            );
            rows.push((["Index ", &cell(&row.name)].concat(), text));
        }
        rows.extend(group.more.iter().map(|more| ("Indexes".to_owned(), cell(more))));
    }
    let parts = table.settings.iter().chain([&table.stream]).chain(&table.topology);
    rows.extend(parts.map(|part| (part.label.to_owned(), cell(part))));
    let mut each = |label: &str, parts: &[Part]| {
        let cells: Vec<String> = parts.iter().map(cell).collect();
        if !cells.is_empty() {
            rows.push((label.to_owned(), cells.join("; ")));
        }
    };
    each("Consumers", &table.consumers);
    each("Alarms", &table.alarms);
    let replicas: Vec<Part> = table.replicas.iter().map(|replica| replica.part.clone()).collect();
    each("Regions", &replicas);
    let place = |at| view.place(at);
    let keys = table.keys.iter().flat_map(|group| group.rows.iter().enumerate()).map(|(number, row)| KeySummary {
        index: (number > 0).then(|| row.name.lines.first().map_or(String::new(), |line| line.text.clone())),
        place: place(row.name.at),
        name_place: place(row.name.lines.first().map_or(row.name.at, |line| line.at)),
        key: key_of(row, &plain),
    });
    let mut known: Vec<KeySummary> = Vec::new();
    for key in keys {
        if !known.iter().any(|other| (other.place, &other.index) == (key.place, &key.index)) {
            known.push(key);
        }
    }
    Summary {
        logical_id: table.logical_id.to_owned(),
        place: place(reading.at),
        head: head.join("  \n"),
        rows,
        line: line(reading, table),
        keys: known,
    }
}

/// `orderId (S) + createdAt (N)`, each name as `name` writes it.
fn key_of(row: &KeyRow, name: &dyn Fn(&Part) -> String) -> String {
    let attribute = |part: &Part| {
        let is_known = part.lines.first().is_none_or(|line| line.tone != Tone::Unknown);
        let kind =
            part.lines.get(1).filter(|line| is_known || line.tone != Tone::Unknown).map_or(Cow::Borrowed(""), unmarked);
        match &*kind {
            "" => name(part),
            kind => [&name(part), " (", kind, ")"].concat(),
        }
    };
    let all: Vec<String> = row.partition.iter().chain(&row.sort).map(attribute).collect();
    all.join(" + ")
}

/// The first line of a part as plain text.
fn plain(part: &Part) -> String {
    let Some(line) = part.lines.first() else { return String::new() };
    let mut text = unmarked(line).into_owned();
    if let Some(first) = text.get_mut(..1).filter(|_| line.tone == Tone::Missing) {
        first.make_ascii_lowercase();
    }
    text
}

/// The text of a line in words, without the mark that a picture has before what is not known.
fn unmarked(line: &Line) -> Cow<'_, str> {
    let Some(rest) = line.text.strip_prefix('?').filter(|_| line.tone != Tone::Name) else {
        return Cow::Borrowed(&line.text);
    };
    match rest.trim_start() {
        said if said.contains("unknown") || said.starts_with("not ") => Cow::Borrowed(said),
        what => Cow::Owned([what, " unknown"].concat().trim_start().to_owned()),
    }
}

/// A table in one line.
fn line(reading: Reading<'_, '_>, table: &Table<'_>) -> String {
    let keys = |group: &KeyGroup| match group.rows.first().map_or(String::new(), |row| key_of(row, &plain)) {
        key if key == "unknown" => "unknown key".to_owned(),
        key => key,
    };
    let mut said = vec![either(table.keys.iter().map(keys), "keys")];
    let billing = |at| match reading.facts.fact(at, "Effective").known() {
        Some("PAY_PER_REQUEST") => "on-demand".to_owned(),
        Some(_) => "provisioned".to_owned(),
        None => "unknown billing".to_owned(),
    };
    said.push(either(reading.facts.list(reading.at, "Billing").map(billing), "billing"));
    let indexes = |at| match reading.facts.list(at, "Indexes").len() {
        0 => String::new(),
        1 => "1 index".to_owned(),
        count => [&count.to_string(), " indexes"].concat(),
    };
    said.push(either(reading.facts.list(reading.at, "Keys").map(indexes), ""));
    let stream = Part { lines: table.stream.lines.iter().take(1).cloned().collect(), ..table.stream.clone() };
    said.push(switch("stream", &stream));
    said.push(switch("point-in-time recovery", &table.recovery));
    said.extend(table.topology.as_ref().map(plain));
    said.retain(|words| !words.is_empty());
    said.join(" · ")
}

/// What all of the cases say; of cases that differ, each. `what` there are too many of, where there is none.
fn either(cases: impl Iterator<Item = String>, what: &str) -> String {
    let mut all: Vec<String> = Vec::new();
    for mut case in cases {
        if case.is_empty() {
            "none".clone_into(&mut case);
        }
        if !all.contains(&case) {
            all.push(case);
        }
    }
    match all.as_slice() {
        [] if what.is_empty() => String::new(),
        [] => ["unknown ", what].concat(),
        [one] if one == "none" => String::new(),
        several => several.join(" or "),
    }
}

/// Whether something is on: its name, or nothing.
fn switch(name: &str, part: &Part) -> String {
    let has = |tone| part.lines.iter().any(|line| line.tone == tone);
    match (has(Tone::Plain) || has(Tone::Name), has(Tone::Missing), has(Tone::Unknown)) {
        (true, false, false) => name.to_owned(),
        (true, ..) if part.lines.iter().any(|line| line.text.starts_with("when ")) => {
            [name, " under conditions"].concat()
        }
        (true, ..) => [name, " in some Regions"].concat(),
        (false, _, true) => [name, " unknown"].concat(),
        (false, _, false) => String::new(),
    }
}

/// The lines of a part as one cell of a table in Markdown.
fn cell(part: &Part) -> String {
    let mut text = String::new();
    for (index, line) in part.lines.iter().enumerate() {
        if index > 0 {
            text.push_str(if line.tone == Tone::Quiet && line.text.starts_with("when ") { " " } else { ", " });
        }
        match line.tone {
            Tone::Name => text.push_str(&code(std::slice::from_ref(line))),
            _ => text.push_str(&escaped(&unmarked(line))),
        }
    }
    text
}

/// The first of the lines, a name, as code.
fn code(lines: &[Line]) -> String {
    let Some(line) = lines.first() else { return String::new() };
    if line.tone != Tone::Name {
        return escaped(&unmarked(line));
    }
    ["`", &line.text.replace('`', "\u{fffd}").replace('|', "\\|"), "`"].concat()
}

/// Text of a template in a cell: what Markdown takes for a mark is written behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '!' => {
                out.extend(['\\', character])
            }
            _ => out.push(character),
        }
    }
    out
}

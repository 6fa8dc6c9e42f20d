//! The keys of a table and of its indexes as rows: name, partition key, sort key, projection, capacity, alarms in columns.

use super::cards::{PITCH, broken, label, outline, write};
use super::out::{Area, Out};
use super::text::{MISSING, PLAIN, QUIET};
use super::{cards, glyphs};
use crate::part::{Part, Tone};
use crate::subject::Subject;
use crate::table::{KeyGroup, KeyRow};

/// The label of each column, and how wide it is.
const COLUMNS: [(&str, u32); 6] = [
    ("", 150),
    ("Partition key", 158),
    ("Sort key", 158),
    ("Projection", 106),
    ("Capacity", 164),
    ("Throttle alarms", 104),
];
/// How far the boxes of attributes are apart, and how high they are.
const ATTRIBUTE_PITCH: u32 = 29;
const ATTRIBUTE: u32 = 25;
const PADDING: u32 = 9;
/// The blank between two columns.
const BETWEEN: u32 = 10;

/// Draws a group of rows from `frame.y` on; gives where they end.
pub(super) fn draw(out: &mut Out<'_>, group: &KeyGroup, frame: Area, subject: &Subject<'_>) -> u32 {
    let mut y = frame.y;
    if let Some(when) = &group.when {
        let text = QUIET.cut(when, frame.width);
        out.words(frame.x, y + 11, QUIET, &text, when);
        y += PITCH;
    }
    let mut x = frame.x;
    for (text, width) in COLUMNS {
        if !text.is_empty() {
            label(out, x, y + 11, text);
        }
        x += width;
    }
    y += 18;
    for row in &group.rows {
        out.path("e", &[(frame.x, y), (frame.x + frame.width, y)]);
        y = draw_row(out, row, frame.x, y, subject);
    }
    if let Some(more) = &group.more {
        out.path("e", &[(frame.x, y), (frame.x + frame.width, y)]);
        write(out, &broken(more, frame.width, 0), frame.x, y + 18, subject);
        glyphs::draw(out, &more.marks, frame.x + frame.width, y + 5, subject);
        out.unlink();
        y += 28;
    }
    y
}

fn draw_row(out: &mut Out<'_>, row: &KeyRow, left: u32, top: u32, subject: &Subject<'_>) -> u32 {
    let texts = [(0, &row.name), (3, &row.projection), (4, &row.capacity), (5, &row.alarms)];
    let width_of = |column: usize| COLUMNS.get(column).map_or(0, |(_, width)| width - BETWEEN);
    let left_of = |column: usize| left + COLUMNS.iter().take(column).map(|(_, width)| width).sum::<u32>();
    let count = |parts: &[Part]| u32::try_from(parts.len()).unwrap_or(1);
    let mut height = ATTRIBUTE_PITCH * count(&row.partition).max(count(&row.sort)).max(1);
    let mut cells = Vec::new();
    for (column, part) in texts {
        let width = width_of(column);
        let lines = broken(part, width, glyphs::width(&part.marks));
        height = height.max(PITCH * u32::try_from(lines.len()).unwrap_or(1) + 4);
        cells.push((part, left_of(column), width, lines));
    }
    let y = top + PADDING;
    for (part, x, width, lines) in cells {
        if matches!(outline(part), "d" | "u") {
            let high = PITCH * u32::try_from(lines.len()).unwrap_or(1) + 8;
            out.link((subject.line)(part.at));
            out.rectangle(Area { x: x - 6, y: y - 2, width: width + 6, height: high }, 4, outline(part));
        }
        write(out, &lines, x, y + 15, subject);
        glyphs::draw(out, &part.marks, x + width, y + 2, subject);
        out.unlink();
    }
    for (column, parts) in [(1, &row.partition), (2, &row.sort)] {
        let mut y = y;
        // The key of the table stands out.
        let class = if row.projection.lines.is_empty() { "k" } else { "i" };
        for part in parts {
            attribute(
                out,
                part,
                class,
                Area { x: left_of(column), y, width: width_of(column), height: ATTRIBUTE },
                subject,
            );
            y += ATTRIBUTE_PITCH;
        }
    }
    top + height + 2 * PADDING - 4
}

/// An attribute: a box with its name, and with its type behind a line; the marks stand beside it.
fn attribute(out: &mut Out<'_>, part: &Part, class: &str, area: Area, subject: &Subject<'_>) {
    let marks = glyphs::width(&part.marks);
    let area = Area { width: area.width.saturating_sub(if marks > 0 { marks + 4 } else { 0 }), ..area };
    out.link((subject.line)(part.at));
    let class = if outline(part) == "c" { class } else { outline(part) };
    out.rectangle(area, 5, class);
    let (name, kind) = (part.lines.first(), part.lines.get(1));
    let kind_text = kind.map_or("", |kind| kind.text.as_str());
    let kind_font = if kind.is_some_and(|kind| kind.tone == Tone::Plain) { PLAIN } else { MISSING };
    let kind_text = kind_font.cut(kind_text, 56);
    let room = if kind.is_some() { kind_font.width(&kind_text) + 14 } else { 0 };
    let behind = (area.x + area.width).saturating_sub(room);
    if let Some(name) = name {
        let font = cards::font(name.tone);
        let text = font.cut(&name.text, behind.saturating_sub(area.x + 14));
        out.link((subject.line)(name.at));
        out.words(area.x + 8, area.y + 17, font, &text, &name.text);
    }
    if let Some(kind) = kind {
        out.link((subject.line)(kind.at));
        out.path("w", &[(behind, area.y), (behind, area.y + area.height)]);
        out.words(behind + 7, area.y + 17, kind_font, &kind_text, &kind.text);
    }
    glyphs::draw(out, &part.marks, area.x + area.width + marks + 4, area.y + 4, subject);
    out.unlink();
}

//! A whole picture: which section stands where, one below the other.

use super::cards::{self, GAP};
use super::description::Words;
use super::out::{Area, Out};
use super::style::STYLE;
use super::text::{PLAIN, QUIET, TITLE};
use super::{glyphs, rows, world};
use crate::part::{Line, Part, Tone};
use crate::subject::Subject;
use crate::table::Table;

/// How wide a picture is, and the blank at its sides.
const WIDTH: u32 = 880;
const MARGIN: u32 = 20;
const HEAD: u32 = 64;

/// The picture of a table, with its width and its height.
pub(crate) fn picture(table: &Table<'_>, subject: &Subject<'_>) -> (String, u32, u32) {
    let mut out = Out::new(subject.file);
    let mut frame = Area { x: MARGIN, y: HEAD + 14, width: WIDTH - 2 * MARGIN, height: 0 };
    head(&mut out, table, subject);
    for group in &table.keys {
        frame.y = rows::draw(&mut out, group, frame, subject) + 6;
    }
    frame.y = cards::flow(&mut out, &table.settings, frame, 3, subject);
    frame.y = stream(&mut out, table, frame, subject);
    frame.y = alarms(&mut out, table, frame, subject);
    if let Some(topology) = &table.topology {
        frame.y = world::draw(&mut out, topology, &table.replicas, frame, subject);
    }
    frame.y = elsewhere(&mut out, table, frame, subject);
    let height = frame.y + 6;
    (whole(&out.text, table, subject, height), WIDTH, height)
}

/// Puts the root around what was drawn.
fn whole(body: &str, table: &Table<'_>, subject: &Subject<'_>, height: u32) -> String {
    let mut out = Out::new(subject.file);
    out.raw(&["<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tw\" role=\"group\""]);
    out.number(" width=\"", WIDTH);
    out.number("\" height=\"", height);
    out.number("\" viewBox=\"0 0 ", WIDTH);
    out.number(" ", height);
    out.raw(&["\" data-table=\""]);
    out.escaped(table.logical_id);
    out.number("\" data-lines=\"", subject.lines.0);
    out.number("-", subject.lines.1);
    out.raw(&["\">\n<title>Table "]);
    out.escaped(super::out::short(table.logical_id));
    out.raw(&["</title>\n<desc>"]);
    out.escaped(&Words::of(table).0);
    out.raw(&[".</desc>\n", STYLE, "\n"]);
    out.rectangle(Area { x: 1, y: 1, width: WIDTH - 2, height: height - 2 }, 10, "c");
    out.raw(&["\n", body, "</svg>\n"]);
    out.text
}

/// The name of the table, what it is, and when it is there.
fn head(out: &mut Out<'_>, table: &Table<'_>, subject: &Subject<'_>) {
    out.link((subject.line)(table.head.at));
    // Round only above.
    out.raw(&["<path class=\"b\" d=\"M2 64V11a9 9 0 0 1 9-9h858a9 9 0 0 1 9 9v53z\"/>"]);
    out.raw(&[
        "<path class=\"w\" d=\"M22 24c0-6 22-6 22 0v18c0 6-22 6-22 0zM22 24c0 6 22 6 22 0M22 33c0 6 22 6 22 0\"/>",
    ]);
    let marks = glyphs::width(&table.head.marks);
    let room = WIDTH - 2 * MARGIN - 36 - marks;
    for (index, line) in table.head.lines.iter().enumerate() {
        let (font, x, y, room) = match index {
            0 => (TITLE, 58, 31, if table.head.lines.len() > 2 { room / 2 } else { room }),
            1 => (QUIET, 58, 51, room),
            _ => {
                let text = PLAIN.cut(&line.text, room / 2 - 20);
                let x = WIDTH - MARGIN - marks - 10 - PLAIN.width(&text);
                (PLAIN, x, 30, room / 2 - 20)
            }
        };
        let text = font.cut(&line.text, room);
        out.words(x, y, font, &text, &line.text);
    }
    glyphs::draw(out, &table.head.marks, WIDTH - MARGIN, 18, subject);
    out.unlink();
}

/// The stream, with an arrow to each consumer.
fn stream(out: &mut Out<'_>, table: &Table<'_>, frame: Area, subject: &Subject<'_>) -> u32 {
    let part = &table.stream;
    if table.consumers.is_empty() {
        return cards::strip(out, part, frame, subject);
    }
    let width = (frame.width - 2 * GAP) / 3;
    let left = frame.x + width + 48;
    let wide = frame.x + frame.width - left;
    let mut y = frame.y;
    let mut ends = Vec::new();
    for consumer in &table.consumers {
        ends.push(y + 16);
        y = cards::strip(out, consumer, Area { x: left, y, width: wide, height: 0 }, subject) - GAP + 8;
    }
    let height = cards::height(part, width);
    let first = frame.y + 16;
    cards::draw(out, part, Area { x: frame.x, y: frame.y, width, height }, subject);
    for end in ends {
        let trunk = frame.x + width + 20;
        out.path("w", &[(frame.x + width, first), (trunk, first), (trunk, end), (left - 7, end)]);
        out.number("<path class=\"a\" d=\"M", left - 8);
        out.number(" ", end - 5);
        out.raw(&["l8 5l-8 5z\"/>"]);
    }
    (y + 4).max(frame.y + height + GAP)
}

/// The alarms, below a label.
fn alarms(out: &mut Out<'_>, table: &Table<'_>, frame: Area, subject: &Subject<'_>) -> u32 {
    if table.alarms.is_empty() {
        let line = Line::new(Tone::Missing, table.head.at, &["No alarm of this template is about the table"]);
        let part = Part { label: "Alarms", lines: vec![line], marks: Default::default(), ..table.head.clone() };
        return cards::strip(out, &part, frame, subject);
    }
    cards::label(out, frame.x, frame.y + 12, "Alarms");
    cards::flow(out, &table.alarms, Area { y: frame.y + 20, ..frame }, 3, subject)
}

/// What is found about no table.
fn elsewhere(out: &mut Out<'_>, table: &Table<'_>, frame: Area, subject: &Subject<'_>) -> u32 {
    if table.elsewhere.marks.each().next().is_none() {
        return frame.y;
    }
    let text = "Elsewhere in the template";
    out.words(frame.x, frame.y + 15, QUIET, text, text);
    let right = frame.x + QUIET.width(text) + 10 + glyphs::width(&table.elsewhere.marks);
    glyphs::draw(out, &table.elsewhere.marks, right, frame.y + 2, subject);
    out.unlink();
    frame.y + 26
}

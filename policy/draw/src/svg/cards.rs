//! Boxes with a label and lines: where they stand, how high they are, and how what is missing or unknown looks.

use std::borrow::Cow;

use super::glyphs;
use super::out::{Area, Out};
use super::text::{Font, LABEL, MISSING, NAME, PLAIN, QUIET};
use crate::part::{Line, Part, Tone};
use crate::subject::Subject;

/// How far the lines of a text are apart.
pub(super) const PITCH: u32 = 17;
/// The blank between two boxes, and inside of one at its sides.
pub(super) const GAP: u32 = 12;
/// The most lines that one line of a part is broken into.
const MOST_BROKEN: usize = 3;

/// The font of a tone.
pub(super) const fn font(tone: Tone) -> Font {
    match tone {
        Tone::Plain => PLAIN,
        Tone::Name => NAME,
        Tone::Quiet => QUIET,
        Tone::Missing | Tone::Unknown => MISSING,
    }
}

/// The class of a box.
pub(super) fn outline(part: &Part) -> &'static str {
    match part {
        part if part.is_missing() => "d",
        part if part.is_unknown() => "u",
        _ => "c",
    }
}

/// The lines of a part, broken to a width; the first ones leave room for the marks.
pub(super) fn broken<'p>(part: &'p Part, width: u32, marks: u32) -> Vec<(&'p Line, Cow<'p, str>)> {
    let mut all: Vec<(&Line, Cow<'_, str>)> = Vec::new();
    for line in &part.lines {
        let width = if all.is_empty() { width.saturating_sub(marks) } else { width };
        let most = if line.tone == Tone::Name { 1 } else { MOST_BROKEN };
        all.extend(font(line.tone).lines(&line.text, width, most).into_iter().map(|text| (line, text)));
    }
    all
}

/// Writes lines below each other; `y` is where the first one stands.
pub(super) fn write(out: &mut Out<'_>, lines: &[(&Line, Cow<'_, str>)], x: u32, y: u32, subject: &Subject<'_>) {
    let mut y = y;
    for (line, text) in lines {
        out.link((subject.line)(line.at));
        let is_cut = text.ends_with('…') && **text != *line.text;
        out.words(x, y, font(line.tone), text, if is_cut { &line.text } else { text });
        y += PITCH;
    }
}

/// How much of a box its label takes.
const fn label_height(part: &Part) -> u32 {
    if part.label.is_empty() { 0 } else { PITCH }
}

/// How wide the marks are that stand beside the first line.
fn marks_beside(part: &Part) -> u32 {
    if part.label.is_empty() { glyphs::width(&part.marks) } else { 0 }
}

/// How high the box of a part is.
pub(super) fn height(part: &Part, width: u32) -> u32 {
    let lines = broken(part, width - 2 * GAP, marks_beside(part)).len();
    label_height(part) + PITCH * u32::try_from(lines).unwrap_or(1) + 16
}

/// Draws the box of a part.
pub(super) fn draw(out: &mut Out<'_>, part: &Part, area: Area, subject: &Subject<'_>) {
    out.link((subject.line)(part.at));
    out.rectangle(area, 6, outline(part));
    if !part.label.is_empty() {
        label(out, area.x + GAP, area.y + 19, part.label);
    }
    let lines = broken(part, area.width - 2 * GAP, marks_beside(part));
    write(out, &lines, area.x + GAP, area.y + 20 + label_height(part), subject);
    glyphs::draw(out, &part.marks, area.x + area.width - 8, area.y + 7, subject);
    out.unlink();
}

/// Writes what something is.
pub(super) fn label(out: &mut Out<'_>, x: u32, y: u32, text: &str) {
    out.words(x, y, LABEL, text, text);
}

/// Draws boxes in so many columns, those of a row as high as the highest; gives where they end.
pub(super) fn flow(out: &mut Out<'_>, parts: &[Part], frame: Area, columns: u32, subject: &Subject<'_>) -> u32 {
    let width = (frame.width - GAP * (columns - 1)) / columns;
    let mut y = frame.y;
    for row in parts.chunks(columns as usize) {
        let height = row.iter().map(|part| height(part, width)).max().unwrap_or(0);
        let mut x = frame.x;
        for part in row {
            draw(out, part, Area { x, y, width, height }, subject);
            x += width + GAP;
        }
        y += height + GAP;
    }
    y
}

/// Draws a part that has little to say as one line; gives where it ends.
pub(super) fn strip(out: &mut Out<'_>, part: &Part, frame: Area, subject: &Subject<'_>) -> u32 {
    out.link((subject.line)(part.at));
    out.rectangle(Area { height: 32, ..frame }, 6, outline(part));
    let mut x = frame.x + GAP;
    if !part.label.is_empty() {
        label(out, x, frame.y + 20, part.label);
        x += 2 * GAP + LABEL.width(part.label);
    }
    let marks = glyphs::width(&part.marks);
    for line in &part.lines {
        let font = font(line.tone);
        let text = font.cut(&line.text, (frame.x + frame.width).saturating_sub(x + marks + GAP));
        out.link((subject.line)(line.at));
        out.words(x, frame.y + 20, font, &text, &line.text);
        x += font.width(&text) + 2 * GAP;
    }
    glyphs::draw(out, &part.marks, frame.x + frame.width - 8, frame.y + 8, subject);
    out.unlink();
    frame.y + 32 + GAP
}

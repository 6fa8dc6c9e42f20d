//! The marks of findings: a shape and a letter for each severity, so that they are told apart without colour; the messages are
//! their titles.

use super::out::{Out, short};
use crate::part::Marks;
use crate::subject::Subject;

/// The most messages that one mark says.
const MOST_MESSAGES: usize = 12;

/// The class, the letter, the shape and how low the letter stands, for errors, warnings, notes.
const SHAPES: [(&str, &str, &str, u32); 3] = [
    ("error", "E", "<path d=\"M5 0h6l5 5v6l-5 5h-6l-5-5v-6z\"/>", 12),
    ("warning", "W", "<path d=\"M8-2l10 18h-20z\"/>", 13),
    ("note", "N", "<circle cx=\"8\" cy=\"8\" r=\"8\"/>", 12),
];

/// The width of one mark, and of one that has a number.
const ONE: u32 = 22;
const COUNTED: u32 = 30;

/// How wide the marks are together.
pub(super) fn width(marks: &Marks) -> u32 {
    marks.each().map(|(_, found)| if found.len() > 1 { COUNTED } else { ONE }).sum()
}

/// Draws the marks so that they end at `right`.
pub(super) fn draw(out: &mut Out<'_>, marks: &Marks, right: u32, top: u32, subject: &Subject<'_>) {
    let mut x = right.saturating_sub(width(marks));
    for (severity, found) in marks.each() {
        let Some((class, letter, shape, low)) = SHAPES.get(severity) else { continue };
        let findings = || found.iter().filter_map(|number| subject.found.get(*number)).map(|one| one.finding);
        out.link(findings().next().map_or(subject.lines.0, |finding| finding.span.start.line));
        out.raw(&["<g class=\"f ", class, "\" data-rule=\""]);
        for (index, finding) in findings().enumerate() {
            out.raw(&[if index == 0 { "" } else { " " }]);
            out.escaped(short(&finding.rule));
        }
        out.number("\" data-count=\"", u32::try_from(found.len()).unwrap_or(u32::MAX));
        out.number("\" transform=\"translate(", x);
        out.number(" ", top);
        out.raw(&[")\"><title>"]);
        for (index, finding) in findings().take(MOST_MESSAGES).enumerate() {
            out.raw(&[if index == 0 { "" } else { "\n" }, class, " "]);
            out.escaped(short(&finding.rule));
            out.raw(&[": "]);
            out.escaped(short(&finding.message));
        }
        if found.len() > MOST_MESSAGES {
            out.number("\nand ", u32::try_from(found.len() - MOST_MESSAGES).unwrap_or(u32::MAX));
            out.raw(&[" more"]);
        }
        out.raw(&["</title>", shape]);
        out.number("<text class=\"y\" x=\"8\" y=\"", *low);
        out.raw(&["\">", letter, "</text>"]);
        if found.len() > 1 {
            out.number("<text class=\"x\" x=\"18\" y=\"12\">", u32::try_from(found.len()).unwrap_or(u32::MAX));
            out.raw(&["</text>"]);
        }
        out.raw(&["</g>"]);
        x += if found.len() > 1 { COUNTED } else { ONE };
    }
}

//! Several pictures in one document: one SVG with the tables below each other, or a text with a block of Mermaid for each.

use tablewarden_wire::PictureFormat;

use crate::svg::{self, Shape};

/// The blank between two pictures.
const BETWEEN: u32 = 24;

/// Puts pictures together; of each its width, its height, its logical id and its text.
#[must_use]
pub fn sheet(format: PictureFormat, pictures: &[Shape<'_>]) -> String {
    match format {
        PictureFormat::Svg => svg_sheet(pictures),
        PictureFormat::Mermaid => {
            let mut out = String::new();
            for picture in pictures {
                out.extend([if out.is_empty() { "" } else { "\n" }, "```mermaid\n", picture.text, "```\n"]);
            }
            out
        }
    }
}

fn svg_sheet(pictures: &[Shape<'_>]) -> String {
    if let [only] = pictures {
        return only.text.to_owned();
    }
    let width = pictures.iter().map(|picture| picture.width).max().unwrap_or(0).to_string();
    let blank = BETWEEN.saturating_mul(u32::try_from(pictures.len()).unwrap_or(u32::MAX).saturating_sub(1));
    let height = pictures.iter().fold(blank, |sum, picture| sum.saturating_add(picture.height)).to_string();
    let mut out = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    out.extend([&width, "\" height=\"", &height, "\" viewBox=\"0 0 ", &width, " ", &height, "\">\n", svg::STYLE, "\n"]);
    let mut top = 0_u32;
    for picture in pictures {
        out.extend(["<g transform=\"translate(0 ", &top.to_string(), ")\">\n"]);
        // All have the one style.
        out.push_str(&picture.text.replacen(svg::STYLE, "", 1));
        out.push_str("</g>\n");
        top = top.saturating_add(picture.height).saturating_add(BETWEEN);
    }
    out.push_str("</svg>\n");
    out
}

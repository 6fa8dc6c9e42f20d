//! Positions and ranges as the protocol writes them, read and written.

use tablewarden_report::JsonText;

use super::json::Json;
use super::text::LinePosition;

/// The beginning of a text.
pub(super) const START: LinePosition = LinePosition { line: 0, character: 0 };

/// The position at the end of these keys.
pub(super) fn position(json: Json<'_>, keys: &[&str]) -> Option<LinePosition> {
    let position = json.get(keys)?;
    Some(LinePosition { line: position.number(&["line"])?, character: position.number(&["character"])? })
}

/// Writes a range.
pub(super) fn write_range(json: &mut JsonText<'_>, name: &str, (from, to): (LinePosition, LinePosition)) {
    json.open(name, '{');
    for (name, LinePosition { line, character }) in [("start", from), ("end", to)] {
        json.open(name, '{').number("line", line as usize).number("character", character as usize).close('}');
    }
    json.close('}');
}

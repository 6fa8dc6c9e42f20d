//! Where something is, as SARIF says it: files as addresses relative to the root, regions in lines, columns and bytes, and the
//! resource in the template.

use std::fmt::Write;

use crate::answer::{Part, Place};
use crate::writing::JsonText;

/// What the folder is called that addresses are relative to.
pub(super) const ROOT: &str = "%SRCROOT%";

/// A file.
pub(super) fn artifact(json: &mut JsonText<'_>, name: &str, file: &str) {
    json.open(name, '{').text("uri", &address(file));
    if !is_absolute(file) {
        json.text("uriBaseId", ROOT);
    }
    json.close('}');
}

/// The member `physicalLocation`. Columns are written only where they count what SARIF knows: units of UTF-16.
pub(super) fn physical(json: &mut JsonText<'_>, file: &str, place: Option<Place>, columns: bool) {
    artifact(json.open("physicalLocation", '{'), "artifactLocation", file);
    if let Some(place) = place {
        region(json, "region", place, columns);
    }
    json.close('}');
}

/// A location without a name.
pub(super) fn location(json: &mut JsonText<'_>, file: &str, place: Option<Place>, columns: bool) {
    physical(json.open("", '{'), file, place, columns);
    json.close('}');
}

/// A region of a file: its end is behind its last character.
pub(super) fn region(json: &mut JsonText<'_>, name: &str, place: Place, columns: bool) {
    let Place { start, end, line, column, end_line, end_column } = place;
    json.open(name, '{').number("startLine", line);
    if columns {
        json.number("startColumn", column);
    }
    json.number("endLine", end_line);
    if columns {
        json.number("endColumn", end_column);
    }
    json.number("byteOffset", start).number("byteLength", end.saturating_sub(start)).close('}');
}

/// The member `logicalLocations`: the resource, named as in the template and as in the application, and the place in it.
pub(super) fn logical(json: &mut JsonText<'_>, finding: &Part<'_>) {
    json.open("logicalLocations", '[');
    if let Some(id) = finding.text("logicalId") {
        let path = finding.text("constructPath").unwrap_or(id);
        json.open("", '{').text("name", id).text("fullyQualifiedName", path).text("kind", "resource").close('}');
    }
    if let Some(path) = finding.text("path").filter(|path| !path.is_empty()) {
        json.open("", '{').text("fullyQualifiedName", path).text("kind", "property").close('}');
    }
    json.close(']');
}

/// `/srv/a.yaml`, `C:/a.yaml`
fn is_absolute(file: &str) -> bool {
    file.starts_with('/') || file.get(1..).is_some_and(|rest| rest.starts_with(":/"))
}

/// A path as an address: everything but letters, digits and `-._~/` as `%` and digits.
fn address(file: &str) -> String {
    let mut out = String::from(match (is_absolute(file), file.starts_with('/')) {
        (true, true) => "file://",
        (true, false) => "file:///",
        _ => "",
    });
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

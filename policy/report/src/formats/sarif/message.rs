//! A message, as SARIF has it in many places.

use crate::writing::JsonText;

/// A message in plain text. SARIF takes `[text](address)` in one for a link.
pub(super) fn message(json: &mut JsonText<'_>, name: &str, text: &str) {
    json.open(name, '{').text("text", &text.replace("](", "\\](")).close('}');
}

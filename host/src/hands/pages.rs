//! The pages of the rules, which lie beside the module: put into this command when it was built, from docs/rules.

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The page of a rule.
///
/// # Errors
/// One line, where there is none.
pub(super) fn page(rule: &str) -> Result<Vec<u8>, String> {
    let page = PAGES.iter().find(|(id, _)| *id == rule).map(|(_, text)| text.as_bytes().to_vec());
    page.ok_or_else(|| "cannot be read: there is no such file".to_owned())
}

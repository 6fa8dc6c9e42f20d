//! The files that lie beside the module: the pages of the rules, completions, the manual page. They were put into this command when
//! it was built, from docs.

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The file of that path.
///
/// # Errors
/// One line, where there is none.
pub(super) fn shipped(path: &str) -> Result<Vec<u8>, String> {
    let file = SHIPPED.iter().find(|(known, _)| *known == path).map(|(_, text)| text.as_bytes().to_vec());
    file.ok_or_else(|| "cannot be read: there is no such file".to_owned())
}

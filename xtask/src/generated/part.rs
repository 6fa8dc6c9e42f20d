//! The part of a page that is generated, in a page that people wrote. What stands around it stays.

use std::path::Path;

use crate::error::Result;

/// The end of a generated part.
const END: &str = "<!-- generated up to here -->";

/// The page with another text in its part, which follows the line `begin`.
pub(super) fn replaced(page: &Path, begin: &str, part: &str) -> Result<String> {
    let text = std::fs::read_to_string(page).map_err(|error| format!("cannot read {}: {error}", page.display()))?;
    let parts = text.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let Some((before, behind)) = parts else {
        return Err(format!("{} has no lines `{begin}` and `{END}`: put them where the list belongs", page.display()));
    };
    Ok(format!("{before}{begin}\n{part}{END}{behind}"))
}

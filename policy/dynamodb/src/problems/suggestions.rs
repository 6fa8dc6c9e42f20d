//! What was probably meant by a misspelt name, as the next step for people.

use tablewarden_cloudformation::schema::nearest;

/// The name that was probably meant.
pub(crate) fn meant<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    nearest(name, known.iter().copied())
}

/// To write what was meant; where nothing is near, what else is to be done.
pub(crate) fn write_or(meant: Option<&str>, otherwise: String) -> String {
    meant.map_or(otherwise, |meant| ["Write `", meant, "`."].concat())
}

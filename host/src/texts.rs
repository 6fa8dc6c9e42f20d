//! Paths and errors as the command knows them: paths as text with `/` between folders, reasons in words that are the same on
//! every system and in every host.

use std::io;
use std::path::Path;

/// A path as text. What is no Unicode is replaced by U+FFFD.
#[must_use]
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        return text.into_owned();
    }
    text.trim_start_matches(r"\\?\").replace(std::path::MAIN_SEPARATOR, "/")
}

/// Why something cannot be read or written.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    match (error.kind(), error.raw_os_error()) {
        (io::ErrorKind::NotFound, _) => "there is no such file".to_owned(),
        (io::ErrorKind::PermissionDenied, _) => "permission denied".to_owned(),
        (io::ErrorKind::IsADirectory, _) => "it is a folder".to_owned(),
        (io::ErrorKind::NotADirectory, _) => "a part of its path is not a folder".to_owned(),
        (io::ErrorKind::StorageFull, _) => "the disk is full".to_owned(),
        (_, Some(number)) => format!("input/output error {number}"),
        (kind, None) => kind.to_string(),
    }
}

/// That something cannot be read.
pub(crate) fn unreadable(error: &io::Error) -> String {
    format!("cannot be read: {}", reason(error))
}

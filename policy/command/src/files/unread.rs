//! What is said of a file that cannot be read or written: a host's reason in, a sentence about the file out.

/// How the reasons of hosts begin: `cannot be read: there is no such file`.
const REASON: &str = "cannot ";

/// A sentence with the name of the file. What is no reason of a host is a sentence already, and gets the name before it.
pub(crate) fn about(name: &str, line: &str) -> String {
    match line.starts_with(REASON) {
        true => format!("`{name}` {}.", line.trim_end_matches('.')),
        false => format!("{name}: {line}"),
    }
}

/// A sentence for a report, which shows the name of the file beside it.
pub(crate) fn this_file(line: String) -> String {
    match line.starts_with(REASON) {
        true => format!("This file {}.", line.trim_end_matches('.')),
        false => line,
    }
}

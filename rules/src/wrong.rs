//! What is wrong with a rule or its tests, and on which line: shown as `file:line: what`.

/// A mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The line, from 1.
    line: usize,
    what: String,
}

impl Wrong {
    /// On the first line of `text` that begins with `start`, or on the first.
    pub(crate) fn at(text: &str, start: &str, what: impl Into<String>) -> Self {
        let line = text.lines().position(|line| line.starts_with(start)).unwrap_or(0);
        Self { line: line + 1, what: what.into() }
    }

    /// What the reader of YAML says, without its own words for the place.
    pub(crate) fn yaml(error: &serde_yaml::Error) -> Self {
        let line = error.location().map_or(1, |location| location.line());
        let what = error.to_string();
        Self { line, what: what.split(" at line ").next().unwrap_or_default().to_owned() }
    }

    pub(crate) fn of(self, file: &str) -> String {
        format!("{file}:{}: {}", self.line, self.what)
    }
}

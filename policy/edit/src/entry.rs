//! A list element that is a mapping, below a row of keys, written in the styles that a template may have. Every text in it stays
//! one line, whatever it says.

/// How flow text is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// Every key and every text.
    Json,
    /// What needs it.
    Yaml,
}

/// What is written: the keys that are missing, and the members of the new element of the list below them.
#[derive(Debug)]
pub(crate) struct Entry<'e> {
    pub(crate) keys: &'e [&'e str],
    pub(crate) members: &'e [(&'e str, &'e str)],
}

impl Entry<'_> {
    /// In block style, line by line, `step` blanks deeper for each key.
    pub(crate) fn block(&self, indent: &str, step: usize, line_end: &str) -> String {
        let mut text = String::new();
        let mut indent = indent.to_owned();
        for key in self.keys {
            text.extend([&indent, *key, ":", line_end]);
            indent.extend(std::iter::repeat_n(' ', step));
        }
        for (number, (name, value)) in self.members.iter().enumerate() {
            let dash = if number == 0 { "- " } else { "  " };
            text.extend([&indent, dash, *name, ": ", &scalar(value, Quoting::Yaml), line_end]);
        }
        text
    }

    /// In flow style, the element on a line of its own, one `unit` deeper for each key; without a comma behind it.
    pub(crate) fn flow_lines(&self, indent: &str, unit: &str, line_end: &str, quoting: Quoting) -> String {
        let mut text = String::new();
        let depth = self.keys.len();
        let mut line = |level: usize, parts: &[&str]| {
            text.push_str(indent);
            text.extend(std::iter::repeat_n(unit, level));
            text.extend(parts.iter().copied());
            text.push_str(line_end);
        };
        for (level, key) in self.keys.iter().enumerate() {
            line(level, &[&name(key, quoting), ": ", if level + 1 == depth { "[" } else { "{" }]);
        }
        line(depth, &[&self.element(quoting)]);
        for level in (0..depth).rev() {
            line(level, &[if level + 1 == depth { "]" } else { "}" }]);
        }
        text.truncate(text.len() - line_end.len());
        text
    }

    /// In flow style on one line.
    pub(crate) fn flow(&self, quoting: Quoting) -> String {
        let depth = self.keys.len();
        let mut text = String::new();
        for (level, key) in self.keys.iter().enumerate() {
            text.extend([&*name(key, quoting), ": ", if level + 1 == depth { "[" } else { "{" }]);
        }
        text.push_str(&self.element(quoting));
        text.extend((0..depth).rev().map(|level| if level + 1 == depth { "]" } else { "}" }));
        text
    }

    fn element(&self, quoting: Quoting) -> String {
        let member = |(key, value): &(&str, &str)| format!("{}: {}", name(key, quoting), scalar(value, quoting));
        let members: Vec<String> = self.members.iter().map(member).collect();
        format!("{{{}}}", members.join(", "))
    }
}

/// A key of ours, which is a plain word.
fn name(key: &str, quoting: Quoting) -> String {
    if quoting == Quoting::Json { format!("\"{key}\"") } else { key.to_owned() }
}

/// A text as a scalar. A quoted one of JSON is one of YAML too.
fn scalar(text: &str, quoting: Quoting) -> String {
    // No word that means something else in YAML is as long.
    let is_word = text.len() > 5
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let is_date = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if quoting == Quoting::Yaml && (is_word || is_date) {
        return text.to_owned();
    }
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMBERS: [(&str, &str); 2] = [("rule", "DDB-R001"), ("reason", "a \"b\" # c: {")];

    #[test]
    fn each_style_says_the_same() {
        let entry = Entry { keys: &["Metadata", "waive"], members: &MEMBERS };
        let block = "  Metadata:\n    waive:\n      - rule: DDB-R001\n        reason: \"a \\\"b\\\" # c: {\"\n";
        assert_eq!(entry.block("  ", 2, "\n"), block);
        let json = "\t\"Metadata\": {\n\t\t\"waive\": [\n\t\t\t{\"rule\": \"DDB-R001\", \"reason\": \"a \\\"b\\\" # c: {\"}\n\t\t]\n\t}";
        assert_eq!(entry.flow_lines("\t", "\t", "\n", Quoting::Json), json);
        let flow = "Metadata: {waive: [{rule: DDB-R001, reason: \"a \\\"b\\\" # c: {\"}]}";
        assert_eq!(entry.flow(Quoting::Yaml), flow);
        assert_eq!(Entry { keys: &[], members: &MEMBERS[..1] }.flow(Quoting::Json), "{\"rule\": \"DDB-R001\"}");
    }
}

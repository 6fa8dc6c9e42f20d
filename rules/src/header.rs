//! The header of a rule file: YAML in the comments at its top. Gives what it says, or the line where something is missing or wrong.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::edits::EditRow;
use crate::example::marked;
use crate::wrong::Wrong;

/// The tools whose waivers in templates are read (docs/waivers.md).
pub const WITH_WAIVERS: [&str; 5] = ["cdk-nag", "cfn-guard", "cfn-lint", "cfn_nag", "checkov"];
/// What else has ids for the same things.
const WITHOUT_WAIVERS: [&str; 3] = ["control-tower", "security-hub", "trivy"];

/// What a rule says of itself (docs/rule-files.md). Where a key is not said to be there always, it may be missing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Header {
    /// `DDB-B001`. Always there.
    pub id: String,
    /// The kebab name; the file's name. Always there.
    pub name: String,
    /// What holds when the rule passes, one line. Always there.
    pub title: String,
    /// `error`, `warning` or `note`. Always there.
    pub severity: String,
    /// The least profile that reports it: `recommended` or `strict`. Always there.
    pub profile: String,
    /// Where a finding points. Always there.
    pub reports: String,
    /// What happens if it is left as it is. Always there.
    pub why: String,
    /// What to do. Always there.
    pub fix: String,
    /// How the engine does it: the first row that fits a finding is its fix.
    #[serde(default)]
    pub edits: Vec<EditRow>,
    /// How to do it with the AWS CDK: lines of TypeScript.
    #[serde(default)]
    pub cdk: String,
    /// When it is right to waive it. There unless the rule is an error.
    #[serde(default)]
    pub waive: String,
    /// A template that breaks the rule. Under the line of the first finding stand carets below what it points at. There unless
    /// the rule is off until settings say what it asks for.
    #[serde(default)]
    pub bad: String,
    /// The earlier template, for a rule about changes: the bad one breaks the rule when it replaces this one.
    #[serde(default)]
    pub before: String,
    /// The same template as it should be. Always there.
    pub good: String,
    /// The names of `let`s that settings may replace.
    #[serde(default)]
    pub parameters: Vec<String>,
    /// The ids whose findings at the same place give way.
    #[serde(default)]
    pub supersedes: Vec<String>,
    /// Ids of other tools for the same thing, by the tool.
    #[serde(default)]
    pub also_known_as: BTreeMap<String, Vec<String>>,
    /// Addresses.
    #[serde(default)]
    pub references: Vec<String>,
}

/// Reads the header of the rule file `name`.
pub(crate) fn read(text: &str, name: &str) -> Result<Header, Wrong> {
    let lines = text.lines().take_while(|line| line.starts_with('#'));
    let yaml: String =
        lines.map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line.trim_start_matches('#')))).collect();
    let header: Header = serde_yaml::from_str(&yaml).map_err(|error| Wrong::yaml(&error))?;
    match problem(&header, text, name) {
        Some((key, what)) => Err(Wrong::at(text, &format!("# {key}:"), format!("{key}: {what}"))),
        None => Ok(header),
    }
}

/// Whether a parameter of the rule is an empty list: then it asks for nothing until settings say for what.
pub(crate) fn is_off(header: &Header, text: &str) -> bool {
    header.parameters.iter().any(|name| text.lines().any(|line| line == format!("let {name} = []")))
}

/// The key that something is wrong with, and what.
fn problem(header: &Header, text: &str, name: &str) -> Option<(&'static str, String)> {
    let Header { id, title, severity, profile, .. } = header;
    if !is_id(id) {
        return Some(("id", format!("`{id}` is not `DDB-`, a letter and three digits")));
    }
    if header.name != name
        || !name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
    {
        return Some(("name", format!("`{}` is not the file's name in lower case: `{name}`", header.name)));
    }
    if title.contains('\n') || title.ends_with('.') {
        return Some(("title", "it is one line, without a full stop".to_owned()));
    }
    let words =
        [("severity", severity, &["error", "warning", "note"][..]), ("profile", profile, &["recommended", "strict"])];
    if let Some((key, word, words)) = words.into_iter().find(|(_, word, words)| !words.contains(&word.as_str())) {
        return Some((key, format!("`{word}` is none of {}", words.join(", "))));
    }
    let (is_error, is_off) = (severity == "error", is_off(header, text));
    let texts = [
        ("title", title, true),
        ("reports", &header.reports, true),
        ("why", &header.why, true),
        ("fix", &header.fix, true),
        ("waive", &header.waive, !is_error),
        ("bad", &header.bad, !is_off),
        ("good", &header.good, true),
    ];
    if let Some((key, ..)) = texts.iter().find(|(_, text, must)| *must && text.trim().is_empty()) {
        return Some((key, "it is missing, or says nothing".to_owned()));
    }
    if !header.bad.is_empty() && marked(&header.bad).mark.is_none() {
        return Some(("bad", "no carets stand below what the finding points at".to_owned()));
    }
    if let Some(name) = header.parameters.iter().find(|name| !text.contains(&format!("\nlet {name} = "))) {
        return Some(("parameters", format!("there is no `let {name} = ` in the file")));
    }
    if let Some(id) = header.supersedes.iter().find(|id| !is_id(id) || *id == &header.id) {
        return Some(("supersedes", format!("`{id}` is not the id of another rule")));
    }
    let known = || WITH_WAIVERS.iter().chain(&WITHOUT_WAIVERS);
    if let Some(tool) = header.also_known_as.keys().find(|tool| known().all(|known| known != tool)) {
        let known = known().copied().collect::<Vec<_>>().join(", ");
        return Some(("also-known-as", format!("`{tool}` is none of {known}")));
    }
    let mut ids = header.also_known_as.values().flatten();
    if let Some(id) = ids.find(|id| id.is_empty() || id.contains(char::is_whitespace)) {
        return Some(("also-known-as", format!("`{id}` has a blank, or is nothing")));
    }
    let reference = header.references.iter().find(|reference| !reference.starts_with("https://"));
    reference.map(|reference| ("references", format!("`{reference}` is no address")))
}

fn is_id(id: &str) -> bool {
    match id.strip_prefix("DDB-").map(str::as_bytes) {
        Some([letter, digits @ ..]) => {
            letter.is_ascii_uppercase() && digits.len() == 3 && digits.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;

    /// A header with everything that must be there, and one thing of it replaced.
    fn error(what: &str, by: &str) -> Option<String> {
        let text = "\
# id: DDB-Z001
# name: one-more
# title: A table is called something
# severity: warning
# profile: strict
# reports: the table
# why: Because.
# fix: Give it a name.
# waive: Never.
# bad: |
#   Resources: {}
#   ^^^^^^^^^
# good: |
#   Resources: {}

let least = 1

rule one_more { Resources exists }
";
        assert!(text.contains(what), "{what}");
        read(&text.replace(what, by), "one-more").err().map(|wrong| wrong.of("keys/one-more.guard"))
    }

    #[test]
    fn what_must_be_there_is_missed_with_its_line() {
        assert_eq!(error("", ""), None);
        for key in
            ["id: DDB-Z001", "name: one-more", "title: A table is called something", "profile: strict", "why: Because."]
        {
            let error = error(&format!("# {key}\n"), "");
            let key = key.split(':').next().unwrap_or_default();
            assert_eq!(error, Some(format!("keys/one-more.guard:1: missing field `{key}`")));
        }
        for (what, by, says) in [
            ("why: Because.", "why:", "7: why: it is missing, or says nothing"),
            ("# waive: Never.\n", "", "1: waive: it is missing, or says nothing"),
            ("# bad: |\n#   Resources: {}\n#   ^^^^^^^^^\n", "", "1: bad: it is missing, or says nothing"),
            ("#   ^^^^^^^^^\n", "", "10: bad: no carets stand below what the finding points at"),
            ("good: |\n#   Resources: {}", "good: \"\"", "13: good: it is missing, or says nothing"),
        ] {
            assert_eq!(error(what, by), Some(format!("keys/one-more.guard:{says}")));
        }
        assert_eq!(
            error("why: Because.", "title: Twice"),
            Some("keys/one-more.guard:1: duplicate field `title`".to_owned())
        );
        assert!(error("why: Because.", "why: [").is_some_and(|error| error.starts_with("keys/one-more.guard:")));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (what, by, says) in [
            ("id: DDB-Z001", "id: DDB-Z1", "1: id: `DDB-Z1` is not `DDB-`, a letter and three digits"),
            (
                "name: one-more",
                "name: one_more",
                "2: name: `one_more` is not the file's name in lower case: `one-more`",
            ),
            ("something\n", "something.\n", "3: title: it is one line, without a full stop"),
            ("severity: warning", "severity: fatal", "4: severity: `fatal` is none of error, warning, note"),
            ("profile: strict", "profile: minimal", "5: profile: `minimal` is none of recommended, strict"),
            ("waive: Never.", "wave: Never.", "9: unknown field `wave`, expected one of"),
            ("# good", "# parameters: [most]\n# good", "13: parameters: there is no `let most = ` in the file"),
            ("# good", "# supersedes: [DDB-Z001]\n# good", "13: supersedes: `DDB-Z001` is not the id of another rule"),
            (
                "# good",
                "# also-known-as: {cfn-lint: [a b]}\n# good",
                "13: also-known-as: `a b` has a blank, or is nothing",
            ),
            (
                "# good",
                "# also-known-as: {cfn_lint: [a]}\n# good",
                "13: also-known-as: `cfn_lint` is none of cdk-nag, cfn-guard, cfn-lint, cfn_nag, checkov, ",
            ),
            ("# good", "# references: [example.org]\n# good", "13: references: `example.org` is no address"),
        ] {
            let error = error(what, by).expect("it is wrong");
            assert!(error.starts_with(&format!("keys/one-more.guard:{says}")), "{error}");
        }
    }

    #[test]
    fn a_rule_that_is_off_needs_no_bad_example_and_an_error_no_waiver() {
        let bad = "# bad: |\n#   Resources: {}\n#   ^^^^^^^^^\n# good: |\n#   Resources: {}\n\nlet least = 1\n";
        let off = "# parameters: [least]\n# good: |\n#   Resources: {}\n\nlet least = []\n";
        assert_eq!(error(bad, off), None);
        let warning = "# severity: warning\n# profile: strict\n# reports: the table\n# why: Because.\n# fix: Give it a name.\n# waive: Never.\n";
        let error_without =
            "# severity: error\n# profile: strict\n# reports: the table\n# why: Because.\n# fix: Give it a name.\n";
        assert_eq!(error(warning, error_without), None);
    }
}

//! How a rule is named in a report, in settings and in waivers, and how two names are compared. Knows no rule.

use tablewarden_cloudformation::Tool;
use tablewarden_wire::{Profile, ReportedRule, Severity};

/// How a report names the rule of a finding, and when it shows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RuleName<'r> {
    pub(crate) id: &'r str,
    pub(crate) name: &'r str,
    /// What holds where it finds nothing, one line.
    pub(crate) title: Option<&'r str>,
    /// The severity that its file gives it.
    pub(crate) severity: Severity,
    /// What to do.
    pub(crate) help: Option<&'r str>,
    /// Whether it is one of the pack.
    pub(crate) is_built_in: bool,
    /// The least profile that shows it; none: every profile does.
    pub(crate) profile: Option<Profile>,
    /// Ids of rules whose findings at the same place give way.
    pub(crate) supersedes: &'r [&'r str],
    /// The ids that tools whose waivers are read have for it.
    pub(crate) also_known_as: &'r [(Tool, &'r [&'r str])],
}

/// Where the pages of the built-in rules are.
const PAGES: &str = "https://github.com/tablewarden/tablewarden/blob/main/docs/rules";

impl RuleName<'_> {
    /// How an answer describes it.
    pub(crate) fn described(&self) -> ReportedRule {
        ReportedRule {
            id: self.id.to_owned(),
            name: self.name.to_owned(),
            title: self.title.map(str::to_owned),
            help: self.help.map(str::to_owned),
            address: self.is_built_in.then(|| format!("{PAGES}/{}.md", self.id)),
            severity: self.severity,
        }
    }

    /// Whether a finding of this severity is reported under the profile.
    pub(crate) fn is_reported(&self, severity: Severity, profile: Profile) -> bool {
        match (self.profile, profile) {
            (None, _) => true,
            (Some(_), Profile::Minimal) => severity == Severity::Error,
            (Some(least), profile) => least <= profile,
        }
    }

    /// Its id and its name as they are compared.
    pub(crate) fn comparable(&self) -> [String; 2] {
        [self.id, self.name].map(comparable)
    }
}

/// The name or the id of a rule as it is compared: in small letters, with `-` for `_`.
pub(crate) fn comparable(rule: &str) -> String {
    rule.to_ascii_lowercase().replace('_', "-")
}

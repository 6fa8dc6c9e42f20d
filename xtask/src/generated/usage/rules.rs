//! The built-in rules as completions show them: ids and titles out of the headers of the rule files.

use std::path::Path;

use tablewarden_rules::read;

use crate::error::Result;

/// A built-in rule.
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) title: String,
}

/// All of them, by their ids.
pub(super) fn rules(root: &Path) -> Result<Vec<Rule>> {
    let rules = read(&root.join("rules/dynamodb"))?;
    let rule = |header: tablewarden_rules::Header| Rule {
        id: header.id,
        title: header.title.trim_end_matches('.').to_owned(),
    };
    Ok(rules.into_iter().map(|file| rule(file.header)).collect())
}

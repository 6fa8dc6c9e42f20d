//! How often each rule found something, and in which templates and accounts. Waived and known findings are not counted.

use std::fmt::Write;

use tablewarden_order::Map;

use crate::answer::Answer;
use crate::plural::plural;
use crate::writing::harmless;

/// Findings counted.
#[derive(Default)]
pub(crate) struct Statistics {
    rules: Map<String, u32>,
    /// By the name of the stack, where the template has one, else by that of the file.
    templates: Map<String, u32>,
    /// Of the templates that say to which account they go.
    accounts: Map<String, u32>,
}

/// How many lines a list has at most.
const MOST_LINES: usize = 50;

impl Statistics {
    pub(crate) fn add(&mut self, answer: &Answer<'_>) {
        let mut found = 0;
        for finding in answer.findings() {
            count(&mut self.rules, finding.text("rule").unwrap_or(""), 1);
            found += 1;
        }
        for (rule, left) in answer.unlisted().filter(|(_, left)| left.findings > 0) {
            count(&mut self.rules, rule, left.findings);
            found += left.findings;
        }
        if found > 0 {
            let stack = answer.root().part("stack");
            let text = |key| stack.as_ref().and_then(|stack| stack.text(key));
            count(&mut self.templates, text("name").unwrap_or(answer.name()), found);
            if let Some(account) = text("account") {
                count(&mut self.accounts, account, found);
            }
        }
    }

    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        list(&mut out, "Findings by rule:", "rule", &self.rules);
        list(&mut out, "Findings by template:", "template", &self.templates);
        list(&mut out, "Findings by account:", "account", &self.accounts);
        out
    }
}

fn count(counts: &mut Map<String, u32>, name: &str, by: u32) {
    match counts.get_mut(name) {
        Some(count) => *count = count.saturating_add(by),
        None => drop(counts.insert(name.to_owned(), by)),
    }
}

/// The largest first, then by name.
fn list(out: &mut String, title: &str, noun: &str, counts: &Map<String, u32>) {
    if counts.is_empty() {
        return;
    }
    let mut lines: Vec<(&str, u32)> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    tablewarden_order::sort_by(&mut lines, |(name, count), (other, others)| others.cmp(count).then(name.cmp(other)));
    let width = lines.first().map_or(1, |(_, most)| most.to_string().len());
    let _ = writeln!(out, "{title}");
    for (name, count) in lines.iter().take(MOST_LINES) {
        let _ = writeln!(out, "  {count:>width$}  {}", harmless(name));
    }
    if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        let _ = writeln!(out, "  and {} more", plural(more, noun));
    }
}

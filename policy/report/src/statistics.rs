//! How often each rule found something, and in which stacks and accounts. Waived findings are not counted.

use std::fmt::Write;

use tablewarden_order::Map;

use crate::answer::Answer;
use crate::plural::plural;

/// Findings counted; a stack or file counts where something was found in it.
#[derive(Default)]
pub(crate) struct Statistics {
    rules: Map<String, u32>,
    stacks: Map<String, u32>,
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
        if found > 0 {
            count(&mut self.stacks, answer.name(), found);
        }
    }

    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        list(&mut out, "Findings by rule:", "rule", &self.rules);
        list(&mut out, "Findings by template:", "template", &self.stacks);
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
        let _ = writeln!(out, "  {count:>width$}  {name}");
    }
    if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        let _ = writeln!(out, "  and {} more", plural(more, noun));
    }
}

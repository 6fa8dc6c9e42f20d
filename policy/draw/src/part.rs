//! What a picture is made of: parts, each of lines of text that know the fact they show, and the findings about it.

use tablewarden_source::harmless;
use tablewarden_template::{At, NodeId};

use crate::facts::Facts;

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// What is set.
    Plain,
    /// A name out of the template.
    Name,
    /// What is said beside.
    Quiet,
    /// What is not there.
    Missing,
    /// What nobody knows before the deployment.
    Unknown,
}

/// One line of a part.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) tone: Tone,
    /// The fact that it shows.
    pub(crate) at: At,
}

impl Line {
    /// A line that shows the fact at `at`.
    pub(crate) fn new(tone: Tone, at: At, text: &[&str]) -> Self {
        Self { text: harmless(&text.concat()).into_owned(), tone, at }
    }
}

/// A part of a picture: what it is, and what is said of it.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// What it is, for people; empty where its place says it.
    pub(crate) label: &'static str,
    pub(crate) lines: Vec<Line>,
    /// The fact that it shows.
    pub(crate) at: At,
    /// The facts that it is about: of each range the first node, and one past the last.
    pub(crate) covers: Vec<(NodeId, NodeId)>,
    pub(crate) marks: Marks,
}

impl Part {
    /// A part that is about the facts at `at`.
    pub(crate) fn new(facts: Facts<'_>, label: &'static str, at: At, lines: Vec<Line>) -> Self {
        Self { label, lines, at, covers: vec![facts.nodes(at)], marks: Marks::default() }
    }

    /// Says that it is about these facts too.
    pub(crate) fn cover(&mut self, facts: Facts<'_>, at: At) {
        self.covers.push(facts.nodes(at));
    }

    /// Adds a line.
    pub(crate) fn line(&mut self, tone: Tone, at: At, text: &[&str]) {
        self.lines.push(Line::new(tone, at, text));
    }

    /// Says when it is there, where that is not always.
    pub(crate) fn when(&mut self, at: At, words: &str) {
        if words != "always" {
            self.line(Tone::Quiet, at, &["when ", &words.replace('`', "")]);
        }
    }

    /// Whether nothing of it is there.
    pub(crate) fn is_missing(&self) -> bool {
        self.lines.iter().any(|line| line.tone == Tone::Missing)
            && self.lines.iter().all(|line| matches!(line.tone, Tone::Missing | Tone::Quiet))
    }

    /// Whether nothing of it is known.
    pub(crate) fn is_unknown(&self) -> bool {
        self.lines.iter().any(|line| line.tone == Tone::Unknown)
            && self.lines.iter().all(|line| matches!(line.tone, Tone::Unknown | Tone::Quiet))
    }

    /// Whether it says the same as another one.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        same(&self.lines, &other.lines)
    }
}

/// Whether lines say the same.
pub(crate) fn same(some: &[Line], others: &[Line]) -> bool {
    let each = |line: &Line| (line.tone, line.text.len());
    some.len() == others.len()
        && some.iter().zip(others).all(|(one, other)| each(one) == each(other) && one.text == other.text)
}

/// The findings about a part, as numbers in the order of the check, by severity.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    pub(crate) errors: Vec<usize>,
    pub(crate) warnings: Vec<usize>,
    pub(crate) notes: Vec<usize>,
}

impl Marks {
    /// The findings of each severity that has some, the worst first: its number in that order, and they.
    pub(crate) fn each(&self) -> impl Iterator<Item = (usize, &[usize])> {
        let all = [&self.errors, &self.warnings, &self.notes].into_iter().enumerate();
        all.filter(|(_, found)| !found.is_empty()).map(|(severity, found)| (severity, found.as_slice()))
    }
}

/// What is not known until the deployment.
pub(crate) const UNKNOWN: &str = "? unknown until deployment";

/// What each variant of a group of facts says; where they differ, each with when it holds, `most` of them at most.
pub(crate) fn cases(facts: Facts<'_>, group: At, most: usize, say: &dyn Fn(At) -> Vec<Line>) -> Vec<Line> {
    let mut all: Vec<(String, Vec<Line>, At)> = Vec::new();
    for variant in facts.view().items(group) {
        let (words, lines) = (facts.text(variant, "When"), say(variant));
        let is_over = all.len() > most;
        match all.iter_mut().find(|(_, known, _)| same(known, &lines)) {
            // What holds in many cases is not listed case by case.
            Some((when, ..)) if when.len() > 200 => {}
            Some((when, ..)) => when.extend([", or ", words]),
            None if is_over => break,
            None => all.push((words.to_owned(), lines, variant)),
        }
    }
    let is_cut = all.len() > most;
    let mut lines = Vec::new();
    match all.len() {
        0 => lines.push(Line::new(Tone::Unknown, group, &["? not analysed: too many conditions"])),
        1 => lines = all.pop().map(|(_, lines, _)| lines).unwrap_or_default(),
        _ => {
            for (when, said, variant) in all.into_iter().take(most) {
                lines.extend(said);
                lines.push(Line::new(Tone::Quiet, variant, &["when ", &when.replace('`', "")]));
            }
        }
    }
    if is_cut {
        lines.push(Line::new(Tone::Quiet, group, &["and more cases"]));
    }
    lines
}

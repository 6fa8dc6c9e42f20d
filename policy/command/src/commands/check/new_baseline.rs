//! A baseline that is being written: answers in, the file out, where everything could be checked. It keeps what it knows of files that
//! are not checked in this run. Judges nothing.

use tablewarden_order::{Map, Set};
use tablewarden_report::plural;
use tablewarden_source::harmless_lines;
use tablewarden_template::{At, View};
use tablewarden_wire::{KnownFinding, Outcome};

use crate::commands::call::Call;
use crate::commands::member::Answer;
use crate::commands::rules::digest;
use crate::files::{Baseline, Input, about, baseline_text, create};
use crate::host::Bytes;

/// A baseline that is being written.
pub(super) struct NewBaseline {
    baseline: Baseline,
    /// The files that were checked by now.
    checked: Set<String>,
}

impl NewBaseline {
    /// What an earlier baseline becomes.
    pub(super) fn new(baseline: Baseline) -> Self {
        Self { baseline, checked: Set::new() }
    }

    /// Adds what was found in a template. Where it was checked in several stacks, whatever was found in one of them counts.
    pub(super) fn add(&mut self, input: &Input, answer: &[u8]) {
        let (Some(name), Ok(answer)) = (self.baseline.name_of(input), Answer::of(answer)) else { return };
        let view = answer.view();
        let mut found: Map<String, KnownFinding> = Map::new();
        for at in answer.member("written").into_iter().flat_map(|list| view.items(list)) {
            let finding = known(view, at);
            match found.get_mut(&finding.fingerprint) {
                Some(same) => {
                    same.count = same.count.saturating_add(1);
                    let new: Vec<String> =
                        finding.related.into_iter().filter(|one| !same.related.contains(one)).collect();
                    same.related.extend(new);
                    tablewarden_order::sort(&mut same.related);
                }
                None => drop(found.insert(finding.fingerprint.clone(), finding)),
            }
        }
        if self.checked.insert(name.clone()) {
            self.baseline.files.insert(name.clone(), Vec::new());
        }
        let of_file = self.baseline.files.or_default(name);
        for mut earlier in std::mem::take(of_file) {
            earlier.count = found.get(&earlier.fingerprint).map_or(earlier.count, |same| same.count.max(earlier.count));
            found.insert(earlier.fingerprint.clone(), earlier);
        }
        of_file.extend(found.into_iter().map(|(_, finding)| finding));
    }

    /// Writes the file, unless something could not be checked; gives what the run then came to, and what there is to say.
    pub(super) async fn write(self, outcome: Outcome, call: &Call) -> (Outcome, String) {
        let Self { baseline: Baseline { name, path, bytes, files, .. }, .. } = self;
        if outcome >= Outcome::Incomplete {
            call.say(&format!("`{name}` was not written, because not everything could be checked."));
            return (outcome, String::new());
        }
        let text: Bytes = harmless_lines(&baseline_text(&files)).into_owned().into_bytes().into();
        let is_same = bytes.as_ref() == Some(&text);
        let done = match bytes {
            Some(_) if is_same => Ok(()),
            Some(was) => call.host.replace(vec![(path, text, digest(&was))]).await.pop().unwrap_or(Ok(())),
            None => create(path, text, &call.host).await,
        };
        if let Err(line) = done {
            call.say(&about(&name, &line));
            return (Outcome::Error, String::new());
        }
        let count: usize = files.values().flatten().map(|finding| finding.count as usize).sum();
        let templates = files.values().filter(|findings| !findings.is_empty()).count();
        let knows = [plural(count, "finding"), " in ".to_owned(), plural(templates, "template")].concat();
        let said = if is_same { "The baseline `" } else { "Wrote the baseline `" };
        let knows_word = if is_same { "` is up to date: " } else { "`: " };
        (outcome, [said, &name, knows_word, &knows, ". Check with `--baseline ", &name, "`.\n"].concat())
    }
}

/// What an answer says that a baseline is to have.
fn known(view: View<'_>, finding: At) -> KnownFinding {
    let text = |key: &str| view.get(finding, key).and_then(|at| view.str(at)).unwrap_or("").to_owned();
    let related = view.get(finding, "related").into_iter().flat_map(|list| view.items(list));
    let related = related.filter_map(|at| view.str(at)).map(str::to_owned).collect();
    KnownFinding { rule: text("rule"), place: text("place"), fingerprint: text("fingerprint"), related, count: 1 }
}

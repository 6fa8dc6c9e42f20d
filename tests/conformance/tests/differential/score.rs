//! What came of the cases: compared, explained, and what nothing explains. A case is one rule that was made, on the
//! document it was made with.

use std::collections::BTreeMap;

use tablewarden_conformance::{GaveUp, Verdict, Verdicts, theirs};
use tablewarden_guard::Dialect;

use crate::constructs::{Counts, expected};
use crate::difference::{Difference, Proof};
use crate::known::reason;
use crate::maker::{Made, MadeRule, PRELUDE};
use crate::now::ours;

/// The hits that every construct and every difference must have in a run of so many cases.
const HITS: usize = 100;
const ENOUGH_CASES: usize = 20_000;

#[derive(Debug, Default)]
pub(crate) struct Score {
    /// Cases with equal verdicts, by the verdict.
    equal: BTreeMap<&'static str, usize>,
    /// Cases without a verdict of theirs, by the reason.
    explained: BTreeMap<&'static str, usize>,
    /// What nothing explains, with the seed.
    pub(crate) unexplained: Vec<(u64, String)>,
    constructs: Counts,
    differences: BTreeMap<Difference, usize>,
}

impl Score {
    /// The cases that both have a verdict for.
    pub(crate) fn compared(&self) -> usize {
        self.equal.values().sum()
    }

    pub(crate) fn add(&mut self, other: &Self) {
        add(&mut self.equal, &other.equal);
        add(&mut self.explained, &other.explained);
        add(&mut self.differences, &other.differences);
        add(&mut self.constructs.0, &other.constructs.0);
        self.unexplained.extend(other.unexplained.iter().cloned());
    }

    /// Compares the verdicts of one text. Where cfn-guard gives up, the rule that it gave up on is taken out, if we have
    /// an error there too and the reason is known, and the others are compared without it.
    pub(crate) fn compare(&mut self, seed: u64, mut made: Made) {
        loop {
            let text = made.text();
            let unexplained = match (theirs(&text, &made.document), ours(&text, &made.document, Dialect::V3_2_1)) {
                (Ok(theirs), Ok(ours)) => return self.verdicts(seed, &made, &text, &theirs, &ours),
                (Err(GaveUp::Unread(their)), Ok(_)) => format!("only we read the text: {their}"),
                (Err(GaveUp::Unread(their)), Err(our)) => format!("the text is no Guard: {their}, {our}"),
                (Err(gave_up), Ok(ours)) => {
                    let error = ours.iter().enumerate().find_map(|(at, (_, verdict))| match verdict {
                        Verdict::Error(error) => Some((at, error)),
                        _ => None,
                    });
                    if let Some((at, known)) = error.and_then(|(at, error)| Some((at, reason(&gave_up, error)?))) {
                        *self.explained.entry(known.why).or_default() += 1;
                        made.take_out(at);
                        continue;
                    }
                    format!("cfn-guard gives up: {gave_up:?}; our first error: {error:?}")
                }
                (_, Err(our)) => format!("only cfn-guard reads the text: {our}"),
            };
            return self.unexplained.push((seed, unexplained));
        }
    }

    fn verdicts(&mut self, seed: u64, made: &Made, text: &str, theirs: &Verdicts, ours: &Verdicts) {
        let mut equal = true;
        for (at, rule) in made.in_order() {
            if theirs.get(at) == ours.get(at) {
                let Some((_, verdict)) = ours.get(at) else { continue };
                *self.equal.entry(verdict.word()).or_default() += 1;
                self.difference(made, rule);
            } else {
                equal = false;
                let message = format!("{}: {:?}, ours {:?}", rule.name, theirs.get(at), ours.get(at));
                self.unexplained.push((seed, message));
            }
        }
        if let (true, Ok(file)) = (equal, tablewarden_guard::parse(text, Dialect::V3_2_1).into_result()) {
            self.constructs.file(&file, text);
        }
    }

    /// Counts the difference that a rule was made for, if it was met.
    fn difference(&mut self, made: &Made, rule: &MadeRule) {
        let Some(difference) = rule.difference else { return };
        let met = match difference.proof() {
            Proof::Made => true,
            Proof::WithoutResources => !made.has_resources,
            Proof::Dialects => {
                let text = format!("{PRELUDE}{}", rule.text);
                let last = |dialect| {
                    let verdicts = ours(&text, &made.document, dialect).ok()?;
                    verdicts.last().map(|(_, verdict)| verdict.clone())
                };
                last(Dialect::V3_2_0) != last(Dialect::V3_2_1)
            }
        };
        *self.differences.entry(difference).or_default() += usize::from(met);
    }

    pub(crate) fn print(&self) {
        let errors: usize = self.explained.values().sum();
        let all = self.compared() + errors + self.unexplained.len();
        println!(
            "{all} cases: {} compared and equal, {errors} explained, {} unexplained",
            self.compared(),
            self.unexplained.len()
        );
        let shares = self.equal.iter().map(|(verdict, count)| (*verdict, *count)).chain([("error", errors)]);
        for (verdict, count) in shares {
            println!("{count:>8}  {:>5.1} %  {verdict}", 100.0 * count as f64 / all.max(1) as f64);
        }
        table("errors: cfn-guard has no verdict for the whole text", self.explained.iter());
        table("differences between the dialects", self.differences.iter());
        table("constructs", self.constructs.0.iter());
    }

    /// What a run of this size should have met and did not.
    pub(crate) fn rare(&self) -> Vec<String> {
        if self.compared() < ENOUGH_CASES {
            return Vec::new();
        }
        let hits = |count: Option<&usize>| count.copied().unwrap_or(0);
        let constructs = expected().into_iter().map(|name| (hits(self.constructs.0.get(&name)), name));
        let differences = Difference::ALL.iter().map(|it| (hits(self.differences.get(it)), format!("{it:?}")));
        let rare = constructs.chain(differences).filter(|(count, _)| *count < HITS);
        rare.map(|(count, name)| format!("{name}: {count} hits of {HITS}")).collect()
    }
}

fn add<K: Clone + Ord>(counts: &mut BTreeMap<K, usize>, others: &BTreeMap<K, usize>) {
    for (name, count) in others {
        *counts.entry(name.clone()).or_default() += count;
    }
}

fn table<'c, K: std::fmt::Display + 'c>(title: &str, counts: impl Iterator<Item = (&'c K, &'c usize)>) {
    println!("\n{title}");
    counts.for_each(|(name, count)| println!("{count:>8}  {name}"));
}

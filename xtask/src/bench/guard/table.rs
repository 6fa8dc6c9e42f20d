//! What was measured, as a table in Markdown with medians and ratios, and the three targets, each with what it came to.

use std::fmt::Write;

use super::case::Case;
use super::child::{LIMIT, Outcome, Sample};

/// How many times faster than cfn-guard, and how many times smaller, on a thousand tables.
const FASTER: f64 = 50.0;
const SMALLER: f64 = 10.0;
/// How far the costs of a table may be apart.
const APART: f64 = 0.20;

/// A number, or the least that it may be.
#[derive(Clone, Copy)]
struct Least {
    value: f64,
    is_exact: bool,
}

impl Least {
    fn shown(self, text: &str) -> String {
        if self.is_exact { text.to_owned() } else { format!("> {text}") }
    }
}

/// The medians of one case.
struct Medians {
    whole: f64,
    again: f64,
    peak: Option<f64>,
    theirs: Least,
    their_peak: Option<Least>,
}

impl Medians {
    fn of(case: &Case) -> Option<Self> {
        let ours = samples(&case.ours);
        let theirs = samples(&case.theirs);
        let too_long = case.theirs.iter().find_map(|outcome| match outcome {
            Outcome::TooLong { peak_bytes } => Some(*peak_bytes),
            Outcome::Measured(_) => None,
        });
        let exact = |value| Least { value, is_exact: true };
        let least = |value| Least { value, is_exact: false };
        let (time, peak) = match too_long {
            Some(peak) => (least(LIMIT.as_nanos() as f64), peak.map(|peak| least(peak as f64))),
            None => (
                exact(median(theirs.iter().map(|sample| sample.whole_ns))?),
                median(theirs.iter().filter_map(|sample| sample.peak_bytes)).map(exact),
            ),
        };
        Some(Self {
            whole: median(ours.iter().map(|sample| sample.whole_ns))?,
            again: median(ours.iter().filter_map(|sample| sample.again_ns))?,
            peak: median(ours.iter().filter_map(|sample| sample.peak_bytes)),
            theirs: time,
            their_peak: peak,
        })
    }

    fn times_faster(&self) -> Least {
        Least { value: self.theirs.value / self.whole, ..self.theirs }
    }

    fn times_smaller(&self) -> Option<Least> {
        let (ours, theirs) = self.peak.zip(self.their_peak)?;
        Some(Least { value: theirs.value / ours, ..theirs })
    }
}

/// The whole of what is printed.
pub(super) fn print(cases: &[Case]) -> String {
    let medians: Vec<(&Case, Medians)> =
        cases.iter().filter_map(|case| Medians::of(case).map(|medians| (case, medians))).collect();
    let mut text = String::from(
        "| rules | tables | ours: first | ours: again | ours: peak | cfn-guard | cfn-guard: peak | faster | smaller |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for (case, medians) in &medians {
        let peak = medians.peak.map_or("-".to_owned(), megabytes);
        let their_peak = medians.their_peak.map_or("-".to_owned(), |peak| peak.shown(&megabytes(peak.value)));
        let smaller = medians.times_smaller().map_or("-".to_owned(), times);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {peak} | {} | {their_peak} | {} | {smaller} |",
            case.rules,
            case.tables,
            duration(medians.whole),
            duration(medians.again),
            medians.theirs.shown(&duration(medians.theirs.value)),
            times(medians.times_faster()),
        );
    }
    text.push('\n');
    let mut rules: Vec<&str> = cases.iter().map(|case| case.rules).collect();
    rules.dedup();
    for rules in rules {
        let at = |tables| {
            let found = medians.iter().find(|(case, _)| case.rules == rules && case.tables == tables);
            found.map(|(_, medians)| medians)
        };
        let faster = at(1000).map(Medians::times_faster);
        let smaller = at(1000).and_then(Medians::times_smaller);
        let _ = writeln!(text, "{rules}, 1000 tables, {FASTER} times faster: {}", at_least(faster, FASTER));
        let _ = writeln!(text, "{rules}, 1000 tables, a tenth of the memory: {}", at_least(smaller, SMALLER));
        let costs = at(1)
            .zip(at(100))
            .zip(at(5000))
            .map(|((one, hundred), most)| ((hundred.again - one.again) / 99.0, (most.again - one.again) / 4999.0));
        let _ = writeln!(text, "{rules}, one more table costs the same at 100 and 5000: {}", same(costs));
    }
    text
}

fn at_least(ratio: Option<Least>, target: f64) -> String {
    match ratio {
        None => "not known here".to_owned(),
        Some(ratio) if ratio.value >= target => format!("met ({})", times(ratio)),
        Some(ratio) if !ratio.is_exact => format!("not known ({}, cfn-guard was ended)", times(ratio)),
        Some(ratio) => format!("missed by {:.0} % ({})", (1.0 - ratio.value / target) * 100.0, times(ratio)),
    }
}

fn same(costs: Option<(f64, f64)>) -> String {
    let Some((few, many)) = costs else { return "not known here".to_owned() };
    let apart = many / few - 1.0;
    let shown = format!("{} and {}, {:+.0} %", duration(few), duration(many), apart * 100.0);
    if apart.abs() <= APART {
        format!("met ({shown})")
    } else {
        format!("missed by {:.0} points ({shown})", (apart.abs() - APART) * 100.0)
    }
}

fn samples(outcomes: &[Outcome]) -> Vec<&Sample> {
    let each = outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Measured(sample) => Some(sample),
        Outcome::TooLong { .. } => None,
    });
    each.collect()
}

fn median(values: impl Iterator<Item = u64>) -> Option<f64> {
    let mut values: Vec<u64> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).map(|value| *value as f64)
}

fn times(ratio: Least) -> String {
    let digits = if ratio.value < 10.0 { format!("{:.1}x", ratio.value) } else { format!("{:.0}x", ratio.value) };
    ratio.shown(&digits)
}

fn megabytes(bytes: f64) -> String {
    format!("{:.1} MB", bytes / 1e6)
}

fn duration(nanoseconds: f64) -> String {
    match nanoseconds {
        small if small < 1e6 => format!("{:.1} µs", small / 1e3),
        middle if middle < 1e9 => format!("{:.1} ms", middle / 1e6),
        large => format!("{:.1} s", large / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(whole_ns: u64, again_ns: Option<u64>, peak: u64) -> Outcome {
        Outcome::Measured(Sample { whole_ns, again_ns, peak_bytes: Some(peak), verdicts: String::new() })
    }

    fn cases(again_at_most: u64, theirs: fn(u64) -> Outcome) -> Vec<Case> {
        let case = |(tables, again): (u32, u64)| {
            let ours = [9, 1, 2].map(|factor| measured(again * factor, Some(again), 1_000_000)).into();
            Case { rules: "few", tables, ours, theirs: vec![theirs(again)] }
        };
        [(1, 1_000), (100, 100_000), (1000, 1_000_000), (5000, again_at_most)].map(case).into()
    }

    #[test]
    fn medians_ratios_and_targets_are_shown() {
        let text = print(&cases(5_000_000, |again| measured(again * 200, None, 12_000_000)));
        assert!(
            text.contains("| few | 1000 | 2.0 ms | 1.0 ms | 1.0 MB | 200.0 ms | 12.0 MB | 100x | 12x |\n"),
            "{text}"
        );
        assert_eq!(text.matches(": met (").count(), 3, "{text}");
    }

    #[test]
    fn what_is_missed_says_by_how_much() {
        let text = print(&cases(7_000_000, |again| measured(again * 80, None, 9_000_000)));
        for part in ["missed by 20 % (40x)", "missed by 10 % (9.0x)", "missed by 20 points (1.0 µs and 1.4 µs, +40 %)"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    #[test]
    fn what_was_ended_is_a_bound() {
        let text = print(&cases(5_000_000, |_| Outcome::TooLong { peak_bytes: Some(9_000_000) }));
        assert!(text.contains("| > 120.0 s | > 9.0 MB | > 60000x | > 9.0x |"), "{text}");
        assert!(text.contains("met (> 60000x)") && text.contains("not known (> 9.0x, cfn-guard was ended)"), "{text}");
    }
}

//! What `bench start` prints: the medians of both builds side by side in Markdown, and the targets, each with what it came
//! to. Measures nothing.

use std::fmt::Write;

use super::super::artifacts::Sizes;
use super::times::{Measure, Times};

/// What may be spent, in milliseconds, and on how much less than another measure.
struct Target {
    what: &'static str,
    measure: Measure,
    over: Option<Measure>,
    most: f64,
}

const TARGETS: [Target; 4] = [
    Target {
        what: "a check by the command, over an empty process",
        measure: Measure::Check,
        over: Some(Measure::EmptyProcess),
        most: 4.0,
    },
    Target {
        what: "a check by the command in Node, over `node -e 0`",
        measure: Measure::NodeCheck,
        over: Some(Measure::EmptyNode),
        most: 45.0,
    },
    Target { what: "the library's first check in Node", measure: Measure::LibraryFirst, over: None, most: 45.0 },
    Target { what: "the library's later checks in Node", measure: Measure::LibraryLater, over: None, most: 1.5 },
];

/// How many times faster than before a thousand tables are checked.
const FASTER: f64 = 4.0;

/// What the wasm file may weigh after gzip.
const MOST_GZIP: usize = 640 * 1024;

impl Measure {
    fn title(self) -> &'static str {
        match self {
            Self::EmptyProcess => "an empty process in Rust",
            Self::Version => "`tablewarden --version`",
            Self::Check => "`tablewarden check examples/pattern1.yaml`",
            Self::ManyTables => "`tablewarden check`, 1000 tables",
            Self::EmptyNode => "`node -e 0`",
            Self::NodeCheck => "`node bin/tablewarden.js check examples/pattern1.yaml`",
            Self::LibraryImport => "the library in Node: `import`",
            Self::LibraryFirst => "the library in Node: first check",
            Self::LibraryLater => "the library in Node: later checks",
        }
    }
}

/// The whole of what is printed.
pub(super) fn print(before: &Times, now: &Times, sizes: [Sizes; 2]) -> String {
    let mut text = String::from("| | before | now | | processor, before | now | |\n|---|--:|--:|--:|--:|--:|--:|\n");
    for measure in Measure::ALL {
        let Some(clock) = before.clock(measure).zip(now.clock(measure)) else { continue };
        let processor = before.processor(measure).zip(now.processor(measure));
        let _ = writeln!(text, "| {} |{}{}", measure.title(), side_by_side(Some(clock)), side_by_side(processor));
    }
    let [old, new] = sizes;
    for (name, before, now) in
        [("as it is", old.raw, new.raw), ("gzip", old.gzip, new.gzip), ("brotli", old.brotli, new.brotli)]
    {
        let ratio = before as f64 / now as f64;
        let kibibytes = |bytes: usize| format!("{:.0} KiB", bytes as f64 / 1024.0);
        let _ = writeln!(
            text,
            "| the wasm file, {name} | {} | {} | {ratio:.1}x | | | |",
            kibibytes(before),
            kibibytes(now)
        );
    }
    text.push('\n');
    for Target { what, measure, over, most } in TARGETS {
        let spent = |times: &Times| {
            let floor = over.map_or(Some(0.0), |over| times.clock(over))?;
            Some(times.clock(measure)? - floor)
        };
        let came_to = spent(before).zip(spent(now)).map_or("not measured".to_owned(), |(before, now)| {
            let before = shown(before);
            if now <= most {
                format!("met ({}, before {before})", shown(now))
            } else {
                format!("missed by {:.0} % ({}, before {before})", (now / most - 1.0) * 100.0, shown(now))
            }
        });
        let _ = writeln!(text, "- {what}, at most {}: {came_to}", shown(most));
    }
    if let Some((before, now)) = before.clock(Measure::ManyTables).zip(now.clock(Measure::ManyTables)) {
        let ratio = before / now;
        let met = if ratio >= FASTER { "met" } else { "missed" };
        let _ = writeln!(text, "- 1000 tables at least {FASTER:.0} times faster than before: {met} ({ratio:.1}x)");
    }
    let gzip = new.gzip;
    let met = if gzip <= MOST_GZIP { "met" } else { "missed" };
    let _ = writeln!(text, "- the wasm file at most {} KiB after gzip: {met} ({} KiB)", MOST_GZIP / 1024, gzip / 1024);
    text
}

/// Three cells of the table: before, now, and how many times less.
fn side_by_side(times: Option<(f64, f64)>) -> String {
    times.map_or(" - | - | - |".to_owned(), |(before, now)| {
        format!(" {} | {} | {:.1}x |", shown(before), shown(now), before / now)
    })
}

fn shown(milliseconds: f64) -> String {
    match milliseconds {
        small if small < 10.0 => format!("{small:.2} ms"),
        middle if middle < 100.0 => format!("{middle:.1} ms"),
        large => format!("{large:.0} ms"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Time;
    use super::*;

    fn times(check: f64, many: f64, node: f64) -> Times {
        let mut times = Times::default();
        for noise in [0.5, 0.0, 900.0] {
            let mut add = |measure, clock: f64, processor| times.add(measure, Time { clock: clock + noise, processor });
            add(Measure::EmptyProcess, 1.0, None);
            add(Measure::Check, 1.5 + check, None);
            add(Measure::ManyTables, many, Some(many / 2.0));
            add(Measure::EmptyNode, 50.0, None);
            add(Measure::NodeCheck, 50.0 + node, None);
        }
        times
    }

    const SIZES: [Sizes; 2] = [
        Sizes { raw: 1024 * 1024, gzip: 434 * 1024, brotli: 300 * 1024 },
        Sizes { raw: 2 * 1024 * 1024, gzip: 700 * 1024, brotli: 500 * 1024 },
    ];

    #[test]
    fn the_builds_stand_side_by_side() {
        let text = print(&times(10.0, 800.0, 158.0), &times(2.0, 100.0, 40.0), SIZES);
        assert!(
            text.contains("| `tablewarden check`, 1000 tables | 800 ms | 100 ms | 8.0x | 400 ms | 50.0 ms | 8.0x |\n"),
            "{text}"
        );
        assert!(text.contains("| the wasm file, gzip | 434 KiB | 700 KiB | 0.6x | | | |\n"), "{text}");
        assert!(!text.contains("later checks |"), "what was not measured is no row: {text}");
    }

    #[test]
    fn targets_are_met_or_missed_by_so_much() {
        let text = print(&times(10.0, 800.0, 158.0), &times(2.0, 400.0, 54.0), SIZES);
        for part in [
            "over an empty process, at most 4.00 ms: met (2.50 ms, before 10.5 ms)",
            "missed by 20 % (54.0 ms, before 158 ms)",
            "first check in Node, at most 45.0 ms: not measured",
            "1000 tables at least 4 times faster than before: missed (2.0x)",
            "at most 640 KiB after gzip: missed (700 KiB)",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}

//! Our verdicts against those of cfn-guard 3.2.1, run in this process on the same rule texts and the same JSON documents:
//! those that its crate carries, and those made out of a seed. `DIFFERENTIAL_CASES` and `DIFFERENTIAL_SEED` make the run
//! another one (`cargo xtask fuzz` sets them).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod constructs;
mod difference;
mod joined;
mod known;
mod maker;
mod now;
mod resources;
mod score;

use maker::Maker;
use resources::Pairs;
use score::Score;

/// Seeds that are looked at before the cases are counted again.
const ROUND: u64 = 256;
/// cfn-guard's evaluation takes much stack.
const STACK: usize = 16 << 20;

#[test]
fn the_resources_of_the_crate() {
    let (rules, documents) = resources::resources();
    assert!(rules.len() > 20 && documents.len() > 20, "{} rules, {} documents", rules.len(), documents.len());
    let mut pairs = Pairs::default();
    for (rule_name, rule) in &rules {
        for (document, name) in &documents {
            pairs.compare(&format!("{rule_name} on {name}"), rule, document);
        }
    }
    println!("{} pairs equal, {} without an answer, {} unread by both", pairs.equal, pairs.aborted, pairs.unread);
    assert_eq!(pairs.different, Vec::<String>::new());
}

#[test]
fn rules_and_documents_out_of_a_seed() {
    let cases = usize::try_from(setting("DIFFERENTIAL_CASES", 20_000)).unwrap();
    let mut seed = setting("DIFFERENTIAL_SEED", 0);
    let mut score = Score::default();
    while score.compared() < cases && score.unexplained.is_empty() {
        score.add(&round(seed));
        seed += ROUND;
    }
    score.print();
    for (seed, message) in score.unexplained.iter().take(3) {
        let made = Maker::make(*seed);
        println!("\n---- seed {seed}: {message}\n{}\n{}", made.document, made.text());
    }
    assert_eq!(score.unexplained, Vec::new());
    assert_eq!(score.rare(), Vec::<String>::new());
}

fn setting(name: &str, usual: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is to be a whole number, not `{text}`")),
        Err(_) => usual,
    }
}

/// The seeds from `first` on, shared among the cores. The sum does not depend on how many there are.
fn round(first: u64) -> Score {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|part| {
                let work = move || {
                    let mut score = Score::default();
                    (first..first + ROUND).filter(|seed| seed % threads == part).for_each(|seed| {
                        score.compare(seed, Maker::make(seed));
                    });
                    score
                };
                std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).unwrap()
            })
            .collect();
        let mut sum = Score::default();
        for part in parts {
            sum.add(&part.join().unwrap());
        }
        sum.unexplained.sort();
        sum
    })
}

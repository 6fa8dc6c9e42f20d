//! A misspelt word and the words there are in; the one that was meant out, or none. Bounded: words over 64 bytes
//! resemble nothing.

use strsim::osa_distance;

/// Longest word that is compared.
const LONGEST: usize = 64;

/// The known word that `word` resembles most: by case, by a third of its letters at most, or as the start or end of
/// the other. Between equals the first counts.
#[must_use]
pub fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let (mut folded, mut other) = (String::new(), String::new());
    fold(word, &mut folded);
    let letters = Letters::of(&folded);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known.clone() {
        if candidate.len() > LONGEST {
            continue;
        }
        fold(candidate, &mut other);
        let third = folded.len().max(other.len()) / 3;
        let most = match best {
            Some((0, _)) => break,
            Some((distance, _)) => third.min(distance - 1),
            None => third,
        };
        // A letter put in, left out, replaced, or swapped with its neighbour counts as one.
        let is_far = folded.len().abs_diff(other.len()) > most || letters.unlike(&other) > most;
        if let Some(distance) = (!is_far).then(|| osa_distance(&folded, &other)).filter(|distance| *distance <= most) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate).or_else(|| part(&folded, known))
}

/// How often each letter is in a word, those of one remainder together.
struct Letters([i8; 64]);

impl Letters {
    /// Of a word of no more than [`LONGEST`] bytes.
    fn of(word: &str) -> Self {
        let mut counts = [0; 64];
        word.chars().for_each(|letter| counts[letter as usize & 63] += 1);
        Self(counts)
    }

    /// At most the distance to another word: each letter that only one of them has must be put in, left out or replaced.
    fn unlike(&self, other: &str) -> usize {
        let other = Self::of(other);
        let differences = self.0.iter().zip(other.0).map(|(left, right)| isize::from(left - right));
        let (more, fewer) = differences.fold((0, 0), |(more, fewer), one| (more + one.max(0), fewer - one.min(0)));
        more.max(fewer).unsigned_abs()
    }
}

/// The only known word of which `folded` is the start or the end, or that is the start or the end of it, with at least
/// half of the letters; or, with six letters at least, of which it is the start.
fn part<'k>(folded: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let (mut close, mut close_count) = (None, 0);
    let (mut begun, mut begun_count) = (None, 0);
    let mut other = String::new();
    for candidate in known {
        fold(candidate, &mut other);
        let (short, long) =
            if folded.len() < other.len() { (folded, other.as_str()) } else { (other.as_str(), folded) };
        if short.len() < 4 {
            continue;
        }
        if short.len() * 2 >= long.len() && (long.starts_with(short) || long.ends_with(short)) {
            (close, close_count) = (Some(candidate), close_count + 1);
        } else if folded.len() >= 6 && other.starts_with(folded) {
            (begun, begun_count) = (Some(candidate), begun_count + 1);
        }
    }
    match (close_count, begun_count) {
        (1, _) => close,
        (0, 1) => begun,
        _ => None,
    }
}

/// Puts a word into `folded` in lower case, and nothing but letters and digits: `pay-per-request` is `PAY_PER_REQUEST`.
fn fold(word: &str, folded: &mut String) {
    let kept = |letter: &char| letter.is_ascii_alphanumeric() || !letter.is_ascii();
    folded.clear();
    folded.extend(word.chars().filter(kept).map(|letter| letter.to_ascii_lowercase()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_further_apart_than_told() {
        let words = ["", "a", "tags", "tasg", "tablename", "globaltablename", "aes256", "önig", "konig", "aabbcc"];
        for left in words {
            for right in words {
                assert!(Letters::of(left).unlike(right) <= osa_distance(left, right), "{left} {right}");
            }
        }
    }

    #[test]
    fn misspelt_words_are_recognized() {
        let known = ["GlobalSecondaryIndexes", "ProvisionedThroughput", "StreamSpecification", "TableName", "Tags"];
        let cases = [
            ("ProvisionedThroughputput", Some("ProvisionedThroughput")),
            ("provisionedthroughput", Some("ProvisionedThroughput")),
            ("ProvisoinedThroughput", Some("ProvisionedThroughput")),
            ("GlobalTableName", Some("TableName")),
            ("Stream", Some("StreamSpecification")),
            ("StreamSpec", Some("StreamSpecification")),
            ("Tag", Some("Tags")),
            ("TaNameble", None),
            ("Foo", None),
            ("", None),
            ("Name", None),
        ];
        for (word, wanted) in cases {
            assert_eq!(nearest(word, known.iter().copied()), wanted, "{word}");
        }
    }

    #[test]
    fn short_values_resemble_nothing_but_themselves() {
        assert_eq!(nearest("X", ["B", "N", "S"].into_iter()), None);
        assert_eq!(nearest("s", ["B", "N", "S"].into_iter()), Some("S"));
        assert_eq!(nearest("AES256", ["KMS"].into_iter()), None);
    }

    #[test]
    fn values_are_recognized_whatever_their_separators() {
        let modes = ["PAY_PER_REQUEST", "PROVISIONED"];
        assert_eq!(nearest("PayPerRequest", modes.into_iter()), Some("PAY_PER_REQUEST"));
        assert_eq!(nearest("pay-per-request", modes.into_iter()), Some("PAY_PER_REQUEST"));
        assert_eq!(nearest("PROVISIONNED", modes.into_iter()), Some("PROVISIONED"));
        assert_eq!(nearest("ON_DEMAND", modes.into_iter()), None);
    }

    #[test]
    fn the_nearest_wins_and_between_equals_the_first() {
        let known = ["WriteUnits", "ReadUnits", "ReadUnit"];
        assert_eq!(nearest("ReadUnitss", known.into_iter()), Some("ReadUnits"));
        assert_eq!(nearest("bat", ["cat", "hat"].into_iter()), Some("cat"));
    }

    #[test]
    fn swapped_letters_count_once() {
        assert_eq!(nearest("tasg", ["tags"].into_iter()), Some("tags"));
        assert_eq!(nearest("gats", ["tags"].into_iter()), None);
    }

    #[test]
    fn long_words_are_not_compared() {
        let long = "a".repeat(100_000);
        assert_eq!(nearest(&long, [long.as_str()].into_iter()), None);
    }
}

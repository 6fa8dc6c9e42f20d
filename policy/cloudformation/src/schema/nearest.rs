//! A misspelt word and the words there are in; the one that was meant out, or none. Bounded: words over 64 bytes
//! resemble nothing.

/// Longest word that is compared.
const LONGEST: usize = 64;

/// The known word that `word` resembles most: by case, by a third of its letters at most, or as the start or end of
/// the other. Between equals the first counts.
#[must_use]
pub fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known.clone() {
        if candidate.len() > LONGEST {
            continue;
        }
        let other = fold(candidate);
        let third = folded.len().max(other.len()) / 3;
        let most = match best {
            Some((0, _)) => break,
            Some((distance, _)) => third.min(distance - 1),
            None => third,
        };
        if let Some(distance) = distance_within(&folded, &other, most) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate).or_else(|| part(&folded, known))
}

/// The only known word of which `folded` is the start or the end, or that is the start or the end of it, with at least
/// half of the letters; or, with six letters at least, of which it is the start.
fn part<'k>(folded: &[u8], known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let (mut close, mut close_count) = (None, 0);
    let (mut begun, mut begun_count) = (None, 0);
    for candidate in known {
        let other = fold(candidate);
        let (short, long) = if folded.len() < other.len() { (folded, &*other) } else { (&*other, folded) };
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

/// Lower case, and nothing but letters and digits: `pay-per-request` is `PAY_PER_REQUEST`.
fn fold(word: &str) -> Vec<u8> {
    let kept = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    word.bytes().filter(kept).map(|byte| byte.to_ascii_lowercase()).collect()
}

/// How many letters have to be put in, left out, replaced, or swapped with their neighbour; none over `most`.
fn distance_within(one: &[u8], other: &[u8], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(letter != against);
            let mut least = replaced.min(last[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *against {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        if line.iter().all(|&cell| cell > most) {
            return None;
        }
        before = std::mem::replace(&mut last, line);
    }
    last.last().copied().filter(|&distance| distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(distance_within(b"tags", b"tasg", 3), Some(1));
        assert_eq!(distance_within(b"tags", b"gats", 3), Some(2));
        assert_eq!(distance_within(b"tags", b"", 3), None);
        assert_eq!(distance_within(b"", b"ta", 3), Some(2));
        assert_eq!(distance_within(b"kitten", b"sitting", 2), None);
    }

    #[test]
    fn long_words_are_not_compared() {
        let long = "a".repeat(100_000);
        assert_eq!(nearest(&long, [long.as_str()].into_iter()), None);
    }
}

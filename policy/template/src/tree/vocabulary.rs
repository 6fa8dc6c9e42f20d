//! The keys of a tree that come again and again, numbered: whether a key is the wanted one is then told by its row in the
//! table of nodes, without a look at the text. The first few hundred keys get a number; the others keep a sketch of their
//! text, which tells most of them apart. Also the short texts of a buffer, each of which is kept once.

/// How many keys can have a number.
pub(crate) const SLOTS: usize = 1024;

/// In how many slots a key is looked for. Many keys with one sketch fill these, and go without numbers.
const PROBES: usize = 4;

/// A word with this bit is a number, one without it a sketch.
const NUMBER: u32 = 1 << 31;

/// Longer texts are not kept once.
const SHORT: usize = 32;

/// The keys that have a number. Once a text is met, it has its number from then on, or never gets one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    /// Empty until there is a key.
    slots: Vec<Slot>,
}

/// A key as it stood first.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// 0 where the slot is free.
    sketch: u32,
    start: u32,
    end: u32,
}

impl Slot {
    fn is(self, sketch: u32, key: &str, source: &str) -> bool {
        self.sketch == sketch && source.as_bytes().get(self.start as usize..self.end as usize) == Some(key.as_bytes())
    }
}

/// What rows of a tree are compared with to find a key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'k> {
    pub(crate) text: &'k str,
    /// Its number or, where it has none, its sketch.
    pub(crate) word: u32,
    /// Where in the buffer all keys of that text stand, where that was looked up and there is one such place.
    pub(crate) start: Option<u32>,
}

impl<'k> Wanted<'k> {
    /// Whether the key with that word is this one; `text` gives its text, where it is not known without.
    pub(crate) fn is<'t>(&self, word: u32, text: impl FnOnce() -> &'t str) -> bool {
        word == self.word && (word & NUMBER != 0 || text() == self.text)
    }
}

impl Vocabulary {
    /// The word for the row of a key: its number, or its sketch. `start` is where the key stands in `source`.
    pub(crate) fn word(&mut self, key: &str, start: u32, source: &str) -> u32 {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, Slot::default());
        }
        let sketch = sketch(key);
        for at in probes(sketch) {
            let Some(slot) = self.slots.get_mut(at) else { continue };
            if slot.sketch == 0 {
                let end = u32::try_from(key.len()).map_or(u32::MAX, |len| start.saturating_add(len));
                *slot = Slot { sketch, start, end };
            }
            if slot.is(sketch, key, source) {
                return number(at);
            }
        }
        sketch
    }

    /// Where the text stands in `buffer`: where it stood already, or behind the rest.
    pub(crate) fn kept(&mut self, text: &str, buffer: &mut String) -> u32 {
        let end = u32::try_from(buffer.len()).unwrap_or(u32::MAX);
        if text.len() <= SHORT {
            if self.slots.is_empty() {
                self.slots.resize(SLOTS, Slot::default());
            }
            let sketch = sketch(text);
            for at in probes(sketch) {
                let Some(slot) = self.slots.get_mut(at) else { continue };
                if slot.sketch == 0 {
                    let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
                    *slot = Slot { sketch, start: end, end: end.saturating_add(len) };
                    break;
                }
                if slot.is(sketch, text, buffer) {
                    return slot.start;
                }
            }
        }
        buffer.push_str(text);
        end
    }

    /// The key with that text, to be looked for.
    pub(crate) fn wanted<'k>(&self, key: &'k str, source: &str) -> Wanted<'k> {
        let sketch = sketch(key);
        let is = |at: &usize| self.slots.get(*at).is_some_and(|slot| slot.is(sketch, key, source));
        Wanted { text: key, word: probes(sketch).find(is).map_or(sketch, number), start: None }
    }

    /// Where all keys with that text stand in `buffer`: one that is kept once is never there again.
    pub(crate) fn start(&self, key: &str, buffer: &str) -> Option<u32> {
        let sketch = sketch(key);
        let slots = probes(sketch).filter_map(|at| self.slots.get(at));
        // Nothing stands where the next text begins.
        slots.filter(|_| !key.is_empty()).find(|slot| slot.is(sketch, key, buffer)).map(|slot| slot.start)
    }
}

/// The number of a word, below [`SLOTS`]: another for each key that has one. None for a sketch.
pub(crate) fn number_of(word: u32) -> Option<usize> {
    (word & NUMBER != 0).then_some((word & !NUMBER) as usize)
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX) | NUMBER
}

fn probes(sketch: u32) -> impl Iterator<Item = usize> {
    let first = (sketch ^ sketch >> 15) as usize;
    (0..PROBES).map(move |probe| (first + probe) % SLOTS)
}

/// Made of the length of a text, its first four bytes and its last four; not 0, and no number.
fn sketch(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (first, last) = match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => (u32::from_le_bytes(*first), u32::from_le_bytes(*last)),
        _ => (bytes.iter().fold(0, |all, byte| all << 8 | u32::from(*byte)), 0),
    };
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let mixed = first.wrapping_mul(0x9e37_79b1) ^ last.wrapping_mul(0x85eb_ca6b).rotate_left(16) ^ length;
    (mixed & !NUMBER).max(1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Looks each key up that stands between commas, and says for how many the text had to be asked.
    fn asked(source: &str) -> usize {
        let mut vocabulary = Vocabulary::default();
        let mut start = 0;
        let mut words = Vec::new();
        for key in source.split(',') {
            words.push((key, vocabulary.word(key, start, source)));
            start += u32::try_from(key.len()).unwrap() + 1;
        }
        let mut asked = 0;
        for (key, _) in &words {
            let wanted = vocabulary.wanted(key, source);
            for (other, word) in &words {
                let is = wanted.is(*word, || {
                    asked += 1;
                    other
                });
                assert_eq!(is, key == other, "{key} and {other}");
                if let (Some(one), Some(other_one)) = (number_of(wanted.word), number_of(*word)) {
                    assert_eq!(one == other_one, key == other, "{key} and {other}");
                    assert!(one < SLOTS, "{key}");
                }
            }
        }
        asked
    }

    #[test]
    fn keys_are_told_apart_without_their_texts() {
        assert_eq!(asked("Type,Properties,AttributeName,AttributeType,a,b,ab,ba,,Type,Properties"), 0);
    }

    #[test]
    fn a_short_text_is_kept_once() {
        let (mut vocabulary, mut buffer) = (Vocabulary::default(), String::new());
        let long = "x".repeat(SHORT + 1);
        let starts: Vec<_> =
            ["Is", "known", "Is", &long, "", &long, "known"].map(|text| vocabulary.kept(text, &mut buffer)).into();
        assert_eq!(starts, [0, 2, 0, 7, 40, 40, 2]);
        assert_eq!(buffer, format!("Isknown{long}{long}"));
    }

    #[test]
    fn keys_with_one_sketch_are_told_apart_by_their_texts() {
        let source = (0..40).map(|at| format!("same{at:04}last")).collect::<Vec<_>>().join(",");
        assert_eq!(sketch("same0000last"), sketch("same0039last"));
        assert_eq!(asked(&source), 36 * 36);
    }

    #[test]
    fn more_keys_than_there_are_numbers() {
        let source = (0..3000).map(|at| format!("Key{}", at * 7919)).collect::<Vec<_>>().join(",");
        let asked = asked(&source);
        assert!(asked < 3000 * 8, "{asked}");
    }

    #[test]
    fn no_sketch_is_a_number_or_nothing() {
        for text in ["", "\0", "a", "é", "Properties", "\u{ffff}\u{ffff}"] {
            assert!(sketch(text) != 0 && sketch(text) & NUMBER == 0, "{text:?}");
        }
        assert_eq!((number_of(1), number_of(NUMBER), number_of(number(7))), (None, Some(0), Some(7)));
    }
}

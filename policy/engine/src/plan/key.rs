//! A key of a query, ready to be looked up: its text, the index it may be, and the other spellings Guard accepts.

mod case;
mod singular;

use crate::plan::text::{Text, Texts};

/// A key and its seven spellings.
#[derive(Debug)]
pub(crate) struct Key {
    /// The key as the rule has it. The spellings that differ from it and from each other are the texts behind it.
    pub(crate) text: Text,
    /// The index of a list that the key is when it reads as a number; then it never names an entry of a map.
    pub(crate) index: Option<i64>,
    /// Which of these texts each spelling is, counted from the key.
    spellings: [u8; 7],
}

/// One of the seven spellings. The first that hits is kept for the rest of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spelling(u8);

impl Key {
    /// The key `text` with its spellings worked out, all of them added to the texts.
    pub(crate) fn new(text: &str, texts: &mut Texts) -> Self {
        let all = case::spellings(text);
        let key = texts.add(text);
        let mut different = vec![text];
        let spellings = all.each_ref().map(|spelling| {
            let known = different.iter().position(|known| known == spelling);
            let at = known.unwrap_or_else(|| {
                texts.add(spelling);
                different.push(spelling);
                different.len() - 1
            });
            u8::try_from(at).unwrap_or_default()
        });
        Self { text: key, index: text.parse().ok(), spellings }
    }

    /// The spellings that are worth a look-up, in order.
    pub(crate) fn others(&self) -> impl Iterator<Item = (Spelling, Text)> {
        let mut last = 0;
        (0_u8..).zip(self.spellings).filter_map(move |(spelling, at)| {
            let is_new = at > last;
            last = last.max(at);
            is_new.then(|| (Spelling(spelling), self.text.behind(at.into())))
        })
    }

    /// The key in the spelling that an earlier key of the query was found by.
    pub(crate) fn spelt(&self, spelling: Spelling) -> Text {
        let at = self.spellings.get(usize::from(spelling.0)).copied().unwrap_or_default();
        self.text.behind(at.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The spellings of a key that are worth a look-up.
    fn others(key: &str) -> Vec<(Spelling, String)> {
        let mut texts = Texts::default();
        let key = Key::new(key, &mut texts);
        key.others().map(|(spelling, text)| (spelling, texts.get(text).to_owned())).collect()
    }

    fn spelt(key: &str, spelling: Spelling) -> String {
        let mut texts = Texts::default();
        let spelt = Key::new(key, &mut texts).spelt(spelling);
        texts.get(spelt).to_owned()
    }

    #[test]
    fn equal_spellings_are_tried_once() {
        let others: Vec<_> = others("Sizes").into_iter().map(|(_, text)| text).collect();
        assert_eq!(others, ["sizes", "Size"], "kebab, snake are `sizes` too; pascal, title, train are the key");
    }

    #[test]
    fn a_later_key_is_spelt_as_the_earlier_one_was() {
        let snake = others("BucketName").into_iter().find(|(_, text)| text == "bucket_name");
        let (snake, _) = snake.unwrap_or((Spelling(0), String::new()));
        assert_eq!((&*spelt("KmsKey", snake), &*spelt("size", snake)), ("kms_key", "size"));
    }

    #[test]
    fn a_number_is_an_index() {
        assert_eq!(Key::new("12", &mut Texts::default()).index, Some(12));
        assert_eq!(Key::new("12a", &mut Texts::default()).index, None);
    }
}

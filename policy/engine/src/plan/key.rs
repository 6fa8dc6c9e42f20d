//! A key of a query, ready to be looked up: its text, the index it may be, and the other spellings Guard accepts.

mod case;
mod singular;

/// A key and its seven spellings.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    /// Which of the keys of the plan it is.
    pub(crate) number: usize,
    /// The key as the rule has it.
    pub(crate) text: Box<str>,
    /// The index of a list that the key is when it reads as a number; then it never names an entry of a map.
    pub(crate) index: Option<i64>,
    spellings: [Box<str>; 7],
    /// Bit by bit: whether the spelling differs from the key and from the spellings before it.
    new: u8,
}

/// One of the seven spellings. The first that hits is kept for the rest of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spelling(u8);

impl Key {
    /// The key `text`, one of a plan that has `number` others, with its spellings worked out.
    pub(crate) fn new(text: &str, number: usize) -> Self {
        let spellings = case::spellings(text).map(String::into_boxed_str);
        let mut new = 0;
        for (position, spelling) in spellings.iter().enumerate() {
            if **spelling != *text && !spellings.iter().take(position).any(|earlier| earlier == spelling) {
                new |= 1 << position;
            }
        }
        Self { number, text: text.into(), index: text.parse().ok(), spellings, new }
    }

    /// The spellings that are worth a look-up, in order.
    pub(crate) fn others(&self) -> impl Iterator<Item = (Spelling, &str)> {
        (0_u8..)
            .zip(&self.spellings)
            .filter(|(position, _)| self.new >> position & 1 == 1)
            .map(|(position, spelling)| (Spelling(position), &**spelling))
    }

    /// The key in the spelling that an earlier key of the query was found by.
    pub(crate) fn spelt(&self, spelling: Spelling) -> &str {
        self.spellings.get(usize::from(spelling.0)).map_or(&self.text, |text| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_spellings_are_tried_once() {
        let key = Key::new("Sizes", 0);
        let others: Vec<_> = key.others().map(|(_, text)| text).collect();
        assert_eq!(others, ["sizes", "Size"], "kebab, snake are `sizes` too; pascal, title, train are the key");
    }

    #[test]
    fn a_later_key_is_spelt_as_the_earlier_one_was() {
        let snake =
            Key::new("BucketName", 0).others().find(|(_, text)| *text == "bucket_name").map(|(spelling, _)| spelling);
        assert_eq!(snake.map(|spelling| Key::new("KmsKey", 0).spelt(spelling).to_owned()).as_deref(), Some("kms_key"));
        assert_eq!(snake.map(|spelling| Key::new("size", 0).spelt(spelling).to_owned()).as_deref(), Some("size"));
    }

    #[test]
    fn a_number_is_an_index() {
        assert_eq!(Key::new("12", 0).index, Some(12));
        assert_eq!(Key::new("12a", 0).index, None);
    }
}

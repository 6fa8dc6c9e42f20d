//! The texts of a plan, one behind the other in one string, and the numbers by which rows name them.

/// Texts.
#[derive(Debug)]
pub(crate) struct Texts {
    all: String,
    /// Where each text ends; in front of them 0, where the first begins.
    ends: Vec<u32>,
}

/// One of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Text(u32);

impl Default for Texts {
    fn default() -> Self {
        Self { all: String::new(), ends: vec![0] }
    }
}

impl Texts {
    /// Adds a text behind the others.
    pub(crate) fn add(&mut self, text: &str) -> Text {
        let number = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        let added = Text(number(self.ends.len() - 1));
        self.all.push_str(text);
        self.ends.push(number(self.all.len()));
        added
    }

    pub(crate) fn get(&self, text: Text) -> &str {
        let at = text.0 as usize;
        match self.ends.get(at..at + 2) {
            Some([start, end]) => self.all.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => "",
        }
    }

    /// Gives back the memory that no text is in.
    pub(crate) fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl Text {
    /// The text that was added as the `count`th behind this one.
    pub(crate) const fn behind(self, count: u32) -> Self {
        Self(self.0 + count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_their_numbers() {
        let mut texts = Texts::default();
        let [one, two, three] = ["", "é", "ab"].map(|text| texts.add(text));
        assert_eq!([one, two, three].map(|text| texts.get(text)), ["", "é", "ab"]);
        assert_eq!(two.behind(1), three);
    }
}

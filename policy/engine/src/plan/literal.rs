//! The values that stand in rules, ready to be compared: patterns compiled, keys of maps sorted. Never changed after
//! loading.

use tablewarden_guard::Range;
use tablewarden_pattern::Pattern;

/// A value of a rule.
#[derive(Debug)]
pub(crate) enum Literal {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Box<str>),
    Regex(Pattern),
    Ints(Range<i64>),
    Floats(Range<f64>),
    Chars(Range<char>),
    List(Vec<Literal>),
    Map(Entries),
}

/// The entries of a map in the order of the rule, each key once.
#[derive(Debug)]
pub(crate) struct Entries {
    all: Vec<(Box<str>, Literal)>,
    /// Indices of `all` by key.
    sorted: Vec<u32>,
}

impl Entries {
    /// The map of these entries; no key stands twice.
    pub(crate) fn new(all: Vec<(Box<str>, Literal)>) -> Self {
        let mut sorted: Vec<u32> = (0_u32..).take(all.len()).collect();
        tablewarden_order::sort_by(&mut sorted, |a, b| key_at(&all, *a).cmp(key_at(&all, *b)));
        Self { all, sorted }
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Literal)> {
        self.all.iter().map(|(key, value)| (&**key, value))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Literal> {
        let at = self.sorted.binary_search_by(|at| key_at(&self.all, *at).cmp(key)).ok()?;
        self.all.get(*self.sorted.get(at)? as usize).map(|(_, value)| value)
    }
}

fn key_at(entries: &[(Box<str>, Literal)], at: u32) -> &str {
    entries.get(at as usize).map_or("", |(key, _)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_finds_its_keys_and_keeps_their_order() {
        let map = Entries::new(vec![("b".into(), Literal::Int(1)), ("a".into(), Literal::Int(2))]);
        assert_eq!(map.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["b", "a"]);
        assert!(matches!(map.get("a"), Some(Literal::Int(2))));
        assert!(map.get("c").is_none());
        assert_eq!(map.len(), 2);
    }
}

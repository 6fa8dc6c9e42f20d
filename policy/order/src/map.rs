//! Maps and sets that keep the order in which their keys came. Keys and values in, values out, by methods that are named
//! and behave as the standard library's do; a key is never moved, changed, or removed alone.

use std::borrow::Borrow;
use std::hash::Hash;

use crate::digest::Digest;
use crate::positions::Positions;

/// Up to this many entries are looked through one by one.
const FEW: usize = 8;

/// A hash map whose entries stay in the order in which their keys were first inserted.
#[derive(Debug, Clone)]
pub struct Map<K, V> {
    entries: Vec<(K, V)>,
    positions: Positions,
}

impl<K, V> Map<K, V> {
    /// An empty map. Takes no memory before something is inserted.
    #[must_use]
    pub fn new() -> Self {
        Self { entries: Vec::new(), positions: Positions::default() }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, in the order in which their keys came.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// The values, in the order in which their keys came.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.positions.clear();
    }
}

impl<K: Hash + Eq, V> Map<K, V> {
    /// The value of a key.
    #[must_use]
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(self.digest(key), key)?;
        self.entries.get(at).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(self.digest(key), key)?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// Whether the key has a value.
    #[must_use]
    pub fn contains_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(self.digest(key), key).is_some()
    }

    /// Sets the value of a key, and gives the one that it had. The key stays where it came first.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let digest = self.digest(&key);
        if let Some(at) = self.find(digest, &key)
            && let Some((_, old)) = self.entries.get_mut(at)
        {
            return Some(std::mem::replace(old, value));
        }
        self.push(digest, key, value);
        None
    }

    /// The value of a key, which is made where there is none.
    pub fn or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let digest = self.digest(&key);
        let at = match self.find(digest, &key) {
            Some(at) => at,
            None => {
                self.push(digest, key, make());
                self.entries.len() - 1
            }
        };
        &mut self.entries[at].1
    }

    /// The value of a key, which is the default where there is none.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.or_insert_with(key, V::default)
    }

    /// The digest that a key is looked for by; none while there are few: those are looked through, and nothing is hashed.
    fn digest<Q: Hash + ?Sized>(&self, key: &Q) -> Option<u64> {
        (self.entries.len() > FEW).then(|| Digest::of(key))
    }

    fn find<Q: Eq + ?Sized>(&self, digest: Option<u64>, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        match digest {
            None => self.entries.iter().position(|(other, _)| other.borrow() == key),
            Some(digest) => {
                let is_it = &mut |at: usize| self.entries.get(at).is_some_and(|(other, _)| other.borrow() == key);
                self.positions.find(digest, is_it)
            }
        }
    }

    fn push(&mut self, known: Option<u64>, key: K, value: V) {
        self.entries.push((key, value));
        match known {
            Some(digest) => self.positions.push(digest),
            None if self.entries.len() > FEW => {
                self.entries.iter().for_each(|(key, _)| self.positions.push(Digest::of(key)));
            }
            None => {}
        }
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

/// A hash set whose keys stay in the order in which they were first inserted.
#[derive(Debug, Clone)]
pub struct Set<K>(Map<K, ()>);

impl<K> Set<K> {
    /// An empty set. Takes no memory before something is inserted.
    #[must_use]
    pub fn new() -> Self {
        Self(Map::new())
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys, in the order in which they were first inserted.
    pub fn iter(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, ())| key)
    }
}

impl<K: Hash + Eq> Set<K> {
    /// Whether the key is there.
    #[must_use]
    pub fn contains<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(key)
    }

    /// Adds a key; whether it was not there.
    pub fn insert(&mut self, key: K) -> bool {
        self.0.insert(key, ()).is_none()
    }
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Hash + Eq> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        for key in keys {
            self.insert(key);
        }
    }
}

impl<K: Hash + Eq> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = Self::new();
        set.extend(keys);
        set
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::hash::Hasher;

    use super::*;

    /// A key that has the digest of every other.
    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Same(u32);

    impl Hash for Same {
        fn hash<H: Hasher>(&self, state: &mut H) {
            0_u32.hash(state);
        }
    }

    #[test]
    fn it_answers_as_the_standard_library_does() {
        let (mut ours, mut theirs) = (Map::new(), HashMap::new());
        for step in 0..10_000_u32 {
            let key = (step.wrapping_mul(2_654_435_761) >> 20).to_string();
            assert_eq!(ours.get(key.as_str()), theirs.get(key.as_str()));
            match step % 3 {
                0 => assert_eq!(ours.insert(key.clone(), step), theirs.insert(key.clone(), step)),
                1 => assert_eq!(ours.or_insert_with(key.clone(), || step), theirs.entry(key.clone()).or_insert(step)),
                _ => assert_eq!(ours.get_mut(key.as_str()), theirs.get_mut(key.as_str())),
            }
            assert_eq!(ours.contains_key(&key), theirs.contains_key(&key));
            assert_eq!(ours.len(), theirs.len());
        }
        assert_eq!(ours.into_iter().collect::<HashMap<_, _>>(), theirs);
    }

    #[test]
    fn entries_stay_in_the_order_of_their_keys_first_coming() {
        let mut map: Map<_, _> = (0..100).rev().map(|key| (key, key)).collect();
        assert_eq!(map.insert(50, 0), Some(50));
        *map.or_insert_with(50, || 1) += 1;
        *map.or_insert_with(100, || 1) += 1;
        let expected: Vec<_> =
            (0..100).rev().map(|key| (key, if key == 50 { 1 } else { key })).chain([(100, 2)]).collect();
        assert!(map.iter().map(|(key, value)| (*key, *value)).eq(expected.iter().copied()));
        assert_eq!(map.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn keys_with_equal_digests_are_different_keys() {
        let mut map: Map<_, _> = (0..50).map(|key| (Same(key), key)).collect();
        assert_eq!(map.len(), 50);
        assert_eq!(map.insert(Same(30), 0), Some(30));
        assert_eq!((map.get(&Same(30)), map.get(&Same(31)), map.get(&Same(50))), (Some(&0), Some(&31), None));
    }

    #[test]
    fn a_set_has_a_key_once() {
        let mut set: Set<String> = ["a", "b", "a"].map(str::to_owned).into_iter().collect();
        assert_eq!(set.len(), 2);
        assert!(set.contains("b") && !set.contains("c"));
        assert!(set.insert("c".to_owned()) && !set.insert("c".to_owned()) && set.contains("c"));
        assert!(!set.is_empty() && Set::<u8>::default().is_empty());
    }

    #[test]
    fn a_cleared_map_is_empty() {
        let mut map: Map<_, _> = (0..100).map(|key| (key, ())).collect();
        map.clear();
        assert!(map.is_empty() && map.values().next().is_none() && !map.contains_key(&1));
        map.insert(1, ());
        assert!(map.contains_key(&1));
    }
}

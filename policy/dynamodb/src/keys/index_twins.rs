//! Compares an index with its table and the indexes before it: its number, the same name, the same key, and words of its name
//! that none of its keys has. Never says what it should have.

use std::borrow::Cow;

use tablewarden_cloudformation::Parts;
use tablewarden_order::Map;
use tablewarden_pattern::to_lowercase;

use crate::facts::writer::Writer;
use crate::keys::indexes::{Index, IndexKind};
use crate::keys::key::Key;
use crate::keys::name_words::words;
use crate::keys::projection::Projection;
use crate::resource::fact::Fact;

/// A table and those of its indexes that were met.
pub(crate) struct IndexTwins<'d> {
    numbers: [i64; 3],
    names: Map<Parts<'d>, String>,
    has_open_names: bool,
    /// What has each key, for people, and what it has beside it.
    keys: Map<(String, Vec<Parts<'d>>), (String, Projection)>,
    has_open_keys: bool,
}

/// How long the name of an index can be.
const LONGEST_NAME: usize = 255;

/// Words that say nothing of what an attribute holds.
const GENERIC: [&str; 8] = ["pk", "sk", "key", "hash", "range", "sort", "data", "index"];

impl<'d> IndexTwins<'d> {
    /// `key` is that of the table, `what` the table for people.
    pub(crate) fn of(key: &Key<'d>, what: String) -> Self {
        let mut index_twins =
            Self { numbers: [0; 3], names: Map::new(), has_open_names: false, keys: Map::new(), has_open_keys: false };
        index_twins.add_key(key, key.signature(), what, Projection::All);
        index_twins
    }

    /// Notes that there may be indexes that nobody can see.
    pub(crate) fn has_others(&mut self) {
        (self.has_open_names, self.has_open_keys) = (true, true);
    }

    /// Writes what the next index has in common with what came before.
    pub(crate) fn write(
        &mut self,
        writer: &mut Writer<'_, 'd>,
        index: &Index<'_, 'd>,
        key: &Key<'d>,
        what: &str,
        projection: Projection,
    ) {
        let place = index.name.place;
        let mut number = 0;
        if let Some(last) = self.numbers.get_mut(index.kind as usize).filter(|_| index.written.is_there()) {
            *last += 1;
            number = *last;
        }
        writer.int("Number", place, number);
        writer.fact("Namesake", &self.namesake(index, what));
        if index.kind == IndexKind::Global {
            let signature = key.signature();
            let (twin, overlap) = match signature.as_ref().map(|signature| self.keys.get(signature)) {
                Some(Some((other, of_other))) => {
                    let overlap = projection.overlap(of_other);
                    let overlap = overlap.map_or_else(|| Fact::absent(place), |words| Fact::known(words, place));
                    (Fact::known(other.clone(), place), overlap)
                }
                Some(None) if !self.has_open_keys && key.is_known() => (Fact::absent(place), Fact::absent(place)),
                _ => (Fact::unknown(place), Fact::absent(place)),
            };
            writer.fact("Twin", &twin);
            writer.fact("Overlap", &overlap);
            self.add_key(key, signature, what.to_owned(), projection);
        }
        writer.list("Strays", place, |writer| {
            for word in strays(index, key) {
                writer.map(place, |writer| writer.text("Word", place, &word));
            }
        });
    }

    fn add_key(
        &mut self,
        key: &Key<'d>,
        signature: Option<(String, Vec<Parts<'d>>)>,
        what: String,
        projection: Projection,
    ) {
        self.has_open_keys |= !key.is_known();
        if let Some(signature) = signature {
            self.keys.or_insert_with(signature, || (what, projection));
        }
    }

    /// What has the name of this index already.
    fn namesake(&mut self, index: &Index<'_, 'd>, what: &str) -> Fact<'d> {
        let place = index.name.place;
        if let Some(other) = index.parts.as_ref().and_then(|parts| self.names.get(parts)) {
            return Fact::known(other.clone(), place).with_default_of(index.name.default_of);
        }
        match &index.parts {
            Some(parts) => {
                self.has_open_names |= parts.unknown().is_some();
                self.names.insert(parts.clone(), what.to_owned());
            }
            None => self.has_open_names |= !index.name.is_absent(),
        }
        if self.has_open_names { Fact::unknown(place) } else { Fact::absent(place) }
    }
}

/// The words of an index's name that none of its keys has, where others of them show that it is named after its keys.
fn strays<'n>(index: &'n Index<'_, '_>, key: &Key<'_>) -> Vec<Cow<'n, str>> {
    let name = index.name.text().filter(|name| name.len() <= LONGEST_NAME && !key.is_too_long());
    let Some(name) = name.filter(|_| key.is_known()) else { return Vec::new() };
    let mut of_keys = Vec::new();
    for attribute in key.attributes.iter().filter_map(|attribute| attribute.name.text()) {
        of_keys.extend(words(attribute));
        of_keys.push(Cow::Owned(to_lowercase(attribute)));
    }
    let says_nothing =
        |word: &Cow<'_, str>| GENERIC.contains(&word.as_ref()) || word.bytes().any(|byte| byte.is_ascii_digit());
    if of_keys.iter().any(says_nothing) {
        return Vec::new();
    }
    let is_in_key = |word: &Cow<'_, str>| of_keys.iter().any(|key| key.starts_with(&**word) || key.ends_with(&**word));
    let (shared, strays): (Vec<_>, Vec<_>) = words(name).into_iter().partition(is_in_key);
    if shared.iter().any(|word| word.len() > 2) { strays } else { Vec::new() }
}

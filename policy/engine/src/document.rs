//! The document that rules are evaluated on: look-ups in its maps and lists, each counted as a step. Big maps and the
//! resources are indexed when they are first asked, so that a look-up never walks them again. Never compares values.

pub(crate) mod matches;
pub(crate) mod resources;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use tablewarden_order::Map;
use tablewarden_template::{At, Entries, Items, Value, View, ViewKey};

use crate::differences::Differences;
use crate::document::matches::Matches;
use crate::document::resources::Resources;
use crate::meter::Meter;
use crate::plan::Plan;
use crate::plan::key::{Key, Spelling};
use crate::plan::literal::{Entry, Literal};
use crate::plan::table::Row;
use crate::stop::Stop;
use crate::values::value::{Parsed, Scalar, Shape, Val};

/// A map with more entries is indexed.
const SMALL: u32 = 64;

/// The document and what is kept about it.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    pub(crate) view: View<'a>,
    /// The rules that ask.
    pub(crate) plan: &'a Plan,
    pub(crate) differences: Differences,
    pub(crate) meter: Meter,
    maps: RefCell<Map<At, Rc<MapIndex<'a>>>>,
    resources: OnceCell<Option<Resources<'a>>>,
    /// The keys of the plan, each looked up in the document's vocabulary when it is first asked for.
    keys: Box<[OnceCell<ViewKey<'a>>]>,
    /// The same for their other spellings.
    others: Box<[OnceCell<Box<[Other<'a>]>>]>,
    pub(crate) matches: Matches,
}

/// Another spelling of a key.
type Other<'a> = (Spelling, &'a str, ViewKey<'a>);

/// The entries of one map of the document by key.
#[derive(Debug)]
struct MapIndex<'a> {
    sorted: Vec<(&'a str, At)>,
}

impl<'a> MapIndex<'a> {
    fn new(view: View<'a>, map: At) -> Self {
        let mut sorted: Vec<(&str, At)> = view.entries(map).map(|entry| (entry.key, entry.value)).collect();
        tablewarden_order::sort(&mut sorted);
        Self { sorted }
    }

    fn get(&self, wanted: &str) -> Option<At> {
        let at = self.sorted.binary_search_by(|(key, _)| (*key).cmp(wanted)).ok()?;
        self.sorted.get(at).map(|(_, value)| *value)
    }
}

impl<'a> Document<'a> {
    /// A document that the rules of a plan are evaluated on, in so many steps.
    pub(crate) fn new(view: View<'a>, plan: &'a Plan, steps: u64) -> Self {
        Self {
            view,
            plan,
            differences: Differences::of(plan.dialect),
            meter: Meter::new(steps),
            maps: RefCell::default(),
            resources: OnceCell::new(),
            keys: std::iter::repeat_with(OnceCell::new).take(plan.keys.len()).collect(),
            others: std::iter::repeat_with(OnceCell::new).take(plan.keys.len()).collect(),
            matches: Matches::default(),
        }
    }

    pub(crate) fn shape<'v>(&self, value: &'v Val<'a>) -> Shape<'v> {
        value.shape(self.view, &self.plan.texts)
    }

    /// The index of the resources; none where the document has none.
    pub(crate) fn resources(&self) -> Result<Option<&Resources<'a>>, Stop> {
        if let Some(resources) = self.resources.get() {
            return Ok(resources.as_ref());
        }
        let resources = Resources::new(self.view, &self.meter)?;
        Ok(self.resources.get_or_init(|| resources).as_ref())
    }

    /// How many elements or entries the value has; 0 for a scalar.
    pub(crate) fn len(&self, value: &Val<'a>) -> usize {
        match value {
            Val::Doc(at) => self.view.len(*at),
            Val::Parsed(parsed, at) => parsed.view().len(*at),
            Val::Lit(Literal::List(items)) => items.len(),
            Val::Lit(Literal::Map(entries)) => entries.len(),
            Val::Lit(_) | Val::Made(_) => 0,
        }
    }

    /// The elements of a list; nothing for another value. Each counts as a step.
    pub(crate) fn items(&self, value: &Val<'a>) -> Result<Elements<'a>, Stop> {
        if let Val::Doc(at) = value {
            let items = self.view.items(*at);
            self.meter.spend(items.len())?;
            return Ok(Elements::Doc(items));
        }
        self.meter.spend(self.len(value))?;
        Ok(match value {
            Val::Lit(Literal::List(items)) => Elements::Lit(self.plan.literals[*items].iter()),
            Val::Parsed(parsed, at) => {
                let items = parsed.view().items(*at).map(|item| Val::Parsed(Rc::clone(parsed), item));
                Elements::Parsed(items.collect::<Vec<_>>().into_iter())
            }
            _ => Elements::Lit([].iter()),
        })
    }

    /// The element of a list at that position.
    pub(crate) fn item(&self, value: &Val<'a>, position: usize) -> Result<Option<Val<'a>>, Stop> {
        self.meter.spend(position)?;
        Ok(match value {
            Val::Doc(at) => self.view.items(*at).nth(position).map(Val::Doc),
            Val::Parsed(parsed, at) => {
                let item = parsed.view().items(*at).nth(position);
                item.map(|item| Val::Parsed(Rc::clone(parsed), item))
            }
            Val::Lit(Literal::List(items)) => self.plan.literals[*items].get(position).map(Val::Lit),
            Val::Lit(_) | Val::Made(_) => None,
        })
    }

    /// The keys and values of a map; nothing for another value. Each counts as a step.
    pub(crate) fn entries(&self, value: &Val<'a>) -> Result<Vec<(Val<'a>, Val<'a>)>, Stop> {
        self.meter.spend(self.len(value))?;
        let key = |text: &'a str, at: At| Val::made(Scalar::Key(text), Some(at));
        Ok(match value {
            Val::Doc(at) => {
                let entries = self.view.entries(*at);
                entries.map(|entry| (key(entry.key, entry.value), Val::Doc(entry.value))).collect()
            }
            Val::Parsed(parsed, at) => {
                let entries = parsed.view().entries(*at).map(|entry| {
                    let key = Val::made(Scalar::Str(entry.key.into()), parsed.origin);
                    (key, Val::Parsed(Rc::clone(parsed), entry.value))
                });
                entries.collect()
            }
            Val::Lit(Literal::Map(entries)) => {
                let key = |text| Val::made(Scalar::Key(self.plan.text(text)), None);
                self.plan.entries[*entries].iter().map(|entry| (key(entry.key), Val::Lit(&entry.value))).collect()
            }
            Val::Lit(_) | Val::Made(_) => Vec::new(),
        })
    }

    /// The same, one after another: what does not look at all of them is to count them itself.
    pub(crate) fn keyed<'v>(&'v self, value: &'v Val<'a>) -> Keyed<'v, 'a> {
        match value {
            Val::Doc(at) => Keyed::Doc(self.view.entries(*at)),
            Val::Parsed(parsed, at) => Keyed::Parsed(parsed, parsed.view().entries(*at)),
            Val::Lit(Literal::Map(entries)) => Keyed::Lit(self.plan, self.plan.entries[*entries].iter()),
            Val::Lit(_) | Val::Made(_) => Keyed::Lit(self.plan, [].iter()),
        }
    }

    /// The values of a map; nothing for another value. Each counts as a step.
    pub(crate) fn values(&self, value: &Val<'a>) -> Result<Vec<Val<'a>>, Stop> {
        match value {
            Val::Doc(at) => {
                self.meter.spend(self.len(value))?;
                Ok(self.view.entries(*at).map(|entry| Val::Doc(entry.value)).collect())
            }
            _ => Ok(self.entries(value)?.into_iter().map(|(_, value)| value).collect()),
        }
    }

    /// The value of `key` in a map.
    pub(crate) fn get(&self, value: &Val<'a>, key: &str) -> Result<Option<Val<'a>>, Stop> {
        Ok(match value {
            Val::Doc(at) if self.view.count(*at) > SMALL => {
                self.meter.spend(1)?;
                self.index(*at)?.get(key).map(Val::Doc)
            }
            Val::Doc(at) => {
                self.meter.spend(2)?;
                self.view.get(*at, key).map(Val::Doc)
            }
            Val::Parsed(parsed, at) => {
                self.meter.spend(self.len(value) + 1)?;
                parsed.view().get(*at, key).map(|at| Val::Parsed(Rc::clone(parsed), at))
            }
            Val::Lit(Literal::Map(entries)) => self.plan.entry(*entries, key).map(Val::Lit),
            Val::Lit(_) | Val::Made(_) => None,
        })
    }

    /// The value of a key of a query in a map.
    pub(crate) fn get_key(&self, value: &Val<'a>, key: Row<Key>) -> Result<Option<Val<'a>>, Stop> {
        match value {
            Val::Doc(at) => Ok(self.value_of(*at, key)?.map(Val::Doc)),
            _ => self.get(value, self.key(key)),
        }
    }

    /// The same in a map of the document itself.
    pub(crate) fn value_of(&self, map: At, key: Row<Key>) -> Result<Option<At>, Stop> {
        self.meter.spend(1)?;
        if self.view.count(map) > SMALL {
            return Ok(self.index(map)?.get(self.key(key)));
        }
        Ok(match self.keys.get(key.index()) {
            Some(known) => self.view.get_by(map, known.get_or_init(|| self.view.key(self.key(key)))),
            None => self.view.get(map, self.key(key)),
        })
    }

    /// The same by the key's text, else in the spelling that an earlier key was found by, else in any.
    pub(crate) fn value_spelt(
        &self,
        map: At,
        row: Row<Key>,
        spelling: &mut Option<Spelling>,
    ) -> Result<Option<At>, Stop> {
        let found = self.value_of(map, row)?;
        if found.is_some() || !matches!(self.view.value(map), Value::Map) {
            return Ok(found);
        }
        if let Some(spelling) = *spelling {
            let text = self.plan.text(self.plan.keys[row].spelt(spelling));
            return Ok(self.get(&Val::Doc(map), text)?.and_then(|value| value.origin()));
        }
        for (other, text, key) in self.others(row) {
            self.meter.spend(1)?;
            let is_big = self.view.count(map) > SMALL;
            let found = if is_big { self.index(map)?.get(text) } else { self.view.get_by(map, key) };
            if found.is_some() {
                *spelling = Some(*other);
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn others(&self, row: Row<Key>) -> &[Other<'a>] {
        let spelt = |(spelling, text)| {
            let text = self.plan.text(text);
            (spelling, text, self.view.key(text))
        };
        let others = || self.plan.keys[row].others().map(spelt).collect();
        self.others.get(row.index()).map_or(&[], |known| known.get_or_init(others))
    }

    fn key(&self, key: Row<Key>) -> &'a str {
        self.plan.text(self.plan.keys[key].text)
    }

    fn index(&self, map: At) -> Result<Rc<MapIndex<'a>>, Stop> {
        let mut maps = self.maps.borrow_mut();
        if let Some(known) = maps.get(&map) {
            return Ok(Rc::clone(known));
        }
        self.meter.spend(self.view.count(map) as usize * 8)?;
        Ok(Rc::clone(maps.or_insert_with(map, || Rc::new(MapIndex::new(self.view, map)))))
    }
}

/// The keys and values of a map, one after another.
pub(crate) enum Keyed<'v, 'a> {
    Doc(Entries<'a>),
    Parsed(&'v Rc<Parsed>, Entries<'v>),
    Lit(&'a Plan, std::slice::Iter<'a, Entry>),
}

impl<'v, 'a: 'v> Iterator for Keyed<'v, 'a> {
    type Item = (&'v str, Val<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Doc(entries) => entries.next().map(|entry| (entry.key, Val::Doc(entry.value))),
            Self::Parsed(parsed, entries) => {
                entries.next().map(|entry| (entry.key, Val::Parsed(Rc::clone(parsed), entry.value)))
            }
            Self::Lit(plan, entries) => entries.next().map(|entry| (plan.text(entry.key), Val::Lit(&entry.value))),
        }
    }
}

/// The elements of a list, one after another.
#[derive(Debug)]
pub(crate) enum Elements<'a> {
    Doc(Items<'a>),
    Lit(std::slice::Iter<'a, Literal>),
    Parsed(std::vec::IntoIter<Val<'a>>),
}

impl<'a> Iterator for Elements<'a> {
    type Item = Val<'a>;

    fn next(&mut self) -> Option<Val<'a>> {
        match self {
            Self::Doc(items) => items.next().map(Val::Doc),
            Self::Lit(items) => items.next().map(Val::Lit),
            Self::Parsed(items) => items.next(),
        }
    }
}

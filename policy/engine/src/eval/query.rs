//! Queries: step by step from a value to the values they lead to, with the places where they end early. Steps that lead
//! to one value are a loop; only what spreads goes deeper.

use crate::eval::Eval;
use crate::found::{Found, Missing};
use crate::halt::Halt;
use crate::key::{Key, Spelling};
use crate::plan::{Name, Part, Query};
use crate::scope::Scope;
use crate::value::{Shape, Val};

/// Where a query is on its way.
pub(super) struct Way<'s, 'a> {
    pub(super) query: &'a Query,
    /// The next part.
    pub(super) part: usize,
    /// The scope that filters are asked in.
    pub(super) scope: &'s Scope<'s, 'a>,
    /// The spelling by which a key was found.
    pub(super) spelling: Option<Spelling>,
}

impl<'a> Way<'_, 'a> {
    pub(super) fn missing(&self, at: Val<'a>) -> Found<'a> {
        Found::Missing(Missing { at, query: self.query, part: self.part })
    }
}

impl<'a> Eval<'_, 'a> {
    /// Adds to `found` what `query` finds from its part `from` on, starting at `current`.
    pub(super) fn retrieve(
        &self,
        query: &'a Query,
        from: usize,
        current: Val<'a>,
        scope: &Scope<'_, 'a>,
        spelling: Option<Spelling>,
        found: &mut Vec<Found<'a>>,
    ) -> Result<(), Halt> {
        self.go(Way { query, part: from, scope, spelling }, current, found)
    }

    fn go(&self, mut way: Way<'_, 'a>, mut current: Val<'a>, found: &mut Vec<Found<'a>>) -> Result<(), Halt> {
        while let Some(part) = way.query.parts.get(way.part) {
            self.ground.meter.spend(1)?;
            let next = match part {
                Part::This => Some(current.clone()),
                Part::Variable(name) => return self.through_variable(*name, &way, found),
                Part::Key(key) => self.by_key(key, &current, &mut way.spelling)?,
                Part::Index(index) => self.by_index(*index, &current)?,
                Part::Names(name) => return self.by_names(*name, &way, current, found),
                Part::AllValues(capture) => match self.ground.shape(&current) {
                    Shape::List => return self.each(&current, &way, found),
                    Shape::Map => return self.each_value(*capture, &way, &current, found),
                    _ => Some(current.clone()),
                },
                Part::AllIndices(capture) => match self.ground.shape(&current) {
                    Shape::List => return self.each(&current, &way, found),
                    Shape::Map if capture.is_some() => return self.each_value(*capture, &way, &current, found),
                    _ => Some(current.clone()),
                },
                Part::Filter(filter) => match self.filter(filter, &way, current.clone(), found)? {
                    Some(()) => Some(current.clone()),
                    None => return Ok(()),
                },
                Part::Keys(keys) => return self.by_key_filter(keys, &way, current, found),
            };
            match next {
                Some(next) => current = next,
                None => {
                    found.push(way.missing(current));
                    return Ok(());
                }
            }
            way.part += 1;
        }
        found.push(Found::Value(current));
        Ok(())
    }

    /// Goes on from `value` behind the part that `way` is at, in `scope`.
    pub(super) fn go_on(
        &self,
        way: &Way<'_, 'a>,
        value: Val<'a>,
        scope: &Scope<'_, 'a>,
        found: &mut Vec<Found<'a>>,
    ) -> Result<(), Halt> {
        let next = way.part + 1;
        if next >= way.query.parts.len() {
            found.push(Found::Value(value));
            return Ok(());
        }
        self.deeper(|| self.retrieve(way.query, next, value, scope, way.spelling, found))
    }

    /// The values of a variable; what follows is asked of each of them.
    fn through_variable(&self, name: Name, way: &Way<'_, 'a>, found: &mut Vec<Found<'a>>) -> Result<(), Halt> {
        let results = self.resolve(name, way.scope)?;
        self.ground.meter.spend(results.len())?;
        for result in results.iter() {
            match result.value() {
                Some(value) if way.part + 1 < way.query.parts.len() => {
                    let scope = Scope::value(way.scope, value.clone());
                    self.go_on(way, value.clone(), &scope, found)?;
                }
                _ => found.push(result.clone()),
            }
        }
        Ok(())
    }

    /// The value of a key: by its text, else in the spelling that hit before, else in any.
    fn by_key(&self, key: &Key, current: &Val<'a>, spelling: &mut Option<Spelling>) -> Result<Option<Val<'a>>, Halt> {
        match self.ground.shape(current) {
            Shape::List => match key.index {
                Some(index) => self.by_index(index, current),
                None => Ok(None),
            },
            Shape::Map if key.index.is_none() => {
                if let Some(value) = self.ground.get(current, &key.text)? {
                    return Ok(Some(value));
                }
                if let Some(spelling) = *spelling {
                    return self.ground.get(current, key.spelt(spelling));
                }
                for (other, text) in key.others() {
                    if let Some(value) = self.ground.get(current, text)? {
                        *spelling = Some(other);
                        return Ok(Some(value));
                    }
                }
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    fn by_index(&self, index: i64, current: &Val<'a>) -> Result<Option<Val<'a>>, Halt> {
        if !matches!(self.ground.shape(current), Shape::List) {
            return Ok(None);
        }
        match self.ground.differences.position(index, self.ground.len(current)) {
            Some(position) => self.ground.item(current, position),
            None => Ok(None),
        }
    }

    /// The elements of a list.
    fn each(&self, list: &Val<'a>, way: &Way<'_, 'a>, found: &mut Vec<Found<'a>>) -> Result<(), Halt> {
        if self.ground.len(list) == 0 {
            found.push(way.missing(list.clone()));
        }
        self.ground.items(list)?.into_iter().try_for_each(|item| self.go_on(way, item, way.scope, found))
    }

    /// The values of a map; the keys are captured if a name is given.
    fn each_value(
        &self,
        capture: Option<Name>,
        way: &Way<'_, 'a>,
        map: &Val<'a>,
        found: &mut Vec<Found<'a>>,
    ) -> Result<(), Halt> {
        if self.ground.len(map) == 0 {
            found.push(way.missing(map.clone()));
            return Ok(());
        }
        let Some(name) = capture else {
            if self.by_resource_type(way, map, found)? {
                return Ok(());
            }
            for value in self.ground.values(map)? {
                let scope = Scope::value(way.scope, value.clone());
                self.go_on(way, value, &scope, found)?;
            }
            return Ok(());
        };
        for (key, value) in self.ground.entries(map)? {
            self.capture(name, key);
            let scope = Scope::value(way.scope, value.clone());
            self.go_on(way, value, &scope, found)?;
        }
        Ok(())
    }

    /// The values of the keys that a variable names.
    fn by_names(
        &self,
        name: Name,
        way: &Way<'_, 'a>,
        current: Val<'a>,
        found: &mut Vec<Found<'a>>,
    ) -> Result<(), Halt> {
        if !matches!(self.ground.shape(&current), Shape::Map) {
            found.push(way.missing(current));
            return Ok(());
        }
        let results = self.resolve(name, way.scope)?;
        let mut chosen = &results[..];
        let mut skip = 0;
        match way.query.parts.get(way.part + 1) {
            None | Some(Part::AllIndices(_) | Part::Key(_) | Part::Names(_)) => {}
            Some(Part::Index(index)) => {
                let Some(position) = self.ground.differences.position(*index, results.len()) else {
                    found.push(way.missing(current));
                    return Ok(());
                };
                chosen = results.get(position..=position).unwrap_or_default();
                skip = usize::from(self.ground.differences.consumes_index_of_names());
            }
            Some(_) => {
                return Err(Halt::Undecidable(format!(
                    "a filter or `*` cannot follow `%{}` in the middle of a query; give the values a name with `let` first",
                    self.name(name)
                )));
            }
        }
        let behind = Way { query: way.query, part: way.part + skip, scope: way.scope, spelling: way.spelling };
        for result in chosen {
            let Some(key) = result.value() else {
                found.push(way.missing(current.clone()));
                continue;
            };
            match self.ground.shape(key) {
                Shape::Str(text) => self.named(text, &behind, way, &current, found)?,
                Shape::List => {
                    for key in self.ground.items(key)? {
                        match self.ground.shape(&key) {
                            Shape::Str(text) => self.named(text, &behind, way, &current, found)?,
                            _ => return Err(self.no_name(name)),
                        }
                    }
                }
                _ => return Err(self.no_name(name)),
            }
        }
        Ok(())
    }

    fn named(
        &self,
        text: &str,
        behind: &Way<'_, 'a>,
        way: &Way<'_, 'a>,
        map: &Val<'a>,
        found: &mut Vec<Found<'a>>,
    ) -> Result<(), Halt> {
        match self.ground.get(map, text)? {
            Some(value) => self.go_on(behind, value, behind.scope, found),
            None => {
                found.push(way.missing(map.clone()));
                Ok(())
            }
        }
    }

    fn no_name(&self, name: Name) -> Halt {
        let name = self.name(name);
        Halt::Error(format!("`%{name}` is used as a key, but one of its values is no text; filter it with `is_string`"))
    }
}

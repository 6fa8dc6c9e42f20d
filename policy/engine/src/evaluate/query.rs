//! Queries: step by step from a value to the values they lead to, with the places where they end early. Steps that lead
//! to one value are a loop; only what spreads goes deeper.

use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::memory::Memory;
use crate::evaluate::scope::Scope;
use crate::plan::key::{Key, Spelling};
use crate::plan::line::{Name, Part, Query};
use crate::plan::table::Row;
use crate::stop::Stop;
use crate::values::query_result::{Missing, QueryResult};
use crate::values::value::{Shape, Val};

/// Where a query is on its way.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'s, 'a> {
    pub(super) query: &'a Query,
    pub(super) parts: &'a [Part],
    /// The next part.
    pub(super) part: usize,
    /// The scope that filters are asked in.
    pub(super) scope: &'s Scope<'s, 'a>,
    /// The spelling by which a key was found.
    pub(super) spelling: Option<Spelling>,
}

impl<'a> Cursor<'_, 'a> {
    pub(super) fn missing(&self, at: Val<'a>) -> QueryResult<'a> {
        QueryResult::Missing(Missing { at, query: self.query, part: self.part })
    }
}

impl<'a> Evaluator<'_, 'a> {
    /// What a query finds from the value of the scope on.
    pub(super) fn query(
        &self,
        query: Row<Query>,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
    ) -> Result<Vec<QueryResult<'a>>, Stop> {
        let mut found = memory.spare.pop().unwrap_or_default();
        let start = self.start(query, scope.asker(), None);
        self.go(start, scope.this.clone(), memory, &mut found)?;
        Ok(found)
    }

    /// The beginning of a query.
    pub(super) fn start<'s>(
        &self,
        query: Row<Query>,
        scope: &'s Scope<'s, 'a>,
        spelling: Option<Spelling>,
    ) -> Cursor<'s, 'a> {
        let query = &self.plan.queries[query];
        Cursor { query, parts: &self.plan.parts[query.parts], part: 0, scope, spelling }
    }

    /// Adds to `found` what the query finds from where the cursor is, starting at `current`.
    pub(super) fn go(
        &self,
        mut cursor: Cursor<'_, 'a>,
        mut current: Val<'a>,
        memory: &mut Memory<'a>,
        found: &mut Vec<QueryResult<'a>>,
    ) -> Result<(), Stop> {
        while let Some(part) = cursor.parts.get(cursor.part) {
            self.document.meter.spend(2)?;
            let next = match part {
                Part::This => Some(current.clone()),
                Part::Variable(name) => return self.through_variable(*name, &cursor, memory, found),
                Part::Key(key) => self.by_key(*key, &current, &mut cursor.spelling)?,
                Part::Index(index) => self.by_index(*index, &current)?,
                Part::Names(name) => return self.by_names(*name, &cursor, current, memory, found),
                Part::AllValues(capture) => match self.document.shape(&current) {
                    Shape::List => return self.each(&current, &cursor, memory, found),
                    Shape::Map => return self.each_value(*capture, &cursor, &current, memory, found),
                    _ => Some(current.clone()),
                },
                Part::AllIndices(capture) => match self.document.shape(&current) {
                    Shape::List => return self.each(&current, &cursor, memory, found),
                    Shape::Map if capture.is_some() => {
                        return self.each_value(*capture, &cursor, &current, memory, found);
                    }
                    _ => Some(current.clone()),
                },
                Part::Filter(filter) => {
                    match self.filter(&self.plan.filters[*filter], &cursor, current.clone(), memory, found)? {
                        Some(()) => Some(current.clone()),
                        None => return Ok(()),
                    }
                }
                Part::Keys(keys) => {
                    return self.by_key_filter(&self.plan.keys_filters[*keys], &cursor, current, memory, found);
                }
            };
            match next {
                Some(next) => current = next,
                None => {
                    found.push(cursor.missing(current));
                    return Ok(());
                }
            }
            cursor.part += 1;
        }
        found.push(QueryResult::Value(current));
        Ok(())
    }

    /// Goes on from `value` behind the part that `cursor` is at, in `scope`.
    pub(super) fn go_on(
        &self,
        cursor: &Cursor<'_, 'a>,
        value: Val<'a>,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
        found: &mut Vec<QueryResult<'a>>,
    ) -> Result<(), Stop> {
        let next = cursor.part + 1;
        if next >= cursor.parts.len() {
            found.push(QueryResult::Value(value));
            return Ok(());
        }
        let behind = Cursor { part: next, scope, ..*cursor };
        memory.deeper(|memory| self.go(behind, value, memory, found))
    }

    /// The values of a variable; what follows is asked of each of them.
    #[inline(never)]
    fn through_variable(
        &self,
        name: Name,
        cursor: &Cursor<'_, 'a>,
        memory: &mut Memory<'a>,
        found: &mut Vec<QueryResult<'a>>,
    ) -> Result<(), Stop> {
        let results = self.resolve(name, cursor.scope, memory)?;
        self.document.meter.spend(results.len())?;
        for result in results.iter() {
            match result.value() {
                Some(value) if cursor.part + 1 < cursor.parts.len() => {
                    let scope = Scope::value(cursor.scope, value.clone());
                    self.go_on(cursor, value.clone(), &scope, memory, found)?;
                }
                _ => found.push(result.clone()),
            }
        }
        Ok(())
    }

    /// The value of a key: by its text, else in the spelling that hit before, else in any.
    fn by_key(
        &self,
        row: Row<Key>,
        current: &Val<'a>,
        spelling: &mut Option<Spelling>,
    ) -> Result<Option<Val<'a>>, Stop> {
        let key = &self.plan.keys[row];
        if let (Val::Doc(map), None) = (current, key.index) {
            return Ok(self.document.value_spelt(*map, row, spelling)?.map(Val::Doc));
        }
        match self.document.shape(current) {
            Shape::List => match key.index {
                Some(index) => self.by_index(index, current),
                None => Ok(None),
            },
            Shape::Map if key.index.is_none() => {
                if let Some(value) = self.document.get_key(current, row)? {
                    return Ok(Some(value));
                }
                if let Some(spelling) = *spelling {
                    return self.document.get(current, self.plan.text(key.spelt(spelling)));
                }
                for (other, text) in key.others() {
                    if let Some(value) = self.document.get(current, self.plan.text(text))? {
                        *spelling = Some(other);
                        return Ok(Some(value));
                    }
                }
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    fn by_index(&self, index: i64, current: &Val<'a>) -> Result<Option<Val<'a>>, Stop> {
        if !matches!(self.document.shape(current), Shape::List) {
            return Ok(None);
        }
        match self.document.differences.position(index, self.document.len(current)) {
            Some(position) => self.document.item(current, position),
            None => Ok(None),
        }
    }

    /// The elements of a list.
    #[inline(never)]
    fn each(
        &self,
        list: &Val<'a>,
        cursor: &Cursor<'_, 'a>,
        memory: &mut Memory<'a>,
        found: &mut Vec<QueryResult<'a>>,
    ) -> Result<(), Stop> {
        if self.document.len(list) == 0 {
            found.push(cursor.missing(list.clone()));
        }
        self.document
            .items(list)?
            .into_iter()
            .try_for_each(|item| self.go_on(cursor, item, cursor.scope, memory, found))
    }

    /// The values of a map; the keys are captured if a name is given.
    #[inline(never)]
    fn each_value(
        &self,
        capture: Option<Name>,
        cursor: &Cursor<'_, 'a>,
        map: &Val<'a>,
        memory: &mut Memory<'a>,
        found: &mut Vec<QueryResult<'a>>,
    ) -> Result<(), Stop> {
        if self.document.len(map) == 0 {
            found.push(cursor.missing(map.clone()));
            return Ok(());
        }
        let Some(name) = capture else {
            if self.by_resource_type(cursor, map, memory, found)? {
                return Ok(());
            }
            for value in self.document.values(map)? {
                let scope = Scope::value(cursor.scope, value.clone());
                self.go_on(cursor, value, &scope, memory, found)?;
            }
            return Ok(());
        };
        for (key, value) in self.document.entries(map)? {
            self.capture(name, key, memory);
            let scope = Scope::value(cursor.scope, value.clone());
            self.go_on(cursor, value, &scope, memory, found)?;
        }
        Ok(())
    }

    /// The values of the keys that a variable names.
    #[inline(never)]
    fn by_names(
        &self,
        name: Name,
        cursor: &Cursor<'_, 'a>,
        current: Val<'a>,
        memory: &mut Memory<'a>,
        found: &mut Vec<QueryResult<'a>>,
    ) -> Result<(), Stop> {
        if !matches!(self.document.shape(&current), Shape::Map) {
            found.push(cursor.missing(current));
            return Ok(());
        }
        let results = self.resolve(name, cursor.scope, memory)?;
        let mut chosen = &results[..];
        let mut skip = 0;
        match cursor.parts.get(cursor.part + 1) {
            None | Some(Part::AllIndices(_) | Part::Key(_) | Part::Names(_)) => {}
            Some(Part::Index(index)) => {
                let Some(position) = self.document.differences.position(*index, results.len()) else {
                    found.push(cursor.missing(current));
                    return Ok(());
                };
                chosen = results.get(position..=position).unwrap_or_default();
                skip = usize::from(self.document.differences.consumes_index_of_names());
            }
            Some(_) => {
                return Err(Stop::Undecidable(format!(
                    "a filter or `*` cannot follow `%{}` in the middle of a query; give the values a name with `let` first",
                    self.name(name)
                )));
            }
        }
        let behind = Cursor { part: cursor.part + skip, ..*cursor };
        for result in chosen {
            let Some(key) = result.value() else {
                found.push(cursor.missing(current.clone()));
                continue;
            };
            match self.document.shape(key) {
                Shape::Str(text) => self.named(text, &behind, cursor, &current, memory, found)?,
                Shape::List => {
                    for key in self.document.items(key)? {
                        match self.document.shape(&key) {
                            Shape::Str(text) => self.named(text, &behind, cursor, &current, memory, found)?,
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
        behind: &Cursor<'_, 'a>,
        cursor: &Cursor<'_, 'a>,
        map: &Val<'a>,
        memory: &mut Memory<'a>,
        found: &mut Vec<QueryResult<'a>>,
    ) -> Result<(), Stop> {
        match self.document.get(map, text)? {
            Some(value) => self.go_on(behind, value, behind.scope, memory, found),
            None => {
                found.push(cursor.missing(map.clone()));
                Ok(())
            }
        }
    }

    fn no_name(&self, name: Name) -> Stop {
        let name = self.name(name);
        Stop::Error(format!("`%{name}` is used as a key, but one of its values is no text; filter it with `is_string`"))
    }
}

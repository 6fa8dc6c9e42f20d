//! Filters of queries: which values they let through. A filter is a gate: what fails in it is no failure.

use tablewarden_guard::KeysOperator;

use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::failures::Purpose;
use crate::evaluate::memory::Memory;
use crate::evaluate::query::Cursor;
use crate::evaluate::scope::Scope;
use crate::outcome::Status;
use crate::plan::line::{After, Filter, KeysFilter, Line, Operand, Part, WantedType};
use crate::plan::literal::Literal;
use crate::plan::table::Rows;
use crate::stop::Stop;
use crate::values::compare::Compared;
use crate::values::query_result::QueryResult;
use crate::values::value::{Shape, Val};

impl<'a> Evaluator<'_, 'a> {
    /// Some, if the value itself passes and the query goes on with it; otherwise all that there is to find was found.
    #[inline(never)]
    pub(super) fn filter(
        &self,
        filter: &'a Filter,
        cursor: &Cursor<'_, 'a>,
        current: Val<'a>,
        memory: &mut Memory<'a>,
        found: &mut Vec<QueryResult<'a>>,
    ) -> Result<Option<()>, Stop> {
        match (self.document.shape(&current), filter.after) {
            (Shape::Map, After::AllValues | After::AllIndices) => {
                Ok(self.passes(filter.lines, cursor.scope, memory)?.then_some(()))
            }
            (Shape::Map, After::Key) => {
                for (key, value) in self.document.entries(&current)? {
                    let scope = Scope::value(cursor.scope, value.clone());
                    if self.passes(filter.lines, &scope, memory)? {
                        if let Some(name) = filter.capture {
                            self.capture(name, key, memory);
                        }
                        self.go_on(cursor, value, &scope, memory, found)?;
                    }
                }
                Ok(None)
            }
            (Shape::Map, After::Other) => Err(Stop::Error(
                "a filter on a map has to follow a key, `*`, `[*]` or a variable; put both filters into one".to_owned(),
            )),
            (Shape::List, _) => {
                for item in self.document.items(&current)? {
                    if self.passes(filter.lines, &Scope::value(cursor.scope, item.clone()), memory)? {
                        self.go_on(cursor, item, cursor.scope, memory, found)?;
                    }
                }
                Ok(None)
            }
            (_, After::AllIndices) => {
                Ok(self.passes(filter.lines, &Scope::value(cursor.scope, current), memory)?.then_some(()))
            }
            _ => {
                found.push(cursor.missing(current));
                Ok(None)
            }
        }
    }

    fn passes(&self, lines: Rows<Line>, scope: &Scope<'_, 'a>, memory: &mut Memory<'a>) -> Result<bool, Stop> {
        Ok(memory.deeper(|memory| self.lines(lines, scope, memory, Purpose::Gate))? == Status::Pass)
    }

    /// `Resources.*[ Type == '…' … ]` through the index of types; false where it does not apply. `cursor` is at the `*`.
    pub(super) fn by_resource_type(
        &self,
        cursor: &Cursor<'_, 'a>,
        map: &Val<'a>,
        memory: &mut Memory<'a>,
        found: &mut Vec<QueryResult<'a>>,
    ) -> Result<bool, Stop> {
        let Some(Part::Filter(filter)) = cursor.parts.get(cursor.part + 1) else { return Ok(false) };
        let filter = &self.plan.filters[*filter];
        let (Some(wanted), Val::Doc(map)) = (filter.resource_type, map) else { return Ok(false) };
        let Some(name) = self.wanted_type(wanted, cursor.scope) else { return Ok(false) };
        let Some(resources) = self.document.resources()?.filter(|resources| resources.map == *map) else {
            return Ok(false);
        };
        let behind = Cursor { part: cursor.part + 1, ..*cursor };
        let more = filter.lines.skip(1);
        for candidate in resources.of_type(name, &self.batch) {
            self.document.meter.spend(1)?;
            let value = Val::Doc(candidate.at);
            let scope = Scope::value(cursor.scope, value.clone());
            if !candidate.is_of_type {
                self.go_on(cursor, value, &scope, memory, found)?;
            } else if more.is_empty() || self.passes_more(more, &scope, memory)? {
                self.go_on(&behind, value, &scope, memory, found)?;
            }
        }
        Ok(true)
    }

    /// The name of the type, where it is a text of the rules. Nothing is worked out for it.
    fn wanted_type(&self, wanted: WantedType, scope: &Scope<'_, 'a>) -> Option<&'a str> {
        match wanted {
            WantedType::Text(name) => Some(self.plan.text(name)),
            WantedType::Variable(name) => match self.literal(name, scope) {
                Some(Literal::Str(name)) => Some(self.plan.text(*name)),
                _ => None,
            },
        }
    }

    /// The lines behind one that passed: skipped ones are no obstacle.
    fn passes_more(&self, lines: Rows<Line>, scope: &Scope<'_, 'a>, memory: &mut Memory<'a>) -> Result<bool, Stop> {
        Ok(memory.deeper(|memory| self.lines(lines, scope, memory, Purpose::Gate))? != Status::Fail)
    }

    /// `[ keys == … ]`: the values of the keys that fit.
    #[inline(never)]
    pub(super) fn by_key_filter(
        &self,
        filter: &'a KeysFilter,
        cursor: &Cursor<'_, 'a>,
        current: Val<'a>,
        memory: &mut Memory<'a>,
        found: &mut Vec<QueryResult<'a>>,
    ) -> Result<(), Stop> {
        if !matches!(self.document.shape(&current), Shape::Map) {
            found.push(cursor.missing(current));
            return Ok(());
        }
        let mut right = Vec::new();
        match &filter.right {
            Operand::Query(query) => {
                let start = self.start(*query, cursor.scope, cursor.spelling);
                memory.deeper(|memory| self.go(start, current.clone(), memory, &mut right))?;
            }
            other => right = self.operand(other, cursor.scope, memory)?,
        }
        // One key is never equal to several; it is one of them.
        let is_in = filter.operator == KeysOperator::In || right.len() > 1;
        for (key, value) in self.document.entries(&current)? {
            self.document.meter.spend(right.len())?;
            let mut fits = false;
            for right in &right {
                fits = fits || self.key_fits(&key, right, is_in, filter.not)?;
            }
            if fits {
                self.go_on(cursor, value, cursor.scope, memory, found)?;
            }
        }
        Ok(())
    }

    fn key_fits(&self, key: &Val<'a>, right: &QueryResult<'a>, is_in: bool, not: bool) -> Result<bool, Stop> {
        let Some(value) = right.value() else { return Ok(false) };
        let mut compared = self.compare_key(key, value, is_in)?;
        if compared == Compared::Never
            && matches!(right, QueryResult::Literal(_))
            && let Some(only) = self.document.items(value)?.next().filter(|_| self.document.len(value) == 1)
        {
            compared = self.compare_key(key, &only, is_in)?;
        }
        Ok(match compared {
            Compared::Yes => !not,
            Compared::No => not,
            Compared::Never => false,
        })
    }

    fn compare_key(&self, key: &Val<'a>, right: &Val<'a>, is_in: bool) -> Result<Compared, Stop> {
        match (self.document.shape(key), self.document.shape(right)) {
            (Shape::Str(part), Shape::Str(whole)) if is_in => Ok(self.document.is_within(part, whole)?.into()),
            (_, Shape::List) if is_in => {
                let mut any = Compared::No;
                for item in self.document.items(right)? {
                    match self.document.compare(key, &item)? {
                        Compared::Yes => any = Compared::Yes,
                        Compared::No => {}
                        Compared::Never => return Ok(Compared::Never),
                    }
                }
                Ok(any)
            }
            _ => self.document.compare(key, right),
        }
    }
}

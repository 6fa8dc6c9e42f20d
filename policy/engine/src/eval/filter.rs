//! Filters of queries: which values they let through. A filter is a gate: what fails in it is no failure.

use tablewarden_guard::KeysOperator;

use crate::compare::Compared;
use crate::eval::query::Way;
use crate::eval::{Eval, Role};
use crate::found::Found;
use crate::halt::Halt;
use crate::literal::Literal;
use crate::outcome::Status;
use crate::plan::{After, Filter, KeysFilter, Line, Operand, Part, WantedType};
use crate::scope::Scope;
use crate::value::{Shape, Val};

impl<'a> Eval<'_, 'a> {
    /// Some, if the value itself passes and the query goes on with it; otherwise all that there is to find was found.
    pub(super) fn filter(
        &self,
        filter: &'a Filter,
        way: &Way<'_, 'a>,
        current: Val<'a>,
        found: &mut Vec<Found<'a>>,
    ) -> Result<Option<()>, Halt> {
        match (self.ground.shape(&current), filter.after) {
            (Shape::Map, After::AllValues | After::AllIndices) => {
                Ok(self.passes(&filter.lines, way.scope)?.then_some(()))
            }
            (Shape::Map, After::Key) => {
                for (key, value) in self.ground.entries(&current)? {
                    let scope = Scope::value(way.scope, value.clone());
                    if self.passes(&filter.lines, &scope)? {
                        if let Some(name) = filter.capture {
                            self.capture(name, key);
                        }
                        self.go_on(way, value, &scope, found)?;
                    }
                }
                Ok(None)
            }
            (Shape::Map, After::Other) => Err(Halt::Error(
                "a filter on a map has to follow a key, `*`, `[*]` or a variable; put both filters into one".to_owned(),
            )),
            (Shape::List, _) => {
                for item in self.ground.items(&current)? {
                    if self.passes(&filter.lines, &Scope::value(way.scope, item.clone()))? {
                        self.go_on(way, item, way.scope, found)?;
                    }
                }
                Ok(None)
            }
            (_, After::AllIndices) => Ok(self.passes(&filter.lines, &Scope::value(way.scope, current))?.then_some(())),
            _ => {
                found.push(way.missing(current));
                Ok(None)
            }
        }
    }

    fn passes(&self, lines: &'a [Line], scope: &Scope<'_, 'a>) -> Result<bool, Halt> {
        Ok(self.deeper(|| self.lines(lines, scope, Role::Gate))? == Status::Pass)
    }

    /// `Resources.*[ Type == '…' … ]` through the index of types; false where it does not apply. `way` is at the `*`.
    pub(super) fn by_resource_type(
        &self,
        way: &Way<'_, 'a>,
        map: &Val<'a>,
        found: &mut Vec<Found<'a>>,
    ) -> Result<bool, Halt> {
        let Some(Part::Filter(filter)) = way.query.parts.get(way.part + 1) else { return Ok(false) };
        let (Some(wanted), Val::Doc(map)) = (&filter.resource_type, map) else { return Ok(false) };
        let Some(name) = self.wanted_type(wanted, way.scope) else { return Ok(false) };
        let Some(resources) = self.ground.resources()?.filter(|resources| resources.map == *map) else {
            return Ok(false);
        };
        let behind = Way { query: way.query, part: way.part + 1, scope: way.scope, spelling: way.spelling };
        let more = filter.lines.get(1..).unwrap_or_default();
        for candidate in resources.of_type(name, &self.ground.within.borrow()) {
            self.ground.meter.spend(1)?;
            let value = Val::Doc(candidate.at);
            let scope = Scope::value(way.scope, value.clone());
            if !candidate.is_of_type {
                self.go_on(way, value, &scope, found)?;
            } else if more.is_empty() || self.passes_more(more, &scope)? {
                self.go_on(&behind, value, &scope, found)?;
            }
        }
        Ok(true)
    }

    /// The name of the type, where it is a text of the rules. Nothing is worked out for it.
    fn wanted_type(&self, wanted: &'a WantedType, scope: &Scope<'_, 'a>) -> Option<&'a str> {
        match wanted {
            WantedType::Text(name) => Some(name),
            WantedType::Variable(name) => match self.literal(*name, scope) {
                Some(Literal::Str(name)) => Some(name),
                _ => None,
            },
        }
    }

    /// The lines behind one that passed: skipped ones are no obstacle.
    fn passes_more(&self, lines: &'a [Line], scope: &Scope<'_, 'a>) -> Result<bool, Halt> {
        Ok(self.deeper(|| self.lines(lines, scope, Role::Gate))? != Status::Fail)
    }

    /// `[ keys == … ]`: the values of the keys that fit.
    pub(super) fn by_key_filter(
        &self,
        filter: &'a KeysFilter,
        way: &Way<'_, 'a>,
        current: Val<'a>,
        found: &mut Vec<Found<'a>>,
    ) -> Result<(), Halt> {
        if !matches!(self.ground.shape(&current), Shape::Map) {
            found.push(way.missing(current));
            return Ok(());
        }
        let mut right = Vec::new();
        match &filter.right {
            Operand::Query(query) => {
                self.deeper(|| self.retrieve(query, 0, current.clone(), way.scope, way.spelling, &mut right))?;
            }
            other => right = self.operand(other, way.scope)?,
        }
        // One key is never equal to several; it is one of them.
        let is_in = filter.operator == KeysOperator::In || right.len() > 1;
        for (key, value) in self.ground.entries(&current)? {
            self.ground.meter.spend(right.len())?;
            let mut fits = false;
            for right in &right {
                fits = fits || self.key_fits(&key, right, is_in, filter.not)?;
            }
            if fits {
                self.go_on(way, value, way.scope, found)?;
            }
        }
        Ok(())
    }

    fn key_fits(&self, key: &Val<'a>, right: &Found<'a>, is_in: bool, not: bool) -> Result<bool, Halt> {
        let Some(value) = right.value() else { return Ok(false) };
        let mut compared = self.compare_key(key, value, is_in)?;
        if compared == Compared::Never
            && matches!(right, Found::Literal(_))
            && let [only] = self.ground.items(value)?.as_slice()
        {
            compared = self.compare_key(key, only, is_in)?;
        }
        Ok(match compared {
            Compared::Yes => !not,
            Compared::No => not,
            Compared::Never => false,
        })
    }

    fn compare_key(&self, key: &Val<'a>, right: &Val<'a>, is_in: bool) -> Result<Compared, Halt> {
        match (self.ground.shape(key), self.ground.shape(right)) {
            (Shape::Str(part), Shape::Str(whole)) if is_in => Ok(whole.contains(part).into()),
            (_, Shape::List) if is_in => {
                let mut any = Compared::No;
                for item in self.ground.items(right)? {
                    match self.ground.compare(key, &item)? {
                        Compared::Yes => any = Compared::Yes,
                        Compared::No => {}
                        Compared::Never => return Ok(Compared::Never),
                    }
                }
                Ok(any)
            }
            _ => self.ground.compare(key, right),
        }
    }
}

//! Variables: found along the scopes, worked out when first asked for, and never in a circle. Captured keys are variables
//! of the file that grow with each filter that is evaluated.

use std::rc::Rc;

use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::memory::{Memo, Memory, Results, Variables};
use crate::evaluate::scope::{Kind, Scope};
use crate::plan::line::{Name, Operand};
use crate::plan::literal::Literal;
use crate::stop::Stop;
use crate::values::query_result::QueryResult;
use crate::values::value::Val;

/// Whose variable it is, and at which position its memo is there.
#[derive(Clone, Copy)]
enum Slot {
    OfFile(usize),
    OfBlock(usize),
}

impl<'a> Variables<'a> {
    fn known(&self, slot: Slot) -> Memo<'a> {
        let memo = match slot {
            Slot::OfFile(name) => self.of_file.get(name),
            Slot::OfBlock(position) => self.of_blocks.get(position),
        };
        memo.cloned().unwrap_or_default()
    }

    fn remember(&mut self, slot: Slot, memo: Memo<'a>) {
        let place = match slot {
            Slot::OfFile(name) => {
                if let Some(keys) = self.captured.get_mut(name) {
                    keys.clear();
                }
                self.of_file.get_mut(name)
            }
            Slot::OfBlock(position) => self.of_blocks.get_mut(position),
        };
        if let Some(place) = place {
            *place = memo;
        }
    }
}

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn name(&self, name: Name) -> &'a str {
        self.plan.variables[self.file.variables].get(name.index()).map_or("", |known| self.plan.text(known.name))
    }

    /// What a variable stands for, seen from `scope`.
    pub(super) fn resolve(
        &self,
        name: Name,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
    ) -> Result<Results<'a>, Stop> {
        let mut here = scope;
        loop {
            self.document.meter.spend(1)?;
            match &here.kind {
                Kind::Arguments { names, values, .. } => {
                    self.document.meter.spend(names.len() / 4)?;
                    let position = names.iter().rposition(|parameter| *parameter == name);
                    if let Some(results) = position.and_then(|position| values.get(position)) {
                        return Ok(Rc::clone(results));
                    }
                }
                Kind::Block { lets, first, .. } => {
                    if let Some((position, operand)) = self.plan.value_of(*lets, name) {
                        return self.once(name, Slot::OfBlock(first + position), operand, here, memory);
                    }
                }
                Kind::Value { .. } => {}
                Kind::File => return self.of_file(name, here, memory),
            }
            match here.around() {
                Some(around) => here = around,
                None => return Err(self.unknown(name)),
            }
        }
    }

    /// The literal that a variable stands for, seen from `scope`; none where it is something else, or an argument.
    pub(super) fn literal(&self, name: Name, scope: &Scope<'_, 'a>) -> Option<&'a Literal> {
        let mut here = scope;
        let operand = loop {
            match &here.kind {
                Kind::Arguments { names, .. } if names.contains(&name) => return None,
                Kind::Block { lets, .. } => {
                    if let Some((_, operand)) = self.plan.value_of(*lets, name) {
                        break operand;
                    }
                }
                Kind::File => break self.plan.value_of(self.file.lets, name)?.1,
                Kind::Arguments { .. } | Kind::Value { .. } => {}
            }
            here = here.around()?;
        };
        match operand {
            Operand::Literal(literal) => Some(&self.plan.literals[*literal]),
            _ => None,
        }
    }

    fn of_file(&self, name: Name, scope: &Scope<'_, 'a>, memory: &mut Memory<'a>) -> Result<Results<'a>, Stop> {
        if let Some(keys) = self.captured_keys(name, &mut memory.variables)? {
            return Ok(keys);
        }
        let Some((_, operand)) = self.plan.value_of(self.file.lets, name) else { return Err(self.unknown(name)) };
        self.once(name, Slot::OfFile(name.index()), operand, scope, memory)
    }

    /// The keys captured until now; none where there are none.
    fn captured_keys(&self, name: Name, variables: &mut Variables<'a>) -> Result<Option<Results<'a>>, Stop> {
        let Some(keys) = variables.captured.get(name.index()).filter(|keys| !keys.is_empty()) else { return Ok(None) };
        let Some(slot) = variables.of_file.get_mut(name.index()) else { return Ok(None) };
        if let Memo::Known(known) = slot
            && known.len() == keys.len()
        {
            return Ok(Some(Rc::clone(known)));
        }
        self.document.meter.spend(keys.len())?;
        let keys: Results<'a> = keys.as_slice().into();
        *slot = Memo::Known(Rc::clone(&keys));
        Ok(Some(keys))
    }

    fn unknown(&self, name: Name) -> Stop {
        let is_captured =
            self.plan.variables[self.file.variables].get(name.index()).is_some_and(|known| known.is_captured);
        let name = self.name(name);
        Stop::Error(if is_captured {
            format!("`%{name}` has no keys yet: the filter that captures them was not evaluated before")
        } else {
            format!("there is no variable `{name}` here; define it with `let {name} = …`")
        })
    }

    /// The value of `operand`, worked out the first time only.
    fn once(
        &self,
        name: Name,
        slot: Slot,
        operand: &'a Operand,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
    ) -> Result<Results<'a>, Stop> {
        match memory.variables.known(slot) {
            Memo::Known(results) => return Ok(results),
            Memo::Asked => return Err(self.circle(name, &memory.variables.asked)),
            Memo::Unasked => {}
        }
        memory.variables.remember(slot, Memo::Asked);
        memory.variables.asked.push(name);
        let results = memory.deeper(|memory| self.operand(operand, scope, memory));
        memory.variables.asked.pop();
        match results {
            Ok(mut results) => {
                if matches!(operand, Operand::Query(query) if self.plan.queries[*query].some) {
                    results.retain(|result| matches!(result, QueryResult::Value(_)));
                }
                let results: Results<'a> = results.into();
                memory.variables.remember(slot, Memo::Known(Rc::clone(&results)));
                Ok(results)
            }
            Err(stop) => {
                memory.variables.remember(slot, Memo::Unasked);
                Err(stop)
            }
        }
    }

    fn circle(&self, name: Name, asked: &[Name]) -> Stop {
        let from = asked.iter().rposition(|asked| *asked == name).unwrap_or(0);
        let names = asked.get(from..).unwrap_or_default().iter().chain([&name]);
        let circle: Vec<&str> = names.map(|name| self.name(*name)).collect();
        Stop::Error(format!("the variable `{}` stands for itself: {}", self.name(name), circle.join(" -> ")))
    }

    /// Adds a key to those that `name` stands for. A literal of that name hides them; what a query of that name found
    /// before comes first.
    pub(super) fn capture(&self, name: Name, key: Val<'a>, memory: &mut Memory<'a>) {
        if matches!(self.plan.value_of(self.file.lets, name), Some((_, Operand::Literal(_)))) {
            return;
        }
        let variables = &mut memory.variables;
        let Some(keys) = variables.captured.get_mut(name.index()) else { return };
        if keys.is_empty()
            && let Some(Memo::Known(known)) = variables.of_file.get(name.index())
        {
            keys.extend(known.iter().cloned());
        }
        keys.push(QueryResult::Value(key));
    }

    /// What an operand stands for in `scope`.
    pub(super) fn operand(
        &self,
        operand: &'a Operand,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
    ) -> Result<Vec<QueryResult<'a>>, Stop> {
        match operand {
            Operand::Literal(literal) => Ok(vec![QueryResult::Literal(Val::Lit(&self.plan.literals[*literal]))]),
            Operand::Query(query) => self.query(*query, scope, memory),
            Operand::Call(call) => self.call_function(&self.plan.calls[*call], scope, memory),
            Operand::Broken(message) => Err(Stop::Error(self.plan.text(*message).to_owned())),
        }
    }
}

//! Variables: found along the scopes, worked out when first asked for, and never in a circle. Captured keys are variables
//! of the file that grow with each filter that is evaluated.

use std::rc::Rc;

use crate::eval::Eval;
use crate::found::Found;
use crate::halt::Halt;
use crate::literal::Literal;
use crate::plan::{Name, Operand};
use crate::scope::{Kind, Memo, Results, Scope};
use crate::value::Val;

impl<'a> Eval<'_, 'a> {
    pub(super) fn name(&self, name: Name) -> &'a str {
        self.file.names.get(name.index()).map_or("", |name| name)
    }

    /// What a variable stands for, seen from `scope`.
    pub(super) fn resolve(&self, name: Name, scope: &Scope<'_, 'a>) -> Result<Results<'a>, Halt> {
        let mut here = scope;
        loop {
            match &here.kind {
                Kind::Arguments { names, values, .. } => {
                    let position = names.iter().rposition(|parameter| *parameter == name);
                    if let Some(results) = position.and_then(|position| values.get(position)) {
                        return Ok(Rc::clone(results));
                    }
                }
                Kind::Block { lets, memo, .. } => {
                    if let Some((position, operand)) = lets.get(name) {
                        let known = memo.borrow().get(position).cloned().unwrap_or_default();
                        return self.once(name, known, operand, here, |state| {
                            if let Some(slot) = memo.borrow_mut().get_mut(position) {
                                *slot = state;
                            }
                        });
                    }
                }
                Kind::Value { .. } => {}
                Kind::File => return self.of_file(name, here),
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
                    if let Some((_, operand)) = lets.get(name) {
                        break operand;
                    }
                }
                Kind::File => break self.file.lets.get(name)?.1,
                Kind::Arguments { .. } | Kind::Value { .. } => {}
            }
            here = here.around()?;
        };
        match operand {
            Operand::Literal(literal) => Some(literal),
            _ => None,
        }
    }

    fn of_file(&self, name: Name, scope: &Scope<'_, 'a>) -> Result<Results<'a>, Halt> {
        if let Some(keys) = self.captured_keys(name)? {
            return Ok(keys);
        }
        let Some((_, operand)) = self.file.lets.get(name) else { return Err(self.unknown(name)) };
        let known = self.memo.borrow().get(name.index()).cloned().unwrap_or_default();
        self.once(name, known, operand, scope, |state| {
            if let Some(slot) = self.memo.borrow_mut().get_mut(name.index()) {
                *slot = state;
            }
            if let Some(keys) = self.captured.borrow_mut().get_mut(name.index()) {
                keys.clear();
            }
        })
    }

    /// The keys captured until now; none where there are none.
    fn captured_keys(&self, name: Name) -> Result<Option<Results<'a>>, Halt> {
        let captured = self.captured.borrow();
        let Some(keys) = captured.get(name.index()).filter(|keys| !keys.is_empty()) else { return Ok(None) };
        let mut memo = self.memo.borrow_mut();
        let Some(slot) = memo.get_mut(name.index()) else { return Ok(None) };
        if let Memo::Known(known) = slot
            && known.len() == keys.len()
        {
            return Ok(Some(Rc::clone(known)));
        }
        self.ground.meter.spend(keys.len())?;
        let keys: Results<'a> = keys.as_slice().into();
        *slot = Memo::Known(Rc::clone(&keys));
        Ok(Some(keys))
    }

    fn unknown(&self, name: Name) -> Halt {
        let is_captured = self.file.captured.get(name.index()).copied().unwrap_or(false);
        let name = self.name(name);
        Halt::Error(if is_captured {
            format!("`%{name}` has no keys yet: the filter that captures them was not evaluated before")
        } else {
            format!("there is no variable `{name}` here; define it with `let {name} = …`")
        })
    }

    /// The value of `operand`, worked out the first time only.
    fn once(
        &self,
        name: Name,
        known: Memo<'a>,
        operand: &'a Operand,
        scope: &Scope<'_, 'a>,
        mut remember: impl FnMut(Memo<'a>),
    ) -> Result<Results<'a>, Halt> {
        match known {
            Memo::Known(results) => return Ok(results),
            Memo::Asked => return Err(self.circle(name)),
            Memo::Unasked => {}
        }
        remember(Memo::Asked);
        self.asked.borrow_mut().push(name);
        let results = self.deeper(|| self.operand(operand, scope));
        self.asked.borrow_mut().pop();
        match results {
            Ok(mut results) => {
                if matches!(operand, Operand::Query(query) if query.some) {
                    results.retain(|found| matches!(found, Found::Value(_)));
                }
                let results: Results<'a> = results.into();
                remember(Memo::Known(Rc::clone(&results)));
                Ok(results)
            }
            Err(halt) => {
                remember(Memo::Unasked);
                Err(halt)
            }
        }
    }

    fn circle(&self, name: Name) -> Halt {
        let asked = self.asked.borrow();
        let from = asked.iter().rposition(|asked| *asked == name).unwrap_or(0);
        let names = asked.get(from..).unwrap_or_default().iter().chain([&name]);
        let circle: Vec<&str> = names.map(|name| self.name(*name)).collect();
        Halt::Error(format!("the variable `{}` stands for itself: {}", self.name(name), circle.join(" -> ")))
    }

    /// Adds a key to those that `name` stands for. A literal of that name hides them; what a query of that name found
    /// before comes first.
    pub(super) fn capture(&self, name: Name, key: Val<'a>) {
        if matches!(self.file.lets.get(name), Some((_, Operand::Literal(_)))) {
            return;
        }
        let mut captured = self.captured.borrow_mut();
        let Some(keys) = captured.get_mut(name.index()) else { return };
        if keys.is_empty()
            && let Some(Memo::Known(known)) = self.memo.borrow().get(name.index())
        {
            keys.extend(known.iter().cloned());
        }
        keys.push(Found::Value(key));
    }

    /// What an operand stands for in `scope`.
    pub(super) fn operand(&self, operand: &'a Operand, scope: &Scope<'_, 'a>) -> Result<Vec<Found<'a>>, Halt> {
        match operand {
            Operand::Literal(literal) => Ok(vec![Found::Literal(Val::Lit(literal))]),
            Operand::Query(query) => self.query(query, scope),
            Operand::Call(call) => self.call_function(call, scope),
            Operand::Broken(message) => Err(Halt::Error(message.to_string())),
        }
    }
}

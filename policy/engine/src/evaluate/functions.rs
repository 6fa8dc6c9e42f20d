//! The functions of the language: lists of results in, values out. A value of a kind that a function does not take is
//! dropped; a text that it cannot convert cannot be decided.

mod convert;
mod epoch;
mod excerpt;
mod text;

use std::rc::Rc;

use tablewarden_guard::Function;
use tablewarden_pattern::{Pattern, to_lowercase, to_uppercase};
use tablewarden_template::At;

use self::excerpt::excerpt;
use crate::evaluate::evaluator::Evaluator;
use crate::evaluate::memory::Memory;
use crate::evaluate::scope::Scope;
use crate::plan::line::FunctionCall;
use crate::stop::Stop;
use crate::values::query_result::QueryResult;
use crate::values::value::{Scalar, Shape, Val};

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn call_function(
        &self,
        call: &'a FunctionCall,
        scope: &Scope<'_, 'a>,
        memory: &mut Memory<'a>,
    ) -> Result<Vec<QueryResult<'a>>, Stop> {
        let mut arguments = Vec::with_capacity(call.arguments.len());
        for argument in &self.plan.operands[call.arguments] {
            arguments.push(memory.deeper(|memory| self.operand(argument, scope, memory))?);
        }
        let name = call.function.name();
        let values = arguments.first().map_or(&[][..], Vec::as_slice);
        let origin = values.first().and_then(origin_of);
        let made = |what: Scalar<'a>| Ok(vec![QueryResult::Value(Val::made(what, origin))]);
        match call.function {
            #[expect(clippy::cast_possible_wrap, reason = "no list is that long")]
            Function::Count => made(Scalar::Int(values.iter().filter(|found| found.value().is_some()).count() as i64)),
            Function::Now => match self.now {
                Some(now) => made(Scalar::Int(now)),
                None => Err(Stop::Error("`now()` needs the time, and the request has none".to_owned())),
            },
            Function::Join => {
                let separator = self.argument(&arguments, 1, name, "text", |shape| match shape {
                    Shape::Str(text) => Some(text.to_owned()),
                    Shape::Char(character) => Some(character.to_string()),
                    _ => None,
                })?;
                made(Scalar::Str(self.join(values, &separator)?))
            }
            Function::JsonParse => self.each_text(values, |text, origin| self.parse(text, origin).map(Some)),
            Function::ParseEpoch => self.each_text(values, |text, origin| {
                let seconds = epoch::seconds(text).ok_or_else(|| {
                    Stop::Undecidable(format!("`{}` is no time as in 2024-01-31T12:00:00Z", excerpt(text)))
                })?;
                Ok(Some(Val::made(Scalar::Int(seconds), origin)))
            }),
            Function::ToLower => {
                self.each_text(values, |value, origin| Ok(Some(text::made(to_lowercase(value), origin))))
            }
            Function::ToUpper => {
                self.each_text(values, |value, origin| Ok(Some(text::made(to_uppercase(value), origin))))
            }
            Function::UrlDecode => self
                .each_text(values, |value, origin| Ok(text::url_decoded(value).map(|value| text::made(value, origin)))),
            Function::Substring => {
                let from = self.offset(&arguments, 1)?;
                let to = self.offset(&arguments, 2)?;
                self.each_text(values, |value, origin| {
                    Ok(text::substring(value, from, to).map(|value| text::made(value.to_owned(), origin)))
                })
            }
            Function::RegexReplace => {
                let string = |shape: Shape<'_>| match shape {
                    Shape::Str(text) => Some(text.to_owned()),
                    _ => None,
                };
                let expression = self.argument(&arguments, 1, name, "text", string)?;
                let replacement = self.argument(&arguments, 2, name, "text", string)?;
                let pattern = self.pattern(&expression, memory)?;
                self.each_text(values, |value, origin| {
                    let replaced = self.replaced(&pattern, value, &replacement)?;
                    Ok(Some(text::made(replaced, origin)))
                })
            }
            Function::ParseBoolean
            | Function::ParseChar
            | Function::ParseFloat
            | Function::ParseInt
            | Function::ParseString => {
                let mut results = Vec::with_capacity(values.len());
                for value in values.iter().filter_map(QueryResult::value) {
                    self.document.meter.spend(1)?;
                    if let Some(made) = convert::convert(call.function, self.document.shape(value))? {
                        results.push(QueryResult::Value(Val::made(made, value.origin())));
                    }
                }
                Ok(results)
            }
        }
    }

    /// What `make` makes of each text; other values are dropped.
    fn each_text(
        &self,
        values: &[QueryResult<'a>],
        make: impl Fn(&str, Option<At>) -> Result<Option<Val<'a>>, Stop>,
    ) -> Result<Vec<QueryResult<'a>>, Stop> {
        let mut results = Vec::with_capacity(values.len());
        for value in values.iter().filter_map(QueryResult::value) {
            if let Shape::Str(text) = self.document.shape(value) {
                self.document.meter.spend(1 + text.len() / 2)?;
                results.extend(make(text, value.origin())?.map(QueryResult::Value));
            }
        }
        Ok(results)
    }

    /// The first value of an argument that has to be there.
    fn argument<T>(
        &self,
        arguments: &[Vec<QueryResult<'a>>],
        position: usize,
        function: &str,
        kind: &str,
        read: impl Fn(Shape<'_>) -> Option<T>,
    ) -> Result<T, Stop> {
        let first = arguments.get(position).and_then(|argument| argument.first()).and_then(QueryResult::value);
        first
            .and_then(|value| read(self.document.shape(value)))
            .ok_or_else(|| Stop::Error(format!("argument {} of `{function}` has to be {kind}", position + 1)))
    }

    fn offset(&self, arguments: &[Vec<QueryResult<'a>>], position: usize) -> Result<usize, Stop> {
        self.argument(arguments, position, "substring", "a number that is not negative", |shape| match shape {
            Shape::Int(value) => usize::try_from(value).ok(),
            #[expect(clippy::cast_possible_truncation, reason = "cut to the whole number below")]
            Shape::Float(value) if value.is_finite() => usize::try_from(value as i64).ok(),
            _ => None,
        })
    }

    /// The pattern of an expression; each is compiled once.
    fn pattern(&self, expression: &str, memory: &mut Memory<'a>) -> Result<Rc<Pattern>, Stop> {
        if let Some(pattern) = memory.patterns.get(expression) {
            return Ok(Rc::clone(pattern));
        }
        self.document.meter.spend(1 + expression.len())?;
        let pattern = Pattern::new(expression)
            .map_err(|error| Stop::Error(format!("the expression of `regex_replace` is refused: {error}")))?;
        self.document.meter.spend(pattern.weight())?;
        let pattern = Rc::new(pattern);
        memory.patterns.insert(expression.into(), Rc::clone(&pattern));
        Ok(pattern)
    }
}

fn origin_of(found: &QueryResult<'_>) -> Option<At> {
    match found {
        QueryResult::Literal(value) | QueryResult::Value(value) => value.origin(),
        QueryResult::Missing(missing) => missing.at.origin(),
    }
}

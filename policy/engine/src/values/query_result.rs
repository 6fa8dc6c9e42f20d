//! What a query gives: values, and the places where it could not go on.

use crate::plan::line::Query;
use crate::values::value::Val;

/// One result of a query.
#[derive(Debug, Clone)]
pub(crate) enum QueryResult<'a> {
    /// A value that stands in the rule itself: some operators treat it in another way.
    Literal(Val<'a>),
    /// A value that was looked up or computed.
    Value(Val<'a>),
    /// Nothing: the query ended early.
    Missing(Missing<'a>),
}

/// Where a query ended early.
#[derive(Debug, Clone)]
pub(crate) struct Missing<'a> {
    /// The last value on the way.
    pub(crate) at: Val<'a>,
    /// The query.
    pub(crate) query: &'a Query,
    /// The part of it that found nothing.
    pub(crate) part: usize,
}

impl<'a> QueryResult<'a> {
    /// The value, if there is one.
    pub(crate) fn value(&self) -> Option<&Val<'a>> {
        match self {
            Self::Literal(value) | Self::Value(value) => Some(value),
            Self::Missing(_) => None,
        }
    }
}

/// The value of results that are one literal and nothing else.
pub(crate) fn lone_literal<'f, 'a>(results: &'f [QueryResult<'a>]) -> Option<&'f Val<'a>> {
    match results {
        [QueryResult::Literal(value)] => Some(value),
        _ => None,
    }
}

//! What clauses are evaluated for, and with it where their failures go: from a value that failed to its place, its block
//! and its message. Nothing is kept of a clause that only opens something.

use tablewarden_source::{Place, Span};
use tablewarden_template::At;

use crate::document::Document;
use crate::evaluate::scope::{Kind, Scope};
use crate::outcome::Failure;
use crate::plan::line::{Part, Query};
use crate::values::operators::Failed;
use crate::values::value::Val;

/// The steps of a failure for each scope around it.
const FAILURE: usize = 4;

/// Why a clause is evaluated.
#[derive(Debug)]
pub(super) enum Purpose<'f, 'a> {
    /// It is to hold. What cannot be decided fails, and failures are kept here.
    Assertion(&'f mut Vec<Failure<'a>>),
    /// It opens or closes something: a `when`, a filter. What cannot be decided is handed up.
    Gate,
}

/// What a failure is about, beside its value.
#[derive(Clone, Copy)]
pub(super) struct About<'s, 'a> {
    pub(super) clause: Span,
    pub(super) message: Option<Span>,
    pub(super) scope: &'s Scope<'s, 'a>,
}

impl<'a> Purpose<'_, 'a> {
    /// The same for a part of what is evaluated.
    pub(super) fn again(&mut self) -> Purpose<'_, 'a> {
        match self {
            Self::Assertion(failures) => Purpose::Assertion(failures),
            Self::Gate => Purpose::Gate,
        }
    }

    pub(super) fn is_assertion(&self) -> bool {
        matches!(self, Self::Assertion(_))
    }

    /// How many failures there are.
    pub(super) fn mark(&self) -> usize {
        match self {
            Self::Assertion(failures) => failures.len(),
            Self::Gate => 0,
        }
    }

    /// Forgets the failures since `mark`.
    pub(super) fn forget(&mut self, mark: usize) {
        if let Self::Assertion(failures) = self {
            failures.truncate(mark);
        }
    }

    /// One failure in place of those of the alternatives of a line: the place of the last alternative, the last message
    /// that there is.
    pub(super) fn join_alternatives(&mut self, mark: usize, last_mark: usize, line: Span) {
        let Self::Assertion(failures) = self else { return };
        let mut alternatives = failures.split_off(mark);
        let message = alternatives.iter().rev().find_map(|failure| failure.message);
        let last = last_mark - mark;
        if last < alternatives.len() {
            let mut failure = alternatives.swap_remove(last);
            failure.clause = line;
            failure.message = message;
            failures.push(failure);
        }
    }

    /// Keeps the failure of a value.
    pub(super) fn fail(&mut self, document: &Document<'a>, about: About<'_, 'a>, failed: &Failed<'a>) {
        let Self::Assertion(failures) = self else { return };
        failures.push(match failed {
            Failed::Value(value) => about.failure(document, Some(value), value.is_key()),
            Failed::Missing(missing) => Failure {
                missing: document.plan.rest(missing.query, missing.part),
                ..about.failure(document, Some(&missing.at), true)
            },
        });
    }

    /// Keeps the failure of a query that found nothing at all.
    pub(super) fn fail_empty(&mut self, document: &Document<'a>, about: About<'_, 'a>, query: &'a Query) {
        let Self::Assertion(failures) = self else { return };
        let (at, part) = as_far_as_keys(document, query, about.scope);
        failures.push(Failure { missing: document.plan.rest(query, part), ..about.failure(document, Some(&at), true) });
    }

    /// Keeps the failure of a clause that stands for itself: no value of it failed.
    pub(super) fn fail_here(&mut self, document: &Document<'a>, about: About<'_, 'a>, reason: Option<String>) {
        let Self::Assertion(failures) = self else { return };
        failures.push(Failure { reason: reason.map(String::into_boxed_str), ..about.failure(document, None, true) });
    }
}

impl<'a> About<'_, 'a> {
    /// A failure at a value, or else at the innermost block. Whose rule it is of is said when the rule is finished.
    fn failure(self, document: &Document<'a>, value: Option<&Val<'a>>, at_key: bool) -> Failure<'a> {
        let blocks = blocks_of(document, self.scope);
        let at = value.and_then(Val::origin);
        let of_block = at.is_none();
        let place = match at.or_else(|| blocks.first().copied()) {
            Some(at) => place(document, at, at_key || of_block),
            None => Place::default(),
        };
        let message = self.message.or_else(|| self.scope.message());
        Failure { rule: 0, clause: self.clause, place, value: at, missing: None, blocks, message, reason: None }
    }
}

fn place(document: &Document<'_>, at: At, at_key: bool) -> Place {
    let view = document.view;
    at_key.then(|| view.key_place(at)).flatten().unwrap_or_else(|| view.place(at))
}

/// How far a query gets by keys alone, and the part that it gets stuck at.
fn as_far_as_keys<'a>(document: &Document<'a>, query: &'a Query, scope: &Scope<'_, 'a>) -> (Val<'a>, usize) {
    let mut at = scope.this.clone();
    let parts = &document.plan.parts[query.parts];
    for (position, part) in parts.iter().enumerate() {
        let next = match part {
            Part::This => Some(at.clone()),
            Part::Key(key) => document.get_key(&at, *key).ok().flatten(),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => return (at, position),
        }
    }
    (at, parts.len())
}

fn blocks_of(document: &Document<'_>, scope: &Scope<'_, '_>) -> Box<[At]> {
    let mut blocks: Vec<At> = Vec::new();
    let mut here = Some(scope);
    while let Some(scope) = here {
        document.meter.charge(FAILURE);
        if let Some(at) = scope.this.origin()
            && blocks.last() != Some(&at)
            && !matches!(scope.kind, Kind::Arguments { .. })
        {
            blocks.push(at);
        }
        here = scope.around();
    }
    blocks.into()
}

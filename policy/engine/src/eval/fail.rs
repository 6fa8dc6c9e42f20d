//! Failures: from a value that failed to its place, its block and its message. Only made for clauses that are to hold.

use tablewarden_source::{Place, Span};
use tablewarden_template::At;

use crate::binary::Failed;
use crate::eval::{Eval, Role};
use crate::outcome::Failure;
use crate::plan::{Part, Query};
use crate::scope::{Kind, Scope};
use crate::value::Val;

/// What a failure is about, beside its value.
#[derive(Clone, Copy)]
pub(super) struct About<'s, 'a> {
    pub(super) clause: Span,
    pub(super) message: Option<&'a str>,
    pub(super) scope: &'s Scope<'s, 'a>,
    pub(super) role: Role,
}

impl<'a> Eval<'_, 'a> {
    /// Keeps the failure of a value, if `about` is something that is to hold.
    pub(super) fn fail(&self, about: About<'_, 'a>, failed: &Failed<'a>) {
        match failed {
            Failed::Value(value) => self.fail_at(about, Some(value), value.is_key(), None, None),
            Failed::Missing(missing) => {
                self.fail_at(about, Some(&missing.at), true, missing.query.rest(missing.part), None);
            }
        }
    }

    /// Keeps the failure of a query that found nothing at all.
    pub(super) fn fail_empty(&self, about: About<'_, 'a>, query: &'a Query) {
        let (at, part) = self.as_far_as_keys(query, about.scope);
        self.fail_at(about, at.as_ref(), true, query.rest(part), None);
    }

    /// Keeps the failure of a clause that stands for itself: no value of it failed.
    pub(super) fn fail_here(&self, about: About<'_, 'a>, reason: Option<String>) {
        self.fail_at(about, None, true, None, reason);
    }

    fn fail_at(
        &self,
        about: About<'_, 'a>,
        value: Option<&Val<'a>>,
        at_key: bool,
        missing: Option<&'a str>,
        reason: Option<String>,
    ) {
        if about.role == Role::Gate {
            return;
        }
        let blocks = blocks_of(about.scope);
        let at = value.and_then(Val::origin);
        let of_block = at.is_none();
        let place = match at.or_else(|| blocks.first().copied()) {
            Some(at) => self.place(at, at_key || of_block),
            None => Place::default(),
        };
        self.failures.borrow_mut().push(Failure {
            rule: self.rule.get(),
            clause: about.clause,
            place,
            value: at,
            missing,
            blocks,
            message: about.message.or_else(|| about.scope.message()),
            reason: reason.map(String::into_boxed_str),
        });
    }

    fn place(&self, at: At, at_key: bool) -> Place {
        let view = self.ground.view;
        at_key.then(|| view.key_place(at)).flatten().unwrap_or_else(|| view.place(at))
    }

    /// How far a query gets by keys alone, and the part that it gets stuck at.
    fn as_far_as_keys(&self, query: &'a Query, scope: &Scope<'_, 'a>) -> (Option<Val<'a>>, usize) {
        let mut at = scope.this.clone();
        for (position, part) in query.parts.iter().enumerate() {
            let next = match part {
                Part::This => Some(at.clone()),
                Part::Key(key) => self.ground.get(&at, &key.text).ok().flatten(),
                _ => None,
            };
            match next {
                Some(next) => at = next,
                None => return (Some(at), position),
            }
        }
        (Some(at), query.parts.len())
    }

    /// One failure in place of those of the alternatives of a line: the place of the last alternative, the last message
    /// that there is.
    pub(super) fn join_alternatives(&self, mark: usize, last_mark: usize, line: Span) {
        let mut failures = self.failures.borrow_mut();
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
}

fn blocks_of(scope: &Scope<'_, '_>) -> Box<[At]> {
    let mut blocks: Vec<At> = Vec::new();
    let mut here = Some(scope);
    while let Some(scope) = here {
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

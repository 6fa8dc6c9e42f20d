//! Where a query starts and which variables it sees: a chain of scopes from the innermost to the file. Holds no value of a
//! variable; those are in the memory.

use tablewarden_source::Span;

use crate::evaluate::memory::Results;
use crate::plan::line::{Let, Name};
use crate::plan::table::Rows;
use crate::values::value::Val;

/// A scope.
#[derive(Debug)]
pub(crate) struct Scope<'s, 'a> {
    /// The value that queries start at.
    pub(super) this: Val<'a>,
    pub(super) kind: Kind<'s, 'a>,
}

/// What a scope adds to the one around it.
#[derive(Debug)]
pub(super) enum Kind<'s, 'a> {
    /// The file: the outermost one.
    File,
    /// The variables of a block; what is known of them begins at `first` in the memory.
    Block { around: &'s Scope<'s, 'a>, lets: Rows<Let>, first: usize },
    /// Another value; the filters of its queries are asked in the scope around it.
    Value { around: &'s Scope<'s, 'a> },
    /// The arguments of a rule that was called, and the message of the call.
    Arguments { around: &'s Scope<'s, 'a>, names: &'a [Name], values: Vec<Results<'a>>, message: Option<Span> },
}

impl<'s, 'a> Scope<'s, 'a> {
    pub(super) fn file(this: Val<'a>) -> Self {
        Self { this, kind: Kind::File }
    }

    /// The scope of a block, evaluated where `around` is.
    pub(super) fn block(around: &'s Scope<'s, 'a>, lets: Rows<Let>, first: usize) -> Self {
        Self { this: around.this.clone(), kind: Kind::Block { around, lets, first } }
    }

    /// The scope of one value.
    pub(super) fn value(around: &'s Scope<'s, 'a>, this: Val<'a>) -> Self {
        Self { this, kind: Kind::Value { around } }
    }

    pub(super) fn around(&self) -> Option<&'s Scope<'s, 'a>> {
        match self.kind {
            Kind::File => None,
            Kind::Block { around, .. } | Kind::Value { around } | Kind::Arguments { around, .. } => Some(around),
        }
    }

    /// The scope that filters of this scope's queries stand in, and keys are captured for.
    pub(super) fn asker(&self) -> &Scope<'s, 'a> {
        match self.kind {
            Kind::Value { around } => around,
            Kind::Arguments { around, .. } => around.asker(),
            Kind::File | Kind::Block { .. } => self,
        }
    }

    /// The message of the nearest call around.
    pub(super) fn message(&self) -> Option<Span> {
        let mut scope = Some(self);
        while let Some(here) = scope {
            if let Kind::Arguments { message: Some(message), .. } = here.kind {
                return Some(message);
            }
            scope = here.around();
        }
        None
    }
}

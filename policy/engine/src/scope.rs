//! Where a query starts and which variables it sees: a chain of scopes from the innermost to the file. Each variable is
//! worked out when first asked for, once for each scope.

use std::cell::RefCell;
use std::rc::Rc;

use crate::found::Found;
use crate::plan::{Lets, Name};
use crate::value::Val;

/// The results of a variable, shared by all who ask.
pub(crate) type Results<'a> = Rc<[Found<'a>]>;

/// A scope.
#[derive(Debug)]
pub(crate) struct Scope<'s, 'a> {
    /// The value that queries start at.
    pub(crate) this: Val<'a>,
    pub(crate) kind: Kind<'s, 'a>,
}

/// What a scope adds to the one around it.
#[derive(Debug)]
pub(crate) enum Kind<'s, 'a> {
    /// The file: the outermost one.
    File,
    /// The variables of a block.
    Block { around: &'s Scope<'s, 'a>, lets: &'a Lets, memo: RefCell<Vec<Memo<'a>>> },
    /// Another value; the filters of its queries are asked in the scope around it.
    Value { around: &'s Scope<'s, 'a> },
    /// The arguments of a rule that was called, and the message of the call.
    Arguments { around: &'s Scope<'s, 'a>, names: &'a [Name], values: Vec<Results<'a>>, message: Option<&'a str> },
}

/// What is known of a variable.
#[derive(Debug, Clone, Default)]
pub(crate) enum Memo<'a> {
    #[default]
    Unasked,
    /// It is being worked out: who asks for it now goes in a circle.
    Asked,
    Known(Results<'a>),
}

impl<'s, 'a> Scope<'s, 'a> {
    pub(crate) fn file(this: Val<'a>) -> Self {
        Self { this, kind: Kind::File }
    }

    /// The scope of a block, evaluated where `around` is.
    pub(crate) fn block(around: &'s Scope<'s, 'a>, lets: &'a Lets) -> Self {
        let memo = RefCell::new(vec![Memo::Unasked; lets.len()]);
        Self { this: around.this.clone(), kind: Kind::Block { around, lets, memo } }
    }

    /// The scope of one value.
    pub(crate) fn value(around: &'s Scope<'s, 'a>, this: Val<'a>) -> Self {
        Self { this, kind: Kind::Value { around } }
    }

    pub(crate) fn around(&self) -> Option<&'s Scope<'s, 'a>> {
        match self.kind {
            Kind::File => None,
            Kind::Block { around, .. } | Kind::Value { around } | Kind::Arguments { around, .. } => Some(around),
        }
    }

    /// The scope that filters of this scope's queries stand in, and keys are captured for.
    pub(crate) fn asker(&self) -> &Scope<'s, 'a> {
        match self.kind {
            Kind::Value { around } => around,
            Kind::Arguments { around, .. } => around.asker(),
            Kind::File | Kind::Block { .. } => self,
        }
    }

    /// The message of the nearest call around.
    pub(crate) fn message(&self) -> Option<&'a str> {
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

//! A table while its picture is made: where its facts are, and what belongs to it.

use tablewarden_template::At;

use crate::belongings::{Belonging, Kind};
use crate::facts::Facts;

/// A table of a template while it is read.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'r, 'd> {
    pub(crate) facts: Facts<'d>,
    pub(crate) at: At,
    pub(crate) belongings: &'r [Belonging],
}

impl<'r> Reading<'r, '_> {
    /// What of one kind belongs to the table.
    pub(crate) fn belonging(self, kind: Kind) -> impl Iterator<Item = At> + 'r {
        self.belongings.iter().filter(move |one| one.kind == kind).map(|one| one.at)
    }
}

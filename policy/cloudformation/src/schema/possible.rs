//! What a function can give, as whoever resolves it tells the check. Resolves nothing itself.

use tablewarden_template::At;

use crate::resolve::Resolved;

/// One value that a function can give.
#[derive(Debug)]
pub struct Possible<'d> {
    /// The value.
    pub value: Resolved<'d>,
    /// The parameters that are taken to have another value than their own, each with it.
    pub assumed: Vec<(String, String)>,
    /// The outcomes of the conditions inside of the function with which it gives it.
    pub when: Vec<(String, bool)>,
}

/// Gives what the function, the first, can give under outcomes of conditions, the second: its own value first.
pub type PossibleValues<'m, 'd> = &'m dyn Fn(At, &[(String, bool)]) -> Vec<Possible<'d>>;

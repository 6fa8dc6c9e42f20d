//! One output of a template: its value, the name it is exported under, and the conditions it is there under.

use tablewarden_source::Place;
use tablewarden_template::At;

use crate::condition::When;

/// An output.
#[derive(Debug, Clone, Copy)]
pub struct Output<'d> {
    /// Its logical id.
    pub name: &'d str,
    /// Where the name stands.
    pub key_place: Place,
    /// The whole output.
    pub at: At,
    /// Its `Value`.
    pub value: Option<At>,
    /// `Name` of its `Export`.
    pub export: Option<At>,
    /// Under which conditions it is there.
    pub when: When,
}

//! What the schema check says about one place of a template.

use tablewarden_source::Place;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// A key that the schema does not have there, or that a template cannot set.
    UnknownProperty,
    /// A property that has to be there is not.
    MissingRequired,
    /// A value of another type, outside its bounds, or not beside another property.
    InvalidValue,
}

/// One thing that is wrong by the schema.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemaProblem<'d> {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Whether it is wrong for sure. Not so: an unknown property or an unknown value of an enumeration that resembles
    /// none of the known ones; a newer schema may have it.
    pub certain: bool,
    /// The property's name. Of an element of a list, the list's.
    pub property: String,
    /// From the resource's `Properties` to the value, or to where the missing property would stand: keys and 0-based
    /// indices, without the steps through `Fn::If`.
    pub path: Vec<String>,
    /// An unknown property: its key. An invalid value: the value. A missing property: the key of the nearest parent.
    pub place: Place,
    /// What was meant: a property or a value. A property that stands elsewhere comes with its way from `Properties`,
    /// `Replicas[].SSESpecification.KMSMasterKeyId`.
    pub suggestion: Option<String>,
    /// What would be right, in words: "an integer from 1 to 35".
    pub expected: String,
    /// What is there, shortened: "`48`", "a list", "nothing".
    pub found: String,
    /// The branches of `Fn::If` it stands in, from the outside in: it holds where each condition has this outcome.
    /// Empty: always.
    pub when: Vec<(String, bool)>,
    /// The parameter whose default the value is.
    pub default_of: Option<&'d str>,
    /// The parameters that are taken to have another value than their own, each with it.
    pub assumed: Vec<(String, String)>,
}

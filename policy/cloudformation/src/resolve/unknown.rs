//! Why a value is not known, and what it depends on.

use tablewarden_template::At;

/// A value that is there, and is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unknown<'d> {
    /// Why.
    pub reason: Reason,
    /// The value, as far as it could be followed.
    pub at: At,
    /// What it depends on: a parameter, a resource, a condition.
    pub name: Option<&'d str>,
}

/// Why a value is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A parameter without a default, or one whose value is kept elsewhere.
    Parameter,
    /// A pseudo parameter that nothing was said about.
    Pseudo,
    /// What a resource will be called, or an attribute of it.
    Resource,
    /// An export of another stack.
    Import,
    /// A dynamic reference, `{{resolve:…}}`.
    Dynamic,
    /// Text that another tool fills in before: `${self:custom.name}`, `{{ name }}`.
    Placeholder,
    /// A condition that is not decided here or could not be analysed.
    Condition,
    /// A key that the mapping does not have.
    Mapping,
    /// A function that is not computed here.
    Function,
    /// A macro or an include may put something here.
    Transform,
    /// A function with arguments that it does not take.
    Malformed,
    /// Something here could not be read.
    Damaged,
    /// Too deep or too large to follow.
    TooLarge,
}

impl<'d> Unknown<'d> {
    pub(crate) fn new(reason: Reason, at: At) -> Self {
        Self { reason, at, name: None }
    }

    /// Why, in a few lower-case words that read after "unknown:".
    #[must_use]
    pub fn message(&self) -> String {
        let name = self.name.map_or_else(String::new, |name| format!(" `{name}`"));
        match self.reason {
            Reason::Parameter => format!("the parameter{name} has no value here"),
            Reason::Pseudo => format!("the pseudo parameter{name} is not given"),
            Reason::Resource => format!("the resource{name} does not exist yet"),
            Reason::Import => "it is imported from another stack".to_owned(),
            Reason::Dynamic => "it is looked up at deployment".to_owned(),
            Reason::Placeholder => "another tool fills it in before deployment".to_owned(),
            Reason::Condition => format!("the condition{name} is not decided"),
            Reason::Mapping => "the mapping has no such key".to_owned(),
            Reason::Function => "the function is not computed before deployment".to_owned(),
            Reason::Transform => "a macro or an include may put it here".to_owned(),
            Reason::Malformed => "the function has arguments that it does not take".to_owned(),
            Reason::Damaged => "something here could not be read".to_owned(),
            Reason::TooLarge => "it is too large to follow".to_owned(),
        }
    }
}
